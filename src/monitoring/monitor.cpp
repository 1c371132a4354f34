// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/monitor.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "monitoring/indicator_names.h"

namespace jx {
namespace {

/// Figures by project and indicator.
using FigureMap = std::map<std::pair<std::string, std::string>, std::vector<LedgerFigure>>;

std::optional<Decimal> difference(const std::optional<Decimal>& a,
                                  const std::optional<Decimal>& b) {
  if (!a || !b) return std::nullopt;
  const Result<Decimal> result = a->minus(*b);
  if (!result.ok()) return std::nullopt;
  return result->trimmed();
}

std::optional<Decimal> percent(const Decimal& above, const Decimal& below) {
  if (below.is_zero()) return std::nullopt;
  const Result<Decimal> scaled = above.times(Decimal(100));
  const Result<Decimal> result = scaled.ok() ? scaled->divided_by(below, 2) : scaled;
  if (!result.ok()) return std::nullopt;
  return result->trimmed();
}

Date end_of(int year, int month) { return month_of(year, month).last; }

/// Looks at one year up to one month.
class Monitor {
 public:
  explicit Monitor(const MonitorInput& input) : input_(input) {
    for (const LedgerFigure& figure : input.figures) {
      if (figure.period.first.year != input.year) continue;
      figures_[{figure.project, figure.indicator}].push_back(figure);
    }
  }

  Monitoring run() && {
    Monitoring result{.year = input_.year,
                      .month = input_.month,
                      .lights = input_.rules.id,
                      .lights_title = input_.rules.title,
                      .projects = {},
                      .unused = {}};
    for (const Project& project : input_.submission.projects) {
      result.projects.push_back(look_at(project));
    }
    add_tasks(result.projects);
    for (MonitoredProject& project : result.projects) conclude(project);
    result.unused = unused();
    return result;
  }

 private:
  std::span<const LedgerFigure> figures_of(const std::string& project, const std::string& name) {
    const auto found = figures_.find({project, name});
    if (found == figures_.end()) return {};
    used_[found->first] = true;
    return found->second;
  }

  MonitoredProject look_at(const Project& project) {
    MonitoredProject monitored;
    monitored.key = project.key.text;
    monitored.code = project.code.value.value_or("");
    monitored.name = project.name();
    if (!project.unit_names.empty()) monitored.unit_name = project.unit_names.front().text;
    monitored.money.budget = project.budget.value;
    monitored.money.unit = project.budget_unit.name;
    if (const GoalSet* const set = set_in_force(project)) {
      for (const Goal& goal : set->goals) monitored.goals.push_back(goal.words.text);
      IndicatorNames names;
      for (const Indicator& indicator : set->indicators) {
        const std::string name = names.name_of(indicator);
        const FollowUp* const follow = input_.plan.find(project, name);
        monitored.rows.push_back(
            look_at(project.key.text, indicator, name, follow == nullptr ? FollowUp{} : *follow));
      }
    }
    return monitored;
  }

  /// Measures of tasks stand with the project that the list is linked to.
  void add_tasks(std::vector<MonitoredProject>& projects) {
    for (const TaskMeasure& measure : input_.plan.measures) {
      const FoundTask found = find_task(input_.submission, measure.task);
      if (found.list == nullptr) continue;
      const std::string key = ledger_project_of(*found.list);
      auto place = std::find_if(projects.begin(), projects.end(),
                                [&](const MonitoredProject& each) { return each.key == key; });
      if (place == projects.end()) {
        MonitoredProject added;
        added.key = key;
        added.name = found.list->title.text;
        projects.push_back(std::move(added));
        place = projects.end() - 1;
      }
      MonitoredRow row = look_at(key, measure.indicator, measure.follow.name, measure.follow);
      row.task = measure.task;
      place->rows.push_back(std::move(row));
    }
  }

  MonitoredRow look_at(const std::string& project, const Indicator& indicator,
                       const std::string& name, const FollowUp& follow) {
    MonitoredRow row;
    row.indicator = indicator;
    row.name = name;
    row.aggregation.kind = follow.aggregation.value_or(usual_aggregation(indicator));
    // What is counted in a register is counted from the year's beginning.
    row.aggregation.cumulative_parts = follow.cumulative_parts || !follow.counted.registry.empty();
    row.aggregation.percent =
        indicator.target.has_value() && indicator.target->unit.dimension == Dimension::Ratio;
    if (follow.curve) row.curve = *follow.curve;
    row.counted = follow.counted;
    row.evidence_needed = follow.evidence;
    const std::span<const LedgerFigure> figures = figures_of(project, name);
    row.total = total_at(figures, row.aggregation, input_.month);
    row.light = light_at(row, row.total, input_.month);
    row.history = history_of(figures, row.aggregation, input_.month);
    row.forecast = is_summed(row.aggregation) ? forecast_sum(row.history, row.curve, input_.month)
                                              : forecast_state(row.history);
    if (input_.month > 1) {
      row.before = Before{.total = total_at(figures, row.aggregation, input_.month - 1)};
      row.before->light = light_at(row, row.before->total, input_.month - 1).light;
    }
    row.statement = statement_of(project, name);
    row.missing = missing_reports(figures, follow.reports_every);
    set_deviation(row);
    suggest(row);
    return row;
  }

  static bool is_summed(const AggregationRule& rule) {
    return rule.kind != Aggregation::Latest && rule.kind != Aggregation::Ratio;
  }

  Total total_at(std::span<const LedgerFigure> figures, const AggregationRule& rule,
                 int month) const {
    return aggregate(figures, rule, end_of(input_.year, month));
  }

  LightResult light_at(const MonitoredRow& row, const Total& total, int month) const {
    return goal_light(row.indicator, total, row.curve, end_of(input_.year, month), input_.rules,
                      input_.profile.scoring);
  }

  std::vector<MonthValue> history_of(std::span<const LedgerFigure> figures,
                                     const AggregationRule& rule, int through) const {
    std::vector<MonthValue> history;
    for (int month = 1; month <= through; ++month) {
      const Date end = end_of(input_.year, month);
      const bool reported = std::any_of(
          figures.begin(), figures.end(),
          [&](const LedgerFigure& each) { return each.period.last == end && each.value; });
      if (!reported) continue;
      const Total total = aggregate(figures, rule, end);
      if (total.value) history.push_back({.month = month, .value = *total.value});
    }
    return history;
  }

  const Statement* statement_of(const std::string& project, const std::string& name) const {
    const Date end = end_of(input_.year, input_.month);
    const Statement* found = nullptr;
    for (const Statement& each : input_.statements) {
      const bool same = each.project == project && each.indicator == name;
      if (same && each.period.last == end) found = &each;
    }
    return found;
  }

  std::vector<std::string> missing_reports(std::span<const LedgerFigure> figures, int every) const {
    std::vector<std::string> missing;
    if (every == 0) return missing;
    const int first = std::max(input_.plan.first_month, 1);
    for (int month = every; month <= input_.month; month += every) {
      if (month < first) continue;
      const Date end = end_of(input_.year, month);
      const bool reported =
          std::any_of(figures.begin(), figures.end(),
                      [&](const LedgerFigure& each) { return each.period.last == end; });
      if (!reported) missing.push_back(month_of(input_.year, month).text);
    }
    return missing;
  }

  static void set_deviation(MonitoredRow& row) {
    if (!row.total.value || !row.indicator.target.has_value()) return;
    const std::optional<Decimal>& against =
        row.light.prorated ? row.light.planned : row.indicator.target->value;
    row.deviation = difference(row.total.value, against);
    if (row.deviation) row.relative_deviation = percent(*row.deviation, *against);
  }

  static bool meets(const Target& target, bool reverse, const Decimal& value) {
    if (reverse) {
      return target.comparator == Comparator::LessThan ? value < *target.value
                                                       : value <= *target.value;
    }
    return target.comparator == Comparator::GreaterThan ? value > *target.value
                                                        : value >= *target.value;
  }

  /// What cannot change any more first; else the whole range of the forecast on one side of the
  /// target is 确定能 or 完全不可能, a range across it 有可能.
  void suggest(MonitoredRow& row) const {
    const Field<Target>& target = row.indicator.target;
    const bool number = target.has_value() && target->kind == TargetKind::Number && target->value;
    if (!number || !row.total.value || !row.forecast.known()) return;
    const bool reverse = is_reverse(row.indicator);
    const bool met = meets(*target, reverse, *row.total.value);
    const auto say = [&row](Likelihood likelihood, std::string reason) {
      row.suggested = likelihood;
      row.suggested_reason = std::move(reason);
    };
    if (input_.month == 12) {
      const auto likelihood = met ? Likelihood::Certain : Likelihood::Impossible;
      return say(likelihood, reverse ? (met ? "年末没有超过指标值" : "年末超过了指标值")
                                     : (met ? "年末达到了指标值" : "年末没有达到指标值"));
    }
    // What adds up only grows.
    if (is_summed(row.aggregation) && met != reverse) {
      return met ? say(Likelihood::Certain, "已经达到全年指标值")
                 : say(Likelihood::Impossible, "已经超过全年指标值");
    }
    if (is_summed(row.aggregation) && row.curve.share(input_.month).is_zero()) {
      return say(Likelihood::Possible, "按计划还没有到完成的时候");
    }
    const bool low = meets(*target, reverse, *row.forecast.low);
    const bool high = meets(*target, reverse, *row.forecast.high);
    const std::string lowest = row.forecast.low->to_string();
    const bool wide = *row.forecast.low != *row.forecast.high;
    const std::string range =
        wide ? fmt::format("预计 {} 至 {}，", lowest, row.forecast.high->to_string())
             : fmt::format("预计 {}，", lowest);
    const std::string_view all = wide ? "上下限都" : "";
    if (low != high) return say(Likelihood::Possible, range + "上下限里有完不成的");
    say(low ? Likelihood::Certain : Likelihood::Impossible,
        fmt::format("{}{}{}", range, all, low ? "能完成" : "完不成"));
  }

  // --- the project as a whole -----------------------------------------------------------------

  void conclude(MonitoredProject& project) {
    set_money(project);
    set_progress(project);
    for (const MonitoredRow& row : project.rows) {
      project.goal_light = worse_of(project.goal_light, row.light.light);
    }
    const std::optional<Decimal>& limit = input_.rules.gap_points;
    project.gap = difference(project.money.rate, project.progress);
    if (project.gap && limit) {
      const Result<Decimal> other = project.gap->negated();
      project.gap_too_wide = *project.gap > *limit || (other.ok() && *other > *limit);
    }
    set_missing_months(project);
    set_history(project);
  }

  void set_money(MonitoredProject& project) {
    MonitoredMoney& money = project.money;
    const std::span<const LedgerFigure> figures = figures_of(project.key, kExecutedName);
    const AggregationRule rule{.kind = money_aggregation(project)};
    money.executed = total_at(figures, rule, input_.month);
    if (money.budget && money.executed.value) {
      money.rate = percent(*money.executed.value, *money.budget);
    }
    money.light =
        money_light(money.budget, money.executed.value, money_curve(), input_.month, input_.rules);
    money.forecast =
        forecast_sum(history_of(figures, rule, input_.month), money_curve(), input_.month);
    money.statement = statement_of(project.key, kExecutedName);
    if (input_.month > 1) {
      money.before = Before{.total = total_at(figures, rule, input_.month - 1)};
      money.before->light = money_light(money.budget, money.before->total.value, money_curve(),
                                        input_.month - 1, input_.rules)
                                .light;
    }
  }

  Aggregation money_aggregation(const MonitoredProject& project) const {
    for (const FollowUp& follow : input_.plan.indicators) {
      const bool here = follow.project.empty() || follow.project == project.key;
      if (here && follow.name == kExecutedName && follow.aggregation) return *follow.aggregation;
    }
    return Aggregation::Cumulative;
  }

  PlanCurve money_curve() const { return input_.plan.money.value_or(PlanCurve()); }

  /// Of the indicators; of the tasks where there are no indicators.
  void set_progress(MonitoredProject& project) const {
    const bool indicators = std::any_of(project.rows.begin(), project.rows.end(),
                                        [](const MonitoredRow& row) { return row.task.empty(); });
    DecimalSum reached;
    DecimalSum whole;
    for (const MonitoredRow& row : project.rows) {
      if (row.task.empty() != indicators || !row.total.value) continue;
      if (!is_prorated(row.indicator, input_.rules) || !row.indicator.target->value) continue;
      const Decimal& target = *row.indicator.target->value;
      if (target.is_zero() || target.is_negative()) continue;
      const Decimal weight = row.indicator.weight.value.value_or(Decimal(1));
      const Decimal done = std::min(*row.total.value, target);
      const Result<Decimal> share = done.divided_by(target, 6);
      const Result<Decimal> points = share.ok() ? share->trimmed().times(weight) : share;
      if (!points.ok()) continue;
      reached.add(*points);
      whole.add(weight);
    }
    const Result<Decimal> above = reached.total();
    const Result<Decimal> below = whole.total();
    if (above.ok() && below.ok()) project.progress = percent(*above, *below);
  }

  std::vector<const LedgerFigure*> all_figures_of(const MonitoredProject& project) const {
    std::vector<const LedgerFigure*> all;
    for (const auto& [key, figures] : figures_) {
      if (key.first != project.key) continue;
      for (const LedgerFigure& figure : figures) all.push_back(&figure);
    }
    return all;
  }

  /// Nothing is called missing of a project that never reported, unless the plan says when to
  /// begin.
  void set_missing_months(MonitoredProject& project) const {
    const std::vector<const LedgerFigure*> figures = all_figures_of(project);
    int first = input_.plan.first_month;
    for (const LedgerFigure* const figure : figures) {
      const int month = figure->period.last.month;
      if (input_.plan.first_month == 0 && (first == 0 || month < first)) first = month;
    }
    if (first == 0) return;
    for (int month = first; month <= input_.month; ++month) {
      const Date end = end_of(input_.year, month);
      const bool reported =
          std::any_of(figures.begin(), figures.end(),
                      [&](const LedgerFigure* each) { return each->period.last == end; });
      if (!reported) project.missing_months.push_back(month_of(input_.year, month).text);
    }
  }

  void set_history(MonitoredProject& project) {
    const std::span<const LedgerFigure> executed = figures_of(project.key, kExecutedName);
    const AggregationRule rule{.kind = money_aggregation(project)};
    for (int month = 1; month <= input_.month; ++month) {
      LightMonth lights{.month = month};
      lights.money = money_light(project.money.budget, total_at(executed, rule, month).value,
                                 money_curve(), month, input_.rules)
                         .light;
      for (const MonitoredRow& row : project.rows) {
        const Total total = total_at(figures_of(project.key, row.name), row.aggregation, month);
        lights.goal = worse_of(lights.goal, light_at(row, total, month).light);
      }
      project.history.push_back(lights);
    }
  }

  std::vector<Exclusion> unused() const {
    std::vector<Exclusion> left;
    const Date through = end_of(input_.year, input_.month);
    for (const auto& [key, figures] : figures_) {
      if (used_.contains(key)) continue;
      for (const LedgerFigure& figure : figures) {
        if (figure.period.last > through) continue;
        left.push_back(
            {.number = figure.number,
             .reporter = figure.reporter,
             .period = figure.period.text,
             .reason = fmt::format("文件里没有项目“{}”的指标“{}”", key.first, key.second)});
      }
    }
    return left;
  }

  const MonitorInput& input_;
  FigureMap figures_;
  std::map<std::pair<std::string, std::string>, bool> used_;
};

}  // namespace

const GoalSet* set_in_force(const Project& project) noexcept {
  const GoalSet* found = nullptr;
  for (const GoalSet& set : project.goal_sets) {
    if (set.indicators.empty()) continue;
    if (set.source == GoalSource::Adjusted) return &set;
    found = &set;
  }
  return found;
}

Monitoring monitor(const MonitorInput& input) { return Monitor(input).run(); }

}  // namespace jx
