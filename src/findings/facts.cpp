// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_traits.h"
#include "findings/rule.h"
#include "findings/submission_check.h"

namespace jx {
namespace {

/// Weights may be off by this much in all: 0.01 points, and the tenth of it on the fraction scale,
/// where 1.001 still counts as 1 (domain reference, weight base).
Decimal tolerance_of(const Profile& profile, WeightScale scale) {
  const Decimal tolerance = profile.threshold("weight-tolerance").value;
  if (scale != WeightScale::Fraction) return tolerance;
  return tolerance.divided_by(Decimal(10), Decimal::kMaxScale).value_or(Decimal(0));
}

bool equal_within(const Decimal& a, const Decimal& b, const Decimal& tolerance) {
  const Result<Decimal> difference = a < b ? b.minus(a) : a.minus(b);
  return difference.ok() && *difference <= tolerance;
}

struct WeightView {
  DecimalSum sum;
  std::size_t count = 0;
  std::optional<Decimal> largest;
  bool below_one = false;  ///< Some weight lies strictly between 0 and 1.
};

WeightView view_weights(const std::vector<Indicator>& indicators) {
  WeightView view;
  for (const Indicator& indicator : indicators) {
    if (!indicator.weight.has_value()) continue;
    const Decimal& weight = *indicator.weight;
    view.sum.add(weight);
    ++view.count;
    if (!view.largest.has_value() || weight > *view.largest) view.largest = weight;
    if (weight > Decimal(0) && weight < Decimal(1)) view.below_one = true;
  }
  return view;
}

/// A weight below 1 beside weights above 1 leaves open whether it is a fraction; the sum decides
/// when it is a base of the points scale (0.5 + 89.5), else nobody can tell.
WeightScale infer_scale(const WeightView& view, const Decimal& sum, const Profile& profile) {
  const Decimal one(1);
  const Decimal fraction_limit = Decimal::make(1001, 3).value();
  if (*view.largest <= one && sum <= fraction_limit) return WeightScale::Fraction;
  if (!view.below_one || *view.largest <= one) return WeightScale::Points;
  const Decimal tolerance = tolerance_of(profile, WeightScale::Points);
  const bool on_base =
      std::any_of(profile.weight_bases.begin(), profile.weight_bases.end(),
                  [&](const Decimal& base) { return equal_within(sum, base, tolerance); });
  return on_base ? WeightScale::Points : WeightScale::Unknown;
}

std::optional<Decimal> match_base(const Decimal& sum, WeightScale scale, const Profile& profile) {
  if (scale == WeightScale::Unknown) return std::nullopt;
  const std::vector<Decimal>& bases =
      scale == WeightScale::Fraction ? profile.fraction_bases : profile.weight_bases;
  const Decimal tolerance = tolerance_of(profile, scale);
  for (const Decimal& base : bases) {
    if (equal_within(sum, base, tolerance)) return base;
  }
  return std::nullopt;
}

TableSpans spans_of(const std::vector<Indicator>& indicators) {
  TableSpans spans;
  auto last = spans.end();
  for (const Indicator& indicator : indicators) {
    const Origin& origin = indicator.origin;
    if (!origin.in_table() || origin.row == Origin::kNone) continue;
    if (last == spans.end() || last->first != origin.table) {
      last = spans.try_emplace(origin.table, origin.row, origin.row).first;
    }
    last->second.first = std::min(last->second.first, origin.row);
    last->second.second = std::max(last->second.second, origin.row);
  }
  return spans;
}

/// True when the project's rows lie in one table with rows of other projects before and behind
/// them: then no page break can have cut any of them off.
bool is_enclosed(const std::vector<Indicator>& indicators, const TableSpans& all) {
  const TableSpans own = spans_of(indicators);
  if (own.size() != 1) return false;
  const auto& [table, rows] = *own.begin();
  const auto whole = all.find(table);
  return whole != all.end() && whole->second.first < rows.first &&
         rows.second < whole->second.second;
}

/// The rows show every level-1 of the profile, and under 产出 every level-2. An excerpt hardly
/// ever does.
bool covers_taxonomy(const std::vector<Indicator>& indicators, const Profile& profile) {
  const auto shows = [&](Level1 level1, Level2 level2) {
    return std::any_of(indicators.begin(), indicators.end(), [&](const Indicator& indicator) {
      return indicator.level1.has_value() && *indicator.level1 == level1 &&
             (level2 == Level2::Unknown ||
              (indicator.level2.has_value() && *indicator.level2 == level2)) &&
             !is_unused(indicator);
    });
  };
  if (profile.taxonomy.empty()) return false;
  for (const TaxonomyBranch& branch : profile.taxonomy) {
    // 成本 as a level-1 is for some kinds of projects only; 执行率 has no rows at budget time.
    if (branch.level1 == Level1::Cost || branch.level1 == Level1::Execution) continue;
    if (!shows(branch.level1, Level2::Unknown)) return false;
    if (branch.level1 != Level1::Output) continue;
    for (const Level2 level2 : branch.level2) {
      if (!shows(branch.level1, level2)) return false;
    }
  }
  return true;
}

std::string bases_in_words(const Profile& profile, WeightScale scale) {
  std::vector<std::string> words;
  if (scale != WeightScale::Fraction) {
    for (const Decimal& base : profile.weight_bases) words.push_back(base.to_string());
  }
  if (scale != WeightScale::Points) {
    for (const Decimal& base : profile.fraction_bases) words.push_back(base.to_string());
  }
  return joined(words);
}

bool shows_level1(const std::vector<Indicator>& indicators, Level1 level1) {
  return std::any_of(indicators.begin(), indicators.end(), [&](const Indicator& indicator) {
    return indicator.level1.has_value() && *indicator.level1 == level1 && !is_unused(indicator);
  });
}

/// Without a base that the sum equals: all levels are there, or no page break can have cut it.
bool is_whole(const std::vector<Indicator>& indicators, const Profile& profile,
              const TableSpans& all) {
  return covers_taxonomy(indicators, profile) || is_enclosed(indicators, all);
}

const GoalSet* find_goal_set(const Project& project) {
  for (const GoalSet& set : project.goal_sets) {
    if (!set.indicators.empty()) return &set;
  }
  return nullptr;
}

ProjectFacts facts_of(const Project& project, std::size_t number, const DocumentFacts& document,
                      const Profile& profile) {
  ProjectFacts facts;
  facts.project = &project;
  facts.number = number;
  const auto list = document.task_lists.find(project.key.text);
  if (list != document.task_lists.end()) facts.task_list = list->second;
  facts.goal_set = find_goal_set(project);
  const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
  if (indicators.empty()) return facts;
  const WeightView view = view_weights(indicators);
  const Result<Decimal> sum = view.sum.total();
  if (view.count > 0 && sum.ok()) {
    facts.weight_sum = *sum;
    facts.scale = infer_scale(view, *sum, profile);
    facts.matched_base = match_base(*sum, facts.scale, profile);
  }
  return facts;
}

bool is_complete(const ProjectFacts& facts, const DocumentFacts& document, const Profile& profile) {
  const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
  if (indicators.empty()) return false;
  if (facts.weight_sum.has_value()) {
    return facts.matched_base.has_value() || is_whole(indicators, profile, document.spans);
  }
  // A table without weights says nothing by its sum: 产出 and 效益 rows make it whole enough.
  return view_weights(indicators).count == 0 && shows_level1(indicators, Level1::Output) &&
         shows_level1(indicators, Level1::Benefit);
}

}  // namespace

std::string why_incomplete(const ProjectFacts& facts, const Profile& profile) {
  const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
  if (indicators.empty()) return "没有读到指标";
  if (facts.weight_sum.has_value()) {
    return fmt::format("权重合计 {} 不等于任何权重基数（{}），可能只是节选",
                       facts.weight_sum->to_string(), bases_in_words(profile, facts.scale));
  }
  if (view_weights(indicators).count > 0) return "权重过大，无法合计";
  const bool output = shows_level1(indicators, Level1::Output);
  const bool benefit = shows_level1(indicators, Level1::Benefit);
  return fmt::format("表中没有权重，又未见{}指标，可能只是节选", output    ? "效益"
                                                                 : benefit ? "产出"
                                                                           : "产出和效益");
}

DocumentFacts::DocumentFacts(const Submission& submission) {
  for (const TaskList& list : submission.task_lists) {
    if (list.project.has_value()) task_lists.try_emplace(list.project->text, &list);
  }
}

void DocumentFacts::look(std::span<const Project> projects) {
  for (const Project& project : projects) {
    // The rows of a project mostly follow each other in one table: its first and last will do.
    for (const auto& [table, rows] : spans_of(indicators_of(find_goal_set(project)))) {
      const auto [at, added] = spans.try_emplace(table, rows);
      if (added) continue;
      at->second.first = std::min(at->second.first, rows.first);
      at->second.second = std::max(at->second.second, rows.second);
    }
  }
}

Facts gather_first_facts(std::span<const Project> projects, std::size_t first,
                         const DocumentFacts& document, const Profile& profile) {
  Facts facts;
  facts.projects.reserve(projects.size());
  for (const Project& project : projects) {
    facts.projects.push_back(facts_of(project, first++, document, profile));
  }
  return facts;
}

Facts gather_facts(std::span<const Project> projects, std::size_t first,
                   const DocumentFacts& document, const Profile& profile) {
  Facts facts = gather_first_facts(projects, first, document, profile);
  for (ProjectFacts& project : facts.projects) {
    project.complete = is_complete(project, document, profile);
    project.traits = traits_of(indicators_of(project.goal_set));
  }
  return facts;
}

Facts gather_facts(const Submission& submission, const Profile& profile) {
  DocumentFacts document(submission);
  document.look(submission.projects);
  return gather_facts(submission.projects, 0, document, profile);
}

}  // namespace jx
