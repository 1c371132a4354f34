// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "reports/analyses.h"
#include "reports/text_lines.h"

namespace jx {
namespace {

constexpr std::string_view kNone = "—";

std::string shown(const std::optional<Decimal>& value, std::string_view unit = "") {
  return value ? value->to_string() + std::string(unit) : std::string(kNone);
}

std::optional<Decimal> trimmed(const std::optional<Decimal>& value) {
  return value ? std::optional(value->trimmed()) : value;
}

std::string place(std::size_t rank) {
  return rank == 0 ? std::string(kNone) : std::to_string(rank);
}

Decimal magnitude(const Decimal& value) {
  return value.is_negative() ? value.negated().value_or(value) : value;
}

template <typename Range, typename NameOf>
std::string joined(const Range& range, NameOf name_of) {
  std::string all;
  for (const auto& each : range) {
    if (!all.empty()) all += "、";
    all += name_of(each);
  }
  return all;
}

std::string name_itself(const std::string& name) { return name; }

/// The indexes of ranked things: the best first, those without a rank last.
template <typename Figures>
std::vector<std::size_t> by_rank(const Figures& figures) {
  std::vector<std::size_t> order(figures.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return figures[a].rank - 1 < figures[b].rank - 1;  // 0 becomes the greatest.
  });
  return order;
}

// 成本效益分析

void add_values(const CostBenefit& result, TextLines& lines) {
  for (const PresentValue& value : result.values) {
    lines.add("折现率 {}%：成本现值 {}，效益现值 {}，净现值 {}，效益成本比 {}。",
              value.rate.to_string(), value.costs.to_string(), value.benefits.to_string(),
              value.net.to_string(), shown(value.ratio));
    if (value.net.is_negative() || !value.benefits_may_fall || !value.costs_may_rise) continue;
    lines.add("  效益少 {}%，或成本多 {}%，净现值就为 0。", value.benefits_may_fall->to_string(),
              value.costs_may_rise->to_string());
  }
}

void add_rate_and_paybacks(const CostBenefit& result, TextLines& lines) {
  lines.add("内部收益率：{}。", result.internal_rate
                                    ? result.internal_rate->to_string() + "%"
                                    : fmt::format("没有（{}）", chinese_reason(*result.no_rate)));
  const auto periods = [](const std::optional<Decimal>& number) {
    return number ? number->to_string() + " 期" : std::string("各期之内收不回");
  };
  lines.add("投资回收期：{}；折现后：{}。", periods(result.payback),
            periods(result.discounted_payback));
}

// 成本效果分析

std::string standing_in_words(const CostEffectAnalysis& analysis, const CostEffectFigure& figure) {
  const auto name = [&](std::size_t index) { return analysis.options[index].name; };
  switch (figure.standing) {
    case CostEffectStanding::Unknown: return "效果是空白，没有比较";
    case CostEffectStanding::Dominated:
      return fmt::format("不如“{}”：花得不少，效果不多", name(figure.against.front()));
    case CostEffectStanding::OutMixed:
      return fmt::format("不如把“{}”和“{}”搭配起来", name(figure.against[0]),
                         name(figure.against[1]));
    case CostEffectStanding::Frontier: break;
  }
  if (!figure.incremental_ratio) return "可选，成本最低";
  return fmt::format("可选，比“{}”多花 {}、效果多 {}，每多一单位花 {}",
                     name(figure.against.front()), figure.more_cost->to_string(),
                     figure.more_effect->to_string(),
                     figure.incremental_ratio->trimmed().to_string());
}

// 最低成本法

std::string goal_in_words(const CostGoal& goal) {
  return fmt::format("{}{}{}{}", goal.name, goal.bound == CostGoalBound::AtLeast ? "≥" : "≤",
                     goal.value.to_string(), goal.unit);
}

std::string reached_in_words(const LeastCostAnalysis& analysis, std::size_t index) {
  const LeastCostFigure& figure = analysis.figures[index];
  if (figure.reaches_all()) {
    if (figure.more->is_zero()) return "成本最低";
    return fmt::format("多花 {}{}", figure.more->to_string(),
                       figure.more_percent
                           ? fmt::format("（{}%）", figure.more_percent->to_string())
                           : std::string());
  }
  std::string words;
  if (!figure.missed.empty()) {
    words = "没有达到目标：" + joined(figure.missed, [&](std::size_t goal) {
              return fmt::format("{} 是 {}{}", analysis.goals[goal].name,
                                 analysis.options[index].reached[goal]->to_string(),
                                 analysis.goals[goal].unit);
            });
  }
  if (!figure.unknown.empty()) {
    words += (words.empty() ? "" : "；") + std::string("是空白：") +
             joined(figure.unknown, [&](std::size_t goal) { return analysis.goals[goal].name; });
  }
  return words;
}

// 标杆管理法

std::string gap_in_words(const BenchmarkFigure& figure, const std::string& unit) {
  if (!figure.gap) return "没有可比的数";
  const std::string points = unit == "%" ? " 个百分点" : unit;
  std::string words = "就是标杆值";
  if (!figure.gap->is_zero()) {
    words = fmt::format("{} {}{}", figure.gap->is_negative() ? "超过标杆" : "差",
                        magnitude(*figure.gap).to_string(), points);
  }
  if (figure.attainment) words += fmt::format("，达到 {}%", figure.attainment->to_string());
  return words;
}

void add_indicator(const BenchmarkAnalysis& analysis, std::size_t index, TextLines& lines) {
  const BenchmarkIndicator& indicator = analysis.indicators[index];
  const BenchmarkResult& result = analysis.results[index];
  std::string holders;
  if (!analysis.model && !result.holders.empty()) {
    holders = "（" +
              joined(result.holders, [&](std::size_t unit) { return analysis.units[unit]; }) + "）";
  }
  lines.add("  {}{}：标杆值 {}{}，中位数 {}", indicator.name,
            indicator.less_is_better ? "（越小越好）" : "", shown(result.benchmark, indicator.unit),
            holders, shown(result.median, indicator.unit));
  const std::size_t width = widest(analysis.units, name_itself);
  for (const std::size_t unit : by_rank(result.figures)) {
    if (unit == analysis.model) continue;
    lines.add("    {:>3}  {}  {}  {}", place(result.figures[unit].rank),
              padded(analysis.units[unit], width), shown(indicator.values[unit], indicator.unit),
              gap_in_words(result.figures[unit], indicator.unit));
  }
}

void add_unit_counts(const BenchmarkAnalysis& analysis, TextLines& lines) {
  lines.add("  达到或超过标杆的指标：");
  const std::size_t width = widest(analysis.units, name_itself);
  for (std::size_t unit = 0; unit < analysis.units.size(); ++unit) {
    if (unit == analysis.model) continue;
    std::size_t compared = 0;
    std::size_t reached = 0;
    for (const BenchmarkResult& result : analysis.results) {
      const std::optional<Decimal>& gap = result.figures[unit].gap;
      if (!gap) continue;
      ++compared;
      if (*gap <= Decimal(0)) ++reached;
    }
    lines.add("    {}  {} 个，共比较 {} 个", padded(analysis.units[unit], width), reached,
              compared);
  }
}

// 比较法

std::string comparison_in_words(const ComparedIndicator& indicator, std::size_t base,
                                const ComparisonFigure& figure) {
  if (!figure.verdict) return "没有数，无从比较";
  if (*figure.verdict == ComparisonVerdict::Same) return "相同";
  std::string words = fmt::format("{} {}{}", figure.difference->is_negative() ? "少" : "多",
                                  magnitude(*figure.difference).to_string(),
                                  indicator.unit == "%" ? " 个百分点" : "");
  if (figure.percent) {
    words += fmt::format("（{}%）", figure.percent->to_string());
  } else {
    words += fmt::format("（{}，不算百分比）",
                         indicator.bases[base]->is_zero() ? "基数为 0" : "基数为负");
  }
  return words + (*figure.verdict == ComparisonVerdict::Better ? "，较好" : "，较差");
}

}  // namespace

std::string render_text(const CostBenefitAnalysis& analysis, const TextStyle& style) {
  TextLines lines(style);
  const CostBenefit& result = analysis.result;
  lines.add_title(fmt::format("成本效益分析（逐期按折现率 {}% 折现，第一期{}）",
                              analysis.question.rates.front().to_string(),
                              analysis.question.first == 0 ? "不折现" : "折现一期"));
  std::vector<std::vector<std::string>> rows{
      {"期", "成本", "效益", "净现金流", "累计", "折现系数", "净现金流现值", "累计现值"}};
  for (std::size_t index = 0; index < result.periods.size(); ++index) {
    const DiscountedPeriod& period = result.periods[index];
    rows.push_back({analysis.periods[index].name, analysis.periods[index].costs.to_string(),
                    analysis.periods[index].benefits.to_string(), period.net.to_string(),
                    period.cumulative.to_string(), period.factor.to_string(),
                    period.discounted_net.to_string(), period.discounted_cumulative.to_string()});
  }
  lines.add_columns(rows);
  add_values(result, lines);
  add_rate_and_paybacks(result, lines);
  return std::move(lines).take();
}

std::string render_text(const CostEffectAnalysis& analysis, const TextStyle& style) {
  TextLines lines(style);
  lines.add_title(fmt::format("成本效果分析（效果：{}）", analysis.effect));
  const std::size_t width =
      widest(analysis.options, [](const CostEffectOption& each) { return each.name; });
  for (const std::size_t index : by_rank(analysis.figures)) {
    const CostEffectOption& option = analysis.options[index];
    const CostEffectFigure& figure = analysis.figures[index];
    lines.add("  {:>3}  {}  {} ÷ {} = {}  {}", place(figure.rank), padded(option.name, width),
              option.cost.to_string(), shown(option.effect), shown(trimmed(figure.ratio)),
              standing_in_words(analysis, figure));
  }
  lines.add("  名次按每一单位效果的成本；增加的效果值不值得多花的钱，要由人定。");
  return std::move(lines).take();
}

std::string render_text(const LeastCostAnalysis& analysis, const TextStyle& style) {
  TextLines lines(style);
  lines.add_title(fmt::format("最低成本法（目标：{}）", joined(analysis.goals, goal_in_words)));
  const std::size_t width =
      widest(analysis.options, [](const LeastCostOption& each) { return each.name; });
  bool any = false;
  for (const std::size_t index : by_rank(analysis.figures)) {
    any = any || analysis.figures[index].rank != 0;
    lines.add("  {:>3}  {}  {}  {}", place(analysis.figures[index].rank),
              padded(analysis.options[index].name, width), analysis.options[index].cost.to_string(),
              reached_in_words(analysis, index));
  }
  if (!any) lines.add_note("没有一个方案达到全部目标，不能说哪个成本最低。");
  return std::move(lines).take();
}

std::string render_text(const BenchmarkAnalysis& analysis, const TextStyle& style) {
  TextLines lines(style);
  lines.add_title(fmt::format("标杆管理法（标杆：{}）", analysis.model
                                                            ? analysis.units[*analysis.model]
                                                            : std::string("各指标最好的值")));
  for (std::size_t index = 0; index < analysis.indicators.size(); ++index) {
    add_indicator(analysis, index, lines);
  }
  add_unit_counts(analysis, lines);
  return std::move(lines).take();
}

std::string render_text(const ComparisonAnalysis& analysis, const TextStyle& style) {
  TextLines lines(style);
  lines.add_title(
      fmt::format("比较法（{}，比 {}）", analysis.actual, joined(analysis.bases, name_itself)));
  for (std::size_t index = 0; index < analysis.indicators.size(); ++index) {
    const ComparedIndicator& indicator = analysis.indicators[index];
    lines.add("  {}{}：{}", indicator.name, indicator.less_is_better ? "（越小越好）" : "",
              shown(indicator.actual, indicator.unit));
    for (std::size_t base = 0; base < analysis.bases.size(); ++base) {
      lines.add("    比 {} {}：{}", analysis.bases[base],
                shown(indicator.bases[base], indicator.unit),
                comparison_in_words(indicator, base, analysis.figures[index][base]));
    }
  }
  return std::move(lines).take();
}

std::string render_text(const FactorsAnalysis& analysis, const TextStyle& style) {
  TextLines lines(style);
  const FactorAnalysis& result = analysis.result;
  lines.add_title(
      fmt::format("因素分析法（连环替代，从 {} 到 {}）", analysis.base, analysis.actual));
  std::string formula;
  for (const Factor& factor : analysis.factors) {
    if (!formula.empty() || factor.divides) formula += factor.divides ? " ÷ " : " × ";
    formula += factor.name;
  }
  lines.add("  {}：{} → {}，变动 {}", formula, result.base.trimmed().to_string(),
            result.actual.trimmed().to_string(), result.change.trimmed().to_string());
  const std::size_t width = widest(analysis.factors, [](const Factor& each) { return each.name; });
  for (std::size_t index = 0; index < analysis.factors.size(); ++index) {
    const Factor& factor = analysis.factors[index];
    const FactorPart& part = result.parts[index];
    lines.add("    {}  {} → {}  影响 {}，替代后 {}（换替代的顺序：{} 至 {}，平均 {}）",
              padded(factor.name, width), factor.base.to_string(), factor.actual.to_string(),
              part.part.trimmed().to_string(), part.after.trimmed().to_string(),
              part.least.trimmed().to_string(), part.most.trimmed().to_string(),
              part.mean.trimmed().to_string());
  }
  lines.add("  各因素的影响按表里的顺序逐个替代，加起来就是变动；顺序不同，影响也不同。");
  return std::move(lines).take();
}

}  // namespace jx
