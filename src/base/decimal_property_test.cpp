// SPDX-License-Identifier: AGPL-3.0-or-later
// Random decimals against exact rationals: a result is right, or it is Overflow and no decimal
// could have held it.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <random>
#include <vector>

#include "base/decimal.h"
#include "base/test_seed.h"

namespace jx {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

constexpr int kRounds = 20000;
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

cpp_int power_of_ten(int exponent) {
  return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

cpp_rational exact(const Decimal& value) {
  return cpp_rational(cpp_int(value.mantissa()), power_of_ten(value.scale()));
}

bool fits_with_places(const cpp_rational& value, int places) {
  const cpp_rational units = value * power_of_ten(places);
  return denominator(units) == 1 && numerator(units) >= kLeast && numerator(units) <= kMost;
}

bool fits_a_decimal(const cpp_rational& value) {
  for (int places = 0; places <= Decimal::kMaxScale; ++places) {
    if (fits_with_places(value, places)) return true;
  }
  return false;
}

/// Half away from zero, by the definition.
cpp_rational rounded_exactly(const cpp_rational& value, int places) {
  const cpp_rational units = abs(value) * power_of_ten(places) + cpp_rational(1, 2);
  const cpp_int whole = numerator(units) / denominator(units);
  const cpp_rational result(whole, power_of_ten(places));
  return value < 0 ? cpp_rational(-result) : result;
}

std::string described(const Decimal& a, const Decimal& b) {
  return a.to_string() + " and " + b.to_string();
}

void expect_exact(const Result<Decimal>& result, const cpp_rational& truth) {
  EXPECT_EQ(result.ok(), fits_a_decimal(truth));
  if (result.ok()) {
    EXPECT_EQ(exact(*result), truth);
  } else {
    EXPECT_EQ(result.error().code, ErrorCode::Overflow);
  }
}

class DecimalProperty : public testing::Test {
 protected:
  /// Small, middle and extreme numbers alike: every length of mantissa is as likely as any other.
  Decimal draw() {
    std::uint64_t bits = random_();
    bits >>= random_() % 64;
    auto mantissa = static_cast<std::int64_t>(bits);
    if (random_() % 2 == 0) mantissa = static_cast<std::int64_t>(-bits);
    switch (random_() % 8) {
      case 0:
        mantissa = static_cast<std::int64_t>(kLeast + mantissa % 4 * (mantissa < 0 ? -1 : 1));
        break;
      case 1:
        mantissa = static_cast<std::int64_t>(kMost - mantissa % 4 * (mantissa < 0 ? -1 : 1));
        break;
      case 2:
        while (mantissa < kMost / 100 && mantissa > kLeast / 100 && mantissa != 0) {
          mantissa *= 10;
        }
        break;
      default: break;
    }
    return Decimal::make(mantissa, static_cast<int>(random_() % 10)).value();
  }

  int draw_places() { return static_cast<int>(random_() % 10); }

  std::mt19937_64 random_{test_seed()};
};

TEST_F(DecimalProperty, WhatIsPrintedReadsBackTheSame) {
  for (int round = 0; round < kRounds; ++round) {
    const Decimal value = draw();
    const Result<Decimal> again = Decimal::parse(value.to_string());
    ASSERT_TRUE(again.ok()) << value.to_string();
    EXPECT_EQ(again->mantissa(), value.mantissa());
    EXPECT_EQ(again->scale(), value.scale());
  }
}

TEST_F(DecimalProperty, ParseReadsWhatItCanHoldAndNothingElse) {
  for (int round = 0; round < kRounds; ++round) {
    std::string whole(1 + random_() % 22, '0');
    std::string fraction(1 + random_() % 12, '0');
    // Zeros are frequent, so that some of the long forms are small numbers.
    const auto digit = [&] {
      return random_() % 3 == 0 ? static_cast<char>('0' + random_() % 10) : '0';
    };
    std::generate(whole.begin(), whole.end(), digit);
    std::generate(fraction.begin(), fraction.end(), digit);
    const bool negative = random_() % 2 == 0;
    cpp_int units = 0;
    for (const char c : whole + fraction) {
      units = units * 10 + (c - '0');
    }
    if (negative) units = -units;

    std::string text = negative ? "-" : "";
    text.append(whole).append(".").append(fraction);
    SCOPED_TRACE(text);
    expect_exact(Decimal::parse(text),
                 cpp_rational(units, power_of_ten(static_cast<int>(fraction.size()))));
  }
}

TEST_F(DecimalProperty, SumsDifferencesAndProductsAreExactOrOverflow) {
  for (int round = 0; round < kRounds; ++round) {
    const Decimal a = draw();
    const Decimal b = draw();
    SCOPED_TRACE(described(a, b));
    expect_exact(a.plus(b), exact(a) + exact(b));
    expect_exact(a.minus(b), exact(a) - exact(b));
    expect_exact(a.times(b), exact(a) * exact(b));
    expect_exact(a.negated(), -exact(a));
  }
}

TEST_F(DecimalProperty, QuotientsAreTheTrueOnesRoundedHalfUp) {
  for (int round = 0; round < kRounds; ++round) {
    const Decimal a = draw();
    const Decimal b = draw();
    if (b.is_zero()) continue;
    const int places = draw_places();
    SCOPED_TRACE(described(a, b) + " to " + std::to_string(places));
    const Result<Decimal> quotient = a.divided_by(b, places);
    expect_exact(quotient, rounded_exactly(exact(a) / exact(b), places));
    EXPECT_LE(quotient.ok() ? quotient->scale() : 0, places);
  }
}

TEST_F(DecimalProperty, RoundingIsHalfUpAndKeepsShorterNumbers) {
  for (int round = 0; round < kRounds; ++round) {
    const Decimal value = draw();
    const int places = draw_places();
    SCOPED_TRACE(value.to_string() + " to " + std::to_string(places));
    const cpp_rational truth = rounded_exactly(exact(value), places);
    EXPECT_EQ(exact(value.rounded(places)), truth);
    EXPECT_EQ(value.rounded(places).scale(), std::min(places, value.scale()));

    const Result<Decimal> padded = value.with_places(places);
    EXPECT_EQ(padded.ok(), fits_with_places(truth, places));
    if (padded.ok()) {
      EXPECT_EQ(exact(*padded), truth);
      EXPECT_EQ(padded->scale(), places);
    }
  }
}

TEST_F(DecimalProperty, TrimmingKeepsTheValue) {
  for (int round = 0; round < kRounds; ++round) {
    const Decimal value = draw();
    const Decimal trimmed = value.trimmed();
    EXPECT_EQ(exact(trimmed), exact(value));
    EXPECT_TRUE(trimmed.scale() == 0 || trimmed.mantissa() % 10 != 0) << value.to_string();
    EXPECT_EQ(value.is_whole(), denominator(exact(value)) == 1) << value.to_string();
  }
}

TEST_F(DecimalProperty, OrderIsTheOrderOfTheNumbers) {
  for (int round = 0; round < kRounds; ++round) {
    const Decimal a = draw();
    // Near neighbours and the same number in another form are the hard cases.
    const Decimal b = round % 2 == 0 ? draw() : a.rounded(draw_places());
    SCOPED_TRACE(described(a, b));
    EXPECT_EQ(a < b, exact(a) < exact(b));
    EXPECT_EQ(a == b, exact(a) == exact(b));
    EXPECT_EQ(a > b, exact(a) > exact(b));
  }
}

TEST_F(DecimalProperty, TheOrderOfAdditionDoesNotMatter) {
  for (int round = 0; round < kRounds / 20; ++round) {
    std::vector<Decimal> values(random_() % 30);
    std::generate(values.begin(), values.end(), [this] { return draw(); });
    cpp_rational truth = 0;
    DecimalSum forth;
    for (const Decimal& value : values) {
      forth.add(value);
      truth += exact(value);
    }
    std::shuffle(values.begin(), values.end(), random_);
    DecimalSum shuffled;
    for (const Decimal& value : values) {
      shuffled.add(value);
    }

    expect_exact(forth.total(), truth);
    expect_exact(shuffled.total(), truth);
    if (forth.total().ok() && shuffled.total().ok()) {
      EXPECT_EQ(forth.total()->to_string(), shuffled.total()->to_string());
    }
  }
}

}  // namespace
}  // namespace jx
