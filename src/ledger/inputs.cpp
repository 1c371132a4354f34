// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/inputs.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "lexicon/terms.h"
#include "records/values.h"

namespace jx {
namespace {

// --- targets ------------------------------------------------------------------------------------

/// Names of the indicators of one project, each made different from those before.
class IndicatorNames {
 public:
  std::string name_of(const Indicator& indicator) {
    std::string name(trimmed(indicator.name.text));
    if (name.empty()) name = "（三级指标空白）";
    if (taken_[name]++ == 0) return name;
    std::string level = fmt::format("{}（{}）", name, trimmed(indicator.level2.raw));
    if (taken_[level]++ == 0) return level;
    return fmt::format("{}（{}）", level, taken_[level]);
  }

 private:
  std::map<std::string, int> taken_;
};

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

/// A table by its own column names.
class FigureTable {
 public:
  static Result<FigureTable> read(const Table& table) {
    FigureTable figures(table);
    for (std::uint32_t column = 0; column < table.columns; ++column) {
      JX_TRY_VOID(figures.add_column(column));
    }
    for (std::size_t needed = 0; needed < kNeeded; ++needed) {
      if (figures.places_[needed]) continue;
      return malformed(fmt::format("表里没有“{}”列。要有的列：项目、指标、期间、完成值。",
                                   kColumnNames[needed]));
    }
    return figures;
  }

  std::string words(std::uint32_t row, Column column) const {
    const auto& place = places_[static_cast<std::size_t>(column)];
    return place ? std::string(words_at(row, *place)) : std::string();
  }

  Error fault(std::uint32_t row, Column column, std::string_view message) const {
    const auto index = static_cast<std::size_t>(column);
    Error error =
        malformed(fmt::format("第 {} 行“{}”：{}。", row + 1, kColumnNames[index], message));
    if (places_[index]) {
      const Cell* const cell = table_->find(row, *places_[index]);
      if (cell != nullptr) error.origin = cell->origin;
    }
    return error;
  }

 private:
  explicit FigureTable(const Table& table) : table_(&table) {}

  std::string_view words_at(std::uint32_t row, std::uint32_t column) const {
    const Cell* const cell = table_->find(row, column);
    return cell == nullptr ? std::string_view() : trimmed(cell->text);
  }

  Result<void> add_column(std::uint32_t column) {
    const std::string_view name = words_at(0, column);
    for (std::size_t index = 0; index < kColumnNames.size(); ++index) {
      if (kColumnNames[index] != name) continue;
      if (places_[index]) return malformed(fmt::format("“{}”列出现了两次。", name));
      places_[index] = column;
      return {};
    }
    std::string known;
    for (const std::string_view each : kColumnNames) {
      known += (known.empty() ? "" : "、") + std::string(each);
    }
    return malformed(fmt::format("不认得“{}”列；认得的是：{}。", name, known));
  }

  const Table* table_;
  std::array<std::optional<std::uint32_t>, kColumnNames.size()> places_;
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
  for (const Project& project : submission.projects) {
    IndicatorNames names;
    for (const GoalSet& set : project.goal_sets) {
      for (const Indicator& indicator : set.indicators) {
        LedgerEntry entry{.kind = EntryKind::Target,
                          .project = project.key.text,
                          .indicator = names.name_of(indicator)};
        set_value(indicator, entry);
        entry.source = stamp.source;
        entry.person = stamp.person;
        entry.recorded_at = stamp.recorded_at;
        entries.push_back(std::move(entry));
      }
    }
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
