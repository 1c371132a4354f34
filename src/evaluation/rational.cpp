// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/rational.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <limits>

#include "base/check.h"

namespace jx {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

struct Rational::Value {
  cpp_rational number;
};

namespace {

cpp_int power_of_ten(int exponent) {
  return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

}  // namespace

Rational::Rational(const Decimal& value)
    : value_(std::make_shared<const Value>(
          Value{cpp_rational(cpp_int(value.mantissa()), power_of_ten(value.scale()))})) {}

Rational Rational::operator+(const Rational& other) const {
  return Rational(std::make_shared<const Value>(Value{value_->number + other.value_->number}));
}

Rational Rational::operator-(const Rational& other) const {
  return Rational(std::make_shared<const Value>(Value{value_->number - other.value_->number}));
}

Rational Rational::operator*(const Rational& other) const {
  return Rational(std::make_shared<const Value>(Value{value_->number * other.value_->number}));
}

Rational Rational::operator/(const Rational& other) const {
  JX_CHECK(!other.is_zero(), "division of a fraction by zero");
  return Rational(std::make_shared<const Value>(Value{value_->number / other.value_->number}));
}

int Rational::sign() const noexcept { return value_->number.sign(); }

Result<Decimal> Rational::rounded(int places) const {
  const cpp_rational scaled = abs(value_->number) * power_of_ten(places);
  const cpp_int twice = numerator(scaled) * 2 / denominator(scaled);
  const cpp_int units = (twice + 1) / 2;
  if (units > std::numeric_limits<std::int64_t>::max()) {
    return Error{ErrorCode::Overflow, "数值超出可精确计算的范围，请检查位数和单位"};
  }
  const auto whole = static_cast<std::int64_t>(units);
  return Decimal::make(sign() < 0 ? -whole : whole, places);
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  const int order = a.value_->number.compare(b.value_->number);
  return order <=> 0;
}

}  // namespace jx
