// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

/// Coordinates of OFD: millimetres from the top left corner, y downwards.
namespace jx::ofd {

struct Point {
  double x = 0;
  double y = 0;
};

/// "10 20 276 0.2": place and size.
struct Rectangle {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

/// x' = a x + c y + e, y' = b x + d y + f.
struct Matrix {
  double a = 1;
  double b = 0;
  double c = 0;
  double d = 1;
  double e = 0;
  double f = 0;

  Point apply(Point p) const noexcept { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
  /// A direction or a length: without the shift.
  Point turn(Point p) const noexcept { return {a * p.x + c * p.y, b * p.x + d * p.y}; }
  /// How much longer lines become, on the average of all directions.
  double scale() const noexcept;
  /// First `inner`, then this.
  Matrix after(const Matrix& inner) const noexcept;
};

Matrix shift(double x, double y) noexcept;

/// The number at the beginning of `text`, which loses it and the blanks around it. Numbers that no
/// page can hold are none.
std::optional<double> take_number(std::string_view& text) noexcept;
std::optional<double> parse_number(std::string_view text) noexcept;
std::optional<Rectangle> parse_rectangle(std::string_view text) noexcept;
/// The identity when the text is no matrix.
Matrix parse_matrix(std::string_view text) noexcept;

/// "1.5 g 3 2 4" → 1.5 2 2 2 4; at most `most` values are looked at.
std::vector<double> parse_deltas(std::string_view text, std::size_t most);

}  // namespace jx::ofd
