// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/table.h"

#include <algorithm>
#include <utility>

namespace jx {
namespace {

struct ByRow {
  bool operator()(const Cell& cell, std::uint32_t row) const noexcept { return cell.row < row; }
  bool operator()(std::uint32_t row, const Cell& cell) const noexcept { return row < cell.row; }
};

/// Whether a reading belongs to a place before the other.
struct ByPlace {
  using Place = std::pair<std::uint32_t, std::uint32_t>;
  static Place place_of(const CellReading& reading) noexcept {
    return {reading.row, reading.column};
  }
  bool operator()(const CellReading& reading, const Place& place) const noexcept {
    return place_of(reading) < place;
  }
  bool operator()(const Place& place, const CellReading& reading) const noexcept {
    return place < place_of(reading);
  }
};

}  // namespace

std::span<const CellReading> readings_at(std::span<const CellReading> readings, std::uint32_t row,
                                         std::uint32_t column) noexcept {
  const auto [begin, end] =
      std::equal_range(readings.begin(), readings.end(), ByPlace::Place{row, column}, ByPlace{});
  return {begin, end};
}

std::span<const Cell> Table::row(std::uint32_t row) const noexcept {
  const auto [begin, end] = std::equal_range(cells.begin(), cells.end(), row, ByRow{});
  return {begin, end};
}

const Cell* Table::find(std::uint32_t row, std::uint32_t column) const noexcept {
  const std::span<const Cell> cells_of_row = this->row(row);
  const auto found =
      std::lower_bound(cells_of_row.begin(), cells_of_row.end(), column,
                       [](const Cell& cell, std::uint32_t wanted) { return cell.column < wanted; });
  return found != cells_of_row.end() && found->column == column ? &*found : nullptr;
}

std::span<const CellReading> Table::readings(std::uint32_t row,
                                             std::uint32_t column) const noexcept {
  return readings_at(other_readings, row, column);
}

}  // namespace jx
