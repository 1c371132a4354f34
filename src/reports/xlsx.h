// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "tables/table.h"

namespace jx {

/// Writes the tables of a document as an Excel workbook: a sheet 目录 with the place of each table
/// and links, then a sheet a table with merged cells merged and the header bold and frozen. Numbers
/// are numbers where they show exactly the characters that were read, text otherwise; nothing is a
/// formula. The same tables give the same bytes.
///
/// LimitExceeded for a table that no sheet can hold (1,048,576 rows, 16,384 columns, 32,767
/// characters in a cell) or that check_extent() refuses; Io when the file cannot be written.
Result<void> write_tables_xlsx(const std::filesystem::path& path, std::string_view file,
                               const Tables& tables);

/// The name of a table's sheet: "1. 项目支出绩效表", at most 31 characters, without those that
/// Excel forbids. Unique by the number.
std::string sheet_name_of(const Table& table);

}  // namespace jx
