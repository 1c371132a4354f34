// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xls/biff_workbook.h"

#include <algorithm>
#include <utility>

#include "codecs/little_endian.h"
#include "pages/xls/biff_records.h"

namespace jx {
namespace {

Error make_version_error() {
  return {ErrorCode::Unsupported,
          "这是 Excel 4 或更早版本的工作簿，暂不支持。请用 Excel 或 WPS 另存为 XLSX 后再试。"};
}

/// The string table and the records that continue it.
std::vector<std::string> read_strings(std::string_view first, BiffScanner& scanner) {
  std::vector<std::string_view> parts = {first};
  while (scanner.is_next(biff::kContinue)) parts.push_back(scanner.next()->data);
  BiffReader reader(std::move(parts), {});
  reader.skip(4);  // How often they are used.
  const std::uint32_t count = reader.read32();
  std::vector<std::string> strings;
  for (std::uint32_t i = 0; i < count && !reader.at_end(); ++i) {
    strings.push_back(reader.read_string(reader.read16()));
  }
  return strings;
}

BiffSheet read_sheet(std::string_view data, const BiffWords& words) {
  BiffSheet sheet;
  sheet.position = little32(data, 0);
  sheet.hidden = (little8(data, 4) & 3U) != 0;
  sheet.has_cells = little8(data, 5) == 0;
  constexpr std::size_t kNameAt = 6;
  BiffReader reader(data.substr(std::min(kNameAt, data.size())), words);
  const std::uint32_t length = reader.read8();
  sheet.name = reader.read_string(length);
  return sheet;
}

void read_format(std::string_view data, const BiffWords& words, StyleTable& styles) {
  BiffReader reader(data, words);
  const std::uint32_t id = reader.read16();
  const std::uint32_t length = words.unicode ? reader.read16() : reader.read8();
  styles.codes.push_back({.id = id, .words = reader.read_string(length)});
}

void read_code_page(std::string_view data, BiffWorkbook& book) {
  constexpr std::uint32_t kSimplified = 936;
  constexpr std::uint32_t kTraditional = 950;
  book.words.code_page = little16(data, 0);
  const bool chinese = book.words.code_page == kSimplified || book.words.code_page == kTraditional;
  if (chinese) book.locale = SheetLocale::Chinese;
}

/// Telephone prefixes of the language of Excel and of the system. Programs other than Excel write
/// that of their maker, so that most prove nothing; those of Japan and Korea do, where words look
/// Chinese and formats are not.
void read_country(std::string_view data, BiffWorkbook& book) {
  for (const std::uint32_t country : {little16(data, 0), little16(data, 2)}) {
    const bool chinese = country == 86 || country == 852 || country == 853 || country == 886;
    const bool near_chinese = country == 81 || country == 82;
    if (chinese) book.locale = SheetLocale::Chinese;
    if (near_chinese && !book.locale) book.locale = SheetLocale::English;
  }
}

}  // namespace

Result<BiffWorkbook> read_biff_workbook(std::string_view stream) {
  constexpr std::uint32_t kBiff5 = 0x0500;
  constexpr std::uint32_t kBiff8 = 0x0600;
  BiffWorkbook book;
  BiffScanner scanner(stream);
  const auto begin = scanner.next();
  const std::uint32_t version =
      begin && begin->kind == biff::kBegin ? little16(begin->data, 0) : 0U;
  if (version != kBiff5 && version != kBiff8) return make_version_error();
  book.words.unicode = version == kBiff8;
  while (const auto record = scanner.next()) {
    const std::string_view data = record->data;
    switch (record->kind) {
      case biff::kDateMode: book.from_1904 = little16(data, 0) == 1; break;
      case biff::kFont: {
        const std::uint32_t charset = little8(data, 12);
        book.styles.chinese_fonts = book.styles.chinese_fonts || charset == 134 || charset == 136;
        break;
      }
      case biff::kCodePage: read_code_page(data, book); break;
      case biff::kCountry: read_country(data, book); break;
      case biff::kFormat: read_format(data, book.words, book.styles); break;
      case biff::kStyle: book.styles.formats.push_back(little16(data, 2)); break;
      case biff::kSheet: book.sheets.push_back(read_sheet(data, book.words)); break;
      case biff::kStrings: book.strings = read_strings(data, scanner); break;
      case biff::kEnd: sort_codes(book.styles); return book;
      default: break;
    }
  }
  return Error{ErrorCode::Malformed,
               "工作簿不完整，中途就断了。请重新下载、复制，或用 Excel 打开、另存后再试。"};
}

}  // namespace jx
