// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

/// A task registers the brand “北疆甲” and its target speaks of “北疆乙”: two names where one is
/// meant.
namespace jx {
namespace {

struct ProperNoun {
  TextRange range;
  std::u32string letters;
};

/// Quoted names: short, without list marks (those are slogans), with Han characters.
std::vector<ProperNoun> proper_nouns_in(std::string_view text) {
  constexpr std::size_t kLongest = 16;
  std::vector<ProperNoun> found;
  for (const TextRange& range : quotations_in(text)) {
    const std::string_view words = range.of(text);
    if (contains(words, "、") || contains(words, "，")) continue;
    std::u32string letters = to_utf32(letters_only(words));
    if (letters.size() < 2 || letters.size() > kLongest) continue;
    found.push_back({.range = range, .letters = std::move(letters)});
  }
  return found;
}

bool is_same(const ProperNoun& a, const ProperNoun& b) {
  return a.letters.find(b.letters) != std::u32string::npos ||
         b.letters.find(a.letters) != std::u32string::npos;
}

/// The Han characters behind the closing mark: 区域公用品牌.
std::u32string noun_behind(std::string_view text, TextRange range) {
  constexpr std::size_t kEnough = 4;
  std::size_t place = range.end;
  if (place < text.size()) next_character(text, place);
  std::u32string noun;
  while (place < text.size() && noun.size() < kEnough) {
    const char32_t character = next_character(text, place);
    if (!is_han(character)) break;
    noun.push_back(character);
  }
  return noun;
}

bool shares_beginning(std::u32string_view a, std::u32string_view b) {
  constexpr std::size_t kEnough = 2;
  return a.size() >= kEnough && b.size() >= kEnough && a.substr(0, kEnough) == b.substr(0, kEnough);
}

/// Two different names for one thing: the same noun behind both, or the same beginning.
bool stand_for_one(const Task& task, const ProperNoun& in_name, const ProperNoun& in_target) {
  return shares_beginning(noun_behind(task.name.text, in_name.range),
                          noun_behind(task.target.text, in_target.range)) ||
         shares_beginning(in_name.letters, in_target.letters);
}

struct Mismatch {
  TextRange name;
  TextRange target;
};

std::optional<Mismatch> find_mismatch(const Task& task) {
  const std::vector<ProperNoun> names = proper_nouns_in(task.name.text);
  if (names.empty()) return std::nullopt;
  const std::vector<ProperNoun> targets = proper_nouns_in(task.target.text);
  for (const ProperNoun& target : targets) {
    const bool known = std::any_of(names.begin(), names.end(),
                                   [&](const ProperNoun& name) { return is_same(name, target); });
    if (known) return std::nullopt;
  }
  for (const ProperNoun& name : names) {
    for (const ProperNoun& target : targets) {
      if (stand_for_one(task, name, target)) {
        return Mismatch{.name = name.range, .target = target.range};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

void check_brand_mismatch(const RuleInput& input, FindingSink& sink) {
  for (const TaskList& list : input.judged_task_lists()) {
    for (const Task& task : list.tasks) {
      const std::optional<Mismatch> found = find_mismatch(task);
      if (!found) continue;
      const std::string name = in_quotes(found->name.of(task.name.text));
      const std::string target = in_quotes(found->target.of(task.target.text));
      Answer answer = answer_about(list);
      answer.message = fmt::format(
          "{}的名称写{}，目标写{}，同一行里的名称不一致。",
          task.number.has_value() ? fmt::format("任务 {} ", *task.number) : "任务", name, target);
      answer.evidence = {evidence_of(task.name, found->name.begin, found->name.end),
                         evidence_of(task.target, found->target.begin, found->target.end)};
      answer.expected = "任务和目标用同一个名称";
      answer.actual = fmt::format("{}、{}", name, target);
      answer.confidence = 0.95;
      sink.fail(std::move(answer));
    }
  }
}

}  // namespace jx
