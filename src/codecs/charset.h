// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// Bytes of unknown encoding → UTF-8 text. All other encodings of the project end here.
///
/// In order: a byte order mark (UTF-8, UTF-16 either way), valid UTF-8, slightly damaged UTF-8,
/// else GB18030, which contains GBK and GB2312. What cannot be decoded becomes U+FFFD and is
/// counted, never dropped. Binary junk and files that mix UTF-8 with GB18030 are refused: decoding
/// those would invent characters.
namespace jx {

struct DecodedText {
  /// Where the first undecodable bytes stood, at most this many.
  static constexpr std::size_t kMostOffsets = 8;

  std::string text;          ///< UTF-8, without the byte order mark.
  std::string encoding;      ///< "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" or "Big5".
  std::size_t replaced = 0;  ///< How many undecodable sequences became U+FFFD.
  std::vector<std::size_t> replaced_offsets = {};  ///< Of the first ones, in bytes of the input.
  std::size_t first_replaced_line = 0;             ///< From 1; 0 when nothing was replaced.
  bool had_bom = false;
};

/// Malformed, with the reason, for binary junk and mixed encodings.
Result<DecodedText> decode_text(std::string_view bytes);

/// For bytes that state their encoding ("gb2312", "big5"). The statement is only believed where
/// the bytes do not prove another one: pages are mislabelled often.
Result<DecodedText> decode_labelled_text(std::string_view bytes, std::string_view label);

/// Words of old office formats, which name the code page of the machine that wrote them (1252, 936,
/// …): short pieces that prove nothing by themselves. What cannot be decoded becomes U+FFFD; a page
/// that nobody knows reads as 1252.
std::string decode_code_page(std::string_view bytes, std::uint32_t page);

/// The same without a copy when the bytes already are UTF-8: `decode_owned_text(std::move(file))`.
Result<DecodedText> decode_owned_text(std::string bytes);

}  // namespace jx
