// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/spelling.h"

namespace jx {
namespace {

bool has_completion_rate(const ProjectFacts& facts, const MeasureWords& measures) {
  const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
  return std::any_of(indicators.begin(), indicators.end(), [&](const Indicator& indicator) {
    const MeasureWord* const measure = measures.find(indicator.name.text);
    return measure != nullptr && measure->completion;
  });
}

}  // namespace

/// VL10: a completion rate of a planned count that leaves a fraction: 90 % of 5 次 is 4.5 次.
void check_fractional_count(const RuleInput& input, FindingSink& sink) {
  const Decimal many(100);  ///< Of so many, one more or less is not what the rate is about.
  const auto& measures = input.prepared.get<MeasureWords>();
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!has_completion_rate(facts, measures)) continue;
    const std::vector<RowObject> rows = row_objects(facts, measures);
    for (const CompletionPair& pair : completion_pairs(rows, input.lexicon)) {
      const Indicator& rate_row = *pair.rate->indicator;
      const Indicator& count_row = *pair.count->indicator;
      const Decimal* const rate = number_of(rate_row);
      const Decimal* const count = number_of(count_row);
      if (rate == nullptr || count == nullptr || !is_percentage(rate_row)) continue;
      if (is_percentage(count_row) || !count->is_whole() || *count >= many) continue;
      const Result<Decimal> product = rate->times(*count);
      if (!product.ok()) continue;
      const Result<Decimal> part = product->divided_by(Decimal(100), 4);
      if (!part.ok()) continue;
      const std::string unit = unit_of(count_row).name;
      Answer answer = answer_about(facts, fmt::format("{}{} 的 {}% 是 {}{}。", plain(*count), unit,
                                                      plain(*rate), plain(*part), unit));
      answer.evidence = {evidence_of(rate_row.target), evidence_of(count_row.target)};
      if (part->is_whole()) {
        sink.pass(std::move(answer));
        continue;
      }
      answer.message =
          fmt::format("{}×{}%={}{}，不是整数：{}的完成率与{}对不上。", plain(*count), plain(*rate),
                      plain(*part), unit, shown_name(rate_row), shown_name(count_row));
      answer.expected = "完成率为 100%，或按实际件数改写";
      answer.actual = fmt::format("{} × {}", shown_target(count_row), shown_target(rate_row));
      answer.confidence = 0.95;
      sink.fail(std::move(answer));
    }
  }
}

}  // namespace jx
