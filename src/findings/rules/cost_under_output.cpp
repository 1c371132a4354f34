// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
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

bool is_allowed(const RuleInput& input) {
  return input.profile.allows(Level1::Output, Level2::Cost);
}

bool is_under_output(const RowFacts& row) {
  return row.level1 == Level1::Output && row.has(RowTrait::Cost) && !row.has(RowTrait::Unused);
}

bool has_rows(const ProjectFacts& facts) {
  return std::any_of(facts.rows.begin(), facts.rows.end(), is_under_output);
}

Placed look_at(const ProjectFacts& facts) {
  Placed placed{.project = facts.project, .rows = {}, .evidence = {}};
  for (std::size_t i = 0; i < facts.rows.size(); ++i) {
    if (!is_under_output(facts.rows[i])) continue;
    const Indicator& indicator = facts.goal_set->indicators[i];
    placed.rows.push_back(shown_name(indicator));
    placed.evidence.push_back(evidence_of(indicator.level2));
    placed.evidence.push_back(evidence_of(indicator.name));
  }
  return placed;
}

Answer acceptance(Placed placed) {
  return {.project = placed.project->key.text,
          .message = fmt::format("成本指标{}列在产出指标下，符合本年度适用的指标体系",
                                 joined(placed.rows)),
          .evidence = std::move(placed.evidence),
          .expected = "成本指标在产出指标下",
          .actual = fmt::format("产出指标下 {} 行成本指标", placed.rows.size()),
          .confidence = 0.95};
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

void reject(Placed placed, bool local_rules_unknown, FindingSink& sink) {
  Answer answer =
      rejection(fmt::format("成本指标{}仍列在产出指标下，本年度适用的指标体系中成本已是一级指标",
                            joined(placed.rows)),
                local_rules_unknown);
  answer.project = placed.project->key.text;
  answer.evidence = std::move(placed.evidence);
  answer.actual = fmt::format("产出指标下 {} 行成本指标", placed.rows.size());
  sink.fail(std::move(answer));
}

/// Projects with cost under 产出, where the profile has it elsewhere.
class PlacedSurvey final : public Survey {
 public:
  void look(const RuleInput& part) override {
    if (is_allowed(part) || !only_nationally_known(part)) return;
    for (const ProjectFacts& facts : part.facts.projects) {
      Placed placed = look_at(facts);
      if (placed.rows.empty()) continue;
      ++projects_;
      rows_ += placed.rows.size();
      if (evidence_.size() < kMostEvidence) evidence_.push_back(std::move(placed.evidence.front()));
    }
  }
  bool are_many() const noexcept { return projects_ >= kManyProjects; }
  void reject_together(FindingSink& sink) const {
    Answer answer = rejection(
        fmt::format("{} 个项目的 {} 行成本指标都列在产出指标下，本年度全国适用的指标体系中成本已是"
                    "一级指标",
                    projects_, rows_),
        true);
    answer.evidence = evidence_;
    answer.actual = fmt::format("产出指标下 {} 行成本指标", rows_);
    sink.fail(std::move(answer));
  }

 private:
  std::size_t projects_ = 0;
  std::size_t rows_ = 0;
  std::vector<EvidenceLine> evidence_;
};

}  // namespace

std::unique_ptr<Survey> survey_cost_under_output() { return std::make_unique<PlacedSurvey>(); }

void check_cost_under_output(const RuleInput& input, FindingSink& sink) {
  const auto& survey = static_cast<const PlacedSurvey&>(*input.survey);
  const bool allowed = is_allowed(input);
  if (survey.are_many()) {
    if (input.document) survey.reject_together(sink);
    return;
  }
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::Cost)) continue;
    if (!has_rows(facts)) continue;
    if (allowed) {
      sink.pass(facts, [&] { return acceptance(look_at(facts)); });
    } else {
      reject(look_at(facts), only_nationally_known(input), sink);
    }
  }
}

}  // namespace jx
