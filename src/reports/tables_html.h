// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "tables/table.h"

/// Tables as one web page that needs nothing else: spans as they stand, the place of each cell as
/// its tooltip, cells that the reader was not sure of marked, a layout for paper.
namespace jx {

std::string html_page_begin(std::string_view title);

/// A document of the page. `number` tells the documents of one page apart, from 1. LimitExceeded by
/// check_extent().
Result<std::string> render_tables_html(std::string_view file, std::size_t number,
                                       const Tables& tables);

std::string html_page_end();

}  // namespace jx
