// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/picture_lines.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace jx {
namespace {

/// Rows of a picture: `end` is the first one outside.
struct Rows {
  int begin = 0;
  int end = 0;

  int height() const noexcept { return end - begin; }
};

/// What is usual on a page, in pixels; 0 where too little is printed to tell.
struct Measure {
  double height = 0;  ///< Of a line.
  double pitch = 0;   ///< From one line to the next.
};

/// How much ink there is in each row of an area.
class Profile {
 public:
  Profile(const PagePicture& page, const PictureArea& area) : top_(area.box.top) {
    rows_.reserve(static_cast<std::size_t>(area.box.height()));
    for (int y = area.box.top; y < area.box.bottom; ++y) {
      const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width);
      const auto* const labels = page.labels.data() + row;
      rows_.push_back(static_cast<int>(
          std::count(labels + area.box.left, labels + area.box.right, area.label)));
    }
  }

  int operator[](int y) const noexcept { return rows_[static_cast<std::size_t>(y - top_)]; }
  int top() const noexcept { return top_; }
  int bottom() const noexcept { return top_ + static_cast<int>(rows_.size()); }

  int ink(Rows rows) const noexcept {
    int sum = 0;
    for (int y = rows.begin; y < rows.end; ++y) sum += (*this)[y];
    return sum;
  }

  /// The row with the least ink around it.
  int thinnest(Rows rows) const noexcept {
    int best = rows.begin;
    for (int y = rows.begin; y < rows.end; ++y) {
      if (around(y) < around(best)) best = y;
    }
    return best;
  }

 private:
  int around(int y) const noexcept {
    const int before = y > top_ ? (*this)[y - 1] : 0;
    const int after = y + 1 < bottom() ? (*this)[y + 1] : 0;
    return before + 2 * (*this)[y] + after;
  }

  int top_;
  std::vector<int> rows_;
};

/// The stretches of rows with ink.
std::vector<Rows> find_stretches(const Profile& profile) {
  std::vector<Rows> stretches;
  for (int y = profile.top(); y < profile.bottom(); ++y) {
    if (profile[y] == 0) continue;
    if (stretches.empty() || stretches.back().end < y) stretches.push_back({y, y});
    stretches.back().end = y + 1;
  }
  return stretches;
}

/// Joins what is too low to be a line to its neighbour, as long as both together are no higher
/// than one.
std::vector<Rows> join_parts(const std::vector<Rows>& stretches, double height) {
  constexpr double kPart = 0.6;
  constexpr double kGap = 0.35;
  constexpr double kMost = 1.25;
  std::vector<Rows> joined;
  for (const Rows& rows : stretches) {
    const bool joins = !joined.empty() &&
                       std::min(rows.height(), joined.back().height()) < kPart * height &&
                       rows.begin - joined.back().end < kGap * height &&
                       rows.end - joined.back().begin <= kMost * height;
    if (joins) {
      joined.back().end = rows.end;
    } else {
      joined.push_back(rows);
    }
  }
  return joined;
}

/// Parts a stretch that is as high as several lines.
std::vector<Rows> part_lines(const Profile& profile, Rows rows, const Measure& usual) {
  constexpr double kSeveral = 1.5;
  constexpr double kThin = 0.25;  // Of the ink that a row has on the average.
  if (usual.height == 0 || rows.height() <= kSeveral * usual.height) return {rows};
  const auto lines =
      std::max(2L, std::lround((rows.height() + usual.pitch - usual.height) / usual.pitch));
  const double average = static_cast<double>(profile.ink(rows)) / rows.height();
  std::vector<Rows> parts;
  int begin = rows.begin;
  for (long i = 1; i < lines; ++i) {
    const double expected = rows.begin + static_cast<double>(rows.height()) *
                                             static_cast<double>(i) / static_cast<double>(lines);
    const Rows near{
        static_cast<int>(std::max(begin + usual.height / 2, expected - usual.pitch * 0.3)),
        static_cast<int>(std::min(rows.end - usual.height / 2, expected + usual.pitch * 0.3))};
    if (near.height() <= 0) continue;
    const int cut = profile.thinnest(near);
    // A title in large print has no such place.
    if (profile[cut] > kThin * average) continue;
    parts.push_back({begin, cut});
    begin = cut;
  }
  parts.push_back({begin, rows.end});
  return parts;
}

/// The box around the ink in some rows of an area; no height where there is none.
PixelBox box_of_ink(const PagePicture& page, const PictureArea& area, Rows rows) {
  PixelBox box{
      .left = area.box.right, .top = rows.end, .right = area.box.left, .bottom = rows.begin};
  for (int y = rows.begin; y < rows.end; ++y) {
    const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(page.width);
    for (int x = area.box.left; x < area.box.right; ++x) {
      if (page.labels[row + static_cast<std::size_t>(x)] != area.label) continue;
      box.left = std::min(box.left, x);
      box.right = std::max(box.right, x + 1);
      box.top = std::min(box.top, y);
      box.bottom = std::max(box.bottom, y + 1);
    }
  }
  return box;
}

std::vector<PixelBox> lines_of(const PagePicture& page, const PictureArea& area,
                               const Measure& usual) {
  const Profile profile(page, area);
  const std::vector<Rows> stretches = find_stretches(profile);
  double height = usual.height;
  for (const Rows& rows : stretches) {
    if (usual.height == 0) height = std::max(height, static_cast<double>(rows.height()));
  }
  std::vector<PixelBox> lines;
  for (const Rows& rows : join_parts(stretches, height)) {
    for (const Rows& part : part_lines(profile, rows, usual)) {
      const PixelBox box = box_of_ink(page, area, part);
      if (box.height() > 0 && box.width() > 0) lines.push_back(box);
    }
  }
  return lines;
}

double take_nth(std::vector<double> values, double share) {
  const auto nth =
      values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), nth, values.end());
  return *nth;
}

/// Lines that touch are measured as one high line, so the lower lines are what is usual.
Measure measure_print(const PagePicture& page) {
  constexpr int kLong = 3;  // Times as wide as high: a line rather than a character.
  std::vector<std::vector<PixelBox>> areas;
  std::vector<double> heights;
  for (const PictureArea& area : page.areas) {
    areas.push_back(lines_of(page, area, {}));
    for (const PixelBox& line : areas.back()) {
      if (line.width() > kLong * line.height()) heights.push_back(line.height());
    }
  }
  if (heights.empty()) return {};
  const double height = take_nth(heights, 0.4);
  const auto is_usual = [height](const PixelBox& line) {
    return std::fabs(line.height() - height) < height / 4;
  };
  std::vector<double> pitches;
  for (const std::vector<PixelBox>& lines : areas) {
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const double pitch = lines[i].top - lines[i - 1].top;
      if (is_usual(lines[i - 1]) && is_usual(lines[i]) && pitch < 2.2 * height) {
        pitches.push_back(pitch);
      }
    }
  }
  constexpr std::size_t kEnough = 4;
  return {height, pitches.size() < kEnough ? 1.3 * height : take_nth(pitches, 0.5)};
}

}  // namespace

std::vector<PictureLine> find_picture_lines(const PagePicture& page) {
  const Measure usual = measure_print(page);
  std::vector<PictureLine> found;
  for (std::size_t i = 0; i < page.areas.size(); ++i) {
    const std::vector<PixelBox> lines = lines_of(page, page.areas[i], usual);
    for (const PixelBox& line : lines) {
      const int height = std::max(line.height(), static_cast<int>(std::lround(usual.height)));
      found.push_back({.area = i, .box = line, .height = height, .alone = lines.size() == 1});
    }
  }
  return found;
}

}  // namespace jx
