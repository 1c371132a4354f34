// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "ledger/registers.h"
#include "tables/fuzz_table.h"

/// The input is a kind of register and, behind a line "#", a table of it: its rows are read,
/// checked and counted, and make entries that a ledger would take as text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jx;
  constexpr std::size_t kMostBytes = 16384;
  constexpr std::string_view kEnd = "\n#\n";
  const std::string_view input(reinterpret_cast<const char*>(data), std::min(size, kMostBytes));
  const std::size_t end = input.find(kEnd);
  const Result<RegisterKind> kind = read_register_kind(input.substr(0, end), "fuzz.toml");
  if (!kind.ok() || end == std::string_view::npos) return 0;
  const Result<RegisterRows> read =
      read_register_table(fuzz::table_in(input.substr(end + kEnd.size())), *kind);
  if (!read.ok()) return 0;
  for (const RegisterRow& row : read->rows) {
    JX_CHECK(row.cells.size() == kind->columns.size() + kind->computed.size(),
             "a cell for each column");
  }
  for (const RegisterFormula& formula : kind->formulas) {
    const CountedFigure figure = count(formula, read->rows, {2021, 12, 31});
    JX_CHECK(figure.value || !figure.gap.empty(), "a figure, or why there is none");
  }
  (void)check_register(*kind, read->rows);
  const EntryStamp stamp{.person = "甲", .recorded_at = "2022-01-05T09:00:00Z", .source = "fuzz"};
  for (const LedgerEntry& entry : record_entries(read->rows, *kind, "P", stamp)) {
    JX_CHECK(from_fields(to_fields(entry, 1)).ok(), "an entry that can be read again");
  }
  return 0;
}
