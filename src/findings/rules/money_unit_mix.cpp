// SPDX-License-Identifier: AGPL-3.0-or-later
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

const Decimal kWan(10000);

/// The form counts in 元 and this amount in 万元 or more, or the other way round. Amounts below
/// 10 000 元 are prices and allowances: 元 is how everybody writes them.
bool is_other_unit(const Unit& form, const Unit& unit, const std::optional<Decimal>& value) {
  if (unit.dimension != Dimension::Money || unit.factor == form.factor) return false;
  if (form.factor == Decimal(1)) return unit.factor >= kWan;
  return form.factor >= kWan && unit.factor == Decimal(1) && value && *value >= kWan;
}

struct OtherAmounts {
  std::vector<std::string> shown;
  std::vector<EvidenceLine> evidence;
};

void look_at_goals(const Project& project, OtherAmounts& found) {
  for (const GoalSet& set : project.goal_sets) {
    for (const Goal& goal : set.goals) {
      for (const Quantity& quantity : quantities_of(goal.quantities)) {
        if (quantity.per_each || quantity.kind != QuantityKind::Number) continue;
        if (!is_other_unit(project.budget_unit, quantity.unit, quantity.value)) continue;
        found.shown.push_back(in_quotes(quantity.raw));
        found.evidence.push_back(evidence_of(goal.words, quantity.begin, quantity.end));
      }
    }
  }
}

void look_at_rows(const ProjectFacts& facts, OtherAmounts& found) {
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    if (unit_of(indicator).dimension != Dimension::Money) continue;
    const Decimal* const value = number_of(indicator);
    if (value == nullptr) continue;
    if (!is_other_unit(facts.project->budget_unit, unit_of(indicator), *value)) continue;
    found.shown.push_back(
        fmt::format("{}{}", shown_name(indicator), in_quotes(shown_target(indicator))));
    found.evidence.push_back(evidence_of(indicator.target));
  }
}

}  // namespace

/// UN07: the budget in 元 and the text in 万元, or the other way round. Right, but easily misread.
void check_money_unit_mix(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    const Project& project = *facts.project;
    if (!project.budget.has_value() || project.budget_unit.dimension != Dimension::Money) {
      sink.not_applicable();
      continue;
    }
    OtherAmounts found;
    look_at_goals(project, found);
    look_at_rows(facts, found);
    if (found.shown.empty()) continue;
    Answer answer =
        answer_about(facts, fmt::format("预算数以{}计，而{}用了另一个金额单位。",
                                        project.budget_unit.name, joined(found.shown, 4)));
    answer.evidence = std::move(found.evidence);
    answer.evidence.push_back(evidence_of(project.budget));
    answer.expected = fmt::format("金额都以{}计", project.budget_unit.name);
    answer.actual = joined(found.shown, 4);
    answer.confidence = 0.6;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
