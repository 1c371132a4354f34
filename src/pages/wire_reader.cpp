// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

#include "pages/wire.h"
#include "pages/wire_format.h"
#include "pages/wire_input.h"

namespace jx {
namespace {

constexpr std::uint64_t kMostColumns = 1 << 16;  ///< A sheet of a workbook has at most 16384.
constexpr std::uint64_t kMostCodeBytes = 100;
constexpr std::uint64_t kMostDiagnostics = 20'000;
constexpr std::uint64_t kMostCodes = 200;
constexpr std::uint64_t kMostLeftOut = std::uint64_t{1} << 48;
constexpr std::uint64_t kMost32 = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kMost16 = std::numeric_limits<std::uint16_t>::max();
/// Counts are believed so far before what they count has been seen.
constexpr std::uint64_t kMostBelieved = 4096;
// Of a scan, an inch.
constexpr float kLeastDots = 10;
constexpr float kMostDots = 2400;

constexpr ErrorCode kErrorCodes[] = {
#define JX_ERROR(code, name) ErrorCode::code,
#include "base/errors.def"
#undef JX_ERROR
};

/// Messages go to terminals, which act on control characters.
std::string without_controls(std::string text) {
  for (char& byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if (value < 0x20 || value == 0x7f) byte = ' ';
  }
  return text;
}

template <typename Items>
void reserve(Items& items, std::uint64_t count) {
  items.reserve(static_cast<std::size_t>(std::min(count, kMostBelieved)));
}

TextLine read_line(WireInput& in, std::uint32_t page, unsigned kind) {
  TextLine line;
  line.is_footer = (kind & wire::kFooter) != 0;
  if ((kind & wire::kDoubted) != 0) {
    line.confidence = in.confidence();
    const std::uint64_t readings = in.count_blocks();
    reserve(line.other_readings, readings);
    for (std::uint64_t i = 0; i < readings && in.ok(); ++i) {
      line.other_readings.push_back(in.text());
    }
  }
  line.text = in.text();
  line.origin = in.origin(page);
  return line;
}

GridCell read_cell(WireInput& in, const NativeGrid& grid, std::uint32_t page) {
  const GridCell* const before = grid.cells.empty() ? nullptr : &grid.cells.back();
  const std::uint32_t row_before = before == nullptr ? 0 : before->row;
  GridCell cell;
  const std::uint64_t row = row_before + in.number(kMost32);
  in.require(row < grid.rows, "a cell below its grid");
  cell.row = static_cast<std::uint32_t>(row);
  cell.column = in.number32();
  in.require(cell.column < grid.columns, "a cell beside its grid");
  in.require(before == nullptr || cell.row > before->row || cell.column > before->column,
             "cells out of order");
  const unsigned unusual = in.byte(wire::kSpans | wire::kUnsure);
  if ((unusual & wire::kSpans) != 0) {
    cell.rowspan = static_cast<std::uint16_t>(in.number(kMost16));
    cell.colspan = static_cast<std::uint16_t>(in.number(kMost16));
    in.require(cell.rowspan > 0 && cell.colspan > 0, "a cell without extent");
  }
  if ((unusual & wire::kUnsure) != 0) cell.confidence = in.confidence();
  cell.text = in.text();
  cell.origin = in.origin(page);
  return cell;
}

std::vector<CellReading> read_cell_readings(WireInput& in, const NativeGrid& grid) {
  std::vector<CellReading> readings;
  const std::uint64_t count = in.count_blocks();
  reserve(readings, count);
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
    CellReading reading;
    reading.row = in.number32();
    reading.column = in.number32();
    reading.text = in.text();
    in.require(reading.row < grid.rows && reading.column < grid.columns,
               "a reading of no cell of its grid");
    in.require(readings.empty() || std::tie(readings.back().row, readings.back().column) <=
                                       std::tie(reading.row, reading.column),
               "readings out of order");
    readings.push_back(std::move(reading));
  }
  return readings;
}

NativeGrid read_grid(WireInput& in, const ReadLimits& limits, std::uint32_t page) {
  NativeGrid grid;
  grid.rows = static_cast<std::uint32_t>(in.number(std::min(limits.cells, kMost32)));
  grid.columns = static_cast<std::uint32_t>(in.number(kMostColumns));
  grid.title = in.text();
  const std::uint64_t widths = in.count_rows();
  in.require(widths == 0 || widths == grid.rows, "widths of other rows than the grid has");
  reserve(grid.row_widths, widths);
  for (std::uint64_t i = 0; i < widths && in.ok(); ++i) {
    grid.row_widths.push_back(static_cast<std::uint32_t>(in.number(kMostColumns)));
  }
  const std::uint64_t cells = in.count_blocks();
  reserve(grid.cells, cells);
  for (std::uint64_t i = 0; i < cells && in.ok(); ++i) {
    grid.cells.push_back(read_cell(in, grid, page));
  }
  return grid;
}

Glyph read_glyph(WireInput& in) {
  constexpr std::uint64_t kLastCharacter = 0x10ffff;
  Glyph glyph;
  glyph.code = static_cast<char32_t>(in.number(kLastCharacter));
  in.require(glyph.code < 0xd800 || glyph.code > 0xdfff, "half a character");
  const unsigned kind = in.byte(wire::kTurns | wire::kBold | wire::kUncertain);
  glyph.turn = static_cast<std::uint8_t>(kind & wire::kTurns);
  glyph.bold = (kind & wire::kBold) != 0;
  if ((kind & wire::kUncertain) != 0) {
    const unsigned certainty = in.byte();
    in.require(certainty <= 100, "a character more than certain");
    glyph.certainty = static_cast<std::uint8_t>(certainty);
  }
  glyph.size = in.real();
  glyph.box = in.box();
  return glyph;
}

Ruling read_ruling(WireInput& in) {
  Ruling ruling;
  ruling.horizontal = in.flag();
  ruling.at = in.real();
  ruling.from = in.real();
  ruling.to = in.real();
  ruling.thickness = in.real();
  in.require(ruling.from <= ruling.to, "a ruling that ends before it begins");
  return ruling;
}

template <typename Items, typename ReadOne>
void read_marks(WireInput& in, Items& items, const ReadOne& read_one) {
  const std::uint64_t count = in.number(PageDecoder::kMostMarks);
  reserve(items, count);
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) items.push_back(read_one());
}

Drawing read_drawing(WireInput& in) {
  Drawing drawing;
  drawing.width = in.real();
  drawing.height = in.real();
  read_marks(in, drawing.glyphs, [&] { return read_glyph(in); });
  read_marks(in, drawing.rulings, [&] { return read_ruling(in); });
  read_marks(in, drawing.pictures, [&] { return in.box(); });
  return drawing;
}

OtherReading read_reading(WireInput& in) {
  OtherReading reading;
  reading.box = in.box();
  reading.text = in.text();
  return reading;
}

Scan read_scan(WireInput& in, const ReadLimits& limits) {
  Scan scan;
  scan.width = in.number32();
  scan.height = in.number32();
  scan.dots_per_inch = in.real();
  in.require(scan.dots_per_inch >= kLeastDots && scan.dots_per_inch <= kMostDots,
             "a scan too coarse or too fine");
  const std::uint64_t pixels = std::uint64_t{scan.width} * scan.height;
  in.require(pixels > 0 && pixels <= limits.pixels, "a scan of no size or too large");
  in.require(in.number(limits.pixels) == pixels, "a scan with other pixels than its size says");
  if (in.ok()) scan.pixels = in.bytes(pixels);
  return scan;
}

std::vector<CellChange> read_changes(WireInput& in) {
  std::vector<CellChange> changes;
  const std::uint64_t count = in.count_blocks();
  reserve(changes, count);
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
    CellChange change;
    change.row = in.number32();
    change.column = in.number32();
    change.rowspan = static_cast<std::uint16_t>(in.number(kMost16));
    change.colspan = static_cast<std::uint16_t>(in.number(kMost16));
    in.require(change.colspan > 0, "a cell without extent");
    changes.push_back(change);
  }
  return changes;
}

Diagnostics read_diagnostics(WireInput& in) {
  Diagnostics diagnostics;
  const std::uint64_t entries = in.number(kMostDiagnostics);
  for (std::uint64_t i = 0; i < entries && in.ok(); ++i) {
    const bool warns = in.flag();
    std::string code = in.text(kMostCodeBytes);
    std::string message = in.text();
    const Origin origin = in.origin(0);
    if (warns) {
      diagnostics.warn(std::move(code), std::move(message), origin);
    } else {
      diagnostics.note(std::move(code), std::move(message), origin);
    }
  }
  const std::uint64_t codes = in.number(kMostCodes);
  for (std::uint64_t i = 0; i < codes && in.ok(); ++i) {
    const std::string code = in.text(kMostCodeBytes);
    const std::uint64_t number = in.number(kMostLeftOut);
    const bool counted = diagnostics.count(code) >= Diagnostics::kMostOfOneCode;
    in.require(counted, "a count of diagnostics that never came");
    if (counted) diagnostics.add_left_out(code, number);
  }
  return diagnostics;
}

void read_beginning(WireInput& in) {
  for (const char letter : wire::kMark) {
    in.require(in.byte() == static_cast<unsigned char>(letter), "no stream of pages");
  }
  in.require(in.byte() == wire::kVersion, "another version");
}

Error read_error(WireInput& in) {
  Error error;
  error.code = kErrorCodes[in.byte(std::size(kErrorCodes) - 1)];
  error.message = without_controls(in.text());
  if (in.flag()) error.origin = in.origin(0);
  return error;
}

}  // namespace

PageDecoder::PageDecoder(ByteSource source, const ReadLimits& limits) : limits_(limits) {
  input_ = std::make_unique<WireInput>(std::move(source), limits_);
}

PageDecoder::~PageDecoder() = default;

Result<std::optional<Page>> PageDecoder::next() {
  WireInput& in = *input_;
  if (!begun_) read_beginning(in);
  begun_ = true;
  std::optional<Page> page;
  switch (in.byte(wire::kPart)) {
    case wire::kPage: page = read_page(); break;
    case wire::kPart:
      page = read_page();
      page->changes = read_changes(in);
      page->continues = in.flag();
      page->expected_cells = in.number32();
      break;
    case wire::kFailed: ending_ = read_error(in); break;
    case wire::kEnd: ending_ = read_diagnostics(in); break;
  }
  if (!in.ok()) return in.fault();
  return page;
}

Page PageDecoder::read_page() {
  WireInput& in = *input_;
  Page page;
  page.number = in.number32();
  in.count_page();
  const std::uint64_t blocks = in.count_blocks();
  reserve(page.blocks, blocks);
  for (std::uint64_t i = 0; i < blocks && in.ok(); ++i) {
    const unsigned kind = in.byte(wire::kGrid | wire::kDoubted);
    in.require((kind & ~wire::kDoubted) <= wire::kGrid, "an unknown kind");
    if ((kind & wire::kGrid) != 0) {
      NativeGrid grid = read_grid(in, limits_, page.number);
      if ((kind & wire::kDoubted) != 0) grid.other_readings = read_cell_readings(in, grid);
      page.blocks.emplace_back(std::move(grid));
    } else {
      page.blocks.emplace_back(read_line(in, page.number, kind));
    }
  }
  const unsigned parts = in.byte(wire::kDrawn | wire::kScanned | wire::kReadings);
  in.require(parts == 0 || (parts & wire::kDrawn) != 0, "a scan without a drawing");
  if ((parts & wire::kDrawn) != 0) page.drawing = read_drawing(in);
  in.require(!page.drawing || page.blocks.empty(), "a page both drawn and in blocks");
  if ((parts & wire::kReadings) != 0 && page.drawing) {
    read_marks(in, page.drawing->other_readings, [&] { return read_reading(in); });
  }
  if ((parts & wire::kScanned) != 0) page.scan = read_scan(in, limits_);
  return page;
}

Result<Diagnostics> PageDecoder::take_ending() {
  JX_CHECK(ending_.has_value(), "the reader has ended");
  return *std::move(ending_);
}

}  // namespace jx
