// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/check.h"
#include "codecs/toml.h"
#include "evaluation/evaluation_scores.h"
#include "evaluation/evaluation_sensitivity.h"

namespace {

const jx::Framework& framework() {
  static const jx::Framework loaded =
      jx::read_framework(jx::read_toml_text(std::filesystem::path(JX_SOURCE_DIR) /
                                            "data/frameworks/project-expenditure.toml")
                             .value(),
                         "project-expenditure.toml")
          .value();
  return loaded;
}

}  // namespace

/// A book that is taken is scored: no score is outside its points, and a total has its grade.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jx;
  constexpr std::size_t kMostBytes = 16384;
  const std::string_view input(reinterpret_cast<const char*>(data), std::min(size, kMostBytes));
  const Result<EvaluationBook> book = read_evaluation_book(input, "fuzz.toml", framework());
  if (!book.ok()) return 0;
  const EvaluationScores scores = score_evaluation(*book, framework());
  JX_CHECK(scores.indicators.size() == book->indicators.size(), "a score for each indicator");
  for (const EvaluatedScore& each : scores.indicators) {
    const bool inside = !each.score || (!each.score->is_negative() && *each.score <= each.full);
    JX_CHECK(inside, "a score of its indicator");
    JX_CHECK(each.score.has_value() == (each.gap == EvaluationGap::None), "a score or a gap");
  }
  if (!scores.total) return 0;
  JX_CHECK(*scores.total <= Decimal(100) && !scores.grade.empty(), "a total with its grade");
  (void)find_sensitivity(*book, framework(), scores, Decimal(10));
  return 0;
}
