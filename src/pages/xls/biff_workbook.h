// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pages/office/cell_styles.h"

namespace jx {

struct BiffSheet {
  std::string name;
  std::size_t position = 0;  ///< Of its records in the stream.
  bool hidden = false;
  bool has_cells = true;  ///< False for charts, macros and dialogs.
};

/// What stands before the sheets of a workbook.
struct BiffWorkbook {
  std::vector<BiffSheet> sheets;
  std::vector<std::string> strings;
  StyleTable styles;
  bool from_1904 = false;
};

Result<BiffWorkbook> read_biff_workbook(std::string_view stream);

}  // namespace jx
