// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

bool is_letter(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

/// "XX", "××", "__": what a form leaves to be filled in. XX inside a longer Latin word is none.
std::optional<TextRange> find_blank_mark(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMarks = {"XX", "xx",   "××", "ＸＸ", "**", "＊＊",
                                                       "__", "＿＿", "○○", "〇〇", "□□", "……"};
  static const WordList kAnyMark("", "", true, {kMarks.begin(), kMarks.end()});
  if (!kAnyMark.find_in(text)) return std::nullopt;
  for (const std::string_view mark : kMarks) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) continue;
    std::size_t end = at + mark.size();
    while (end < text.size() && text[end] == text[at]) ++end;
    const bool in_word = is_letter(text[at]) && ((at > 0 && is_letter(text[at - 1])) ||
                                                 (end < text.size() && is_letter(text[end])));
    if (!in_word) return TextRange{.begin = at, .end = at + mark.size()};
  }
  return std::nullopt;
}

/// "指标1：", "指标": the label of a line of the form, with no name behind it.
bool is_bare_label(std::string_view name) noexcept {
  constexpr std::string_view kLabel = "指标";
  if (!name.starts_with(kLabel)) return false;
  for (std::size_t position = kLabel.size(); position < name.size();) {
    const char32_t character = fold_character(next_character(name, position));
    if (is_han(character) || (character >= U'A' && character <= U'z')) return false;
  }
  return true;
}

/// ≥待定台: the word between the operator in front and a unit of one or two characters behind.
std::string_view between_signs(std::string_view text, const WordList& list) {
  constexpr std::size_t kLongestUnit = 6;  ///< Bytes.
  for (const std::string_view sign : {"≥", "≤", "＝", "=", ">", "<", "＞", "＜"}) {
    if (!text.starts_with(sign)) continue;
    const std::string_view rest = trimmed(text.substr(sign.size()));
    const auto word = list.find_prefix_of(rest);
    if (word && rest.size() <= word->size() + kLongestUnit) return *word;
  }
  return {};
}

bool is_to_be_filled(std::string_view words, const WordList& list) {
  const std::string_view text = trimmed(words);
  if (text.empty()) return false;
  return find_blank_mark(text) || list.contains(text) || list.contains(between_signs(text, list));
}

struct Placeholders {
  std::vector<std::string> shown;
  std::vector<EvidenceLine> evidence;

  void add(std::string words, EvidenceLine line) {
    shown.push_back(std::move(words));
    evidence.push_back(std::move(line));
  }
};

bool has_positive_weight(const Indicator& indicator) {
  return indicator.weight.has_value() && *indicator.weight > Decimal(0);
}

/// 三级指标名称, 指标名称: the form's own words, where the name should stand.
bool is_header_word(std::string_view name, const Lexicon& lexicon) {
  const std::string_view text = trimmed(name);
  return text.ends_with("指标名称") || (text.ends_with("指标") && !text.empty() &&
                                        lexicon.find_column(text) == ColumnRole::Level3);
}

void look_at_row(const Indicator& indicator, const WordList& list, const Lexicon& lexicon,
                 Placeholders& found) {
  if (is_unused(indicator)) return;
  const std::string_view name = trimmed(indicator.name.text);
  if (is_declared_not_applicable(indicator)) {
    // 不适用 with points: somebody gave a placeholder a weight.
    if (has_positive_weight(indicator)) {
      found.add(fmt::format("{}有权重 {} 而填{}", shown_name(indicator), indicator.weight.raw,
                            in_quotes(trimmed(indicator.target.raw))),
                evidence_of(indicator.target.raw.empty()
                                ? indicator.name
                                : Words{indicator.target.raw, indicator.target.origin}));
    }
    return;
  }
  const bool says_more = indicator.target.has_value() || has_positive_weight(indicator);
  if (!name.empty() && (is_to_be_filled(name, list) || (is_bare_label(name) && says_more) ||
                        (is_header_word(name, lexicon) && says_more))) {
    found.add(fmt::format("三级指标{}", in_quotes(name)), evidence_of(indicator.name));
  }
  if (is_to_be_filled(indicator.target.raw, list)) {
    found.add(fmt::format("{}的指标值{}", shown_name(indicator),
                          in_quotes(trimmed(indicator.target.raw))),
              evidence_of(indicator.target));
  }
}

}  // namespace

/// ST12: what the form left to be filled in, still there. A pre-printed row that nobody used at
/// all is none: it says nothing.
void check_left_placeholder(const RuleInput& input, FindingSink& sink) {
  const WordList& list = input.lexicon.words("to-be-filled");
  for (const ProjectFacts& facts : input.facts.projects) {
    Placeholders found;
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      look_at_row(indicator, list, input.lexicon, found);
    }
    for (const GoalSet& set : facts.project->goal_sets) {
      for (const Goal& goal : set.goals) {
        const std::optional<TextRange> mark = find_blank_mark(goal.words.text);
        if (!mark) continue;
        found.add("年度目标中的空位", evidence_of(goal.words, mark->begin, mark->end));
      }
    }
    if (found.shown.empty()) continue;
    Answer answer = answer_about(facts, fmt::format("{} 处还是表样里的占位内容：{}。",
                                                    found.shown.size(), joined(found.shown, 6)));
    answer.evidence = std::move(found.evidence);
    answer.expected = "填写实际内容，或删去这一行";
    answer.actual = joined(found.shown, 6);
    answer.confidence = 0.9;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
