// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace jx {

/// A number as spreadsheets see it when they print: its sign and at most 15 decimal digits, however
/// many the binary value has. 1.005 is 1.00500000000000 here and rounds to 1.01, as in Excel.
class SignificantDigits {
 public:
  static constexpr int kMostDigits = 15;

  /// `value` must be finite.
  explicit SignificantDigits(double value);

  bool negative() const noexcept { return negative_; }
  bool zero() const noexcept { return count_ == 0; }
  /// The power of ten of the first digit: 0 for 1 to 9.99, -1 for 0.1. 0 for zero.
  int exponent() const noexcept { return zero() ? 0 : exponent_; }
  /// The power of ten of the last digit that is not 0. 0 for zero.
  int last_exponent() const noexcept { return zero() ? 0 : exponent_ - count_ + 1; }
  /// The digit at 10^power, 0 to 9.
  int digit(int power) const noexcept;

  /// Times 10^power, exactly.
  void shift(int power) noexcept;
  /// To so many digits behind the point, half away from zero; negative for tens, hundreds, ….
  void round(int decimals) noexcept;

 private:
  void strip() noexcept;

  std::array<std::uint8_t, kMostDigits + 1> digits_{};
  int count_ = 0;  ///< Without trailing zeros.
  int exponent_ = 0;
  bool negative_ = false;
};

}  // namespace jx
