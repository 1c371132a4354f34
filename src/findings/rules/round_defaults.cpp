// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// A value and the rows that share it.
struct Shared {
  Decimal value;
  std::vector<const Indicator*> rows;
};

/// Percentage targets other than 100 %, which is a claim of its own, with no basis beside them.
std::vector<Shared> values_without_basis(const ProjectFacts& facts, std::size_t& count) {
  constexpr std::size_t kMostValues = 100;  ///< Where there are more, none of them is a default.
  std::vector<Shared> values;
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    const Decimal* const value = number_of(indicator);
    if (value == nullptr || !is_percentage(indicator) || *value >= Decimal(100)) continue;
    ++count;
    if (!words_of(indicator, ColumnRole::ValueBasis).empty()) continue;
    const auto known = std::find_if(values.begin(), values.end(),
                                    [&](const Shared& each) { return each.value == *value; });
    if (known != values.end()) {
      known->rows.push_back(&indicator);
    } else if (values.size() < kMostValues) {
      values.push_back({*value, {&indicator}});
    }
  }
  return values;
}

}  // namespace

/// VL06: most percentage rows of a project share one or two round values: nobody worked them out.
void check_round_defaults(const RuleInput& input, FindingSink& sink) {
  constexpr std::size_t kFewestRows = 5;   ///< Fewer show no pattern,
  constexpr std::size_t kFewestEqual = 3;  ///< unless all of them are the same.
  const Decimal share = input.profile.threshold("round-default-share").value;
  for (const ProjectFacts& facts : input.facts.projects) {
    std::size_t count = 0;
    std::vector<Shared> values = values_without_basis(facts, count);
    if (values.empty()) continue;
    const bool all_equal = values.size() == 1 && values.front().rows.size() == count;
    if (count < (all_equal ? kFewestEqual : kFewestRows)) continue;
    std::stable_sort(values.begin(), values.end(), [](const Shared& a, const Shared& b) {
      return a.rows.size() > b.rows.size();
    });
    if (values.size() > 2) values.resize(2);
    // A value that stands once is nobody's default.
    std::erase_if(values, [](const Shared& each) { return each.rows.size() < 2; });
    std::size_t covered = 0;
    for (const Shared& each : values) covered += each.rows.size();
    const Result<Decimal> least = share.times(Decimal(static_cast<std::int64_t>(count)));
    if (values.empty() || !least.ok() || Decimal(static_cast<std::int64_t>(covered)) < *least) {
      continue;
    }

    std::vector<std::string> words;
    Answer answer = answer_about(facts, "");
    for (const Shared& each : values) {
      words.push_back(fmt::format("{}%（{} 行）", plain(each.value), each.rows.size()));
      for (const Indicator* row : each.rows) answer.evidence.push_back(evidence_of(row->target));
    }
    answer.message = fmt::format("{} 个百分比指标中有 {} 个只用了 {}，看不出取值依据。", count,
                                 covered, joined(words));
    answer.expected = "按计划、历史或行业标准分别测算";
    answer.actual = joined(words);
    answer.confidence = 0.7;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
