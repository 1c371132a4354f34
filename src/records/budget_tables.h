// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "records/budget_columns.h"
#include "tables/table.h"

namespace jx {

/// Tables of a budget book → Submission::budget_tables: the kind told from the title above, columns
/// from the headers, lines with their codes; a table that goes on over pages becomes one.
class BudgetTableReader {
 public:
  /// `tables` and `submission` must outlive this.
  BudgetTableReader(const Tables& tables, const Lexicon& lexicon, Submission& submission)
      : tables_(tables), lexicon_(lexicon), headers_(lexicon), submission_(submission) {}

  /// Takes the table if it is a budget table; false for any other, of which nothing is kept then.
  bool read(const Table& table);

 private:
  struct Heading {
    Words title;
    Words unit_words;
    Unit unit;
    BudgetTableKind kind = BudgetTableKind::Unknown;
  };

  /// The lines outside the tables between that table and the one before it.
  std::span<const OutsideLine> lines_before(std::uint32_t table) const;
  void read_notes_below(const Table& table);
  Heading heading_of(const Table& table) const;
  BudgetTableKind kind_of(std::string_view title) const;
  bool is_budget_table(const BudgetLayout& layout, BudgetTableKind kind) const;
  /// The budget table that this one goes on from, with its layout; null when it begins a new one.
  const BudgetLayout* find_continued(const Table& table, const BudgetLayout& own,
                                     const Heading& heading) const;
  void begin(const Table& table, const BudgetLayout& layout, Heading heading);

  const Tables& tables_;
  const Lexicon& lexicon_;
  BudgetHeaderReader headers_;
  Submission& submission_;
  std::optional<std::uint32_t> last_;  ///< Index of the table read last.
  BudgetLayout layout_;                ///< Of the budget table read last.
};

}  // namespace jx
