// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include "base/result.h"
#include "lexicon/lexicon.h"
#include "pages/page.h"
#include "tables/table.h"

namespace jx {

/// Pages → Tables. Grids are cut where a new header begins; titles, labels (表15), unit lines and
/// page numbers are told from rows; a header of the same words as an earlier one marks a table
/// that continues. The lexicon is used to recognise headers; nothing is interpreted further.
/// Every word of the pages is found again: in a cell, a caption or a line. The diagnostics of the
/// pages come first among those of the tables.
Tables extract_tables(const Pages& pages, const Lexicon& lexicon);

/// The same, moving the words instead of copying them: a large document is held only once.
Tables extract_tables(Pages&& pages, const Lexicon& lexicon);

/// The same of pages that come one by one: the tables of a page are handed on when it is done, so
/// that a long document need not be held.
class TableStream {
 public:
  using Sink = std::function<Result<void>(Table&& table)>;

  TableStream(const Lexicon& lexicon, Sink sink);
  ~TableStream();

  /// An error is one of the sink.
  Result<void> add(Page&& page);
  /// After the last page: all lines outside the tables, and what there was to say of tables, which
  /// are no more among them.
  Tables finish() &&;

 private:
  class Extractor;
  std::unique_ptr<Extractor> extractor_;
  Sink sink_;
};

}  // namespace jx
