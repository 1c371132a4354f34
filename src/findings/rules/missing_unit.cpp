// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

bool needs_unit(const Indicator& indicator) {
  const Field<Target>& target = indicator.target;
  if (!target.has_value()) return false;
  if (target->kind != TargetKind::Number && target->kind != TargetKind::Range) return false;
  if (!target->unit.name.empty()) return false;  // Written in the value cell.
  switch (comparator_of(indicator)) {
    case Comparator::Qualitative:
    case Comparator::OtherQuantitative:
    case Comparator::NotApplicable: return false;
    case Comparator::Unstated:
    case Comparator::AtLeast:
    case Comparator::GreaterThan:
    case Comparator::Equal:
    case Comparator::LessThan:
    case Comparator::AtMost:
    case Comparator::Between: return true;
  }
  return false;
}

bool is_blank_cell(const Field<Unit>& unit) {
  return !unit.has_value() && unit.absence == Absence::Blank && unit.origin.known() &&
         trimmed(unit.raw).empty();
}

}  // namespace

void check_missing_unit(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::NoUnit)) continue;
    std::vector<std::string> rows;
    std::vector<EvidenceLine> evidence;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (!is_blank_cell(indicator.unit) || !needs_unit(indicator)) continue;
      rows.push_back(fmt::format("{}（{}{}）", shown_name(indicator), indicator.comparator.raw,
                                 indicator.target.raw));
      evidence.push_back(evidence_of(indicator.target));
    }
    if (rows.empty()) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("{} 行有数值而度量单位空白：{}", rows.size(), joined(rows)),
               .evidence = std::move(evidence),
               .expected = "定量指标都有度量单位",
               .actual = fmt::format("{} 行空白", rows.size()),
               .confidence = 0.95});
  }
}

}  // namespace jx
