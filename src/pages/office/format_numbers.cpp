// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/format_numbers.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace jx {
namespace {

/// General shows so many characters, the point included and the sign not.
constexpr int kGeneralWidth = 11;
constexpr int kGeneralDecimals = kGeneralWidth - 2;  // "0.123456789"
constexpr int kScientificDecimals = 5;

/// No cell shows more; a number such as 1E+300 under "0" has as many digits as it has.
constexpr int kMostDecimals = 30;

void append_digit(std::string& out, int digit) { out += static_cast<char>('0' + digit); }

/// "1234.5" with just the decimals there are.
std::string show_plain(const SignificantDigits& number) {
  std::string out;
  for (int power = std::max(number.exponent(), 0); power >= 0; --power) {
    append_digit(out, number.digit(power));
  }
  if (number.last_exponent() >= 0) return out;
  out += '.';
  for (int power = -1; power >= number.last_exponent(); --power) {
    append_digit(out, number.digit(power));
  }
  return out;
}

std::string show_exponent(int exponent, std::size_t digits) {
  std::string text = std::to_string(std::abs(exponent));
  if (text.size() < digits) text.insert(0, digits - text.size(), '0');
  return text;
}

std::string show_scientific(SignificantDigits number) {
  number.round(kScientificDecimals - number.exponent());
  const int exponent = number.exponent();
  number.shift(-exponent);
  return show_plain(number) + (exponent < 0 ? "E-" : "E+") + show_exponent(exponent, 2);
}

/// Where the places for digits of a section stand among its tokens.
struct Layout {
  std::vector<std::size_t> whole;     ///< Before the point.
  std::vector<std::size_t> decimals;  ///< Behind it.
  std::vector<std::size_t> powers;    ///< Behind E.
  std::size_t point = 0;              ///< Where the part behind the point begins.
  std::size_t exponent = 0;           ///< Index of the E, or behind the last token.
};

Layout lay_out(const std::vector<FormatToken>& tokens) {
  Layout layout;
  layout.point = tokens.size();
  layout.exponent = tokens.size();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const TokenKind kind = tokens[i].kind;
    if (kind == TokenKind::Point) layout.point = std::min(layout.point, i);
    if (kind == TokenKind::Exponent) layout.exponent = std::min(layout.exponent, i);
    if (kind != TokenKind::Digit) continue;
    if (i > layout.exponent) {
      layout.powers.push_back(i);
    } else if (i > layout.point) {
      layout.decimals.push_back(i);
    } else {
      layout.whole.push_back(i);
    }
  }
  return layout;
}

/// Shows one number under one section.
class NumberPrinter {
 public:
  NumberPrinter(const FormatSection& section, const SignificantDigits& number)
      : section_(section), layout_(lay_out(section.tokens)), number_(number) {}

  std::string print() {
    number_.shift(section_.scale);
    if (layout_.exponent < section_.tokens.size()) normalise();
    const auto decimals = static_cast<int>(layout_.decimals.size());
    if (section_.has_digits) number_.round(std::min(decimals, kMostDecimals));
    for (std::size_t i = 0; i < section_.tokens.size(); ++i) print_token(i);
    return std::move(out_);
  }

 private:
  /// Moves the point so that the digits before it are as many as there are places for them.
  void normalise() {
    const auto places = std::max(static_cast<int>(layout_.whole.size()), 1);
    const auto decimals = static_cast<int>(layout_.decimals.size());
    for (int attempt = 0; attempt < 2; ++attempt) {  // 9.99 may round to 10.
      const int exponent = number_.exponent();
      const int over = places == 1 ? 0 : ((exponent % places) + places) % places;
      const int step = exponent - over;
      number_.shift(-step);
      exponent_ += step;
      number_.round(decimals);
    }
    if (number_.zero()) exponent_ = 0;
  }

  void print_token(std::size_t index) {
    const FormatToken& token = section_.tokens[index];
    switch (token.kind) {
      case TokenKind::Digit: return print_digit(index);
      case TokenKind::Point:
        if (layout_.whole.empty()) print_whole_from(number_.exponent());
        out_ += '.';
        return;
      case TokenKind::Exponent:
        out_ += 'E';
        if (exponent_ < 0) out_ += '-';
        if (exponent_ >= 0 && token.mark == '+') out_ += '+';
        return;
      case TokenKind::General: out_ += show_general(number_); return;
      default: out_ += token.text; return;
    }
  }

  void print_digit(std::size_t index) {
    const auto place_in = [index](const std::vector<std::size_t>& places) {
      return static_cast<int>(std::find(places.begin(), places.end(), index) - places.begin());
    };
    if (index > layout_.exponent) return print_power(place_in(layout_.powers));
    const char mark = section_.tokens[index].mark;
    if (index > layout_.point) return print_decimal(-1 - place_in(layout_.decimals), mark);
    const int power = static_cast<int>(layout_.whole.size()) - 1 - place_in(layout_.whole);
    // Digits for which there are no places stand before the first one.
    const bool first = index == layout_.whole.front();
    if (first && number_.exponent() > power) print_whole_from(number_.exponent(), power + 1);
    print_whole(power, mark);
  }

  void print_whole_from(int power, int last = 0) {
    for (; power >= last && power >= 0; --power) print_whole(power, '0');
  }

  void print_whole(int power, char mark) {
    const bool has_digit = !number_.zero() && power <= number_.exponent();
    if (!has_digit && mark == '#') return;
    if (!has_digit && mark == '?') {
      out_ += ' ';
      return;
    }
    append_digit(out_, number_.digit(power));
    if (section_.thousands && power > 0 && power % 3 == 0) out_ += ',';
  }

  void print_decimal(int power, char mark) {
    const bool has_digit = !number_.zero() && power >= number_.last_exponent();
    if (has_digit || mark == '0') {
      append_digit(out_, number_.digit(power));
    } else if (mark == '?') {
      out_ += ' ';
    }
  }

  /// The places behind E hold the exponent from the right; what is too long stands in the first.
  void print_power(int place) {
    if (place > 0) return;
    out_ += show_exponent(exponent_, layout_.powers.size());
  }

  const FormatSection& section_;
  Layout layout_;
  SignificantDigits number_;
  int exponent_ = 0;
  std::string out_;
};

struct Fraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};

/// The last convergent of the continued fraction of `value` (0 to 1) with a denominator of at most
/// `most`. It is not always the nearest fraction, but the one that Excel shows: 3 1/7 for pi.
Fraction approximate(double value, std::int64_t most) {
  constexpr double kExact = 5e-8;
  Fraction before{1, 0};
  Fraction best{0, 1};
  double rest = value;
  while (rest > kExact) {
    const double inverse = 1 / rest;
    if (inverse > static_cast<double>(most)) break;
    const auto whole = static_cast<std::int64_t>(std::floor(inverse));
    const Fraction next{whole * best.numerator + before.numerator,
                        whole * best.denominator + before.denominator};
    if (next.denominator > most) break;
    before = std::exchange(best, next);
    rest = inverse - static_cast<double>(whole);
  }
  return best;
}

double to_double(const SignificantDigits& number) {
  double value = 0;
  for (int power = number.exponent(); power >= number.last_exponent(); --power) {
    value += number.digit(power) * std::pow(10.0, power);
  }
  return value;
}

/// "# ?/?", "?/8": whole part, numerator, denominator.
class FractionPrinter {
 public:
  FractionPrinter(const FormatSection& section, const SignificantDigits& number)
      : section_(section), value_(to_double(number)) {
    const auto& tokens = section.tokens;
    while (slash_ < tokens.size() && tokens[slash_].kind != TokenKind::Slash) ++slash_;
    numerator_ = slash_;
    while (numerator_ > 0 && tokens[numerator_ - 1].kind == TokenKind::Digit) --numerator_;
    end_ = slash_ + 1;
    while (end_ < tokens.size() && tokens[end_].kind == TokenKind::Digit) ++end_;
    for (std::size_t i = 0; i < numerator_; ++i) {
      has_whole_ = has_whole_ || tokens[i].kind == TokenKind::Digit;
    }
  }

  std::string print() {
    split();
    const auto& tokens = section_.tokens;
    bool whole_shown = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (i == numerator_) {
        print_fraction();
        i = end_ - 1;
      } else if (tokens[i].kind == TokenKind::Digit) {
        const bool blank = whole_ == 0 && fraction_.numerator != 0 && tokens[i].mark != '0';
        if (!whole_shown && !blank) out_ += std::to_string(whole_);
        whole_shown = true;
      } else {
        out_ += tokens[i].text;
      }
    }
    return std::move(out_);
  }

 private:
  void split() {
    constexpr double kMostWhole = 1e15;
    constexpr int kMostDenominatorDigits = 5;
    value_ = std::min(value_, kMostWhole);
    const double whole = has_whole_ ? std::floor(value_) : 0;
    const double rest = value_ - whole;
    whole_ = static_cast<std::int64_t>(whole);
    const std::string& fixed = section_.tokens[slash_].text;
    if (!fixed.empty()) {
      const std::int64_t denominator = std::stoll(fixed);
      fraction_ = {std::llround(rest * static_cast<double>(denominator)), denominator};
    } else {
      std::int64_t most = 1;
      for (std::size_t i = slash_ + 1; i < end_ && i <= slash_ + kMostDenominatorDigits; ++i) {
        most *= 10;
      }
      const double part = rest - std::floor(rest);
      fraction_ = approximate(part, std::max<std::int64_t>(most - 1, 1));
      fraction_.numerator += static_cast<std::int64_t>(std::floor(rest)) * fraction_.denominator;
    }
    if (has_whole_ && fraction_.numerator == fraction_.denominator) {
      ++whole_;
      fraction_.numerator = 0;
    }
  }

  void print_fraction() {
    if (has_whole_ && fraction_.numerator == 0) return;
    out_ += std::to_string(fraction_.numerator) + '/' + std::to_string(fraction_.denominator);
  }

  const FormatSection& section_;
  double value_;
  std::size_t numerator_ = 0;
  std::size_t slash_ = 0;
  std::size_t end_ = 0;
  bool has_whole_ = false;
  std::int64_t whole_ = 0;
  Fraction fraction_;
  std::string out_;
};

}  // namespace

std::string show_general(const SignificantDigits& number) {
  if (number.zero()) return "0";
  if (number.exponent() >= kGeneralWidth) return show_scientific(number);
  const bool small = number.exponent() < -4 && number.last_exponent() < -kGeneralDecimals;
  if (small) return show_scientific(number);
  SignificantDigits rounded = number;
  const int whole = std::max(number.exponent(), 0) + 1;
  rounded.round(std::max(kGeneralWidth - 1 - whole, 0));
  // 99999999999.9 has eleven digits before the point, and twelve once it is rounded.
  return rounded.exponent() >= kGeneralWidth ? show_scientific(number) : show_plain(rounded);
}

std::string show_number(const FormatSection& section, SignificantDigits number) {
  std::string shown = section.is_fraction ? FractionPrinter(section, number).print()
                                          : NumberPrinter(section, number).print();
  return section.numerals == Numerals::Arabic
             ? shown
             : write_numerals(shown, section.numerals, NumeralStyle::Positional);
}

}  // namespace jx
