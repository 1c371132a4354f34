// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/binary_kind.h"

#include <algorithm>

#include "base/text.h"
#include "codecs/compound_file.h"
#include "documents/markup_kind.h"
#include "documents/package_kind.h"

namespace jx {
namespace {

using namespace std::string_view_literals;

struct Mark {
  std::string_view bytes;
  std::string_view name;
  std::size_t offset = 0;
  std::optional<Format> format = std::nullopt;
};

constexpr Mark kMarks[] = {
    {"\x89PNG\r\n\x1a\n"sv, "PNG 图片", 0, Format::Image},
    {"\xff\xd8\xff"sv, "JPEG 图片", 0, Format::Image},
    {"GIF8"sv, "GIF 图片", 0, Format::Image},
    {"II*\0"sv, "TIFF 图片", 0, Format::Image},
    {"MM\0*"sv, "TIFF 图片", 0, Format::Image},
    {"RIFF"sv, "RIFF 多媒体文件"},
    {"Rar!\x1a\x07"sv, "RAR 压缩包"},
    {"7z\xbc\xaf\x27\x1c"sv, "7z 压缩包"},
    {"\x1f\x8b"sv, "gzip 压缩文件"},
    {"\x28\xb5\x2f\xfd"sv, "zstd 压缩文件"},
    {"\xfd"
     "7zXZ\0"sv,
     "xz 压缩文件"},
    {"PAR1"sv, "Parquet 数据文件"},
    {"SQLite format 3\0"sv, "SQLite 数据库"},
    {"ustar"sv, "tar 归档", 257},
    {"{\\rtf"sv, "RTF 文档", 0, Format::Rtf},
    // Excel 2, 3 and 4: a file that begins with its first record.
    {"\x09\0\x04\0"sv, "Excel 4 或更早的工作表", 0, Format::OldXls},
    {"\x09\x02\x06\0"sv, "Excel 4 或更早的工作表", 0, Format::OldXls},
    {"\x09\x04\x06\0"sv, "Excel 4 或更早的工作表", 0, Format::OldXls},
    {"\x7f"
     "ELF"sv,
     "可执行程序"},
    {"MZ\x90\0"sv, "可执行程序"},
    {"%!PS"sv, "PostScript 文件"},
};

/// How far into a file its mark may stand: PDF allows junk before its header.
constexpr std::size_t kPdfHeaderWithin = 1024;

bool is_rare_control(unsigned char byte) noexcept {
  // Tab, line ends, form feed are text; 0x1a ends old DOS files, 0x1b starts an ISO-2022 switch.
  return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte != 0x1a && byte != 0x1b;
}

}  // namespace

bool has_utf16_mark(std::string_view bytes) noexcept {
  return bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff");
}

bool is_package(std::string_view bytes) noexcept {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06") ||
         CompoundFile::has_mark(bytes);
}

std::optional<BinaryKind> find_binary_kind(std::string_view bytes) {
  if (contains(bytes.substr(0, kPdfHeaderWithin), "%PDF-")) {
    return BinaryKind{"PDF 文件", Format::Pdf};
  }
  if (CompoundFile::has_mark(bytes)) return find_compound_kind(bytes);
  if (is_package(bytes)) return find_package_kind(bytes);
  for (const Mark& mark : kMarks) {
    if (bytes.size() >= mark.offset && bytes.substr(mark.offset).starts_with(mark.bytes)) {
      return BinaryKind{mark.name, mark.format};
    }
  }
  // "BM" alone could begin a text; a bitmap's reserved bytes are zero.
  if (bytes.starts_with("BM") && bytes.size() > 10 && bytes.substr(6, 4) == "\0\0\0\0"sv) {
    return BinaryKind{"BMP 图片", Format::Image};
  }
  // A web page is text too; what kind of markup it is, the text formats tell.
  const MarkupKind markup = find_markup_kind(bytes);
  if (markup == MarkupKind::Xml) return BinaryKind{"XML 文件"};
  return std::nullopt;
}

std::optional<std::size_t> find_binary_byte(std::string_view bytes) noexcept {
  if (has_utf16_mark(bytes)) return std::nullopt;
  const std::size_t zero = bytes.find('\0');
  if (zero != std::string_view::npos) return zero;
  constexpr std::size_t kSample = 64 << 10;
  const std::string_view sample = bytes.substr(0, kSample);
  const auto controls =
      static_cast<std::size_t>(std::count_if(sample.begin(), sample.end(), [](char c) {
        return is_rare_control(static_cast<unsigned char>(c));
      }));
  // One stray control character is a blemish; one in fifty bytes is no text of any encoding.
  if (controls < 2 || controls * 50 < sample.size()) return std::nullopt;
  const auto first = std::find_if(sample.begin(), sample.end(), [](char c) {
    return is_rare_control(static_cast<unsigned char>(c));
  });
  return static_cast<std::size_t>(first - sample.begin());
}

}  // namespace jx
