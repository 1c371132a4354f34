// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "marking/mark.h"

namespace jx {

/// mark_document() for Word documents: cells are shaded, cells and paragraphs get a comment, and a
/// narrow first column of the table has the sign ⚠ (decision 11).
Result<MarkedDocument> mark_docx(std::string_view bytes, const std::vector<FileMark>& marks);

}  // namespace jx
