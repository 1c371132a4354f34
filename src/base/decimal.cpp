// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "base/text.h"

namespace jx {
namespace {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

/// Any number of up to 18 digits fits into 64 bits.
constexpr std::size_t kSafeDigits = 18;

constexpr auto kPowersOfTen = [] {
  std::array<std::int64_t, 2 * Decimal::kMaxScale + 1> powers{};
  std::int64_t power = 1;
  for (std::size_t exponent = 0; exponent < powers.size(); ++exponent) {
    powers[exponent] = power;
    if (exponent + 1 < powers.size()) power *= 10;
  }
  return powers;
}();

/// `exponent` is 0 to 18.
std::int64_t power_of_ten(int exponent) noexcept {
  return kPowersOfTen[static_cast<std::size_t>(exponent)];
}

bool fits(Wide units) noexcept { return units >= kLeast && units <= kMost; }

bool is_scale(int places) noexcept { return places >= 0 && places <= Decimal::kMaxScale; }

Error overflow() {
  return {ErrorCode::Overflow,
          "数值超出可精确计算的范围，请检查位数（最多 9 位小数、共约 18 位数字）"};
}

Error bad_scale(int places) {
  return {ErrorCode::Overflow, "小数位数应为 0 至 9，不能是 " + std::to_string(places)};
}

Error not_a_number(std::string_view text) {
  constexpr std::size_t kShown = 24;
  std::string message = "“";
  message += text.substr(0, byte_offset(text, kShown));
  if (character_count(text) > kShown) message += "…";
  message += "”不是数：只能有数字、一个正负号和一个小数点";
  return {ErrorCode::Malformed, std::move(message)};
}

/// `units` × 10^-`scale` with as many of its places as fit: zeros at the end are given up first.
Result<Decimal> fit(Wide units, int scale) {
  while (scale > 0 && (scale > Decimal::kMaxScale || !fits(units)) && units % 10 == 0) {
    units /= 10;
    --scale;
  }
  if (scale > Decimal::kMaxScale || !fits(units)) return overflow();
  return Decimal::make(static_cast<std::int64_t>(units), scale);
}

/// `value` in 10^-`scale`; `scale` is at least the value's own.
Wide units_at(const Decimal& value, int scale) noexcept {
  return static_cast<Wide>(value.mantissa()) * power_of_ten(scale - value.scale());
}

UnsignedWide magnitude(Wide value) noexcept {
  return value < 0 ? UnsignedWide{0} - static_cast<UnsignedWide>(value)
                   : static_cast<UnsignedWide>(value);
}

/// The quotient, halves away from zero. Both sides stay below 2^126, so nothing here overflows.
Wide divided_half_up(Wide dividend, Wide divisor) noexcept {
  const UnsignedWide below = magnitude(divisor);
  UnsignedWide quotient = magnitude(dividend) / below;
  const UnsignedWide rest = magnitude(dividend) % below;
  if (rest >= below - rest) ++quotient;
  const bool negative = (dividend < 0) != (divisor < 0);
  return negative ? -static_cast<Wide>(quotient) : static_cast<Wide>(quotient);
}

/// The mantissa of `value` with `places` digits, which are fewer than it has.
std::int64_t shortened(const Decimal& value, int places) noexcept {
  const std::int64_t step = power_of_ten(value.scale() - places);
  std::int64_t quotient = value.mantissa() / step;
  const std::int64_t rest = value.mantissa() % step;
  if (rest >= step - rest) ++quotient;
  if (-rest >= step + rest) --quotient;
  return quotient;
}

/// Where the parts of a well-formed number stand in the text.
struct Form {
  std::size_t first_digit = 0;
  std::size_t point = std::string_view::npos;
};

/// Numbers longer than the fast path takes; the text is known to be well-formed.
Result<Decimal> parse_long(std::string_view text, const Form& form) {
  std::string_view whole = text.substr(form.first_digit, form.point - form.first_digit);
  std::string_view fraction;
  if (form.point != std::string_view::npos) fraction = text.substr(form.point + 1);
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  constexpr std::size_t kPlaces = Decimal::kMaxScale;
  while (fraction.size() > kPlaces && fraction.back() == '0') {
    fraction.remove_suffix(1);
  }
  constexpr std::size_t kMostWholeDigits = 19;
  if (whole.size() > kMostWholeDigits || fraction.size() > kPlaces) return overflow();

  Wide units = 0;
  for (const char digit : whole) {
    units = units * 10 + (digit - '0');
  }
  for (const char digit : fraction) {
    units = units * 10 + (digit - '0');
  }
  return fit(text.front() == '-' ? -units : units, static_cast<int>(fraction.size()));
}

}  // namespace

Result<Decimal> Decimal::make(std::int64_t mantissa, int scale) {
  if (!is_scale(scale)) return bad_scale(scale);
  return Decimal(mantissa, scale);
}

Result<Decimal> Decimal::parse(std::string_view text) {
  Form form;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) form.first_digit = 1;
  // The value may wrap around in a long text; it is used only when the digits are few enough.
  std::uint64_t value = 0;
  for (std::size_t i = form.first_digit; i < text.size(); ++i) {
    const unsigned digit = static_cast<unsigned char>(text[i]) - unsigned{'0'};
    if (digit <= 9) {
      value = value * 10 + digit;
    } else if (text[i] == '.' && form.point == std::string_view::npos) {
      form.point = i;
    } else {
      return not_a_number(text);
    }
  }
  const bool has_point = form.point != std::string_view::npos;
  if (form.first_digit == text.size() || form.point == form.first_digit ||
      (has_point && form.point + 1 == text.size())) {
    return not_a_number(text);
  }
  const std::size_t places = has_point ? text.size() - form.point - 1 : 0;
  if (text.size() - form.first_digit > kSafeDigits || places > kMaxScale) {
    return parse_long(text, form);
  }
  const auto mantissa = static_cast<std::int64_t>(value);
  return Decimal(text[0] == '-' ? -mantissa : mantissa, static_cast<int>(places));
}

bool Decimal::is_whole() const noexcept { return mantissa_ % power_of_ten(scale_) == 0; }

Result<Decimal> Decimal::plus(const Decimal& other) const {
  const int scale = std::max<int>(scale_, other.scale_);
  return fit(units_at(*this, scale) + units_at(other, scale), scale);
}

Result<Decimal> Decimal::minus(const Decimal& other) const {
  const int scale = std::max<int>(scale_, other.scale_);
  return fit(units_at(*this, scale) - units_at(other, scale), scale);
}

Result<Decimal> Decimal::times(const Decimal& other) const {
  return fit(static_cast<Wide>(mantissa_) * other.mantissa_, scale_ + other.scale_);
}

Result<Decimal> Decimal::divided_by(const Decimal& divisor, int places) const {
  if (divisor.is_zero()) return Error{ErrorCode::Malformed, "除数为零，无法相除"};
  if (!is_scale(places)) return bad_scale(places);
  Wide above = mantissa_;
  Wide below = divisor.mantissa_;
  const int exponent = divisor.scale_ + places - scale_;
  if (exponent >= 0) {
    above *= power_of_ten(exponent);
  } else {
    below *= power_of_ten(-exponent);
  }
  return fit(divided_half_up(above, below), places);
}

Decimal Decimal::rounded(int places) const {
  if (places >= scale_) return *this;
  const int kept = std::max(places, 0);
  if (kept == scale_) return *this;
  return Decimal(shortened(*this, kept), kept);
}

Result<Decimal> Decimal::with_places(int places) const {
  if (!is_scale(places)) return bad_scale(places);
  if (places < scale_) return rounded(places);
  const Wide units = units_at(*this, places);
  if (!fits(units)) return overflow();
  return Decimal(static_cast<std::int64_t>(units), places);
}

Decimal Decimal::trimmed() const noexcept {
  std::int64_t mantissa = mantissa_;
  int scale = scale_;
  while (scale > 0 && mantissa % 10 == 0) {
    mantissa /= 10;
    --scale;
  }
  return Decimal(mantissa, scale);
}

Result<Decimal> Decimal::negated() const {
  if (mantissa_ == kLeast) return overflow();
  return Decimal(-mantissa_, scale_);
}

std::string Decimal::to_string() const {
  // A sign, 19 digits, a point, and up to 9 zeros put in front of a small mantissa.
  std::array<char, 32> buffer;
  const auto value = static_cast<std::uint64_t>(magnitude(mantissa_));
  const char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  const auto count = static_cast<std::size_t>(end - buffer.data());
  const auto places = static_cast<std::size_t>(scale_);

  std::string result;
  if (mantissa_ < 0) result += '-';
  if (count <= places) result.append(places + 1 - count, '0');
  result.append(buffer.data(), count);
  if (places > 0) result.insert(result.size() - places, 1, '.');
  return result;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) noexcept {
  if (a.scale_ == b.scale_) return a.mantissa_ <=> b.mantissa_;
  const int scale = std::max<int>(a.scale_, b.scale_);
  const Wide left = units_at(a, scale);
  const Wide right = units_at(b, scale);
  if (left == right) return std::strong_ordering::equal;
  return left < right ? std::strong_ordering::less : std::strong_ordering::greater;
}

void DecimalSum::add(const Decimal& value) noexcept {
  // Each value stays below 10^28, so it takes ten thousand million of them to fill 128 bits.
  units_ += units_at(value, Decimal::kMaxScale);
  scale_ = std::max(scale_, value.scale());
}

Result<Decimal> DecimalSum::total() const {
  return fit(units_ / power_of_ten(Decimal::kMaxScale - scale_), scale_);
}

}  // namespace jx
