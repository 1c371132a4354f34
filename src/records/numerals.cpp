// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/numerals.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "base/text.h"
#include "records/scan_text.h"

namespace jx::values {
namespace {

/// Three digits and then no fourth: a group behind a thousand separator.
bool is_group(std::string_view text, std::size_t position) {
  for (int i = 0; i < 3; ++i) {
    if (!is_digit(folded_at(text, position))) return false;
    position = after(text, position);
  }
  return !is_digit(folded_at(text, position));
}

/// In running text "，" is a comma between clauses. It is a separator between full-width digits,
/// and where one group after the other follows (5，000，000).
bool is_separator(std::string_view text, std::size_t position, int groups_before) {
  const char32_t separator = raw_at(text, position);
  const std::size_t next = after(text, position);
  if (!is_group(text, next)) return false;
  if (separator == U',' || separator == U'\'' || separator == U'’') {
    return is_digit(raw_at(text, next));
  }
  if (separator != U'，') return false;
  if (groups_before > 0 || !is_digit(raw_at(text, next))) return true;
  const std::size_t second = after(text, after(text, after(text, next)));
  return raw_at(text, second) == U'，' && is_group(text, after(text, second));
}

void append_digits(std::string_view text, std::size_t& position, std::string& digits) {
  while (is_digit(folded_at(text, position))) {
    digits += static_cast<char>(folded_at(text, position));
    position = after(text, position);
  }
}

/// Digits up to 9999 stand before 千; then 万 and 亿 carry groups of four digits.
struct Symbol {
  int digit = -1;          ///< 0 to 9, or -1 for a power.
  std::int64_t power = 0;  ///< 10, 100, 1000, 10^4, 10^8.
};

constexpr std::int64_t kTenThousand = 10'000;
constexpr std::int64_t kHundredMillion = 100'000'000;

/// Everyday and formal characters, and the traditional ones that scans of old files show.
std::optional<Symbol> symbol_of(char32_t character) noexcept {
  if (character < 0x25cb) return std::nullopt;
  switch (character) {
    case U'〇':
    case U'零':
    case U'○': return Symbol{0, 0};
    case U'一':
    case U'壹': return Symbol{1, 0};
    case U'二':
    case U'两':
    case U'贰':
    case U'兩': return Symbol{2, 0};
    case U'三':
    case U'叁': return Symbol{3, 0};
    case U'四':
    case U'肆': return Symbol{4, 0};
    case U'五':
    case U'伍': return Symbol{5, 0};
    case U'六':
    case U'陆': return Symbol{6, 0};
    case U'七':
    case U'柒': return Symbol{7, 0};
    case U'八':
    case U'捌': return Symbol{8, 0};
    case U'九':
    case U'玖': return Symbol{9, 0};
    case U'十':
    case U'拾': return Symbol{-1, 10};
    case U'百':
    case U'佰': return Symbol{-1, 100};
    case U'千':
    case U'仟': return Symbol{-1, 1000};
    case U'万':
    case U'萬': return Symbol{-1, kTenThousand};
    case U'亿':
    case U'億': return Symbol{-1, kHundredMillion};
    default: return std::nullopt;
  }
}

/// Adds up one run of Chinese numerals, symbol by symbol. Every step keeps the powers falling, so
/// the sum stays below 10^17.
class ChineseSum {
 public:
  bool add(const Symbol& symbol) {
    if (symbol.digit >= 0) return add_digit(symbol.digit);
    const bool good =
        symbol.power < kTenThousand ? add_small(symbol.power) : add_large(symbol.power);
    digit_ = kNone;
    after_zero_ = false;
    last_power_ = symbol.power;
    return good;
  }

  std::optional<std::int64_t> total() const {
    if (after_zero_) return std::nullopt;
    if (digit_ == kNone) return total_ + section_;
    // 一百二 is 120 and 三万五 is 35000, but 一百零二 is 102.
    const bool colloquial = !digit_follows_zero_ && last_power_ > 10;
    const std::int64_t place = colloquial ? last_power_ / 10 : 1;
    return total_ + section_ + digit_ * place;
  }

 private:
  static constexpr int kNone = -1;

  bool add_digit(int digit) {
    if (digit_ != kNone) return false;
    if (digit == 0) {
      if (last_power_ == 0 || after_zero_) return false;
      after_zero_ = true;
      return true;
    }
    digit_ = digit;
    digit_follows_zero_ = after_zero_;
    after_zero_ = false;
    return true;
  }

  bool add_small(std::int64_t power) {
    if (power >= small_limit_) return false;
    // Ten may go without its one: 十二, 一百十五.
    if (digit_ == kNone && power != 10) return false;
    section_ += (digit_ == kNone ? 1 : digit_) * power;
    small_limit_ = power;
    return true;
  }

  bool add_large(std::int64_t power) {
    section_ += digit_ == kNone ? 0 : digit_;
    const bool multiplies_all = power == kHundredMillion && large_limit_ == kTenThousand;
    if (power >= large_limit_ && !multiplies_all) return false;
    if (section_ == 0 && !multiplies_all) return false;
    if (power == kHundredMillion && had_hundred_million_) return false;
    total_ = multiplies_all ? (total_ + section_) * power : total_ + section_ * power;
    had_hundred_million_ = had_hundred_million_ || power == kHundredMillion;
    section_ = 0;
    small_limit_ = kTenThousand;
    large_limit_ = power;
    return true;
  }

  std::int64_t total_ = 0;
  std::int64_t section_ = 0;
  int digit_ = kNone;
  bool after_zero_ = false;
  bool digit_follows_zero_ = false;
  bool had_hundred_million_ = false;
  std::int64_t last_power_ = 0;
  std::int64_t small_limit_ = kTenThousand;
  std::int64_t large_limit_ = std::numeric_limits<std::int64_t>::max();
};

/// 二〇二三: digits one after the other, as years and numbers of documents are written.
std::optional<std::int64_t> read_digit_row(std::string_view run) {
  constexpr std::size_t kMost = 12;
  std::int64_t value = 0;
  std::size_t count = 0;
  bool has_zero = false;
  for (std::size_t position = 0; position < run.size(); ++count) {
    const auto symbol = symbol_of(next_character(run, position));
    if (!symbol || symbol->digit < 0 || count == kMost) return std::nullopt;
    has_zero = has_zero || symbol->digit == 0;
    value = value * 10 + symbol->digit;
  }
  if (count == 1 || count >= 3 || (count == 2 && has_zero)) return value;
  return std::nullopt;
}

std::optional<std::int64_t> read_chinese_run(std::string_view run) {
  if (const auto row = read_digit_row(run)) return row;
  ChineseSum sum;
  for (std::size_t position = 0; position < run.size();) {
    const auto symbol = symbol_of(next_character(run, position));
    if (!symbol || !sum.add(*symbol)) return std::nullopt;
  }
  return sum.total();
}

std::size_t chinese_run_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && symbol_of(raw_at(text, length))) length = after(text, length);
  return length;
}

/// 5千克 and 3百分点 are units, not 5000 and 300.
bool is_part_of_unit(std::string_view text, const Multiplier& multiplier) {
  const char32_t next = raw_at(text, multiplier.length);
  if (multiplier.word == "千") {
    return std::u32string_view(U"克米瓦伏卡帕赫字").find(next) != std::u32string_view::npos;
  }
  return multiplier.word == "百" && next == U'分';
}

/// What may stand behind the last multiplier of 3万5千 and 3万5000: whole and smaller than it.
Numeral scan_rest(std::string_view text, const Decimal& limit) {
  const Numeral rest = scan_digits(text);
  return rest.read() && rest.value < limit && rest.value.scale() == 0 ? rest : Numeral{};
}

Numeral too_large(std::size_t length) { return {NumeralState::TooLarge, Decimal(), length, false}; }

/// 3万5千: numbers and multipliers by turns, each multiplier smaller than the one before. A single
/// digit at the end (3万5) may mean 35000 or 30005, so it is left alone.
Numeral add_multiples(std::string_view text, const Numeral& first) {
  Numeral sum = first;
  Numeral part = first;
  std::size_t position = first.length;
  std::optional<Decimal> limit;
  while (part.read()) {
    const std::size_t behind = skip_spaces(text, position);
    const auto multiplier = scan_multiplier(text.substr(behind));
    const bool multiplies = multiplier && !is_part_of_unit(text.substr(behind), *multiplier);
    if (!multiplies && (!limit || part.value < Decimal(10))) break;
    if (multiplies && limit && multiplier->factor >= *limit) break;
    const Result<Decimal> product = part.value.times(multiplies ? multiplier->factor : Decimal(1));
    if (!product.ok()) return too_large(position);
    const Result<Decimal> total = limit ? sum.value.plus(*product) : product;
    if (!total.ok()) return too_large(position);
    if (multiplies) position = behind + multiplier->length;
    sum.value = total->trimmed();
    sum.length = position;
    if (!multiplies) break;
    limit = multiplier->factor;
    part = scan_rest(text.substr(position), *limit);
    position += part.length;
  }
  return sum;
}

/// ".5" of 三点五. 六点三十 and 六点五分 are times of day.
Numeral scan_chinese_fraction(std::string_view text, std::int64_t whole, std::size_t length) {
  Numeral numeral{NumeralState::Read, Decimal(whole), length, true};
  if (!stands_at(text, length, "点")) return numeral;
  std::size_t position = after(text, length);
  std::int64_t mantissa = whole;
  int scale = 0;
  constexpr int kMostPlaces = 4;
  for (auto symbol = symbol_of(raw_at(text, position)); symbol && symbol->digit >= 0;
       symbol = symbol_of(raw_at(text, position))) {
    if (++scale > kMostPlaces) return numeral;
    mantissa = mantissa * 10 + symbol->digit;
    position = after(text, position);
  }
  const char32_t next = raw_at(text, position);
  const bool is_time = next == U'分' || next == U'刻' || next == U'十';
  constexpr std::int64_t kMostWhole = 100'000'000;
  if (scale == 0 || is_time || whole > kMostWhole) return numeral;
  const Result<Decimal> value = Decimal::make(mantissa, scale);
  if (!value.ok()) return numeral;
  return {NumeralState::Read, *value, position, true};
}

}  // namespace

Numeral scan_digits(std::string_view text) {
  if (!is_digit(folded_at(text, 0))) return {};
  std::string digits;
  std::size_t position = 0;
  append_digits(text, position, digits);
  if (digits.size() <= 3) {
    for (int groups = 0; is_separator(text, position, groups); ++groups) {
      position = after(text, position);
      append_digits(text, position, digits);
    }
  }
  if (folded_at(text, position) == U'.' && is_digit(folded_at(text, after(text, position)))) {
    digits += '.';
    position = after(text, position);
    append_digits(text, position, digits);
  }
  const Result<Decimal> value = Decimal::parse(digits);
  if (!value.ok()) return {NumeralState::TooLarge, Decimal(), position, false};
  return {NumeralState::Read, *value, position, false};
}

Numeral scan_chinese(std::string_view text) {
  if (!begins_chinese_numeral(raw_at(text, 0))) return {};
  const std::size_t length = chinese_run_length(text);
  // The longest number there is, 九千九百九十九万… 亿, has fewer characters than this.
  constexpr std::size_t kMostBytes = 120;
  const auto value = length > kMostBytes ? std::nullopt : read_chinese_run(text.substr(0, length));
  if (!value) return {NumeralState::Unclear, Decimal(), length, true};
  return scan_chinese_fraction(text, *value, length);
}

std::optional<NumeralPair> read_pair(std::string_view run) {
  if (character_count(run) != 2) return std::nullopt;
  const auto first = symbol_of(raw_at(run, 0));
  const auto second = symbol_of(raw_at(run, after(run, 0)));
  if (!first || !second || first->digit < 1 || second->digit <= first->digit) return std::nullopt;
  return NumeralPair{Decimal(first->digit), Decimal(second->digit)};
}

std::optional<Multiplier> scan_multiplier(std::string_view text) {
  struct Entry {
    std::string_view written;
    std::string_view word;
    std::int64_t factor;
  };
  static constexpr Entry kEntries[] = {{"万亿", "万亿", 1'000'000'000'000},
                                       {"千亿", "千亿", 100'000'000'000},
                                       {"百亿", "百亿", 10'000'000'000},
                                       {"十亿", "十亿", 1'000'000'000},
                                       {"千万", "千万", 10'000'000},
                                       {"百万", "百万", 1'000'000},
                                       {"十万", "十万", 100'000},
                                       {"亿", "亿", 100'000'000},
                                       {"億", "亿", 100'000'000},
                                       {"万", "万", 10'000},
                                       {"萬", "万", 10'000},
                                       {"千", "千", 1'000},
                                       {"仟", "千", 1'000},
                                       {"百", "百", 100},
                                       {"佰", "百", 100}};
  for (const Entry& entry : kEntries) {
    if (!text.starts_with(entry.written)) continue;
    return Multiplier{Decimal(entry.factor), entry.word, entry.written.size()};
  }
  return std::nullopt;
}

Numeral scan_number(std::string_view text) {
  Numeral first = scan_digits(text);
  if (first.state == NumeralState::Absent) first = scan_chinese(text);
  return first.read() ? add_multiples(text, first) : first;
}

bool begins_chinese_numeral(char32_t character) noexcept {
  const auto symbol = symbol_of(character);
  return symbol && (symbol->digit >= 0 || symbol->power == 10);
}

}  // namespace jx::values
