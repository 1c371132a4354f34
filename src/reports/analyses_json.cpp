// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/analyses.h"
#include "reports/json.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

std::string_view to_string(NoInternalRate reason) noexcept {
  switch (reason) {
    case NoInternalRate::NeverTurns: return "never-turns";
    case NoInternalRate::BenefitsFirst: return "benefits-first";
    case NoInternalRate::TurnsRepeatedly: return "turns-repeatedly";
    case NoInternalRate::OutOfRange: return "out-of-range";
  }
  return "";
}

std::string_view to_string(CostEffectStanding standing) noexcept {
  switch (standing) {
    case CostEffectStanding::Frontier: return "frontier";
    case CostEffectStanding::Dominated: return "dominated";
    case CostEffectStanding::OutMixed: return "out-mixed";
    case CostEffectStanding::Unknown: return "unknown";
  }
  return "";
}

std::string_view to_string(ComparisonVerdict verdict) noexcept {
  switch (verdict) {
    case ComparisonVerdict::Better: return "better";
    case ComparisonVerdict::Same: return "same";
    case ComparisonVerdict::Worse: return "worse";
  }
  return "";
}

/// 0 stands for none.
void write_rank(JsonWriter& json, std::size_t rank) {
  json.key("rank");
  if (rank == 0) {
    json.null();
  } else {
    json.value(rank);
  }
}

void write_names(JsonWriter& json, std::string_view key, const std::vector<std::string>& names) {
  json.key(key).begin_array();
  for (const std::string& name : names) json.value(name);
  json.end_array();
}

void write_period(JsonWriter& json, const CostBenefitPeriod& given, const DiscountedPeriod& made) {
  json.begin_object().member("name", given.name).member("number", made.number);
  json.member("costs", given.costs.to_string()).member("benefits", given.benefits.to_string());
  json.member("net", made.net.to_string()).member("cumulative", made.cumulative.to_string());
  json.member("factor", made.factor.to_string());
  json.member("discounted_costs", made.discounted_costs.to_string());
  json.member("discounted_benefits", made.discounted_benefits.to_string());
  json.member("discounted_net", made.discounted_net.to_string());
  json.member("discounted_cumulative", made.discounted_cumulative.to_string()).end_object();
}

}  // namespace

void write_json(JsonWriter& json, const CostBenefitAnalysis& analysis) {
  const CostBenefit& result = analysis.result;
  json.member("method", "cost-benefit").member("first", analysis.question.first);
  json.key("periods").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < result.periods.size(); ++index) {
    write_period(json, analysis.periods[index], result.periods[index]);
  }
  json.end_array().key("values").begin_array(Layout::Lines);
  for (const PresentValue& value : result.values) {
    json.begin_object().member("rate", value.rate.to_string());
    json.member("costs", value.costs.to_string()).member("benefits", value.benefits.to_string());
    json.member("net", value.net.to_string());
    write_decimal(json, "ratio", value.ratio);
    write_decimal(json, "benefits_may_fall", value.benefits_may_fall);
    write_decimal(json, "costs_may_rise", value.costs_may_rise);
    json.end_object();
  }
  json.end_array();
  write_decimal(json, "internal_rate", result.internal_rate);
  if (result.no_rate) json.member("no_internal_rate", to_string(*result.no_rate));
  write_decimal(json, "payback", result.payback);
  write_decimal(json, "discounted_payback", result.discounted_payback);
}

void write_json(JsonWriter& json, const CostEffectAnalysis& analysis) {
  json.member("method", "cost-effect").member("effect", analysis.effect);
  json.key("options").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < analysis.options.size(); ++index) {
    const CostEffectOption& option = analysis.options[index];
    const CostEffectFigure& figure = analysis.figures[index];
    json.begin_object().member("name", option.name).member("cost", option.cost.to_string());
    write_decimal(json, "effect", option.effect);
    write_decimal(json, "ratio", figure.ratio);
    write_rank(json, figure.rank);
    json.member("standing", to_string(figure.standing)).key("against").begin_array();
    for (const std::size_t other : figure.against) json.value(analysis.options[other].name);
    json.end_array();
    write_decimal(json, "more_cost", figure.more_cost);
    write_decimal(json, "more_effect", figure.more_effect);
    write_decimal(json, "incremental_ratio", figure.incremental_ratio);
    json.end_object();
  }
  json.end_array();
}

void write_json(JsonWriter& json, const LeastCostAnalysis& analysis) {
  json.member("method", "least-cost").key("goals").begin_array(Layout::Lines);
  for (const CostGoal& goal : analysis.goals) {
    json.begin_object().member("name", goal.name);
    json.member("bound", goal.bound == CostGoalBound::AtLeast ? "at-least" : "at-most");
    json.member("value", goal.value.to_string()).member("unit", goal.unit).end_object();
  }
  json.end_array().key("options").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < analysis.options.size(); ++index) {
    const LeastCostFigure& figure = analysis.figures[index];
    const auto write_goals = [&](std::string_view key, const std::vector<std::size_t>& goals) {
      json.key(key).begin_array();
      for (const std::size_t goal : goals) json.value(analysis.goals[goal].name);
      json.end_array();
    };
    json.begin_object().member("name", analysis.options[index].name);
    json.member("cost", analysis.options[index].cost.to_string());
    write_rank(json, figure.rank);
    write_decimal(json, "more", figure.more);
    write_decimal(json, "more_percent", figure.more_percent);
    write_goals("missed", figure.missed);
    write_goals("unknown", figure.unknown);
    json.end_object();
  }
  json.end_array();
}

void write_json(JsonWriter& json, const BenchmarkAnalysis& analysis) {
  json.member("method", "benchmark").key("model");
  if (analysis.model) {
    json.value(analysis.units[*analysis.model]);
  } else {
    json.null();
  }
  json.key("indicators").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < analysis.indicators.size(); ++index) {
    const BenchmarkIndicator& indicator = analysis.indicators[index];
    const BenchmarkResult& result = analysis.results[index];
    json.begin_object(Layout::Lines).member("name", indicator.name);
    json.member("less_is_better", indicator.less_is_better).member("unit", indicator.unit);
    write_decimal(json, "benchmark", result.benchmark);
    write_decimal(json, "median", result.median);
    json.key("units").begin_array(Layout::Lines);
    for (std::size_t unit = 0; unit < analysis.units.size(); ++unit) {
      json.begin_object().member("name", analysis.units[unit]);
      write_decimal(json, "value", indicator.values[unit]);
      write_decimal(json, "gap", result.figures[unit].gap);
      write_decimal(json, "attainment", result.figures[unit].attainment);
      write_rank(json, result.figures[unit].rank);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_json(JsonWriter& json, const ComparisonAnalysis& analysis) {
  json.member("method", "comparison").member("actual", analysis.actual);
  write_names(json, "bases", analysis.bases);
  json.key("indicators").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < analysis.indicators.size(); ++index) {
    const ComparedIndicator& indicator = analysis.indicators[index];
    json.begin_object(Layout::Lines).member("name", indicator.name);
    json.member("less_is_better", indicator.less_is_better).member("unit", indicator.unit);
    write_decimal(json, "actual", indicator.actual);
    json.key("compared").begin_array(Layout::Lines);
    for (std::size_t base = 0; base < analysis.bases.size(); ++base) {
      const ComparisonFigure& figure = analysis.figures[index][base];
      json.begin_object().member("base", analysis.bases[base]);
      write_decimal(json, "value", indicator.bases[base]);
      write_decimal(json, "difference", figure.difference);
      write_decimal(json, "percent", figure.percent);
      json.key("verdict");
      if (figure.verdict) {
        json.value(to_string(*figure.verdict));
      } else {
        json.null();
      }
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_json(JsonWriter& json, const FactorsAnalysis& analysis) {
  const FactorAnalysis& result = analysis.result;
  json.member("method", "factors");
  write_names(json, "columns", {analysis.base, analysis.actual});
  json.member("base", result.base.to_string()).member("actual", result.actual.to_string());
  json.member("change", result.change.to_string()).key("factors").begin_array(Layout::Lines);
  for (std::size_t index = 0; index < analysis.factors.size(); ++index) {
    const Factor& factor = analysis.factors[index];
    const FactorPart& part = result.parts[index];
    json.begin_object().member("name", factor.name).member("divides", factor.divides);
    json.member("base", factor.base.to_string()).member("actual", factor.actual.to_string());
    json.member("part", part.part.to_string()).member("after", part.after.to_string());
    json.member("least", part.least.to_string()).member("most", part.most.to_string());
    json.member("mean", part.mean.to_string()).end_object();
  }
  json.end_array();
}

}  // namespace jx
