// SPDX-License-Identifier: AGPL-3.0-or-later
#include "rectification/book.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace jx {
namespace {

constexpr int kBusyMilliseconds = 10'000;
/// "jxr1": tells such a book from any other SQLite file.
constexpr int kApplicationId = 0x6a787231;

constexpr const char* kSchema = R"(
CREATE TABLE book (id TEXT NOT NULL, title TEXT NOT NULL, profile TEXT NOT NULL,
                   created_at TEXT NOT NULL) STRICT;
CREATE TABLE step (
  number INTEGER PRIMARY KEY, action TEXT NOT NULL, problem TEXT NOT NULL, source TEXT NOT NULL,
  project TEXT NOT NULL, title TEXT NOT NULL, detail TEXT NOT NULL, rule TEXT NOT NULL,
  amount TEXT NOT NULL, responsible TEXT NOT NULL, deadline TEXT NOT NULL, document TEXT NOT NULL,
  words TEXT NOT NULL, evidence TEXT NOT NULL, person TEXT NOT NULL, recorded_at TEXT NOT NULL,
  digest BLOB NOT NULL) STRICT;
CREATE TRIGGER step_stays BEFORE UPDATE ON step
  BEGIN SELECT raise(ABORT, 'steps of a rectification are never changed'); END;
CREATE TRIGGER step_is_kept BEFORE DELETE ON step
  BEGIN SELECT raise(ABORT, 'steps of a rectification are never deleted'); END;
)";

Error store_error(const SQLite::Exception& error) {
  switch (error.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {.code = ErrorCode::Conflict, .message = "整改台账正被另一个程序写入，请稍后再试。"};
    case SQLITE_FULL:
      return {.code = ErrorCode::Io,
              .message = "磁盘已满，这一批没有记入，以前的都在。请腾出空间再试。"};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {.code = ErrorCode::Malformed,
              .message = "这个文件不是整改台账，或已损坏。请用备份恢复后运行 rectify verify。"};
    default:
      return {.code = ErrorCode::Store, .message = fmt::format("整改台账出错：{}。", error.what())};
  }
}

template <typename Work>
auto guarded(const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    return store_error(error);
  }
}

std::string field_list() {
  std::string names;
  for (const std::string_view name : kStepFieldNames) {
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  return names;
}

StepFields fields_of(SQLite::Statement& row) {
  StepFields fields;
  for (std::size_t at = 0; at < kStepFields; ++at) {
    fields[at] = row.getColumn(static_cast<int>(at)).getString();
  }
  return fields;
}

std::string_view digest_in(SQLite::Statement& row) {
  const auto column = row.getColumn(static_cast<int>(kStepFields));
  return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

}  // namespace

struct RectificationBook::State {
  State(const std::filesystem::path& file, int flags)
      : database(file.string(), flags, kBusyMilliseconds) {
    database.exec("PRAGMA journal_mode = WAL");
    // What append() has answered for must be on the disk.
    database.exec("PRAGMA synchronous = FULL");
  }

  /// Every step in order, with its fields and stored digest.
  Result<void> read(const std::function<Result<void>(const StepFields& fields,
                                                     std::string_view digest)>& sink) const {
    SQLite::Statement row(database,
                          fmt::format("SELECT {}, digest FROM step ORDER BY number", field_list()));
    while (row.executeStep()) JX_TRY_VOID(sink(fields_of(row), digest_in(row)));
    return {};
  }

  void insert(const StepFields& fields, const Digest& digest) {
    std::string marks;
    for (std::size_t at = 0; at <= kStepFields; ++at) marks += at == 0 ? "?" : ",?";
    SQLite::Statement row(
        database, fmt::format("INSERT INTO step ({}, digest) VALUES ({})", field_list(), marks));
    for (std::size_t at = 0; at < kStepFields; ++at) {
      row.bindNoCopy(static_cast<int>(at + 1), fields[at]);
    }
    row.bindNoCopy(static_cast<int>(kStepFields + 1), digest.data(),
                   static_cast<int>(digest.size()));
    row.exec();
  }

  mutable SQLite::Database database;
  LedgerIdentity identity;
};

RectificationBook::RectificationBook(std::unique_ptr<State> state) noexcept
    : state_(std::move(state)) {}
RectificationBook::RectificationBook(RectificationBook&&) noexcept = default;
RectificationBook& RectificationBook::operator=(RectificationBook&&) noexcept = default;
RectificationBook::~RectificationBook() = default;

const LedgerIdentity& RectificationBook::identity() const noexcept { return state_->identity; }

Result<RectificationBook> RectificationBook::create(const std::filesystem::path& file,
                                                    const LedgerIdentity& identity) {
  const std::string words = identity.id + identity.title + identity.created_at;
  if (identity.id.empty() || words.find('\n') != std::string::npos) {
    return malformed("整改台账要有编号，编号和名称里不能换行。");
  }
  if (std::filesystem::exists(file)) {
    return Error{
        .code = ErrorCode::Conflict,
        .message = fmt::format("{} 已经存在。整改台账只能新建一次，以后都往里记。", file.string())};
  }
  return guarded([&]() -> Result<RectificationBook> {
    auto state = std::make_unique<State>(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    state->identity = identity;
    SQLite::Transaction transaction(state->database, SQLite::TransactionBehavior::IMMEDIATE);
    state->database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    state->database.exec(kSchema);
    SQLite::Statement row(state->database, "INSERT INTO book VALUES (?,?,?,?)");
    row.bind(1, identity.id);
    row.bind(2, identity.title);
    row.bind(3, std::string(to_string(identity.profile)));
    row.bind(4, identity.created_at);
    row.exec();
    transaction.commit();
    return RectificationBook(std::move(state));
  });
}

Result<RectificationBook> RectificationBook::open(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) {
    return Error{
        .code = ErrorCode::NotFound,
        .message = fmt::format("没有整改台账 {}。新建请用 rectify create。", file.string())};
  }
  return guarded([&]() -> Result<RectificationBook> {
    const Error none = malformed(fmt::format("{} 不是整改台账。", file.string()));
    auto state = std::make_unique<State>(file, SQLite::OPEN_READWRITE);
    if (state->database.execAndGet("PRAGMA application_id").getInt() != kApplicationId) return none;
    SQLite::Statement row(state->database, "SELECT id, title, profile, created_at FROM book");
    if (!row.executeStep()) return none;
    state->identity.id = row.getColumn(0).getString();
    state->identity.title = row.getColumn(1).getString();
    JX_TRY(state->identity.profile, parse_hash_profile(row.getColumn(2).getString()));
    state->identity.created_at = row.getColumn(3).getString();
    return RectificationBook(std::move(state));
  });
}

Result<std::uint64_t> RectificationBook::append(std::span<const RectificationStep> steps) {
  return guarded([&]() -> Result<std::uint64_t> {
    SQLite::Transaction transaction(state_->database, SQLite::TransactionBehavior::IMMEDIATE);
    JX_TRY(RectificationCases standing, cases());
    Hasher hasher(state_->identity.profile);
    Digest digest = digest_of(state_->identity, hasher);
    std::uint64_t number = 0;
    std::string recorded_at;
    JX_TRY_VOID(
        state_->read([&](const StepFields& fields, std::string_view stored) -> Result<void> {
          if (stored.size() == digest.size())
            std::copy(stored.begin(), stored.end(), digest.begin());
          recorded_at = fields.back();
          ++number;
          return {};
        }));
    const std::uint64_t first = number + 1;
    for (const RectificationStep& step : steps) {
      if (step.recorded_at < recorded_at) {
        return Error{.code = ErrorCode::Conflict,
                     .message = fmt::format("记录时间 {} 早于上一步的 {}。请校准这台机器的时钟。",
                                            step.recorded_at, recorded_at)};
      }
      recorded_at = step.recorded_at;
      JX_TRY_VOID(standing.add(step, ++number));
      const StepFields fields = to_fields(step, number);
      digest = digest_of(fields, digest, hasher);
      state_->insert(fields, digest);
    }
    transaction.commit();
    return first;
  });
}

Result<std::vector<NumberedStep>> RectificationBook::steps() const {
  return guarded([&]() -> Result<std::vector<NumberedStep>> {
    std::vector<NumberedStep> steps;
    JX_TRY_VOID(state_->read([&](const StepFields& fields, std::string_view) -> Result<void> {
      JX_TRY(RectificationStep step, step_from_fields(fields));
      steps.push_back({steps.size() + 1, std::move(step)});
      return {};
    }));
    return steps;
  });
}

Result<RectificationCases> RectificationBook::cases() const {
  JX_TRY(const std::vector<NumberedStep> all, steps());
  RectificationCases cases;
  for (const NumberedStep& each : all) JX_TRY_VOID(cases.add(each.step, each.number));
  return cases;
}

Result<LedgerHead> RectificationBook::head() const {
  JX_TRY(const LedgerCheck check, verify());
  if (!check.fault.empty()) return malformed(check.fault);
  return LedgerHead{.ledger = state_->identity.id,
                    .profile = state_->identity.profile,
                    .entries = check.entries,
                    .digest = check.digest,
                    .at = {}};
}

Result<LedgerCheck> RectificationBook::verify(const std::optional<LedgerHead>& exported) const {
  if (exported && exported->ledger != state_->identity.id) {
    return Error{.code = ErrorCode::Conflict,
                 .message = fmt::format("台账头是“{}”的，这本台账是“{}”。", exported->ledger,
                                        state_->identity.id)};
  }
  return guarded([&]() -> Result<LedgerCheck> {
    ChainVerifier verifier(state_->identity);
    RectificationCases cases;
    LedgerCheck check;
    bool head_met = !exported || (exported->entries == 0 && exported->digest == verifier.digest());
    const auto take = [&](const StepFields& fields, std::string_view digest) -> Result<void> {
      JX_TRY_VOID(verifier.add(fields, digest));
      JX_TRY(const RectificationStep step, step_from_fields(fields));
      return cases.add(step, verifier.entries());
    };
    const auto look_at = [&](const StepFields& fields, std::string_view digest) -> Result<void> {
      if (!check.fault.empty()) return {};
      if (const Result<void> taken = take(fields, digest); !taken.ok()) {
        check.fault = taken.error().message;
      }
      head_met = head_met ||
                 (verifier.entries() == exported->entries && verifier.digest() == exported->digest);
      return {};
    };
    JX_TRY_VOID(state_->read(look_at));
    check.entries = verifier.entries();
    check.digest = verifier.digest();
    if (check.fault.empty() && !head_met) {
      check.fault = fmt::format("与导出的台账头（{} 步）不符：后面的被截去，或整条链被重做过。",
                                exported->entries);
    }
    return check;
  });
}

}  // namespace jx
