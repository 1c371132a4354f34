// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "findings/house/columns.h"

/// The message of a house rule: words with placeholders, "“{name}”的目标值 {value} 低于 95%".
namespace jx {

/// What is worked out and stands in no column.
enum class HouseFigure : std::uint8_t {
  Count,     ///< {count}: rows selected.
  Sum,       ///< {sum}
  Expected,  ///< {expected}: what must hold, in words.
  Actual,    ///< {actual}: what stands there.
  Rows,      ///< {rows}: the names of the selected rows.
};

/// The figures of one answer; a figure that the kind of rule does not have stays empty.
struct HouseFigures {
  std::string count = {};
  std::string sum = {};
  std::string expected = {};
  std::string actual = {};
  std::string rows = {};
};

/// Which placeholders a message may use.
struct PlaceholderSet {
  bool row = false;    ///< Columns of a row.
  bool count = false;  ///< {count} and {rows}
  bool sum = false;
};

class HouseMessage {
 public:
  /// Malformed for an unknown placeholder, one that `allowed` does not hold, or a lone brace;
  /// {{ and }} stand for the braces themselves.
  static Result<HouseMessage> parse(std::string_view words, const PlaceholderSet& allowed);

  std::string fill(const HouseSubject& subject, const HouseFigures& figures) const;

 private:
  std::vector<std::variant<std::string, HouseColumn, HouseFigure>> parts_;
};

/// A cell for a message: its words, or 未填.
std::string shown_cell(HouseColumn column, const HouseSubject& subject);

}  // namespace jx
