// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "records/records.h"
#include "tables/table.h"

namespace jx {

/// Which column of a table holds what.
class ColumnMap {
 public:
  /// The column with that role; the first one where a header stands twice.
  std::optional<std::uint32_t> find(ColumnRole role) const noexcept;
  bool has(ColumnRole role) const noexcept { return find(role).has_value(); }
  ColumnRole role_of(std::uint32_t column) const noexcept;
  std::uint32_t columns() const noexcept { return static_cast<std::uint32_t>(roles_.size()); }
  /// "万元" of the header 预算金额（万元）; empty when the header names no unit.
  const std::string& budget_unit_words() const noexcept { return budget_unit_words_; }

  /// Rows that belong to the header; data begins behind them.
  std::uint32_t header_rows() const noexcept { return header_rows_; }
  /// True when rows of this table are indicators (it names them, or gives them values).
  bool holds_indicators() const noexcept;
  /// True for 序号, 工作任务, 任务目标.
  bool holds_tasks() const noexcept;

 private:
  friend class ColumnBinder;
  void assign(std::uint32_t column, ColumnRole role);

  static constexpr std::size_t kRoles = static_cast<std::size_t>(ColumnRole::TaskTarget) + 1;
  std::vector<ColumnRole> roles_;
  std::array<std::optional<std::uint32_t>, kRoles> by_role_{};
  std::uint32_t header_rows_ = 0;
  std::string budget_unit_words_;
};

/// Names the columns of one table by its header, the person's bindings first. A table without a
/// header takes the map of the table it continues. Headers that nobody knows are listed in
/// `unread`; their cells stay with their rows.
class ColumnBinder {
 public:
  ColumnBinder(std::span<const ColumnBinding> bindings, const Lexicon& lexicon)
      : bindings_(bindings), lexicon_(lexicon) {}

  ColumnMap bind(const Table& table, const ColumnMap* continued, Diagnostics& diagnostics,
                 std::vector<Unread>& unread) const;

 private:
  std::uint32_t header_rows_of(const Table& table) const;
  ColumnRole role_of(const Cell& header) const;
  std::vector<ColumnRole> roles_of(const std::vector<std::vector<const Cell*>>& headers) const;
  std::string money_unit_in(std::string_view header) const;

  std::span<const ColumnBinding> bindings_;
  const Lexicon& lexicon_;
};

}  // namespace jx
