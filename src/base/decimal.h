// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace jx {

/// An exact decimal number: money, weights, values, scores.
///
/// A 64-bit mantissa and a scale of 0 to 9 places, kept as written: "44.00" stays 44.00 and equals
/// 44. Sums and products are formed in 128 bits; a result outside the range is an Error
/// (Overflow), never a wrong number. National sums in 元 (about 3e13) fit with four places to
/// spare. Rounding is half-up: halves go away from zero.
///
/// Results keep all their places, and give up zeros at the end only where 64 bits or nine places
/// would not hold them otherwise: Overflow means that no decimal could hold the number.
class Decimal {
 public:
  static constexpr int kMaxScale = 9;

  constexpr Decimal() noexcept = default;
  constexpr explicit Decimal(std::int64_t whole) noexcept : mantissa_(whole) {}

  /// `mantissa` × 10^-`scale`; Overflow when the scale is not 0 to 9.
  static Result<Decimal> make(std::int64_t mantissa, int scale);

  /// Reads ASCII digits with an optional sign and one point: "933", "-0.5", "44.00". Nothing else:
  /// no exponent, no spaces, no separators, no bare point. Malformed or Overflow otherwise. Zeros
  /// in front and the sign of a zero are not kept.
  static Result<Decimal> parse(std::string_view text);

  std::int64_t mantissa() const noexcept { return mantissa_; }
  int scale() const noexcept { return scale_; }
  bool is_zero() const noexcept { return mantissa_ == 0; }
  bool is_negative() const noexcept { return mantissa_ < 0; }
  /// True when nothing stands behind the point but zeros.
  bool is_whole() const noexcept;

  Result<Decimal> plus(const Decimal& other) const;
  Result<Decimal> minus(const Decimal& other) const;
  /// The exact product, or Overflow when it needs more than 9 places or 64 bits after dropping
  /// trailing zeros.
  Result<Decimal> times(const Decimal& other) const;
  /// Half-up to `places`, all of them kept ("0.50"). Malformed for a zero divisor.
  Result<Decimal> divided_by(const Decimal& divisor, int places) const;
  /// Half-up to at most `places`; a number with fewer places stays as it is.
  Decimal rounded(int places) const;
  /// The same number with exactly `places` digits behind the point, rounded half-up if need be.
  Result<Decimal> with_places(int places) const;
  /// The same number without trailing zeros behind the point.
  Decimal trimmed() const noexcept;
  Result<Decimal> negated() const;

  /// As written: all `scale()` places are printed.
  std::string to_string() const;

  /// By value: 44 == 44.00.
  friend bool operator==(const Decimal& a, const Decimal& b) noexcept { return (a <=> b) == 0; }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) noexcept;

 private:
  constexpr Decimal(std::int64_t mantissa, int scale) noexcept
      : mantissa_(mantissa), scale_(static_cast<std::int8_t>(scale)) {}

  std::int64_t mantissa_ = 0;
  std::int8_t scale_ = 0;
};

/// Adds many decimals exactly; the order does not matter, and only the total can overflow.
class DecimalSum {
 public:
  void add(const Decimal& value) noexcept;
  /// The sum with the largest scale that was added, or Overflow.
  Result<Decimal> total() const;

 private:
  __extension__ using Wide = __int128;

  Wide units_ = 0;  ///< In 10^-9.
  int scale_ = 0;
};

}  // namespace jx
