// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/fill.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "base/text.h"
#include "forms/fund_lines.h"
#include "forms/words.h"

namespace jx {
namespace {

/// What a cell is to print: its words, or why it has none. No reason: nobody has to fill it.
struct Shown {
  std::string text;
  std::string why;
};

/// Levels stand together, as the official form merges their cells; within them the order is the
/// document's.
std::vector<std::size_t> order_by_level(const std::vector<Indicator>& indicators) {
  std::vector<std::size_t> order(indicators.size());
  std::map<std::string, std::size_t> first1;
  std::map<std::string, std::size_t> first2;
  std::vector<std::pair<std::size_t, std::size_t>> keys;
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    order[i] = i;
    const std::string level1 = level1_in_words(indicators[i]);
    const std::string level2 = level1 + "\n" + level2_in_words(indicators[i]);
    keys.emplace_back(first1.try_emplace(level1, i).first->second,
                      first2.try_emplace(level2, i).first->second);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  return order;
}

std::string points_in_words(const Decimal& points) { return points.trimmed().to_string(); }

class FormFiller {
 public:
  FormFiller(const FormLayout& layout, const FormInput& input)
      : layout_(layout),
        input_(input),
        indicators_(input.scored.set.indicators),
        order_(order_by_level(indicators_)),
        funds_(fund_lines(layout, input, form_.remarks)) {
    form_.grid.page = layout.page;
    form_.grid.widths = layout.widths;
    form_.grid.looks = layout.looks;
    covered_.assign(layout.widths.size(), 0);
  }

  FilledForm fill() && {
    std::vector<std::uint32_t> counts;
    counts.reserve(layout_.rows.size());
    for (const LayoutRow& row : layout_.rows) counts.push_back(count_of(row.kind));
    for (std::size_t i = 0; i < layout_.rows.size(); ++i) {
      merged_.assign(layout_.rows[i].cells.size(), kNone);
      for (std::uint32_t instance = 0; instance < counts[i]; ++instance) {
        add_row(i, instance, counts);
      }
    }
    note_missing_funds();
    link_sums();
    grow_rows();
    return std::move(form_);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::uint32_t count_of(FormRowKind kind) const {
    const auto count = [](std::size_t rows) {
      return static_cast<std::uint32_t>(std::max<std::size_t>(rows, 1));
    };
    switch (kind) {
      case FormRowKind::Once: return 1;
      case FormRowKind::EachFund: return count(funds_.size());
      case FormRowKind::EachGoal: return count(goal_count());
      case FormRowKind::EachIndicator: return count(indicators_.size());
    }
    return 1;
  }

  void add_row(std::size_t layout_row, std::uint32_t instance,
               const std::vector<std::uint32_t>& counts) {
    const LayoutRow& row = layout_.rows[layout_row];
    const auto at = static_cast<std::uint32_t>(form_.grid.heights.size());
    form_.grid.heights.push_back(row.height);
    if (row.repeat) form_.grid.repeated = at;
    std::uint32_t column = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      while (column < covered_.size() && covered_[column] > at) ++column;
      const LayoutCell& cell = row.cells[i];
      FormCell made{.row = at,
                    .column = column,
                    .rows = 1,
                    .columns = cell.columns,
                    .text = words_of(cell, instance),
                    .look = cell.look};
      for (std::uint32_t down = 1; down <= cell.down; ++down) {
        made.rows += counts[layout_row + down];
      }
      for (std::uint32_t c = 0; c < cell.columns; ++c) covered_[column + c] = at + made.rows;
      column += cell.columns;
      if (!merge(row, i, made)) add_cell(cell, i, std::move(made));
    }
  }

  /// Lets the cell above reach down where both say the same. True when it does.
  bool merge(const LayoutRow& row, std::size_t index, const FormCell& made) {
    if (!row.cells[index].merge || merged_[index] == kNone || made.text.empty()) return false;
    const bool left_goes_on = index == 0 || !row.cells[index - 1].merge ||
                              reaches(form_.grid.cells[merged_[index - 1]], made.row);
    FormCell& above = form_.grid.cells[merged_[index]];
    if (above.text != made.text || !left_goes_on) return false;
    ++above.rows;
    return true;
  }

  static bool reaches(const FormCell& cell, std::uint32_t row) {
    return cell.row < row && cell.row + cell.rows > row;
  }

  void add_cell(const LayoutCell& cell, std::size_t index, FormCell made) {
    merged_[index] = form_.grid.cells.size();
    if (cell.value == "indicator.score" || cell.value == "indicator.weight" || is_total_fund_) {
      places_[cell.value].push_back({.row = made.row, .column = made.column});
    }
    if (cell.value.starts_with("total.")) totals_.emplace_back(cell.value, merged_[index]);
    form_.grid.cells.push_back(std::move(made));
  }

  std::string words_of(const LayoutCell& cell, std::uint32_t instance) {
    is_total_fund_ = false;
    if (cell.value.empty()) return cell.text;
    const Shown shown = show(cell, instance);
    if (shown.text.empty() && !shown.why.empty()) {
      form_.blanks.push_back({.what = what_of(cell, instance), .why = shown.why});
    }
    return cell.text.empty() ? shown.text : replaced(cell.text, "{}", shown.text);
  }

  Shown show(const LayoutCell& cell, std::uint32_t instance) {
    const std::string_view value = cell.value;
    const std::size_t dot = value.find('.');
    const std::string_view group = value.substr(0, dot == std::string_view::npos ? 0 : dot);
    const std::string_view member = value.substr(dot == std::string_view::npos ? 0 : dot + 1);
    if (group == "fund") return show_fund(member, instance);
    if (group == "goal") return show_goal(member, instance);
    if (group == "indicator") return show_indicator(member, instance);
    if (group == "total") return show_total(member);
    if (value == "statement") return show_statement(cell.labels);
    if (value == "conclusion") return show_conclusion(cell.labels);
    return show_project(value);
  }

  Shown show_project(std::string_view value) const {
    if (value == "year") {
      return input_.fiscal_year ? Shown{std::to_string(*input_.fiscal_year), {}}
                                : Shown{{}, "看不出是哪一年度；请用 --fiscal-year 指定"};
    }
    if (value == "department") return show_statement({"主管部门"});
    if (value == "unit") {
      return input_.project.unit_names.empty() ? Shown{{}, "未填"}
                                               : Shown{input_.project.unit_names.front().text, {}};
    }
    std::string name(input_.project.name());
    const bool with_code = value == "project" && input_.project.code.has_value();
    if (with_code) name = *input_.project.code + (name.empty() ? "" : "-") + name;
    return {std::move(name), "未填"};
  }

  /// What was written under one of these labels; a label of the document may say more:
  /// 主管部门及代码.
  Shown show_statement(const std::vector<std::string>& labels) const {
    for (const FormStatement& statement : input_.statements) {
      const std::string said = letters_only(fold(statement.label));
      for (const std::string& label : labels) {
        if (contains(said, letters_only(fold(label)))) return {statement.text, {}};
      }
    }
    return {{}, "未填"};
  }

  /// Without words of the unit's own: what the scores come to.
  Shown show_conclusion(const std::vector<std::string>& labels) const {
    Shown said = show_statement(labels);
    const GoalSetScore& score = input_.scored.score;
    if (!said.text.empty() || !score.total) return said;
    const std::string sum = points_in_words(*score.uncapped);
    const std::string capped =
        score.cap ? fmt::format("因预算执行率较低以{}分计，", points_in_words(*score.total)) : "";
    return {fmt::format("自评得分{}分，{}评价等级为“{}”。", sum, capped, score.grade), {}};
  }

  Shown show_fund(std::string_view member, std::uint32_t instance) {
    if (instance >= funds_.size()) return {};
    const FormFundLine& line = funds_[instance];
    is_total_fund_ = line.total;
    if (member == "name") return {line.name, {}};
    if (member == "reason") return {line.reason, {}};
    if (member == "weight" || member == "score") {
      return line.total ? show_execution(member) : Shown{layout_.no_score, {}};
    }
    const FormAmount& amount = member == "initial"    ? line.initial
                               : member == "budget"   ? line.budget
                               : member == "executed" ? line.executed
                                                      : line.rate;
    // Lines without any money are told once, not cell by cell.
    return {amount.text, line.total || line.given ? amount.why : std::string()};
  }

  Shown show_execution(std::string_view member) const {
    const std::optional<IndicatorScore>& execution = input_.scored.score.execution;
    if (!execution) return {layout_.no_score, {}};
    if (member == "weight") return {points_in_words(execution->weight), {}};
    if (execution->score) return {points_in_words(*execution->score), {}};
    return {{}, std::string(chinese_name(execution->gap))};
  }

  std::size_t goal_count() const {
    return input_.evaluation == nullptr ? 0 : input_.evaluation->goals.size();
  }

  Shown show_goal(std::string_view member, std::uint32_t instance) const {
    if (instance < goal_count()) {
      const GoalOutcome& outcome = input_.evaluation->goals[instance];
      if (member == "actual") return {outcome.actual.text, "未填"};
      if (!outcome.expected.empty() || goal_count() > 1) return {outcome.expected.text, "未填"};
    }
    if (member == "actual") return {{}, "未填"};
    std::string goals;
    for (const Goal& goal : input_.scored.set.goals) {
      goals += (goals.empty() ? "" : "\n") + goal.words.text;
    }
    return {std::move(goals), "未填"};
  }

  Shown show_indicator(std::string_view member, std::uint32_t instance) const {
    if (instance >= indicators_.size()) return {{}, "没有指标"};
    const Indicator& indicator = indicators_[order_[instance]];
    const IndicatorScore& score = input_.scored.score.indicators[order_[instance]];
    if (member == "level1") return {level1_in_words(indicator), "未填"};
    if (member == "level1_points") return {level1_with_points(indicator), "未填"};
    if (member == "level2") return {level2_in_words(indicator), "未填"};
    if (member == "name") return {indicator.name.text, "未填"};
    if (member == "target") return {promise_in_words(indicator), "未填"};
    const PromiseWords promise = promise_in_cells(indicator);
    if (member == "comparator") return {promise.comparator, {}};
    if (member == "value") return {promise.value, "未填"};
    if (member == "unit") return {promise.unit, {}};
    if (member == "actual") return {achieved_with_unit(indicator), "完成值未填"};
    if (member == "achieved") return {achieved_in_words(indicator), "完成值未填"};
    if (member == "reason") return {indicator.actual ? indicator.actual->reason.text : "", {}};
    if (member == "weight") {
      return indicator.weight.has_value() ? Shown{points_in_words(score.weight), {}}
                                          : Shown{{}, "没有分值（权重）"};
    }
    if (score.score) return {points_in_words(*score.score), {}};
    return {{}, std::string(chinese_name(score.gap))};
  }

  /// 产出指标（50分）, where every row of the level has its points.
  std::string level1_with_points(const Indicator& indicator) const {
    std::string words = level1_in_words(indicator);
    DecimalSum points;
    for (std::size_t i = 0; i < indicators_.size(); ++i) {
      if (level1_in_words(indicators_[i]) != words) continue;
      if (!indicators_[i].weight.has_value()) return words;
      points.add(input_.scored.score.indicators[i].weight);
    }
    const Result<Decimal> sum = points.total();
    if (words.empty() || !sum.ok()) return words;
    return fmt::format("{}\n（{}分）", words, points_in_words(*sum));
  }

  Shown show_total(std::string_view member) const {
    const GoalSetScore& score = input_.scored.score;
    if (member == "weight") {
      const bool known = std::all_of(indicators_.begin(), indicators_.end(),
                                     [](const auto& each) { return each.weight.has_value(); });
      return known && !indicators_.empty() ? Shown{points_in_words(score.full_marks), {}}
                                           : Shown{{}, "有指标没有分值（权重）"};
    }
    // The form's own total is the sum of its rows; what limits it stands in the conclusion.
    const bool adds_up = score.gap == TotalGap::None && score.total.has_value();
    return adds_up ? Shown{points_in_words(score.scored), {}}
                   : Shown{{}, std::string(chinese_name(score.gap))};
  }

  std::string what_of(const LayoutCell& cell, std::uint32_t instance) const {
    std::string what =
        cell.labels.empty() ? std::string(chinese_name_of_value(cell.value)) : cell.labels.front();
    if (cell.value.starts_with("indicator.") && instance < indicators_.size()) {
      what += fmt::format("（{}）", indicators_[order_[instance]].name.text);
    } else if (cell.value.starts_with("fund.") && instance < funds_.size()) {
      what += fmt::format("（{}）", funds_[instance].name);
    }
    return what;
  }

  void note_missing_funds() {
    for (const FormFundLine& line : funds_) {
      if (line.given || line.total) continue;
      form_.blanks.push_back({.what = line.name, .why = "没有这一项资金的数"});
    }
  }

  void link_sums() {
    // What adds up to no known total is not added up by a formula either.
    const GoalSetScore& score = input_.scored.score;
    if (score.gap == TotalGap::UnknownBase || score.gap == TotalGap::NoIndicators) return;
    // Nor is a sum that lacks the execution, which has no cell of its own to be blank.
    if (score.gap == TotalGap::ExecutionMissing && !score.execution) return;
    for (const auto& [value, cell] : totals_) {
      const std::string member = value.substr(value.find('.') + 1);
      std::vector<FormPlaceInGrid>& sum = form_.grid.cells[cell].sum_of;
      if (input_.scored.score.execution) sum = places_["fund." + member];
      const std::vector<FormPlaceInGrid>& rows = places_["indicator." + member];
      sum.insert(sum.end(), rows.begin(), rows.end());
    }
  }

  void grow_rows() {
    std::vector<double>& heights = form_.grid.heights;
    const auto needed = [&](const FormCell& cell) {
      double width = 0;
      for (std::uint32_t c = 0; c < cell.columns; ++c) width += layout_.widths[cell.column + c];
      return height_for(cell.text, width, layout_.looks[cell.look]);
    };
    for (const FormCell& cell : form_.grid.cells) {
      if (cell.rows == 1) heights[cell.row] = std::max(heights[cell.row], needed(cell));
    }
    for (const FormCell& cell : form_.grid.cells) {
      if (cell.rows == 1) continue;
      double height = 0;
      for (std::uint32_t r = 0; r < cell.rows; ++r) height += heights[cell.row + r];
      const double missing = needed(cell) - height;
      if (missing > 0) heights[cell.row + cell.rows - 1] += missing;
    }
  }

  const FormLayout& layout_;
  const FormInput& input_;
  FilledForm form_;
  const std::vector<Indicator>& indicators_;
  std::vector<std::size_t> order_;
  std::vector<FormFundLine> funds_;
  std::vector<std::uint32_t> covered_;  ///< Of each column: the first row that is free again.
  /// Of each cell of the layout's row: the last cell that was made of it.
  std::vector<std::size_t> merged_;
  bool is_total_fund_ = false;
  std::map<std::string, std::vector<FormPlaceInGrid>> places_;
  std::vector<std::pair<std::string, std::size_t>> totals_;
};

}  // namespace

FilledForm fill_form(const FormLayout& layout, const FormInput& input) {
  return FormFiller(layout, input).fill();
}

}  // namespace jx
