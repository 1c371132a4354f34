// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/pdf/page_recorder.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/text.h"
#include "pages/reach.h"

namespace jx {
namespace {

/// A filled area up to this thickness is a line that was drawn as an area.
constexpr float kThickestRuling = 3.2F;
constexpr float kShortestRuling = 2.0F;
/// Beyond this slope text is a watermark and a stroke is a picture's.
constexpr float kMostSlope = 0.1F;
/// Of the page: a strip of a scan, which a logo is not.
constexpr float kLeastShare = 0.02F;
/// Parts of an em above and below the baseline. Fonts' own figures cannot be trusted: they are
/// zero, or span several lines, in files that print well.
constexpr float kAscent = 0.8F;
constexpr float kDescent = 0.2F;

Box intersect(const Box& a, const Box& b) noexcept {
  return {.left = std::max(a.left, b.left),
          .top = std::max(a.top, b.top),
          .right = std::min(a.right, b.right),
          .bottom = std::min(a.bottom, b.bottom)};
}

/// Quarter turns clockwise, or nothing for a slanted direction.
std::optional<std::uint8_t> turn_of(PageRecorder::Point along) noexcept {
  const float x = std::fabs(along.x);
  const float y = std::fabs(along.y);
  if (y <= kMostSlope * x) return along.x >= 0 ? 0 : 2;
  if (x <= kMostSlope * y) return along.y > 0 ? 1 : 3;
  return std::nullopt;
}

/// As std::hypot, which keeps its care for numbers that no page has.
float length_of(PageRecorder::Point way) noexcept {
  const double x = way.x;
  const double y = way.y;
  return static_cast<float>(std::sqrt(x * x + y * y));
}

}  // namespace

PageRecorder::PageRecorder() {
  constexpr std::size_t kUsualGlyphs = 1024;
  page_.drawing.glyphs.reserve(kUsualGlyphs);
}

void PageRecorder::set_size(float width, float height) noexcept {
  page_.drawing.width = width;
  page_.drawing.height = height;
}

Box PageRecorder::window_of(const Box& visible) const noexcept {
  return intersect(
      visible, {.left = 0, .top = 0, .right = page_.drawing.width, .bottom = page_.drawing.height});
}

void PageRecorder::add_glyph(const Stroke& stroke, Ink ink, const Box& window) {
  std::vector<Glyph>& glyphs = ink == Ink::Visible ? page_.drawing.glyphs : page_.hidden;
  if (glyphs.size() >= kMostGlyphs) {
    page_.truncated = true;
    return;
  }
  // The way across is as good as the way along, and known for characters without an advance.
  const auto turn = turn_of({.x = -stroke.up.y, .y = stroke.up.x});
  if (!turn) {
    if (page_.slanted_glyphs++ < PageRecord::kMostSlantedShown) {
      append_character(page_.slanted, stroke.code);
    }
    return;
  }
  const Point low{.x = stroke.origin.x - stroke.up.x * kDescent,
                  .y = stroke.origin.y - stroke.up.y * kDescent};
  const Point high{.x = stroke.origin.x + stroke.advance.x + stroke.up.x * kAscent,
                   .y = stroke.origin.y + stroke.advance.y + stroke.up.y * kAscent};
  const Box box{.left = std::min(low.x, high.x),
                .top = std::min(low.y, high.y),
                .right = std::max(low.x, high.x),
                .bottom = std::max(low.y, high.y)};
  const float x = (box.left + box.right) / 2;
  const float y = (box.top + box.bottom) / 2;
  const bool inside =
      x >= window.left && x <= window.right && y >= window.top && y <= window.bottom;
  const Glyph glyph{.code = stroke.code,
                    .box = box,
                    .size = length_of(stroke.up),
                    .turn = *turn,
                    .bold = stroke.bold};
  if (!inside || !is_within_reach(glyph)) {
    ++page_.outside;
    return;
  }
  glyphs.push_back(glyph);
}

void PageRecorder::add_to_glyph(char32_t code, Ink ink) {
  std::vector<Glyph>& glyphs = ink == Ink::Visible ? page_.drawing.glyphs : page_.hidden;
  if (glyphs.empty() || glyphs.size() >= kMostGlyphs) return;
  // Each of the characters gets a share of the width, so that none stands at the other's place.
  Glyph& first = glyphs.back();
  Glyph next = first;
  next.code = code;
  const float middle = (first.box.left + first.box.right) / 2;
  first.box.right = middle;
  next.box.left = middle;
  glyphs.push_back(next);
}

void PageRecorder::add_line(Point a, Point b, float thickness, const Box& visible) {
  const float x = std::fabs(a.x - b.x);
  const float y = std::fabs(a.y - b.y);
  if (std::max(x, y) < kShortestRuling) return;
  if (y <= 0.01F * x || (y < 1 && x > 20)) {
    add_ruling({.horizontal = true,
                .at = (a.y + b.y) / 2,
                .from = std::min(a.x, b.x),
                .to = std::max(a.x, b.x),
                .thickness = thickness},
               visible);
  } else if (x <= 0.01F * y || (x < 1 && y > 20)) {
    add_ruling({.horizontal = false,
                .at = (a.x + b.x) / 2,
                .from = std::min(a.y, b.y),
                .to = std::max(a.y, b.y),
                .thickness = thickness},
               visible);
  }
}

void PageRecorder::add_area(Box area, const Box& visible) {
  area = intersect(area, window_of(visible));
  const float width = area.right - area.left;
  const float height = area.bottom - area.top;
  if (!(width >= 0 && height >= 0) || std::max(width, height) < kShortestRuling) return;
  if (std::min(width, height) > kThickestRuling) return;
  if (height <= width) {
    add_ruling({.horizontal = true,
                .at = (area.top + area.bottom) / 2,
                .from = area.left,
                .to = area.right,
                .thickness = height},
               visible);
  } else {
    add_ruling({.horizontal = false,
                .at = (area.left + area.right) / 2,
                .from = area.top,
                .to = area.bottom,
                .thickness = width},
               visible);
  }
}

void PageRecorder::add_picture(Box area, const Box& visible, const Grain& grain) {
  area = intersect(area, window_of(visible));
  if (area.empty() || !is_within_reach(area)) return;
  page_.picture_pixels = std::max(page_.picture_pixels, grain.pixels);
  const float share = (area.right - area.left) * (area.bottom - area.top) /
                      (page_.drawing.width * page_.drawing.height);
  if (share >= kLeastShare) page_.picture_dots = std::max(page_.picture_dots, grain.dots);
  // Some programs print lines as pictures one pixel high.
  if (std::min(area.right - area.left, area.bottom - area.top) <= kThickestRuling) {
    return add_area(area, visible);
  }
  if (page_.drawing.pictures.size() < kMostRulings) page_.drawing.pictures.push_back(area);
}

void PageRecorder::add_ruling(const Ruling& ruling, const Box& visible) {
  if (!is_within_reach(ruling)) return;
  Ruling kept = ruling;
  const Box window = window_of(visible);
  const float low = ruling.horizontal ? window.top : window.left;
  const float high = ruling.horizontal ? window.bottom : window.right;
  // Half a thickness of a frame at the edge of what is visible is often cut away.
  const float slack = ruling.thickness / 2 + 1;
  if (!(ruling.at >= low - slack && ruling.at <= high + slack)) return;
  kept.from = std::max(ruling.from, ruling.horizontal ? window.left : window.top);
  kept.to = std::min(ruling.to, ruling.horizontal ? window.right : window.bottom);
  if (!(kept.to - kept.from >= kShortestRuling)) return;
  if (page_.drawing.rulings.size() >= kMostRulings) {
    page_.truncated = true;
    return;
  }
  page_.drawing.rulings.push_back(kept);
}

PageRecord PageRecorder::finish() && { return std::move(page_); }

}  // namespace jx
