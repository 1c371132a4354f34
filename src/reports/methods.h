// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "codecs/json_writer.h"
#include "evaluation/ahp.h"
#include "evaluation/dea.h"
#include "evaluation/delphi.h"
#include "evaluation/entropy_weights.h"
#include "evaluation/ranking.h"
#include "evaluation/survey.h"
#include "evaluation/weight_points.h"
#include "reports/text.h"

/// What `jixiao evaluate` says of weights, efficiency, surveys and ranks. The text says in words
/// how each figure came about; the JSON functions write the members of a document in
/// docs/formats/evaluate.schema.json.
namespace jx {

/// Weights as points, where a base was given.
using Points = std::vector<Decimal>;

std::string render_ahp_text(const PairwiseMatrix& matrix, const AhpResult& result,
                            const Points& points, const TextStyle& style);
void write_ahp(JsonWriter& json, const PairwiseMatrix& matrix, const AhpResult& result,
               const Points& points);

std::string render_entropy_text(std::span<const EntropyColumn> columns,
                                std::span<const EntropyWeight> weights, const Points& points,
                                const TextStyle& style);
void write_entropy(JsonWriter& json, std::span<const EntropyColumn> columns,
                   std::span<const EntropyWeight> weights, const Points& points);

std::string render_delphi_text(const DelphiRound& round, const DelphiResult& result,
                               const Points& points, const TextStyle& style);
void write_delphi(JsonWriter& json, const DelphiRound& round, const DelphiResult& result,
                  const Points& points);

/// Two sets of weights of the same indicators, and what they come to together.
struct CombinedWeights {
  std::vector<std::string> names;
  std::vector<double> subjective;
  std::vector<double> objective;
  Combination combination = Combination::Mean;
  double share = 0.5;  ///< Of the subjective weights, for Mean.
  std::vector<double> weights;
  Points points;
};
std::string render_combined_text(const CombinedWeights& combined, const TextStyle& style);
void write_combined(JsonWriter& json, const CombinedWeights& combined);

/// What a measurement was asked for.
struct EfficiencyQuestion {
  ReturnsToScale returns = ReturnsToScale::Constant;
  Orientation orientation = Orientation::Input;
};
std::string render_efficiency_text(std::span<const DecisionUnit> units, const DeaResult& result,
                                   const EfficiencyQuestion& question, const TextStyle& style);
void write_efficiency(JsonWriter& json, std::span<const DecisionUnit> units,
                      const DeaResult& result, const EfficiencyQuestion& question);

std::string render_survey_text(std::span<const AnswerLevel> levels, const SurveyResult& result,
                               const TextStyle& style);
void write_survey(JsonWriter& json, std::span<const AnswerLevel> levels,
                  const SurveyResult& result);

std::string render_ranks_text(std::span<const RankedScore> scores, std::span<const Rank> ranks,
                              const TextStyle& style);
void write_ranks(JsonWriter& json, std::span<const RankedScore> scores,
                 std::span<const Rank> ranks);

}  // namespace jx
