// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/entry.h"
#include "model/submission.h"
#include "monitoring/plan.h"
#include "tables/table.h"

/// What was read → entries of the ledger.
namespace jx {

/// Who enters it and when; what a row does not say itself.
struct EntryStamp {
  std::string person;
  std::string recorded_at;
  std::string source;  ///< The document, for targets.
};

/// A target of each indicator in use, in the order of the document. Numbers keep operator and unit;
/// dates, ranges and levels are kept as words; 不适用 and blanks as such. Rows of one project with
/// the same 三级指标 are told apart by their 二级指标, then by a number. A project's budget is the
/// target of kExecutedName.
std::vector<LedgerEntry> target_entries(const Submission& submission, const EntryStamp& stamp);

/// A target of each measure of a task that the submission lists; the quoted words are its reason.
std::vector<LedgerEntry> measure_entries(const MonitoringPlan& plan, const Submission& submission,
                                         const EntryStamp& stamp);

/// What the tables of a document gave, and which of them are no such tables.
struct TableEntries {
  std::vector<LedgerEntry> entries;
  std::vector<std::string> left_out;  ///< For a person, a sentence each.
};

/// What is said about figures, of tables with the columns 项目、指标、期间; 偏差原因、原因说明、
/// 完成可能性、措施、填报人 may be. Malformed names the cell.
Result<TableEntries> statement_entries(std::span<const Table> tables, const EntryStamp& stamp);

/// The figures of tables with a row that names the columns: 项目、指标、期间、完成值 must be
/// there; 单位、分子、分母、取值方式、数据来源、填报单位、填报人、佐证 may be. A blank 项目 goes on
/// from the row above. 完成值 is a number, a level, or 不适用, 未到期, 无法采集. `evidence` holds
/// what the cell says: digests or names of files. Malformed names the cell: an unknown column, a
/// blank 指标, 期间 or 完成值.
Result<TableEntries> actual_entries(std::span<const Table> tables, const EntryStamp& stamp);

}  // namespace jx
