// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/format_section.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

/// No format is longer in any file; a hostile one is cut here.
constexpr std::size_t kMostFormatBytes = 4096;
constexpr std::size_t kMostSections = 4;

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_word(std::string_view text, std::string_view word) noexcept {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(),
                    [](char expected, char actual) { return expected == lower(actual); });
}

/// The ways in which Excels of other languages write General into files.
constexpr std::array<std::string_view, 4> kGeneralWords = {"general", "g/通用格式", "g/標準",
                                                           "g/标准"};

/// The long date and time of the system, which a file only names.
std::string_view system_format(std::string_view locale_tag, SheetLocale locale) noexcept {
  const bool chinese = locale == SheetLocale::Chinese;
  if (starts_with_word(locale_tag, "f800")) {
    return chinese ? "yyyy\"年\"m\"月\"d\"日\"" : "dddd, mmmm d, yyyy";
  }
  if (starts_with_word(locale_tag, "f400")) return chinese ? "h:mm:ss" : "h:mm:ss AM/PM";
  return {};
}

/// One section, read character by character.
class SectionParser {
 public:
  SectionParser(std::string_view text, const FormatOptions& options) : rest_(text) {
    options_ = options;
  }

  FormatSection parse() {
    while (!rest_.empty()) step();
    find_minutes();
    join_point();
    place_commas();
    if (!section_.has_digits) section_.is_fraction = false;
    return std::move(section_);
  }

 private:
  void step() {
    const char c = rest_.front();
    switch (c) {
      case '"': return take_quoted();
      case '\\': return take_escaped();
      // A backslash of East Asian Excels, which print a currency sign in its place.
      case '!':
        if (options_.locale == SheetLocale::Chinese) return take_escaped();
        return take_literal(1);
      case '_': return take_padding(" ");
      case '*': return take_padding("");
      case '[': return take_bracket();
      case '0':
      case '#':
      case '?': return take_digit(c);
      case '.': return take_point();
      case ',': return take_comma();
      case '%': return take_percent();
      case '@': return take_words();
      case '/': return take_slash();
      default: break;
    }
    if (!take_word()) take_literal(character_length());
  }

  std::size_t character_length() const noexcept {
    std::size_t length = 0;
    next_character(rest_, length);
    return length;
  }

  void add(FormatToken token, std::size_t length) {
    section_.tokens.push_back(std::move(token));
    rest_.remove_prefix(std::min(length, rest_.size()));
  }

  void add_text(std::string_view text) {
    std::vector<FormatToken>& tokens = section_.tokens;
    if (text.empty()) return;
    const bool goes_on =
        !tokens.empty() && tokens.back().kind == TokenKind::Literal && tokens.back().mark == 0;
    if (!goes_on) {
      tokens.push_back({.kind = TokenKind::Literal});
    }
    tokens.back().text += text;
  }

  void take_literal(std::size_t length) {
    add_text(rest_.substr(0, length));
    rest_.remove_prefix(length);
  }

  void take_quoted() {
    const std::size_t end = std::min(rest_.find('"', 1), rest_.size());
    add_text(rest_.substr(1, end - 1));
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
  }

  void take_escaped() {
    rest_.remove_prefix(1);
    if (!rest_.empty()) take_literal(character_length());
  }

  /// "_x" is a blank as wide as x, "*x" fills the cell with x.
  void take_padding(std::string_view shown) {
    rest_.remove_prefix(1);
    if (rest_.empty()) return;
    rest_.remove_prefix(character_length());
    add_text(shown);
  }

  void take_bracket() {
    const std::size_t end = rest_.find(']');
    if (end == std::string_view::npos) return take_literal(1);
    const std::string_view inside = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    if (inside.starts_with('$')) return take_locale(inside.substr(1));
    if (inside.starts_with('<') || inside.starts_with('>') || inside.starts_with('=')) {
      return take_condition(inside);
    }
    if (starts_with_word(inside, "dbnum1")) section_.numerals = Numerals::Chinese;
    if (starts_with_word(inside, "dbnum2")) section_.numerals = Numerals::Formal;
    if (starts_with_word(inside, "dbnum3")) section_.numerals = Numerals::FullWidth;
    take_elapsed(inside);  // Anything else is a colour.
  }

  void take_elapsed(std::string_view inside) {
    if (inside.empty()) return;
    const char letter = lower(inside.front());
    if (std::any_of(inside.begin(), inside.end(), [&](char c) { return lower(c) != letter; })) {
      return;
    }
    const auto count = static_cast<int>(inside.size());
    if (letter == 'h') add_date({.kind = TokenKind::ElapsedHours, .count = count}, 0);
    if (letter == 'm') add_date({.kind = TokenKind::ElapsedMinutes, .count = count}, 0);
    if (letter == 's') add_date({.kind = TokenKind::ElapsedSeconds, .count = count}, 0);
  }

  /// "[$¥-804]": words to show, and whose language names months and days.
  void take_locale(std::string_view inside) {
    const std::size_t dash = inside.find('-');
    add_text(inside.substr(0, dash));
    if (dash == std::string_view::npos) return;
    std::string_view tag = inside.substr(dash + 1);
    tag = tag.substr(0, tag.find(','));
    if (const std::string_view whole = system_format(tag, options_.locale); !whole.empty()) {
      FormatSection system = SectionParser(whole, options_).parse();
      section_ = std::move(system);
      rest_ = {};
      return;
    }
    const bool english = tag.ends_with("409") || starts_with_word(tag, "en");
    const bool chinese =
        tag.ends_with("804") || tag.ends_with("404") || starts_with_word(tag, "zh");
    if (english) section_.names = SheetLocale::English;
    if (chinese) section_.names = SheetLocale::Chinese;
  }

  void take_condition(std::string_view inside) {
    constexpr std::pair<std::string_view, Comparison> kSigns[] = {
        {"<=", Comparison::LessEqual}, {">=", Comparison::GreaterEqual},
        {"<>", Comparison::Unequal},   {"<", Comparison::Less},
        {">", Comparison::Greater},    {"=", Comparison::Equal},
    };
    for (const auto& [sign, comparison] : kSigns) {
      if (!inside.starts_with(sign)) continue;
      const std::string_view number = trimmed(inside.substr(sign.size()));
      const char* const end = number.data() + number.size();
      section_.conditional = std::from_chars(number.data(), end, section_.limit).ec == std::errc{};
      section_.comparison = comparison;
      return;
    }
  }

  void take_percent() {
    section_.scale += 2;
    take_literal(1);
  }

  void take_words() {
    section_.has_words = true;
    add({.kind = TokenKind::Words}, 1);
  }

  void take_digit(char mark) {
    section_.has_digits = true;
    add({.kind = TokenKind::Digit, .mark = mark}, 1);
  }

  void take_point() {
    const std::size_t zeros = std::min(rest_.find_first_not_of('0', 1), rest_.size()) - 1;
    const bool of_seconds = zeros > 0 && !section_.tokens.empty() &&
                            (section_.tokens.back().kind == TokenKind::Second ||
                             section_.tokens.back().kind == TokenKind::ElapsedSeconds);
    if (of_seconds) {
      return add({.kind = TokenKind::SecondFraction,
                  .count = static_cast<int>(std::min<std::size_t>(zeros, 3))},
                 zeros + 1);
    }
    add({.kind = TokenKind::Point, .text = "."}, 1);
  }

  /// Whether a comma groups digits or scales them shows only when all digits are known.
  void take_comma() { add({.kind = TokenKind::Literal, .mark = ',', .text = ","}, 1); }

  void take_slash() {
    const bool behind_digit =
        !section_.tokens.empty() && section_.tokens.back().kind == TokenKind::Digit;
    const std::string_view after = rest_.substr(1);
    const bool before_digit = !after.empty() && (after[0] == '?' || after[0] == '#' ||
                                                 (after[0] >= '0' && after[0] <= '9'));
    if (!behind_digit || !before_digit || section_.is_fraction) return take_literal(1);
    section_.is_fraction = true;
    add({.kind = TokenKind::Slash}, 1);
    // A denominator that the format fixes: "?/8".
    const std::size_t end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    if (end > 0 && rest_.substr(0, end).find_first_of("123456789") != std::string_view::npos) {
      section_.tokens.back().text = rest_.substr(0, std::min<std::size_t>(end, 5));
      rest_.remove_prefix(end);
    }
  }

  bool take_word() {
    for (const std::string_view word : kGeneralWords) {
      if (!starts_with_word(rest_, word)) continue;
      add({.kind = TokenKind::General}, word.size());
      return true;
    }
    if (starts_with_word(rest_, "am/pm")) return take_half_day("AM/PM");
    for (const std::string_view word : {"a/p", "上午/下午"}) {
      if (starts_with_word(rest_, word)) return take_half_day(rest_.substr(0, word.size()));
    }
    return take_exponent() || take_date_letters();
  }

  bool take_half_day(std::string_view words) {
    add_date({.kind = TokenKind::HalfDay, .text = std::string(words)}, words.size());
    return true;
  }

  bool take_exponent() {
    const bool is_exponent = lower(rest_.front()) == 'e' && rest_.size() > 1 &&
                             (rest_[1] == '+' || rest_[1] == '-') && section_.has_digits;
    if (is_exponent) add({.kind = TokenKind::Exponent, .mark = rest_[1]}, 2);
    return is_exponent;
  }

  bool take_date_letters() {
    const char letter = lower(rest_.front());
    std::size_t count = 1;
    while (count < rest_.size() && lower(rest_[count]) == letter) ++count;
    const auto kind = find_date_kind(letter, count);
    if (!kind) return false;
    add_date(
        {.kind = *kind, .mark = letter, .count = static_cast<int>(std::min<std::size_t>(count, 9))},
        count);
    return true;
  }

  static std::optional<TokenKind> find_date_kind(char letter, std::size_t count) noexcept {
    switch (letter) {
      case 'y':
      case 'e': return TokenKind::Year;
      case 'm': return TokenKind::Month;
      case 'd': return count > 2 ? TokenKind::Weekday : TokenKind::Day;
      case 'a': return count > 2 ? std::optional(TokenKind::Weekday) : std::nullopt;
      case 'h': return TokenKind::Hour;
      case 's': return TokenKind::Second;
      case 'g': return TokenKind::Era;
      default: return std::nullopt;
    }
  }

  void add_date(FormatToken token, std::size_t length) {
    section_.is_date = true;
    add(std::move(token), length);
  }

  /// "m" behind hours or before seconds is minutes.
  void find_minutes() {
    TokenKind before = TokenKind::Year;
    FormatToken* month = nullptr;
    for (FormatToken& token : section_.tokens) {
      if (token.kind < TokenKind::Era) continue;
      const bool seconds = token.kind == TokenKind::Second;
      if (seconds && month != nullptr) month->kind = TokenKind::Minute;
      month = nullptr;
      if (token.kind == TokenKind::Month && token.count <= 2) {
        const bool behind_hours = before == TokenKind::Hour || before == TokenKind::ElapsedHours;
        if (behind_hours) token.kind = TokenKind::Minute;
        if (!behind_hours) month = &token;
      }
      if (token.kind != TokenKind::HalfDay) before = token.kind;
    }
  }

  /// Only the first point among digits divides them; in a date it is a mark like any other.
  void join_point() {
    bool seen = false;
    for (FormatToken& token : section_.tokens) {
      if (token.kind != TokenKind::Point) continue;
      if (seen || section_.is_date) token.kind = TokenKind::Literal;
      seen = true;
    }
  }

  /// A comma between digits groups them; behind the last digit before the point it divides by 1000.
  void place_commas() {
    if (section_.is_date || !section_.has_digits) return;
    std::vector<FormatToken>& tokens = section_.tokens;
    const auto is_digit = [](const FormatToken& token) { return token.kind == TokenKind::Digit; };
    bool after_point = false;
    bool behind_digit = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      FormatToken& token = tokens[i];
      if (token.kind == TokenKind::Point) after_point = true;
      if (token.kind == TokenKind::Exponent) break;
      const bool comma = token.kind == TokenKind::Literal && token.mark == ',';
      if (!comma) {
        behind_digit = is_digit(token) || (after_point && token.kind == TokenKind::Point);
        continue;
      }
      if (!behind_digit) continue;
      const auto next = std::find_if(tokens.begin() + static_cast<std::ptrdiff_t>(i), tokens.end(),
                                     [](const FormatToken& other) {
                                       return other.kind != TokenKind::Literal || other.mark != ',';
                                     });
      const bool between = next != tokens.end() && is_digit(*next) && !after_point;
      if (between) section_.thousands = true;
      if (!between) section_.scale -= 3;
      token.text.clear();
    }
  }

  std::string_view rest_;
  FormatOptions options_;
  FormatSection section_;
};

/// Cuts at the semicolons that are neither quoted nor escaped.
std::vector<std::string_view> split_sections(std::string_view code) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\\' || c == '_' || c == '*')) ++i;
    if (quoted || c != ';') continue;
    parts.push_back(code.substr(begin, i - begin));
    begin = i + 1;
  }
  parts.push_back(code.substr(begin));
  if (parts.size() > kMostSections) parts.resize(kMostSections);
  return parts;
}

}  // namespace

std::vector<FormatSection> parse_format(std::string_view code, const FormatOptions& options) {
  code = code.substr(0, kMostFormatBytes);
  std::vector<FormatSection> sections;
  for (const std::string_view part : split_sections(code)) {
    sections.push_back(SectionParser(part, options).parse());
  }
  const std::vector<FormatToken>& first = sections.front().tokens;
  const bool only_general = sections.size() == 1 && first.size() == 1 &&
                            first.front().kind == TokenKind::General && !sections[0].conditional &&
                            sections[0].numerals == Numerals::Arabic;
  if (only_general || code.empty()) sections.clear();
  return sections;
}

}  // namespace jx
