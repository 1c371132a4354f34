// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "ledger/register_kind.h"
#include "lexicon/lexicon.h"
#include "tables/table.h"

/// Tables → rows of a register.
namespace jx {

/// A row, its computed columns included. Numbers and dates are in one spelling ("1200.5",
/// "2021-03-05").
struct RegisterRow {
  std::uint64_t number = 0;  ///< Of its entry; 0 before it has one.
  std::string reporter;
  Date date;
  std::vector<std::string> cells;          ///< By column, blanks empty.
  std::vector<std::string> evidence = {};  ///< Files: digests in a ledger, names before.
  std::string place = {};  ///< In its file: "第 1 页第 3 行"; empty for those of a ledger.
};

struct RegisterRows {
  std::vector<RegisterRow> rows;
  std::vector<std::string> ignored;  ///< Headers of an open kind that it does not know.
  /// What was not taken, and what was filled in: for a person, a sentence each.
  std::vector<std::string> remarks = {};
};

/// What a person says of a file that does not say it itself.
struct RegisterReading {
  const Lexicon* lexicon = nullptr;                 ///< For units; none are understood without it.
  std::map<std::string, std::string> fixed = {};    ///< Column → what all rows have in it.
  std::map<std::string, std::string> headers = {};  ///< Header of the file → column.
  std::vector<std::string> evidence = {};           ///< Files that stand for all rows.
  std::set<std::string> left_out = {};              ///< Headers that are not wanted.
};

/// A table with the names of its columns (or aliases of them) in one of its first rows; rows
/// without any word are passed over. Malformed names the cell; Conflict two rows with the same key
/// that are not the same.
Result<RegisterRows> read_register_table(const Table& table, const RegisterKind& kind,
                                         const RegisterReading& reading = {});
/// All tables of a document as one. What has hardly a column of the register (an overview, a
/// legend) is left out and named; NotFound when that leaves nothing.
Result<RegisterRows> read_register_tables(std::span<const Table> tables, const RegisterKind& kind,
                                          const RegisterReading& reading);

/// False when the first date is after the second; where one states no day, the months decide.
bool is_not_after(const std::string& first, const std::string& second) noexcept;

/// Works out the date and the computed columns of a row whose columns are there. Malformed for
/// numbers that are too large.
Result<void> finish_row(const RegisterKind& kind, RegisterRow& row);
/// What tells the row from others: "甲平台 D000001".
std::string key_of(const RegisterKind& kind, const RegisterRow& row);

}  // namespace jx
