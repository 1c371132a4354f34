// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

struct Missing {
  std::vector<std::string> rows;
  std::vector<EvidenceLine> evidence;
};

template <typename T>
bool is_blank_cell(const Field<T>& field) {
  return !field.has_value() && field.origin.known() && trimmed(field.raw).empty();
}

void look_at(const Indicator& indicator, Missing& missing) {
  std::vector<std::string> levels;
  const bool level1 = is_blank_cell(indicator.level1);
  const bool level2 = is_blank_cell(indicator.level2);
  const bool level3 = trimmed(indicator.name.text).empty() && indicator.name.origin.known();
  if (!level1 && !level2 && !level3) return;
  if (level1) {
    levels.emplace_back("一级指标");
    missing.evidence.push_back(blank_evidence(indicator, indicator.level1));
  }
  if (level2) {
    levels.emplace_back("二级指标");
    missing.evidence.push_back(blank_evidence(indicator, indicator.level2));
  }
  if (level3) {
    levels.emplace_back("三级指标");
    missing.evidence.push_back({.origin = indicator.name.origin, .text = indicator.target.raw});
  }
  missing.rows.push_back(fmt::format("{}缺{}", shown_name(indicator), joined(levels)));
}

/// A pre-printed form of which not one row was filled in, for a project that has money.
bool is_wholly_unfilled(const ProjectFacts& facts, const std::vector<Indicator>& indicators) {
  if (indicators.empty()) return false;
  const Field<Decimal>& budget = facts.project->budget;
  if (budget.has_value() && budget->is_zero()) return false;
  for (const Indicator& indicator : indicators) {
    if (!is_unused(indicator)) return false;
  }
  return true;
}

}  // namespace

void check_missing_level(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::NoLevel)) continue;
    const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
    if (is_wholly_unfilled(facts, indicators)) {
      sink.fail({.project = facts.project->key.text,
                 .message = fmt::format("印好的 {} 行指标全部空白，没有填报", indicators.size()),
                 .evidence = {project_evidence(*facts.project)},
                 .expected = "有预算的项目填报三级指标和指标值",
                 .actual = "全部空白",
                 .confidence = 0.7});
      continue;
    }
    Missing missing;
    for (const Indicator& indicator : indicators) {
      // Rows of a pre-printed form that nobody needs stay blank; that is not a gap.
      if (is_in_use(indicator)) look_at(indicator, missing);
    }
    if (missing.rows.empty()) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format("{} 行的指标名称不完整：{}", missing.rows.size(),
                                      joined(missing.rows)),
               .evidence = std::move(missing.evidence),
               .expected = "一级、二级、三级指标都填写",
               .actual = fmt::format("{} 行有空白", missing.rows.size()),
               .confidence = 0.95});
  }
}

}  // namespace jx
