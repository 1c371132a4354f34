// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/document.h"
#include "findings/rules/safe_fixes.h"

namespace jx {

/// A text with fixes in it, and what they change.
struct FixedText {
  std::string bytes;
  std::string diff;  ///< As `diff -u` without context; empty when nothing changes.
  std::vector<SafeFix> applied = {};
  std::vector<SafeFix> left_out = {};  ///< Whose words do not stand at their place as they are.
};

/// Puts the fixes into the document's own bytes, at the places where the reader found the words;
/// nothing else changes. Unsupported for formats that are no text, and for texts that are not in
/// UTF-8.
Result<FixedText> fix_text(const Document& document, const std::vector<SafeFix>& fixes);

}  // namespace jx
