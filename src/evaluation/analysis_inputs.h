// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "evaluation/benchmark.h"
#include "evaluation/comparison.h"
#include "evaluation/cost_benefit.h"
#include "evaluation/cost_effect.h"
#include "evaluation/factor_analysis.h"
#include "evaluation/inputs.h"
#include "evaluation/least_cost.h"

/// Tables as people keep them → what the methods of analysis take. Errors are Malformed and name
/// the cell; NotFound names a column or row that is not there, and those there are.
namespace jx {

/// A row a period, named columns of costs and of benefits, which are added up. Years must follow
/// each other. A row 合计 at the end must be the sum, and is no period. A blank is an error.
Result<std::vector<CostBenefitPeriod>> read_cost_benefit(const NamedTable& table,
                                                         std::span<const std::string> costs,
                                                         std::span<const std::string> benefits);

/// A row an option. Costs are added up, a blank among them is an error; a blank effect is unknown.
Result<std::vector<CostEffectOption>> read_cost_effect(const NamedTable& table,
                                                       std::span<const std::string> costs,
                                                       const std::string& effect);

/// A row an option; a column of each goal's name says what the option reaches, blank for unknown.
/// Percentages are written with % in the goal and in its column, or in neither.
Result<std::vector<LeastCostOption>> read_least_cost(const NamedTable& table,
                                                     std::span<const std::string> costs,
                                                     std::span<const CostGoal> goals);

/// A row a unit; the columns named, or all, are indicators. Blanks are unknown. A column has % in
/// all its values or in none.
Result<std::vector<BenchmarkIndicator>> read_benchmark(const NamedTable& table,
                                                       std::span<const std::string> columns,
                                                       std::span<const std::string> less_is_better);

/// A row an indicator, `actual` and `bases` columns. Blanks are unknown. A row has % in all these
/// values or in none; `less_is_better` names rows.
Result<std::vector<ComparedIndicator>> read_comparison(const NamedTable& table,
                                                       const std::string& actual,
                                                       std::span<const std::string> bases,
                                                       std::span<const std::string> less_is_better);

/// A row a factor, in the order of substitution; `dividing` names rows. A blank is an error.
Result<std::vector<Factor>> read_factors(const NamedTable& table, const std::string& base,
                                         const std::string& actual,
                                         std::span<const std::string> dividing);

}  // namespace jx
