// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "tables/table.h"

namespace jx {

/// A table whose first row names its columns. The table and the names must outlive it.
class HeadedTable {
 public:
  /// The first `needed` names must be there. Malformed for one that is missing, twice there or not
  /// known, with the names that are known.
  static Result<HeadedTable> read(const Table& table, std::span<const std::string_view> names,
                                  std::size_t needed);

  std::uint32_t rows() const noexcept { return table_->rows; }
  bool has(std::size_t name) const noexcept { return places_[name].has_value(); }
  /// Trimmed; empty for a column that is not there. Row 0 is the names.
  std::string words(std::uint32_t row, std::size_t name) const;
  /// "第 3 行“期间”：…", with the cell's place.
  Error fault(std::uint32_t row, std::size_t name, std::string_view message) const;

 private:
  HeadedTable(const Table& table, std::span<const std::string_view> names)
      : table_(&table), names_(names), places_(names.size()) {}
  std::string_view words_at(std::uint32_t row, std::uint32_t column) const;
  Result<void> add_column(std::uint32_t column);

  const Table* table_;
  std::span<const std::string_view> names_;
  std::vector<std::optional<std::uint32_t>> places_;
};

}  // namespace jx
