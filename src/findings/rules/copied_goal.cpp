// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/earlier_years.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"
#include "findings/rules/years.h"

namespace jx {
namespace {

/// Goals of a set that are compared; every one is compared with those of the year before.
constexpr std::size_t kMostGoals = 10;

/// A goal of the year before: of a table, or what a self-evaluation was to reach.
struct EarlierGoal {
  const PreviousGoals* previous = nullptr;
  const Goal* goal = nullptr;
  double similarity = 0;
};

std::span<const Goal> first_goals(const GoalSet& set) noexcept {
  return std::span(set.goals).first(std::min(set.goals.size(), kMostGoals));
}

struct Years {
  std::optional<int> now;
  std::optional<int> before;
};

/// The texts with the years they were written for taken out.
std::string comparable_text(std::string_view text, const Years& years) {
  std::string words(text);
  for (const auto& year : {years.now, years.before}) {
    if (year) words = replaced(words, std::to_string(*year), "");
  }
  return letters_only(fold(words));
}

std::vector<std::string> measures_in(const Goal& goal) {
  std::vector<std::string> measures;
  for (const Quantity& quantity : quantities_of(goal.quantities)) {
    if (is_measure(quantity, goal.words.text)) measures.push_back(shown_value(quantity));
  }
  std::sort(measures.begin(), measures.end());
  return measures;
}

/// The year before, where the goal speaks of it as of its own: in 2021 年培训, but not in
/// 2021-2023 年, 2021 届, 较 2021 年增长.
const Quantity* stale_year(const Goal& goal, int year, const Lexicon& lexicon) {
  const std::string_view text = goal.words.text;
  for (const Quantity& quantity : quantities_of(goal.quantities)) {
    if (quantity.kind != QuantityKind::Date || !quantity.date || quantity.date->year != year) {
      continue;
    }
    if (is_quoted_at(text, quantity.begin) || is_year_in_span(text, quantity) ||
        is_year_in_name(text, quantity)) {
      continue;
    }
    const std::string_view clause = clause_at(text, quantity.begin).of(text);
    if (!lexicon.words("looking-back-word").find_in(clause)) return &quantity;
  }
  return nullptr;
}

Years years_of(const RuleInput& input, const PreviousGoals& previous) {
  Years years{.now = stated_year(input.submission), .before = previous.year};
  if (!years.before && years.now) years.before = *years.now - 1;
  return years;
}

EarlierGoal most_similar(const RuleInput& input, const Goal& goal,
                         const std::vector<PreviousGoals>& sets) {
  EarlierGoal best;
  for (const PreviousGoals& set : sets) {
    const Years years = years_of(input, set);
    const std::string text = comparable_text(goal.words.text, years);
    for (const Goal& earlier : first_goals(*set.goals)) {
      const double similarity = pair_similarity(text, comparable_text(earlier.words.text, years));
      if (similarity > best.similarity) best = {&set, &earlier, similarity};
    }
  }
  return best;
}

std::string shown_share(double similarity) {
  return similarity >= 1 ? "相同" : fmt::format("{}% 相同", std::floor(similarity * 100));
}

void judge(const RuleInput& input, const ProjectFacts& facts, const Goal& goal,
           const std::vector<PreviousGoals>& sets, FindingSink& sink) {
  constexpr std::size_t kFewestCharacters = 12;  // 保障单位正常运转 is the same every year.
  const double copied =
      std::stod(input.profile.threshold("goal-copy-similarity").value.to_string());
  const EarlierGoal earlier = most_similar(input, goal, sets);
  if (earlier.goal == nullptr || earlier.similarity < copied) return;
  const Years years = years_of(input, *earlier.previous);
  const Quantity* const stale = years.before && years.before != years.now
                                    ? stale_year(goal, *years.before, input.lexicon)
                                    : nullptr;
  const std::vector<std::string> measures = measures_in(goal);
  if (stale == nullptr && (character_count(goal.words.text) < kFewestCharacters ||
                           measures != measures_in(*earlier.goal))) {
    return;
  }
  Answer answer = answer_about(facts, "");
  answer.message =
      fmt::format("年度目标与{}{}的{}{}。", shown_document(*earlier.previous),
                  shown_line(earlier.goal->words.origin), shown_share(earlier.similarity),
                  stale != nullptr ? fmt::format("，连年份也没有改：仍写“{}”", stale->raw)
                                   : std::string(measures.empty() ? "" : "，其中的数也一样"));
  answer.evidence = {stale != nullptr ? evidence_of(goal.words, stale->begin, stale->end)
                                      : evidence_of(goal.words)};
  answer.expected = "按本年度的任务和资金写的目标";
  answer.actual = fmt::format("与上年{}", shown_share(earlier.similarity));
  answer.confidence = stale != nullptr ? 0.95 : 0.65;
  sink.fail(std::move(answer));
}

}  // namespace

/// GO06: the goal of the year before, written once more.
void check_copied_goal(const RuleInput& input, FindingSink& sink) {
  if (input.previous == nullptr) return;
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::vector<PreviousGoals> sets = input.previous->sets_of(*facts.project, nullptr);
    if (sets.empty()) continue;
    for (const GoalSet& set : facts.project->goal_sets) {
      for (const Goal& goal : first_goals(set)) judge(input, facts, goal, sets, sink);
    }
  }
}

}  // namespace jx
