// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "documents/document.h"

namespace jx {

/// Which of the text formats the bytes are in. The content decides; the ending of `name` only
/// where two readings are possible. Never fails: what is nothing else is running text.
Format find_text_format(std::string_view name, std::string_view bytes);

/// True for the line under a Markdown table's header: "|---|:-:|", "--- | ---".
bool is_markdown_rule(std::string_view line) noexcept;

/// True when the text begins as JSON does, so that a fault further on is a fault in JSON.
bool starts_like_json(std::string_view text) noexcept;

}  // namespace jx
