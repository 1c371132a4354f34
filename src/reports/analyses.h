// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "codecs/json_writer.h"
#include "evaluation/benchmark.h"
#include "evaluation/comparison.h"
#include "evaluation/cost_benefit.h"
#include "evaluation/cost_effect.h"
#include "evaluation/factor_analysis.h"
#include "evaluation/least_cost.h"
#include "reports/text.h"

/// What `jixiao evaluate` says of costs, effects, benchmarks, comparisons and factors. The text
/// says in words how each figure came about; the JSON functions write the members of a document in
/// docs/formats/evaluate.schema.json.
namespace jx {

struct CostBenefitAnalysis {
  std::vector<CostBenefitPeriod> periods;
  CostBenefitQuestion question;
  CostBenefit result;
};
std::string render_text(const CostBenefitAnalysis& analysis, const TextStyle& style);
void write_json(JsonWriter& json, const CostBenefitAnalysis& analysis);

struct CostEffectAnalysis {
  std::string effect;  ///< What the column of effects is called.
  std::vector<CostEffectOption> options;
  std::vector<CostEffectFigure> figures;
};
std::string render_text(const CostEffectAnalysis& analysis, const TextStyle& style);
void write_json(JsonWriter& json, const CostEffectAnalysis& analysis);

struct LeastCostAnalysis {
  std::vector<CostGoal> goals;
  std::vector<LeastCostOption> options;
  std::vector<LeastCostFigure> figures;
};
std::string render_text(const LeastCostAnalysis& analysis, const TextStyle& style);
void write_json(JsonWriter& json, const LeastCostAnalysis& analysis);

struct BenchmarkAnalysis {
  std::vector<std::string> units;
  std::optional<std::size_t> model;  ///< A unit that was named as the benchmark.
  std::vector<BenchmarkIndicator> indicators;
  std::vector<BenchmarkResult> results;
};
std::string render_text(const BenchmarkAnalysis& analysis, const TextStyle& style);
void write_json(JsonWriter& json, const BenchmarkAnalysis& analysis);

struct ComparisonAnalysis {
  std::string actual;              ///< What the column of actual values is called,
  std::vector<std::string> bases;  ///< and those it is compared with.
  std::vector<ComparedIndicator> indicators;
  std::vector<std::vector<ComparisonFigure>> figures;
};
std::string render_text(const ComparisonAnalysis& analysis, const TextStyle& style);
void write_json(JsonWriter& json, const ComparisonAnalysis& analysis);

struct FactorsAnalysis {
  std::string base;  ///< What the columns are called.
  std::string actual;
  std::vector<Factor> factors;
  FactorAnalysis result;
};
std::string render_text(const FactorsAnalysis& analysis, const TextStyle& style);
void write_json(JsonWriter& json, const FactorsAnalysis& analysis);

}  // namespace jx
