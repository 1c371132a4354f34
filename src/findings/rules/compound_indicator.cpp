// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

constexpr std::array<std::string_view, 8> kJoiners = {"、", "／", "/",  "以及",
                                                      "及", "和", "与", "暨"};

struct Joint {
  std::size_t begin = 0;  ///< Bytes of the name, from the first activity to the end of the second.
  std::size_t end = 0;
};

/// 讲座、线上演出: up to so many bytes may say which kind the second activity is.
constexpr std::size_t kLongestKind = 12;

/// The activity at the beginning of what stands behind a joiner; none when it makes a place or a
/// thing of another word (培训与会议中心).
std::optional<WordMatch> activity_behind(std::string_view rest, const Lexicon& lexicon) {
  const auto found = lexicon.words("activity-noun").find_in(rest);
  if (!found || found->begin > kLongestKind) return std::nullopt;
  for (const std::string_view joiner : kJoiners) {
    if (contains(rest.substr(0, found->begin), joiner)) return std::nullopt;
  }
  if (lexicon.words("activity-place").find_prefix_of(rest.substr(found->end))) return std::nullopt;
  return found;
}

/// Two countable activities with a joiner between them: 竞赛、展洽.
std::optional<Joint> find_joint(std::string_view name, const Lexicon& lexicon) {
  for (const std::string_view joiner : kJoiners) {
    for (std::size_t at = name.find(joiner); at != std::string_view::npos;
         at = name.find(joiner, at + joiner.size())) {
      const auto left = lexicon.words("activity-noun").find_suffix_of(name.substr(0, at));
      if (!left) continue;
      const std::size_t behind = at + joiner.size();
      const auto right = activity_behind(name.substr(behind), lexicon);
      if (right && *left != right->word) return Joint{at - left->size(), behind + right->end};
    }
  }
  return std::nullopt;
}

bool is_han_part(std::string_view text) {
  constexpr std::size_t kFewest = 6;  ///< Bytes: two characters.
  return text.size() >= kFewest;
}

/// What a 数量 row counts is named twice: 桥梁、涵洞维修数量. People are counted together as often
/// as not (教师和学生人数), and so is what a library puts into brackets.
std::optional<Joint> find_two_things(const Indicator& indicator, const WordList& apart) {
  const Dimension dimension = unit_of(indicator).dimension;
  if (dimension != Dimension::Count && dimension != Dimension::Events) return std::nullopt;
  if (level2_of(indicator) != Level2::Quantity) return std::nullopt;
  const std::string_view name = indicator.name.text;
  if (contains(name, "（") || contains(name, "(") || apart.find_in(name)) return std::nullopt;
  for (const std::string_view joiner : kJoiners) {
    const std::size_t at = name.find(joiner);
    if (at == std::string_view::npos) continue;
    const std::string_view right = name.substr(at + joiner.size());
    if (is_han_part(name.substr(0, at)) && is_han_part(right)) return Joint{0, name.size()};
  }
  return std::nullopt;
}

}  // namespace

/// NM11: two things to count under one value. A satisfaction row may well ask about both at once.
void check_compound_indicator(const RuleInput& input, FindingSink& sink) {
  const WordList& apart = input.lexicon.words("joiner-inside-word");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (is_satisfaction_row(indicator) || number_of(indicator) == nullptr) continue;
      std::optional<Joint> joint = find_joint(indicator.name.text, input.lexicon);
      if (!joint) joint = find_two_things(indicator, apart);
      if (!joint || !is_named_row(indicator)) continue;
      verdicts.bad(indicator, evidence_of(indicator.name, joint->begin, joint->end));
    }
    if (!verdicts.any_bad()) continue;
    Answer answer = verdicts.failed(fmt::format("{} 个指标把两项可分别计数的活动合在一起：{}。",
                                                verdicts.bad_count(), verdicts.bad_names()));
    answer.expected = "一个指标只衡量一件事";
    answer.actual = verdicts.bad_names();
    answer.confidence = 0.7;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
