// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <variant>

#include "base/check.h"
#include "base/text.h"
#include "tables/drawn/lay_out.h"

namespace {

/// Glyphs and rulings on a page of 256 points, five bytes each.
jx::Drawing draw(const std::uint8_t* data, std::size_t size) {
  jx::Drawing drawing{.width = 256, .height = 256, .glyphs = {}, .rulings = {}, .pictures = {}};
  for (; size >= 5; data += 5, size -= 5) {
    const auto x = static_cast<float>(data[1]);
    const auto y = static_cast<float>(data[2]);
    const auto length = static_cast<float>(data[3]) + 1;
    if (data[0] % 3 == 0) {
      drawing.rulings.push_back({.horizontal = data[0] % 2 == 0,
                                 .at = x,
                                 .from = y,
                                 .to = y + length,
                                 .thickness = static_cast<float>(data[4]) / 64});
    } else {
      const float height = 1 + static_cast<float>(data[3]) / 8;
      drawing.glyphs.push_back({.code = 0x20U + data[4],
                                .box = {x, y, x + height / 2, y + height},
                                .size = height,
                                .turn = static_cast<std::uint8_t>(data[0] % 4)});
    }
  }
  return drawing;
}

std::size_t count_characters(const jx::Page& page) {
  std::size_t count = 0;
  const auto add = [&count](const std::string& text) {
    for (std::size_t position = 0; position < text.size();) {
      if (!jx::is_space(jx::next_character(text, position))) ++count;
    }
  };
  for (const jx::Block& block : page.blocks) {
    if (const auto* const line = std::get_if<jx::TextLine>(&block)) {
      add(line->text);
    } else {
      for (const jx::GridCell& cell : std::get<jx::NativeGrid>(block).cells) add(cell.text);
    }
  }
  return count;
}

}  // namespace

/// Nothing that was drawn gets lost or doubled, except second prints at one place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  jx::Page page{.number = 1, .blocks = {}, .drawing = draw(data, size)};
  std::size_t drawn = 0;
  for (const jx::Glyph& glyph : page.drawing->glyphs) drawn += jx::is_space(glyph.code) ? 0 : 1;
  jx::Diagnostics diagnostics;
  jx::lay_out(page, diagnostics);
  const std::size_t laid = count_characters(page);
  JX_CHECK(laid <= drawn, "no glyph is laid twice");
  JX_CHECK(drawn == 0 || laid > 0, "not everything is a second print");
  for (const jx::Block& block : page.blocks) {
    if (const auto* const grid = std::get_if<jx::NativeGrid>(&block)) {
      for (const jx::GridCell& cell : grid->cells) {
        JX_CHECK(cell.row + cell.rowspan <= grid->rows, "a cell ends in its grid");
        JX_CHECK(cell.column + cell.colspan <= grid->columns, "a cell ends in its grid");
      }
    }
  }
  return 0;
}
