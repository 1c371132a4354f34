// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"
#include "findings/rules/task_pairs.h"
#include "findings/suggestions.h"

/// What is to be done and no indicator measures: tasks of the linked list without a row, and
/// activities of the goal (开展技能培训) whose rows never say how much.
namespace jx {
namespace {

void answer_by_completeness(const RuleInput& input, const ProjectFacts& facts, Answer answer,
                            FindingSink& sink) {
  if (facts.complete) {
    sink.fail(std::move(answer));
    return;
  }
  answer.message += fmt::format("本文件只见该项目的一部分（{}），不能断定。",
                                why_incomplete(facts, input.profile));
  sink.insufficient(std::move(answer));
}

// --- tasks of the list
// ----------------------------------------------------------------------------

bool is_covered(const TaskPairs& pairs, std::size_t task) {
  for (std::size_t row = 0; row < pairs.rows().size(); ++row) {
    if (pairs.measures(row, task)) return true;
  }
  return false;
}

/// Tasks that only set the stage (机构, 制度, 方案, 自筹资金) need no indicator of their own.
bool needs_indicator(const Task& task, const Lexicon& lexicon) {
  return has_measure(task.quantities, task.target.text) ||
         !lexicon.words("task-condition-word").find_in(task.name.text);
}

std::string shown_with_numbers(const Task& task, const Lexicon& lexicon) {
  std::vector<std::string> amounts;
  for (const Quantity* quantity : headline_quantities(task, lexicon)) {
    amounts.push_back(shown_value(*quantity));
  }
  std::string shown = shown_name(task);
  constexpr std::string_view kTask = "任务";
  if (shown.starts_with(kTask)) shown = trimmed(std::string_view(shown).substr(kTask.size()));
  constexpr std::size_t kShown = 3;
  if (!amounts.empty()) shown += fmt::format("（{}）", joined(amounts, kShown));
  return shown;
}

void check_list(const RuleInput& input, const ProjectFacts& facts, FindingSink& sink) {
  const Lexicon& lexicon = input.lexicon;
  const TaskPairs pairs(facts, lexicon);
  if (pairs.rows().empty() || pairs.tasks().empty()) return;
  Answer answer = answer_about(*facts.project);
  std::vector<std::string> uncovered;
  for (std::size_t task = 0; task < pairs.tasks().size(); ++task) {
    const Task& looked_at = pairs.tasks()[task];
    if (!needs_indicator(looked_at, lexicon) || is_covered(pairs, task)) continue;
    uncovered.push_back(shown_with_numbers(looked_at, lexicon));
    answer.evidence.push_back(evidence_of(looked_at.name));
  }
  if (uncovered.empty()) {
    answer.message = fmt::format("清单 {} 项任务都有对应的指标。", pairs.tasks().size());
    answer.evidence = {evidence_of(facts.task_list->title)};
    sink.pass(std::move(answer));
    return;
  }
  answer.message = fmt::format("清单 {} 项任务中有 {} 项在绩效目标表里没有对应指标：{}。",
                               pairs.tasks().size(), uncovered.size(), joined(uncovered, 30));
  answer.expected = "主要任务都有数量或质量指标";
  answer.actual = fmt::format("{} 项没有指标", uncovered.size());
  answer.confidence = 0.95;
  answer_by_completeness(input, facts, std::move(answer), sink);
}

// --- activities of the goal
// ------------------------------------------------------------------------

struct Activity {
  std::string_view word;  ///< 培训
  const Goal* goal = nullptr;
  TextRange range;
};

/// 开展…培训, 举办…竞赛: an activity noun in a clause with a verb of doing, not part of 培训中心.
void add_activities(const Goal& goal, const Lexicon& lexicon, std::vector<Activity>& found) {
  const std::string_view text = goal.words.text;
  const WordList& nouns = lexicon.words("countable-activity");
  if (!nouns.find_in(text)) return;
  for (const TextRange& clause : clauses_of(text)) {
    const auto verb = lexicon.words("doing-verb").find_in(clause.of(text));
    if (!verb) continue;
    for (const WordMatch& match : nouns.find_all_in(clause.of(text))) {
      const TextRange range{clause.begin + match.begin, clause.begin + match.end};
      if (match.begin < verb->end) continue;
      if (lexicon.words("activity-compound").find_prefix_of(text.substr(range.end))) continue;
      const bool known = std::any_of(found.begin(), found.end(),
                                     [&](const Activity& each) { return each.word == match.word; });
      if (!known) found.push_back({.word = match.word, .goal = &goal, .range = range});
    }
  }
}

/// The row speaks of the activity under its own or another name (培训, 参训, 学员).
bool speaks_of(const Indicator& row, std::string_view activity, const Lexicon& lexicon) {
  if (contains(row.name.text, activity)) return true;
  const auto& aliases = lexicon.map("activity-alias").entries;
  return std::any_of(aliases.begin(), aliases.end(), [&](const auto& entry) {
    return entry.second == activity && contains(row.name.text, entry.first);
  });
}

/// Says how much: a 数量 row, or one counted in people, times, pieces or hours.
bool says_how_much(const Indicator& row) {
  if (row.level2.has_value() && *row.level2 == Level2::Quantity) return true;
  using enum Dimension;
  const Dimension dimension = unit_of(row).dimension;
  return dimension == People || dimension == PersonTimes || dimension == PersonDays ||
         dimension == Count || dimension == Events;
}

/// The task of the linked list that names the activity and has a number for it.
const Task* find_task(const ProjectFacts& facts, std::string_view activity) {
  if (facts.task_list == nullptr) return nullptr;
  for (const Task& task : facts.task_list->tasks) {
    if (contains(task.name.text, activity) && has_measure(task.quantities, task.target.text)) {
      return &task;
    }
  }
  return nullptr;
}

void check_activity(const RuleInput& input, const ProjectFacts& facts, const Activity& activity,
                    FindingSink& sink) {
  const Lexicon& lexicon = input.lexicon;
  std::vector<const Indicator*> rows;
  for (const Indicator& row : facts.goal_set->indicators) {
    // A 数量 row that names no activity at all (参加人次) may well count this one.
    const bool open = row.level2.has_value() && *row.level2 == Level2::Quantity &&
                      lexicon.words("open-count").contains(row.name.text);
    if (!open && !speaks_of(row, activity.word, lexicon)) continue;
    if (says_how_much(row)) return;
    rows.push_back(&row);
  }
  Answer answer = answer_about(*facts.project);
  answer.evidence = {evidence_of(activity.goal->words, activity.range.begin, activity.range.end)};
  std::vector<std::string> names;
  for (const Indicator* row : rows) {
    names.push_back(shown_name(*row));
    answer.evidence.push_back(evidence_of(row->name));
  }
  answer.message =
      rows.empty()
          ? fmt::format("年度目标写了{}，指标表里没有任何一行衡量它", in_quotes(activity.word))
          : fmt::format("年度目标写了{}，指标表里只有{}，没有人次、场次一类的数量指标",
                        in_quotes(activity.word), joined(names));
  if (const Task* task = find_task(facts, activity.word)) {
    answer.message += fmt::format("，而{}写有数量", shown_name(*task));
    answer.evidence.push_back(evidence_of(task->target));
  }
  answer.message += "。";
  answer.expected = fmt::format("{}的数量指标", activity.word);
  answer.actual = rows.empty() ? "没有指标" : joined(names);
  answer.more_fix = optional_counts(input, facts, activity.word);
  answer.confidence = rows.empty() ? 0.7 : 0.95;
  answer_by_completeness(input, facts, std::move(answer), sink);
}

void check_goals(const RuleInput& input, const ProjectFacts& facts, FindingSink& sink) {
  if (indicators_of(facts.goal_set).empty()) return;
  constexpr std::size_t kMostActivities = 20;
  std::vector<Activity> activities;
  for (const Goal& goal : facts.goal_set->goals) {
    if (activities.size() >= kMostActivities) break;
    add_activities(goal, input.lexicon, activities);
  }
  for (const Activity& activity : activities) check_activity(input, facts, activity, sink);
}

// --- amounts of the goal
// -----------------------------------------------------------------------------

/// The clause promises work: it begins with a verb of doing or building, or with the work itself.
bool begins_with_work(std::string_view clause, const Lexicon& lexicon) {
  return lexicon.words("doing-verb").find_prefix_of(clause) ||
         lexicon.words("building-verb").find_prefix_of(clause) ||
         lexicon.words("deliverable-word").find_prefix_of(clause);
}

/// Pairs of characters that say what the clause is about: general words and digits left out.
std::vector<std::string_view> telling_pairs(std::string_view clause, const Lexicon& lexicon) {
  const WordList& general = lexicon.words("pairing-generic");
  std::vector<std::string_view> pairs;
  std::size_t before = std::string_view::npos;
  for (std::size_t at = 0; at < clause.size();) {
    if (const auto word = general.find_prefix_of(clause.substr(at))) {
      at += word->size();
      before = std::string_view::npos;
      continue;
    }
    const std::size_t begin = at;
    const bool han = is_han(next_character(clause, at));
    if (han && before != std::string_view::npos) {
      pairs.push_back(clause.substr(before, at - before));
    }
    before = han ? begin : std::string_view::npos;
  }
  return pairs;
}

bool has_same_number(const Indicator& row, const Quantity& quantity) {
  return row.target.has_value() && row.target->value.has_value() &&
         row.target->value == quantity.value;
}

/// Some row counts it: its name shares a telling pair with the clause, or it has the very number.
bool is_counted(const ProjectFacts& facts, const Quantity& quantity, std::string_view clause,
                const Lexicon& lexicon) {
  const std::vector<std::string_view> pairs = telling_pairs(clause, lexicon);
  if (pairs.empty()) return true;
  return std::any_of(facts.goal_set->indicators.begin(), facts.goal_set->indicators.end(),
                     [&](const Indicator& row) {
                       return has_same_number(row, quantity) ||
                              std::any_of(pairs.begin(), pairs.end(), [&](std::string_view pair) {
                                return contains(row.name.text, pair) ||
                                       contains(row.target.raw, pair);
                              });
                     });
}

void check_amount(const RuleInput& input, const ProjectFacts& facts, const Goal& goal,
                  const Quantity& quantity, FindingSink& sink) {
  const Lexicon& lexicon = input.lexicon;
  const std::string_view text = goal.words.text;
  const bool counted =
      quantity.unit.dimension == Dimension::Count || quantity.unit.dimension == Dimension::Events;
  if (!counted || !quantity.value || quantity.per_each || !is_measure(quantity, text)) return;
  const TextRange clause = clause_at(text, quantity.begin);
  if (!begins_with_work(trimmed(clause.of(text)), lexicon)) return;
  if (is_counted(facts, quantity, clause.of(text), lexicon)) return;
  Answer answer = answer_about(*facts.project);
  answer.message = fmt::format("年度目标写了{}，指标表里没有任何一行衡量它。",
                               in_quotes(trimmed(clause.of(text))));
  answer.evidence = {evidence_of(goal.words, clause.begin, clause.end)};
  answer.expected = "这项任务的数量指标";
  answer.actual = "没有指标";
  answer.confidence = 0.6;
  answer_by_completeness(input, facts, std::move(answer), sink);
}

void check_amounts(const RuleInput& input, const ProjectFacts& facts, FindingSink& sink) {
  constexpr std::size_t kFewestRows = 3;  ///< Fewer rows leave nearly everything out: TX13 says so.
  if (indicators_of(facts.goal_set).size() < kFewestRows) return;
  constexpr std::size_t kMostRows = 200;
  if (facts.goal_set->indicators.size() > kMostRows || facts.goal_set->goals.empty()) return;
  const Goal& goal = facts.goal_set->goals.front();
  for (const Quantity& quantity : quantities_of(goal.quantities)) {
    check_amount(input, facts, goal, quantity, sink);
  }
}

}  // namespace

void check_uncovered_task(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    check_goals(input, facts, sink);
    check_amounts(input, facts, sink);
    if (facts.task_list != nullptr) check_list(input, facts, sink);
  }
}

}  // namespace jx
