// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
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
  std::vector<std::u32string> names;  ///< Of the indicators, in their order.
  std::vector<std::u32string> goals;
};

ProjectTexts texts_of(const ProjectFacts& facts) {
  ProjectTexts texts;
  for (const Indicator& indicator : facts.goal_set->indicators) {
    if (texts.names.size() == kMostComparedRows) break;
    texts.names.push_back(folded_characters(indicator.name.text));
  }
  for (const Goal& goal : facts.goal_set->goals) {
    texts.goals.push_back(folded_characters(goal.words.text));
  }
  return texts;
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
    for_each_occurrence(text, start,
                        [&](std::size_t at) { always = always && at > 0 && text[at - 1] == lost; });
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

/// The beginnings of the names of a project as numbers: the eight bytes from the first character
/// on, and from the second one on. A Han character has three bytes, but for the rare ones.
class Beginnings {
 public:
  void read(const std::vector<Indicator>& indicators) {
    const std::size_t count = std::min(indicators.size(), kMostComparedRows);
    from_first_.resize(count);
    from_second_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      from_first_[i] = bytes_at(indicators[i].name.text, 0);
      from_second_[i] = bytes_at(indicators[i].name.text, kHan);
    }
  }

  /// The sibling that starts with one character more: 手工竞赛… for 工竞赛….
  const Indicator* find_fuller(const std::vector<Indicator>& indicators, std::size_t self) const {
    if (from_first_[self] == 0) return nullptr;
    for (std::size_t i = 0; i < from_second_.size(); ++i) {
      if (from_second_[i] != from_first_[self] || i == self) continue;
      if (is_fuller(indicators[i].name.text, indicators[self].name.text)) return &indicators[i];
    }
    return nullptr;
  }

 private:
  static constexpr std::size_t kHan = 3;

  /// 0 when the name is too short.
  static std::uint64_t bytes_at(std::string_view name, std::size_t at) noexcept {
    std::uint64_t bytes = 0;
    if (name.size() <= at + kShared * kHan) return 0;
    std::memcpy(&bytes, name.data() + at, sizeof bytes);
    return bytes;
  }

  static bool is_fuller(std::string_view other, std::string_view name) noexcept {
    std::size_t position = 0;
    return is_han(next_character(other, position)) && position == kHan &&
           other.substr(kHan, kShared * kHan) == name.substr(0, kShared * kHan) &&
           !name.starts_with(other.substr(0, kHan));
  }

  std::vector<std::uint64_t> from_first_;
  std::vector<std::uint64_t> from_second_;
};

/// Nowhere else in the project do the first two characters stand without the lost one, and the lost
/// one stands before the first more than once.
bool others_confirm(const ProjectTexts& texts, std::size_t self, char32_t lost) {
  const std::u32string_view start = std::u32string_view(texts.names[self]).substr(0, 2);
  return always_behind(texts, self, lost, start) &&
         count_pair(texts, std::u32string{lost, start.front()}) >= 2;
}

void check_starts(const RuleInput& input, const ProjectFacts& facts, Beginnings& beginnings,
                  FindingSink& sink) {
  const WordList& characters = input.lexicon.words("name-start-character");
  const WordList& words = input.lexicon.words("name-start-word");
  const std::vector<Indicator>& indicators = facts.goal_set->indicators;
  beginnings.read(indicators);
  for (std::size_t i = 0; i < indicators.size() && i < kMostComparedRows; ++i) {
    const Indicator* const fuller = beginnings.find_fuller(indicators, i);
    if (fuller == nullptr) continue;
    const Indicator& indicator = indicators[i];
    const std::string& name = indicator.name.text;
    if (characters.find_prefix_of(name) || words.find_prefix_of(name)) continue;
    if (!is_named_row(indicator)) continue;
    std::size_t lost_end = 0;
    const char32_t lost = next_character(fuller->name.text, lost_end);
    if (!others_confirm(texts_of(facts), i, lost)) continue;
    const std::string start = name.substr(0, byte_offset(name, kShared));
    const std::string whole = to_utf8({&lost, 1}) + start;
    Answer answer = answer_about(
        facts, fmt::format("{}开头疑似缺“{}”字：同项目的{}写作“{}”。", shown_name(indicator),
                           to_utf8({&lost, 1}), shown_name(*fuller), whole));
    answer.evidence = {name_evidence(indicator, start), name_evidence(*fuller, whole)};
    answer.expected = to_utf8({&lost, 1}) + name;
    answer.actual = name;
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
  // Most names have no sign in them: E2, E3 and EF lead the wide ones.
  const bool any_sign = std::any_of(name.begin(), name.end(), [](char byte) {
    return byte == '(' || byte == '\xe2' || byte == '\xe3' || byte == '\xef';
  });
  if (!any_sign) return false;
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
  Beginnings beginnings;
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.goal_set == nullptr) continue;
    check_starts(input, facts, beginnings, sink);
    for (const Indicator& indicator : facts.goal_set->indicators) check_end(facts, indicator, sink);
  }
}

}  // namespace jx
