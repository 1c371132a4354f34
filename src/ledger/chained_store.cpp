// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/chained_store.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/descriptor.h"

namespace jx {
namespace {

constexpr int kBusyMilliseconds = 10'000;

Error store_error(const ChainedKind& kind, const SQLite::Exception& error) {
  switch (error.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {.code = ErrorCode::Conflict,
              .message = fmt::format("{}正被另一个程序写入，请稍后再试。", kind.name)};
    case SQLITE_FULL:
      return {.code = ErrorCode::Io,
              .message = "磁盘已满，这一批没有记入，以前的都在。请腾出空间再试。"};
    case SQLITE_IOERR:
      return {.code = ErrorCode::Io,
              .message = fmt::format("磁盘读写出错：已满、超过允许的文件大小，或介质有问题。{}里"
                                     "以前记入的都在，这一批没有记入。请检查磁盘再试。",
                                     kind.name)};
    case SQLITE_READONLY:
      return {.code = ErrorCode::Io,
              .message =
                  fmt::format("{}是只读的，没有记入。请检查文件和所在文件夹的权限。", kind.name)};
    case SQLITE_CANTOPEN:
      return {.code = ErrorCode::Io,
              .message = fmt::format("{}打不开或建不成。请检查所在的文件夹在不在、有没有权限。",
                                     kind.name)};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {.code = ErrorCode::Malformed,
              .message = fmt::format("这个文件不是{}，或已损坏。请用备份恢复后运行 {} verify。",
                                     kind.name, kind.command)};
    default:
      return {.code = ErrorCode::Store,
              .message = fmt::format("{}出错：{}。", kind.name, error.what())};
  }
}

/// SQL is looked up by its words without a copy of them.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>()(text);
  }
};

/// The last row, or what stands before the first.
struct Last {
  std::uint64_t number = 0;
  Digest digest{};
  std::string recorded_at;
};

/// A path as SQLite takes it with options behind it.
std::string uri_of(const std::filesystem::path& file, std::string_view options) {
  std::string uri = "file:";
  for (const char each : file.string()) {
    const bool special = each == '?' || each == '#' || each == '%';
    uri +=
        special ? fmt::format("%{:02x}", static_cast<unsigned char>(each)) : std::string(1, each);
  }
  return uri + "?" + std::string(options);
}

bool has_pending_writes(const std::filesystem::path& file) {
  std::error_code fault;
  const auto size = std::filesystem::file_size(file.string() + "-wal", fault);
  return !fault && size > 0;
}

bool is_writable(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  return access(file.c_str(), W_OK) == 0 && access(folder.c_str(), W_OK) == 0;
}

/// From a read-only medium or folder, where SQLite cannot put its own files beside it. Nobody may
/// write it meanwhile, or the readers' files would be there. Throws what SQLite throws.
SQLite::Database open_to_read(const std::filesystem::path& file) {
  if (!has_pending_writes(file)) {
    return {uri_of(file, "immutable=1"), SQLite::OPEN_READONLY | SQLite::OPEN_URI,
            kBusyMilliseconds};
  }
  SQLite::Database database(file.string(), SQLite::OPEN_READONLY, kBusyMilliseconds);
  database.execAndGet("SELECT count(*) FROM sqlite_master");
  return database;
}

/// Tables, indexes and triggers as they were written.
std::vector<std::string> schema_of(SQLite::Database& database) {
  std::vector<std::string> all;
  SQLite::Statement row(database,
                        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name");
  while (row.executeStep()) all.push_back(row.getColumn(0).getString());
  return all;
}

std::string_view bytes_in(const SQLite::Column& column) {
  const void* const bytes = column.getBlob();
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(column.getBytes())};
}

}  // namespace

struct ChainedStore::State {
  State(const ChainedKind& of, const std::filesystem::path& file, int flags)
      : State(of, SQLite::Database(file.string(), flags, kBusyMilliseconds)) {
    database.exec("PRAGMA journal_mode = WAL");
    // What append() has answered for must be on the disk.
    database.exec("PRAGMA synchronous = FULL");
  }

  State(const ChainedKind& of, SQLite::Database&& opened) : kind(of), database(std::move(opened)) {
    std::string places;
    for (const std::string_view name : kind.fields) {
      field_list += (field_list.empty() ? "" : ", ") + std::string(name);
      places += "?, ";
    }
    insert_sql =
        fmt::format("INSERT INTO {} ({}, digest) VALUES ({}?)", kind.row_table, field_list, places);
  }

  void create() {
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    database.exec(fmt::format("PRAGMA application_id = {}", kind.application_id));
    database.exec(kind.schema);
    SQLite::Statement row(database,
                          fmt::format("INSERT INTO {} VALUES (?,?,?,?)", kind.identity_table));
    row.bind(1, identity.id);
    row.bind(2, identity.title);
    row.bind(3, std::string(to_string(identity.profile)));
    row.bind(4, identity.created_at);
    row.exec();
    transaction.commit();
  }

  /// Malformed when the file is of another kind.
  Result<void> read_identity(const std::filesystem::path& file) {
    const Error none = malformed(fmt::format("{} 不是{}。", file.string(), kind.name));
    if (database.execAndGet("PRAGMA application_id").getInt() != kind.application_id) return none;
    SQLite::Statement row(database, fmt::format("SELECT id, title, profile, created_at FROM {}",
                                                kind.identity_table));
    if (!row.executeStep()) return none;
    identity.id = row.getColumn(0).getString();
    identity.title = row.getColumn(1).getString();
    JX_TRY(identity.profile, parse_hash_profile(row.getColumn(2).getString()));
    identity.created_at = row.getColumn(3).getString();
    return {};
  }

  Last last() const {
    SQLite::Statement row(
        database,
        fmt::format("SELECT number, digest, recorded_at FROM {} ORDER BY number DESC LIMIT 1",
                    kind.row_table));
    Hasher hasher(identity.profile);
    Last last{.number = 0, .digest = digest_of(identity, hasher), .recorded_at = {}};
    if (!row.executeStep()) return last;
    last.number = static_cast<std::uint64_t>(row.getColumn(0).getInt64());
    const std::string stored = row.getColumn(1).getString();
    if (stored.size() == last.digest.size()) {
      std::copy(stored.begin(), stored.end(), last.digest.begin());
    }
    last.recorded_at = row.getColumn(2).getString();
    return last;
  }

  const ChainedKind& kind;
  mutable SQLite::Database database;
  LedgerIdentity identity;
  std::string field_list;
  std::string insert_sql;
  mutable std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>, TextHash,
                             std::equal_to<>>
      statements;
};

ChainedStore::ChainedStore(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
ChainedStore::ChainedStore(ChainedStore&&) noexcept = default;
ChainedStore& ChainedStore::operator=(ChainedStore&&) noexcept = default;
ChainedStore::~ChainedStore() = default;

const LedgerIdentity& ChainedStore::identity() const noexcept { return state_->identity; }

const std::string& ChainedStore::field_list() const noexcept { return state_->field_list; }

Error ChainedStore::error_in_flight() const {
  try {
    throw;
  } catch (const SQLite::Exception& error) {
    return store_error(state_->kind, error);
  }
}

namespace {

Error already_there(const ChainedKind& kind, const std::filesystem::path& file) {
  return Error{.code = ErrorCode::Conflict,
               .message = fmt::format("{} 已经存在。{}只能新建一次，以后都往里记。", file.string(),
                                      kind.name)};
}

/// The first to come has the name; nothing that is there is replaced.
Result<void> move_into_place(const ChainedKind& kind, const std::filesystem::path& making,
                             const std::filesystem::path& file) {
  if (renameat2(AT_FDCWD, making.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE) != 0) {
    if (errno == EEXIST) return already_there(kind, file);
    // A file system without that way of renaming.
    std::error_code fault;
    if (std::filesystem::exists(file)) return already_there(kind, file);
    std::filesystem::rename(making, file, fault);
    if (fault) {
      return Error{.code = ErrorCode::Io,
                   .message = fmt::format("{} 建不成（{}）。", file.string(), fault.message())};
    }
  }
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.get() >= 0) fsync(opened.get());
  return {};
}

}  // namespace

Result<void> ChainedStore::guarded_create(const ChainedKind& kind,
                                          const std::filesystem::path& file,
                                          const LedgerIdentity& identity) {
  try {
    State state(kind, file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    state.identity = identity;
    state.create();
    return {};
  } catch (const SQLite::Exception& error) {
    return store_error(kind, error);
  }
}

Result<ChainedStore> ChainedStore::create(const ChainedKind& kind,
                                          const std::filesystem::path& file,
                                          const LedgerIdentity& identity) {
  const std::string words = identity.id + identity.title + identity.created_at;
  if (identity.id.empty() || words.find('\n') != std::string::npos) {
    return malformed(fmt::format("{}要有编号，编号和名称里不能换行。", kind.name));
  }
  if (std::filesystem::exists(file)) return already_there(kind, file);
  // A program that is killed on the way leaves no half ledger under the name.
  const std::filesystem::path making = file.string() + fmt::format(".new-{}", getpid());
  Result<void> made = guarded_create(kind, making, identity);
  if (made.ok()) made = move_into_place(kind, making, file);
  std::error_code ignored;
  for (const std::string_view suffix : {"", "-wal", "-shm"}) {
    std::filesystem::remove(making.string() + std::string(suffix), ignored);
  }
  if (!made.ok()) return made.error();
  return open(kind, file);
}

Result<ChainedStore> ChainedStore::open(const ChainedKind& kind,
                                        const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) {
    return Error{.code = ErrorCode::NotFound,
                 .message = fmt::format("没有{} {}。新建请用 {} create。", kind.name, file.string(),
                                        kind.command)};
  }
  try {
    const bool writable = is_writable(file);
    auto state = writable ? std::make_unique<State>(kind, file, SQLite::OPEN_READWRITE)
                          : std::make_unique<State>(kind, open_to_read(file));
    JX_TRY_VOID(state->read_identity(file));
    return ChainedStore(std::move(state));
  } catch (const SQLite::Exception& error) {
    if (is_writable(file) || !has_pending_writes(file)) return store_error(kind, error);
    return Error{.code = ErrorCode::Io,
                 .message = fmt::format("{} 在只读的地方，旁边的 {}-wal 里还有没有并入的条目。请把"
                                        "两个文件一起拷到能写的文件夹再打开。",
                                        file.string(), file.filename().string())};
  }
}

SQLite::Statement& ChainedStore::prepare(std::string_view sql) const {
  auto found = state_->statements.find(sql);
  if (found == state_->statements.end()) {
    std::string words(sql);
    auto made = std::make_unique<SQLite::Statement>(state_->database, words);
    found = state_->statements.emplace(std::move(words), std::move(made)).first;
  }
  found->second->reset();
  found->second->clearBindings();
  return *found->second;
}

ChainedStore::Batch::Batch(const ChainedStore& store)
    : row_name_(store.state_->kind.row_name),
      insert_(store.prepare(store.state_->insert_sql)),
      hasher_(store.identity().profile) {
  Last last = store.state_->last();
  number_ = last.number;
  digest_ = last.digest;
  recorded_at_ = std::move(last.recorded_at);
}

Result<void> ChainedStore::Batch::add(std::span<const std::string> fields) {
  const std::string& recorded_at = fields.back();
  if (recorded_at < recorded_at_) {
    return Error{.code = ErrorCode::Conflict,
                 .message = fmt::format("记录时间 {} 早于上一{}的 {}。请校准这台机器的时钟。",
                                        recorded_at, row_name_, recorded_at_)};
  }
  recorded_at_ = recorded_at;
  digest_ = digest_of(fields, digest_, hasher_);
  int place = 0;
  for (const std::string& field : fields) insert_.bindNoCopy(++place, field);
  insert_.bindNoCopy(++place, digest_.data(), static_cast<int>(digest_.size()));
  insert_.exec();
  insert_.reset();
  ++number_;
  return {};
}

Result<std::uint64_t> ChainedStore::append(const std::function<Result<void>(Batch& batch)>& work) {
  return guarded([&]() -> Result<std::uint64_t> {
    SQLite::Transaction transaction(state_->database, SQLite::TransactionBehavior::IMMEDIATE);
    Batch batch(*this);
    const std::uint64_t first = batch.next_number();
    JX_TRY_VOID(work(batch));
    transaction.commit();
    return first;
  });
}

Result<void> ChainedStore::read(const RowSink& sink) const {
  return guarded([&]() -> Result<void> {
    SQLite::Statement row(state_->database,
                          fmt::format("SELECT {}, digest FROM {} ORDER BY number",
                                      state_->field_list, state_->kind.row_table));
    const auto count = static_cast<int>(state_->kind.fields.size());
    std::vector<std::string_view> fields(state_->kind.fields.size());
    while (row.executeStep()) {
      for (int at = 0; at < count; ++at) {
        fields[static_cast<std::size_t>(at)] = bytes_in(row.getColumn(at));
      }
      JX_TRY_VOID(sink(fields, bytes_in(row.getColumn(count))));
    }
    return {};
  });
}

Result<LedgerHead> ChainedStore::head() const {
  return guarded([&]() -> Result<LedgerHead> {
    const Last last = state_->last();
    return LedgerHead{.ledger = identity().id,
                      .profile = identity().profile,
                      .entries = last.number,
                      .digest = last.digest,
                      .at = {}};
  });
}

Result<ChainedStore::FileCheck> ChainedStore::check_file() const {
  return guarded([&]() -> Result<FileCheck> {
    FileCheck check;
    SQLite::Statement integrity(state_->database, "PRAGMA integrity_check(1)");
    if (integrity.executeStep() && integrity.getColumn(0).getString() != "ok") {
      check.fault = integrity.getColumn(0).getString();
    }
    SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    fresh.exec(state_->kind.schema);
    check.same_schema = schema_of(fresh) == schema_of(state_->database);
    return check;
  });
}

Result<ChainedStore::Verification> ChainedStore::verify(
    const std::optional<LedgerHead>& exported,
    const std::function<Result<void>(std::span<const std::string_view> fields)>& also) const {
  if (exported && exported->ledger != identity().id) {
    return Error{.code = ErrorCode::Conflict,
                 .message = fmt::format("台账头是“{}”的，这本台账是“{}”。", exported->ledger,
                                        identity().id)};
  }
  ChainVerifier verifier(identity());
  Verification result;
  const auto meets_head = [&] {
    return verifier.entries() == exported->entries && verifier.digest() == exported->digest;
  };
  result.head_met = !exported || meets_head();
  const auto look_at = [&](std::span<const std::string_view> fields,
                           std::string_view stored) -> Result<void> {
    JX_TRY_VOID(verifier.add(fields, stored));
    result.head_met = result.head_met || meets_head();
    return also ? also(fields) : Result<void>();
  };
  // A fault ends the reading; what SQLite says of the file is no fault of a row.
  const Result<void> read_all =
      read([&](std::span<const std::string_view> fields, std::string_view stored) -> Result<void> {
        Result<void> looked = look_at(fields, stored);
        if (!looked.ok()) result.check.fault = looked.error().message;
        return looked;
      });
  if (!read_all.ok() && result.check.fault.empty()) return read_all.error();
  result.check.entries = verifier.entries();
  result.check.digest = verifier.digest();
  return result;
}

}  // namespace jx
