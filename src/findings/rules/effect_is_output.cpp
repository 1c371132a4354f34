// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// What should be rare is no doing of the unit's own: 停工次数 ≤ 2.
bool wants_less(const Indicator& indicator) noexcept {
  const Comparator comparator = comparator_of(indicator);
  const Decimal* const value = number_of(indicator);
  return comparator == Comparator::AtMost || comparator == Comparator::LessThan ||
         (value != nullptr && value->is_zero()) ||
         (indicator.direction.has_value() && *indicator.direction == Direction::Reverse);
}

/// 法治讲座场次 by its last word, 铺设管网长度 by its first: a count of what the unit itself does.
std::optional<std::string_view> output_measure_of(std::string_view name,
                                                  const MeasureWords& measures,
                                                  const Lexicon& lexicon) {
  if (lexicon.words("effect-count").find_in(name)) return std::nullopt;
  if (const auto output = lexicon.words("output-measure").find_suffix_of(name)) return output;
  const MeasureWord* const measure = measures.find(name);
  if (measure == nullptr || !measure->quantity) return std::nullopt;
  if (!lexicon.words("own-doing").find_prefix_of(name)) return std::nullopt;
  return measure->word;
}

/// The same name stands under 数量: the output is repeated as its own effect.
bool repeats_output(const Indicator& indicator, const ProjectFacts& facts) {
  constexpr std::size_t kMostRows = 200;  ///< Each benefit row reads all of them.
  const std::vector<Indicator>& rows = facts.goal_set->indicators;
  if (rows.size() > kMostRows) return false;
  return std::any_of(rows.begin(), rows.end(), [&](const Indicator& other) {
    return level2_of(other) == Level2::Quantity && other.name.text == indicator.name.text;
  });
}

}  // namespace

/// EF01: a row under 效益 that counts the unit's own doings. Counts of what others do because of
/// it (点击次数, 游客人次, 事故次数) are effects.
void check_effect_is_output(const RuleInput& input, FindingSink& sink) {
  const auto& measures = input.prepared.get<MeasureWords>();
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (level1_of(indicator) != Level1::Benefit || indicator.name.empty()) continue;
      const std::string_view name = without_end_brackets(indicator.name.text);
      const std::optional<std::string_view> measure =
          output_measure_of(name, measures, input.lexicon);
      const bool output = measure.has_value() || repeats_output(indicator, facts);
      if (!output || wants_less(indicator) || !is_named_row(indicator)) continue;
      verdicts.bad(indicator, name_evidence(indicator, measure.value_or(std::string_view{})));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(
        fmt::format("{} 个效益指标写的是产出：{}。", verdicts.bad_count(), verdicts.bad_names()));
    answer.expected = "写产出带来的变化，产出移到产出指标";
    answer.actual = verdicts.bad_names();
    answer.confidence = 0.9;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
