// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/before_goals.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <string_view>

#include "base/text.h"
#include "findings/rules/rules.h"
#include "reports/text_layout.h"
#include "reviews/review.h"

namespace jx {
namespace {

/// So many places of one check are named; the rest are counted.
constexpr std::size_t kMostPlaces = 3;

bool is_named(const Project& project, const std::string& wanted) {
  return project.key.text == wanted || fold(project.key.text) == fold(wanted) ||
         std::any_of(project.names.begin(), project.names.end(),
                     [&](const NameVariant& name) { return fold(name.text) == fold(wanted); });
}

Result<const ProjectReview*> choose(const std::vector<ProjectReview>& reviews,
                                    const Submission& submission, const std::string& wanted) {
  if (wanted.empty() && reviews.size() == 1) return &reviews.front();
  std::string known;
  for (const ProjectReview& each : reviews) {
    if (!wanted.empty() && is_named(*each.project, wanted)) return &each;
    known += (known.empty() ? "" : "、") + std::string(each.project->name());
  }
  if (reviews.empty()) {
    return Error{ErrorCode::NotFound, fmt::format("{} 里没有申报的绩效目标", submission.file)};
  }
  return Error{
      ErrorCode::NotFound,
      wanted.empty()
          ? fmt::format("{} 里有几个项目，请用 --project 写明是哪一个：{}", submission.file, known)
          : fmt::format("{} 里没有项目“{}”；有的是：{}", submission.file, wanted, known)};
}

/// "申报.xlsx 第1页 表1 第3行：VL01 “明显提高”"
std::vector<std::string> places_of(const Deduction& deduction, const Submission& submission) {
  std::vector<std::string> places;
  std::size_t more = 0;
  for (const Finding* const finding : deduction.findings) {
    for (const EvidenceLine& line : finding->evidence) {
      if (places.size() == kMostPlaces) {
        ++more;
        continue;
      }
      places.push_back(fmt::format("{} {}：{} “{}”", submission.file,
                                   place_of(line.origin, &submission), deduction.rule, line.text));
    }
  }
  if (more > 0) places.back() += fmt::format(" 等，另有 {} 处", more);
  return places;
}

std::string rules_in(const std::vector<const Finding*>& findings) {
  std::set<std::string> rules;
  for (const Finding* const finding : findings) rules.insert(finding->rule);
  return fmt::format("{}", fmt::join(rules, "、"));
}

BeforeProposal proposal_of(const ItemReview& item, const Submission& submission) {
  BeforeProposal proposal{
      .point = item.item->name, .points = item.points, .reason = {}, .evidence = {}};
  for (const Deduction& deduction : item.deductions) {
    proposal.reason +=
        (proposal.reason.empty() ? "" : "；") + fmt::format("{} {}（扣 {}）", deduction.rule,
                                                            deduction.findings.front()->message,
                                                            deduction.points.trimmed().to_string());
    for (std::string& place : places_of(deduction, submission)) {
      proposal.evidence.push_back(std::move(place));
    }
  }
  if (!item.unknown.empty()) {
    proposal.reason += (proposal.reason.empty() ? "" : "；") +
                       fmt::format("{} 资料不足，没有判断", rules_in(item.unknown));
  }
  if (!item.holds.empty()) {
    proposal.evidence.push_back(fmt::format("{}（sha256 {}）：{} 通过", submission.file,
                                            submission.sha256.substr(0, 12), rules_in(item.holds)));
  }
  return proposal;
}

}  // namespace

Result<ReviewForm> goal_form_of(const BeforeFramework& framework) {
  ReviewForm form{.id = framework.id,
                  .title = framework.title,
                  .basis = framework.basis,
                  .items = {},
                  .deduction = framework.deduction,
                  .grades = {},
                  .opinions = {}};
  const std::span<const Rule> rules = all_rules();
  std::set<std::string> taken;
  for (const BeforeDimension& dimension : framework.dimensions) {
    for (const BeforePoint& point : dimension.points) {
      if (point.rules.empty()) continue;
      for (const std::string& id : point.rules) {
        const bool known = std::any_of(rules.begin(), rules.end(),
                                       [&](const Rule& rule) { return rule.id == id; });
        if (known && taken.insert(id).second) continue;
        return malformed(fmt::format("框架 {} 的要点 {}：规则 {} {}", framework.id, point.id, id,
                                     known ? "写了两次，会重复扣分" : "不存在"));
      }
      form.items.push_back({.group = dimension.name,
                            .name = point.id,
                            .question = point.question,
                            .points = point.points,
                            .rules = point.rules});
    }
  }
  if (!form.items.empty()) return form;
  return malformed(fmt::format("框架 {} 没有写哪些要点由目标审核得出（rules）", framework.id));
}

Result<std::vector<BeforeProposal>> propose_from_goals(const ReviewForm& form,
                                                       const Submission& submission,
                                                       const CheckResult& checked,
                                                       const std::string& project) {
  const std::vector<ProjectReview> reviews = review(form, submission, checked);
  JX_TRY(const ProjectReview* const chosen, choose(reviews, submission, project));
  std::vector<BeforeProposal> proposals;
  for (const ItemReview& item : chosen->items) {
    // Where every check lacked data, the full points would be nobody's judgement.
    const bool judged = !item.holds.empty() || !item.deductions.empty();
    if (judged) proposals.push_back(proposal_of(item, submission));
  }
  return proposals;
}

std::vector<std::string> declared_project(const Submission& submission, const std::string& wanted) {
  const bool only = wanted.empty() && submission.projects.size() == 1;
  const auto found =
      std::find_if(submission.projects.begin(), submission.projects.end(),
                   [&](const Project& each) { return only || is_named(each, wanted); });
  if (found == submission.projects.end()) return {};
  std::string words = fmt::format("申报项目：{}", found->name());
  if (found->code.has_value()) words += fmt::format("（{}）", *found->code);
  if (!found->unit_names.empty()) words += "；单位：" + found->unit_names.front().text;
  if (found->budget.has_value()) {
    words += fmt::format(
        "；申报金额：{}{}", found->budget->to_string(),
        found->budget_unit.name.empty() ? "（单位没有写明）" : " " + found->budget_unit.name);
  }
  return {words + "。",
          fmt::format("申报的绩效目标：{}，sha256 {}", submission.file, submission.sha256)};
}

}  // namespace jx
