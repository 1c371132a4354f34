// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/period.h"
#include "ledger/inputs.h"
#include "ledger/ledger.h"
#include "ledger/register_kind.h"
#include "tables/table.h"

/// Rows of registers ↔ entries of the ledger, and the figures that are counted from them.
namespace jx {

/// A row, its computed columns included. Numbers and dates are in one spelling ("1200.5",
/// "2021-03-05").
struct RegisterRow {
  std::uint64_t number = 0;  ///< Of its entry; 0 before it has one.
  std::string reporter;
  Date date;
  std::vector<std::string> cells;  ///< By column, blanks empty.
};

struct RegisterRows {
  std::vector<RegisterRow> rows;
  std::vector<std::string> ignored;  ///< Headers of an open kind that it does not know.
};

/// A table whose first row names the columns (or aliases of them); rows without any word are passed
/// over. Malformed names the cell; Conflict two rows with the same key.
Result<RegisterRows> read_register_table(const Table& table, const RegisterKind& kind);

/// Entries of the rows, for one project.
std::vector<LedgerEntry> record_entries(const std::vector<RegisterRow>& rows,
                                        const RegisterKind& kind, const std::string& project,
                                        const EntryStamp& stamp);
/// The standing rows of a project's register. Malformed when a row is not of this kind any more.
Result<std::vector<RegisterRow>> read_records(const Ledger& ledger, const RegisterKind& kind,
                                              const std::string& project);

/// What rows show.
struct RegisterFinding {
  std::string check;
  std::string message;
  std::vector<std::uint64_t> entries;
};
/// Runs the checks of the kind; rows in order of date and entry.
std::vector<RegisterFinding> check_register(const RegisterKind& kind,
                                            std::vector<RegisterRow> rows);

/// A figure counted from rows up to and including a day; absent value: nothing to divide by.
struct CountedFigure {
  std::optional<Decimal> value;
  std::optional<Decimal> numerator;
  std::optional<Decimal> denominator;
  std::size_t rows = 0;  ///< That were counted.
  std::string gap;
};
CountedFigure count(const RegisterFormula& formula, std::span<const RegisterRow> rows,
                    const Date& through);

/// Counts what the plan says is counted, as figures of the month in running totals. Measures and
/// indicators whose formula has nothing to divide by get none and are told in `gaps`.
struct CountedEntries {
  std::vector<LedgerEntry> entries;
  std::vector<std::string> gaps;
};
Result<CountedEntries> count_entries(const Ledger& ledger, const std::vector<RegisterKind>& kinds,
                                     const MonitoringPlan& plan, const Submission& submission,
                                     const Period& month, const EntryStamp& stamp);

}  // namespace jx
