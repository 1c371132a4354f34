// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ofd/path_data.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace jx::ofd {
namespace {

/// Maps of a whole country stay below.
constexpr std::size_t kMostPoints = 2'000'000;

/// How many numbers a command takes; its last two are where it goes.
std::size_t count_numbers(char command) noexcept {
  switch (command) {
    case 'S':
    case 'M':
    case 'L': return 2;
    case 'Q': return 4;
    case 'B': return 6;
    case 'A': return 7;
    default: return 0;
  }
}

std::optional<Point> take_target(std::string_view& data, std::size_t numbers) {
  Point point;
  for (std::size_t i = 0; i < numbers; ++i) {
    const auto number = take_number(data);
    if (!number) return std::nullopt;
    point = {point.y, *number};
  }
  return point;
}

void skip_to_command(std::string_view& data) {
  const std::size_t start = data.find_first_not_of(" \t\r\n,");
  data.remove_prefix(std::min(start, data.size()));
}

}  // namespace

std::vector<Subpath> parse_path(std::string_view data, const Matrix& matrix) {
  std::vector<Subpath> path;
  std::size_t points = 0;
  for (skip_to_command(data); !data.empty(); skip_to_command(data)) {
    const char command = data.front();
    data.remove_prefix(1);
    if (command == 'C') {
      if (!path.empty()) path.back().closed = true;
      continue;
    }
    const std::size_t numbers = count_numbers(command);
    if (numbers == 0 || ++points > kMostPoints) break;
    const auto target = take_target(data, numbers);
    if (!target) break;
    if (command == 'M' || command == 'S' || path.empty()) path.emplace_back();
    Subpath& line = path.back();
    if (!line.points.empty()) line.curved.push_back(command != 'L');
    line.points.push_back(matrix.apply(*target));
  }
  return path;
}

}  // namespace jx::ofd
