// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/suggestions.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"

namespace jx {
namespace {

constexpr double kNameWeight = 3;
constexpr double kGoalWeight = 1.5;
constexpr double kTaskWeight = 1;
/// Above this two names are one indicator in other words.
constexpr double kSameName = 0.75;
constexpr std::size_t kMostTexts = 200;

/// What the project says about itself. Rows come last: they tell the trade where the rest is
/// silent.
std::vector<WeightedText> texts_of(const ProjectFacts& facts) {
  constexpr double kRowWeight = 0.5;
  std::vector<WeightedText> texts;
  for (const NameVariant& name : facts.project->names) texts.push_back({name.text, kNameWeight});
  if (facts.goal_set != nullptr) {
    for (const Goal& goal : facts.goal_set->goals) texts.push_back({goal.words.text, kGoalWeight});
  }
  if (facts.task_list != nullptr) {
    for (const Task& task : facts.task_list->tasks) {
      texts.push_back({task.name.text, kTaskWeight});
      texts.push_back({task.target.text, kTaskWeight});
    }
  }
  for (const Indicator& row : indicators_of(facts.goal_set)) {
    texts.push_back({row.name.text, kRowWeight});
  }
  if (texts.size() > kMostTexts) texts.resize(kMostTexts);
  return texts;
}

bool has_row_like(const ProjectFacts& facts, const LibraryIndicator& indicator) {
  const std::vector<Indicator>& rows = indicators_of(facts.goal_set);
  return std::any_of(rows.begin(), rows.end(), [&](const Indicator& row) {
    return contains(row.name.text, indicator.name) ||
           pair_similarity(row.name.text, indicator.name) >= kSameName;
  });
}

/// The best entries that the project does not have yet.
std::vector<RankedIndicator> choose_new(const ProjectFacts& facts, const IndicatorLibrary& library,
                                        std::span<const TradeMatch> trades,
                                        std::span<const Level2> level2s, std::size_t most) {
  if (trades.empty()) return {};
  const std::vector<WeightedText> texts = texts_of(facts);
  std::vector<RankedIndicator> chosen = library.choose(trades, texts, level2s, most + kMostTexts);
  std::erase_if(chosen,
                [&](const RankedIndicator& each) { return has_row_like(facts, *each.indicator); });
  if (chosen.size() > most) chosen.resize(most);
  return chosen;
}

std::string quoted_words(const TradeMatch& match) {
  constexpr std::size_t kShown = 4;
  std::vector<std::string> words;
  for (const std::string_view word : match.words) words.push_back(in_quotes(word));
  return joined(words, kShown);
}

// --- gaps

struct Gap {
  Level1 level1 = Level1::Unknown;
  Level2 level2 = Level2::Unknown;
  std::string_view name;
};

constexpr std::array<Gap, 6> kGaps = {{
    {Level1::Output, Level2::Quantity, "数量指标"},
    {Level1::Output, Level2::Quality, "质量指标"},
    {Level1::Output, Level2::Timeliness, "时效指标"},
    {Level1::Output, Level2::Cost, "成本指标"},
    {Level1::Benefit, Level2::Unknown, "效益指标"},
    {Level1::Satisfaction, Level2::Unknown, "满意度指标"},
}};

bool fills(const Indicator& row, const Gap& gap) {
  if (!is_in_use(row)) return false;
  if (gap.level2 == Level2::Cost) return is_cost(row);
  if (!row.level1.has_value() || *row.level1 != gap.level1) return false;
  return gap.level2 == Level2::Unknown || (row.level2.has_value() && *row.level2 == gap.level2);
}

void add_gap(const RuleInput& input, const ProjectFacts& facts, std::span<const TradeMatch> trades,
             const Gap& gap, std::size_t most, ProjectSuggestions& suggestions) {
  const std::vector<Indicator>& rows = indicators_of(facts.goal_set);
  if (std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return fills(row, gap); })) {
    return;
  }
  const std::vector<Level2> level2s = level2s_of(gap.level1, gap.level2);
  for (const RankedIndicator& each : choose_new(facts, *input.library, trades, level2s, most)) {
    const auto match = std::find_if(trades.begin(), trades.end(), [&](const TradeMatch& trade) {
      return trade.trade == each.indicator->trade;
    });
    suggestions.indicators.push_back(
        {.indicator = each.indicator,
         .levels = levels_in(input.profile, each.indicator->level2),
         .reason =
             fmt::format("没有{}{}；项目名称、目标、任务或指标写到{}", gap.name,
                         facts.complete ? "" : "（该项目可能只见节选）", quoted_words(*match))});
  }
}

/// The goal names the activity, and no 数量 row counts it.
bool is_uncounted(const GoalSet& goal_set, std::string_view activity) {
  const bool in_goal =
      std::any_of(goal_set.goals.begin(), goal_set.goals.end(),
                  [&](const Goal& goal) { return contains(goal.words.text, activity); });
  return in_goal && std::none_of(goal_set.indicators.begin(), goal_set.indicators.end(),
                                 [&](const Indicator& row) {
                                   return row.level2.has_value() &&
                                          *row.level2 == Level2::Quantity &&
                                          contains(row.name.text, activity);
                                 });
}

/// Entries that count an activity (竞赛, 培训) and name it.
std::vector<RankedIndicator> choose_counts(const IndicatorLibrary& library,
                                           const ProjectFacts& facts, const TradeMatch& trade,
                                           std::string_view activity, std::size_t most) {
  constexpr std::array kQuantity = {Level2::Quantity};
  std::vector<RankedIndicator> chosen =
      choose_new(facts, library, {&trade, 1}, kQuantity, kMostTexts);
  std::erase_if(chosen, [&](const RankedIndicator& each) {
    return !contains(each.indicator->name, activity);
  });
  if (chosen.size() > most) chosen.resize(most);
  return chosen;
}

void add_uncounted(const RuleInput& input, const ProjectFacts& facts, const TradeMatch& trade,
                   std::size_t most, ProjectSuggestions& suggestions) {
  if (facts.goal_set == nullptr) return;
  for (const std::string_view word : trade.words) {
    if (!input.lexicon.words("countable-activity").contains(word) ||
        !is_uncounted(*facts.goal_set, word)) {
      continue;
    }
    for (const RankedIndicator& each : choose_counts(*input.library, facts, trade, word, most)) {
      const bool known = std::any_of(
          suggestions.indicators.begin(), suggestions.indicators.end(),
          [&](const IndicatorSuggestion& had) { return had.indicator == each.indicator; });
      if (known) continue;
      suggestions.indicators.push_back(
          {.indicator = each.indicator,
           .levels = levels_in(input.profile, Level2::Quantity),
           .reason = fmt::format("年度目标写到{}，没有数量指标衡量它", in_quotes(word))});
    }
  }
}

// --- differences

void add_difference(const Indicator& row, const IndicatorLibrary& library,
                    ProjectSuggestions& suggestions) {
  const LibraryIndicator* const entry = library.find_named(row.name.text);
  if (entry == nullptr || !is_in_use(row)) return;
  std::string what;
  const auto add = [&](std::string_view part) {
    what += fmt::format("{}{}", what.empty() ? "" : "；", part);
  };
  const Unit& unit = unit_of(row);
  if (unit.dimension != Dimension::Unknown && unit.dimension != entry->unit.dimension) {
    add(fmt::format("单位是“{}”，常用“{}”", unit.name, entry->unit.name));
  }
  if (row.direction.has_value() && *row.direction != Direction::Unstated &&
      *row.direction != entry->direction) {
    add(fmt::format("方向是{}，常用{}", chinese_name(*row.direction),
                    chinese_name(entry->direction)));
  }
  const Comparator comparator = comparator_of(row);
  const bool upward = comparator == Comparator::AtLeast || comparator == Comparator::GreaterThan;
  const bool downward = comparator == Comparator::AtMost || comparator == Comparator::LessThan;
  if ((upward && entry->comparator == Comparator::AtMost) ||
      (downward && entry->comparator == Comparator::AtLeast)) {
    add(fmt::format("性质是 {}，常用 {}", chinese_name(comparator),
                    chinese_name(entry->comparator)));
  }
  if (!what.empty()) {
    suggestions.differences.push_back({.row = &row, .indicator = entry, .what = std::move(what)});
  }
}

std::string in_words(std::span<const RankedIndicator> chosen) {
  if (chosen.empty()) return {};
  std::vector<std::string> names;
  for (const RankedIndicator& each : chosen) {
    names.push_back(fmt::format("{}（{}）", each.indicator->name, each.indicator->unit.name));
  }
  return fmt::format("可选：{}。", joined(names));
}

constexpr std::size_t kMostInFix = 3;

}  // namespace

std::vector<Level2> level2s_of(Level1 level1, Level2 level2) {
  using enum Level2;
  if (level2 == Cost || level1 == Level1::Cost) {
    return {EconomicCost, SocialCost, EcologicalCost};
  }
  if (level2 != Unknown) return {level2};
  switch (level1) {
    case Level1::Output: return {Quantity, Quality};
    case Level1::Benefit:
      return {SocialBenefit, EconomicBenefit, EcologicalBenefit, SustainableImpact};
    case Level1::Satisfaction: return {Satisfaction};
    case Level1::Cost:
    case Level1::Execution:
    case Level1::Unknown: return {};
  }
  return {};
}

ProjectSuggestions suggest_indicators(const RuleInput& input, const ProjectFacts& facts,
                                      std::size_t most) {
  ProjectSuggestions suggestions{.project = facts.project};
  if (input.library == nullptr) return suggestions;
  const IndicatorLibrary& library = *input.library;
  const std::vector<WeightedText> texts = texts_of(facts);
  const std::vector<TradeMatch> trades = library.trades_of(texts);
  for (const TradeMatch& match : trades) {
    suggestions.trades.push_back(
        fmt::format("{}（{}）", library.trades()[match.trade].title, quoted_words(match)));
  }
  for (const Gap& gap : kGaps) {
    add_gap(input, facts, trades, gap, most, suggestions);
  }
  for (const TradeMatch& match : trades) {
    add_uncounted(input, facts, match, most, suggestions);
  }
  for (const Indicator& row : indicators_of(facts.goal_set)) {
    add_difference(row, library, suggestions);
  }
  return suggestions;
}

std::string optional_indicators(const RuleInput& input, const ProjectFacts& facts,
                                std::span<const Level2> level2s) {
  if (input.library == nullptr) return {};
  const std::vector<TradeMatch> trades = input.library->trades_of(texts_of(facts));
  return in_words(choose_new(facts, *input.library, trades, level2s, kMostInFix));
}

std::string optional_counts(const RuleInput& input, const ProjectFacts& facts,
                            std::string_view activity) {
  if (input.library == nullptr) return {};
  const std::vector<WeightedText> texts = {{activity, 1}};
  const std::vector<TradeMatch> trades = input.library->trades_of(texts);
  if (trades.empty()) return {};
  return in_words(choose_counts(*input.library, facts, trades.front(), activity, kMostInFix));
}

}  // namespace jx
