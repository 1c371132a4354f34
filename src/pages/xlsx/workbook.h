// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "pages/office/package.h"

namespace jx {

struct WorkbookSheet {
  std::string name;
  std::string part;  ///< Empty when the workbook does not say where its cells are.
  bool hidden = false;
  bool has_cells = true;  ///< False for sheets that are one chart or an old dialog.
};

/// What the main part says of a workbook.
struct Workbook {
  std::vector<WorkbookSheet> sheets;
  std::string strings_part;  ///< Empty when there is none.
  std::string styles_part;
  bool from_1904 = false;
};

Result<Workbook> read_workbook(OfficePackage& package);

}  // namespace jx
