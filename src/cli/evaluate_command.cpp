// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/answer_levels.h"
#include "cli/before_command.h"
#include "cli/command.h"
#include "cli/evaluation_commands.h"
#include "cli/table_methods.h"
#include "evaluation/inputs.h"
#include "evaluation/weight_points.h"
#include "reports/methods.h"

namespace jx {
namespace {

/// All methods share one set of options; each command offers those that it knows.
struct Options : TableMethodOptions {
  std::string weights_by = "eigenvector";
  std::string random_index = "saaty";
  std::string base;  ///< Points to share out; empty for none.
  int places = 0;
  std::vector<std::string> less_is_better;
  std::vector<std::string> inputs;
  std::string returns = "ccr";
  std::string orientation = "input";
  std::vector<std::string> levels;
};

Result<Points> share_out(std::span<const double> weights, const Options& options) {
  if (options.base.empty()) return Points{};
  const auto base = Decimal::parse(options.base);
  if (!base.ok()) {
    return Error{ErrorCode::Malformed,
                 fmt::format("--base {}：不是数；请写 90 或 100 这样的数", options.base)};
  }
  return to_points(weights, *base, options.places);
}

Result<TableAnswer> weigh_by_judgements(const NamedTable& table, const Options& options) {
  JX_TRY(const PairwiseMatrix matrix, read_pairwise(table));
  const WeightMethod method = options.weights_by == to_string(WeightMethod::Eigenvector)
                                  ? WeightMethod::Eigenvector
                                  : WeightMethod::GeometricMean;
  const RandomIndex index = options.random_index == to_string(RandomIndex::Saaty)
                                ? RandomIndex::Saaty
                                : RandomIndex::DoneganDodd;
  JX_TRY(const AhpResult result, weigh(matrix, method, index));
  JX_TRY(const Points points, share_out(result.weights, options));
  return TableAnswer{
      [=](const TextStyle& style) { return render_ahp_text(matrix, result, points, style); },
      [=](JsonWriter& json) { write_ahp(json, matrix, result, points); }};
}

Result<TableAnswer> weigh_by_differences(const NamedTable& table, const Options& options) {
  JX_TRY(const auto columns, read_entropy_columns(table, options.less_is_better));
  JX_TRY(const auto weights, weigh_by_entropy(columns));
  std::vector<double> shares;
  shares.reserve(weights.size());
  for (const EntropyWeight& each : weights) shares.push_back(each.weight);
  JX_TRY(const Points points, share_out(shares, options));
  return TableAnswer{
      [=](const TextStyle& style) { return render_entropy_text(columns, weights, points, style); },
      [=](JsonWriter& json) { write_entropy(json, columns, weights, points); }};
}

Result<TableAnswer> weigh_by_experts(const NamedTable& table, const Options& options) {
  JX_TRY(const DelphiRound round, read_delphi_round(table));
  JX_TRY(const DelphiResult result, summarise(round));
  JX_TRY(const Points points, share_out(result.weights, options));
  return TableAnswer{
      [=](const TextStyle& style) { return render_delphi_text(round, result, points, style); },
      [=](JsonWriter& json) { write_delphi(json, round, result, points); }};
}

Result<TableAnswer> compare_efficiency(const NamedTable& table, const Options& options) {
  JX_TRY(const auto units, read_decision_units(table, options.inputs));
  const EfficiencyQuestion question{
      .returns = options.returns == to_string(ReturnsToScale::Constant) ? ReturnsToScale::Constant
                                                                        : ReturnsToScale::Variable,
      .orientation = options.orientation == to_string(Orientation::Input) ? Orientation::Input
                                                                          : Orientation::Output};
  JX_TRY(const DeaResult result, measure_efficiency(units, question.returns, question.orientation));
  return TableAnswer{[=](const TextStyle& style) {
                       return render_efficiency_text(units, result, question, style);
                     },
                     [=](JsonWriter& json) { write_efficiency(json, units, result, question); }};
}

Result<TableAnswer> count_answers(const NamedTable& table, const Options& options) {
  JX_TRY(const auto levels, read_answer_levels(options.levels));
  JX_TRY(const auto groups, read_answer_groups(table, levels));
  JX_TRY(const SurveyResult result, tabulate(levels, groups));
  return TableAnswer{
      [=](const TextStyle& style) { return render_survey_text(levels, result, style); },
      [=](JsonWriter& json) { write_survey(json, levels, result); }};
}

Result<TableAnswer> rank(const NamedTable& table, const Options& /*options*/) {
  JX_TRY(const auto scores, read_ranked_scores(table));
  JX_TRY(const auto ranks, rank_scores(scores));
  return TableAnswer{
      [=](const TextStyle& style) { return render_ranks_text(scores, ranks, style); },
      [=](JsonWriter& json) { write_ranks(json, scores, ranks); }};
}

using Method = Result<TableAnswer> (*)(const NamedTable& table, const Options& options);

CLI::App* add_method(Program& program, CLI::App& evaluate, const std::string& name,
                     const std::string& what, const std::shared_ptr<Options>& options,
                     Method method) {
  return add_table_method(
      program, evaluate, name, what, options,
      [options, method](const NamedTable& table) { return method(table, *options); });
}

void add_points(CLI::App& command, Options& options) {
  command.add_option("--base", options.base, "把权重分成这么多分（如 90、100），按最大余数法凑整");
  command.add_option("--places", options.places, "分值的小数位数，默认 0")->check(CLI::Range(0, 4));
}

}  // namespace

void add_evaluate_command(Program& program) {
  CLI::App* const evaluate = program.app.add_subcommand(
      "evaluate",
      "评价：按评价簿评分、写底稿；定权重、比效率、算满意度、排名，数据取自任何能读的表格");
  evaluate->require_subcommand(1);
  add_before_command(program, *evaluate);

  auto ahp = std::make_shared<Options>();
  CLI::App* command = add_method(program, *evaluate, "ahp",
                                 "层次分析法：由判断矩阵（1 到 9、1/3，空白为没有判断）定权重", ahp,
                                 weigh_by_judgements);
  command->add_option("--weights-by", ahp->weights_by, "eigenvector（默认）或 geometric-mean")
      ->check(CLI::IsMember({"eigenvector", "geometric-mean"}));
  command->add_option("--random-index", ahp->random_index, "saaty（默认）或 donegan-dodd")
      ->check(CLI::IsMember({"saaty", "donegan-dodd"}));
  add_points(*command, *ahp);

  auto entropy = std::make_shared<Options>();
  command = add_method(program, *evaluate, "entropy", "熵权法：一行一个被评价对象，一列一个指标",
                       entropy, weigh_by_differences);
  command->add_option("--less-is-better", entropy->less_is_better, "反向指标的列名，逗号隔开")
      ->delimiter(',');
  add_points(*command, *entropy);

  auto delphi = std::make_shared<Options>();
  command = add_method(program, *evaluate, "delphi", "德尔菲法：一行一位专家，一列一个项目", delphi,
                       weigh_by_experts);
  add_points(*command, *delphi);

  auto dea = std::make_shared<Options>();
  command = add_method(program, *evaluate, "efficiency",
                       "数据包络分析：一行一个单元，--inputs 指明哪些列是投入，其余是产出", dea,
                       compare_efficiency);
  command->add_option("--inputs", dea->inputs, "投入的列名，逗号隔开")->delimiter(',')->required();
  command->add_option("--returns", dea->returns, "ccr（规模报酬不变，默认）或 bcc（可变）")
      ->check(CLI::IsMember({"ccr", "bcc"}));
  command->add_option("--orientation", dea->orientation, "input（投入导向，默认）或 output")
      ->check(CLI::IsMember({"input", "output"}));

  auto survey = std::make_shared<Options>();
  command = add_method(program, *evaluate, "survey",
                       "满意度：一行一组受访者，一列一档的人数；有总人数列时按它加权", survey,
                       count_answers);
  command
      ->add_option("--levels", survey->levels,
                   "各档及赋值，如 很满意=100+,满意=80+,一般=60；+ 表示计入满意率")
      ->delimiter(',');

  auto ranks = std::make_shared<Options>();
  add_method(program, *evaluate, "rank", "排名：得分列，可以有浮动列；并列同名次，并说出名次的范围",
             ranks, rank);
  add_analysis_commands(program, *evaluate);
  add_evaluation_commands(program, *evaluate);
}

}  // namespace jx
