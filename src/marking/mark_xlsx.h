// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "marking/mark.h"

namespace jx {

/// mark_document() for workbooks: a fill and a note for each cell, and a sign ⚠ for its row in a
/// column that is blank, before the table if one is, else behind it (decision 11).
Result<MarkedDocument> mark_xlsx(std::string_view bytes, const std::vector<FileMark>& marks);

}  // namespace jx
