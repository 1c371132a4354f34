// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jx {

/// How sure we are beforehand that a text is delimited.
enum class DelimiterHint {
  None,       ///< Only the content speaks: it must be consistent.
  Delimited,  ///< The name says so (.csv, .tsv): take the best candidate there is.
};

/// The delimiter that cuts the text into the most regular rows: tab, comma, semicolon, bar, then
/// their full-width forms and other punctuation. Quotes are respected. A first line "sep=;" as
/// spreadsheet programs write it decides. `text` is UTF-8; only its beginning is looked at.
/// Nothing when no character cuts regularly, or when the text reads like sentences.
std::optional<std::string> find_delimiter(std::string_view text, DelimiterHint hint);

/// The delimiter named by a first line "sep=;".
std::optional<std::string> find_stated_delimiter(std::string_view text);

}  // namespace jx
