// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "records/phrase_scanner.h"
#include "records/scan_text.h"

namespace jx::values {
namespace {

bool is_one_of(char32_t character, std::u32string_view set) noexcept {
  return character != 0 && set.find(character) != std::u32string_view::npos;
}

/// 五万 as 五 and 万: a single 万 or 亿 at the end is read like the one behind digits, so that
/// "五万" and "5万" are the same.
Numeral without_last_multiple(std::string_view text, const Numeral& numeral) {
  const std::string_view run = text.substr(0, numeral.length);
  const std::size_t last = before(run, run.size());
  const std::string_view head = run.substr(0, last);
  if (head.empty() || !is_one_of(raw_at(run, last), U"万亿萬億")) return numeral;
  for (const std::string_view multiple : {"万", "亿", "萬", "億"}) {
    if (contains(head, multiple)) return numeral;
  }
  const Numeral shorter = scan_chinese(head);
  return shorter.read() && shorter.length == head.size() ? shorter : numeral;
}

}  // namespace

void PhraseScanner::read_chinese() {
  if (read_spoken_period() || read_date() || skip_idiom() || skip_vague()) return;
  const Numeral numeral = scan_chinese(text_.substr(position_));
  const std::size_t end = position_ + numeral.length;
  if (!numeral.read()) {
    if (read_pair_at(end)) return;
    return add_ordinal(position_, end);
  }
  read_chinese_number(numeral);
}

void PhraseScanner::read_chinese_number(const Numeral& numeral) {
  const Numeral head = without_last_multiple(text_.substr(position_), numeral);
  const NumberPlace whole{numeral.value, position_, position_ + numeral.length, true};
  if (read_parts(whole) || read_clock(whole) || read_tenths(whole)) return;
  const NumberPlace number{head.value, position_, position_ + head.length, true};
  const Measure measure = read_measure(text_, number, words_);
  // 一人一档, 一年一报: every one has its own, which counts nothing.
  if (numeral.value == Decimal(1) && measure.has_unit && stands_at(text_, measure.end, "一")) {
    position_ = after(text_, measure.end);
    return;
  }
  finish_number(number);
}

bool PhraseScanner::skip_idiom() {
  const std::size_t previous = before(text_, position_);
  for (const std::size_t start : {previous, position_}) {
    if (start < floor_) continue;
    const auto idiom = words_.idioms.find_prefix_of(window(text_, start, 8));
    if (!idiom || start + idiom->size() <= position_) continue;
    position_ = start + idiom->size();
    return true;
  }
  return false;
}

/// 几十人, 数百人: how many is not said.
bool PhraseScanner::skip_vague() {
  if (!is_one_of(raw_before(text_, position_), U"几数")) return false;
  position_ += std::max<std::size_t>(scan_chinese(text_.substr(position_)).length, 1);
  return true;
}

bool PhraseScanner::read_pair_at(std::size_t run_end) {
  const auto pair = read_pair(text_.substr(position_, run_end - position_));
  if (!pair) return false;
  const NumberPlace number{pair->low, position_, run_end, true};
  Measure low = read_measure(text_, number, words_);
  if (!low.has_unit) return false;
  Measure high = low;
  low.value = pair->low;
  high.value = pair->high;
  low.approximate = true;
  add_number(number, std::move(low), high);
  return true;
}

/// 八成 is 80%; 成功 and 成立 are words of their own.
bool PhraseScanner::read_tenths(const NumberPlace& number) {
  if (number.value > Decimal(9) || !stands_at(text_, number.end, "成")) return false;
  const std::size_t end = after(text_, number.end);
  const bool alone = end == text_.size() || !is_han(raw_at(text_, end)) ||
                     is_one_of(raw_at(text_, end), U"以左的");
  const auto unit = words_.lexicon.find_unit("%");
  const Result<Decimal> value = number.value.times(Decimal(10));
  if (!alone || !unit || !value.ok()) return false;
  add_number({*value, number.begin, end, true},
             {.value = *value, .unit = *unit, .end = end, .has_unit = true}, std::nullopt);
  return true;
}

bool PhraseScanner::read_clock(const NumberPlace& number) {
  constexpr int kMostHours = 24;
  if (!number.value.is_whole() || number.value > Decimal(kMostHours)) return false;
  std::size_t end = number.end;
  const std::size_t mark = skip_spaces(text_, end);
  const bool point = stands_at(text_, mark, "点");
  if (!point && !stands_at(text_, mark, "时")) return false;
  end = after(text_, mark);
  const char32_t next = folded_at(text_, end);
  const bool clock =
      next == 0 || !is_han(next) || is_one_of(next, U"半钟整前后以之到至一二三四五十");
  if (!clock) return false;
  const Numeral minutes =
      is_digit(next) ? scan_digits(text_.substr(end)) : scan_chinese(text_.substr(end));
  if (minutes.read()) end += minutes.length;
  for (const std::string_view word : {"半", "钟", "整", "分"}) end = skip_word(text_, end, word);
  add_ordinal(number.begin, end);
  return true;
}

bool PhraseScanner::read_parts(const NumberPlace& number) {
  constexpr std::string_view kOf = "分之";
  if (!stands_at(text_, number.end, kOf)) return false;
  const std::size_t start = number.end + kOf.size();
  Numeral numerator = scan_digits(text_.substr(start));
  if (!numerator.read()) numerator = scan_chinese(text_.substr(start));
  if (!numerator.read()) return false;
  add_ordinal(number.begin, start + numerator.length);
  return true;
}

/// 百分之九十五, 百分之 95, 百分百, 千分之五.
void PhraseScanner::read_fraction() {
  constexpr std::string_view kOf = "分之";
  const std::size_t begin = position_;
  position_ = after(text_, begin);
  const char32_t whole_of = raw_at(text_, begin);
  if (whole_of == U'万') return;
  const auto unit = words_.lexicon.find_unit(whole_of == U'百' ? "%" : "‰");
  if (!unit) return;
  const auto add_percent = [&](const Decimal& value, std::size_t end) {
    add_number({value, begin, end, true},
               {.value = value, .unit = *unit, .end = end, .has_unit = true}, std::nullopt);
  };
  for (const std::string_view whole : {"百分之百", "百分百"}) {
    if (stands_at(text_, begin, whole)) return add_percent(Decimal(100), begin + whole.size());
  }
  if (!stands_at(text_, position_, kOf)) return;
  const std::size_t start = skip_spaces(text_, position_ + kOf.size());
  Numeral numeral = scan_digits(text_.substr(start));
  if (!numeral.read()) numeral = scan_chinese(text_.substr(start));
  if (numeral.read()) add_percent(numeral.value, start + numeral.length);
}

/// 半小时, 半个月; 上半年, 过半 and 每半年 are no halves.
void PhraseScanner::read_half() {
  const std::size_t begin = position_;
  const std::size_t end = after(text_, begin);
  position_ = end;
  if (is_one_of(raw_before(text_, begin), U"上下过大多一每前后")) return;
  const Result<Decimal> half = Decimal::make(5, 1);
  const NumberPlace number{*half, begin, end, true};
  Measure measure = read_measure(text_, number, words_);
  if (measure.unit.dimension != Dimension::Time || read_counted_period(number, measure)) return;
  add_number(number, std::move(measure), std::nullopt);
}

}  // namespace jx::values
