// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::string_view kReplacementUtf8 = "\xEF\xBF\xBD";
constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleBom = "\xFF\xFE";
constexpr std::string_view kUtf16BigBom = "\xFE\xFF";

unsigned byte_at(std::string_view bytes, std::size_t position) noexcept {
  return static_cast<unsigned char>(bytes[position]);
}

/// Remembers one undecodable sequence of the input.
void note_replacement(DecodedText& decoded, std::size_t offset) {
  if (decoded.replaced_offsets.size() < DecodedText::kMostOffsets) {
    decoded.replaced_offsets.push_back(offset);
  }
  ++decoded.replaced;
}

std::size_t is_control(char character) noexcept {
  const auto byte = static_cast<unsigned char>(character);
  return static_cast<std::size_t>(byte < 0x20) & static_cast<std::size_t>((byte - 0x09U) > 4);
}

/// Control characters that no text needs: all below U+0020 except the spaces among them.
std::size_t count_controls(std::string_view text) noexcept {
  // Blocks of a fixed size with a sum of one byte: compilers turn that into vector code.
  constexpr std::size_t kBlock = 128;
  std::size_t count = 0;
  std::size_t i = 0;
  for (; i + kBlock <= text.size(); i += kBlock) {
    const char* const block = text.data() + i;
    std::uint8_t in_block = 0;
    for (std::size_t j = 0; j < kBlock; ++j) {
      const auto byte = static_cast<std::uint8_t>(block[j]);
      const auto from_tab = static_cast<std::uint8_t>(byte - 0x09);
      in_block = static_cast<std::uint8_t>(in_block + ((byte < 0x20) & (from_tab > 4)));
    }
    count += in_block;
  }
  for (; i < text.size(); ++i) count += is_control(text[i]);
  return count;
}

/// Most of a Chinese text: three bytes of U+1000 to U+CFFF or U+E000 to U+FFFF, where any two
/// continuation bytes are valid.
bool is_common_character(const char* bytes) noexcept {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes, 3);
  const auto lead = static_cast<unsigned char>(bytes[0]);
  constexpr bool kLittle = std::endian::native == std::endian::little;
  constexpr std::uint32_t kMask = kLittle ? 0x00c0c0f0 : 0xf0c0c000;
  constexpr std::uint32_t kForm = kLittle ? 0x008080e0 : 0xe0808000;
  return (word & kMask) == kForm && lead != 0xe0 && lead != 0xed;
}

/// is_valid_utf8 with short cuts: files of hundreds of megabytes come through here.
bool is_all_utf8(std::string_view text) noexcept {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  const auto* const data = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t i = 0;
  while (i < text.size()) {
    while (text.size() - i >= 4 && is_common_character(text.data() + i)) i += 3;
    if (text.size() - i >= sizeof(std::uint64_t)) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, text.data() + i, sizeof(bytes));
      const std::uint64_t high = bytes & kHighBits;
      if (std::endian::native == std::endian::little) {
        const auto ascii = static_cast<std::size_t>(std::countr_zero(high)) / 8;
        i += ascii;
        if (ascii != 0) continue;
      } else if (high == 0) {
        i += sizeof(bytes);
        continue;
      }
    }
    if (i == text.size()) break;
    UChar32 character = 0;
    U8_NEXT(data, i, text.size(), character);
    if (character < 0) return false;
  }
  return true;
}

/// Private use characters: where GB18030 puts the pairs it knows nothing about.
std::size_t count_private_use(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const unsigned lead = byte_at(text, i);
    count +=
        static_cast<std::size_t>(lead == 0xee || (lead == 0xef && byte_at(text, i + 1) < 0xa4));
  }
  return count;
}

/// Refuses what is no text. One stray control character or broken byte in a hundred is a damaged
/// text; more is a program, a picture, or an encoding we do not know.
Result<DecodedText> refuse_junk(DecodedText decoded) {
  const std::size_t size = decoded.text.size();
  if (const std::size_t controls = count_controls(decoded.text); controls > 1 + size / 100) {
    return malformed("不是文本：含有 " + std::to_string(controls) +
                     " 个控制字符。请确认文件类型，或另存为 UTF-8 文本后再试。");
  }
  const bool legacy = decoded.encoding == "GB18030";
  const std::size_t odd = decoded.replaced + (legacy ? count_private_use(decoded.text) : 0);
  if (odd > 2 + size / 60) {
    return malformed("无法识别编码：按 " + decoded.encoding + " 解读有 " + std::to_string(odd) +
                     " 处无法解码。请另存为 UTF-8 后再试。");
  }
  return decoded;
}

/// Neither UTF-8 nor GB18030 uses the byte of the line feed inside a character.
std::size_t line_of(std::string_view bytes, std::size_t offset) noexcept {
  const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(offset, bytes.size()));
  return 1 + static_cast<std::size_t>(std::count(bytes.begin(), end, '\n'));
}

/// Decodes UTF-16 by hand: the encoding is trivial, and offsets stay exact.
DecodedText decode_utf16(std::string_view bytes, bool little) {
  DecodedText decoded{.text = {}, .encoding = little ? "UTF-16LE" : "UTF-16BE", .had_bom = true};
  decoded.text.reserve(bytes.size() + bytes.size() / 2);
  const auto unit_at = [&](std::size_t i) -> char32_t {
    const unsigned first = byte_at(bytes, i);
    const unsigned second = byte_at(bytes, i + 1);
    return little ? (second << 8 | first) : (first << 8 | second);
  };
  std::size_t i = 2;
  for (; i + 1 < bytes.size(); i += 2) {
    char32_t unit = unit_at(i);
    const bool high = unit >= 0xd800 && unit < 0xdc00;
    if (high && i + 3 < bytes.size()) {
      const char32_t low = unit_at(i + 2);
      if (low >= 0xdc00 && low < 0xe000) {
        append_character(decoded.text, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
        i += 2;
        continue;
      }
    }
    if (unit >= 0xd800 && unit < 0xe000) {
      note_replacement(decoded, i);
      unit = kReplacementCharacter;
    }
    append_character(decoded.text, unit);
  }
  if (i < bytes.size()) {
    note_replacement(decoded, i);
    append_character(decoded.text, kReplacementCharacter);
  }
  if (decoded.replaced != 0) {
    const std::size_t first = decoded.text.find(kReplacementUtf8);
    decoded.first_replaced_line = line_of(decoded.text, first);
  }
  return decoded;
}

/// UTF-8 with faults: each maximal broken sequence becomes one U+FFFD, as browsers do it.
DecodedText decode_damaged_utf8(std::string_view bytes) {
  DecodedText decoded{.text = {}, .encoding = "UTF-8"};
  decoded.text.reserve(bytes.size() + 64);
  const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t run = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t begin = i;
    UChar32 character = 0;
    U8_NEXT(data, i, bytes.size(), character);
    if (character >= 0) continue;
    decoded.text.append(bytes.substr(run, begin - run));
    decoded.text.append(kReplacementUtf8);
    note_replacement(decoded, begin);
    run = i;
  }
  decoded.text.append(bytes.substr(run));
  if (decoded.replaced != 0) {
    decoded.first_replaced_line = line_of(bytes, decoded.replaced_offsets.front());
  }
  return decoded;
}

struct ConverterCloser {
  void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterCloser>;

/// What the ICU callback needs to count a replacement.
struct CallbackContext {
  const char* begin;
  DecodedText* decoded;
};

/// Writes U+FFFD for an undecodable sequence and counts it. ICU calls it through a C pointer.
void U_CALLCONV replace_undecodable(const void* context, UConverterToUnicodeArgs* arguments,
                                    const char* /*bytes*/, std::int32_t length,
                                    UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;  // the converter is being reset or closed
  *status = U_ZERO_ERROR;
  const auto* const found = static_cast<const CallbackContext*>(context);
  const std::ptrdiff_t offset = arguments->source - found->begin - length;
  note_replacement(*found->decoded, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
  const UChar replacement = 0xfffd;
  ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, status);
}

/// ICU rather than iconv: its tables are in memory, where a sandboxed reader can reach them.
Result<DecodedText> decode_by_icu(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter source(ucnv_open(encoding, &status));
  const Converter target(ucnv_open("UTF-8", &status));
  if (U_FAILURE(status) != 0) {
    return Error{ErrorCode::Unsupported,
                 std::string("字符集转换库缺少 ") + encoding + " 数据，请检查 ICU 的安装。"};
  }
  DecodedText decoded{.text = {}, .encoding = encoding};
  decoded.text.reserve(bytes.size() + bytes.size() / 2);
  const CallbackContext context{bytes.data(), &decoded};
  ucnv_setToUCallBack(source.get(), replace_undecodable, &context, nullptr, nullptr, &status);

  std::array<char, 32768> buffer;
  std::array<UChar, 4096> pivot;
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* next = bytes.data();
  const char* const end = next + bytes.size();
  do {
    status = U_ZERO_ERROR;
    char* out = buffer.data();
    ucnv_convertEx(target.get(), source.get(), &out, out + buffer.size(), &next, end, pivot.data(),
                   &pivot_source, &pivot_target, pivot.data() + pivot.size(), 0, 1, &status);
    decoded.text.append(buffer.data(), static_cast<std::size_t>(out - buffer.data()));
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(status) != 0) {
    return malformed(std::string("按 ") + encoding + " 解码失败：" + u_errorName(status));
  }
  if (decoded.replaced != 0) {
    decoded.first_replaced_line = line_of(bytes, decoded.replaced_offsets.front());
  }
  return decoded;
}

/// How one line reads as UTF-8 and as GB18030.
struct LineSurvey {
  std::size_t utf8_characters =
      0;  ///< Sequences of three or four bytes: shorter ones prove little.
  std::size_t utf8_faults = 0;
  std::size_t gb_common = 0;  ///< Pairs in the GB2312 area, where nearly all real text is.
  std::size_t gb_faults = 0;

  bool is_clear_utf8() const noexcept {
    return utf8_characters >= 2 && utf8_characters >= 4 * utf8_faults;
  }
  bool is_clear_gb() const noexcept {
    return gb_common >= 3 && gb_faults == 0 && utf8_faults > utf8_characters;
  }
};

void survey_utf8(std::string_view line, LineSurvey& survey) {
  const auto* const data = reinterpret_cast<const std::uint8_t*>(line.data());
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t begin = i;
    UChar32 character = 0;
    U8_NEXT(data, i, line.size(), character);
    if (character < 0) {
      ++survey.utf8_faults;
    } else if (i - begin >= 3) {
      ++survey.utf8_characters;
    }
  }
}

void survey_gb(std::string_view line, LineSurvey& survey) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const unsigned lead = byte_at(line, i);
    if (lead < 0x80) continue;
    const unsigned trail = i + 1 < line.size() ? byte_at(line, i + 1) : 0;
    if (lead != 0x80 && lead != 0xff && trail >= 0x40 && trail != 0x7f && trail != 0xff) {
      survey.gb_common += static_cast<std::size_t>(lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1);
      ++i;
    } else if (trail >= '0' && trail <= '9') {
      i += 3;  // a four-byte character; whether it is whole is the converter's business
    } else {
      ++survey.gb_faults;
    }
  }
}

enum class Guess { Utf8, Gb18030 };

/// Decides line by line, for bytes that are not valid UTF-8 as a whole: damage shows as a few
/// faults among many good sequences, another encoding as hardly any good one.
Result<Guess> guess_encoding(std::string_view bytes) {
  LineSurvey total;
  std::size_t utf8_line = 0;
  std::size_t gb_line = 0;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view line = bytes.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    LineSurvey survey;
    survey_utf8(line, survey);
    survey_gb(line, survey);
    if (utf8_line == 0 && survey.is_clear_utf8()) utf8_line = number;
    if (gb_line == 0 && survey.is_clear_gb()) gb_line = number;
    total.utf8_characters += survey.utf8_characters;
    total.utf8_faults += survey.utf8_faults;
  }
  if (utf8_line != 0 && gb_line != 0) {
    return malformed("编码混用：第 " + std::to_string(utf8_line) + " 行是 UTF-8，第 " +
                     std::to_string(gb_line) + " 行是 GB18030。请统一另存为 UTF-8 后再试。");
  }
  if (utf8_line != 0) return Guess::Utf8;
  if (gb_line != 0) return Guess::Gb18030;
  return total.utf8_characters > total.utf8_faults ? Guess::Utf8 : Guess::Gb18030;
}

/// The encoding that a byte order mark or the form of the bytes proves; absent when it must be
/// guessed.
std::optional<Result<DecodedText>> decode_marked(std::string_view bytes) {
  if (bytes.starts_with(kUtf16LittleBom)) return refuse_junk(decode_utf16(bytes, true));
  if (bytes.starts_with(kUtf16BigBom)) return refuse_junk(decode_utf16(bytes, false));
  if (!bytes.starts_with(kUtf8Bom)) return std::nullopt;
  DecodedText decoded = decode_damaged_utf8(bytes.substr(kUtf8Bom.size()));
  decoded.had_bom = true;
  for (std::size_t& offset : decoded.replaced_offsets) offset += kUtf8Bom.size();
  return refuse_junk(std::move(decoded));
}

Result<DecodedText> decode_guessed(std::string_view bytes) {
  JX_TRY(const Guess guess, guess_encoding(bytes));
  if (guess == Guess::Utf8) return refuse_junk(decode_damaged_utf8(bytes));
  JX_TRY(DecodedText decoded, decode_by_icu(bytes, "GB18030"));
  return refuse_junk(std::move(decoded));
}

}  // namespace

Result<DecodedText> decode_text(std::string_view bytes) {
  if (auto decoded = decode_marked(bytes)) return *std::move(decoded);
  if (!is_all_utf8(bytes)) return decode_guessed(bytes);
  return refuse_junk({.text = std::string(bytes), .encoding = "UTF-8"});
}

Result<DecodedText> decode_labelled_text(std::string_view bytes, std::string_view label) {
  if (!fold(label).starts_with("big5")) return decode_text(bytes);
  if (auto decoded = decode_marked(bytes)) return *std::move(decoded);
  if (is_all_utf8(bytes)) return refuse_junk({.text = std::string(bytes), .encoding = "UTF-8"});
  JX_TRY(DecodedText decoded, decode_by_icu(bytes, "Big5"));
  return refuse_junk(std::move(decoded));
}

std::string decode_code_page(std::string_view bytes, std::uint32_t page) {
  const bool ascii = std::all_of(bytes.begin(), bytes.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return std::string(bytes);
  constexpr std::uint32_t kSimplifiedChinese = 936;
  constexpr std::uint32_t kMacintosh = 10'000;
  constexpr std::uint32_t kMacintoshOfExcel = 32'768;
  std::string encoding = "cp" + std::to_string(page);
  if (page == kSimplifiedChinese) encoding = "GB18030";
  if (page == kMacintosh || page == kMacintoshOfExcel) encoding = "macintosh";
  for (const std::string& name : {encoding, std::string("windows-1252")}) {
    if (auto decoded = decode_by_icu(bytes, name.c_str()); decoded.ok()) {
      return std::move(decoded->text);
    }
  }
  return std::string(kReplacementUtf8);
}

Result<DecodedText> decode_owned_text(std::string bytes) {
  if (auto decoded = decode_marked(bytes)) return *std::move(decoded);
  if (!is_all_utf8(bytes)) return decode_guessed(bytes);
  return refuse_junk({.text = std::move(bytes), .encoding = "UTF-8"});
}

}  // namespace jx
