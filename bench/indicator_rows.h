// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace jx::bench {

/// Tables like the published ones of any length, a piece at a time: twelve columns, nine indicators
/// a project, project, unit and budget on the first row of a group, the goal text on each row. A
/// part of the rows has faults. The same seed gives the same rows, however they are cut.
class IndicatorRows {
 public:
  explicit IndicatorRows(std::uint64_t seed) : state_(seed) {}

  /// A whole document with the next `projects` of the table.
  std::string next_text(std::size_t projects);
  static constexpr std::size_t kRowsOfProject = 9;

 private:
  std::uint64_t draw(std::uint64_t below);
  std::uint64_t draw_between(std::uint64_t low, std::uint64_t high);
  void add_project(std::string& text);

  std::uint64_t state_;
  std::uint64_t number_ = 0;
};

}  // namespace jx::bench
