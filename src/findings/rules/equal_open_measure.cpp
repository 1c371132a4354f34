// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/row_facts.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// What may well turn out higher, and better: people and their attendances. Things that are bought
/// or built are counted in advance, and ＝ is right for them.
bool is_open_count(Dimension dimension) noexcept {
  return dimension == Dimension::People || dimension == Dimension::PersonTimes ||
         dimension == Dimension::PersonDays || dimension == Dimension::Household;
}

/// 借阅量, 减排量, 提前量: how much came of it in the end, which nobody can plan to the piece.
bool is_volume(const Indicator& indicator, Dimension dimension) noexcept {
  return dimension != Dimension::Ratio && !is_percentage(indicator) &&
         without_end_brackets(indicator.name.text).ends_with("量");
}

/// 补助标准 ＝ 500 元/人 is to be kept exactly.
bool is_norm(const Indicator& indicator, const WordList& norms) {
  return norms.find_in(indicator.name.text).has_value();
}

bool is_open_measure(const Indicator& indicator, const WordList& norms) {
  const Level1 level1 = level1_of(indicator);
  const Dimension dimension = unit_of(indicator).dimension;
  if (dimension == Dimension::Money || dimension == Dimension::UnitMoney) {
    if (is_cost(indicator)) return dimension == Dimension::Money || !is_norm(indicator, norms);
    return dimension == Dimension::Money && level1 == Level1::Benefit;
  }
  if (level1 == Level1::Benefit && is_volume(indicator, dimension)) return true;
  return is_open_count(dimension) && (level1 == Level1::Output || level1 == Level1::Benefit);
}

}  // namespace

/// DR04: ＝ where the result can only be met by chance: then 6 万元 spent with 5.8 fails.
void check_equal_open_measure(const RuleInput& input, FindingSink& sink) {
  const WordList& norms = input.lexicon.words("fixed-amount");
  for (const ProjectFacts& facts : input.facts.projects) {
    if (!facts.traits.any(RowTrait::EqualSign)) continue;
    RowVerdicts verdicts(facts);
    std::vector<std::string> targets;
    bool cost = false;
    for (std::size_t i = 0; i < facts.rows.size(); ++i) {
      const RowFacts& row = facts.rows[i];
      // 伤亡人数 ＝ 0 is met by nothing but 0.
      const bool open = row.has(RowTrait::Number) && !row.number.is_zero();
      if (!row.has(RowTrait::EqualSign) || !open) continue;
      const Indicator& indicator = facts.goal_set->indicators[i];
      if (!is_open_measure(indicator, norms)) continue;
      cost = cost || is_cost(indicator);
      targets.push_back(shown_target(indicator));
      verdicts.bad(indicator, indicator.comparator.has_value() ? evidence_of(indicator.comparator)
                                                               : evidence_of(indicator.target));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(
        fmt::format("{} 个指标用了“＝”，多一点少一点都算没完成：{}（{}）。", verdicts.bad_count(),
                    verdicts.bad_names(), joined(targets, 6)));
    answer.expected = "数量用 ≥，成本用 ≤";
    answer.actual = joined(targets, 6);
    answer.confidence = cost ? 0.7 : 0.5;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
