// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/map_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// A word that belongs under other level-2s than the ones it is often put under.
struct Misplaced {
  std::string_view word;
  std::uint32_t wrong = 0;
  std::uint32_t right = 0;
};

std::vector<Misplaced> misplaced_words(const WordMap& map) {
  std::vector<Misplaced> words;
  words.reserve(map.entries.size());
  for (const auto& [word, levels] : map.entries) {
    const std::size_t sign = levels.find('>');
    if (sign == std::string::npos) continue;
    words.push_back({word, level2_bits(std::string_view(levels).substr(0, sign)),
                     level2_bits(std::string_view(levels).substr(sign + 1))});
  }
  return words;
}

class MisplacedWords {
 public:
  explicit MisplacedWords(const Lexicon& lexicon)
      : suffixes_(by_level(misplaced_words(lexicon.map("misplaced-suffix")))),
        anywhere_(by_level(misplaced_words(lexicon.map("misplaced-word")))),
        any_of_all_(keys_of(lexicon.map("misplaced-word"))),
        exceptions_(lexicon.words("misplaced-exception")) {}

  const Misplaced* find(std::string_view name, Level2 level2) const {
    const std::string_view text = without_end_brackets(name);
    for (const Misplaced& each : suffixes_[static_cast<std::size_t>(level2)]) {
      // 案件办理合格率 is a quality whatever the cases are about; 案件数 may be an effect.
      const bool quality = has_level2(each.right, Level2::Quality);
      if (text.ends_with(each.word)) return quality ? &each : allowed(name, each);
    }
    // Few names hold any of the words, whatever the level.
    if (!any_of_all_.find_in(name)) return nullptr;
    for (const Misplaced& each : anywhere_[static_cast<std::size_t>(level2)]) {
      if (contains(name, each.word)) return allowed(name, each);
    }
    return nullptr;
  }

 private:
  using ByLevel =
      std::array<std::vector<Misplaced>, static_cast<std::size_t>(Level2::Satisfaction) + 1>;

  static ByLevel by_level(const std::vector<Misplaced>& words) {
    ByLevel levels;
    for (const Level2 level2 : all_terms<Level2>()) {
      for (const Misplaced& each : words) {
        if (has_level2(each.wrong, level2))
          levels[static_cast<std::size_t>(level2)].push_back(each);
      }
    }
    return levels;
  }

  const Misplaced* allowed(std::string_view name, const Misplaced& found) const {
    return exceptions_.find_in(name) ? nullptr : &found;
  }

  ByLevel suffixes_;
  ByLevel anywhere_;
  WordList any_of_all_;
  const WordList& exceptions_;
};

bool has_rows_under(const ProjectFacts& facts, Level2 level2) {
  const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
  return std::any_of(indicators.begin(), indicators.end(), [&](const Indicator& indicator) {
    return level2_of(indicator) == level2 && is_named_row(indicator);
  });
}

/// An economic indicator elsewhere weighs more when the goal promises an economic effect and no
/// row under 经济效益 carries it.
void add_economic_aim(const RuleInput& input, const ProjectFacts& facts, Answer& answer) {
  if (has_rows_under(facts, Level2::EconomicBenefit)) return;
  const WordList& aims = input.lexicon.words("economic-aim");
  for (const Goal& goal : facts.goal_set->goals) {
    const auto aim = aims.find_in(goal.words.text);
    if (!aim) continue;
    answer.message.resize(answer.message.size() - std::string_view("。").size());
    answer.message += fmt::format("；年度目标提到“{}”，项目却没有经济效益指标。", aim->word);
    answer.evidence.push_back(evidence_of(goal.words, aim->begin, aim->end));
    break;
  }
  if (facts.task_list == nullptr) return;
  for (const Paragraph& paragraph : input.submission.paragraphs) {
    const std::size_t begin = paragraph.words.text.find("经济效益");
    if (begin == std::string::npos) continue;
    answer.evidence.push_back(
        evidence_of(paragraph.words, begin, begin + std::string_view("经济效益").size()));
    break;
  }
}

}  // namespace

/// TX11: what the name measures belongs under another level-2.
void check_misplaced_indicator(const RuleInput& input, FindingSink& sink) {
  const auto& words = input.prepared.get<MisplacedWords>();
  const std::uint32_t economic = level2_bits(key_of(Level2::EconomicBenefit));
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    bool any = false;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const Level2 level2 = level2_of(indicator);
      if (level2 == Level2::Unknown || level2 == Level2::Satisfaction) continue;
      if (indicator.name.empty()) continue;
      const Misplaced* const found = words.find(indicator.name.text, level2);
      if (found == nullptr || !is_named_row(indicator)) {
        verdicts.good(indicator);
        continue;
      }
      any = true;
      Answer answer = answer_about(
          facts, fmt::format("{}放在{}下，而“{}”衡量的是{}。", shown_name(indicator),
                             chinese_name(level2), found->word, level2_names(found->right)));
      answer.evidence.push_back(name_evidence(indicator, found->word));
      answer.evidence.push_back(evidence_of(indicator.level2));
      answer.expected = level2_names(found->right);
      answer.actual = std::string(chinese_name(level2));
      answer.confidence = 0.9;
      if (found->right == economic) add_economic_aim(input, facts, answer);
      sink.fail(std::move(answer));
    }
    if (!any) verdicts.pass_if_good(sink, "指标名称与所在的二级指标相符");
  }
}

}  // namespace jx
