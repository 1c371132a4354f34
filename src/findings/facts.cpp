// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rule.h"

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

WeightView view_weights(std::span<const RowFacts> rows) {
  WeightView view;
  for (const RowFacts& row : rows) {
    if (row.has(RowTrait::NoWeight)) continue;
    view.sum.add(row.weight);
    ++view.count;
    if (!view.largest.has_value() || row.weight > *view.largest) view.largest = row.weight;
    if (row.weight > Decimal(0) && row.weight < Decimal(1)) view.below_one = true;
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

/// Where the rows stand, if all of them stand in one table.
std::optional<PrintedRows> printed_rows(const std::vector<Indicator>& indicators) {
  std::optional<PrintedRows> printed;
  for (const Indicator& indicator : indicators) {
    const Origin& origin = indicator.origin;
    if (!origin.in_table() || origin.row == Origin::kNone) return std::nullopt;
    if (!printed) printed = PrintedRows{origin.table, origin.row, origin.row};
    if (printed->table != origin.table) return std::nullopt;
    printed->first = std::min(printed->first, origin.row);
    printed->last = std::max(printed->last, origin.row);
  }
  return printed;
}

void reach(TableSpans& spans, const PrintedRows& rows) {
  const auto [at, added] = spans.try_emplace(rows.table, rows.first, rows.last);
  if (added) return;
  at->second.first = std::min(at->second.first, rows.first);
  at->second.second = std::max(at->second.second, rows.last);
}

void reach(TableSpans& spans, const ProjectFacts& facts) {
  if (facts.printed) return reach(spans, *facts.printed);
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    const Origin& origin = indicator.origin;
    if (!origin.in_table() || origin.row == Origin::kNone) continue;
    reach(spans, {.table = origin.table, .first = origin.row, .last = origin.row});
  }
}

/// True when the project's rows lie in one table with rows of other projects before and behind
/// them: then no page break can have cut any of them off.
bool is_enclosed(const ProjectFacts& facts, const TableSpans& all) {
  TableSpans own;
  reach(own, facts);
  if (own.size() != 1) return false;
  const auto& [table, rows] = *own.begin();
  const auto whole = all.find(table);
  return whole != all.end() && whole->second.first < rows.first &&
         rows.second < whole->second.second;
}

bool shows(std::span<const RowFacts> rows, Level1 level1, Level2 level2 = Level2::Unknown) {
  return std::any_of(rows.begin(), rows.end(), [&](const RowFacts& row) {
    return row.level1 == level1 && (level2 == Level2::Unknown || row.level2 == level2) &&
           !row.has(RowTrait::Unused);
  });
}

/// The rows show every level-1 of the profile, and under 产出 every level-2. An excerpt hardly
/// ever does.
bool covers_taxonomy(std::span<const RowFacts> rows, const Profile& profile) {
  if (profile.taxonomy.empty()) return false;
  for (const TaxonomyBranch& branch : profile.taxonomy) {
    // 成本 as a level-1 is for some kinds of projects only; 执行率 has no rows at budget time.
    if (branch.level1 == Level1::Cost || branch.level1 == Level1::Execution) continue;
    if (!shows(rows, branch.level1)) return false;
    if (branch.level1 != Level1::Output) continue;
    for (const Level2 level2 : branch.level2) {
      if (!shows(rows, branch.level1, level2)) return false;
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

const GoalSet* find_goal_set(const Project& project) {
  for (const GoalSet& set : project.goal_sets) {
    if (!set.indicators.empty()) return &set;
  }
  return nullptr;
}

/// Asks for a record that is looked at soon: they come from memory, and nothing else takes as long.
void fetch(const Indicator& row) noexcept {
  constexpr std::size_t kLine = 64;
  const char* const begin = reinterpret_cast<const char*>(&row);
  const char* const end = reinterpret_cast<const char*>(&row.goal);
  for (const char* line = begin; line < end; line += kLine) __builtin_prefetch(line);
  __builtin_prefetch(&row.origin);
}

/// So many rows are asked for ahead.
constexpr std::size_t kAhead = 2;

void fetch_first_rows(const Project& project) noexcept {
  const std::vector<Indicator>& indicators = indicators_of(find_goal_set(project));
  for (std::size_t i = 0; i < std::min(kAhead, indicators.size()); ++i) fetch(indicators[i]);
}

/// The rows of the goal set, put behind the others.
std::span<const RowFacts> look_at_rows(const std::vector<Indicator>& indicators,
                                       std::vector<RowFacts>& all) {
  const std::size_t first = all.size();
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    if (i + kAhead < indicators.size()) fetch(indicators[i + kAhead]);
    all.push_back(row_facts_of(indicators[i]));
  }
  return std::span(all).subspan(first);
}

RowTraits traits_of(std::span<const RowFacts> rows) {
  RowTraits traits;
  const RowFacts* first_weight = nullptr;
  for (const RowFacts& row : rows) {
    traits.add(row);
    if (row.has(RowTrait::NoWeight)) continue;
    if (first_weight == nullptr) first_weight = &row;
    if (row.weight != first_weight->weight) traits.add(RowTrait::OtherWeight);
  }
  return traits;
}

ProjectFacts facts_of(const Project& project, std::vector<RowFacts>& rows,
                      const DocumentFacts& document, const Profile& profile) {
  ProjectFacts facts;
  facts.project = &project;
  const auto list = document.task_lists.find(project.key.text);
  if (list != document.task_lists.end()) facts.task_list = list->second;
  facts.goal_set = find_goal_set(project);
  if (facts.goal_set == nullptr) return facts;
  const std::vector<Indicator>& indicators = facts.goal_set->indicators;
  facts.rows = look_at_rows(indicators, rows);
  facts.traits = traits_of(facts.rows);
  facts.printed = printed_rows(indicators);
  const WeightView view = view_weights(facts.rows);
  const Result<Decimal> sum = view.sum.total();
  if (view.count > 0 && sum.ok()) {
    facts.weight_sum = *sum;
    facts.scale = infer_scale(view, *sum, profile);
    facts.matched_base = match_base(*sum, facts.scale, profile);
  }
  return facts;
}

bool is_complete(const ProjectFacts& facts, const DocumentFacts& document, const Profile& profile) {
  if (facts.rows.empty()) return false;
  if (facts.weight_sum.has_value()) {
    // Without a base that the sum equals: all levels are there, or no page break can have cut it.
    return facts.matched_base.has_value() || covers_taxonomy(facts.rows, profile) ||
           is_enclosed(facts, document.spans);
  }
  // A table without weights says nothing by its sum: 产出 and 效益 rows make it whole enough.
  return view_weights(facts.rows).count == 0 && shows(facts.rows, Level1::Output) &&
         shows(facts.rows, Level1::Benefit);
}

std::size_t count_rows(std::span<const Project> projects) {
  std::size_t rows = 0;
  for (const Project& project : projects) {
    const GoalSet* const set = find_goal_set(project);
    if (set != nullptr) rows += set->indicators.size();
  }
  return rows;
}

}  // namespace

std::string why_incomplete(const ProjectFacts& facts, const Profile& profile) {
  if (facts.rows.empty()) return "没有读到指标";
  if (facts.weight_sum.has_value()) {
    return fmt::format("权重合计 {} 不等于任何权重基数（{}），可能只是节选",
                       facts.weight_sum->to_string(), bases_in_words(profile, facts.scale));
  }
  if (view_weights(facts.rows).count > 0) return "权重过大，无法合计";
  const bool output = shows(facts.rows, Level1::Output);
  const bool benefit = shows(facts.rows, Level1::Benefit);
  return fmt::format("表中没有权重，又未见{}指标，可能只是节选", output    ? "效益"
                                                                 : benefit ? "产出"
                                                                           : "产出和效益");
}

DocumentFacts::DocumentFacts(const Submission& submission) {
  for (const TaskList& list : submission.task_lists) {
    if (list.project.has_value()) task_lists.try_emplace(list.project->text, &list);
  }
}

void DocumentFacts::look(const Facts& part) {
  for (const ProjectFacts& facts : part.projects) reach(spans, facts);
}

Facts gather_facts(std::span<const Project> projects, std::size_t first,
                   const DocumentFacts& document, const Profile& profile) {
  Facts facts;
  facts.projects.reserve(projects.size());
  facts.rows.reserve(count_rows(projects));  // Projects point into it from the beginning.
  for (std::size_t i = 0; i < projects.size(); ++i) {
    if (i + 1 < projects.size()) fetch_first_rows(projects[i + 1]);
    facts.projects.push_back(facts_of(projects[i], facts.rows, document, profile));
    facts.projects.back().number = first + i;
  }
  return facts;
}

void complete_facts(Facts& facts, const DocumentFacts& document, const Profile& profile) {
  for (ProjectFacts& project : facts.projects) {
    project.complete = is_complete(project, document, profile);
  }
}

Facts gather_facts(const Submission& submission, const Profile& profile) {
  DocumentFacts document(submission);
  Facts facts = gather_facts(submission.projects, 0, document, profile);
  document.look(facts);
  complete_facts(facts, document, profile);
  return facts;
}

}  // namespace jx
