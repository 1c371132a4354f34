// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/recognise_page.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "pages/ocr/line_reader.h"
#include "pages/ocr/page_picture.h"
#include "pages/ocr/picture_lines.h"
#include "pages/ocr/turned_scan.h"

namespace jx {
namespace {

/// Around a line, as a share of its height.
constexpr double kMargin = 0.12;
/// A page of more lines is a pattern, no print.
constexpr std::size_t kMostLines = 5000;
/// A line is read in pieces of at most this width, in heights.
constexpr int kWidest = 120;

/// A line and what it says.
struct ReadPictureLine {
  PictureLine line;
  LineReading reading;
  float width = 0;  ///< Of the picture that was read, in pixels of the page.
};

int margin_of(const PictureLine& line) {
  return static_cast<int>(std::lround(line.height * kMargin));
}

LinePicture picture_of(const PagePicture& page, const PictureLine& line) {
  const int margin = margin_of(line);
  const PixelBox& cell = page.areas[line.area].box;
  // Paper up to the height of a full line, so that "一" and "," keep their size; but only the ink
  // of this line.
  const int missing = line.height - line.box.height();
  PixelBox full = line.box;
  full.top -= missing / 2;
  full.bottom += missing - missing / 2;
  const PixelBox bounds{.left = cell.left,
                        .top = std::max(cell.top, line.box.top - margin),
                        .right = cell.right,
                        .bottom = std::min(cell.bottom, line.box.bottom + margin)};
  return cut_line(page, full, bounds, margin);
}

bool column_is_blank(const PagePicture& page, const PixelBox& box, int x) {
  for (int y = box.top; y < box.bottom; ++y) {
    if (page.ink[static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width) +
                 static_cast<std::size_t>(x)] != 0) {
      return false;
    }
  }
  return true;
}

/// Very long lines in pieces, cut where a column has no ink if there is one near.
std::vector<PictureLine> cut_long_lines(const PagePicture& page, std::vector<PictureLine> lines) {
  std::vector<PictureLine> cut;
  for (PictureLine& line : lines) {
    while (line.box.width() > kWidest * line.height) {
      const int end = line.box.left + kWidest * line.height;
      int at = end;
      for (int x = end; x > end - 4 * line.height; --x) {
        if (column_is_blank(page, line.box, x)) {
          at = x;
          break;
        }
      }
      PictureLine piece = line;
      piece.box.right = at;
      piece.alone = false;
      cut.push_back(piece);
      line.box.left = at;
      line.alone = false;
    }
    cut.push_back(line);
  }
  return cut;
}

/// A page as it was read in one of the four ways it may lie.
struct PageReading {
  PagePicture page;
  std::vector<PictureLine> lines;
  std::vector<std::optional<ReadPictureLine>> read;  ///< As many; filled as they are read.
};

class PageRecogniser {
 public:
  PageRecogniser(Page& page, const Recogniser& recogniser, Diagnostics& diagnostics)
      : page_(page), diagnostics_(diagnostics), reader_(recogniser) {}

  Result<void> run() {
    const Scan scan = *std::move(page_.scan);
    page_.scan.reset();
    scale_ = kPointsPerInch / scan.dots_per_inch;
    JX_TRY(PageReading reading, find_upright(scan));
    std::vector<ReadPictureLine> lines;
    for (std::size_t i = 0; i < reading.lines.size(); ++i) {
      JX_TRY_VOID(read_line(reading, i));
      if (!reading.read[i]->reading.characters.empty())
        lines.push_back(*std::move(reading.read[i]));
    }
    if (!is_legible(lines)) return {};
    Drawing drawing{.width = page_.drawing->width,
                    .height = page_.drawing->height,
                    .glyphs = {},
                    .rulings = {},
                    .pictures = std::move(page_.drawing->pictures)};
    page_.drawing = std::move(drawing);
    take_rulings(reading.page);
    take_text(reading.page, lines);
    return {};
  }

 private:
  Result<void> read_line(PageReading& page, std::size_t index) {
    constexpr double kSignWidth = 1.4;
    if (page.read[index]) return {};
    const PictureLine& line = page.lines[index];
    const bool is_sign = line.alone && line.box.width() <= kSignWidth * line.height;
    const LinePicture picture = picture_of(page.page, line);
    JX_TRY(LineReading reading, reader_.read(picture, is_sign));
    const auto scale = static_cast<float>(line.height + 2 * margin_of(line)) /
                       static_cast<float>(LinePicture::kHeight);
    page.read[index] =
        ReadPictureLine{line, std::move(reading), static_cast<float>(picture.width) * scale};
    return {};
  }

  PageReading take(const Scan& scan, std::uint8_t turn) {
    PageReading reading{.page = take_apart(turned_upright(scan, turn)), .lines = {}, .read = {}};
    reading.lines = cut_long_lines(reading.page, find_picture_lines(reading.page));
    if (reading.lines.size() > kMostLines) reading.lines.clear();
    reading.read.resize(reading.lines.size());
    return reading;
  }

  /// How sure some of the longer lines are on the average.
  Result<float> try_out(PageReading& reading) {
    constexpr std::size_t kSample = 12;
    std::vector<std::size_t> order(reading.lines.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const PictureLine& left = reading.lines[a];
      const PictureLine& right = reading.lines[b];
      return left.box.width() * right.height > right.box.width() * left.height;
    });
    order.resize(std::min(order.size(), kSample));
    float sum = 0;
    std::size_t count = 0;
    for (const std::size_t index : order) {
      JX_TRY_VOID(read_line(reading, index));
      for (const ReadCharacter& each : reading.read[index]->reading.characters) {
        sum += each.probability;
        ++count;
      }
    }
    return count == 0 ? 0 : sum / static_cast<float>(count);
  }

  /// Most pages lie as they were printed; the others give themselves away by being illegible.
  Result<PageReading> find_upright(const Scan& scan) {
    constexpr float kLegible = 0.75F;
    PageReading best = take(scan, 0);
    JX_TRY(float most, try_out(best));
    for (std::uint8_t turn = 1; turn < 4 && most < kLegible && !best.lines.empty(); ++turn) {
      PageReading other = take(scan, turn);
      JX_TRY(const float sure, try_out(other));
      if (sure > most) {
        most = sure;
        best = std::move(other);
        turn_ = turn;
      }
    }
    return best;
  }

  /// A box of the upright picture in points of the page as displayed.
  Box place(const PagePicture& page, float left, float top, float right, float bottom) const {
    const auto width = static_cast<float>(page.width);
    const auto height = static_cast<float>(page.height);
    Box box{left, top, right, bottom};
    switch (turn_) {
      case 1: box = {height - bottom, left, height - top, right}; break;
      case 2: box = {width - right, height - bottom, width - left, height - top}; break;
      case 3: box = {top, width - right, bottom, width - left}; break;
      default: break;
    }
    return {box.left * scale_, box.top * scale_, box.right * scale_, box.bottom * scale_};
  }

  void take_rulings(const PagePicture& page) {
    for (const PixelBox& line : page.rulings) {
      const Box box = place(page, static_cast<float>(line.left), static_cast<float>(line.top),
                            static_cast<float>(line.right), static_cast<float>(line.bottom));
      const float width = box.right - box.left;
      const float height = box.bottom - box.top;
      const bool horizontal = width >= height;
      page_.drawing->rulings.push_back(
          {.horizontal = horizontal,
           .at = horizontal ? (box.top + box.bottom) / 2 : (box.left + box.right) / 2,
           .from = horizontal ? box.left : box.top,
           .to = horizontal ? box.right : box.bottom,
           .thickness = std::min(width, height)});
    }
  }

  /// A page of guesses is refused; what the page brought itself stays then.
  bool is_legible(const std::vector<ReadPictureLine>& lines) {
    constexpr double kMostUnsure = 0.3;
    constexpr float kUnsure = 0.5F;
    std::size_t characters = 0;
    std::size_t unsure = 0;
    for (const ReadPictureLine& line : lines) {
      characters += line.reading.characters.size();
      unsure += static_cast<std::size_t>(
          std::count_if(line.reading.characters.begin(), line.reading.characters.end(),
                        [](const ReadCharacter& read) { return read.probability < kUnsure; }));
    }
    const Origin origin{.page = page_.number};
    const std::string_view instead =
        page_.drawing->glyphs.empty() ? "这一页没有读入文字" : "读的是这一页自带的（隐藏）文字";
    if (characters == 0) {
      diagnostics_.warn("page-without-text",
                        fmt::format("第 {} 页是图片，没有从图片里认出文字，{}；请与原件核对。",
                                    page_.number, instead),
                        origin);
      return false;
    }
    if (static_cast<double>(unsure) > kMostUnsure * static_cast<double>(characters)) {
      diagnostics_.warn(
          "page-unreadable",
          fmt::format("第 {} 页是图片，认出的 {} 个字里有 {} 个没有把握，没有采用，以免把猜测"
                      "当成内容；{}。请以 200 dpi 以上重新扫描，或换用带文字的文件。",
                      page_.number, characters, unsure, instead),
          origin);
      return false;
    }
    diagnostics_.note(
        "recognised-text",
        fmt::format("第 {} 页是图片，{} 个字由识别得到{}；请与图片核对。", page_.number, characters,
                    reader_.compares() ? "" : "（缺少第二个识别模型，数字没有复核）"),
        origin);
    return true;
  }

  void take_text(const PagePicture& page, const std::vector<ReadPictureLine>& lines) {
    for (const ReadPictureLine& line : lines) {
      take_line(page, line);
      if (line.reading.other.empty()) continue;
      const PixelBox& box = line.line.box;
      page_.drawing->other_readings.push_back(
          {.box = place(page, static_cast<float>(box.left), static_cast<float>(box.top),
                        static_cast<float>(box.right), static_cast<float>(box.bottom)),
           .text = to_utf8(line.reading.other)});
    }
  }

  /// Characters stand side by side without a gap, unless a blank was read or the next one is far.
  void take_line(const PagePicture& page, const ReadPictureLine& read) {
    constexpr float kHalf = 0.6F;  // Of the widest character, in heights.
    const PictureLine& line = read.line;
    const ReadLine& text = read.reading.characters;
    const auto height = static_cast<float>(line.height);
    const auto start = static_cast<float>(line.box.left - margin_of(line));
    const float middle = static_cast<float>(line.box.top + line.box.bottom) / 2;
    const auto middle_of = [&](const ReadCharacter& each) {
      return start + each.place * read.width;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
      const float x = middle_of(text[i]);
      const float left = i == 0 ? static_cast<float>(line.box.left)
                                : std::max((middle_of(text[i - 1]) + x) / 2, x - kHalf * height);
      const float right = i + 1 == text.size()
                              ? static_cast<float>(line.box.right)
                              : std::min((x + middle_of(text[i + 1])) / 2, x + kHalf * height);
      page_.drawing->glyphs.push_back({.code = text[i].code,
                                       .box = place(page, left, middle - height / 2,
                                                    std::max(right, left + 1), middle + height / 2),
                                       .size = height * scale_,
                                       .turn = turn_,
                                       .bold = false,
                                       .certainty = static_cast<std::uint8_t>(std::clamp(
                                           std::lround(text[i].probability * 100), 1L, 99L))});
    }
  }

  Page& page_;
  Diagnostics& diagnostics_;
  LineReader reader_;
  float scale_ = 1;        ///< Points a pixel.
  std::uint8_t turn_ = 0;  ///< Which way the text runs, as of a glyph.
};

}  // namespace

Result<void> recognise_page(Page& page, const Recogniser& recogniser, Diagnostics& diagnostics) {
  if (!page.scan) return {};
  return PageRecogniser(page, recogniser, diagnostics).run();
}

}  // namespace jx
