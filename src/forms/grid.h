// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// A form as it is printed: cells with their places, words and looks, on a page of a size. What
/// writes files (reports) needs nothing else, whichever form it is.
namespace jx {

enum class FormAlign : std::uint8_t { Left, Centre, Right };

/// How the words of a cell look.
struct FormLook {
  std::string name;
  std::string font;  ///< 宋体
  double points = 10.5;
  bool bold = false;
  FormAlign align = FormAlign::Centre;
  /// A line above or below the ruled table, without borders: the title, the year.
  bool outside = false;
};

struct FormPage {
  bool landscape = false;  ///< A4 in either case.
  /// Margins in millimetres.
  double top = 20;
  double right = 15;
  double bottom = 15;
  double left = 15;
};

struct FormPlaceInGrid {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};

struct FormCell {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t rows = 1;
  std::uint32_t columns = 1;
  std::string text;
  std::size_t look = 0;  ///< Index in FormGrid::looks.
  /// Cells of scores or weights whose sum this one prints: a workbook adds them up again.
  std::vector<FormPlaceInGrid> sum_of = {};
};

struct FormGrid {
  FormPage page;
  std::vector<double> widths;   ///< Of the columns, in millimetres.
  std::vector<double> heights;  ///< Of the rows, in points: enough for their words.
  std::vector<FormLook> looks;
  std::vector<FormCell> cells;  ///< By row, then column; each place is covered once.
  /// The row that every further page begins with.
  std::optional<std::uint32_t> repeated = std::nullopt;
};

/// How high a row of these words has to be, in points, in a cell so many millimetres wide.
double height_for(const std::string& text, double width, const FormLook& look);

}  // namespace jx
