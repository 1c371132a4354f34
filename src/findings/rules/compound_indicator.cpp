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
  std::string_view left;
  std::string_view right;
};

/// Two countable activities with a joiner between them: 竞赛、展洽.
std::optional<Joint> find_joint(std::string_view name, const WordList& activities) {
  for (const std::string_view joiner : kJoiners) {
    for (std::size_t at = name.find(joiner); at != std::string_view::npos;
         at = name.find(joiner, at + joiner.size())) {
      const auto right = activities.find_prefix_of(name.substr(at + joiner.size()));
      if (!right) continue;
      const auto left = activities.find_suffix_of(name.substr(0, at));
      if (left && *left != *right) return Joint{*left, *right};
    }
  }
  return std::nullopt;
}

}  // namespace

/// NM11: two things to count under one value. A satisfaction row may well ask about both at once.
void check_compound_indicator(const RuleInput& input, FindingSink& sink) {
  const WordList& activities = input.lexicon.words("activity-noun");
  for (const ProjectFacts& facts : input.facts.projects) {
    RowVerdicts verdicts(facts);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      if (level1_of(indicator) == Level1::Satisfaction || number_of(indicator) == nullptr) continue;
      const std::optional<Joint> joint = find_joint(indicator.name.text, activities);
      if (!joint || !is_named_row(indicator)) continue;
      const std::string& name = indicator.name.text;
      const std::size_t end = name.find(joint->right, name.find(joint->left));
      verdicts.bad(indicator,
                   evidence_of(indicator.name, name.find(joint->left),
                               end == std::string::npos ? name.size() : end + joint->right.size()));
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
