// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "pages/page.h"

namespace jx {

/// Turns a drawing into blocks in reading order: glyphs into lines, rulings and alignments into
/// grids with spans. Every glyph that is not blank is found again in exactly one block. Pages
/// without a drawing stay as they are. A cell or line is as sure as its least sure character, and
/// has the other readings whose middle it holds.
///
/// A page is read the way most of its text runs, so a table printed sideways gives the same grid as
/// an upright one; the boxes of its cells are those on the page as displayed. A page with more
/// rulings than any table has is read without them, which `diagnostics` is told. So it is of a
/// scan without a glyph: nobody has recognised it.
void lay_out(Page& page, Diagnostics& diagnostics);

}  // namespace jx
