// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// Small uncompressed pictures for tests, written by hand.
namespace jx {

struct Colour {
  std::uint8_t red = 255;
  std::uint8_t green = 255;
  std::uint8_t blue = 255;
};

struct TestPicture {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t dots = 200;
  std::function<Colour(std::uint32_t x, std::uint32_t y)> colour = {};

  /// 24 bits a pixel, lowest row first.
  std::string bmp() const {
    std::string rows;
    for (std::uint32_t y = height; y-- > 0;) {
      for (std::uint32_t x = 0; x < width; ++x) {
        const Colour c = colour(x, y);
        for (const std::uint8_t part : {c.blue, c.green, c.red}) rows += static_cast<char>(part);
      }
      while (rows.size() % 4 != 0) rows += '\0';
    }
    const std::uint32_t dots_per_metre = dots * 10'000 / 254;
    return "BM" + little(54 + rows.size(), 4) + little(0, 4) + little(54, 4) + little(40, 4) +
           little(width, 4) + little(height, 4) + little(1, 2) + little(24, 2) + little(0, 4) +
           little(rows.size(), 4) + little(dots_per_metre, 4) + little(dots_per_metre, 4) +
           little(0, 8) + rows;
  }

  static std::string little(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xffU);
    return out;
  }
};

/// A file of grey pictures, `dots` in one field for all.
inline std::string tiff_of(const std::vector<TestPicture>& pictures) {
  const auto little = TestPicture::little;
  std::string out = "II" + little(42, 2) + little(0, 4);
  std::size_t link = 4;
  for (const TestPicture& picture : pictures) {
    const std::size_t pixels = out.size();
    for (std::uint32_t y = 0; y < picture.height; ++y) {
      for (std::uint32_t x = 0; x < picture.width; ++x) {
        out += static_cast<char>(picture.colour(x, y).green);
      }
    }
    if (out.size() % 2 != 0) out += '\0';
    const std::size_t resolution = out.size();
    out += little(picture.dots, 4) + little(1, 4);
    out.replace(link, 4, little(out.size(), 4));
    const auto entry = [&](int tag, int type, std::uint64_t value) {
      return little(static_cast<std::uint64_t>(tag), 2) +
             little(static_cast<std::uint64_t>(type), 2) + little(1, 4) + little(value, 4);
    };
    const std::uint64_t size = std::uint64_t{picture.width} * picture.height;
    out += little(12, 2) + entry(256, 4, picture.width) + entry(257, 4, picture.height) +
           entry(258, 3, 8) + entry(259, 3, 1) + entry(262, 3, 1) + entry(273, 4, pixels) +
           entry(277, 3, 1) + entry(278, 4, picture.height) + entry(279, 4, size) +
           entry(282, 5, resolution) + entry(283, 5, resolution) + entry(296, 3, 2);
    link = out.size();
    out += little(0, 4);
  }
  return out;
}

}  // namespace jx
