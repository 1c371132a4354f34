// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/phrase_context.h"

#include <algorithm>

#include "base/text.h"
#include "records/scan_text.h"

namespace jx::values {
namespace {

bool is_one_of(char32_t character, std::u32string_view set) noexcept {
  return character != 0 && set.find(character) != std::u32string_view::npos;
}

/// 〔2021〕, [2021], 【3】: the year of a document's number, a note.
bool is_bracketed(std::string_view text, const NumberPlace& number) {
  if (!is_one_of(raw_before(text, number.begin), U"〔[［【")) return false;
  const std::size_t end = skip_word(text, number.end, "年");
  return is_one_of(raw_at(text, end), U"〕]］】");
}

/// "1、", "2." at the beginning of a clause, and "(3)".
bool is_enumeration(std::string_view text, const NumberPlace& number) {
  const std::size_t end_before = skip_spaces_back(text, number.begin);
  const char32_t previous = folded_before(text, end_before);
  const char32_t next = folded_at(text, number.end);
  if (previous == U'(' && next == U')') return true;
  const bool begins = ends_clause(previous) || is_one_of(previous, U"(:、") ||
                      (number.begin > 0 && raw_before(text, number.begin) == U'\n');
  if (!begins || (next != U'、' && next != U'.' && next != U')')) return false;
  const std::size_t behind = skip_spaces(text, after(text, number.end));
  return behind < text.size() && !is_digit(folded_at(text, behind));
}

/// In a value cell 目标95 is a value; only small whole numbers count through 目标1, 目标2.
bool may_be_label(const NumberPlace& number) {
  constexpr int kMost = 20;
  return number.value.is_whole() && number.value <= Decimal(kMost);
}

/// 140001-某某单位: six or more digits joined to a name.
bool is_code(std::string_view text, const NumberPlace& number) {
  constexpr int kFewestDigits = 6;
  if (number.chinese || number.end - number.begin < kFewestDigits) return false;
  return folded_at(text, number.end) == U'-' && is_han(raw_at(text, after(text, number.end)));
}

std::optional<std::size_t> find_label(std::string_view text, std::size_t floor, std::size_t begin,
                                      const ValueWords& words) {
  const std::size_t end = skip_spaces_back(text, begin, floor);
  constexpr std::size_t kNear = 24;
  const std::size_t start = std::max(floor, end - std::min(end, kNear));
  const auto label = words.labels.find_suffix_of(text.substr(start, end - start));
  if (!label) return std::nullopt;
  return end - label->size();
}

/// The number behind the digits of a chain: digits, and at most one point with digits.
std::size_t skip_group(std::string_view text, std::size_t position) {
  while (is_digit(folded_at(text, position))) position = after(text, position);
  return position;
}

bool joins_digits(std::string_view text, std::size_t position, char32_t separator) {
  return folded_at(text, position) == separator && is_digit(folded_at(text, after(text, position)));
}

/// 图3-1, 表2.1: the parts of a label's number.
std::size_t end_of_label(std::string_view text, std::size_t position) {
  while (joins_digits(text, position, U'-') || joins_digits(text, position, U'.')) {
    position = skip_group(text, after(text, position));
  }
  return position;
}

std::optional<Chain> scan_dotted(std::string_view text, std::size_t position) {
  std::size_t end = position;
  int points = 0;
  while (joins_digits(text, end, U'.')) {
    end = skip_group(text, after(text, end));
    ++points;
  }
  if (points < 2) return std::nullopt;
  return Chain{end, true};
}

/// 0471-1234567, 1-2-3: three groups, or one that begins with a zero.
std::optional<Chain> scan_dashed(std::string_view text, std::size_t begin, std::size_t position) {
  int groups = 1;
  std::size_t group = begin;
  std::size_t end = position;
  bool zero_first = false;
  const auto look_at_group = [&] {
    zero_first = zero_first ||
                 (folded_at(text, group) == U'0' && is_digit(folded_at(text, after(text, group))));
  };
  look_at_group();
  while (joins_digits(text, end, U'-')) {
    group = after(text, end);
    end = skip_group(text, group);
    ++groups;
    look_at_group();
  }
  if (groups < 3 && !(groups == 2 && zero_first)) return std::nullopt;
  return Chain{end, false};
}

/// 1:2, 1.5:1, 60/90.
std::optional<Chain> scan_ratio(std::string_view text, std::size_t position) {
  std::size_t end = position;
  if (joins_digits(text, end, U'.')) end = skip_group(text, after(text, end));
  const std::size_t first_end = end;
  while (joins_digits(text, end, U':') || joins_digits(text, end, U'/')) {
    end = skip_group(text, after(text, end));
    if (joins_digits(text, end, U'.')) end = skip_group(text, after(text, end));
  }
  if (end == first_end) return std::nullopt;
  return Chain{end, false};
}

/// 个 and 名 behind 每 belong to the noun: 每个班级 is for each 班级.
std::string_view without_classifier(std::string_view words) {
  for (const std::string_view classifier : {"个", "一"}) {
    if (words.starts_with(classifier) && words.size() > classifier.size()) {
      words.remove_prefix(classifier.size());
    }
  }
  return words;
}

EachPlace::Part read_each_part(std::string_view text, std::size_t start, std::size_t end,
                               const ValueWords& words) {
  const PeriodMatch period = match_period(text, start);
  if (period.period != Period::None && period.end <= end) return {period.period, {}, false};
  if (const auto unit = match_unit(text, start, words)) {
    if (unit->end <= end && text.substr(start, unit->end - start) != "个") {
      return {Period::None, trimmed(text.substr(start, unit->end - start)),
              unit->unit.dimension == Dimension::Time};
    }
  }
  constexpr std::size_t kLongest = 12;
  const std::string_view noun = without_classifier(trimmed(text.substr(start, end - start)));
  return {Period::None, noun.size() <= kLongest ? noun : std::string_view{}, false};
}

bool is_event(const Unit& unit) noexcept { return unit.dimension == Dimension::Events; }

bool is_money(const Unit& unit) noexcept {
  return unit.dimension == Dimension::Money || unit.dimension == Dimension::UnitMoney;
}

}  // namespace

std::optional<NamePlace> find_name(std::string_view text, std::size_t floor,
                                   const NumberPlace& number, const Measure& measure, Mode mode,
                                   const ValueWords& words) {
  const std::size_t behind = skip_spaces(text, number.end);
  if (const auto name = words.names_behind.find_prefix_of(window(text, behind, 8))) {
    const std::size_t end = behind + name->size();
    if (end > measure.end || (mode == Mode::Prose && *name == "级")) {
      return NamePlace{number.begin, end};
    }
  }
  if (is_bracketed(text, number)) return NamePlace{number.begin, number.end};
  if (measure.has_unit) return std::nullopt;
  if (mode == Mode::Prose || may_be_label(number)) {
    if (const auto label = find_label(text, floor, number.begin, words)) {
      return NamePlace{*label, end_of_label(text, number.end)};
    }
  }
  if (is_enumeration(text, number) || is_code(text, number)) {
    return NamePlace{number.begin, number.end};
  }
  return std::nullopt;
}

std::optional<std::size_t> match_day_deadline(std::string_view text, const NumberPlace& number) {
  constexpr int kMostDays = 31;
  if (!number.value.is_whole() || number.value > Decimal(kMostDays)) return std::nullopt;
  const std::size_t start = skip_spaces(text, number.end);
  for (const std::string_view word : {"日前", "日之前", "日以前", "号前", "号之前", "号以前"}) {
    if (stands_at(text, start, word)) return start + word.size();
  }
  return std::nullopt;
}

std::optional<Chain> scan_chain(std::string_view text, std::size_t position) {
  const std::size_t group_end = skip_group(text, position);
  if (const auto chain = scan_dotted(text, group_end)) return chain;
  if (const auto chain = scan_ratio(text, group_end)) return chain;
  return scan_dashed(text, position, group_end);
}

std::optional<EachPlace> find_each(std::string_view text, std::size_t floor, std::size_t begin,
                                   const ValueWords& words) {
  EachPlace each;
  constexpr int kMostCharacters = 12;
  std::size_t position = begin;
  std::size_t part_end = begin;
  std::array<EachPlace::Part, 2> nearest_first;
  for (int i = 0; i < kMostCharacters && position > floor; ++i) {
    position = before(text, position);
    if (ends_clause(folded_at(text, position))) break;
    if (!stands_at(text, position, "每")) continue;
    nearest_first[each.count++] = read_each_part(text, after(text, position), part_end, words);
    each.begin = position;
    part_end = position;
    if (each.count == nearest_first.size()) break;
  }
  if (each.count == 0) return std::nullopt;
  for (std::size_t i = 0; i < each.count; ++i) each.parts[i] = nearest_first[each.count - 1 - i];
  return each;
}

void apply_each(const EachPlace& each, const Lexicon& lexicon, Unit& unit) {
  for (std::size_t i = 0; i < each.count; ++i) {
    const EachPlace::Part& part = each.parts[i];
    if (part.period != Period::None) {
      apply_period(part.period, lexicon, unit);
    } else if (!part.words.empty() && (is_money(unit) || (part.time && is_event(unit)))) {
      append_denominator(part.words, lexicon, unit);
    }
  }
}

std::size_t minus_before(std::string_view text, std::size_t floor, const NumberPlace& number,
                         const Unit& unit) {
  if (number.begin == floor || number.chinese) return 0;
  constexpr std::string_view kBelowZero = "零下";
  if (text.substr(floor, number.begin - floor).ends_with(kBelowZero)) return kBelowZero.size();
  if (!is_one_of(raw_before(text, number.begin), U"-－−﹣")) return 0;
  const std::size_t sign = before(text, number.begin);
  const char32_t previous = folded_before(text, sign);
  const bool apart = sign == 0 || is_space(previous) || ends_clause(previous) ||
                     is_one_of(previous, U"(:<>=≥≤≧≦约");
  const bool signed_unit = unit.dimension == Dimension::Ratio || unit.name == "摄氏度";
  return apart || (is_han(previous) && signed_unit) ? number.begin - sign : 0;
}

}  // namespace jx::values
