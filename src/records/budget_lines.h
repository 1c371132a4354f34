// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/budget.h"
#include "records/budget_columns.h"
#include "records/rows.h"
#include "tables/table.h"

namespace jx {

/// Rows of a budget table → lines with code, depth, name and amounts. Codes of which only the last
/// part is printed (类 once for all its 款) are completed from the rows above.
class BudgetLineReader {
 public:
  BudgetLineReader(const BudgetLayout& layout, const Lexicon& lexicon, BudgetTable& into)
      : layout_(layout), lexicon_(lexicon), into_(into), above_(layout.blocks.size()) {}

  /// Reads the rows of `table` from `first_row` on.
  void read(const Table& table, std::uint32_t first_row);

 private:
  void read_block(const RowCursor& row, std::size_t index);
  bool read_note(const RowCursor& row);
  std::string code_of(const RowCursor& row, std::size_t index);
  std::string label_of(const RowCursor& row, const BudgetBlock& block, Origin& origin) const;
  void read_amounts(const RowCursor& row, const BudgetBlock& block, BudgetLine& line) const;
  BudgetLineKind kind_of(const BudgetLine& line, std::string_view label) const;

  const BudgetLayout& layout_;
  const Lexicon& lexicon_;
  BudgetTable& into_;
  std::vector<std::string> above_;  ///< The last whole code of each block.
};

/// A line of 注：, 备注： or 说明：.
bool is_budget_note(std::string_view text);
/// "（一）", "1.", "一、" in front of a name: 2, 3, 1; 0 without a number.
std::uint32_t numbered_depth(std::string_view name) noexcept;

}  // namespace jx
