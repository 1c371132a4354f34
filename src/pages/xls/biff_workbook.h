// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pages/office/cell_styles.h"
#include "pages/xls/biff_records.h"

namespace jx {

struct BiffSheet {
  std::string name;
  std::size_t position = 0;  ///< Of its records in the stream.
  bool hidden = false;
  bool has_cells = true;  ///< False for charts, macros and dialogs.
};

/// What stands before the sheets of a workbook.
struct BiffWorkbook {
  BiffWords words;
  std::vector<BiffSheet> sheets;
  std::vector<std::string> strings;
  StyleTable styles;
  bool from_1904 = false;
  std::optional<SheetLocale> locale;  ///< Where the workbook says which machine wrote it.
};

/// `stream` is not encrypted, or not any more.
Result<BiffWorkbook> read_biff_workbook(std::string_view stream);

}  // namespace jx
