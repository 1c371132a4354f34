// SPDX-License-Identifier: AGPL-3.0-or-later
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/weights.h"

namespace jx {
namespace {

constexpr std::size_t kMostShown = 6;

struct Department {
  std::vector<const ProjectFacts*> fractions;
  std::vector<const ProjectFacts*> points;
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

void add_side(const std::vector<const ProjectFacts*>& side, std::vector<std::string>& words,
              std::vector<EvidenceLine>& evidence) {
  for (const ProjectFacts* facts : side) {
    if (words.size() >= kMostShown) return;
    words.push_back(weights_in_words(*facts));
    for (EvidenceLine& line : weight_evidence(indicators_of(facts->goal_set), 3)) {
      evidence.push_back(std::move(line));
    }
  }
}

}  // namespace

void check_mixed_weight_scales(const RuleInput& input, FindingSink& sink) {
  std::map<std::string_view, Department> departments;
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.scale == WeightScale::Unknown || !facts.weight_sum.has_value()) continue;
    Department& department = departments[department_of(*facts.project)];
    (facts.scale == WeightScale::Fraction ? department.fractions : department.points)
        .push_back(&facts);
  }
  for (const auto& [code, department] : departments) {
    if (department.fractions.empty() || department.points.empty()) continue;
    std::vector<std::string> fractions;
    std::vector<std::string> points;
    std::vector<EvidenceLine> evidence;
    add_side(department.fractions, fractions, evidence);
    add_side(department.points, points, evidence);
    sink.fail({.message = fmt::format("同一部门的项目用了两种权重写法：{} 个项目按比例（{}），{} "
                                      "个项目按分值（{}）",
                                      department.fractions.size(), joined(fractions),
                                      department.points.size(), joined(points)),
               .evidence = std::move(evidence),
               .expected = "同一部门的权重统一按分值（如合计 90）或统一按比例（如合计 1）",
               .actual = fmt::format("比例 {} 个、分值 {} 个", department.fractions.size(),
                                     department.points.size()),
               .confidence = 0.95});
  }
}

}  // namespace jx
