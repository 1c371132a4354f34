// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

#include "codecs/xml.h"
#include "pages/xlsx/numbers.h"

namespace jx {

/// Where one is in a sheet: rows and cells may leave out where they are, and then stand behind the
/// one before.
class CellCursor {
 public:
  void open_row(const XmlAttributes& attributes) {
    const auto number = read_index(attributes.find("r"));
    row_ = number && *number > 0 ? *number - 1 : next_row_;
    next_row_ = row_ + 1;
    next_column_ = 0;
  }
  void open_cell(const XmlAttributes& attributes) {
    const auto place = read_cell_name(attributes.find("r").value_or(""));
    column_ = place ? place->column : next_column_;
    next_column_ = column_ + 1;
  }

  std::uint32_t row() const noexcept { return row_; }
  std::uint32_t column() const noexcept { return column_; }

 private:
  std::uint32_t row_ = 0;
  std::uint32_t column_ = 0;
  std::uint32_t next_row_ = 0;
  std::uint32_t next_column_ = 0;
};

}  // namespace jx
