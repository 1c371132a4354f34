// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/budget.h"
#include "tables/table.h"

namespace jx {

/// Columns of one block of a budget table: 科目编码, 科目名称, then its amounts. A table that
/// prints 收入 and 支出 side by side has two blocks.
struct BudgetBlock {
  std::vector<std::uint32_t> codes;  ///< One column, or 类, 款 and 项 in one each.
  std::optional<std::uint32_t> name;
  std::optional<std::uint32_t> project;
  std::optional<std::uint32_t> project_code;
  std::vector<std::uint32_t> labels;   ///< Every column that is no amount, for rows of 合计.
  std::vector<std::uint32_t> amounts;  ///< Columns of the table; see BudgetLayout::amounts.
  BudgetSide side = BudgetSide::Unstated;
};

/// What the header of a budget table says.
struct BudgetLayout {
  std::uint32_t columns = 0;      ///< Of the table.
  std::uint32_t header_rows = 0;  ///< 0 when the first row already is data.
  std::vector<BudgetBlock> blocks;
  /// Columns of amounts from left to right, and where each stands in the table.
  std::vector<BudgetColumn> amounts;
  std::vector<std::uint32_t> places;
  Unit unit;                   ///< From a header such as 预算数（万元）.
  std::vector<Words> unknown;  ///< Headers of further columns that nobody knows.

  bool has_code() const noexcept;
  bool has_project() const noexcept;
  /// Amounts whose header is known, 预算数 alone not counted: it stands in many tables.
  std::size_t telling_amounts() const noexcept;
};

/// Names the columns of a table whose header is that of a budget table; amounts under headers that
/// no list knows are of Unknown kind.
class BudgetHeaderReader {
 public:
  explicit BudgetHeaderReader(const Lexicon& lexicon);

  BudgetLayout read(const Table& table) const;

 private:
  enum class LabelRole : std::uint8_t { None, Code, Name, Project, ProjectCode, Other };

  AmountKind amount_of(std::string_view header) const;
  LabelRole label_of(std::string_view header) const;
  BudgetSide side_of(std::string_view header) const;
  LabelRole role_of(const std::vector<const Cell*>& path) const;
  BudgetColumn column_of(const std::vector<const Cell*>& path) const;
  Unit unit_in(std::string_view header) const;
  void add_label(BudgetLayout& layout, std::uint32_t column, LabelRole role) const;
  void name_sides(const std::vector<std::vector<const Cell*>>& paths, BudgetLayout& layout) const;

  const Lexicon& lexicon_;
};

/// True for a cell that holds an amount or a code, not words.
bool is_figure(std::string_view text) noexcept;
/// "2024年预算数" → 2024; "（上年）" says nothing.
std::optional<int> year_in(std::string_view text) noexcept;

}  // namespace jx
