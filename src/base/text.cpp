// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

namespace jx {
namespace {

constexpr char32_t kLastCodePoint = 0x10ffff;

unsigned byte_at(std::string_view text, std::size_t position) noexcept {
  return static_cast<unsigned char>(text[position]);
}

bool is_continuation(unsigned byte) noexcept { return (byte & 0xc0U) == 0x80U; }

/// The six bits a continuation byte carries; 64 or more when it is no continuation byte.
unsigned continuation_bits(std::string_view text, std::size_t position) noexcept {
  return byte_at(text, position) ^ 0x80U;
}

bool is_surrogate(char32_t character) noexcept {
  return character >= 0xd800 && character <= 0xdfff;
}

/// The first position at or after `position` that is not ASCII, eight bytes at a time.
std::size_t skip_ascii(std::string_view text, std::size_t position) noexcept {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  while (text.size() - position >= sizeof(std::uint64_t)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + position, sizeof(bytes));
    if ((bytes & kHighBits) != 0) break;
    position += sizeof(bytes);
  }
  while (position < text.size() && byte_at(text, position) < 0x80) {
    ++position;
  }
  return position;
}

bool is_ascii_space(unsigned byte) noexcept {
  return byte == 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/// The small forms U+FE50 to U+FE6B, in the order of the block; 0 where there is none.
constexpr std::array<char32_t, 0xfe6b - 0xfe50 + 1> kSmallForms = {
    U',',  U'、', U'.', 0,    U';', U':', U'?', U'!', U'-', U'(', U')',  U'{', U'}', U'〔',
    U'〕', U'#',  U'&', U'*', U'+', U'-', U'<', U'>', U'=', 0,    U'\\', U'$', U'%', U'@'};

char32_t fold_small_form(char32_t character) noexcept {
  const char32_t folded = kSmallForms[character - 0xfe50];
  return folded == 0 ? character : folded;
}

/// True when one of U+4000 to U+9FFF stands here: nearly all Han characters, which fold to
/// themselves.
bool is_plain_han(std::string_view text, std::size_t position) noexcept {
  return byte_at(text, position) >= 0xe4 && byte_at(text, position) <= 0xe9 &&
         text.size() - position >= 3 &&
         (continuation_bits(text, position + 1) | continuation_bits(text, position + 2)) < 0x40;
}

char32_t fold_and_lower(char32_t character) noexcept {
  const char32_t folded = fold_character(character);
  return folded >= U'A' && folded <= U'Z' ? folded - U'A' + U'a' : folded;
}

enum class Spaces { Kept, Dropped };

/// Copies what does not change in runs, and decodes only what may fold.
std::string fold_text(std::string_view text, Spaces spaces) {
  std::string result;
  result.reserve(text.size());
  std::size_t run = 0;
  std::size_t position = 0;
  while (position < text.size()) {
    if (is_plain_han(text, position)) {
      position += 3;
      continue;
    }
    const auto [character, length] = detail::decode(text, position);
    const char32_t folded = fold_and_lower(character);
    const bool dropped = spaces == Spaces::Dropped && is_space(folded);
    const std::size_t next = position + std::max<std::size_t>(length, 1);
    if (folded != character || dropped || length == 0) {
      result.append(text, run, position - run);
      if (!dropped) append_character(result, folded);
      run = next;
    }
    position = next;
  }
  result.append(text, run);
  return result;
}

/// Writes the pairs of neighbouring characters, one number each; `pairs` has room for one a byte.
std::span<std::uint64_t> read_pairs(std::string_view text, std::span<std::uint64_t> pairs) {
  std::size_t position = 0;
  std::size_t count = 0;
  std::uint64_t before = text.empty() ? 0 : next_character(text, position);
  while (position < text.size()) {
    const std::uint64_t after = next_character(text, position);
    pairs[count++] = before << 32 | after;
    before = after;
  }
  return pairs.first(count);
}

std::size_t count_common(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  std::size_t common = 0;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] == b[j]) {
      ++common;
      ++i;
      ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return common;
}

}  // namespace

// Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. Three bytes come first,
// for that is what Chinese text is made of.
detail::Decoded detail::decode(std::string_view text, std::size_t position) noexcept {
  const unsigned lead = byte_at(text, position);
  const std::size_t left = text.size() - position;
  if (lead < 0x80) return {lead, 1};
  if (left < 2) return {};
  const unsigned second = continuation_bits(text, position + 1);
  if (lead >= 0xe0 && lead < 0xf0 && left >= 3) {
    const unsigned third = continuation_bits(text, position + 2);
    const char32_t character = ((lead & 0x0fU) << 12) | (second << 6) | third;
    if ((second | third) >= 0x40 || character < 0x800 || is_surrogate(character)) return {};
    return {character, 3};
  }
  if (second >= 0x40 || lead < 0xc2) return {};
  if (lead < 0xe0) return {((lead & 0x1fU) << 6) | second, 2};
  if (lead < 0xf0 || lead > 0xf4 || left < 4) return {};
  const unsigned third = continuation_bits(text, position + 2);
  const unsigned fourth = continuation_bits(text, position + 3);
  const char32_t character = ((lead & 0x07U) << 18) | (second << 12) | (third << 6) | fourth;
  if ((third | fourth) >= 0x40 || character < 0x10000 || character > kLastCodePoint) return {};
  return {character, 4};
}

void append_character(std::string& text, char32_t character) {
  if (character > kLastCodePoint || is_surrogate(character)) character = kReplacementCharacter;
  const auto tail = [character](unsigned shift) {
    return static_cast<char>(0x80U | ((character >> shift) & 0x3fU));
  };
  if (character < 0x80) {
    text += static_cast<char>(character);
  } else if (character < 0x800) {
    const std::array bytes = {static_cast<char>(0xc0U | (character >> 6)), tail(0)};
    text.append(bytes.data(), bytes.size());
  } else if (character < 0x10000) {
    const std::array bytes = {static_cast<char>(0xe0U | (character >> 12)), tail(6), tail(0)};
    text.append(bytes.data(), bytes.size());
  } else {
    const std::array bytes = {static_cast<char>(0xf0U | (character >> 18)), tail(12), tail(6),
                              tail(0)};
    text.append(bytes.data(), bytes.size());
  }
}

bool is_valid_utf8(std::string_view text) noexcept {
  std::size_t position = skip_ascii(text, 0);
  while (position < text.size()) {
    const std::size_t length = detail::decode(text, position).length;
    if (length == 0) return false;
    position += length;
    if (position < text.size() && byte_at(text, position) < 0x80) {
      position = skip_ascii(text, position);
    }
  }
  return true;
}

std::size_t character_count(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t position = 0; position < text.size(); ++count) {
    next_character(text, position);
  }
  return count;
}

std::u32string to_utf32(std::string_view text) {
  std::u32string result;
  result.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) {
    result += next_character(text, position);
  }
  return result;
}

std::string to_utf8(std::u32string_view text) {
  std::string result;
  result.reserve(text.size() * 3);
  for (const char32_t character : text) {
    append_character(result, character);
  }
  return result;
}

std::size_t byte_offset(std::string_view text, std::size_t index) noexcept {
  std::size_t position = 0;
  while (index > 0 && position < text.size()) {
    next_character(text, position);
    --index;
  }
  return position;
}

bool is_han(char32_t character) noexcept {
  if (character >= 0x4e00 && character <= 0x9fff) return true;
  if (character < 0x2e80) return false;
  return (character >= 0x3400 && character <= 0x4dbf) ||    // extension A
         (character >= 0x20000 && character <= 0x3ffff) ||  // extensions B and later
         (character >= 0xf900 && character <= 0xfaff) ||    // compatibility forms
         (character <= 0x2fdf) ||                           // radicals, as PDF files use them
         character == 0x3005 || character == 0x3007 ||      // 々 〇
         (character >= 0x3021 && character <= 0x3029) ||    // 〡 to 〩
         (character >= 0x3038 && character <= 0x303b);      // 〸 to 〻
}

bool is_space(char32_t character) noexcept {
  if (character < 0x80) return is_ascii_space(character);
  if (character >= 0x2000 && character <= 0x200d) return true;  // to the zero-width joiner
  switch (character) {
    case 0x0085:  // next line
    case 0x00a0:  // no-break space
    case 0x1680:  // Ogham space
    case 0x180e:  // Mongolian vowel separator
    case 0x2028:  // line separator
    case 0x2029:  // paragraph separator
    case 0x202f:  // narrow no-break space
    case 0x205f:  // mathematical space
    case 0x2060:  // word joiner
    case 0x3000:  // ideographic space
    case 0xfeff:  // byte order mark
      return true;
    default: return false;
  }
}

int display_width(char32_t character) noexcept {
  if (character < 0x7f) return character < 0x20 ? 0 : 1;
  if (character < 0xa0) return 0;
  if (character >= 0x4e00 && character <= 0x9fff) return 2;
  switch (character) {
    case U'“':
    case U'”':
    case U'‘':
    case U'’':
    case U'…':
    case U'—': return 2;
    case 0x00ad:  // The soft hyphen is a format character, yet terminals show it.
      return 1;
    default: break;
  }
  const auto code_point = static_cast<UChar32>(character);
  const int category = u_charType(code_point);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR ||
      (character >= 0x1160 && character <= 0x11ff)) {
    return 0;  // U+1160 to U+11FF are Korean vowels and finals, drawn into the syllable before.
  }
  const int width = u_getIntPropertyValue(code_point, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t position = 0; position < text.size();) {
    width += static_cast<std::size_t>(display_width(next_character(text, position)));
  }
  return width;
}

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty()) {
    std::size_t next = 0;
    if (!is_space(next_character(text, next))) break;
    text.remove_prefix(next);
  }
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    // No space has more than three bytes.
    while (start > 0 && text.size() - start < 3 && is_continuation(byte_at(text, start))) {
      --start;
    }
    std::size_t next = start;
    if (!is_space(next_character(text, next)) || next != text.size()) break;
    text.remove_suffix(text.size() - start);
  }
  return text;
}

char32_t fold_character(char32_t character) noexcept {
  if (character < 0x80) return character;
  if (character >= 0x4e00 && character <= 0x9fff) return character;
  if (character >= 0xff01 && character <= 0xff5e) return character - 0xfee0;  // full-width ASCII
  if (character >= 0xfe50 && character <= 0xfe6b) return fold_small_form(character);
  if (character >= 0x2000 && character <= 0x200a) return U' ';
  if (character >= 0x2010 && character <= 0x2015) return U'-';  // hyphens to horizontal bar
  switch (character) {
    case 0x00a0:  // no-break space
    case 0x202f:  // narrow no-break space
    case 0x205f:  // mathematical space
    case 0x3000:  // ideographic space
      return U' ';
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'「':
    case U'」':
    case U'｢':
    case U'｣':
    case U'〝':
    case U'〞':
    case U'〟': return U'"';
    case U'‘':
    case U'’':
    case U'‚':
    case U'‛':
    case U'『':
    case U'』': return U'\'';
    case 0x2212:  // minus sign
    case 0x2500:  // box drawing line, typed as a dash
    case 0x2e3a:  // two-em dash
    case 0x2e3b:  // three-em dash
      return U'-';
    case 0x223c:  // tilde operator
    case 0x301c:  // wave dash
      return U'~';
    case 0x0387:  // Greek ano teleia
    case 0x2022:  // bullet
    case 0x2027:  // hyphenation point
    case 0x2219:  // bullet operator
    case 0x22c5:  // dot operator
    case 0x30fb:  // Katakana middle dot
    case 0xff65:  // half-width Katakana middle dot
      return U'·';
    case 0x2236:  // ratio, typed as a colon
      return U':';
    case U'￥': return U'¥';
    case U'￡': return U'£';
    case U'￠': return U'¢';
    default: return character;
  }
}

std::string fold(std::string_view text) { return fold_text(text, Spaces::Dropped); }

std::string fold_keeping_spaces(std::string_view text) { return fold_text(text, Spaces::Kept); }

std::string letters_only(std::string_view text) {
  const std::string folded = fold(text);
  std::string result;
  result.reserve(folded.size());
  for (std::size_t position = 0; position < folded.size();) {
    const std::size_t start = position;
    const char32_t character = next_character(folded, position);
    if (is_han(character) || u_isalnum(static_cast<UChar32>(character)) != 0) {
      result.append(folded, start, position - start);
    }
  }
  return result;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  if (!separator.empty()) {
    for (std::size_t end = text.find(separator); end != std::string_view::npos;
         end = text.find(separator)) {
      parts.push_back(text.substr(0, end));
      text.remove_prefix(end + separator.size());
    }
  }
  parts.push_back(text);
  return parts;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  if (from.empty()) return std::string(text);
  std::string result;
  result.reserve(text.size());
  for (std::size_t start = text.find(from); start != std::string_view::npos;
       start = text.find(from)) {
    result += text.substr(0, start);
    result += to;
    text.remove_prefix(start + from.size());
  }
  result += text;
  return result;
}

bool contains(std::string_view text, std::string_view part) noexcept {
  if (part.empty()) return true;
  if (text.empty()) return false;  // A view of nothing may point nowhere, which memmem() forbids.
  // Not find(): it looks for the first byte, and every third byte of Chinese text is E4 to E9.
  return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.size() < b.size()) std::swap(a, b);
  const std::size_t difference = a.size() - b.size();
  if (difference > limit) return limit + 1;
  limit = std::min(limit, a.size());  // The distance is never more, so the answer stays the same.

  // One row of the table, only in the band of columns that the limit can reach: what strays from
  // the diagonal has to come back to the corner, at the cost of one for each step.
  const std::size_t below = (limit + difference) / 2;
  const std::size_t above = (limit - difference) / 2;
  const std::size_t unreachable = limit + 1;
  std::vector<std::size_t> row(b.size() + 1, unreachable);
  for (std::size_t j = 0; j <= std::min(above, b.size()); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t first = i > below ? i - below : 1;
    const std::size_t last = std::min(i + above, b.size());
    std::size_t diagonal = row[first - 1];
    row[first - 1] = first == 1 ? std::min(i, unreachable) : unreachable;
    std::size_t least = row[first - 1];
    for (std::size_t j = first; j <= last; ++j) {
      const std::size_t replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replace, row[j] + 1, row[j - 1] + 1, unreachable});
      least = std::min(least, row[j]);
    }
    if (least > limit) return unreachable;
  }
  return row[b.size()];
}

double pair_similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  constexpr std::size_t kOnStack = 256;
  const std::size_t room = a.size() + b.size();
  std::array<std::uint64_t, kOnStack> stack;
  std::vector<std::uint64_t> heap(room > kOnStack ? room : 0);
  const std::span<std::uint64_t> buffer = room > kOnStack ? std::span(heap) : std::span(stack);

  const std::span<std::uint64_t> pairs_a = read_pairs(a, buffer.first(a.size()));
  const std::span<std::uint64_t> pairs_b = read_pairs(b, buffer.subspan(a.size()));
  if (pairs_a.empty() || pairs_b.empty()) return 0;
  std::sort(pairs_a.begin(), pairs_a.end());
  std::sort(pairs_b.begin(), pairs_b.end());
  const auto common = static_cast<double>(count_common(pairs_a, pairs_b));
  return 2 * common / static_cast<double>(pairs_a.size() + pairs_b.size());
}

}  // namespace jx
