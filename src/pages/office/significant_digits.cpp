// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/significant_digits.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace jx {

SignificantDigits::SignificantDigits(double value) : negative_(std::signbit(value)) {
  // "d.dddddddddddddde-308"
  std::array<char, 32> text;
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), std::fabs(value),
                                          std::chars_format::scientific, kMostDigits - 1);
  const char* const mark = std::find(text.data(), end, 'e');
  if (error != std::errc{} || mark == end) return;
  for (const char* c = text.data(); c != mark; ++c) {
    if (*c != '.')
      digits_[static_cast<std::size_t>(count_++)] = static_cast<std::uint8_t>(*c - '0');
  }
  std::from_chars(mark + (mark[1] == '+' ? 2 : 1), end, exponent_);
  strip();
}

int SignificantDigits::digit(int power) const noexcept {
  const int index = exponent_ - power;
  return index >= 0 && index < count_ ? digits_[static_cast<std::size_t>(index)] : 0;
}

void SignificantDigits::shift(int power) noexcept { exponent_ += power; }

void SignificantDigits::round(int decimals) noexcept {
  const int kept = exponent_ + 1 + decimals;
  if (kept >= count_) return;
  if (kept < 0) {
    count_ = 0;
    return;
  }
  const bool up = digits_[static_cast<std::size_t>(kept)] >= 5;
  count_ = kept;
  if (up) {
    int last = kept - 1;
    while (last >= 0 && digits_[static_cast<std::size_t>(last)] == 9) --last;
    if (last >= 0) {
      ++digits_[static_cast<std::size_t>(last)];
      count_ = last + 1;
    } else {  // 9.99 becomes 10.
      digits_[0] = 1;
      count_ = 1;
      ++exponent_;
    }
  }
  strip();
}

void SignificantDigits::strip() noexcept {
  while (count_ > 0 && digits_[static_cast<std::size_t>(count_ - 1)] == 0) --count_;
}

}  // namespace jx
