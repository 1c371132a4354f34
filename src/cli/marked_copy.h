// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/result.h"
#include "documents/document.h"
#include "findings/review.h"
#include "findings/rule.h"
#include "marking/mark.h"
#include "pages/page.h"
#include "pipeline/pipeline.h"

namespace jx {

/// Which words stand in which cells of a workbook's sheets, for findings about a line outside the
/// tables, which know their row alone.
class RowWords {
 public:
  /// To be shown every page as it was read.
  void add(const Page& page);
  /// After the last page.
  void finish();
  /// The column of the cell with these words in that row, or Origin::kNone.
  std::uint32_t find(std::uint32_t page, std::uint32_t line, std::string_view words) const;

 private:
  struct Entry {
    std::uint32_t page = 0;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::size_t words = 0;  ///< Their hash: a wrong one only moves a note within its row.
  };
  std::vector<Entry> entries_;  ///< By page, line and column.
};

/// The user's own file with the findings in it.
struct MarkedCopy {
  MarkedDocument document;
  /// Indexes of findings that have no place in the copy.
  std::vector<std::size_t> unplaced = {};
};

/// Marks what each finding cites, in a process of its own; one that is waived is only mentioned.
/// Fails as mark_apart() does.
Result<MarkedCopy> make_marked_copy(const Document& document, const std::vector<Finding>& findings,
                                    const Review& review, const RowWords& words,
                                    const PipelineOptions& options);

/// What became of it, for a terminal: where it was written, and every finding that is not in it.
std::string describe(const MarkedCopy& copy, std::string_view path,
                     const std::vector<Finding>& findings);

}  // namespace jx
