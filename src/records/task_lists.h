// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "records/columns.h"
#include "tables/table.h"

namespace jx {

/// Reads a table of 序号, 工作任务, 任务目标 into the submission. A table that continues an earlier
/// one adds to that list; its title counts as printed again.
void read_task_table(const Table& table, const ColumnMap& columns, const Lexicon& lexicon,
                     Submission& submission);

/// Links each task list to the project whose distinctive name words it repeats, with the reason
/// and a confidence. Two projects that fit equally well leave the list unlinked.
void link_task_lists(const Lexicon& lexicon, Submission& submission);

}  // namespace jx
