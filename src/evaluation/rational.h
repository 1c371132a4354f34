// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <utility>

#include "base/decimal.h"
#include "base/result.h"

namespace jx {

/// An exact fraction of any length, for what no decimal can hold on the way to a result: discount
/// factors, quotients that are compared or added. Values are shared and never change.
class Rational {
 public:
  explicit Rational(std::int64_t whole = 0) : Rational(Decimal(whole)) {}
  explicit Rational(const Decimal& value);

  Rational operator+(const Rational& other) const;
  Rational operator-(const Rational& other) const;
  Rational operator*(const Rational& other) const;
  /// `other` is not zero.
  Rational operator/(const Rational& other) const;

  /// −1, 0 or 1.
  int sign() const noexcept;
  bool is_zero() const noexcept { return sign() == 0; }
  /// Half-up, halves away from zero, all places kept. Overflow where 64 bits do not hold it.
  Result<Decimal> rounded(int places) const;

  friend bool operator==(const Rational& a, const Rational& b) { return (a <=> b) == 0; }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

 private:
  struct Value;

  explicit Rational(std::shared_ptr<const Value> value) noexcept : value_(std::move(value)) {}

  std::shared_ptr<const Value> value_;
};

}  // namespace jx
