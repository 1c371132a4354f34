// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/bounds.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "records/scan_text.h"

namespace jx::values {
namespace {

/// No operator is longer than this: 小于或者等于, 大于或等于.
constexpr int kLongestOperator = 8;

struct Operator {
  Comparator comparator = Comparator::Unstated;
  std::size_t begin = 0;
  bool sign = false;
  bool weak = false;
};

bool is_weak(std::string_view written, Comparator comparator) {
  return comparator == Comparator::Equal || written.starts_with("达") ||
         written.starts_with("控制在");
}

/// No title is longer; looking further would make a long text slow.
constexpr std::size_t kLongestTitle = 180;

/// 》 closes a title that 《 opened; else it is ＞ misprinted.
bool closes_title(std::string_view text, std::size_t position) {
  const std::size_t length = std::min(position, kLongestTitle);
  const std::string_view left = text.substr(position - length, length);
  const std::size_t open = left.rfind("《");
  const std::size_t close = left.rfind("》");
  return open != std::string_view::npos && (close == std::string_view::npos || close < open);
}

/// 《 in front of a number without 》 behind it is ＜ misprinted.
bool is_less_sign(std::string_view text, std::size_t position) {
  if (raw_at(text, position) != U'《') return false;
  return text.substr(position, kLongestTitle).find("》") == std::string_view::npos;
}

/// The operator that ends exactly at `end`, the longest one.
std::optional<Operator> match_operator_ending_at(std::string_view text, std::size_t floor,
                                                 std::size_t end, const ValueWords& words) {
  if (end == floor) return std::nullopt;
  std::optional<Operator> best;
  std::size_t start = end;
  for (int i = 0; i < kLongestOperator && start > floor; ++i) {
    start = before(text, start);
    if (ends_clause(folded_at(text, start))) break;
    if (is_space(raw_at(text, start))) continue;
    const std::string_view written = text.substr(start, end - start);
    const auto match = words.lexicon.match_comparator_prefix(written);
    if (!match || match->length != written.size()) continue;
    if (written == "》" && closes_title(text, start)) continue;
    const bool sign = !is_han(raw_at(text, start));
    best = Operator{match->comparator, start, sign, is_weak(written, match->comparator)};
  }
  const std::size_t last = before(text, end);
  if (!best && is_less_sign(text, last)) return Operator{Comparator::LessThan, last, true, false};
  return best;
}

/// 不得少于, 不应超过: what turns an operator into its opposite, and how long it is.
std::size_t negation_before(std::string_view text, std::size_t floor, std::size_t position) {
  for (const std::string_view word :
       {"不得", "不能", "不应", "不可", "不宜", "不会", "不许", "不要", "没有", "不", "未", "勿"}) {
    if (position - floor >= word.size() &&
        text.substr(position - word.size(), word.size()) == word) {
      return word.size();
    }
  }
  return 0;
}

Comparator opposite(Comparator comparator) noexcept {
  switch (comparator) {
    case Comparator::AtLeast: return Comparator::LessThan;
    case Comparator::GreaterThan: return Comparator::AtMost;
    case Comparator::LessThan: return Comparator::AtLeast;
    case Comparator::AtMost: return Comparator::GreaterThan;
    case Comparator::Unstated:
    case Comparator::Equal:
    case Comparator::Between:
    case Comparator::Qualitative:
    case Comparator::OtherQuantitative:
    case Comparator::NotApplicable: break;
  }
  return comparator;
}

/// 节约, 预约, 最近, 附近 end like 约 and 近 and say nothing about the number.
bool ends_other_word(std::string_view text, std::size_t begin, std::string_view word) {
  const char32_t previous = raw_before(text, begin);
  if (word == "约") {
    return std::u32string_view(U"节预合契制条签违邀公履续").find(previous) !=
           std::u32string_view::npos;
  }
  return word == "近" &&
         std::u32string_view(U"最附邻靠临远就").find(previous) != std::u32string_view::npos;
}

/// Back over 约, 人民币 and spaces that stand between the operator and the number.
struct Softeners {
  std::size_t begin = 0;
  bool approximate = false;
  bool money = false;
};

Softeners skip_softeners_back(std::string_view text, std::size_t floor, std::size_t number,
                              const ValueWords& words) {
  Softeners result{number, false, false};
  constexpr int kMostWords = 2;
  for (int i = 0; i < kMostWords; ++i) {
    const std::size_t end = skip_spaces_back(text, result.begin, floor);
    const std::string_view left = text.substr(floor, end - floor);
    // Only the end is looked at, however long the text is.
    const std::string_view near = left.substr(left.size() - std::min<std::size_t>(left.size(), 24));
    if (const auto word = words.approximate_before.find_suffix_of(near);
        word && !ends_other_word(text, end - word->size(), *word)) {
      result.begin = end - word->size();
      result.approximate = true;
    } else if (const auto coin = words.currency.find_suffix_of(near)) {
      result.begin = end - coin->size();
      result.money = true;
    } else {
      break;
    }
  }
  return result;
}

void add_negation(std::string_view text, std::size_t floor, Operator& found) {
  if (found.sign) return;
  const std::size_t length = negation_before(text, floor, found.begin);
  if (length == 0 || opposite(found.comparator) == found.comparator) return;
  found.begin -= length;
  found.comparator = opposite(found.comparator);
  found.weak = false;
}

/// A second operator in front of the first one: ≥≥90 and 不超过≥5 are mistakes, 达到≥90 is not.
void check_second_operator(std::string_view text, std::size_t floor, const ValueWords& words,
                           BoundBefore& bound) {
  const std::size_t end = skip_spaces_back(text, bound.begin, floor);
  auto second = match_operator_ending_at(text, floor, end, words);
  if (!second) return;
  add_negation(text, floor, *second);
  bound.begin = second->begin;
  if (second->sign && bound.sign) bound.doubled = true;
  const Side first_side = side_of(bound.comparator);
  const Side second_side = side_of(second->comparator);
  bound.contradictory = !second->weak && !bound.weak && first_side != Side::None &&
                        second_side != Side::None && first_side != second_side;
}

/// （含）, 及 and the like between a unit and 以上.
std::size_t skip_inclusive(std::string_view text, std::size_t position) {
  const std::size_t end = skip_included(text, position);
  for (const std::string_view word : {"及其", "及", "或", "含"}) {
    if (stands_at(text, end, word)) return end + word.size();
  }
  return end;
}

/// 前期, 内部: the word goes on, so it is not 5 月前.
bool begins_other_word(std::string_view text, std::size_t end, std::string_view word) {
  const char32_t next = raw_at(text, end);
  const std::u32string_view followers = word.ends_with("前")   ? U"期列来后提三五十往"
                                        : word.ends_with("内") ? U"部容外涵控审设存科蒙在"
                                        : word.ends_with("止") ? U"境步"
                                                               : U"";
  return next != 0 && followers.find(next) != std::u32string_view::npos;
}

void read_deadline_behind(std::string_view text, const ValueWords& words, BoundBehind& bound) {
  const std::size_t start = skip_inclusive(text, bound.end);
  const auto word = words.not_later_after.find_prefix_of(window(text, start, 6));
  if (!word || begins_other_word(text, start + word->size(), *word)) return;
  bound.comparator = Comparator::AtMost;
  bound.end = start + word->size();
}

void read_comparator_behind(std::string_view text, const ValueWords& words, BoundBehind& bound) {
  // First as it stands: the lexicon knows "（含）以上" and "及以上" as words.
  for (const std::size_t start : {skip_spaces(text, bound.end), skip_inclusive(text, bound.end)}) {
    const auto match = words.lexicon.match_comparator_suffix_at(window(text, start));
    if (!match) continue;
    bound.comparator = match->comparator;
    bound.end = start + match->length;
    return;
  }
}

bool begins_strong_operator(char32_t character) noexcept {
  constexpr std::u32string_view kBegins = U"不至最≥≤≧≦＞＜＝<>=";
  return character != 0 && kBegins.find(character) != std::u32string_view::npos;
}

}  // namespace

std::size_t skip_included(std::string_view text, std::size_t position) noexcept {
  const std::size_t open = skip_spaces(text, position);
  if (folded_at(text, open) != U'(' || !stands_at(text, after(text, open), "含")) return open;
  constexpr int kMostCharacters = 8;
  std::size_t close = open;
  for (int i = 0; i < kMostCharacters && folded_at(text, close) != U')'; ++i) {
    close = after(text, close);
  }
  return folded_at(text, close) == U')' ? after(text, close) : open;
}

Side side_of(Comparator comparator) noexcept {
  switch (comparator) {
    case Comparator::AtLeast:
    case Comparator::GreaterThan: return Side::Up;
    case Comparator::AtMost:
    case Comparator::LessThan: return Side::Down;
    case Comparator::Unstated:
    case Comparator::Equal:
    case Comparator::Between:
    case Comparator::Qualitative:
    case Comparator::OtherQuantitative:
    case Comparator::NotApplicable: break;
  }
  return Side::None;
}

BoundBefore find_bound_before(std::string_view text, std::size_t floor, std::size_t number,
                              const ValueWords& words) {
  const Softeners softeners = skip_softeners_back(text, floor, number, words);
  BoundBefore bound{
      .begin = softeners.begin, .approximate = softeners.approximate, .money = softeners.money};
  const std::size_t end = skip_spaces_back(text, softeners.begin, floor);
  auto found = match_operator_ending_at(text, floor, end, words);
  if (!found) return bound;
  add_negation(text, floor, *found);
  bound.comparator = found->comparator;
  bound.begin = found->begin;
  bound.sign = found->sign;
  bound.weak = found->weak;
  const Softeners outer = skip_softeners_back(text, floor, bound.begin, words);
  if (outer.approximate) {
    bound.approximate = true;
    bound.begin = outer.begin;
  }
  check_second_operator(text, floor, words, bound);
  return bound;
}

BoundBefore find_distant_bound(std::string_view text, std::size_t floor, std::size_t number,
                               const ValueWords& words) {
  constexpr int kMostCharacters = 24;
  BoundBefore bound{.begin = number};
  std::size_t position = number;
  for (int i = 0; i < kMostCharacters && position > floor; ++i) {
    position = before(text, position);
    const char32_t character = raw_at(text, position);
    if (ends_clause(fold_character(character))) break;
    if (!begins_strong_operator(character)) continue;
    const auto match = words.lexicon.match_comparator_prefix(window(text, position));
    // One character alone (至) is far too common to reach over other words.
    if (!match) continue;
    if (is_han(character) && after(text, position) >= position + match->length) continue;
    bound.comparator = match->comparator;
    bound.begin = position;
    return bound;
  }
  return bound;
}

BoundBehind find_bound_behind(std::string_view text, std::size_t end, Behind kind,
                              const ValueWords& words) {
  BoundBehind bound{.end = end};
  const std::size_t start = skip_spaces(text, end);
  if (const auto word = words.approximate_after.find_prefix_of(window(text, start, 6))) {
    // 多 and 余 behind a unit begin another word; only 左右 and the like stand there.
    if (character_count(*word) > 1) {
      bound.approximate = true;
      bound.end = start + word->size();
      if (kind == Behind::Date) return bound;
    }
  }
  if (kind == Behind::Date) {
    read_deadline_behind(text, words, bound);
  } else {
    read_comparator_behind(text, words, bound);
  }
  return bound;
}

JoinedBound join_bounds(const BoundBefore& in_front, const BoundBehind& behind) noexcept {
  if (behind.comparator == Comparator::Unstated) {
    return {in_front.comparator, in_front.contradictory};
  }
  if (in_front.comparator == Comparator::Unstated) return {behind.comparator, false};
  const Side front_side = side_of(in_front.comparator);
  const Side behind_side = side_of(behind.comparator);
  if (front_side == behind_side) return {in_front.comparator, in_front.contradictory};
  if (in_front.weak || front_side == Side::None) return {behind.comparator, false};
  return {in_front.comparator, behind_side != Side::None};
}

}  // namespace jx::values
