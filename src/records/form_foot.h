// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>

#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "records/columns.h"
#include "records/rows.h"

namespace jx {

/// Reads what a self-evaluation says beside and below its indicators: 总分, the grade, conclusions,
/// who filled it in. Localities name these rows as they like, so a row is also told by what it
/// lacks.
class FormFootReader {
 public:
  FormFootReader(const Lexicon& lexicon, Submission& submission)
      : lexicon_(lexicon), submission_(submission) {}

  /// True when the row is no indicator: what it says is in `evaluation` or among the statements.
  bool take(const ColumnMap& columns, const RowCursor& row, SelfEvaluation& evaluation);

 private:
  bool take_total(const ColumnMap& columns, const RowCursor& row, SelfEvaluation& evaluation);
  void read_total(const ColumnMap& columns, const RowCursor& row, SelfEvaluation& evaluation);
  bool is_foot(const ColumnMap& columns, const RowCursor& row,
               const SelfEvaluation& evaluation) const;
  void keep_words(const ColumnMap& columns, const RowCursor& row, SelfEvaluation& evaluation);

  const Lexicon& lexicon_;
  Submission& submission_;
  const Cell* total_label_ = nullptr;  ///< Of a total whose numbers stand in the row below.
  std::uint32_t total_column_ = 0;
};

}  // namespace jx
