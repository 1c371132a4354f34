// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/inputs.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "ledger/headed_table.h"
#include "lexicon/terms.h"
#include "model/monitoring.h"
#include "monitoring/indicator_names.h"
#include "records/values.h"

namespace jx {
namespace {

// --- targets ------------------------------------------------------------------------------------

void set_value(const Indicator& indicator, LedgerEntry& entry) {
  const Field<Target>& target = indicator.target;
  if (!target.has_value()) {
    entry.absence = target.absence;
    return;
  }
  if (target->kind == TargetKind::NotApplicable) {
    entry.absence = Absence::NotApplicable;
  } else if (target->kind == TargetKind::Number && target->value) {
    entry.value = target->value;
    entry.comparator = chinese_name(target->comparator);
    entry.unit = target->unit.name;
  } else {
    entry.level = trimmed(target.raw);
  }
}

// --- figures ------------------------------------------------------------------------------------

enum class Column : std::uint8_t {
  Project,
  Indicator,
  Period,
  Actual,
  Unit,
  Numerator,
  Denominator,
  Method,
  Source,
  Reporter,
  Person,
  Evidence,
};
constexpr std::array<std::string_view, 12> kColumnNames = {
    "项目", "指标",     "期间",     "完成值",   "单位",   "分子",
    "分母", "取值方式", "数据来源", "填报单位", "填报人", "佐证"};
constexpr std::size_t kNeeded = 4;

class FigureTable : public HeadedTable {
 public:
  static Result<FigureTable> read(const Table& table) {
    JX_TRY(HeadedTable named, HeadedTable::read(table, kColumnNames, kNeeded));
    return FigureTable(std::move(named));
  }
  std::string words(std::uint32_t row, Column column) const {
    return HeadedTable::words(row, static_cast<std::size_t>(column));
  }
  Error fault(std::uint32_t row, Column column, std::string_view message) const {
    return HeadedTable::fault(row, static_cast<std::size_t>(column), message);
  }

 private:
  explicit FigureTable(HeadedTable&& named) : HeadedTable(std::move(named)) {}
};

Result<std::optional<Decimal>> optional_number(const FigureTable& table, std::uint32_t row,
                                               Column column) {
  const std::string words = table.words(row, column);
  if (words.empty()) return std::optional<Decimal>();
  const auto number = parse_number(words);
  if (!number.ok()) return table.fault(row, column, fmt::format("“{}”不是数", words));
  return std::optional<Decimal>(*number);
}

std::optional<Absence> absence_of(std::string_view words) {
  if (words == "不适用") return Absence::NotApplicable;
  if (words == "未到期") return Absence::NotDue;
  if (words == "无法采集") return Absence::NotObtainable;
  return std::nullopt;
}

Result<void> set_actual(const FigureTable& table, std::uint32_t row, LedgerEntry& entry) {
  const std::string words = table.words(row, Column::Actual);
  if (words.empty()) {
    return table.fault(row, Column::Actual, "是空白。请填数、等级，或写明不适用、未到期、无法采集");
  }
  entry.absence = absence_of(words);
  if (entry.absence) return {};
  const auto number = parse_number(words);
  if (number.ok()) {
    entry.value = *number;
  } else {
    entry.level = words;
  }
  return {};
}

Result<LedgerEntry> read_row(const FigureTable& table, std::uint32_t row, const EntryStamp& stamp) {
  LedgerEntry entry{.kind = EntryKind::Actual,
                    .project = table.words(row, Column::Project),
                    .indicator = table.words(row, Column::Indicator)};
  for (const Column needed : {Column::Indicator, Column::Period}) {
    if (table.words(row, needed).empty()) return table.fault(row, needed, "是空白");
  }
  entry.period = table.words(row, Column::Period);
  JX_TRY_VOID(set_actual(table, row, entry));
  entry.unit = table.words(row, Column::Unit);
  JX_TRY(entry.numerator, optional_number(table, row, Column::Numerator));
  JX_TRY(entry.denominator, optional_number(table, row, Column::Denominator));
  entry.method = table.words(row, Column::Method);
  entry.source = table.words(row, Column::Source);
  entry.reporter = table.words(row, Column::Reporter);
  entry.person = table.words(row, Column::Person);
  if (entry.person.empty()) entry.person = stamp.person;
  const std::string evidence = table.words(row, Column::Evidence);
  for (const std::string_view digest : split(evidence, " ")) {
    if (!digest.empty()) entry.evidence.emplace_back(digest);
  }
  entry.recorded_at = stamp.recorded_at;
  return entry;
}

}  // namespace

std::vector<LedgerEntry> target_entries(const Submission& submission, const EntryStamp& stamp) {
  std::vector<LedgerEntry> entries;
  const auto add = [&](const std::string& project, std::string name) -> LedgerEntry& {
    LedgerEntry& entry = entries.emplace_back();
    entry.kind = EntryKind::Target;
    entry.project = project;
    entry.indicator = std::move(name);
    entry.source = stamp.source;
    entry.person = stamp.person;
    entry.recorded_at = stamp.recorded_at;
    return entry;
  };
  for (const Project& project : submission.projects) {
    for (const GoalSet& set : project.goal_sets) {
      IndicatorNames names;
      for (const Indicator& indicator : set.indicators) {
        set_value(indicator, add(project.key.text, names.name_of(indicator)));
      }
    }
    if (!project.budget.has_value() || project.budget_unit.name.empty()) continue;
    LedgerEntry& budget = add(project.key.text, kExecutedName);
    budget.value = *project.budget;
    budget.comparator = chinese_name(Comparator::AtMost);
    budget.unit = project.budget_unit.name;
  }
  return entries;
}

std::vector<LedgerEntry> measure_entries(const MonitoringPlan& plan, const Submission& submission,
                                         const EntryStamp& stamp) {
  std::vector<LedgerEntry> entries;
  for (const TaskMeasure& measure : plan.measures) {
    const FoundTask found = find_task(submission, measure.task);
    if (found.list == nullptr) continue;
    LedgerEntry& entry = entries.emplace_back();
    entry.kind = EntryKind::Target;
    entry.project = ledger_project_of(*found.list);
    entry.indicator = measure.follow.name;
    set_value(measure.indicator, entry);
    entry.reason = measure.quote;
    entry.source = stamp.source;
    entry.person = stamp.person;
    entry.recorded_at = stamp.recorded_at;
  }
  return entries;
}

namespace {

constexpr std::array<std::string_view, 8> kStatementNames = {
    "项目", "指标", "期间", "偏差原因", "原因说明", "完成可能性", "措施", "填报人"};
constexpr std::size_t kStatementNeeded = 3;

Result<LedgerEntry> read_statement(const HeadedTable& table, std::uint32_t row,
                                   const EntryStamp& stamp) {
  LedgerEntry entry;
  entry.kind = EntryKind::Statement;
  entry.project = table.words(row, 0);
  entry.indicator = table.words(row, 1);
  entry.period = table.words(row, 2);
  for (std::size_t needed = 1; needed < kStatementNeeded; ++needed) {
    if (table.words(row, needed).empty()) return table.fault(row, needed, "是空白");
  }
  entry.method = replaced(table.words(row, 3), "，", "、");
  for (const std::string_view word : split(entry.method, "、")) {
    if (word.empty() || find_deviation_cause(word)) continue;
    return table.fault(row, 3,
                       fmt::format("不认得“{}”；应是经费保障、制度保障、人员保障、硬件条件保障或"
                                   "其他，几个之间用“、”分开",
                                   word));
  }
  entry.reason = table.words(row, 4);
  entry.level = table.words(row, 5);
  if (!entry.level.empty() && !find_likelihood(entry.level)) {
    return table.fault(row, 5, "应是确定能、有可能或完全不可能");
  }
  entry.source = table.words(row, 6);
  entry.person = table.words(row, 7);
  if (entry.person.empty()) entry.person = stamp.person;
  entry.recorded_at = stamp.recorded_at;
  return entry;
}

}  // namespace

Result<std::vector<LedgerEntry>> statement_entries(const Table& table, const EntryStamp& stamp) {
  JX_TRY(const HeadedTable named, HeadedTable::read(table, kStatementNames, kStatementNeeded));
  std::vector<LedgerEntry> entries;
  for (std::uint32_t row = 1; row < table.rows; ++row) {
    JX_TRY(LedgerEntry entry, read_statement(named, row, stamp));
    if (entry.project.empty() && !entries.empty()) entry.project = entries.back().project;
    entries.push_back(std::move(entry));
  }
  return entries;
}

Result<std::vector<LedgerEntry>> actual_entries(const Table& table, const EntryStamp& stamp) {
  JX_TRY(const FigureTable figures, FigureTable::read(table));
  std::vector<LedgerEntry> entries;
  for (std::uint32_t row = 1; row < table.rows; ++row) {
    JX_TRY(LedgerEntry entry, read_row(figures, row, stamp));
    if (entry.project.empty() && !entries.empty()) entry.project = entries.back().project;
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace jx
