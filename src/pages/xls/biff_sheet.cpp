// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xls/biff_sheet.h"

#include <bit>
#include <utility>

#include "codecs/little_endian.h"
#include "pages/xls/biff_objects.h"
#include "pages/xls/biff_records.h"

namespace jx {
namespace {

std::string_view error_words(std::uint32_t code) noexcept {
  switch (code) {
    case 0x00: return "#NULL!";
    case 0x07: return "#DIV/0!";
    case 0x0f: return "#VALUE!";
    case 0x17: return "#REF!";
    case 0x1d: return "#NAME?";
    case 0x24: return "#NUM!";
    default: return "#N/A";
  }
}

class BiffSheetReader {
 public:
  BiffSheetReader(const BiffContext& context, std::size_t position, SheetPages& pages)
      : context_(context),
        scanner_(context.stream, position),
        pages_(pages),
        objects_(context.words, pages) {}

  Result<void> read() {
    int depth = 0;  // A chart in the sheet has records of its own.
    while (const auto record = scanner_.next()) {
      if (record->kind == biff::kBegin) ++depth;
      if (record->kind == biff::kEnd && --depth <= 0) {
        objects_.finish();
        return {};
      }
      if (depth == 1) JX_TRY_VOID(read_record(*record));
    }
    pages_.diagnostics().warn("sheet-cut-off", "工作表“" + std::string(pages_.sheet_name()) +
                                                   "”不完整，只读到断开的地方。请核对原文件。");
    return {};
  }

 private:
  Result<void> read_record(const BiffRecord& record) {
    const std::string_view data = record.data;
    row_ = little16(data, 0);
    column_ = little16(data, 2);
    style_ = little16(data, 4);
    switch (record.kind) {
      case biff::kNumber: return add(show(std::bit_cast<double>(little64(data, 6))));
      case biff::kRk: return add(show(read_rk(little32(data, 6))));
      case biff::kRkRow: return read_rk_row(data);
      case biff::kSharedLabel: return add(show(shared_string(little32(data, 6))));
      case biff::kLabel:
      case biff::kRichLabel:
        return add(show(read_words(data.substr(std::min<std::size_t>(6, data.size())))));
      case biff::kBoolOrError: return add(show_flag(little8(data, 6), little8(data, 7) != 0));
      case biff::kFormula:
      case biff::kFormulaOfExcel3:
      case biff::kFormulaOfExcel4: return read_formula(data);
      case biff::kMerged: read_merged(data); break;
      case biff::kColumns:
        if ((little16(data, 8) & 1U) != 0) pages_.hide_columns(row_, column_);
        break;
      case biff::kRow:
        if ((little16(data, 12) & 0x20U) != 0) pages_.hide_row(row_);
        break;
      case biff::kDrawing: objects_.read_drawing(data); break;
      case biff::kObject: objects_.read_object(data); break;
      case biff::kText: objects_.read_text(data, take_continued()); break;
      case biff::kComment: objects_.read_comment(data); break;
      default: break;
    }
    return {};
  }

  Result<void> add(std::string words) { return pages_.add_cell(row_, column_, std::move(words)); }

  const CellStyle& style() const noexcept {
    static const CellStyle kPlain;
    return style_ < context_.styles.size() ? context_.styles[style_] : kPlain;
  }

  std::string show(double number) {
    if (style().hides_all) return hide();
    return style().format.show(number);
  }

  std::string show(const std::string& words) {
    if (style().plain_words) return words;
    return style().hides_all && !words.empty() ? hide() : style().format.show(words);
  }

  std::string show_flag(std::uint32_t value, bool is_error) {
    if (is_error) return std::string(error_words(value));
    return show(std::string(value != 0 ? "TRUE" : "FALSE"));
  }

  std::string hide() {
    pages_.note_unshown(row_, column_);
    return {};
  }

  std::string shared_string(std::uint32_t index) const {
    return index < context_.strings.size() ? context_.strings[index] : std::string();
  }

  std::string read_words(std::string_view data) const {
    BiffReader reader(data, context_.words);
    const std::uint32_t length = reader.read16();
    return reader.read_string(length);
  }

  Result<void> read_rk_row(std::string_view data) {
    constexpr std::size_t kItemBytes = 6;
    for (std::size_t at = 4; at + kItemBytes + 2 <= data.size(); at += kItemBytes) {
      style_ = little16(data, at);
      JX_TRY_VOID(add(show(read_rk(little32(data, at + 2)))));
      ++column_;
    }
    return {};
  }

  /// The result stands in eight bytes: a number, or the kind of something else.
  Result<void> read_formula(std::string_view data) {
    constexpr std::uint32_t kNoNumber = 0xffff;
    if (little16(data, 12) != kNoNumber) return add(show(std::bit_cast<double>(little64(data, 6))));
    switch (little8(data, 6)) {
      case 0: return read_formula_string();
      case 1: return add(show_flag(little8(data, 8), false));
      case 2: return add(show_flag(little8(data, 8), true));
      default: return {};
    }
  }

  /// Records of shared formulas and tables may stand before the words.
  Result<void> read_formula_string() {
    constexpr std::uint32_t kSharedFormula = 0x04bc;
    constexpr std::uint32_t kArray = 0x0221;
    constexpr std::uint32_t kDataTable = 0x0236;
    while (scanner_.is_next(kSharedFormula) || scanner_.is_next(kArray) ||
           scanner_.is_next(kDataTable) || scanner_.is_next(biff::kContinue)) {
      scanner_.next();
    }
    if (!scanner_.is_next(biff::kFormulaString)) {
      pages_.note_missing_result(row_, column_);
      return {};
    }
    std::vector<std::string_view> parts = {scanner_.next()->data};
    const std::vector<std::string_view> continued = take_continued();
    parts.insert(parts.end(), continued.begin(), continued.end());
    BiffReader reader(std::move(parts), context_.words);
    const std::uint32_t length = reader.read16();
    return add(show(reader.read_string(length)));
  }

  std::vector<std::string_view> take_continued() {
    std::vector<std::string_view> parts;
    while (scanner_.is_next(biff::kContinue)) parts.push_back(scanner_.next()->data);
    return parts;
  }

  void read_merged(std::string_view data) {
    constexpr std::size_t kRangeBytes = 8;
    const std::uint32_t count = little16(data, 0);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t at = 2 + i * kRangeBytes;
      if (at + kRangeBytes > data.size()) break;
      pages_.add_merged({.first_row = little16(data, at),
                         .first_column = little16(data, at + 4),
                         .last_row = little16(data, at + 2),
                         .last_column = little16(data, at + 6)});
    }
  }

  const BiffContext& context_;
  BiffScanner scanner_;
  SheetPages& pages_;
  BiffObjects objects_;
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
  std::uint32_t style_ = 0;
};

}  // namespace

Result<void> read_biff_sheet(const BiffContext& context, std::size_t position, SheetPages& pages) {
  return BiffSheetReader(context, position, pages).read();
}

}  // namespace jx
