// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ofd/geometry.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace jx::ofd {
namespace {

/// Ten kilometres: nothing is printed beyond.
constexpr double kMostCoordinate = 1e7;

void skip_blanks(std::string_view& text) noexcept {
  const std::size_t start = text.find_first_not_of(" \t\r\n,");
  text.remove_prefix(std::min(start, text.size()));
}

}  // namespace

double Matrix::scale() const noexcept { return std::sqrt(std::fabs(a * d - b * c)); }

Matrix Matrix::after(const Matrix& inner) const noexcept {
  const Point x = turn({inner.a, inner.b});
  const Point y = turn({inner.c, inner.d});
  const Point origin = apply({inner.e, inner.f});
  return {x.x, x.y, y.x, y.y, origin.x, origin.y};
}

Matrix shift(double x, double y) noexcept { return {1, 0, 0, 1, x, y}; }

std::optional<double> take_number(std::string_view& text) noexcept {
  skip_blanks(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end == text.data()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  skip_blanks(text);
  if (error != std::errc{} || !(std::fabs(number) <= kMostCoordinate)) return std::nullopt;
  return number;
}

std::optional<double> parse_number(std::string_view text) noexcept { return take_number(text); }

std::optional<Rectangle> parse_rectangle(std::string_view text) noexcept {
  Rectangle box;
  for (double* const part : {&box.x, &box.y, &box.width, &box.height}) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    *part = *number;
  }
  return box;
}

Matrix parse_matrix(std::string_view text) noexcept {
  Matrix matrix;
  for (double* const part : {&matrix.a, &matrix.b, &matrix.c, &matrix.d, &matrix.e, &matrix.f}) {
    const auto number = take_number(text);
    if (!number) return {};
    *part = *number;
  }
  return matrix;
}

std::vector<double> parse_deltas(std::string_view text, std::size_t most) {
  std::vector<double> deltas;
  skip_blanks(text);
  while (!text.empty() && deltas.size() < most) {
    std::size_t count = 1;
    if (text.front() == 'g' || text.front() == 'G') {
      text.remove_prefix(1);
      const auto times = take_number(text);
      if (!times) break;
      count = static_cast<std::size_t>(std::clamp(*times, 0.0, static_cast<double>(most)));
    }
    const auto value = take_number(text);
    if (!value) break;
    deltas.insert(deltas.end(), std::min(count, most - deltas.size()), *value);
  }
  return deltas;
}

}  // namespace jx::ofd
