// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/decoded_document.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "codecs/charset.h"

namespace jx {
namespace {

constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";
constexpr std::string_view kReplacement = "\xef\xbf\xbd";

/// The end-of-file mark of old DOS programs.
constexpr char kControlZ = '\x1a';

void report(const DecodedText& decoded, std::string_view stated, Diagnostics& diagnostics) {
  if (decoded.replaced > 0) {
    diagnostics.warn(
        "undecodable",
        fmt::format("按 {} 解码时有 {} 处无法识别，已用“\xef\xbf\xbd”代替，首处在第 {} "
                    "行。请核对原文件，或另存为 UTF-8 后再试。",
                    decoded.encoding, decoded.replaced, decoded.first_replaced_line),
        Origin{.line = static_cast<std::uint32_t>(decoded.first_replaced_line)});
  }
  if (decoded.encoding != "GB18030" || fold(stated).starts_with("gb")) return;
  if (!stated.empty()) {
    diagnostics.note("encoding-guessed",
                     fmt::format("文件标明的编码是 {}，内容却是 GB18030（含 GBK、GB2312），已按内容"
                                 "读取。如有乱码，请另存为 UTF-8 后再试。",
                                 stated));
  } else {
    diagnostics.note("encoding-guessed",
                     "文件没有标明编码，已按 GB18030（含 GBK、GB2312）读取。如有乱码，请另存为 "
                     "UTF-8 后再试。");
  }
}

/// UTF-16 can spell U+0000, which no output of ours can carry.
std::string replace_nul(std::string text, Diagnostics& diagnostics) {
  const auto first = std::find(text.begin(), text.end(), '\0');
  if (first == text.end()) return text;
  const auto line = static_cast<std::uint32_t>(1 + std::count(text.begin(), first, '\n'));
  diagnostics.warn(
      "control-character",
      fmt::format("第 {} 行有空字符（NUL），已用“\xef\xbf\xbd”代替。请核对原文件。", line),
      Origin{.line = line});
  return replaced(text, std::string_view("\0", 1), kReplacement);
}

}  // namespace

Result<DecodedDocument> DecodedDocument::decode(const Document& document, Diagnostics& diagnostics,
                                                std::string_view stated) {
  DecodedDocument result;
  std::string_view bytes = document.bytes;
  if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
  if (is_valid_utf8(bytes) && std::count(bytes.begin(), bytes.end(), '\0') == 0) {
    if (bytes.ends_with(kControlZ)) bytes.remove_suffix(1);
    result.borrowed_ = true;
    result.view_ = bytes;
    return result;
  }
  JX_TRY(DecodedText decoded, decode_labelled_text(document.bytes, stated));
  report(decoded, stated, diagnostics);
  result.owned_ = replace_nul(std::move(decoded.text), diagnostics);
  if (result.owned_.ends_with(kControlZ)) result.owned_.pop_back();
  return result;
}

}  // namespace jx
