// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"
#include "evaluation/dea.h"
#include "evaluation/delphi.h"
#include "evaluation/entropy_weights.h"
#include "evaluation/pairwise.h"
#include "evaluation/ranking.h"
#include "evaluation/survey.h"
#include "tables/table.h"

/// Tables as people keep them → what the methods take. The first row names the columns, the first
/// column the rows. A blank is never taken for a zero; errors are Malformed and name the cell.
namespace jx {

/// A table of names and numbers. Borrowed from the table, which must outlive it.
class NamedTable {
 public:
  /// Malformed without a second row or column, for a blank or repeated name.
  static Result<NamedTable> read(const Table& table);

  const std::vector<std::string>& rows() const noexcept { return rows_; }
  const std::vector<std::string>& columns() const noexcept { return columns_; }
  /// Index of the column of that name. NotFound names the columns there are.
  Result<std::size_t> column(std::string_view name) const;
  /// Index of the row of that name. NotFound names the rows there are.
  Result<std::size_t> row(std::string_view name) const;
  /// The words of a cell; empty for a blank.
  std::string_view words(std::size_t row, std::size_t column) const;
  /// The number in a cell; an error for a blank and for other words.
  Result<Decimal> number(std::size_t row, std::size_t column) const;
  /// An error about a cell, with its place in the document.
  Error fault(std::size_t row, std::size_t column, std::string_view message) const;

 private:
  explicit NamedTable(const Table& table) : table_(&table) {}

  const Table* table_;
  std::vector<std::string> rows_;
  std::vector<std::string> columns_;
};

/// A square table of criteria: 3 or 1/3 where a row meets a column, blank where nobody judged.
Result<PairwiseMatrix> read_pairwise(const NamedTable& table);

/// A row a unit; the columns named are inputs, all others outputs. NotFound for a name that no
/// column has.
Result<std::vector<DecisionUnit>> read_decision_units(const NamedTable& table,
                                                      std::span<const std::string> inputs);

/// A row each evaluated, a column an indicator; of those named less is better.
Result<std::vector<EntropyColumn>> read_entropy_columns(
    const NamedTable& table, std::span<const std::string> less_is_better);

/// A row an expert, a column an item.
Result<DelphiRound> read_delphi_round(const NamedTable& table);

/// A row a group of respondents, a column a level of answers; 总人数 is the group's population and
/// may be blank. Columns of other names are errors, so that no answers are passed over.
Result<std::vector<AnswerGroup>> read_answer_groups(const NamedTable& table,
                                                    std::span<const AnswerLevel> levels);

/// A row a project, with the columns 得分 and, where there is one, 浮动.
Result<std::vector<RankedScore>> read_ranked_scores(const NamedTable& table);

}  // namespace jx
