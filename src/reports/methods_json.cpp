// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cmath>

#include "reports/json.h"
#include "reports/methods.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

/// Without the last digits, in which processors and compilers differ.
double settled(double value) noexcept { return std::round(value * 1e6) / 1e6; }

void write_number_or_null(JsonWriter& json, std::string_view key,
                          const std::optional<double>& value) {
  json.key(key);
  if (value) {
    json.value(settled(*value));
  } else {
    json.null();
  }
}

void write_points(JsonWriter& json, const Points& points, std::size_t index) {
  if (!points.empty()) json.member("points", points[index].to_string());
}

}  // namespace

void write_ahp(JsonWriter& json, const PairwiseMatrix& matrix, const AhpResult& result,
               const Points& points) {
  json.member("method", "ahp");
  json.member("weights_by", to_string(result.method));
  json.member("random_index", to_string(result.random_index));
  json.key("weights").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < matrix.size(); ++index) {
    json.begin_object().member("name", matrix.criteria()[index]);
    json.member("weight", settled(result.weights[index]));
    write_points(json, points, index);
    json.end_object();
  }
  json.end_array();
  json.member("lambda_max", settled(result.lambda_max));
  json.member("consistency_index", settled(result.consistency_index));
  write_number_or_null(json, "consistency_ratio", result.consistency_ratio);
  json.member("consistent", result.consistent());
  json.key("completed").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < result.completed.size(); ++index) {
    const auto& [row, column] = matrix.open_pairs()[index];
    json.begin_object().member("more", matrix.criteria()[row]);
    json.member("less", matrix.criteria()[column])
        .member("times", settled(result.completed[index]));
    json.end_object();
  }
  json.end_array().key("worst");
  if (result.worst) {
    const Judgement& judgement = matrix.judgements()[result.worst->judgement];
    json.begin_object().member("more", matrix.criteria()[judgement.more]);
    json.member("less", matrix.criteria()[judgement.less]);
    json.member("times", judgement.times.to_string());
    write_number_or_null(json, "fitting", result.worst->fitting);
    write_number_or_null(json, "consistency_ratio_without", result.worst->ratio_without);
    json.end_object();
  } else {
    json.null();
  }
}

void write_entropy(JsonWriter& json, std::span<const EntropyColumn> columns,
                   std::span<const EntropyWeight> weights, const Points& points) {
  json.member("method", "entropy");
  json.key("weights").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < columns.size(); ++index) {
    json.begin_object().member("name", columns[index].name);
    json.member("less_is_better", columns[index].less_is_better);
    json.member("entropy", settled(weights[index].entropy))
        .member("weight", settled(weights[index].weight));
    write_points(json, points, index);
    json.end_object();
  }
  json.end_array();
}

void write_delphi(JsonWriter& json, const DelphiRound& round, const DelphiResult& result,
                  const Points& points) {
  json.member("method", "delphi");
  json.member("experts", round.scores.size());
  json.key("weights").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < round.items.size(); ++index) {
    const DelphiItem& item = result.items[index];
    json.begin_object().member("name", round.items[index]);
    json.member("mean", settled(item.mean)).member("deviation", settled(item.deviation));
    json.member("variation", settled(item.variation))
        .member("weight", settled(result.weights[index]));
    write_points(json, points, index);
    json.end_object();
  }
  json.end_array();
  json.member("concordance", settled(result.concordance))
      .member("chi_square", settled(result.chi_square));
  json.member("p_value", settled(result.p_value));
  write_diagnostics(json, result.diagnostics, nullptr);
}

void write_combined(JsonWriter& json, const CombinedWeights& combined) {
  json.member("method", "combined");
  const bool product = combined.combination == Combination::Product;
  json.member("combination", product ? "product" : "mean");
  if (!product) json.member("share", settled(combined.share));
  json.key("weights").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < combined.names.size(); ++index) {
    json.begin_object().member("name", combined.names[index]);
    json.member("subjective", settled(combined.subjective[index]));
    json.member("objective", settled(combined.objective[index]));
    json.member("weight", settled(combined.weights[index]));
    write_points(json, combined.points, index);
    json.end_object();
  }
  json.end_array();
}

void write_efficiency(JsonWriter& json, std::span<const DecisionUnit> units,
                      const DeaResult& result, const EfficiencyQuestion& question) {
  const auto write_slacks = [&](std::string_view key, const std::vector<double>& slacks) {
    json.key(key).begin_array();
    for (const double slack : slacks) json.value(settled(slack));
    json.end_array();
  };
  json.member("method", "dea");
  json.member("returns", to_string(question.returns));
  json.member("orientation", to_string(question.orientation));
  json.key("units").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < units.size(); ++index) {
    const DeaScore& score = result.scores[index];
    json.begin_object().member("name", units[index].name);
    json.member("efficiency", settled(score.efficiency)).member("factor", settled(score.factor));
    json.member("efficient", score.efficient).key("peers").begin_array();
    for (const Peer& peer : score.peers) {
      json.begin_object()
          .member("name", units[peer.unit].name)
          .member("share", settled(peer.share));
      json.end_object();
    }
    json.end_array();
    write_slacks("input_slacks", score.input_slacks);
    write_slacks("output_slacks", score.output_slacks);
    json.end_object();
  }
  json.end_array();
  write_diagnostics(json, result.diagnostics, nullptr);
}

void write_survey(JsonWriter& json, std::span<const AnswerLevel> levels,
                  const SurveyResult& result) {
  json.member("method", "survey");
  json.key("levels").begin_array(Layout::Lines);
  for (const AnswerLevel& level : levels) {
    json.begin_object().member("name", level.name).member("value", level.value.to_string());
    json.member("satisfied", level.satisfied).end_object();
  }
  json.end_array();
  json.member("valid", result.valid).member("weighted", result.weighted);
  json.member("score", result.score.to_string());
  json.member("satisfied", result.satisfied.to_string());
  json.key("interval").begin_array();
  json.value(settled(result.interval.low)).value(settled(result.interval.high)).end_array();
  write_diagnostics(json, result.diagnostics, nullptr);
}

void write_ranks(JsonWriter& json, std::span<const RankedScore> scores,
                 std::span<const Rank> ranks) {
  json.member("method", "ranking");
  json.key("ranks").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < scores.size(); ++index) {
    const Rank& rank = ranks[index];
    json.begin_object().member("name", scores[index].name);
    json.member("score", scores[index].score.to_string());
    json.member("leeway", scores[index].leeway.to_string()).member("rank", rank.rank);
    json.member("equals", rank.equals).member("best", rank.best).member("worst", rank.worst);
    json.end_object();
  }
  json.end_array();
}

}  // namespace jx
