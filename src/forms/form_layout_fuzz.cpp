// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "forms/fill.h"
#include "forms/layout.h"

/// The input is the file of a form, which is filled for a project that says next to nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jx;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const Result<FormLayout> layout = parse_form_layout(input, "fuzz.toml");
  if (!layout.ok()) return 0;
  Project project;
  ScoredGoalSet scored;
  for (const char* name : {"甲", "乙"}) {
    scored.set.indicators.emplace_back().name.text = name;
    scored.score.indicators.emplace_back();
  }
  const ScoringRules rules;
  const FilledForm form = fill_form(*layout, {.project = project,
                                              .scored = scored,
                                              .evaluation = nullptr,
                                              .fiscal_year = 2024,
                                              .rules = rules});
  for (const FormCell& cell : form.grid.cells) {
    JX_CHECK(cell.column + cell.columns <= form.grid.widths.size(), "a cell inside its row");
    JX_CHECK(cell.row + cell.rows <= form.grid.heights.size(), "a cell inside the form");
  }
  return 0;
}
