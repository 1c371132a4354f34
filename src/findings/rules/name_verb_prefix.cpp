// SPDX-License-Identifier: AGPL-3.0-or-later
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// 保障用餐人数 counts the people served: there the verb says what kind of count it is.
bool says_what_is_counted(const Indicator& indicator, std::string_view verb) noexcept {
  return verb == "保障" && level2_of(indicator) == Level2::Quantity;
}

}  // namespace

/// NM03: a name that begins with a verb of intent (促进手工艺制作订单比率) is a wish, not a
/// measure.
void check_name_verb_prefix(const RuleInput& input, FindingSink& sink) {
  const WordList& verbs = input.lexicon.words("name-verb-prefix");
  const WordList& nouns = input.lexicon.words("name-verb-prefix-noun");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    std::vector<std::string> found;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const std::string& name = indicator.name.text;
      const std::optional<std::string_view> verb = verbs.find_prefix_of(name);
      if (!verb || name.size() == verb->size() || nouns.find_prefix_of(name)) continue;
      if (says_what_is_counted(indicator, *verb) || !is_named_row(indicator)) continue;
      verdicts.bad(indicator, evidence_of(indicator.name, 0, verb->size()));
      found.emplace_back(*verb);
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(
        fmt::format("{} 个指标名称以动词开头：{}。", verdicts.bad_count(), verdicts.bad_names()));
    answer.expected = fmt::format("名词性名称，去掉“{}”", joined(found, 3));
    answer.actual = verdicts.bad_names();
    answer.confidence = 0.95;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
