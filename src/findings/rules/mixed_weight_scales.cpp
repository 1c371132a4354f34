// SPDX-License-Identifier: AGPL-3.0-or-later
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/weights.h"

namespace jx {
namespace {

constexpr std::size_t kMostShown = 6;

/// The projects of a department that write their weights in one way.
struct Side {
  std::size_t projects = 0;
  std::vector<std::string> words;  ///< Of the first of them.
  std::vector<EvidenceLine> evidence;
};

struct Department {
  Side fractions;
  Side points;
};

/// The first three digits of a unit code name the department.
std::string_view department_of(const Project& project) {
  if (!project.unit_code.has_value()) return {};
  return std::string_view(*project.unit_code).substr(0, 3);
}

std::string weights_in_words(const ProjectFacts& facts) {
  std::vector<std::string> weights;
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    if (indicator.weight.has_value()) weights.push_back(indicator.weight.raw);
  }
  return fmt::format("{}：{}", shown_name(*facts.project), joined(weights, kMostShown));
}

void add_to(Side& side, const ProjectFacts& facts) {
  if (++side.projects > kMostShown) return;
  side.words.push_back(weights_in_words(facts));
  for (EvidenceLine& line : weight_evidence(indicators_of(facts.goal_set), 3)) {
    side.evidence.push_back(std::move(line));
  }
}

class ScaleSurvey final : public Survey {
 public:
  void look(const RuleInput& part) override {
    for (const ProjectFacts& facts : part.facts.projects) {
      if (facts.scale == WeightScale::Unknown || !facts.weight_sum.has_value()) continue;
      const std::string_view code = department_of(*facts.project);
      auto at = departments_.find(code);
      if (at == departments_.end()) at = departments_.emplace(code, Department{}).first;
      const bool fraction = facts.scale == WeightScale::Fraction;
      add_to(fraction ? at->second.fractions : at->second.points, facts);
    }
  }
  const auto& departments() const noexcept { return departments_; }

 private:
  std::map<std::string, Department, std::less<>> departments_;
};

}  // namespace

std::unique_ptr<Survey> survey_weight_scales() { return std::make_unique<ScaleSurvey>(); }

void check_mixed_weight_scales(const RuleInput& input, FindingSink& sink) {
  if (!input.document) return;
  const auto& survey = static_cast<const ScaleSurvey&>(*input.survey);
  for (const auto& [code, department] : survey.departments()) {
    const Side& fractions = department.fractions;
    const Side& points = department.points;
    if (fractions.projects == 0 || points.projects == 0) continue;
    std::vector<EvidenceLine> evidence = fractions.evidence;
    evidence.insert(evidence.end(), points.evidence.begin(), points.evidence.end());
    sink.fail({.message = fmt::format("同一部门的项目用了两种权重写法：{} 个项目按比例（{}），{} "
                                      "个项目按分值（{}）",
                                      fractions.projects, joined(fractions.words), points.projects,
                                      joined(points.words)),
               .evidence = std::move(evidence),
               .expected = "同一部门的权重统一按分值（如合计 90）或统一按比例（如合计 1）",
               .actual = fmt::format("比例 {} 个、分值 {} 个", fractions.projects, points.projects),
               .confidence = 0.95});
  }
}

}  // namespace jx
