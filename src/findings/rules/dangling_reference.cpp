// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

/// "本次公益活动…" in a cell that names no such thing before and gives no number or date of events.
namespace jx {
namespace {

struct Reference {
  WordMatch pointer;  ///< 本次
  TextRange thing;    ///< 公益活动
};

/// What it points to: the Han characters behind 本次, at most four; 活动 in 该活动.
TextRange thing_of(std::string_view text, const WordMatch& pointer) {
  constexpr std::string_view kThat = "该";
  constexpr std::size_t kLongest = 4;
  if (pointer.word.starts_with(kThat) && pointer.word != "该批" && pointer.word != "该次") {
    return {pointer.begin + kThat.size(), pointer.end};
  }
  const std::size_t begin = pointer.end;
  std::size_t end = begin;
  for (std::size_t count = 0; count < kLongest && end < text.size(); ++count) {
    std::size_t next = end;
    const char32_t character = next_character(text, next);
    if (!is_han(character) || character == U'的') break;
    end = next;
  }
  return {begin, end};
}

/// 上述 and 前述 point to whatever stands before them in the cell.
bool points_to_text_before(const WordMatch& pointer, std::string_view before) {
  return (pointer.word == "上述" || pointer.word == "前述") && !trimmed(before).empty();
}

/// Any two neighbouring characters of `thing` stand in `text` too; of 馆 the one there is.
bool is_named_in(std::string_view thing, std::string_view text) {
  if (character_count(thing) == 1) return contains(text, thing);
  std::size_t place = 0;
  while (place < thing.size()) {
    std::size_t second = place;
    next_character(thing, second);
    if (second >= thing.size()) break;
    std::size_t end = second;
    next_character(thing, end);
    if (contains(text, thing.substr(place, end - place))) return true;
    place = second;
  }
  return false;
}

bool is_own_subject(const Passage& passage, std::string_view thing) {
  if (passage.project == nullptr) return false;
  return std::any_of(passage.project->names.begin(), passage.project->names.end(),
                     [&](const NameVariant& name) { return is_named_in(thing, name.text); });
}

/// A number or a date of the events says which ones are meant.
bool counts_events(const Passage& passage) {
  return std::any_of(passage.quantities.begin(), passage.quantities.end(),
                     [&](const Quantity& quantity) {
                       return quantity.unit.dimension == Dimension::Events ||
                              is_deadline(quantity, passage.text());
                     });
}

std::optional<Reference> find_dangling(const Passage& passage, const Lexicon& lexicon) {
  const std::string_view text = passage.text();
  constexpr std::size_t kMost = 5;
  std::size_t looked_at = 0;
  for (const WordMatch& pointer : lexicon.words("pointer-word").find_all_in(text)) {
    const TextRange thing = thing_of(text, pointer);
    if (++looked_at > kMost) break;
    if (thing.empty() || points_to_text_before(pointer, text.substr(0, pointer.begin))) continue;
    // 本次项目, 该专项: the project itself, which every row belongs to.
    if (lexicon.words("self-evident-thing").find_prefix_of(thing.of(text))) continue;
    const std::string_view before = text.substr(0, pointer.begin);
    if (is_named_in(thing.of(text), before) || is_own_subject(passage, thing.of(text))) continue;
    return Reference{.pointer = pointer, .thing = thing};
  }
  return std::nullopt;
}

}  // namespace

void check_dangling_reference(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  const auto check = [&](const Passage& passage) {
    if (counts_events(passage)) return;
    const std::optional<Reference> found = find_dangling(passage, input.lexicon);
    if (!found) return;
    const std::string_view text = passage.text();
    const std::string thing =
        in_quotes(text.substr(found->pointer.begin, found->thing.end - found->pointer.begin));
    Answer answer = answer_about(passage);
    answer.message =
        fmt::format("{}里的{}没有前文，也没有写办几次、什么时候办。", shown_place(passage), thing);
    answer.evidence = {evidence_of(*passage.words, found->pointer.begin, found->thing.end)};
    if (passage.task != nullptr && is_named_in(found->thing.of(text), passage.task->name.text)) {
      answer.message = fmt::format("{}里的{}指的是任务名称中的活动，本栏没有写名称、次数和日期。",
                                   shown_place(passage), thing);
      answer.evidence.push_back(evidence_of(passage.task->name));
    }
    answer.expected = "写出所指事项的名称、次数和日期";
    answer.actual = thing;
    answer.confidence = 0.7;
    failures.add(passage, std::move(answer));
  };
  for_each_goal(input, check);
  for_each_task(input, check);
}

}  // namespace jx
