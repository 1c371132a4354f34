// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "pages/page.h"
#include "tables/table.h"

/// A drawn page with what was recognised on it, as an SVG picture for a person to look at: the text
/// in grey where it stands, rulings and places of pictures, over them the cells of the tables with
/// row and column, merged and unsure ones in colours of their own, lines outside tables outlined,
/// and a legend. Written in two parts, because the tables are known only when the whole document
/// has been read.
namespace jx {

/// The page itself. It must have a drawing.
std::string render_page_svg_begin(std::string_view file, const Page& page);

/// What was found on page `page`, and the end of the picture.
std::string render_page_svg_end(std::uint32_t page, const Tables& tables);

}  // namespace jx
