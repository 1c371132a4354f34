// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/period.h"
#include "ledger/inputs.h"
#include "ledger/ledger.h"
#include "ledger/register_kind.h"
#include "ledger/register_table.h"

/// Rows of registers ↔ entries of the ledger, and the figures that are counted from them.
namespace jx {

/// Entries of the rows, for one project.
std::vector<LedgerEntry> record_entries(const std::vector<RegisterRow>& rows,
                                        const RegisterKind& kind, const std::string& project,
                                        const EntryStamp& stamp);
/// The standing rows of a project's register. Malformed when a row is not of this kind any more.
Result<std::vector<RegisterRow>> read_records(const Ledger& ledger, const RegisterKind& kind,
                                              const std::string& project);

/// A row that stands in the ledger and says something else now, as orders do that are refunded.
struct RowChange {
  std::uint64_t entry = 0;  ///< The one that stands.
  RegisterRow row;          ///< As it is now.
  std::string what;         ///< "状态 已发货 → 已退款"
};
/// Rows of a file beside those that stand, by what tells them apart.
struct RowChanges {
  std::vector<RegisterRow> fresh;
  std::vector<RowChange> changed;
  std::size_t unchanged = 0;
};
RowChanges compare_rows(std::vector<RegisterRow> rows, const std::vector<RegisterRow>& standing,
                        const RegisterKind& kind);
/// Takes the changed rows back and enters them anew, then the fresh ones.
std::vector<LedgerEntry> change_entries(const RowChanges& changes, const RegisterKind& kind,
                                        const std::string& project, const EntryStamp& stamp);

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

/// A figure that was counted, with the rows that it rests on, counted again.
struct TracedFigure {
  const RegisterKind* kind = nullptr;
  const RegisterFormula* formula = nullptr;
  CountedFigure again;
  std::vector<RegisterRow> rows;  ///< That stood when the figure was entered; of a share, all.
};
/// Absent for figures that were not counted. `kinds` must outlive the result.
Result<std::optional<TracedFigure>> trace_figure(const Ledger& ledger,
                                                 const std::vector<RegisterKind>& kinds,
                                                 const NumberedEntry& figure);

/// Counts what the plan says is counted, as figures of the month in running totals. Measures and
/// indicators whose register is empty, or whose formula has nothing to divide by, get none and are
/// told in `gaps`.
struct CountedEntries {
  std::vector<LedgerEntry> entries;
  std::vector<std::string> gaps;
};
Result<CountedEntries> count_entries(const Ledger& ledger, const std::vector<RegisterKind>& kinds,
                                     const MonitoringPlan& plan, const Submission& submission,
                                     const Period& month, const EntryStamp& stamp);

/// That count_entries() made it: its evidence is that of the rows.
bool is_counted_figure(const LedgerEntry& entry) noexcept;
/// Rows with evidence as claims that the files can be compared with: each row with its amount, or
/// where the kind has none the rows of a month that rest on the same files.
std::vector<NumberedEntry> record_claims(const RegisterKind& kind, const std::string& project,
                                         const std::vector<RegisterRow>& rows);

/// Counted figures beside those that were counted for the same period earlier and stand.
struct CountedChanges {
  std::vector<LedgerEntry> fresh;
  std::vector<std::pair<NumberedEntry, LedgerEntry>>
      changed;  ///< The one that stands, the new one.
  std::size_t unchanged = 0;
};
Result<CountedChanges> compare_counted(const Ledger& ledger, std::vector<LedgerEntry> counted);

}  // namespace jx
