// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

namespace jx {

/// What the style attribute of one element says that changes which words are seen, and where.
struct InlineStyle {
  bool hidden = false;
  bool page_before = false;
  bool page_after = false;
  bool keeps_spaces = false;
};

/// "display: none; mso-width-source:userset" and the like; what is not understood is passed over.
InlineStyle parse_inline_style(std::string_view style);

}  // namespace jx
