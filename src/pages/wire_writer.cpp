// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <bit>
#include <utility>
#include <variant>

#include "base/text.h"
#include "pages/wire.h"
#include "pages/wire_format.h"

namespace jx {
namespace {

/// Pieces are handed on when they are larger than this.
constexpr std::size_t kPieceBytes = 256 << 10;

/// Appends to a buffer.
class Output {
 public:
  explicit Output(std::string& bytes) noexcept : bytes_(bytes) {}

  void byte(unsigned value) { bytes_ += static_cast<char>(value); }
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) byte(static_cast<unsigned>(value & 0x7f) | 0x80U);
    byte(static_cast<unsigned>(value));
  }
  void text(std::string_view text) {
    number(text.size());
    bytes_ += text;
  }
  void real(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    for (int shift = 0; shift < 32; shift += 8) byte(bits >> shift & 0xffU);
  }
  void box(const Box& box) {
    for (const float side : {box.left, box.top, box.right, box.bottom}) real(side);
  }

  /// A byte saying what is other than usual, then those parts.
  void origin(const Origin& origin, std::uint32_t page) {
    const std::array<std::pair<std::uint32_t, std::uint32_t>, wire::kOriginNumbers> numbers = {{
        {origin.page, page},
        {origin.table, Origin::kNone},
        {origin.row, Origin::kNone},
        {origin.column, Origin::kNone},
        {origin.line, 0},
        {origin.first_column, 0},
        {origin.last_column, 0},
    }};
    unsigned unusual = origin.box == Box{} ? 0 : wire::kOriginBox;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i].first != numbers[i].second) unusual |= 1U << i;
    }
    byte(unusual);
    for (const auto& [value, usual] : numbers) {
      if (value != usual) number(value);
    }
    if ((unusual & wire::kOriginBox) != 0) box(origin.box);
  }

 private:
  std::string& bytes_;
};

void write_line(const TextLine& line, std::uint32_t page, Output& out) {
  const bool unsure = line.confidence != 1 || !line.other_readings.empty();
  out.byte((line.is_footer ? wire::kFooter : wire::kLine) | (unsure ? wire::kDoubted : 0U));
  if (unsure) {
    out.real(line.confidence);
    out.number(line.other_readings.size());
    for (const std::string& reading : line.other_readings) out.text(reading);
  }
  out.text(line.text);
  out.origin(line.origin, page);
}

void write_cell(const GridCell& cell, std::uint32_t row_before, std::uint32_t page, Output& out) {
  out.number(cell.row - row_before);
  out.number(cell.column);
  const bool spans = cell.rowspan != 1 || cell.colspan != 1;
  const bool unsure = cell.confidence != 1;
  out.byte((spans ? wire::kSpans : 0U) | (unsure ? wire::kUnsure : 0U));
  if (spans) out.number(cell.rowspan);
  if (spans) out.number(cell.colspan);
  if (unsure) out.real(cell.confidence);
  out.text(cell.text);
  out.origin(cell.origin, page);
}

void write_glyph(const Glyph& glyph, Output& out) {
  out.number(glyph.code);
  const bool unsure = glyph.certainty != Glyph{}.certainty;
  out.byte(glyph.turn | (glyph.bold ? wire::kBold : 0U) | (unsure ? wire::kUncertain : 0U));
  if (unsure) out.byte(glyph.certainty);
  out.real(glyph.size);
  out.box(glyph.box);
}

void write_ruling(const Ruling& ruling, Output& out) {
  out.byte(ruling.horizontal ? 1 : 0);
  for (const float part : {ruling.at, ruling.from, ruling.to, ruling.thickness}) out.real(part);
}

void write_diagnostics(const Diagnostics& diagnostics, Output& out) {
  out.number(diagnostics.entries().size());
  for (const Diagnostic& entry : diagnostics.entries()) {
    out.byte(entry.level == DiagnosticLevel::Warning ? 1 : 0);
    out.text(entry.code);
    out.text(entry.message);
    out.origin(entry.origin, 0);
  }
  const auto left_out = diagnostics.left_out();
  out.number(left_out.size());
  for (const auto& [code, number] : left_out) {
    out.text(code);
    out.number(number);
  }
}

void write_error(const Error& error, Output& out) {
  out.byte(static_cast<unsigned>(error.code));
  // Messages quote files, and those hold any bytes.
  out.text(is_valid_utf8(error.message) ? error.message : to_utf8(to_utf32(error.message)));
  out.byte(error.origin ? 1 : 0);
  if (error.origin) out.origin(*error.origin, 0);
}

}  // namespace

PageEncoder::PageEncoder(ByteSink sink) : sink_(std::move(sink)), bytes_(wire::kMark) {
  bytes_ += static_cast<char>(wire::kVersion);
}

Result<void> PageEncoder::add(const Page& page) {
  Output out(bytes_);
  const bool is_part = page.continues || !page.changes.empty() || page.expected_cells != 0;
  out.byte(is_part ? wire::kPart : wire::kPage);
  out.number(page.number);
  out.number(page.blocks.size());
  for (const Block& block : page.blocks) {
    if (const auto* const line = std::get_if<TextLine>(&block)) {
      write_line(*line, page.number, out);
      JX_TRY_VOID(flush_if_large());
    } else {
      JX_TRY_VOID(add_grid(std::get<NativeGrid>(block), page.number));
    }
  }
  const bool has_readings = page.drawing && !page.drawing->other_readings.empty();
  out.byte((page.drawing ? wire::kDrawn : 0U) | (page.scan ? wire::kScanned : 0U) |
           (has_readings ? wire::kReadings : 0U));
  if (page.drawing) JX_TRY_VOID(add_drawing(*page.drawing));
  if (has_readings) JX_TRY_VOID(add_readings(page.drawing->other_readings));
  if (page.scan) JX_TRY_VOID(add_scan(*page.scan));
  if (is_part) {
    JX_TRY_VOID(add_changes(page.changes));
    out.byte(page.continues ? 1 : 0);
    out.number(page.expected_cells);
  }
  return flush();
}

Result<void> PageEncoder::add_grid(const NativeGrid& grid, std::uint32_t page) {
  Output out(bytes_);
  out.byte(wire::kGrid | (grid.other_readings.empty() ? 0U : wire::kDoubted));
  out.number(grid.rows);
  out.number(grid.columns);
  out.text(grid.title);
  out.number(grid.row_widths.size());
  for (const std::uint32_t width : grid.row_widths) out.number(width);
  out.number(grid.cells.size());
  std::uint32_t row = 0;
  for (const GridCell& cell : grid.cells) {
    write_cell(cell, row, page, out);
    row = cell.row;
    JX_TRY_VOID(flush_if_large());
  }
  if (grid.other_readings.empty()) return {};
  out.number(grid.other_readings.size());
  for (const CellReading& reading : grid.other_readings) {
    out.number(reading.row);
    out.number(reading.column);
    out.text(reading.text);
    JX_TRY_VOID(flush_if_large());
  }
  return {};
}

Result<void> PageEncoder::add_changes(const std::vector<CellChange>& changes) {
  Output out(bytes_);
  out.number(changes.size());
  for (const CellChange& change : changes) {
    out.number(change.row);
    out.number(change.column);
    out.number(change.rowspan);
    out.number(change.colspan);
    JX_TRY_VOID(flush_if_large());
  }
  return {};
}

Result<void> PageEncoder::add_drawing(const Drawing& drawing) {
  Output out(bytes_);
  out.real(drawing.width);
  out.real(drawing.height);
  out.number(drawing.glyphs.size());
  for (const Glyph& glyph : drawing.glyphs) {
    write_glyph(glyph, out);
    JX_TRY_VOID(flush_if_large());
  }
  out.number(drawing.rulings.size());
  for (const Ruling& ruling : drawing.rulings) {
    write_ruling(ruling, out);
    JX_TRY_VOID(flush_if_large());
  }
  out.number(drawing.pictures.size());
  for (const Box& picture : drawing.pictures) out.box(picture);
  return {};
}

Result<void> PageEncoder::add_readings(const std::vector<OtherReading>& readings) {
  Output out(bytes_);
  out.number(readings.size());
  for (const OtherReading& reading : readings) {
    out.box(reading.box);
    out.text(reading.text);
    JX_TRY_VOID(flush_if_large());
  }
  return {};
}

Result<void> PageEncoder::add_scan(const Scan& scan) {
  Output out(bytes_);
  out.number(scan.width);
  out.number(scan.height);
  out.real(scan.dots_per_inch);
  out.number(scan.pixels.size());
  std::string_view left = scan.pixels;
  while (!left.empty()) {
    const std::string_view piece = left.substr(0, kPieceBytes);
    bytes_ += piece;
    left.remove_prefix(piece.size());
    JX_TRY_VOID(flush_if_large());
  }
  return {};
}

Result<void> PageEncoder::end(const Result<Diagnostics>& ending) {
  Output out(bytes_);
  out.byte(ending.ok() ? wire::kEnd : wire::kFailed);
  if (ending.ok()) {
    write_diagnostics(*ending, out);
  } else {
    write_error(ending.error(), out);
  }
  return flush();
}

Result<void> PageEncoder::flush_if_large() {
  return bytes_.size() < kPieceBytes ? Result<void>() : flush();
}

Result<void> PageEncoder::flush() {
  Result<void> taken = sink_(bytes_);
  bytes_.clear();
  return taken;
}

}  // namespace jx
