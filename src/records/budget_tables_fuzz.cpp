// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/text.h"
#include "records/test_tables.h"

/// Reads lines with tabs between their cells as one table, the first line as its title, and checks
/// what every reader of a budget table relies on: amounts name columns that exist, in their order,
/// and codes are those of 类, 款 or 项.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!jx::is_valid_utf8(text)) return 0;
  std::vector<jx::test::Row> rows;
  const auto lines = jx::split(text, "\n");
  for (std::size_t i = 1; i < lines.size(); ++i) rows.push_back(jx::split(lines[i], "\t"));
  const jx::Tables tables =
      jx::test::document({jx::test::titled(jx::test::table(rows, 0), lines.front())});
  const jx::Submission submission = jx::test::read(tables);
  for (const jx::BudgetTable& table : submission.budget_tables) {
    for (const jx::BudgetLine& line : table.lines) {
      JX_CHECK(line.code.empty() || (line.code.size() >= 3 && line.code.size() <= 7),
               "a code is that of 类, 款 or 项");
      std::uint32_t next = 0;
      for (const jx::BudgetAmount& each : line.amounts) {
        JX_CHECK(each.column >= next && each.column < table.columns.size(),
                 "amounts stand in the order of their columns");
        next = each.column + 1;
        JX_CHECK(each.amount.has_value() || each.amount.absence != jx::Absence::Unread ||
                     !each.amount.raw.empty(),
                 "what could not be read is kept");
      }
    }
  }
  return 0;
}
