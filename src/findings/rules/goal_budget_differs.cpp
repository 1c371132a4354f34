// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <string>
#include <utility>

#include "findings/evidence.h"
#include "findings/rules/book_projects.h"
#include "findings/rules/book_prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

void compare(const ListedProject& listed, FindingSink& sink) {
  const Project& project = *listed.goals;
  const auto total = listed.total();
  const Figure& first = listed.amounts.front();
  Answer answer;
  answer.project = project.key.text;
  answer.evidence = {evidence_of(project.budget), evidence_of(first)};
  const Unit& table_unit = first.table->unit;
  const bool units =
      table_unit.dimension == Dimension::Money && project.budget_unit.dimension == Dimension::Money;
  if (!total || !units) {
    answer.message = total ? "绩效目标表或项目支出表没有写明金额单位，预算数无法比较"
                           : "项目支出表中这个项目的金额没有读清，无法与绩效目标表比较";
    return sink.insufficient(std::move(answer));
  }
  const std::string in_goals =
      fmt::format("{} {}", project.budget->to_string(), project.budget_unit.name);
  const std::string in_table = fmt::format("{} {}", total->to_string(), table_unit.name);
  answer.expected = in_table;
  answer.actual = in_goals;
  if (same_amount(*project.budget, project.budget_unit.factor, *total, table_unit.factor)) {
    answer.message = fmt::format("绩效目标表的预算数 {} 与项目支出表一致", in_goals);
    return sink.pass(std::move(answer));
  }
  answer.message = fmt::format("绩效目标表的预算数是 {}，项目支出表是 {}", in_goals, in_table);
  answer.confidence = 0.95;
  sink.fail(std::move(answer));
}

}  // namespace

void check_goal_budget_differs(const RuleInput& input, FindingSink& sink) {
  if (input.submission.budget_tables.empty()) return sink.not_applicable();
  for (const ListedProject& listed : listed_projects(input.submission)) {
    if (listed.goals == nullptr || listed.amounts.empty()) continue;
    if (listed.goals->budget.has_value()) compare(listed, sink);
  }
}

}  // namespace jx
