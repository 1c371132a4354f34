// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "evaluation/ahp.h"
#include "evaluation/analysis_inputs.h"
#include "evaluation/inputs.h"
#include "tables/fuzz_table.h"

namespace {

using namespace jx;

/// Everything that is made of judgements, scores, amounts and answers.
void weigh_and_rank(const NamedTable& table) {
  if (const auto matrix = read_pairwise(table); matrix.ok()) {
    (void)weigh(*matrix, WeightMethod::Eigenvector, RandomIndex::Saaty);
    (void)weigh(*matrix, WeightMethod::GeometricMean, RandomIndex::Saaty);
  }
  if (const auto columns = read_entropy_columns(table, {}); columns.ok()) {
    if (const auto weights = weigh_by_entropy(*columns); weights.ok()) {
      JX_CHECK(weights->size() == columns->size(), "a weight for each column");
    }
  }
  if (const auto round = read_delphi_round(table); round.ok()) (void)summarise(*round);
  if (const auto scores = read_ranked_scores(table); scores.ok()) {
    if (const auto ranks = rank_scores(*scores); ranks.ok()) {
      for (const Rank& rank : *ranks) JX_CHECK(rank.rank <= scores->size(), "a place there is");
    }
  }
  const std::span<const std::string> inputs(table.columns().data(), 1);
  if (const auto units = read_decision_units(table, inputs); units.ok()) {
    (void)measure_efficiency(*units, ReturnsToScale::Variable, Orientation::Output);
  }
}

void weigh_costs(const NamedTable& table) {
  const std::span<const std::string> first(table.columns().data(), 1);
  const std::string& last = table.columns().back();
  if (const auto periods = read_cost_benefit(table, first, std::span(&last, 1)); periods.ok()) {
    const auto result =
        weigh_cost_and_benefit(*periods, {.rates = {Decimal(0), Decimal(8)}, .first = 1});
    if (result.ok()) {
      JX_CHECK(result->internal_rate.has_value() != result->no_rate.has_value(), "a rate or why");
    }
  }
  if (const auto options = read_cost_effect(table, first, last); options.ok()) {
    (void)compare_cost_effect(*options);
  }
  const std::vector<CostGoal> goals{
      {.name = last, .bound = CostGoalBound::AtLeast, .value = Decimal(1)}};
  if (const auto options = read_least_cost(table, first, goals); options.ok()) {
    (void)find_least_cost(goals, *options);
  }
}

void compare(const NamedTable& table) {
  const std::string& first = table.columns().front();
  const std::string& last = table.columns().back();
  const std::span<const std::string> bases(&last, 1);
  if (const auto indicators = read_benchmark(table, {}, bases); indicators.ok()) {
    for (const std::optional<std::size_t> model : {std::optional<std::size_t>(), {0}}) {
      if (const auto results = compare_with_benchmark(*indicators, model); results.ok()) {
        JX_CHECK(results->size() == indicators->size(), "a result for each indicator");
      }
    }
  }
  if (const auto indicators = read_comparison(table, first, bases, {}); indicators.ok()) {
    (void)compare_with_bases(*indicators);
  }
  const std::span<const std::string> dividing(table.rows().data(), 1);
  if (const auto factors = read_factors(table, first, last, dividing); factors.ok()) {
    const auto analysis = analyse_factors(*factors);
    if (!analysis.ok()) return;
    DecimalSum parts;
    for (const FactorPart& part : analysis->parts) parts.add(part.part);
    JX_CHECK(parts.total().value() == analysis->change, "parts add up to the change");
  }
}

}  // namespace

/// Every method of `jixiao evaluate` that takes a table, with its first and last column and row as
/// those that a person would name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostBytes = 4096;
  const std::string_view text(reinterpret_cast<const char*>(data), std::min(size, kMostBytes));
  const Table made = fuzz::table_in(text);
  const auto table = NamedTable::read(made);
  if (!table.ok()) return 0;
  weigh_and_rank(*table);
  weigh_costs(*table);
  compare(*table);
  (void)parse_cost_goal(text.substr(0, text.find('\n')));
  return 0;
}
