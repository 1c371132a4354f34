// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace jx {

enum class MarkupKind : std::uint8_t {
  None,            ///< Running text, though it may hold a "<".
  Html,            ///< Web pages, and what calls itself .xls or .doc and is one.
  SpreadsheetXml,  ///< Workbooks of Excel 2003 in XML.
  Xml,             ///< Any other XML.
};

/// What markup the text is in, by its first element, behind comments and declarations. A single
/// tag in running text makes no web page: there must be others.
MarkupKind find_markup_kind(std::string_view text) noexcept;

}  // namespace jx
