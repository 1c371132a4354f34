// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/spelling.h"

namespace jx {
namespace {

constexpr std::size_t kMostVariants = 10;

using SignPairs = std::vector<std::pair<std::string, std::string>>;

void add_once(SignPairs& pairs, const SignPairs& added) {
  for (const auto& each : added) {
    bool known = false;
    for (const auto& pair : pairs) known = known || pair == each;
    if (!known) pairs.push_back(each);
  }
}

std::string shown(const SignPairs& pairs) {
  std::vector<std::string> words;
  for (const auto& [a, b] : pairs) words.push_back(fmt::format("“{}”与“{}”", a, b));
  return joined(words, 6);
}

}  // namespace

/// TT02: spellings of the goal or of the project's name that differ in half and full width signs.
void check_punctuation_width(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    SignPairs pairs;
    Answer answer = answer_about(facts, "");
    const auto compare = [&](const EvidenceLine& a, const EvidenceLine& b) {
      const TextDifference difference = compare_texts(a.text, b.text, input.lexicon);
      if (!difference.same_letters || difference.widths.empty()) return;
      add_once(pairs, difference.widths);
      if (answer.evidence.empty()) answer.evidence.push_back(a);
      answer.evidence.push_back(b);
    };
    if (facts.goal_set != nullptr) {
      const std::vector<Goal>& goals = facts.goal_set->goals;
      for (std::size_t i = 1; i < goals.size() && i < kMostVariants; ++i) {
        compare(evidence_of(goals.front().words), evidence_of(goals[i].words));
      }
    }
    const std::vector<NameVariant>& names = facts.project->names;
    for (std::size_t i = 1; i < names.size() && i < kMostVariants; ++i) {
      const auto line = [](const NameVariant& name) {
        return EvidenceLine{.origin = name.origins.empty() ? Origin{} : name.origins.front(),
                            .text = name.text};
      };
      compare(line(names.front()), line(names[i]));
    }
    if (pairs.empty()) continue;
    answer.message = fmt::format(
        "同一段文字的标点有半角和全角两种写法：{}；内容相同，比较时按一种处理。", shown(pairs));
    answer.expected = "全文用一种宽度的标点";
    answer.actual = shown(pairs);
    answer.confidence = 0.95;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
