// SPDX-License-Identifier: AGPL-3.0-or-later
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

constexpr std::size_t kMostEvidence = 40;
/// From here on it is the form that puts cost there, not one unit's slip: one answer for all.
constexpr std::size_t kManyProjects = 4;

/// The rows of one project that put cost under 产出.
struct Placed {
  const Project* project = nullptr;
  std::vector<std::string> rows;
  std::vector<EvidenceLine> evidence;
};

/// A national profile does not say when a province changed over: localities took the new taxonomy
/// in different years, so its own rules may still ask for 成本 under 产出.
bool only_nationally_known(const RuleInput& input) {
  return input.profile.region.empty() && !input.submission.profile.region.empty();
}

Placed look_at(const ProjectFacts& facts) {
  Placed placed{.project = facts.project, .rows = {}, .evidence = {}};
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    const bool under_output = indicator.level1.has_value() && *indicator.level1 == Level1::Output;
    if (!under_output || !is_cost(indicator) || is_unused(indicator)) continue;
    placed.rows.push_back(shown_name(indicator));
    placed.evidence.push_back(evidence_of(indicator.level2));
    placed.evidence.push_back(evidence_of(indicator.name));
  }
  return placed;
}

void accept(Placed placed, FindingSink& sink) {
  sink.pass({.project = placed.project->key.text,
             .message = fmt::format("成本指标{}列在产出指标下，符合本年度适用的指标体系",
                                    joined(placed.rows)),
             .evidence = std::move(placed.evidence),
             .expected = "成本指标在产出指标下",
             .actual = fmt::format("产出指标下 {} 行成本指标", placed.rows.size()),
             .confidence = 0.95});
}

Answer rejection(std::string message, bool local_rules_unknown) {
  Answer answer{
      .message = std::move(message), .expected = "一级指标：成本指标", .confidence = 0.95};
  if (local_rules_unknown) {
    answer.message += "；各地改用的年份不一，请确认本地是否已经执行";
    answer.severity = Severity::Info;
    answer.confidence = 0.4;
  }
  return answer;
}

void reject_each(std::vector<Placed> all, bool local_rules_unknown, FindingSink& sink) {
  for (Placed& placed : all) {
    Answer answer =
        rejection(fmt::format("成本指标{}仍列在产出指标下，本年度适用的指标体系中成本已是一级指标",
                              joined(placed.rows)),
                  local_rules_unknown);
    answer.project = placed.project->key.text;
    answer.evidence = std::move(placed.evidence);
    answer.actual = fmt::format("产出指标下 {} 行成本指标", placed.rows.size());
    sink.fail(std::move(answer));
  }
}

void reject_together(std::vector<Placed> all, FindingSink& sink) {
  std::size_t rows = 0;
  std::vector<EvidenceLine> evidence;
  for (Placed& placed : all) {
    rows += placed.rows.size();
    if (evidence.size() < kMostEvidence) evidence.push_back(std::move(placed.evidence.front()));
  }
  Answer answer = rejection(
      fmt::format(
          "{} 个项目的 {} 行成本指标都列在产出指标下，本年度全国适用的指标体系中成本已是一级指标",
          all.size(), rows),
      true);
  answer.evidence = std::move(evidence);
  answer.actual = fmt::format("产出指标下 {} 行成本指标", rows);
  sink.fail(std::move(answer));
}

}  // namespace

void check_cost_under_output(const RuleInput& input, FindingSink& sink) {
  const bool allowed = input.profile.allows(Level1::Output, Level2::Cost);
  std::vector<Placed> wrong;
  for (const ProjectFacts& facts : input.facts.projects) {
    Placed placed = look_at(facts);
    if (placed.rows.empty()) continue;
    if (allowed) {
      accept(std::move(placed), sink);
    } else {
      wrong.push_back(std::move(placed));
    }
  }
  const bool local_rules_unknown = only_nationally_known(input);
  if (local_rules_unknown && wrong.size() >= kManyProjects) {
    reject_together(std::move(wrong), sink);
  } else {
    reject_each(std::move(wrong), local_rules_unknown, sink);
  }
}

}  // namespace jx
