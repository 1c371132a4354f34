// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "base/result.h"
#include "documents/document.h"
#include "marking/mark.h"

namespace jx {

/// The workbook with other words in some of its cells: those of `words`, whose notes are the new
/// words and whose tones mean nothing. Only cells that hold words and nothing else are changed: no
/// formulas, no numbers, no words in several looks; the others are among the unplaced. The look of
/// a cell stays. Unsupported for other formats, and as mark_document() says.
Result<MarkedDocument> replace_words(const Document& document, const std::vector<FileMark>& words);

}  // namespace jx
