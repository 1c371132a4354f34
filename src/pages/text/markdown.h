// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "base/result.h"
#include "pages/text/page_builder.h"

namespace jx {

/// Markdown: a line with bars above a rule of dashes begins a table; the rule is no row. Text
/// around the tables is read as running text, without the marks of headings and emphasis.
Result<void> read_markdown(std::string_view text, PageBuilder& pages);

}  // namespace jx
