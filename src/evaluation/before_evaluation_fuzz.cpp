// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "evaluation/before_evaluation.h"
#include "tables/fuzz_table.h"

/// The input is a framework and, behind a line "#", its score table. No score is outside its point.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jx;
  constexpr std::size_t kMostBytes = 16384;
  constexpr std::string_view kEnd = "\n#\n";
  const std::string_view input(reinterpret_cast<const char*>(data), std::min(size, kMostBytes));
  const std::size_t end = input.find(kEnd);
  const auto framework = parse_before_framework(input.substr(0, end), "fuzz.toml");
  if (!framework.ok() || end == std::string_view::npos) return 0;
  const Table words = fuzz::table_in(input.substr(end + kEnd.size()));
  const Result<NamedTable> table = NamedTable::read(words);
  if (!table.ok()) return 0;
  const Result<BeforeEvaluation> result = evaluate_before(*framework, *table);
  if (!result.ok()) return 0;
  JX_CHECK(!result->total || *result->total <= Decimal(100), "at most 100 points");
  JX_CHECK(result->total.has_value() == !result->conclusion.empty(), "a conclusion for each total");
  for (const BeforeDimensionScore& dimension : result->dimensions) {
    for (const BeforeScore& score : dimension.points) {
      const bool inside =
          !score.score || (!score.score->is_negative() && *score.score <= score.point.points);
      JX_CHECK(inside, "a score of its point");
    }
  }
  return 0;
}
