// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/prose.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "findings/evidence.h"

namespace jx {
namespace {

constexpr std::array<std::string_view, 7> kSentenceMarks = {"。", "；", "！", "？", ";", "!", "?"};
constexpr std::array<std::string_view, 4> kClauseMarks = {"，", "：", ",", ":"};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// "1,234" and "8:30" are one number.
bool inside_number(std::string_view text, std::size_t place) noexcept {
  return place > 0 && place + 1 < text.size() && is_digit(text[place - 1]) &&
         is_digit(text[place + 1]);
}

enum class Cut { Sentence, Clause };

/// True for the bytes that a separator may begin with: most bytes of Chinese prose are not.
bool may_begin_separator(char byte) noexcept {
  switch (byte) {
    case '\n':
    case ';':
    case '!':
    case '?':
    case ',':
    case ':':
    case '\xe3':
    case '\xef': return true;
    default: return false;
  }
}

/// How many bytes of a separator stand at the place; 0 for none.
std::size_t separator_at(std::string_view text, std::size_t place, Cut cut) noexcept {
  if (!may_begin_separator(text[place])) return 0;
  if (text[place] == '\n') return 1;
  const std::string_view rest = text.substr(place);
  for (const std::string_view mark : kSentenceMarks) {
    if (rest.starts_with(mark)) return mark.size();
  }
  if (cut == Cut::Sentence) return 0;
  for (const std::string_view mark : kClauseMarks) {
    if (!rest.starts_with(mark)) continue;
    return mark.size() == 1 && inside_number(text, place) ? 0 : mark.size();
  }
  return 0;
}

bool begins_character(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;
}

/// The place `distance` bytes before (behind) another, moved to the beginning of a character.
std::size_t back_by(std::string_view text, std::size_t place, std::size_t distance) noexcept {
  std::size_t there = place > distance ? place - distance : 0;
  while (there > 0 && !begins_character(text[there])) --there;
  return there;
}

std::size_t on_by(std::string_view text, std::size_t place, std::size_t distance) noexcept {
  std::size_t there = std::min(place + distance, text.size());
  while (there < text.size() && !begins_character(text[there])) ++there;
  return there;
}

/// No clause is longer; hostile ones are cut here, so that asking often stays cheap.
constexpr std::size_t kWindow = 3000;

TextRange part_at(std::string_view text, std::size_t place, Cut cut) noexcept {
  place = std::min(place, text.size());
  TextRange range{back_by(text, place, kWindow), on_by(text, place, kWindow)};
  for (std::size_t index = place; index > range.begin; --index) {
    const std::size_t length = separator_at(text, index - 1, cut);
    if (length == 0) continue;
    range.begin = std::min(index - 1 + length, place);
    break;
  }
  for (std::size_t index = place; index < range.end; ++index) {
    if (separator_at(text, index, cut) == 0) continue;
    range.end = index;
    break;
  }
  return range;
}

struct Brackets {
  std::string_view open;
  std::string_view close;
};

constexpr std::array<Brackets, 5> kMarks = {Brackets{"“", "”"}, Brackets{"‘", "’"},
                                            Brackets{"「", "」"}, Brackets{"『", "』"},
                                            Brackets{"《", "》"}};
constexpr std::size_t kQuotationMarks = 4;
/// A quotation that does not close within this many bytes is a stray mark.
constexpr std::size_t kLongestQuotation = 300;

TextRange enclosed_at(std::string_view text, std::size_t place, const Brackets& marks) noexcept {
  if (!text.substr(place).starts_with(marks.open)) return {};
  const std::size_t begin = place + marks.open.size();
  const std::size_t length = text.substr(begin, kLongestQuotation).find(marks.close);
  if (length == std::string_view::npos) return {};
  return {begin, begin + length};
}

TextRange quotation_at(std::string_view text, std::size_t place) noexcept {
  if (text[place] == '"') {
    const std::size_t length = text.substr(place + 1, kLongestQuotation).find('"');
    return length == std::string_view::npos ? TextRange{}
                                            : TextRange{place + 1, place + 1 + length};
  }
  for (std::size_t index = 0; index < kQuotationMarks; ++index) {
    const TextRange range = enclosed_at(text, place, kMarks[index]);
    if (!range.empty()) return range;
  }
  return {};
}

/// An opening mark before the place with no closing mark between, and a closing one behind.
bool is_enclosed_by(std::string_view before, std::string_view behind,
                    const Brackets& marks) noexcept {
  // Mostly there is none, which searching forwards finds out many times faster.
  if (!contains(before, marks.open)) return false;
  const std::size_t open = before.rfind(marks.open);
  const std::size_t close = before.rfind(marks.close);
  if (close != std::string_view::npos && close > open) return false;
  return contains(behind, marks.close);
}

std::size_t skip_spaces_back(std::string_view text, std::size_t place) noexcept {
  const std::string_view before = text.substr(0, std::min(place, text.size()));
  const std::string_view kept = trimmed(before);
  return kept.empty() ? 0 : static_cast<std::size_t>(kept.data() - text.data()) + kept.size();
}

}  // namespace

std::string_view project_of(const TaskList& list) noexcept {
  return list.project ? std::string_view(list.project->text) : std::string_view();
}

Answer answer_about(const TaskList& list) {
  Answer answer;
  answer.project = project_of(list);
  answer.subject = list.title.text;
  return answer;
}

Answer answer_about(const Project& project) {
  Answer answer;
  answer.project = project.key.text;
  return answer;
}

Answer answer_about(const Passage& passage) {
  if (passage.project != nullptr) return answer_about(*passage.project);
  if (passage.list != nullptr) return answer_about(*passage.list);
  return {};
}

std::string named(std::string_view words) {
  return in_quotes(replaced(replaced(words, "“", "‘"), "”", "’"));
}

std::string shown_name(const Task& task) {
  if (!task.number.has_value()) return fmt::format("任务{}", named(task.name.text));
  return fmt::format("任务 {} {}", *task.number, named(task.name.text));
}

std::string shown_place(const Passage& passage) {
  switch (passage.kind) {
    case PassageKind::Goal: return "年度目标";
    case PassageKind::Task: return shown_name(*passage.task);
    case PassageKind::Statement: break;
  }
  return "正文";
}

Passage passage_of(const TaskList& list, const Task& task) noexcept {
  return {.kind = PassageKind::Task,
          .words = &task.target,
          .quantities = quantities_of(task.quantities),
          .project = nullptr,
          .list = &list,
          .task = &task,
          .fiscal_year = list.fiscal_year};
}

PassageFailures::~PassageFailures() {
  for (Answer& answer : answers_) sink_.fail(std::move(answer));
}

void PassageFailures::add(const Passage& passage, Answer answer) {
  if (passage.kind != PassageKind::Goal) {
    answers_.push_back(std::move(answer));
    return;
  }
  const auto [known, is_new] =
      goals_.try_emplace({answer.project, answer.message}, answers_.size());
  if (is_new) {
    answers_.push_back(std::move(answer));
    return;
  }
  std::vector<EvidenceLine>& evidence = answers_[known->second].evidence;
  evidence.insert(evidence.end(), std::make_move_iterator(answer.evidence.begin()),
                  std::make_move_iterator(answer.evidence.end()));
}

TextRange clause_at(std::string_view text, std::size_t place) noexcept {
  return part_at(text, place, Cut::Clause);
}

TextRange sentence_at(std::string_view text, std::size_t place) noexcept {
  return part_at(text, place, Cut::Sentence);
}

std::vector<TextRange> clauses_of(std::string_view text) {
  std::vector<TextRange> clauses;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    if (!trimmed(text.substr(begin, end - begin)).empty()) clauses.push_back({begin, end});
  };
  for (std::size_t index = 0; index < text.size();) {
    const std::size_t length = separator_at(text, index, Cut::Clause);
    if (length == 0) {
      ++index;
      continue;
    }
    close(index);
    index += length;
    begin = index;
  }
  close(text.size());
  return clauses;
}

std::vector<TextRange> quotations_in(std::string_view text) {
  std::vector<TextRange> found;
  for (std::size_t index = 0; index < text.size();) {
    const TextRange range = quotation_at(text, index);
    if (range.empty()) {
      ++index;
      continue;
    }
    found.push_back(range);
    index = range.end + 1;
  }
  return found;
}

bool is_quoted_at(std::string_view text, std::size_t place) noexcept {
  place = std::min(place, text.size());
  const std::size_t from = back_by(text, place, kLongestQuotation);
  const std::string_view before = text.substr(from, place - from);
  const std::string_view behind = text.substr(place, kLongestQuotation);
  for (const Brackets& marks : kMarks) {
    if (is_enclosed_by(before, behind, marks)) return true;
  }
  const auto straight = std::count(before.begin(), before.end(), '"');
  return straight % 2 == 1 && contains(behind, "\"");
}

bool is_measure(const Quantity& quantity, std::string_view text) noexcept {
  if (quantity.kind != QuantityKind::Number && quantity.kind != QuantityKind::Range) return false;
  return quantity.value.has_value() && !is_quoted_at(text, quantity.begin);
}

bool is_deadline(const Quantity& quantity, std::string_view text) noexcept {
  if (quantity.kind != QuantityKind::Date || is_quoted_at(text, quantity.begin)) return false;
  if (quantity.date && quantity.date->month != 0) return true;
  for (const std::string_view mark : {"底", "末", "前", "内", "终"}) {
    if (contains(quantity.raw, mark) || stands_behind(text, quantity.end, mark)) return true;
  }
  return false;
}

bool has_measure(std::span<const Quantity> quantities, std::string_view text) noexcept {
  return has_measure_in(quantities, text, {0, text.size()});
}

bool has_measure_in(std::span<const Quantity> quantities, std::string_view text,
                    TextRange range) noexcept {
  return std::any_of(quantities.begin(), quantities.end(), [&](const Quantity& quantity) {
    return quantity.begin >= range.begin && quantity.begin < range.end &&
           is_measure(quantity, text);
  });
}

bool has_measure_or_deadline(std::span<const Quantity> quantities, std::string_view text) noexcept {
  return std::any_of(quantities.begin(), quantities.end(), [&](const Quantity& quantity) {
    return is_measure(quantity, text) || is_deadline(quantity, text);
  });
}

namespace {

/// 补助惠及老人1.6万: the number counts those who stand in front of it.
bool counts_a_group(const Quantity& quantity, std::string_view text, const Lexicon& lexicon) {
  std::size_t begin = quantity.begin;
  if (const auto verb = word_before(text, begin, lexicon.words("reach-word"))) {
    begin = text.rfind(*verb, begin - 1);
  }
  return word_before(text, begin, lexicon.words("counted-group")).has_value();
}

}  // namespace

bool is_money(const Quantity& quantity, std::string_view text, const Lexicon& lexicon) {
  if (!is_measure(quantity, text)) return false;
  if (quantity.unit.dimension == Dimension::Money) return true;
  if (quantity.unit.dimension != Dimension::BareMultiple) return false;
  if (counts_a_group(quantity, text, lexicon)) return false;
  const std::string_view clause = clause_at(text, quantity.begin).of(text);
  return lexicon.words("money-context").find_in(clause).has_value();
}

std::optional<Decimal> in_base_unit(const Quantity& quantity) {
  if (!quantity.value) return std::nullopt;
  const Result<Decimal> product = quantity.value->times(quantity.unit.factor);
  if (!product.ok()) return std::nullopt;
  return *product;
}

std::string shown_value(const Quantity& quantity) {
  if (!quantity.value) return std::string(trimmed(quantity.raw));
  std::string shown(chinese_name(quantity.comparator));
  shown += quantity.value->to_string();
  if (quantity.value_high) shown += "–" + quantity.value_high->to_string();
  if (quantity.unit.name.empty()) return shown;
  return shown + (quantity.unit.name == "%" ? "" : " ") + quantity.unit.name;
}

bool is_exact(const Quantity& quantity) noexcept {
  return quantity.kind == QuantityKind::Number && quantity.value && !quantity.approximate &&
         (quantity.comparator == Comparator::Unstated || quantity.comparator == Comparator::Equal);
}

bool stands_before(std::string_view text, std::size_t place, std::string_view words) noexcept {
  return text.substr(0, skip_spaces_back(text, place)).ends_with(words);
}

bool stands_behind(std::string_view text, std::size_t place, std::string_view words) noexcept {
  if (place > text.size()) return false;
  return trimmed(text.substr(place)).starts_with(words);
}

std::optional<std::string_view> word_before(std::string_view text, std::size_t place,
                                            const WordList& words) {
  constexpr std::size_t kLongestWord = 48;
  const std::size_t end = skip_spaces_back(text, place);
  const std::size_t begin = back_by(text, end, kLongestWord);
  return words.find_suffix_of(text.substr(begin, end - begin));
}

std::vector<WordMatch> find_all_outside(std::string_view text, const WordList& words,
                                        const WordList& longer) {
  if (!words.find_in(text)) return {};
  const std::vector<WordMatch> covers = longer.find_all_in(text);
  std::vector<WordMatch> found = words.find_all_in(text);
  std::erase_if(found, [&](const WordMatch& match) {
    return std::any_of(covers.begin(), covers.end(), [&](const WordMatch& cover) {
      return cover.begin <= match.begin && match.end <= cover.end;
    });
  });
  return found;
}

std::optional<WordMatch> find_outside(std::string_view text, const WordList& words,
                                      const WordList& longer) {
  const std::vector<WordMatch> found = find_all_outside(text, words, longer);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

bool names_deliverable(std::string_view text, const Lexicon& lexicon) {
  return find_outside(text, lexicon.words("deliverable-word"),
                      lexicon.words("deliverable-exception"))
      .has_value();
}

bool is_slogan_only(std::string_view text, std::span<const Quantity> quantities,
                    const Lexicon& lexicon) {
  const WordList& slogans = lexicon.words("slogan");
  if (!slogans.find_in(text) || has_measure(quantities, text) || names_deliverable(text, lexicon)) {
    return false;
  }
  // No list knows every kind of work: one clause without any hollow word may well name some.
  const std::vector<TextRange> clauses = clauses_of(text);
  return std::all_of(clauses.begin(), clauses.end(), [&](const TextRange& clause) {
    const std::string_view words = clause.of(text);
    return slogans.find_in(words) || lexicon.words("duty-phrase").find_in(words) ||
           lexicon.words("vague-result").find_in(words);
  });
}

bool is_management_task(const Task& task, const Lexicon& lexicon) {
  return lexicon.words("management-task-word").find_in(task.name.text).has_value();
}

}  // namespace jx
