// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/text.h"
#include "pages/page.h"

namespace jx {

/// Draws pages for tests: text of one size in boxes half as wide as high, Chinese as wide as high.
class TestDrawing {
 public:
  static constexpr float kSize = 10;

  /// Text from its top left corner.
  TestDrawing& text(float left, float top, std::string_view words) {
    for (std::size_t position = 0; position < words.size();) {
      const char32_t code = next_character(words, position);
      const float width = is_han(code) || code > 0x2e80 ? kSize : kSize / 2;
      drawing_.glyphs.push_back(
          {.code = code, .box = {left, top, left + width, top + kSize}, .size = kSize});
      left += width;
    }
    return *this;
  }

  TestDrawing& across(float y, float from, float to) {
    drawing_.rulings.push_back(
        {.horizontal = true, .at = y, .from = from, .to = to, .thickness = 1});
    return *this;
  }

  TestDrawing& down(float x, float from, float to) {
    drawing_.rulings.push_back(
        {.horizontal = false, .at = x, .from = from, .to = to, .thickness = 1});
    return *this;
  }

  /// The characters of the text before, one after another.
  TestDrawing& certain(std::initializer_list<std::uint8_t> percent) {
    std::size_t glyph = drawing_.glyphs.size() - percent.size();
    for (const std::uint8_t value : percent) drawing_.glyphs[glyph++].certainty = value;
    return *this;
  }

  /// Another reading of what stands in a box as high as a line.
  TestDrawing& reading(float left, float top, float right, std::string_view words) {
    drawing_.other_readings.push_back(
        {.box = {left, top, right, top + kSize}, .text = std::string(words)});
    return *this;
  }

  /// Rulings all around and between, at these places.
  TestDrawing& net(std::initializer_list<float> xs, std::initializer_list<float> ys) {
    for (const float y : ys) across(y, *xs.begin(), *(xs.end() - 1));
    for (const float x : xs) down(x, *ys.begin(), *(ys.end() - 1));
    return *this;
  }

  /// The page turned: what ran to the right runs down.
  TestDrawing& turned_down() {
    for (Glyph& glyph : drawing_.glyphs) {
      glyph.box = turned(glyph.box);
      glyph.turn = 1;
    }
    for (OtherReading& reading : drawing_.other_readings) reading.box = turned(reading.box);
    for (Ruling& ruling : drawing_.rulings) {
      // x of a point becomes y; y becomes x from the other side.
      if (ruling.horizontal) ruling.at = kSide - ruling.at;
      if (!ruling.horizontal) {
        const float from = ruling.from;
        ruling.from = kSide - ruling.to;
        ruling.to = kSide - from;
      }
      ruling.horizontal = !ruling.horizontal;
    }
    return *this;
  }

  Page page() const {
    Page page{.number = 3, .blocks = {}, .drawing = drawing_};
    page.drawing->width = kSide;
    page.drawing->height = kSide;
    return page;
  }

 private:
  static constexpr float kSide = 600;

  static Box turned(const Box& box) {
    return {
        .left = kSide - box.bottom, .top = box.left, .right = kSide - box.top, .bottom = box.right};
  }

  Drawing drawing_;
};

}  // namespace jx
