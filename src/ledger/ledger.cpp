// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/ledger.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <unordered_map>
#include <utility>

namespace jx {
namespace {

constexpr int kBusyMilliseconds = 10'000;
/// "jxl1": tells a ledger from any other SQLite file.
constexpr int kApplicationId = 0x6a786c31;

/// The index of reversals holds only those, so every query that looks for one says so too
/// (reverses <> ''): without it, each entry would be compared with all others.
/// Triggers keep honest programs from mistakes; that nobody else changed anything is what the chain
/// proves.
constexpr const char* kSchema = R"(
CREATE TABLE ledger (id TEXT NOT NULL, title TEXT NOT NULL, profile TEXT NOT NULL,
                     created_at TEXT NOT NULL) STRICT;
CREATE TABLE entry (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, project TEXT NOT NULL, indicator TEXT NOT NULL,
  reporter TEXT NOT NULL, period TEXT NOT NULL, value TEXT NOT NULL, level TEXT NOT NULL,
  absence TEXT NOT NULL, comparator TEXT NOT NULL, unit TEXT NOT NULL, numerator TEXT NOT NULL,
  denominator TEXT NOT NULL, method TEXT NOT NULL, source TEXT NOT NULL, person TEXT NOT NULL,
  evidence TEXT NOT NULL, reverses TEXT NOT NULL, reason TEXT NOT NULL, recorded_at TEXT NOT NULL,
  digest BLOB NOT NULL) STRICT;
CREATE INDEX entry_of_indicator ON entry (project, indicator, kind, period);
CREATE UNIQUE INDEX entry_reversed_once ON entry (reverses) WHERE reverses <> '';
CREATE INDEX entry_of_evidence ON entry (evidence) WHERE kind = 'evidence';
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
  BEGIN SELECT raise(ABORT, 'entries of a ledger are never changed'); END;
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
  BEGIN SELECT raise(ABORT, 'entries of a ledger are never deleted'); END;
)";

Error store_error(const SQLite::Exception& error) {
  switch (error.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {.code = ErrorCode::Conflict, .message = "台账正被另一个程序写入，请稍后再试。"};
    case SQLITE_FULL:
      return {.code = ErrorCode::Io,
              .message = "磁盘已满，这一批没有记入，以前的都在。请腾出空间再试。"};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return {.code = ErrorCode::Malformed,
              .message = "这个文件不是台账，或已损坏。请用备份恢复后运行 ledger verify。"};
    default:
      return {.code = ErrorCode::Store, .message = fmt::format("台账出错：{}。", error.what())};
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
  for (const std::string_view name : kEntryFieldNames) {
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  return names;
}

EntryFields fields_of(SQLite::Statement& row) {
  EntryFields fields;
  for (std::size_t at = 0; at < kEntryFields; ++at) {
    fields[at] = row.getColumn(static_cast<int>(at)).getString();
  }
  return fields;
}

Error conflict(std::string message) {
  return Error{.code = ErrorCode::Conflict, .message = std::move(message)};
}

}  // namespace

struct Ledger::State {
  State(const std::filesystem::path& file, int flags)
      : database(file.string(), flags, kBusyMilliseconds) {
    database.exec("PRAGMA journal_mode = WAL");
    // What append() has answered for must be on the disk.
    database.exec("PRAGMA synchronous = FULL");
  }

  SQLite::Statement& prepare(const std::string& sql) const {
    auto& statement = statements[sql];
    if (!statement) statement = std::make_unique<SQLite::Statement>(database, sql);
    statement->reset();
    statement->clearBindings();
    return *statement;
  }

  /// The number of the last entry and its digest, or those of the identity.
  std::pair<std::uint64_t, Digest> last(std::string& recorded_at) const;
  Result<void> check_in_ledger(const LedgerEntry& entry) const;
  /// The unit of the target in force; Conflict without one.
  Result<std::string> unit_of_target(const LedgerEntry& entry) const;
  Result<void> check_actual(const LedgerEntry& entry) const;
  Result<void> check_new_row(const LedgerEntry& entry) const;
  Result<void> check_known_evidence(const LedgerEntry& entry) const;
  Result<LedgerEntry> reversal_of(const LedgerEntry& entry) const;
  void insert(const EntryFields& fields, const Digest& digest) const;

  mutable SQLite::Database database;
  LedgerIdentity identity;
  mutable std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>> statements;
};

std::pair<std::uint64_t, Digest> Ledger::State::last(std::string& recorded_at) const {
  SQLite::Statement& row =
      prepare("SELECT number, digest, recorded_at FROM entry ORDER BY number DESC LIMIT 1");
  Hasher hasher(identity.profile);
  Digest digest = digest_of(identity, hasher);
  if (!row.executeStep()) return {0, digest};
  const std::string stored = row.getColumn(1).getString();
  if (stored.size() == digest.size()) std::copy(stored.begin(), stored.end(), digest.begin());
  recorded_at = row.getColumn(2).getString();
  const auto number = static_cast<std::uint64_t>(row.getColumn(0).getInt64());
  row.reset();
  return {number, digest};
}

Result<std::string> Ledger::State::unit_of_target(const LedgerEntry& entry) const {
  SQLite::Statement& target = prepare(
      "SELECT unit FROM entry AS e WHERE project = ? AND indicator = ? AND kind = 'target' "
      "AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = CAST(e.number AS TEXT) AND "
      "r.reverses <> '') "
      "ORDER BY number DESC LIMIT 1");
  target.bind(1, entry.project);
  target.bind(2, entry.indicator);
  if (!target.executeStep()) {
    return conflict(fmt::format("“{}”没有指标值，完成值无从对照。请先记入项目“{}”批复的目标。",
                                entry.indicator, entry.project));
  }
  std::string unit = target.getColumn(0).getString();
  target.reset();
  return unit;
}

/// The same row again would be counted twice.
Result<void> Ledger::State::check_new_row(const LedgerEntry& entry) const {
  SQLite::Statement& other = prepare(
      "SELECT number FROM entry AS e WHERE project = ? AND indicator = ? AND kind = 'record' AND "
      "period = ? AND method = ? AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = "
      "CAST(e.number AS TEXT) AND r.reverses <> '') LIMIT 1");
  other.bind(1, entry.project);
  other.bind(2, entry.indicator);
  other.bind(3, entry.period);
  other.bind(4, entry.method);
  if (!other.executeStep()) return {};
  const std::int64_t number = other.getColumn(0).getInt64();
  other.reset();
  return conflict(fmt::format("“{}”已登记在第 {} 条，重复的行会算两次。要更正请先冲销那一条。",
                              entry.method, number));
}

Result<void> Ledger::State::check_actual(const LedgerEntry& entry) const {
  JX_TRY(const std::string unit, unit_of_target(entry));
  if (entry.value && entry.unit != unit) {
    return conflict(fmt::format("“{}”的单位是“{}”，这里写的是“{}”。请换算后再填。", entry.indicator,
                                unit, entry.unit));
  }
  SQLite::Statement& other = prepare(
      "SELECT number FROM entry AS e WHERE project = ? AND indicator = ? AND kind = 'actual' AND "
      "period = ? AND reporter = ? AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = "
      "CAST(e.number AS TEXT) AND r.reverses <> '') LIMIT 1");
  other.bind(1, entry.project);
  other.bind(2, entry.indicator);
  other.bind(3, entry.period);
  other.bind(4, entry.reporter);
  if (!other.executeStep()) return {};
  const std::int64_t number = other.getColumn(0).getInt64();
  other.reset();
  return conflict(fmt::format("“{}”{} 的完成值已记在第 {} 条。要更正请先冲销那一条。",
                              entry.indicator, entry.period, number));
}

Result<void> Ledger::State::check_known_evidence(const LedgerEntry& entry) const {
  for (const std::string& digest : entry.evidence) {
    SQLite::Statement& known =
        prepare("SELECT 1 FROM entry WHERE kind = 'evidence' AND evidence = ?");
    known.bind(1, digest);
    const bool found = known.executeStep();
    known.reset();
    if (!found) {
      return conflict(
          fmt::format("“{}”的佐证 {} 还没有收进台账。请先收进佐证文件。", entry.indicator, digest));
    }
  }
  return {};
}

/// A reversal says what it takes back, so that it is found with it.
Result<LedgerEntry> Ledger::State::reversal_of(const LedgerEntry& entry) const {
  SQLite::Statement& row = prepare(
      "SELECT kind, project, indicator, reporter, period, EXISTS (SELECT 1 FROM entry r "
      "WHERE r.reverses = ?1 AND r.reverses <> '') FROM entry WHERE number = ?2");
  row.bind(1, std::to_string(*entry.reverses));
  row.bind(2, static_cast<std::int64_t>(*entry.reverses));
  if (!row.executeStep()) {
    return conflict(fmt::format("没有第 {} 条，无从冲销。", *entry.reverses));
  }
  const std::string kind = row.getColumn(0).getString();
  LedgerEntry reversal = entry;
  reversal.project = row.getColumn(1).getString();
  reversal.indicator = row.getColumn(2).getString();
  reversal.reporter = row.getColumn(3).getString();
  reversal.period = row.getColumn(4).getString();
  const bool reversed = row.getColumn(5).getInt() != 0;
  row.reset();
  if (kind == to_string(EntryKind::Reversal)) {
    return conflict(
        fmt::format("第 {} 条本身是冲销，不能再冲销；请重新记入正确的数。", *entry.reverses));
  }
  if (reversed) return conflict(fmt::format("第 {} 条已经冲销过了。", *entry.reverses));
  return reversal;
}

Result<void> Ledger::State::check_in_ledger(const LedgerEntry& entry) const {
  if (entry.kind == EntryKind::Evidence) return {};
  if (entry.kind == EntryKind::Actual) JX_TRY_VOID(check_actual(entry));
  if (entry.kind == EntryKind::Statement) JX_TRY_VOID(unit_of_target(entry));
  if (entry.kind == EntryKind::Record) JX_TRY_VOID(check_new_row(entry));
  return check_known_evidence(entry);
}

void Ledger::State::insert(const EntryFields& fields, const Digest& digest) const {
  static const std::string kInsert = fmt::format(
      "INSERT INTO entry ({}, digest) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      field_list());
  SQLite::Statement& insert = prepare(kInsert);
  for (std::size_t at = 0; at < kEntryFields; ++at) {
    insert.bindNoCopy(static_cast<int>(at + 1), fields[at]);
  }
  insert.bindNoCopy(static_cast<int>(kEntryFields + 1), digest.data(),
                    static_cast<int>(digest.size()));
  insert.exec();
}

Ledger::Ledger(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

const LedgerIdentity& Ledger::identity() const noexcept { return state_->identity; }

Result<Ledger> Ledger::create(const std::filesystem::path& file, const LedgerIdentity& identity) {
  const std::string words = identity.id + identity.title + identity.created_at;
  if (identity.id.empty() || words.find('\n') != std::string::npos) {
    return Error{.code = ErrorCode::Malformed, .message = "台账要有编号，编号和名称里不能换行。"};
  }
  if (std::filesystem::exists(file)) {
    return conflict(fmt::format("{} 已经存在。台账只能新建一次，以后都往里记。", file.string()));
  }
  return guarded([&]() -> Result<Ledger> {
    auto state = std::make_unique<State>(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    state->identity = identity;
    SQLite::Transaction transaction(state->database, SQLite::TransactionBehavior::IMMEDIATE);
    state->database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    state->database.exec(kSchema);
    SQLite::Statement insert(state->database, "INSERT INTO ledger VALUES (?,?,?,?)");
    insert.bind(1, identity.id);
    insert.bind(2, identity.title);
    insert.bind(3, std::string(to_string(identity.profile)));
    insert.bind(4, identity.created_at);
    insert.exec();
    transaction.commit();
    return Ledger(std::move(state));
  });
}

Result<Ledger> Ledger::open(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) {
    return Error{.code = ErrorCode::NotFound,
                 .message = fmt::format("没有台账 {}。新建请用 ledger create。", file.string())};
  }
  return guarded([&]() -> Result<Ledger> {
    const Error no_ledger{.code = ErrorCode::Malformed,
                          .message = fmt::format("{} 不是台账。", file.string())};
    auto state = std::make_unique<State>(file, SQLite::OPEN_READWRITE);
    if (state->database.execAndGet("PRAGMA application_id").getInt() != kApplicationId) {
      return no_ledger;
    }
    SQLite::Statement row(state->database, "SELECT id, title, profile, created_at FROM ledger");
    if (!row.executeStep()) return no_ledger;
    state->identity.id = row.getColumn(0).getString();
    state->identity.title = row.getColumn(1).getString();
    JX_TRY(state->identity.profile, parse_hash_profile(row.getColumn(2).getString()));
    state->identity.created_at = row.getColumn(3).getString();
    return Ledger(std::move(state));
  });
}

Result<std::uint64_t> Ledger::append(std::span<const LedgerEntry> entries) {
  return guarded([&]() -> Result<std::uint64_t> {
    SQLite::Transaction transaction(state_->database, SQLite::TransactionBehavior::IMMEDIATE);
    std::string recorded_at;
    auto [number, digest] = state_->last(recorded_at);
    const std::uint64_t first = number + 1;
    Hasher hasher(state_->identity.profile);
    for (const LedgerEntry& given : entries) {
      JX_TRY_VOID(check_entry(given));
      const bool reverses = given.kind == EntryKind::Reversal;
      JX_TRY(const LedgerEntry entry,
             reverses ? state_->reversal_of(given) : Result<LedgerEntry>(given));
      JX_TRY_VOID(state_->check_in_ledger(entry));
      if (entry.recorded_at < recorded_at) {
        return conflict(fmt::format("记录时间 {} 早于上一条的 {}。请校准这台机器的时钟。",
                                    entry.recorded_at, recorded_at));
      }
      recorded_at = entry.recorded_at;
      const EntryFields fields = to_fields(entry, ++number);
      digest = digest_of(fields, digest, hasher);
      state_->insert(fields, digest);
    }
    transaction.commit();
    return first;
  });
}

Result<void> Ledger::read(const EntryQuery& query,
                          const std::function<Result<void>(NumberedEntry&& entry)>& sink) const {
  std::string sql = fmt::format(
      "SELECT {}, (SELECT r.number FROM entry r WHERE r.reverses = CAST(entry.number AS TEXT) AND "
      "r.reverses <> '') AS "
      "reversed_by FROM entry WHERE 1",
      field_list());
  std::vector<std::string> values;
  const auto restrict_to = [&](std::string_view column, std::string value) {
    if (value.empty()) return;
    sql += fmt::format(" AND {} = ?", column);
    values.push_back(std::move(value));
  };
  restrict_to("project", query.project);
  restrict_to("indicator", query.indicator);
  restrict_to("period", query.period);
  restrict_to("kind", query.kind ? std::string(to_string(*query.kind)) : std::string());
  if (query.number) sql += fmt::format(" AND number = {}", *query.number);
  if (query.standing_only) sql += " AND kind <> 'reversal' AND reversed_by IS NULL";
  sql += " ORDER BY number";
  return guarded([&]() -> Result<void> {
    SQLite::Statement& row = state_->prepare(sql);
    for (std::size_t at = 0; at < values.size(); ++at)
      row.bind(static_cast<int>(at + 1), values[at]);
    while (row.executeStep()) {
      const EntryFields fields = fields_of(row);
      NumberedEntry numbered;
      JX_TRY(numbered.entry, from_fields(fields));
      numbered.number = static_cast<std::uint64_t>(row.getColumn(0).getInt64());
      const auto reversed_by = row.getColumn(static_cast<int>(kEntryFields));
      if (!reversed_by.isNull()) {
        numbered.reversed_by = static_cast<std::uint64_t>(reversed_by.getInt64());
      }
      JX_TRY_VOID(sink(std::move(numbered)));
    }
    row.reset();
    return {};
  });
}

Result<LedgerHead> Ledger::head() const {
  return guarded([&]() -> Result<LedgerHead> {
    std::string recorded_at;
    const auto [number, digest] = state_->last(recorded_at);
    return LedgerHead{.ledger = state_->identity.id,
                      .profile = state_->identity.profile,
                      .entries = number,
                      .digest = digest,
                      .at = {}};
  });
}

Result<LedgerCheck> Ledger::verify(const std::optional<LedgerHead>& exported) const {
  if (exported && exported->ledger != state_->identity.id) {
    return conflict(
        fmt::format("台账头是“{}”的，这本台账是“{}”。", exported->ledger, state_->identity.id));
  }
  return guarded([&]() -> Result<LedgerCheck> {
    ChainVerifier verifier(state_->identity);
    LedgerCheck check;
    bool head_met = !exported || (exported->entries == 0 && exported->digest == verifier.digest());
    SQLite::Statement row(
        state_->database,
        fmt::format("SELECT {}, digest FROM entry ORDER BY number", field_list()));
    while (check.fault.empty() && row.executeStep()) {
      const auto digest = row.getColumn(static_cast<int>(kEntryFields));
      const std::string_view stored(static_cast<const char*>(digest.getBlob()),
                                    static_cast<std::size_t>(digest.getBytes()));
      if (auto added = verifier.add(fields_of(row), stored); !added.ok()) {
        check.fault = added.error().message;
      }
      head_met = head_met ||
                 (verifier.entries() == exported->entries && verifier.digest() == exported->digest);
    }
    check.entries = verifier.entries();
    check.digest = verifier.digest();
    if (check.fault.empty() && !head_met) {
      check.fault =
          exported->entries > check.entries
              ? fmt::format("只有 {} 条，而导出台账头时有 {} 条：后面的被截去了。", check.entries,
                            exported->entries)
              : fmt::format("第 {} 条与导出的台账头不符：整条链被重做过。", exported->entries);
    }
    return check;
  });
}

}  // namespace jx
