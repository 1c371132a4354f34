// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "base/period.h"
#include "base/text.h"
#include "ledger/headed_table.h"
#include "ledger/register_cells.h"
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
/// 项目, 指标 and 期间 group rows.
constexpr std::size_t kGrouping = 3;
using Alias = std::pair<std::string_view, std::string_view>;
constexpr std::array<Alias, 24> kAliases = {
    {{"项目代码", "项目"},     {"项目编码", "项目"},     {"项目名称", "项目"},
     {"三级指标", "指标"},     {"指标名称", "指标"},     {"绩效指标", "指标"},
     {"任务", "指标"},         {"报告期", "期间"},       {"月份", "期间"},
     {"时间", "期间"},         {"实际完成值", "完成值"}, {"实际值", "完成值"},
     {"完成情况", "完成值"},   {"计量单位", "单位"},     {"度量单位", "单位"},
     {"数据出处", "数据来源"}, {"来源", "数据来源"},     {"上报单位", "填报单位"},
     {"填表人", "填报人"},     {"佐证材料", "佐证"},     {"佐证资料", "佐证"},
     {"佐证文件", "佐证"},     {"附件", "佐证"},         {"预计完成可能性", "完成可能性"}}};
constexpr HeadedColumns kFigureColumns = {
    .names = kColumnNames, .needed = kNeeded, .grouping = kGrouping, .aliases = kAliases};

constexpr std::size_t at(Column column) { return static_cast<std::size_t>(column); }

Result<std::optional<Decimal>> optional_number(const HeadedTable& table, std::uint32_t row,
                                               Column column) {
  const std::string words = table.words(row, at(column));
  if (words.empty()) return std::optional<Decimal>();
  const auto number = parse_number(words);
  if (!number.ok()) return table.fault(row, at(column), fmt::format("“{}”不是数", words));
  return std::optional<Decimal>(*number);
}

std::optional<Absence> absence_of(std::string_view words) {
  if (words == "不适用") return Absence::NotApplicable;
  if (words == "未到期") return Absence::NotDue;
  if (words == "无法采集") return Absence::NotObtainable;
  return std::nullopt;
}

/// A figure, also with the unit of its row or a per cent sign behind it.
std::optional<Decimal> figure_in(const std::string& words, std::string& unit) {
  const auto number = parse_number(words);
  if (number.ok()) return *number;
  const auto match = match_number_prefix(words);
  if (!match) return std::nullopt;
  const std::string rest = fold(std::string_view(words).substr(match->length));
  const bool percent = unit.empty() && rest == "%";
  if (rest.empty() || (!percent && rest != fold(unit))) return std::nullopt;
  if (percent) unit = "%";
  return match->value;
}

Result<void> set_actual(const HeadedTable& table, std::uint32_t row, LedgerEntry& entry) {
  const std::string words = table.words(row, at(Column::Actual));
  if (words.empty()) {
    return table.fault(row, at(Column::Actual),
                       "是空白。请填数、等级，或写明不适用、未到期、无法采集");
  }
  entry.absence = absence_of(words);
  if (entry.absence) return {};
  entry.value = figure_in(words, entry.unit);
  if (!entry.value) entry.level = words;
  return {};
}

/// "2021.3", "2021.03"; not "2021.1", which a spreadsheet also makes of 2021.10.
std::optional<std::string> dotted_month(std::string_view words) {
  constexpr std::size_t kYear = 4;
  const auto is_digit = [](char each) { return each >= '0' && each <= '9'; };
  const std::string_view year = words.substr(0, std::min(words.size(), kYear));
  const std::string_view rest = words.substr(year.size());
  const bool shape = year.size() == kYear && std::all_of(year.begin(), year.end(), is_digit) &&
                     (rest.size() == 2 || rest.size() == 3) && rest[0] == '.' && rest != ".1" &&
                     std::all_of(rest.begin() + 1, rest.end(), is_digit);
  if (!shape) return std::nullopt;
  return fmt::format("{}-{}{}", year, rest.size() == 2 ? "0" : "", rest.substr(1));
}

/// "2021年3月", "2021/3", "2021年一季度", and the first of a month, which is what spreadsheets make
/// of 2021-03 → "2021-03", "2021-Q1". Anything else stays as it is, to be refused.
std::string period_in(const std::string& words) {
  const auto match = match_date_prefix(words);
  const bool month = match && match->length == words.size() && !match->end_of_period &&
                     match->date.year != 0 && match->date.month != 0 && match->date.day <= 1 &&
                     match->date.valid();
  constexpr std::array<std::string_view, 8> kQuarters = {"一季度", "二季度", "三季度", "四季度",
                                                         "1季度",  "2季度",  "3季度",  "4季度"};
  constexpr std::size_t kYear = 4;
  const std::string_view year = std::string_view(words).substr(0, std::min(words.size(), kYear));
  std::string_view rest = std::string_view(words).substr(year.size());
  if (rest == "年") return std::string(year);
  for (const std::string_view word : {"年", "第"}) {
    if (rest.starts_with(word)) rest.remove_prefix(word.size());
  }
  for (std::size_t i = 0; i < kQuarters.size(); ++i) {
    if (rest == kQuarters[i]) return fmt::format("{}-Q{}", year, i % kYear + 1);
  }
  if (month) return month_of(match->date.year, match->date.month).text;
  return dotted_month(words).value_or(words);
}

Result<LedgerEntry> read_row(const HeadedTable& table, std::uint32_t row, const EntryStamp& stamp) {
  LedgerEntry entry{.kind = EntryKind::Actual,
                    .project = table.words(row, at(Column::Project)),
                    .indicator = table.words(row, at(Column::Indicator))};
  for (const std::size_t needed : {at(Column::Indicator), at(Column::Period)}) {
    if (table.words(row, needed).empty()) return table.fault(row, needed, "是空白");
  }
  entry.period = period_in(table.words(row, at(Column::Period)));
  entry.unit = table.words(row, at(Column::Unit));
  JX_TRY_VOID(set_actual(table, row, entry));
  JX_TRY(entry.numerator, optional_number(table, row, Column::Numerator));
  JX_TRY(entry.denominator, optional_number(table, row, Column::Denominator));
  entry.method = table.words(row, at(Column::Method));
  entry.source = table.words(row, at(Column::Source));
  entry.reporter = table.words(row, at(Column::Reporter));
  entry.person = table.words(row, at(Column::Person));
  if (entry.person.empty()) entry.person = stamp.person;
  entry.evidence = split_evidence(table.words(row, at(Column::Evidence)));
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
constexpr HeadedColumns kStatementColumns = {.names = kStatementNames,
                                             .needed = kStatementNeeded,
                                             .grouping = kGrouping,
                                             .aliases = kAliases};

Result<LedgerEntry> read_statement(const HeadedTable& table, std::uint32_t row,
                                   const EntryStamp& stamp) {
  LedgerEntry entry;
  entry.kind = EntryKind::Statement;
  entry.project = table.words(row, 0);
  entry.indicator = table.words(row, 1);
  entry.period = period_in(table.words(row, 2));
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

namespace {

using RowReader = Result<LedgerEntry> (*)(const HeadedTable& table, std::uint32_t row,
                                          const EntryStamp& stamp);

Result<std::vector<LedgerEntry>> entries_in(const Table& table, const HeadedColumns& columns,
                                            const EntryStamp& stamp, RowReader read) {
  JX_TRY(const HeadedTable named, HeadedTable::read(table, columns));
  std::vector<LedgerEntry> entries;
  for (std::uint32_t row = named.first_row(); row < table.rows; ++row) {
    if (named.is_blank(row)) continue;
    JX_TRY(LedgerEntry entry, read(named, row, stamp));
    if (entry.project.empty() && !entries.empty()) entry.project = entries.back().project;
    entries.push_back(std::move(entry));
  }
  return entries;
}

/// All tables with such columns; the others are named.
Result<TableEntries> entries_in(std::span<const Table> tables, const HeadedColumns& columns,
                                const EntryStamp& stamp, RowReader read) {
  TableEntries all;
  std::string names;
  for (std::size_t name = 0; name < columns.needed; ++name) {
    names += (name == 0 ? "" : "、") + std::string(columns.names[name]);
  }
  for (const Table& table : tables) {
    if (tables.size() > 1 && !HeadedTable::is_likely(table, columns)) {
      all.left_out.push_back(fmt::format("第 {} 页的表没有{}这些列，没有记", table.page, names));
      continue;
    }
    auto entries = entries_in(table, columns, stamp, read);
    if (!entries.ok() && tables.size() > 1) {
      return Error{.code = entries.error().code,
                   .message = fmt::format("第 {} 页：{}", table.page, entries.error().message)};
    }
    if (!entries.ok()) return entries.error();
    all.entries.insert(all.entries.end(), std::make_move_iterator(entries->begin()),
                       std::make_move_iterator(entries->end()));
  }
  if (!all.entries.empty()) return all;
  return Error{.code = ErrorCode::NotFound,
               .message = fmt::format("没有找到可记的行。表头要有：{}，下面一行一条。", names)};
}

}  // namespace

Result<TableEntries> statement_entries(std::span<const Table> tables, const EntryStamp& stamp) {
  return entries_in(tables, kStatementColumns, stamp, read_statement);
}

Result<TableEntries> actual_entries(std::span<const Table> tables, const EntryStamp& stamp) {
  return entries_in(tables, kFigureColumns, stamp, read_row);
}

}  // namespace jx
