// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

bool is_quantitative(Comparator comparator) {
  switch (comparator) {
    case Comparator::AtLeast:
    case Comparator::GreaterThan:
    case Comparator::Equal:
    case Comparator::LessThan:
    case Comparator::AtMost:
    case Comparator::Between: return true;
    case Comparator::Unstated:
    case Comparator::Qualitative:
    case Comparator::OtherQuantitative:
    case Comparator::NotApplicable: return false;
  }
  return false;
}

/// How bad the value is; nothing when it is a value that the operator can compare with.
std::optional<Severity> find_fault(const Indicator& indicator) {
  const Comparator column =
      indicator.comparator.has_value() ? *indicator.comparator : Comparator::Unstated;
  const Field<Target>& target = indicator.target;
  if (!target.has_value()) {
    // Unread means that the words try to be a number and are none ("≥≥90", "1e999").
    const bool judged = column == Comparator::Unstated || is_quantitative(column);
    if (target.absence == Absence::Unread && judged) return Severity::Error;
    return std::nullopt;
  }
  if (!is_quantitative(column)) return std::nullopt;
  switch (target->kind) {
    case TargetKind::Text: return Severity::Error;
    case TargetKind::Level:
      return Severity::Warning;  // ＝ 合格: the scale is ordered, only the operator is wrong.
    case TargetKind::Number:
    case TargetKind::Range:
    case TargetKind::Date:
    case TargetKind::NotApplicable: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

void check_value_not_numeric(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::TargetInWords)) continue;
    std::vector<std::string> rows;
    std::vector<EvidenceLine> evidence;
    Severity worst = Severity::Info;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const auto fault = find_fault(indicator);
      if (!fault.has_value()) continue;
      worst = std::max(worst, *fault);
      rows.push_back(fmt::format("{}的指标值{}{}", shown_name(indicator),
                                 in_quotes(indicator.target.raw),
                                 indicator.comparator.raw.empty()
                                     ? std::string()
                                     : fmt::format("（指标性质 {}）", indicator.comparator.raw)));
      evidence.push_back(evidence_of(indicator.target));
    }
    if (rows.empty()) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("指标性质是定量的，指标值却不是数或区间：{}", joined(rows)),
               .evidence = std::move(evidence),
               .expected = "一个数、一个区间或一个日期；不能量化的，指标性质改用定性",
               .actual = joined(rows),
               .severity = worst,
               .confidence = 0.95});
  }
}

}  // namespace jx
