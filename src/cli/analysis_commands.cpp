// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/table_methods.h"
#include "evaluation/analysis_inputs.h"
#include "reports/analyses.h"

namespace jx {
namespace {

/// All of these commands share one set of options; each offers those that it knows.
struct Options : TableMethodOptions {
  std::vector<std::string> costs;
  std::vector<std::string> benefits;
  std::vector<std::string> rates;
  int first = 0;
  std::string effect;
  std::vector<std::string> goals;
  std::vector<std::string> indicators;
  std::vector<std::string> less_is_better;
  std::string model;
  std::string actual;
  std::vector<std::string> bases;
  std::string from;
  std::string to;
  std::vector<std::string> dividing;
};

template <typename Analysis>
TableAnswer answer_of(Analysis analysis) {
  const auto kept = std::make_shared<const Analysis>(std::move(analysis));
  return {[kept](const TextStyle& style) { return render_text(*kept, style); },
          [kept](JsonWriter& json) { write_json(json, *kept); }};
}

Result<TableAnswer> weigh_costs(const NamedTable& table, const Options& options) {
  CostBenefitAnalysis analysis;
  analysis.question.first = options.first;
  for (const std::string& words : options.rates) {
    const auto rate = Decimal::parse(words);
    if (!rate.ok()) {
      return malformed(fmt::format("--rate {}：不是数；请写 5 或 5,8 这样的百分数", words));
    }
    analysis.question.rates.push_back(*rate);
  }
  JX_TRY(analysis.periods, read_cost_benefit(table, options.costs, options.benefits));
  JX_TRY(analysis.result, weigh_cost_and_benefit(analysis.periods, analysis.question));
  return answer_of(std::move(analysis));
}

Result<TableAnswer> weigh_effects(const NamedTable& table, const Options& options) {
  CostEffectAnalysis analysis{.effect = options.effect, .options = {}, .figures = {}};
  JX_TRY(analysis.options, read_cost_effect(table, options.costs, options.effect));
  JX_TRY(analysis.figures, compare_cost_effect(analysis.options));
  return answer_of(std::move(analysis));
}

Result<TableAnswer> look_for_least_cost(const NamedTable& table, const Options& options) {
  LeastCostAnalysis analysis;
  for (const std::string& words : options.goals) {
    JX_TRY(CostGoal goal, parse_cost_goal(words));
    analysis.goals.push_back(std::move(goal));
  }
  JX_TRY(analysis.options, read_least_cost(table, options.costs, analysis.goals));
  JX_TRY(analysis.figures, find_least_cost(analysis.goals, analysis.options));
  return answer_of(std::move(analysis));
}

Result<TableAnswer> measure_gaps(const NamedTable& table, const Options& options) {
  BenchmarkAnalysis analysis;
  analysis.units = table.rows();
  if (!options.model.empty()) {
    JX_TRY(analysis.model, table.row(options.model));
  }
  JX_TRY(analysis.indicators, read_benchmark(table, options.indicators, options.less_is_better));
  JX_TRY(analysis.results, compare_with_benchmark(analysis.indicators, analysis.model));
  return answer_of(std::move(analysis));
}

Result<TableAnswer> compare(const NamedTable& table, const Options& options) {
  ComparisonAnalysis analysis{
      .actual = options.actual, .bases = options.bases, .indicators = {}, .figures = {}};
  JX_TRY(analysis.indicators,
         read_comparison(table, options.actual, options.bases, options.less_is_better));
  JX_TRY(analysis.figures, compare_with_bases(analysis.indicators));
  return answer_of(std::move(analysis));
}

Result<TableAnswer> part_change(const NamedTable& table, const Options& options) {
  FactorsAnalysis analysis{.base = options.from, .actual = options.to, .factors = {}, .result = {}};
  JX_TRY(analysis.factors, read_factors(table, options.from, options.to, options.dividing));
  JX_TRY(analysis.result, analyse_factors(analysis.factors));
  return answer_of(std::move(analysis));
}

using Method = Result<TableAnswer> (*)(const NamedTable& table, const Options& options);

struct AddedCommand {
  std::shared_ptr<Options> options;
  CLI::App* command = nullptr;

  CLI::Option* add_names(const std::string& flag, std::vector<std::string>& names,
                         const std::string& what) const {
    return command->add_option(flag, names, what)->delimiter(',');
  }
};

AddedCommand add(Program& program, CLI::App& evaluate, const std::string& name,
                 const std::string& what, Method method) {
  const auto options = std::make_shared<Options>();
  CLI::App* const command = add_table_method(
      program, evaluate, name, what, options,
      [options, method](const NamedTable& table) { return method(table, *options); });
  return {options, command};
}

void add_costs(const AddedCommand& added) {
  added.add_names("--costs", added.options->costs, "成本的列名，逗号隔开，几列相加")->required();
}

void add_cost_methods(Program& program, CLI::App& evaluate) {
  AddedCommand added =
      add(program, evaluate, "cost-benefit",
          "成本效益分析：一行一期（年），逐期折现，算净现值、效益成本比、回收期", weigh_costs);
  add_costs(added);
  added.add_names("--benefits", added.options->benefits, "效益的列名，逗号隔开，几列相加")
      ->required();
  added
      .add_names("--rate", added.options->rates,
                 "折现率，百分数；可写几个比较（如 5,8），逐期的表按第一个")
      ->required();
  added.command
      ->add_option("--first", added.options->first, "第一期折现几期：0（期初，默认）或 1（期末）")
      ->check(CLI::IsMember({0, 1}));

  added = add(program, evaluate, "cost-effect",
              "成本效果分析：一行一个方案，算每单位效果的成本、增量成本，指出不如别人的方案",
              weigh_effects);
  add_costs(added);
  added.command->add_option("--effect", added.options->effect, "效果的列名；越多越好")->required();

  added = add(program, evaluate, "least-cost",
              "最低成本法：一行一个方案，达到目标的方案里成本最低的最好", look_for_least_cost);
  add_costs(added);
  added
      .add_names("--goals", added.options->goals,
                 "要达到的目标，如 覆盖人数≥500,合格率≥95%；也可写 >= 和 <=")
      ->required();
}

void add_comparing_methods(Program& program, CLI::App& evaluate) {
  AddedCommand added =
      add(program, evaluate, "benchmark",
          "标杆管理法：一行一个单位，一列一个指标，各与最好的或指定的标杆比差距", measure_gaps);
  added.add_names("--indicators", added.options->indicators, "指标的列名，逗号隔开；默认所有的列");
  added.add_names("--less-is-better", added.options->less_is_better, "反向指标的列名，逗号隔开");
  added.command->add_option("--model", added.options->model,
                            "作标杆的那一行的名称；默认每个指标以最好的为标杆");

  added = add(program, evaluate, "compare", "比较法：一行一个指标，实际与目标、上年、其他地区比较",
              compare);
  added.command->add_option("--actual", added.options->actual, "实际值的列名")->required();
  added.add_names("--against", added.options->bases, "与之比较的列名，逗号隔开")->required();
  added.add_names("--less-is-better", added.options->less_is_better, "反向指标的行名，逗号隔开");

  added =
      add(program, evaluate, "factors",
          "因素分析法（连环替代）：一行一个因素，结果是各因素之积，算各因素的影响", part_change);
  added.command->add_option("--from", added.options->from, "基期（或计划）的列名")->required();
  added.command->add_option("--to", added.options->to, "报告期（或实际）的列名")->required();
  added.add_names("--dividing", added.options->dividing, "作除数的因素的行名，逗号隔开");
}

}  // namespace

void add_analysis_commands(Program& program, CLI::App& evaluate) {
  add_cost_methods(program, evaluate);
  add_comparing_methods(program, evaluate);
}

}  // namespace jx
