// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "lexicon/lexicon.h"
#include "pages/page.h"
#include "tables/table.h"

namespace jx {

/// Pages → Tables. Grids are cut where a new header begins; titles, labels (表15), unit lines and
/// page numbers are told from rows; a header of the same words as an earlier one marks a table
/// that continues. The lexicon is used to recognise headers; nothing is interpreted further.
/// Every word of the pages is found again: in a cell, a caption or a line. The diagnostics of the
/// pages come first among those of the tables.
Tables extract_tables(const Pages& pages, const Lexicon& lexicon);

/// The same, moving the words instead of copying them: a large document is held only once.
Tables extract_tables(Pages&& pages, const Lexicon& lexicon);

}  // namespace jx
