// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "records/monitoring_forms.h"
#include "records/test_tables.h"

/// Every form has a row for each of its indicators, and a month that there is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostBytes = 16384;
  const std::string_view text(reinterpret_cast<const char*>(data), std::min(size, kMostBytes));
  const jx::Tables tables = jx::test::tables_of_lines(text);
  const jx::Submission read = jx::test::read(tables);
  for (const jx::MonitoringForm& form :
       jx::read_monitoring_forms(tables, read, jx::test::lexicon())) {
    JX_CHECK(form.project.goal_sets.size() == 1, "a form has one goal set");
    JX_CHECK(form.rows.size() == form.project.goal_sets[0].indicators.size(), "a row each");
    JX_CHECK(!form.month || (*form.month >= 1 && *form.month <= 12), "a month of the year");
  }
  return 0;
}
