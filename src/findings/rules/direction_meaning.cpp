// SPDX-License-Identifier: AGPL-3.0-or-later
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

enum class Meaning { Open, MoreIsBetter, LessIsBetter };

class DirectionWords {
 public:
  explicit DirectionWords(const Lexicon& lexicon)
      : measures_(lexicon),
        reverse_(lexicon.words("reverse-word")),
        bare_(lexicon.words("bare-measure")),
        against_(lexicon.words("verb-against")),
        free_of_(lexicon.words("freedom-word")) {}

  /// 投诉率 is the bad thing itself; 投诉办结率 is the work on it. 不合格率 is not 合格率.
  Meaning meaning_of(std::string_view name) const {
    const std::string_view text = without_end_brackets(name);
    if (reverse_.find_in(text)) {
      for (const WordMatch& match : reverse_.find_all_in(text)) {
        const std::string_view rest = text.substr(match.end);
        if (!rest.empty() && !bare_.contains(rest)) continue;
        const std::string_view before = text.substr(0, match.begin);
        // 节约成本, 查处违规次数: the more the better, and so much is not sure. 无事故天数
        // likewise.
        const bool turned = against_.find_in(before) || free_of_.find_suffix_of(before);
        return turned ? Meaning::Open : Meaning::LessIsBetter;
      }
    }
    const MeasureWord* const measure = measures_.find(text);
    if (measure == nullptr || !measure->capped) return Meaning::Open;
    const std::string_view before = text.substr(0, text.size() - measure->word.size());
    for (const std::string_view negation : {"不", "未", "非", "无", "欠"}) {
      if (before.ends_with(negation)) return Meaning::LessIsBetter;
    }
    return Meaning::MoreIsBetter;
  }

 private:
  MeasureWords measures_;
  const WordList& reverse_;
  const WordList& bare_;
  const WordList& against_;
  const WordList& free_of_;
};

/// What the row itself says; a row whose operator and direction disagree is DR01's.
Meaning stated_by(const Indicator& indicator) noexcept {
  const Comparator comparator = comparator_of(indicator);
  const bool at_least = comparator == Comparator::AtLeast || comparator == Comparator::GreaterThan;
  const bool at_most = comparator == Comparator::AtMost || comparator == Comparator::LessThan;
  const Direction direction =
      indicator.direction.has_value() ? *indicator.direction : Direction::Unstated;
  if (direction == Direction::Positive && !at_most) return Meaning::MoreIsBetter;
  if (direction == Direction::Reverse && !at_least) return Meaning::LessIsBetter;
  if (direction != Direction::Unstated) return Meaning::Open;
  if (at_least) return Meaning::MoreIsBetter;
  return at_most ? Meaning::LessIsBetter : Meaning::Open;
}

std::string shown(Meaning meaning) {
  return meaning == Meaning::MoreIsBetter ? "越大越好" : "越小越好";
}

EvidenceLine stated_evidence(const Indicator& indicator) {
  if (indicator.direction.has_value()) return evidence_of(indicator.direction);
  return indicator.comparator.has_value() ? evidence_of(indicator.comparator)
                                          : evidence_of(indicator.target);
}

}  // namespace

/// DR02: what the name means and what the operator or direction says point in opposite ways:
/// 故障率 ≥, 稳定运行率 ≤.
void check_direction_meaning(const RuleInput& input, FindingSink& sink) {
  const auto& words = input.prepared.get<DirectionWords>();
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    bool any = false;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      const Meaning stated = stated_by(indicator);
      // The operator of a cost is CO04's.
      if (stated == Meaning::Open || is_cost(indicator)) continue;
      const Meaning meant = words.meaning_of(indicator.name.text);
      if (meant == Meaning::Open) continue;
      if (meant == stated || !is_named_row(indicator)) {
        verdicts.good(indicator);
        continue;
      }
      any = true;
      Answer answer = answer_about(
          facts,
          fmt::format("{}按名称{}，却设为{}（{}{}）。", shown_name(indicator), shown(meant),
                      shown(stated), shown_target(indicator),
                      indicator.direction.has_value() ? "，" + indicator.direction.raw : ""));
      answer.evidence = {name_evidence(indicator), stated_evidence(indicator)};
      answer.expected = shown(meant);
      answer.actual = shown(stated);
      answer.confidence = 0.9;
      sink.fail(std::move(answer));
    }
    if (!any) verdicts.pass_if_good(sink, "名称的含义与符号、方向一致");
  }
}

}  // namespace jx
