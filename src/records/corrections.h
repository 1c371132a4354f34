// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "model/submission.h"
#include "records/records.h"
#include "tables/table.h"

/// The overlay that a person keeps beside a document: a misread character, a column bound by hand,
/// a canonical name. The source is never edited; every correction shows in every output.
namespace jx {

/// What an overlay file holds, in the order of the file.
struct CorrectionOverlay {
  std::string document_sha256;
  std::vector<Correction> cells;  ///< what = "cell": origin.table/row/column; "line": origin.line.
  std::vector<ColumnBinding> columns;
  std::vector<Correction> names;         ///< before: project code, after: canonical name.
  std::vector<Correction> column_notes;  ///< Who bound which column, and why.
};

/// Reads the TOML text of an overlay:
///
///     document = "<sha256>"
///     [[cell]]            # or [[line]] with line = 12
///     table = 0
///     row = 1
///     column = 6
///     old = "工竞赛、展洽活动完成率"
///     new = "手工竞赛、展洽活动完成率"
///     who = "张三"
///     why = "对照原件第147页"
///     [[column]]          # header, role, who, why
///     [[name]]            # code, new, who, why
///
/// `file` is for messages. Malformed with line and column; unknown keys are refused.
Result<CorrectionOverlay> parse_corrections(std::string_view toml, std::string_view file);

/// Applies the cell and line corrections to what was read, and returns those that were applied.
/// What a person has settled is certain, also where the new words are the old ones.
/// One whose old words are not there any more is left out with a warning, as is the whole overlay
/// when it was made for another document.
std::vector<Correction> apply_corrections(const CorrectionOverlay& overlay,
                                          std::string_view document_sha256, Tables& tables);

/// Puts the canonical names in front, keeps the printed ones as aliases, and records all
/// corrections that the overlay made to the submission.
void apply_names(const CorrectionOverlay& overlay, Submission& submission);

}  // namespace jx
