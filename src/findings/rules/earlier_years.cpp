// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/earlier_years.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "findings/evidence.h"
#include "lexicon/unit_conversion.h"

namespace jx {
namespace {

/// In the unit of the row of this year, where the two can be compared at all.
std::optional<Decimal> actual_in_unit(const Indicator& before, const Unit& unit) {
  if (!before.actual || !before.actual->value.has_value()) return std::nullopt;
  const Target& actual = *before.actual->value;
  if (actual.kind != TargetKind::Number || !actual.value) return std::nullopt;
  const Unit& own = actual.unit.name.empty() ? unit_of(before) : actual.unit;
  return convert_exactly(*actual.value, own, unit);
}

/// The cell's words, with the unit where it has a column of its own.
std::string shown_actual(const Indicator& before) {
  const Field<Target>& actual = before.actual->value;
  return in_quotes(actual.raw) + (actual->unit.name.empty() ? unit_of(before).name : "");
}

/// 0.95 beside 95 %: one of the two is written as a fraction (VL05), and nothing can be said.
bool is_other_scale(const Indicator& indicator, const Decimal& target, const Decimal& actual) {
  const Decimal one(1);
  return is_percentage(indicator) && (target <= one) != (actual <= one);
}

/// Whether the row wants more or less; nothing where it leaves that open.
std::optional<bool> wants_more(const Indicator& indicator) {
  switch (comparator_of(indicator)) {
    case Comparator::AtLeast:
    case Comparator::GreaterThan: return true;
    case Comparator::AtMost:
    case Comparator::LessThan: return false;
    case Comparator::Equal:
    case Comparator::Unstated: break;
    case Comparator::Between:
    case Comparator::Qualitative:
    case Comparator::OtherQuantitative:
    case Comparator::NotApplicable: return std::nullopt;
  }
  if (!indicator.direction.has_value()) return std::nullopt;
  if (*indicator.direction == Direction::Positive) return true;
  return *indicator.direction == Direction::Reverse ? std::optional(false) : std::nullopt;
}

std::optional<Decimal> budget_of(const Project& project) {
  if (!project.budget.has_value() || project.budget_unit.dimension != Dimension::Money) {
    return std::nullopt;
  }
  const Result<Decimal> value = project.budget->times(project.budget_unit.factor);
  if (!value.ok() || *value <= Decimal(0)) return std::nullopt;
  return *value;
}

/// Counts and amounts follow the money; rates and prices do not.
bool follows_money(const Indicator& indicator) {
  const Dimension dimension = unit_of(indicator).dimension;
  return dimension != Dimension::Ratio && dimension != Dimension::UnitMoney &&
         dimension != Dimension::Time && !is_percentage(indicator);
}

Decimal fair_value(const Indicator& now, bool more, const Decimal& actual, const Project& project,
                   const Project& before) {
  if (!follows_money(now)) return actual;
  const std::optional<Decimal> budget = budget_of(project);
  const std::optional<Decimal> earlier = budget_of(before);
  if (!budget || !earlier || (more ? *budget >= *earlier : *budget <= *earlier)) return actual;
  const Result<Decimal> share = budget->divided_by(*earlier, 6);
  if (!share.ok()) return actual;
  const Result<Decimal> fair = actual.times(*share);
  return fair.ok() ? *fair : actual;
}

/// The form's own words on why less is promised: 上年为一次性任务, 名额压减.
bool is_reduction_explained(const Indicator& indicator, const Lexicon& lexicon) {
  const WordList& words = lexicon.words("reduction-reason");
  for (const ColumnRole role :
       {ColumnRole::Explanation, ColumnRole::ValueBasis, ColumnRole::Remark}) {
    if (words.find_in(words_of(indicator, role))) return true;
  }
  return words.find_in(indicator.target.raw).has_value();
}

/// Rows that share words are one indicator only if they end in one measure: 培训人次, not 培训人数
/// and 培训天数.
bool is_same_measure(const PreviousRow& row, const MeasureWords& measures) {
  const MeasureWord* const now = measures.find(row.now->name.text);
  const MeasureWord* const before = measures.find(row.before->name.text);
  if (now == nullptr || before == nullptr)
    return fold(row.now->name.text) == fold(row.before->name.text);
  return now->word == before->word;
}

}  // namespace

std::string shown_document(const PreviousGoals& previous) {
  const std::string& path = previous.submission->file;
  const std::size_t slash = path.find_last_of("/\\");
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  return fmt::format("{}“{}”{}", previous.year ? fmt::format("{} 年的", *previous.year) : "上年的",
                     name, previous.by_name ? "（按项目名称找到）" : "");
}

std::string shown_line(const Origin& origin) {
  if (origin.line != 0) {
    return origin.page > 1 ? fmt::format("第 {} 页第 {} 行", origin.page, origin.line)
                           : fmt::format("第 {} 行", origin.line);
  }
  if (!origin.in_table()) return fmt::format("第 {} 页", origin.page);
  if (origin.row == Origin::kNone) {
    return fmt::format("第 {} 页第 {} 张表", origin.page, origin.table + 1);
  }
  return fmt::format("第 {} 页第 {} 张表第 {} 行", origin.page, origin.table + 1, origin.row + 1);
}

std::vector<PriorActual> prior_actuals(const RuleInput& input, const ProjectFacts& facts) {
  std::vector<PriorActual> found;
  if (input.previous == nullptr || facts.goal_set == nullptr) return found;
  const MeasureWords measures(input.lexicon);
  const auto is_judged = [&](const Indicator* row) {
    return std::any_of(found.begin(), found.end(),
                       [&](const PriorActual& each) { return each.now == row; });
  };
  for (const PreviousGoals& previous : input.previous->sets_of(*facts.project, facts.goal_set)) {
    for (const PreviousRow& row : previous.rows) {
      const Decimal* const target = number_of(*row.now);
      const std::optional<bool> more = wants_more(*row.now);
      if (target == nullptr || !more || is_judged(row.now)) continue;
      const std::optional<Decimal> actual = actual_in_unit(*row.before, unit_of(*row.now));
      if (!actual || is_other_scale(*row.now, *target, *actual)) continue;
      if (!is_same_measure(row, measures)) continue;
      if (is_reduction_explained(*row.now, input.lexicon)) continue;
      found.push_back(
          {.now = row.now,
           .more_is_better = *more,
           .target = *target,
           .actual = *actual,
           .fair = fair_value(*row.now, *more, *actual, *facts.project, *previous.project),
           .where =
               fmt::format("{}{}{}完成{}", shown_document(previous), shown_line(row.before->origin),
                           shown_name(*row.before), shown_actual(*row.before))});
    }
  }
  return found;
}

}  // namespace jx
