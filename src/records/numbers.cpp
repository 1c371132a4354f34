// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <optional>
#include <string>

#include "base/text.h"
#include "records/excerpt.h"
#include "records/numerals.h"
#include "records/scan_text.h"
#include "records/values.h"

namespace jx {
namespace {

/// A number with the sign in front of it.
struct SignedNumeral {
  values::Numeral numeral;
  Decimal value;
  std::size_t length = 0;
};

/// Minus signs as they are typed; the long dash is punctuation and no sign.
bool is_minus(char32_t character) noexcept {
  return character == U'-' || character == U'－' || character == U'−' || character == U'﹣';
}

SignedNumeral scan_signed(std::string_view text) {
  const char32_t sign = values::raw_at(text, 0);
  const bool has_sign = is_minus(sign) || sign == U'+' || sign == U'＋';
  const std::size_t begin = has_sign ? values::after(text, 0) : 0;
  SignedNumeral result{values::scan_number(text.substr(begin)), Decimal(), 0};
  if (!result.numeral.read()) return result;
  result.value = result.numeral.value;
  result.length = begin + result.numeral.length;
  if (is_minus(sign)) {
    const Result<Decimal> negated = result.value.negated();
    if (negated.ok()) result.value = *negated;
  }
  return result;
}

}  // namespace

Result<Decimal> parse_number(std::string_view words) {
  const std::string_view text = trimmed(words);
  const SignedNumeral found = scan_signed(text);
  if (found.numeral.read() && found.length == text.size()) return found.value;
  if (found.numeral.state == values::NumeralState::TooLarge) {
    return Error{.code = ErrorCode::Malformed,
                 .message = fmt::format("“{}”超出可精确计算的范围（最多约 18 位数字、9 位小数），"
                                        "请核对是否多写了位数",
                                        values::excerpt(text))};
  }
  return Error{
      .code = ErrorCode::Malformed,
      .message = fmt::format("“{}”不是一个完整的数，请只填数字，如 933.00、1,234.5 或 十二",
                             values::excerpt(text))};
}

Result<Decimal> parse_weight(std::string_view words) {
  const std::string_view text = trimmed(words);
  for (const std::string_view suffix : {"分", "%", "％"}) {
    if (!text.ends_with(suffix)) continue;
    const std::string_view number = trimmed(text.substr(0, text.size() - suffix.size()));
    // 十分 is also a word; behind figures the sign is a unit.
    if (number.empty() || number.back() < '0' || number.back() > '9') break;
    return parse_number(number);
  }
  return parse_number(text);
}

std::optional<NumberMatch> match_number_prefix(std::string_view text) {
  const SignedNumeral found = scan_signed(text);
  if (!found.numeral.read()) return std::nullopt;
  return NumberMatch{found.value, found.length, found.numeral.chinese};
}

}  // namespace jx
