// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "base/text.h"
#include "records/monitoring_forms.h"
#include "records/records.h"

namespace {

std::filesystem::path data() { return std::filesystem::path(JX_SOURCE_DIR) / "data"; }

const jx::Lexicon& lexicon() {
  static const jx::Lexicon loaded = jx::Lexicon::load(data() / "lexicon").value();
  return loaded;
}

const jx::ProfileSet& profiles() {
  static const jx::ProfileSet loaded = jx::ProfileSet::load(data() / "profiles").value();
  return loaded;
}

/// Lines are rows, tabs part cells; a line "#" begins the next table, of which the first row is the
/// header; a cell "^" reaches down from the row above.
jx::Tables tables_in(std::string_view text) {
  jx::Tables tables;
  tables.tables.emplace_back();
  for (const std::string_view line : jx::split(text, "\n")) {
    if (line == "#") {
      tables.tables.emplace_back().index = static_cast<std::uint32_t>(tables.tables.size() - 1);
      tables.tables.back().header_rows = 1;
      continue;
    }
    jx::Table& table = tables.tables.back();
    std::uint32_t column = 0;
    for (const std::string_view words : jx::split(line, "\t")) {
      if (words == "^") {
        for (jx::Cell& cell : table.cells) {
          if (cell.column == column) ++cell.rowspan;
        }
      } else if (!words.empty()) {
        jx::Cell& cell = table.cells.emplace_back();
        cell.row = table.rows;
        cell.column = column;
        cell.text = words;
        cell.origin = {.page = 1, .table = table.index, .row = cell.row, .column = column};
      }
      ++column;
    }
    table.columns = std::max(table.columns, column);
    ++table.rows;
  }
  return tables;
}

}  // namespace

/// Every form has a row for each of its indicators, and a month that there is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostBytes = 16384;
  const std::string_view text(reinterpret_cast<const char*>(data), std::min(size, kMostBytes));
  const jx::Tables tables = tables_in(text);
  const auto read = jx::extract_submission(tables, {}, lexicon(), profiles());
  JX_CHECK(read.ok(), "words of tables are never an error");
  for (const jx::MonitoringForm& form : jx::read_monitoring_forms(tables, *read, lexicon())) {
    JX_CHECK(form.project.goal_sets.size() == 1, "a form has one goal set");
    JX_CHECK(form.rows.size() == form.project.goal_sets[0].indicators.size(), "a row each");
    JX_CHECK(!form.month || (*form.month >= 1 && *form.month <= 12), "a month of the year");
  }
  return 0;
}
