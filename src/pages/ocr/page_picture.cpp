// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/page_picture.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <tuple>
#include <utility>

namespace jx {
namespace {

/// Pixels at 200 dots per inch grow and shrink with the scan.
constexpr float kUsualDots = 200;

cv::Size odd_size(int width, int height) { return {width | 1, height | 1}; }

cv::Mat bar(int width, int height) {
  return cv::getStructuringElement(cv::MORPH_RECT, {std::max(width, 1), std::max(height, 1)});
}

cv::Mat turned(const cv::Mat& picture, double angle, int interpolation) {
  const cv::Point2f middle(static_cast<float>(picture.cols) / 2,
                           static_cast<float>(picture.rows) / 2);
  cv::Mat result;
  cv::warpAffine(picture, result, cv::getRotationMatrix2D(middle, angle, 1), picture.size(),
                 interpolation, cv::BORDER_CONSTANT, cv::Scalar(255));
  return result;
}

/// No wider than `width`; a strip stays wider, as high as rows can be compared.
cv::Mat shrunk(const cv::Mat& picture, int width) {
  constexpr double kLeastRows = 8;
  const double scale =
      std::max(static_cast<double>(width) / picture.cols, kLeastRows / picture.rows);
  if (scale >= 1) return picture;
  cv::Mat result;
  cv::resize(picture, result, {}, scale, scale, cv::INTER_AREA);
  return result;
}

/// How sharply rows of ink and rows of paper alternate when the picture is turned so.
double sharpness(const cv::Mat& picture, double angle) {
  cv::Mat rows;
  cv::reduce(turned(picture, angle, cv::INTER_LINEAR), rows, 1, cv::REDUCE_SUM, CV_64F);
  const cv::Mat steps = rows.rowRange(1, rows.rows) - rows.rowRange(0, rows.rows - 1);
  return steps.dot(steps);
}

double sharpest_angle(const cv::Mat& picture, double from, double to, double step) {
  double best = 0;
  double most = -1;
  const int steps = static_cast<int>(std::lround((to - from) / step));
  for (int i = 0; i <= steps; ++i) {
    const double angle = from + i * step;
    const double value = sharpness(picture, angle);
    if (value > most) std::tie(most, best) = std::pair(value, angle);
  }
  return best;
}

/// In degrees, counter-clockwise, by which the picture must be turned to be level.
double find_angle(const cv::Mat& picture) {
  constexpr double kMost = 6;
  const double coarse = sharpest_angle(shrunk(picture, 600), -kMost, kMost, 0.2);
  return sharpest_angle(shrunk(picture, 1000), coarse - 0.2, coarse + 0.2, 0.02);
}

/// The print without the shade of the paper: 0 for paper, 255 for the darkest ink.
cv::Mat without_shade(const cv::Mat& picture, float scale) {
  const int reach = static_cast<int>(25 * scale);
  cv::Mat paper;
  cv::morphologyEx(picture, paper, cv::MORPH_CLOSE,
                   cv::getStructuringElement(cv::MORPH_RECT, odd_size(reach, reach)));
  cv::Mat evened;
  cv::divide(picture, paper, evened, 255);
  return 255 - evened;
}

/// 1 where ink is. Print is thinner than a pixel in places, so less than half black counts.
cv::Mat find_ink(const cv::Mat& shadeless) {
  constexpr double kShare = 0.6;
  constexpr double kFaintest = 30;
  cv::Mat unused;
  const double half = cv::threshold(shadeless, unused, 0, 255, cv::THRESH_OTSU);
  cv::Mat ink;
  cv::threshold(shadeless, ink, std::max(kFaintest, half * kShare), 1, cv::THRESH_BINARY);
  return ink;
}

/// What is connected in a mask: labels of the pixels, and a box each; label 0 is the rest.
struct Pieces {
  cv::Mat labels;
  std::vector<PixelBox> boxes;
  std::vector<int> sizes;  ///< In pixels.
};

Pieces find_pieces(const cv::Mat& mask, int neighbours) {
  Pieces pieces;
  cv::Mat numbers;
  cv::Mat middles;
  const int count =
      cv::connectedComponentsWithStats(mask, pieces.labels, numbers, middles, neighbours, CV_32S);
  for (int i = 0; i < count; ++i) {
    const int* const row = numbers.ptr<int>(i);
    pieces.boxes.push_back({.left = row[cv::CC_STAT_LEFT],
                            .top = row[cv::CC_STAT_TOP],
                            .right = row[cv::CC_STAT_LEFT] + row[cv::CC_STAT_WIDTH],
                            .bottom = row[cv::CC_STAT_TOP] + row[cv::CC_STAT_HEIGHT]});
    pieces.sizes.push_back(row[cv::CC_STAT_AREA]);
  }
  return pieces;
}

/// The height of print in pixels. Characters are made of pieces, most of which are lower than a
/// line; a page without any counts as one of usual print.
int measure_print(const Pieces& pieces, float scale) {
  const int lowest = static_cast<int>(6 * scale);
  const int highest = static_cast<int>(60 * scale);
  std::vector<int> heights;
  for (std::size_t i = 1; i < pieces.boxes.size(); ++i) {
    const PixelBox& box = pieces.boxes[i];
    if (box.height() >= lowest && box.height() <= highest && box.width() <= highest) {
      heights.push_back(box.height());
    }
  }
  if (heights.empty()) return std::max(static_cast<int>(20 * scale), 1);
  const auto high = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() * 4 / 5);
  std::nth_element(heights.begin(), high, heights.end());
  return *high;
}

/// Straight lines of ink in one direction, longer than strokes of print are.
struct Bars {
  cv::Mat mask;
  Pieces pieces;
  std::vector<bool> kept;
};

Bars find_bars(const cv::Mat& ink, bool level, int print_height, float scale) {
  // Small print runs together where it is scanned coarsely.
  const int shortest = std::max(print_height * 3 / 2, static_cast<int>(30 * scale));
  Bars bars;
  cv::morphologyEx(ink, bars.mask, cv::MORPH_OPEN, level ? bar(shortest, 1) : bar(1, shortest));
  // What is missing between the pieces of a worn line.
  cv::morphologyEx(bars.mask, bars.mask, cv::MORPH_CLOSE,
                   level ? bar(print_height / 4, 1) : bar(1, print_height / 4));
  bars.pieces = find_pieces(bars.mask, 8);
  for (const PixelBox& box : bars.pieces.boxes) {
    bars.kept.push_back(std::max(box.width(), box.height()) >= 4 * shortest);
  }
  bars.kept[0] = false;
  return bars;
}

/// Whether a ruling passes within a few pixels of a place.
bool has_ruling_at(const Bars& rulings, int x, int y) {
  constexpr int kReach = 5;
  const cv::Rect near = cv::Rect(x - kReach, y - kReach, 2 * kReach + 1, 2 * kReach + 1) &
                        cv::Rect(0, 0, rulings.mask.cols, rulings.mask.rows);
  for (int row = near.y; row < near.y + near.height; ++row) {
    const int* const labels = rulings.pieces.labels.ptr<int>(row);
    const bool found = std::any_of(labels + near.x, labels + near.x + near.width, [&](int label) {
      return rulings.kept[static_cast<std::size_t>(label)];
    });
    if (found) return true;
  }
  return false;
}

/// Shorter bars are rulings where they go from one ruling to another, as the edges of cells do and
/// dashes, underlines and print that runs together do not.
void keep_edges(const Bars& rulings, Bars& bars, bool level) {
  for (std::size_t i = 1; i < bars.kept.size(); ++i) {
    if (bars.kept[i]) continue;
    const PixelBox& box = bars.pieces.boxes[i];
    const int x = (box.left + box.right) / 2;
    const int y = (box.top + box.bottom) / 2;
    bars.kept[i] =
        level ? has_ruling_at(rulings, box.left, y) && has_ruling_at(rulings, box.right, y)
              : has_ruling_at(rulings, x, box.top) && has_ruling_at(rulings, x, box.bottom);
  }
}

/// Sets to 0 the pixels of the pieces that are not kept.
void keep_pieces(cv::Mat& mask, const Pieces& pieces, const std::vector<bool>& kept) {
  for (int y = 0; y < mask.rows; ++y) {
    auto* const row = mask.ptr<std::uint8_t>(y);
    const int* const labels = pieces.labels.ptr<int>(y);
    for (int x = 0; x < mask.cols; ++x) {
      if (!kept[static_cast<std::size_t>(labels[x])]) row[x] = 0;
    }
  }
}

/// The rulings of a page, and the pixels that are ink of theirs.
cv::Mat take_rulings(const cv::Mat& ink, int print_height, float scale,
                     std::vector<PixelBox>& rulings) {
  Bars level = find_bars(ink, true, print_height, scale);
  Bars upright = find_bars(ink, false, print_height, scale);
  keep_edges(level, upright, false);
  keep_edges(upright, level, true);
  for (Bars* const bars : {&level, &upright}) {
    keep_pieces(bars->mask, bars->pieces, bars->kept);
    for (std::size_t i = 1; i < bars->kept.size(); ++i) {
      if (bars->kept[i]) rulings.push_back(bars->pieces.boxes[i]);
    }
  }
  cv::dilate(level.mask, level.mask, bar(9, 3));
  cv::dilate(upright.mask, upright.mask, bar(3, 9));
  return level.mask | upright.mask;
}

bool touches_edge(const PixelBox& box, const cv::Mat& picture) noexcept {
  return box.left == 0 || box.top == 0 || box.right == picture.cols || box.bottom == picture.rows;
}

/// Leaves only print: neither specks nor large ink that the edge of the picture cut off.
void keep_print(cv::Mat& ink, float scale) {
  const Pieces pieces = find_pieces(ink, 8);
  const auto least = static_cast<int>(4 * scale * scale);
  const int largest = static_cast<int>(60 * scale);
  std::vector<bool> kept(pieces.boxes.size(), false);
  for (std::size_t i = 1; i < pieces.boxes.size(); ++i) {
    const PixelBox& box = pieces.boxes[i];
    const bool is_large = box.width() > largest || box.height() > largest;
    kept[i] = pieces.sizes[i] >= least && !(is_large && touches_edge(box, ink));
  }
  keep_pieces(ink, pieces, kept);
}

/// Numbers areas and says which pixels belong to them.
class AreaMarker {
 public:
  AreaMarker(const cv::Mat& ink, PagePicture& page) : ink_(ink), page_(page) {
    page_.labels.assign(static_cast<std::size_t>(ink.cols) * static_cast<std::size_t>(ink.rows), 0);
  }

  /// Makes areas of the pieces that `wanted` names, where there is ink that has no area yet.
  void mark(const Pieces& pieces, const std::vector<bool>& wanted) {
    std::vector<std::uint32_t> numbers(pieces.boxes.size(), 0);
    for (int y = 0; y < ink_.rows; ++y) {
      const auto* const ink = ink_.ptr<std::uint8_t>(y);
      const int* const labels = pieces.labels.ptr<int>(y);
      std::uint32_t* const marks =
          page_.labels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(ink_.cols);
      for (int x = 0; x < ink_.cols; ++x) {
        const auto piece = static_cast<std::size_t>(labels[x]);
        if (ink[x] == 0 || marks[x] != 0 || !wanted[piece]) continue;
        if (numbers[piece] == 0) numbers[piece] = add(pieces.boxes[piece]);
        marks[x] = numbers[piece];
      }
    }
  }

 private:
  std::uint32_t add(const PixelBox& box) {
    const auto label = static_cast<std::uint32_t>(page_.areas.size()) + 1;
    page_.areas.push_back({.label = label, .box = box});
    return label;
  }

  const cv::Mat& ink_;
  PagePicture& page_;
};

/// Cells are what rulings part from the page around them. That page reaches the edges of the
/// picture or nearly so; a cell as wide is read like print that stands free.
void mark_cells(const cv::Mat& ink, const cv::Mat& bars, AreaMarker& marker) {
  const Pieces pieces = find_pieces(1 - bars, 4);
  std::vector<bool> cells(pieces.boxes.size(), true);
  cells[0] = false;  // The rulings themselves.
  for (std::size_t i = 1; i < pieces.boxes.size(); ++i) {
    const PixelBox& box = pieces.boxes[i];
    if (touches_edge(box, ink) || box.width() > ink.cols * 9 / 10) cells[i] = false;
  }
  marker.mark(pieces, cells);
}

/// Print outside of cells, joined over the gaps between characters and between close lines.
void mark_blocks(const cv::Mat& ink, int print_height, AreaMarker& marker) {
  cv::Mat joined;
  // Even sizes would move everything by a pixel, off thin strokes.
  cv::morphologyEx(
      ink, joined, cv::MORPH_CLOSE,
      cv::getStructuringElement(cv::MORPH_RECT, odd_size(print_height, print_height / 3)));
  const Pieces pieces = find_pieces(joined, 8);
  std::vector<bool> blocks(pieces.boxes.size(), true);
  blocks[0] = false;
  marker.mark(pieces, blocks);
}

std::string bytes_of(const cv::Mat& picture) {
  std::string bytes;
  bytes.reserve(picture.total());
  for (int y = 0; y < picture.rows; ++y) {
    bytes.append(picture.ptr<char>(y), static_cast<std::size_t>(picture.cols));
  }
  return bytes;
}

/// A view of pixels that only reads them; the library has no type for that.
cv::Mat view_of(const std::string& pixels, int width, int height) {
  return {height, width, CV_8UC1, const_cast<char*>(pixels.data())};
}

}  // namespace

PagePicture take_apart(const Scan& scan) {
  constexpr std::uint32_t kLeastSide = 8;
  if (std::min(scan.width, scan.height) < kLeastSide) return {};
  cv::setNumThreads(1);
  const float scale = scan.dots_per_inch / kUsualDots;
  const cv::Mat original =
      view_of(scan.pixels, static_cast<int>(scan.width), static_cast<int>(scan.height));
  PagePicture page{.width = original.cols,
                   .height = original.rows,
                   .angle = find_angle(original),
                   .print = {},
                   .ink = {},
                   .labels = {},
                   .areas = {},
                   .rulings = {}};
  cv::Mat shadeless = without_shade(turned(original, page.angle, cv::INTER_CUBIC), scale);
  cv::Mat ink = find_ink(shadeless);
  const int print_height = measure_print(find_pieces(ink, 8), scale);
  const cv::Mat bars = take_rulings(ink, print_height, scale, page.rulings);
  ink.setTo(0, bars);
  shadeless.setTo(0, bars);
  keep_print(ink, scale);
  AreaMarker marker(ink, page);
  mark_cells(ink, bars, marker);
  mark_blocks(ink, print_height, marker);
  std::sort(page.areas.begin(), page.areas.end(), [](const PictureArea& a, const PictureArea& b) {
    return std::tuple(a.box.top, a.box.left) < std::tuple(b.box.top, b.box.left);
  });
  page.print = bytes_of(255 - shadeless);
  page.ink = bytes_of(ink);
  return page;
}

LinePicture cut_line(const PagePicture& page, const PixelBox& line, const PixelBox& bounds,
                     int margin) {
  const PixelBox wide{.left = line.left - margin,
                      .top = line.top - margin,
                      .right = line.right + margin,
                      .bottom = line.bottom + margin};
  cv::Mat cut(wide.height(), wide.width(), CV_8UC1, cv::Scalar(255));
  const cv::Rect frame(wide.left, wide.top, wide.width(), wide.height());
  const cv::Rect inside = frame &
                          cv::Rect(bounds.left, bounds.top, bounds.width(), bounds.height()) &
                          cv::Rect(0, 0, page.width, page.height);
  view_of(page.print, page.width, page.height)(inside).copyTo(cut(inside - frame.tl()));

  constexpr int kHeight = static_cast<int>(LinePicture::kHeight);
  constexpr int kStep = static_cast<int>(LineScores::kPixelsPerStep);
  const int scaled = std::max(
      kStep, static_cast<int>(std::lround(static_cast<double>(cut.cols) * kHeight / cut.rows)));
  // Whole steps, and some width for the models to look around.
  const int width = std::max((scaled + kStep - 1) / kStep * kStep, kHeight);
  cv::Mat picture(kHeight, width, CV_8UC1, cv::Scalar(255));
  cv::Mat part = picture(cv::Rect(0, 0, scaled, kHeight));
  cv::resize(cut, part, part.size(), 0, 0, cut.rows < kHeight ? cv::INTER_CUBIC : cv::INTER_AREA);
  return {.width = static_cast<std::uint32_t>(picture.cols), .pixels = bytes_of(picture)};
}

}  // namespace jx
