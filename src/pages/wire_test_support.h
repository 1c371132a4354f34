// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "pages/wire.h"

/// For tests and fuzz targets: pages through memory, and whether two are the same.
namespace jx {

inline PageEncoder encoder_into(std::string& bytes) {
  return PageEncoder([&bytes](std::string_view written) -> Result<void> {
    bytes += written;
    return {};
  });
}

inline std::string to_wire(const Pages& pages) {
  std::string bytes;
  PageEncoder encoder = encoder_into(bytes);
  for (const Page& page : pages.pages) {
    JX_CHECK(encoder.add(page).ok(), "memory takes everything");
  }
  JX_CHECK(encoder.end(pages.diagnostics).ok(), "memory takes everything");
  return bytes;
}

/// Gives at most `most` bytes at once. `bytes` must outlive it.
inline ByteSource source_of(std::string_view bytes, std::size_t most = std::string::npos) {
  return [bytes, most](std::span<char> into) mutable -> Result<std::size_t> {
    const std::size_t size = std::min({bytes.size(), into.size(), most});
    std::copy_n(bytes.begin(), size, into.begin());
    bytes.remove_prefix(size);
    return size;
  };
}

inline Result<Pages> from_wire(std::string_view bytes, const ReadLimits& limits,
                               std::size_t most_at_once = std::string::npos) {
  PageDecoder decoder(source_of(bytes, most_at_once), limits);
  Pages pages;
  for (;;) {
    JX_TRY(std::optional<Page> page, decoder.next());
    if (!page) break;
    pages.pages.push_back(*std::move(page));
  }
  JX_TRY(pages.diagnostics, decoder.take_ending());
  return pages;
}

inline bool same(const CellChange& a, const CellChange& b) {
  return a.row == b.row && a.column == b.column && a.rowspan == b.rowspan && a.colspan == b.colspan;
}

inline bool same(const TextLine& a, const TextLine& b) {
  return a.text == b.text && a.origin == b.origin && a.is_footer == b.is_footer &&
         a.confidence == b.confidence && a.other_readings == b.other_readings;
}

inline bool same(const GridCell& a, const GridCell& b) {
  return a.row == b.row && a.column == b.column && a.rowspan == b.rowspan &&
         a.colspan == b.colspan && a.text == b.text && a.origin == b.origin &&
         a.confidence == b.confidence;
}

inline bool same(const Glyph& a, const Glyph& b) {
  return a.code == b.code && a.box == b.box && a.size == b.size && a.turn == b.turn &&
         a.bold == b.bold && a.certainty == b.certainty;
}

inline bool same(const Ruling& a, const Ruling& b) {
  return a.horizontal == b.horizontal && a.at == b.at && a.from == b.from && a.to == b.to &&
         a.thickness == b.thickness;
}

inline bool same(const CellReading& a, const CellReading& b) {
  return a.row == b.row && a.column == b.column && a.text == b.text;
}

inline bool same(const OtherReading& a, const OtherReading& b) {
  return a.box == b.box && a.text == b.text;
}

inline bool same(const Scan& a, const Scan& b) {
  return a.width == b.width && a.height == b.height && a.dots_per_inch == b.dots_per_inch &&
         a.pixels == b.pixels;
}

inline bool same(const Diagnostic& a, const Diagnostic& b) {
  return a.level == b.level && a.code == b.code && a.message == b.message && a.origin == b.origin;
}

template <typename Item>
bool same(const std::vector<Item>& a, const std::vector<Item>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Item& x, const Item& y) { return same(x, y); });
}

inline bool same(const NativeGrid& a, const NativeGrid& b) {
  return a.rows == b.rows && a.columns == b.columns && a.title == b.title &&
         a.row_widths == b.row_widths && same(a.cells, b.cells) &&
         same(a.other_readings, b.other_readings);
}

inline bool same(const Block& a, const Block& b) {
  return a.index() == b.index() &&
         (a.index() == 0 ? same(std::get<TextLine>(a), std::get<TextLine>(b))
                         : same(std::get<NativeGrid>(a), std::get<NativeGrid>(b)));
}

inline bool same(const Drawing& a, const Drawing& b) {
  return a.width == b.width && a.height == b.height && a.pictures == b.pictures &&
         same(a.glyphs, b.glyphs) && same(a.rulings, b.rulings) &&
         same(a.other_readings, b.other_readings);
}

inline bool same(const Page& a, const Page& b) {
  return a.number == b.number && a.drawing.has_value() == b.drawing.has_value() &&
         (!a.drawing || same(*a.drawing, *b.drawing)) && a.scan.has_value() == b.scan.has_value() &&
         (!a.scan || same(*a.scan, *b.scan)) && same(a.blocks, b.blocks) &&
         same(a.changes, b.changes) && a.continues == b.continues &&
         a.expected_cells == b.expected_cells;
}

inline bool same(const Pages& a, const Pages& b) {
  return same(a.pages, b.pages) && a.diagnostics.left_out() == b.diagnostics.left_out() &&
         same(a.diagnostics.entries(), b.diagnostics.entries());
}

/// For the fuzz target of a reader: its pages arrive as they are from a process of their own.
inline void check_wire(const Pages& pages) {
  const Result<Pages> arrived = from_wire(to_wire(pages), {});
  JX_CHECK(arrived.ok() && same(pages, *arrived), "a reader keeps the promises of a page");
}

}  // namespace jx
