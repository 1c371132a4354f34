// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/picture_lines.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace jx {
namespace {

/// Rows of a picture: `end` is the first one outside.
struct Rows {
  int begin = 0;
  int end = 0;

  int height() const noexcept { return end - begin; }
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

/// Where to part a stretch of rows, and how much ink is cut.
struct Parting {
  std::vector<int> cuts;
  double ink = 0;  ///< In the row of the worst cut, as a share of what a row has on the average.
};

/// Into so many lines of about the same height.
Parting part_evenly(const Profile& profile, Rows rows, int lines) {
  constexpr double kSlack = 0.3;  // Of a line.
  const double height = static_cast<double>(rows.height()) / lines;
  const double average = static_cast<double>(profile.ink(rows)) / rows.height();
  Parting parting;
  for (int i = 1; i < lines; ++i) {
    const double expected = rows.begin + height * i;
    // Behind the first row, so that every part is lower than the whole.
    const int first = std::max(rows.begin + 1, static_cast<int>(expected - kSlack * height));
    const int cut = profile.thinnest({first, static_cast<int>(expected + kSlack * height) + 1});
    parting.cuts.push_back(cut);
    parting.ink = std::max(parting.ink, profile[cut] / average);
  }
  return parting;
}

/// Parts a stretch that is as high as several lines, where the least ink is cut. A title in large
/// print has no place for that.
std::vector<Rows> part_lines(const Profile& profile, Rows rows, double usual_height) {
  constexpr double kSeveral = 1.5;
  constexpr double kLowest = 0.8;  // Of usual lines; print that is set tight overlaps.
  constexpr double kHighest = 1.9;
  constexpr double kMostInk = 0.4;
  if (usual_height == 0 || rows.height() <= kSeveral * usual_height) return {rows};
  const int fewest = std::max(2, static_cast<int>(rows.height() / (kHighest * usual_height)));
  const int most = static_cast<int>(rows.height() / (kLowest * usual_height));
  Parting best{.cuts = {}, .ink = kMostInk};
  for (int lines = fewest; lines <= most; ++lines) {
    Parting parting = part_evenly(profile, rows, lines);
    if (parting.ink < best.ink) best = std::move(parting);
  }
  if (best.cuts.empty()) return {rows};
  best.cuts.push_back(rows.end);
  std::vector<Rows> parts;
  int begin = rows.begin;
  for (const int cut : best.cuts) {
    // A part may be as high as several lines again.
    const std::vector<Rows> finer = part_lines(profile, {begin, cut}, usual_height);
    parts.insert(parts.end(), finer.begin(), finer.end());
    begin = cut;
  }
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
                               double usual_height) {
  const Profile profile(page, area);
  const std::vector<Rows> stretches = find_stretches(profile);
  double height = usual_height;
  for (const Rows& rows : stretches) {
    if (usual_height == 0) height = std::max(height, static_cast<double>(rows.height()));
  }
  std::vector<PixelBox> lines;
  for (const Rows& rows : join_parts(stretches, height)) {
    for (const Rows& part : part_lines(profile, rows, usual_height)) {
      const PixelBox box = box_of_ink(page, area, part);
      if (box.height() > 0 && box.width() > 0) lines.push_back(box);
    }
  }
  return lines;
}

/// The height of lines that is usual on the page, in pixels; 0 where too little is printed to tell.
/// Lines that touch are measured as one high line, so the lower ones are what is usual.
double measure_lines(const PagePicture& page) {
  constexpr int kLong = 3;  // Times as wide as high: a line rather than a character.
  std::vector<int> heights;
  for (const PictureArea& area : page.areas) {
    for (const PixelBox& line : lines_of(page, area, 0)) {
      if (line.width() > kLong * line.height()) heights.push_back(line.height());
    }
  }
  if (heights.empty()) return 0;
  const auto low = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() * 2 / 5);
  std::nth_element(heights.begin(), low, heights.end());
  return *low;
}

}  // namespace

std::vector<PictureLine> find_picture_lines(const PagePicture& page) {
  const double usual = measure_lines(page);
  std::vector<PictureLine> found;
  for (std::size_t i = 0; i < page.areas.size(); ++i) {
    const std::vector<PixelBox> lines = lines_of(page, page.areas[i], usual);
    for (const PixelBox& line : lines) {
      const int height = std::max(line.height(), static_cast<int>(std::lround(usual)));
      found.push_back({.area = i, .box = line, .height = height, .alone = lines.size() == 1});
    }
  }
  return found;
}

}  // namespace jx
