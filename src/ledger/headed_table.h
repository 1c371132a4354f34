// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "tables/table.h"

namespace jx {

/// What the columns of a table are called.
struct HeadedColumns {
  std::span<const std::string_view> names;
  std::size_t needed = 0;  ///< So many of the first names must be there.
  /// So many of the first names group rows: a cell merged downwards stands for each of its rows.
  std::size_t grouping = 0;
  /// Other words for a column, and its name.
  std::span<const std::pair<std::string_view, std::string_view>> aliases = {};
};

/// A table with the names of its columns in one of its first rows. The table and the names must
/// outlive it.
class HeadedTable {
 public:
  /// Malformed for a column that is missing, twice there or not known, with the names that are
  /// known. A column of serial numbers (序号) is passed over.
  static Result<HeadedTable> read(const Table& table, const HeadedColumns& columns);
  /// True when at least half of the columns that are needed are named.
  static bool is_likely(const Table& table, const HeadedColumns& columns);

  std::uint32_t first_row() const noexcept { return header_ + 1; }
  std::uint32_t rows() const noexcept { return table_->rows; }
  bool has(std::size_t name) const noexcept { return places_[name].has_value(); }
  bool is_blank(std::uint32_t row) const;
  /// Trimmed; empty for a column that is not there.
  std::string words(std::uint32_t row, std::size_t name) const;
  /// "第 3 行“期间”：…", with the cell's place. The line is that of the file, where it is known.
  Error fault(std::uint32_t row, std::size_t name, std::string_view message) const;

 private:
  HeadedTable(const Table& table, const HeadedColumns& columns)
      : table_(&table), columns_(columns), places_(columns.names.size()) {}
  std::string words_at(std::uint32_t row, std::uint32_t column) const;
  std::optional<std::size_t> find_name(std::string_view header) const;
  std::size_t needed_in(std::uint32_t row) const;
  void find_header();
  Result<void> add_column(std::uint32_t column);
  void find_merged();

  const Table* table_;
  HeadedColumns columns_;
  std::uint32_t header_ = 0;
  std::vector<std::optional<std::uint32_t>> places_;
  /// By column and row: where the cell merged over it begins.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> merged_;
};

}  // namespace jx
