// SPDX-License-Identifier: AGPL-3.0-or-later
#include "scores/numbers.h"

#include <benchmark/benchmark.h>

#include <filesystem>
#include <random>
#include <vector>

#include "profiles/profile.h"

namespace jx {
namespace {

/// Rows as forms have them: mostly at-least rates and counts, half of them met.
struct Rows {
  std::vector<ScoreFormula> formula;
  std::vector<Decimal> target, actual, weight;

  explicit Rows(std::size_t count) {
    std::mt19937_64 random(20240229);  // NOLINT: the same rows every time.
    for (std::size_t i = 0; i < count; ++i) {
      const auto kind = random() % 10;
      formula.push_back(kind < 8 ? ScoreFormula::AtLeast : ScoreFormula::AtMost);
      target.push_back(*Decimal::make(1 + static_cast<std::int64_t>(random() % 100'000), 2));
      actual.push_back(*Decimal::make(static_cast<std::int64_t>(random() % 200'000), 2));
      weight.push_back(*Decimal::make(1 + static_cast<std::int64_t>(random() % 30), 0));
    }
  }
};

void score_a_million(benchmark::State& state) {
  const auto profiles =
      ProfileSet::load(std::filesystem::path(JX_SOURCE_DIR) / "data" / "profiles");
  const NumberScorer scorer(profiles->find("cn/2021-101")->scoring);
  constexpr std::size_t kRows = 1'000'000;
  const Rows rows(kRows);
  std::vector<std::int64_t> hundredths(kRows);
  std::vector<ScoreOutcome> outcomes(kRows);
  for (auto _ : state) {
    scorer.score_columns({rows.formula, rows.target, rows.actual, rows.weight}, hundredths,
                         outcomes);
    benchmark::DoNotOptimize(hundredths.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
}
BENCHMARK(score_a_million)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace jx
