// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

constexpr std::size_t kTooMany = 3;

/// Who is asked: what stands before 对, 满意 or 好评. Empty when the name says nobody.
std::string group_of(std::string_view name, const WordList& subjects) {
  std::size_t end = name.size();
  for (const std::string_view word : {"满意", "认可", "好评", "评价", "投诉"}) {
    end = std::min(end, name.find(word));
  }
  for (std::size_t at = name.find("对"); at < end; at = name.find("对", at + 1)) {
    if (name.substr(at).starts_with("对象")) continue;
    end = at;
    break;
  }
  std::string_view group = trimmed(name.substr(0, end));
  if (group.ends_with("的")) group.remove_suffix(std::string_view("的").size());
  if (!subjects.find_in(group).has_value()) return {};
  return fold(group);
}

struct Group {
  std::string who;
  std::vector<const Indicator*> rows;
};

std::vector<Group> groups_of(const ProjectFacts& facts, const WordList& subjects) {
  std::vector<Group> groups;
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    if (level1_of(indicator) != Level1::Satisfaction || !is_named_row(indicator)) continue;
    std::string who = group_of(indicator.name.text, subjects);
    const auto known = std::find_if(groups.begin(), groups.end(),
                                    [&](const Group& group) { return group.who == who; });
    Group& group = known != groups.end() ? *known : groups.emplace_back(Group{std::move(who), {}});
    group.rows.push_back(&indicator);
  }
  return groups;
}

}  // namespace

/// SA04: one group of people asked three times. Rows that name nobody count as one group: nothing
/// tells them apart.
void check_split_satisfaction(const RuleInput& input, FindingSink& sink) {
  const WordList& subjects = input.lexicon.words("satisfaction-subject");
  for (const ProjectFacts& facts : input.facts.projects) {
    for (const Group& group : groups_of(facts, subjects)) {
      if (group.rows.size() < kTooMany) continue;
      RowVerdicts verdicts(facts);
      std::vector<std::string> weights;
      for (const Indicator* row : group.rows) {
        verdicts.bad(*row, name_evidence(*row));
        if (row->weight.has_value()) weights.push_back(plain(*row->weight));
      }
      std::string points;
      if (weights.size() == group.rows.size() && weights.size() <= 6) {
        for (const std::string& weight : weights) points += (points.empty() ? "" : "+") + weight;
        points = fmt::format("，权重拆成 {}", points);
      }
      Answer answer =
          verdicts.failed(fmt::format("{} 个满意度指标{}{}：{}。", group.rows.size(),
                                      group.who.empty() ? "都没有写明调查谁" : "调查的是同一类对象",
                                      points, verdicts.bad_names()));
      answer.expected = "同一类对象设一个满意度指标";
      answer.actual = fmt::format("{} 个", group.rows.size());
      answer.confidence = group.who.empty() ? 0.5 : 0.7;
      sink.fail(std::move(answer));
    }
  }
}

}  // namespace jx
