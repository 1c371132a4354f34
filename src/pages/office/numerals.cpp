// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <string>
#include <string_view>

#include "base/text.h"
#include "pages/office/format_numbers.h"

namespace jx {
namespace {

struct NumeralWords {
  std::array<std::string_view, 10> digits;
  std::array<std::string_view, 4> steps;   ///< Within four digits: one, ten, hundred, thousand.
  std::array<std::string_view, 4> groups;  ///< Of four digits each: one, 万, 亿, 万亿.
};

constexpr NumeralWords kChinese = {{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
                                   {"", "十", "百", "千"},
                                   {"", "万", "亿", "万亿"}};
constexpr NumeralWords kFormal = {{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
                                  {"", "拾", "佰", "仟"},
                                  {"", "万", "亿", "万亿"}};
constexpr NumeralWords kFullWidth = {
    {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"}, {}, {}};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

const NumeralWords& words_of(Numerals numerals) noexcept {
  if (numerals == Numerals::Formal) return kFormal;
  return numerals == Numerals::FullWidth ? kFullWidth : kChinese;
}

/// Words for one group of at most four digits; `gap` tells that zeros stand before it.
std::string write_group(std::string_view digits, const NumeralWords& words, bool& gap) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] == '0') {
      gap = true;
      continue;
    }
    if (gap) out += words.digits[0];
    gap = false;
    out += words.digits[static_cast<std::size_t>(digits[i] - '0')];
    out += words.steps[digits.size() - 1 - i];
  }
  return out;
}

/// 120 → 一百二十, 10 → 一十 as Excel has it, 100020 → 一十万〇二十.
std::string write_positional(std::string_view digits, const NumeralWords& words) {
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  if (digits == "0") return std::string(words.digits[0]);
  std::string out;
  bool gap = false;
  while (!digits.empty()) {
    const std::size_t group = (digits.size() - 1) / 4;
    const std::size_t length = digits.size() - group * 4;
    const std::string part = write_group(digits.substr(0, length), words, gap);
    if (!part.empty()) out += part + std::string(words.groups[group]);
    digits.remove_prefix(length);
  }
  return out;
}

}  // namespace

std::string write_numerals(std::string_view text, Numerals numerals, NumeralStyle style) {
  constexpr std::size_t kMostPositional = 16;
  const NumeralWords& words = words_of(numerals);
  std::string out;
  bool behind_point = false;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    const std::string_view digits = text.substr(i, end - i);
    if (digits.empty()) {
      behind_point = text[i] == '.';
      out += text[i++];
      continue;
    }
    const bool positional = style == NumeralStyle::Positional && !behind_point &&
                            numerals != Numerals::FullWidth && digits.size() <= kMostPositional;
    if (positional) out += write_positional(digits, words);
    for (const char c : positional ? std::string_view{} : digits) {
      out += words.digits[static_cast<std::size_t>(c - '0')];
    }
    i = end;
  }
  return out;
}

}  // namespace jx
