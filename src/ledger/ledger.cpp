// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/ledger.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace jx {
namespace {

/// The index of reversals holds only those, so every query that looks for one says so too
/// (reverses <> ''): without it, each entry would be compared with all others.
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

const ChainedKind& ledger_kind() {
  static const ChainedKind kKind{.name = "台账",
                                 .command = "ledger",
                                 .row_name = "条",
                                 .application_id = 0x6a786c31,  // "jxl1"
                                 .identity_table = "ledger",
                                 .row_table = "entry",
                                 .fields = kEntryFieldNames,
                                 .schema = kSchema};
  return kKind;
}

EntryFields fields_of(SQLite::Statement& row) {
  EntryFields fields;
  for (std::size_t at = 0; at < kEntryFields; ++at) {
    fields[at] = row.getColumn(static_cast<int>(at)).getString();
  }
  return fields;
}

/// "约60人次", "95%": words, yet meant as a figure that would be lost among them.
bool tries_to_be_a_number(std::string_view words) {
  return std::any_of(words.begin(), words.end(),
                     [](char each) { return each >= '0' && each <= '9'; });
}

Error conflict(std::string message) {
  return Error{.code = ErrorCode::Conflict, .message = std::move(message)};
}

}  // namespace

struct Ledger::State {
  SQLite::Statement& prepare(std::string_view sql) const { return store.prepare(sql); }

  Result<void> check_in_ledger(const LedgerEntry& entry) const;
  struct TargetInForce {
    std::string unit;
    bool is_number = false;
  };
  /// Conflict without a target.
  Result<TargetInForce> target_in_force(const LedgerEntry& entry) const;
  Result<void> check_actual(const LedgerEntry& entry) const;
  Result<void> check_new_row(const LedgerEntry& entry) const;
  Result<void> check_known_evidence(const LedgerEntry& entry) const;
  Result<LedgerEntry> reversal_of(const LedgerEntry& entry) const;

  ChainedStore store;
};

Result<Ledger::State::TargetInForce> Ledger::State::target_in_force(
    const LedgerEntry& entry) const {
  SQLite::Statement& target = prepare(
      "SELECT unit, value <> '' FROM entry AS e WHERE project = ? AND indicator = ? AND kind = "
      "'target' "
      "AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = CAST(e.number AS TEXT) AND "
      "r.reverses <> '') "
      "ORDER BY number DESC LIMIT 1");
  target.bind(1, entry.project);
  target.bind(2, entry.indicator);
  if (!target.executeStep()) {
    return conflict(fmt::format("“{}”没有指标值，完成值无从对照。请先记入项目“{}”批复的目标。",
                                entry.indicator, entry.project));
  }
  TargetInForce found{.unit = target.getColumn(0).getString(),
                      .is_number = target.getColumn(1).getInt() != 0};
  target.reset();
  return found;
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
  JX_TRY(const TargetInForce target, target_in_force(entry));
  const std::string& unit = target.unit;
  if (!entry.level.empty() && target.is_number && tries_to_be_a_number(entry.level)) {
    return conflict(fmt::format("“{}”{} 的完成值“{}”不是数，而指标值是数（单位“{}”）。请只填数字。",
                                entry.indicator, entry.period, entry.level, unit));
  }
  if (entry.value && entry.unit.empty() && !unit.empty()) {
    return conflict(fmt::format("“{}”{} 的完成值没有写单位；指标值的单位是“{}”，请写明。",
                                entry.indicator, entry.period, unit));
  }
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
    SQLite::Statement& known = prepare(
        "SELECT 1 FROM entry AS e WHERE kind = 'evidence' AND evidence = ? AND NOT EXISTS "
        "(SELECT 1 FROM entry r WHERE r.reverses = CAST(e.number AS TEXT) AND "
        "r.reverses <> '')");
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
  if (entry.kind == EntryKind::Statement) JX_TRY_VOID(target_in_force(entry));
  if (entry.kind == EntryKind::Record) JX_TRY_VOID(check_new_row(entry));
  return check_known_evidence(entry);
}

Ledger::Ledger(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

const LedgerIdentity& Ledger::identity() const noexcept { return state_->store.identity(); }

Result<Ledger> Ledger::create(const std::filesystem::path& file, const LedgerIdentity& identity) {
  JX_TRY(ChainedStore store, ChainedStore::create(ledger_kind(), file, identity));
  return Ledger(std::make_unique<State>(State{std::move(store)}));
}

Result<Ledger> Ledger::open(const std::filesystem::path& file) {
  JX_TRY(ChainedStore store, ChainedStore::open(ledger_kind(), file));
  return Ledger(std::make_unique<State>(State{std::move(store)}));
}

Result<std::uint64_t> Ledger::append(std::span<const LedgerEntry> entries) {
  return state_->store.append([&](ChainedStore::Batch& batch) -> Result<void> {
    for (const LedgerEntry& given : entries) {
      JX_TRY_VOID(check_entry(given));
      std::optional<LedgerEntry> reversal;
      if (given.kind == EntryKind::Reversal) {
        JX_TRY(reversal, state_->reversal_of(given));
      }
      const LedgerEntry& entry = reversal ? *reversal : given;
      JX_TRY_VOID(state_->check_in_ledger(entry));
      JX_TRY_VOID(batch.add(to_fields(entry, batch.next_number())));
    }
    return {};
  });
}

Result<void> Ledger::read(const EntryQuery& query,
                          const std::function<Result<void>(NumberedEntry&& entry)>& sink) const {
  std::string sql = fmt::format(
      "SELECT {}, (SELECT r.number FROM entry r WHERE r.reverses = CAST(entry.number AS TEXT) AND "
      "r.reverses <> '') AS "
      "reversed_by FROM entry WHERE 1",
      state_->store.field_list());
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
  return state_->store.guarded([&]() -> Result<void> {
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

Result<LedgerHead> Ledger::head() const { return state_->store.head(); }

Result<ChainedStore::FileCheck> Ledger::check_file() const { return state_->store.check_file(); }

Result<LedgerCheck> Ledger::verify(const std::optional<LedgerHead>& exported) const {
  JX_TRY(ChainedStore::Verification verified, state_->store.verify(exported, {}));
  LedgerCheck check = std::move(verified.check);
  if (check.fault.empty() && !verified.head_met) {
    check.fault =
        exported->entries > check.entries
            ? fmt::format("只有 {} 条，而导出台账头时有 {} 条：后面的被截去了。", check.entries,
                          exported->entries)
            : fmt::format("第 {} 条与导出的台账头不符：整条链被重做过。", exported->entries);
  }
  return check;
}

}  // namespace jx
