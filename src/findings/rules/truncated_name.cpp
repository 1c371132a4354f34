// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/spelling.h"

namespace jx {
namespace {

constexpr std::size_t kShared = 3;  ///< So many characters must follow the lost one.

struct ProjectTexts {
  std::vector<const Indicator*> indicators;
  std::vector<std::u32string> names;  ///< Of `indicators`.
  std::vector<std::u32string> goals;
};

ProjectTexts texts_of(const ProjectFacts& facts) {
  ProjectTexts texts;
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    if (texts.names.size() == kMostComparedRows) break;
    if (indicator.name.empty()) continue;
    texts.indicators.push_back(&indicator);
    texts.names.push_back(folded_characters(indicator.name.text));
  }
  return texts;
}

void add_goals(const ProjectFacts& facts, ProjectTexts& texts) {
  for (const Goal& goal : facts.goal_set->goals) {
    texts.goals.push_back(folded_characters(goal.words.text));
  }
}

template <typename Visit>
void for_each_occurrence(std::u32string_view text, std::u32string_view part, Visit visit) {
  for (std::size_t at = text.find(part); at != std::u32string_view::npos;
       at = text.find(part, at + 1)) {
    visit(at);
  }
}

/// Everywhere else in the project the name's first two characters stand behind the lost one.
bool always_behind(const ProjectTexts& texts, std::size_t self, char32_t lost,
                   std::u32string_view start) {
  bool always = true;
  const auto look = [&](std::u32string_view text) {
    for_each_occurrence(text, start, [&](std::size_t at) {
      always = always && at > 0 && text[at - 1] == lost;
    });
  };
  for (std::size_t i = 0; i < texts.names.size(); ++i) {
    if (i != self) look(texts.names[i]);
  }
  for (const std::u32string& goal : texts.goals) look(goal);
  return always;
}

/// How often the lost character and the one behind it stand together.
std::size_t count_pair(const ProjectTexts& texts, std::u32string_view pair) {
  std::size_t count = 0;
  const auto look = [&](std::u32string_view text) {
    for_each_occurrence(text, pair, [&](std::size_t) { ++count; });
  };
  for (const std::u32string& name : texts.names) look(name);
  for (const std::u32string& goal : texts.goals) look(goal);
  return count;
}

/// The sibling that starts with one character more: 手工竞赛… for 工竞赛….
std::optional<std::size_t> find_fuller_sibling(const ProjectTexts& texts, std::size_t self) {
  const std::u32string_view name = texts.names[self];
  if (name.size() <= kShared) return std::nullopt;
  const std::u32string_view start = name.substr(0, kShared);
  for (std::size_t i = 0; i < texts.names.size(); ++i) {
    const std::u32string_view other = texts.names[i];
    if (i != self && other.size() > kShared && other.substr(1, kShared) == start &&
        is_han(other.front()) && other.front() != name.front()) {
      return i;
    }
  }
  return std::nullopt;
}

void check_starts(const RuleInput& input, const ProjectFacts& facts, FindingSink& sink) {
  const WordList& characters = input.lexicon.words("name-start-character");
  const WordList& words = input.lexicon.words("name-start-word");
  ProjectTexts texts = texts_of(facts);
  for (std::size_t i = 0; i < texts.names.size(); ++i) {
    const std::optional<std::size_t> sibling = find_fuller_sibling(texts, i);
    if (!sibling) continue;
    const Indicator& indicator = *texts.indicators[i];
    const std::string_view raw = trimmed(indicator.name.text);
    if (characters.find_prefix_of(raw) || words.find_prefix_of(raw)) continue;
    if (texts.goals.empty()) add_goals(facts, texts);
    const char32_t lost = texts.names[*sibling].front();
    const std::u32string start = texts.names[i].substr(0, 2);
    if (!always_behind(texts, i, lost, start)) continue;
    if (count_pair(texts, std::u32string{lost, start.front()}) < 2) continue;
    if (!is_named_row(indicator)) continue;
    const Indicator& fuller = *texts.indicators[*sibling];
    Answer answer = answer_about(
        facts, fmt::format("{}开头疑似缺“{}”字：同项目的{}写作“{}{}”。", shown_name(indicator),
                           to_utf8({&lost, 1}), shown_name(fuller), to_utf8({&lost, 1}),
                           to_utf8(texts.names[i].substr(0, kShared))));
    answer.evidence = {name_evidence(indicator, to_utf8(texts.names[i].substr(0, kShared))),
                       name_evidence(fuller, to_utf8(texts.names[*sibling].substr(0, kShared + 1)))};
    answer.expected = fmt::format("{}{}", to_utf8({&lost, 1}), indicator.name.text);
    answer.actual = indicator.name.text;
    answer.confidence = 0.9;
    sink.fail(std::move(answer));
  }
}

std::size_t count_of(std::string_view text, std::string_view part) noexcept {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

/// A name that stops in the middle: an open bracket or quotation mark, or a comma at its end.
bool ends_abruptly(std::string_view name) noexcept {
  constexpr std::array<std::string_view, 5> kOpenEnds = {"、", "，", "（", "(", "“"};
  for (const std::string_view end : kOpenEnds) {
    if (name.ends_with(end)) return true;
  }
  const std::size_t round = count_of(name, "（") + count_of(name, "(");
  return round > count_of(name, "）") + count_of(name, ")") ||
         count_of(name, "“") > count_of(name, "”") || count_of(name, "《") > count_of(name, "》");
}

void check_end(const ProjectFacts& facts, const Indicator& indicator, FindingSink& sink) {
  const std::string_view name = trimmed(indicator.name.text);
  if (!ends_abruptly(name) || !is_named_row(indicator)) return;
  Answer answer = answer_about(
      facts, fmt::format("{}没有写完：结尾是逗号，或括号、引号没有闭合。", shown_name(indicator)));
  answer.evidence.push_back(name_evidence(indicator));
  answer.expected = "补全名称";
  answer.actual = indicator.name.text;
  answer.confidence = 0.7;
  sink.fail(std::move(answer));
}

}  // namespace

/// NM05: a name that lost characters at its start (a fuller sibling shows them) or stops midway.
void check_truncated_name(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.goal_set == nullptr) continue;
    check_starts(input, facts, sink);
    for (const Indicator& indicator : facts.goal_set->indicators) check_end(facts, indicator, sink);
  }
}

}  // namespace jx
