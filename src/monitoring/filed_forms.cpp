// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/filed_forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "lexicon/unit_conversion.h"
#include "monitoring/indicator_names.h"
#include "monitoring/lights.h"

namespace jx {
namespace {

/// What may be printed beside executed ÷ budget and still be rounding.
const Decimal kRateTolerance = Decimal::make(1, 1).value();

class Collector {
 public:
  explicit Collector(int year) : year_(year) {}

  Result<FiledFigures> run(const std::vector<FiledForm>& forms) && {
    std::vector<const FiledForm*> sorted;
    sorted.reserve(forms.size());
    for (const FiledForm& form : forms) sorted.push_back(&form);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const FiledForm* a, const FiledForm* b) { return a->month < b->month; });
    for (const FiledForm* const form : sorted) {
      const auto [before, fresh] =
          by_month_.try_emplace({form->form.project.key.text, form->month}, form);
      if (!fresh) {
        return malformed(fmt::format("{} 月的监控表有两份，项目“{}”：{} 和 {}。请只留一份。",
                                     form->month, form->form.project.name(), before->second->file,
                                     form->file));
      }
      latest_[form->form.project.key.text] = form;
      result_.month = std::max(result_.month, form->month);
    }
    for (const FiledForm* const form : sorted) take(*form);
    list_projects(forms);
    return std::move(result_);
  }

 private:
  /// In the order in which they were handed in, as the last form of each has them.
  void list_projects(const std::vector<FiledForm>& forms) {
    std::set<std::string_view> listed;
    for (const FiledForm& filed : forms) {
      const std::string& key = filed.form.project.key.text;
      if (!listed.insert(key).second) continue;
      const MonitoringForm& last = latest_.at(key)->form;
      result_.submission.projects.push_back(last.project);
      result_.submission.projects.back().budget = last.budget;
    }
  }

  void take(const FiledForm& filed) {
    const MonitoringForm& form = filed.form;
    filed_ = &filed;
    speaks_ = latest_.at(form.project.key.text) == &filed;
    for (const Unread& each : form.unread) remark(each.words.origin, each.reason);
    take_money(form);
    IndicatorNames names;
    const std::vector<Indicator>& indicators = form.project.goal_sets.front().indicators;
    for (std::size_t i = 0; i < indicators.size(); ++i) {
      const std::string name = names.name_of(indicators[i]);
      take_row(name, indicators[i], form.rows[i]);
    }
  }

  void take_money(const MonitoringForm& form) {
    LedgerFigure figure = figure_of(kExecutedName);
    figure.value = form.executed.value;
    if (!figure.value && form.executed.absence != Absence::Blank) {
      figure.absence = form.executed.absence;
    }
    if (figure.value || figure.absence) add(std::move(figure), form.executed.origin);
    check_rate(form);
  }

  void check_rate(const MonitoringForm& form) {
    if (!form.budget.has_value() || !form.executed.has_value() || !form.rate.has_value()) return;
    if (form.budget->is_zero()) return;
    const Result<Decimal> scaled = form.executed->times(Decimal(100));
    const Result<Decimal> rate = scaled.ok() ? scaled->divided_by(*form.budget, 2) : scaled;
    if (!rate.ok()) return;
    // 0.4 is 40 %, as worksheets keep it.
    const bool part = *form.rate <= Decimal(1);
    const Result<Decimal> printed = part ? form.rate->times(Decimal(100)) : *form.rate;
    if (part && printed.ok() && printed->rounded(1) == rate->rounded(1)) return;
    const Result<Decimal> more = form.rate->minus(*rate);
    const Result<Decimal> less = rate->minus(*form.rate);
    const bool differs =
        more.ok() && less.ok() && (*more > kRateTolerance || *less > kRateTolerance);
    if (!differs) return;
    remark(form.rate.origin,
           fmt::format("执行率印的是 {}，{} ÷ {} = {}%", form.rate.raw, form.executed->to_string(),
                       form.budget->to_string(), rate->to_string()));
  }

  void take_row(const std::string& name, const Indicator& indicator, const MonitoringFormRow& row) {
    if (std::optional<LedgerFigure> figure = read_figure(name, indicator, row)) {
      add(*std::move(figure), row.executed.origin);
    }
    const bool says =
        !row.causes.empty() || !row.explanation.empty() || row.likelihood || !row.measures.empty();
    if (!says) return;
    Statement statement;
    statement.project = filed_->form.project.key.text;
    statement.indicator = name;
    statement.period = month_of(year_, filed_->month);
    statement.causes = row.causes;
    statement.explanation = row.explanation.text;
    statement.likelihood = row.likelihood;
    statement.measures = row.measures.text;
    statement.number = number_of(row.origin);
    result_.statements.push_back(std::move(statement));
  }

  std::optional<LedgerFigure> read_figure(const std::string& name, const Indicator& indicator,
                                          const MonitoringFormRow& row) {
    LedgerFigure figure = figure_of(name);
    if (!row.executed.has_value()) {
      if (row.executed.raw.empty() || row.executed.absence == Absence::Blank) return std::nullopt;
      figure.absence = row.executed.absence;
      return figure;
    }
    const Target& actual = *row.executed;
    if (actual.kind != TargetKind::Number || !actual.value) {
      figure.level = actual.level.empty() ? row.executed.raw : actual.level;
      return figure;
    }
    figure.value = in_unit_of(indicator, actual, row);
    if (!figure.value) return std::nullopt;
    if (indicator.target.has_value()) figure.unit = indicator.target->unit.name;
    return figure;
  }

  /// A unit that only one side prints is taken for both.
  std::optional<Decimal> in_unit_of(const Indicator& indicator, const Target& actual,
                                    const MonitoringFormRow& row) {
    if (!indicator.target.has_value()) return actual.value;
    const Unit& wanted = indicator.target->unit;
    if (indicator.target->value && !is_reverse(indicator)) {
      const auto percent =
          percent_from_part(*actual.value, row.executed.raw, *indicator.target->value, wanted);
      if (percent) {
        remark(row.executed.origin, fmt::format("{}：“{}”没有写 %，按 {} % 计", indicator.name.text,
                                                row.executed.raw, percent->to_string()));
        return percent;
      }
    }
    if (wanted.name.empty() || actual.unit.name.empty() || wanted.name == actual.unit.name) {
      return actual.value;
    }
    const std::optional<Decimal> converted = convert_exactly(*actual.value, actual.unit, wanted);
    remark(row.executed.origin,
           converted ? fmt::format("{}：“{}”换算成 {} {}", indicator.name.text, row.executed.raw,
                                   converted->to_string(), wanted.name)
                     : fmt::format("{}：“{}”与指标值的单位“{}”不能换算，没有计入",
                                   indicator.name.text, row.executed.raw, wanted.name));
    return converted;
  }

  LedgerFigure figure_of(std::string name) const {
    LedgerFigure figure;
    figure.project = filed_->form.project.key.text;
    figure.indicator = std::move(name);
    figure.period = month_of(year_, filed_->month);
    return figure;
  }

  void add(LedgerFigure figure, const Origin& origin) {
    figure.number = number_of(origin);
    result_.figures.push_back(std::move(figure));
  }

  std::uint64_t number_of(const Origin& origin) {
    result_.sources.push_back({filed_->file, origin});
    return result_.sources.size();
  }

  void remark(const Origin& origin, std::string words) {
    if (speaks_) result_.remarks.push_back({filed_->file, origin, std::move(words)});
  }

  int year_;
  FiledFigures result_;
  std::map<std::pair<std::string, int>, const FiledForm*> by_month_;
  std::map<std::string, const FiledForm*> latest_;
  const FiledForm* filed_ = nullptr;
  bool speaks_ = false;  ///< Only the last form of a project is remarked on.
};

}  // namespace

Result<FiledFigures> collect_figures(const std::vector<FiledForm>& forms, int year) {
  return Collector(year).run(forms);
}

}  // namespace jx
