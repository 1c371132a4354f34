// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/drawn/readings.h"

#include <algorithm>
#include <utility>

namespace jx {

ReadingPile::ReadingPile(std::vector<OtherReading> readings) {
  if (readings.size() > kMost) readings.resize(kMost);
  readings_.reserve(readings.size());
  for (OtherReading& reading : readings) {
    readings_.push_back({.x = (reading.box.left + reading.box.right) / 2,
                         .y = (reading.box.top + reading.box.bottom) / 2,
                         .text = std::move(reading.text)});
  }
  std::stable_sort(readings_.begin(), readings_.end(),
                   [](const Waiting& a, const Waiting& b) { return a.y < b.y; });
  left_ = readings_.size();
}

std::vector<std::string> ReadingPile::take(const Box& box) {
  std::vector<std::string> taken;
  auto reading =
      std::lower_bound(readings_.begin(), readings_.end(), box.top,
                       [](const Waiting& waiting, float top) { return waiting.y < top; });
  for (; reading != readings_.end() && reading->y <= box.bottom; ++reading) {
    if (reading->taken || reading->x < box.left || reading->x > box.right) continue;
    taken.push_back(std::move(reading->text));
    reading->taken = true;
    --left_;
  }
  return taken;
}

void ReadingPile::take_into(NativeGrid& grid) {
  for (const GridCell& cell : grid.cells) {
    if (empty()) return;
    for (std::string& text : take(cell.origin.box)) {
      grid.other_readings.push_back(
          {.row = cell.row, .column = cell.column, .text = std::move(text)});
    }
  }
}

}  // namespace jx
