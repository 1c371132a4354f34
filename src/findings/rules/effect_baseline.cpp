// SPDX-License-Identifier: AGPL-3.0-or-later
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// 占 or 之比 in the target names what the change is measured against; so does a year in it.
bool states_year(std::string_view words) noexcept {
  for (std::size_t at = words.find("年"); at != std::string_view::npos;
       at = words.find("年", at + 1)) {
    if (at >= 4 && words[at - 1] >= '0' && words[at - 1] <= '9' && words[at - 4] == '2')
      return true;
  }
  return false;
}

bool has_baseline(const Indicator& indicator, const WordList& baselines) {
  return row_says(indicator, baselines) || states_year(indicator.name.text) ||
         states_year(indicator.target.raw) ||
         states_year(words_of(indicator, ColumnRole::Explanation)) ||
         states_year(words_of(indicator, ColumnRole::ValueBasis));
}

struct Change {
  std::string_view word;
  EvidenceLine evidence;
};

/// 旅游收入增长率 8%, or 社会影响 提升20%. A verb in front of a name (提高办事效率 90%) is NM03's:
/// its value is a level, not a change.
std::optional<Change> change_of(const Indicator& indicator, const WordList& measures,
                                const WordList& changes) {
  const std::string_view name = without_end_brackets(indicator.name.text);
  if (const std::optional<std::string_view> measure = measures.find_suffix_of(name)) {
    return Change{*measure, name_evidence(indicator, *measure)};
  }
  if (const std::optional<WordMatch> word = changes.find_in(indicator.target.raw)) {
    return Change{word->word, evidence_of(indicator.target, word->begin, word->end)};
  }
  return std::nullopt;
}

}  // namespace

/// EF02: a change by so many per cent needs a starting point: of which year, of how many.
void check_effect_baseline(const RuleInput& input, FindingSink& sink) {
  const WordList& measures = input.lexicon.words("change-measure");
  const WordList& changes = input.lexicon.words("change-word");
  const WordList& baselines = input.lexicon.words("baseline-word");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::vector<std::string> words;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (level1_of(indicator) != Level1::Benefit || number_of(indicator) == nullptr) continue;
      const std::optional<Change> change = change_of(indicator, measures, changes);
      if (!change) continue;
      if (has_baseline(indicator, baselines) || !is_named_row(indicator)) continue;
      verdicts.bad(indicator, change->evidence);
      words.push_back(in_quotes(change->word));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer =
        verdicts.failed(fmt::format("{} 个效益指标用{}表示变化，没有写明基数或基年：{}。",
                                    verdicts.bad_count(), joined(words, 3), verdicts.bad_names()));
    answer.expected = "写明基期、基数和数据来源";
    answer.actual = verdicts.bad_names();
    answer.confidence = 0.9;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
