// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "base/result.h"
#include "pages/text/page_builder.h"

namespace jx {

/// CSV by RFC 4180 with any delimiter. Rows may differ in length; blank lines are blank rows; a
/// page-number row ends the page. Quotes that are not CSV quotes stay in the cell as written, with
/// the diagnostic "stray-quote".
Result<void> read_delimited(std::string_view text, PageBuilder& pages);

}  // namespace jx
