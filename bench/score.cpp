// SPDX-License-Identifier: AGPL-3.0-or-later
// bench_score COLUMNS ROWS RUNS DATA: scores the columns of a file, several times, and prints the
// processor seconds of each run and the sum of the scores in hundredths.
//
// The file holds ROWS bytes of formulas (0 at least, 1 at most), then targets, actuals and weights
// in hundredths, each ROWS little-endian 64-bit numbers.
#include <fmt/core.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

#include "measure.h"
#include "profiles/profile.h"
#include "scores/numbers.h"

namespace {

std::vector<jx::Decimal> read_hundredths(std::ifstream& file, std::size_t rows) {
  std::vector<std::int64_t> units(rows);
  file.read(reinterpret_cast<char*>(units.data()),
            static_cast<std::streamsize>(rows * sizeof(std::int64_t)));
  std::vector<jx::Decimal> values;
  values.reserve(rows);
  for (const std::int64_t unit : units) values.push_back(*jx::Decimal::make(unit, 2));
  return values;
}

std::vector<jx::ScoreFormula> read_formulas(std::ifstream& file, std::size_t rows) {
  std::string bytes(rows, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(rows));
  std::vector<jx::ScoreFormula> formulas;
  formulas.reserve(rows);
  for (const char byte : bytes) formulas.push_back(static_cast<jx::ScoreFormula>(byte));
  return formulas;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const std::size_t rows = std::strtoull(argv[2], nullptr, 10);
  const int runs = std::atoi(argv[3]);
  const auto profiles = jx::ProfileSet::load(std::string(argv[4]) + "/profiles");
  std::ifstream file(argv[1], std::ios::binary);
  if (!profiles.ok() || !file) return 2;
  const std::vector<jx::ScoreFormula> formulas = read_formulas(file, rows);
  const std::vector<jx::Decimal> targets = read_hundredths(file, rows);
  const std::vector<jx::Decimal> actuals = read_hundredths(file, rows);
  const std::vector<jx::Decimal> weights = read_hundredths(file, rows);
  if (!file) return 2;
  const jx::NumberScorer scorer(profiles->find("cn/2021-101")->scoring);
  std::vector<std::int64_t> scores(rows);
  std::vector<jx::ScoreOutcome> outcomes(rows);
  for (int run = 0; run < runs; ++run) {
    const double begin = jx::bench::processor_seconds();
    scorer.score_columns(
        {.formula = formulas, .target = targets, .actual = actuals, .weight = weights}, scores,
        outcomes);
    const double seconds = jx::bench::processor_seconds() - begin;
    fmt::print("{} {}\n", seconds, std::accumulate(scores.begin(), scores.end(), std::int64_t{0}));
  }
  return 0;
}
