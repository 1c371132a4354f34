// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "tables/table.h"

/// Tables as CSV: commas, CRLF, cells quoted where need be. What stands in a merged cell is written
/// once, at its top left place, as Excel does; the other places are blank, so that no sum counts it
/// twice. Text that a spreadsheet would run as a formula gets an apostrophe in front.
namespace jx {

/// Makes Excel read UTF-8; stands at the beginning of a file.
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// The cells of one table, nothing else. LimitExceeded by check_extent().
Result<std::string> render_table_csv(const Table& table);

/// One of several tables of a document: a line that names it (【第1张表】file 第3页), its label,
/// title and unit line on lines of their own, its cells, and a blank line.
Result<std::string> render_named_table_csv(std::string_view file, const Table& table);

/// All tables of a document, one after another.
Result<std::string> render_tables_csv(std::string_view file, const Tables& tables);

}  // namespace jx
