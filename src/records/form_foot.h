// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "records/columns.h"
#include "records/rows.h"

namespace jx {

/// Reads what a form says beside and below its indicators: 总分, the grade, conclusions,
/// who filled it in. Localities name these rows as they like, so a row is also told by what it
/// lacks.
class FormFootReader {
 public:
  FormFootReader(const Lexicon& lexicon, Submission& submission)
      : lexicon_(lexicon), submission_(submission) {}

  /// True when the row is no indicator: what it says is in `evaluation` or among the statements.
  bool take(const ColumnMap& columns, const RowCursor& row, SelfEvaluation& evaluation);
  /// The foot in a table of its own, whose columns nobody names: 总分 | 100 | 93 | 优. False when
  /// the evaluation has its total already.
  bool take_alone(const Table& table, SelfEvaluation& evaluation);
  /// The same below the goals of a declaration: measures, opinions of reviewers, signatures.
  bool take_of_declaration(const ColumnMap& columns, const RowCursor& row);

 private:
  bool take_total(const ColumnMap& columns, const RowCursor& row, SelfEvaluation& evaluation);
  bool read_numbers_beside(const ColumnMap& columns, const RowCursor& row,
                           SelfEvaluation& evaluation);
  void read_total(const ColumnMap& columns, const RowCursor& row, SelfEvaluation& evaluation);
  void read_grade(const Cell& cell, SelfEvaluation& evaluation);
  bool is_foot(const ColumnMap& columns, const RowCursor& row,
               const SelfEvaluation& evaluation) const;
  bool is_foot_label(const Cell& cell) const;
  void keep_words(const Cell& cell);
  void find_grade_in(const ColumnMap& columns, const RowCursor& row, SelfEvaluation& evaluation);

  const Lexicon& lexicon_;
  Submission& submission_;
  const Cell* total_label_ = nullptr;  ///< Of a total whose numbers stand in the row below.
  std::uint32_t total_column_ = 0;
};

}  // namespace jx
