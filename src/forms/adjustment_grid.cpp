// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/adjustment_grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "forms/words.h"

namespace jx {
namespace {

constexpr std::array kWidths = {16.0, 50.0, 34.0, 34.0, 20.0, 20.0, 34.0, 24.0, 24.0};
constexpr auto kColumns = static_cast<std::uint32_t>(kWidths.size());
/// Positions in the grid's looks.
constexpr std::size_t kTitle = 0;
constexpr std::size_t kLabel = 1;
constexpr std::size_t kText = 2;
constexpr std::size_t kValue = 3;

/// One indicator before and after; either may be missing.
struct Pair {
  std::optional<std::size_t> before;
  std::optional<std::size_t> after;
};

std::string key_of(const Indicator& indicator) { return letters_only(fold(indicator.name.text)); }

/// In the order of the adjusted set, what was taken out behind it.
std::vector<Pair> pair_up(const GoalSet& before, const GoalSet& after) {
  std::vector<Pair> pairs;
  std::vector<bool> taken(before.indicators.size());
  for (std::size_t i = 0; i < after.indicators.size(); ++i) {
    Pair& pair = pairs.emplace_back();
    pair.after = i;
    for (std::size_t j = 0; j < before.indicators.size() && !pair.before; ++j) {
      if (taken[j] || key_of(before.indicators[j]) != key_of(after.indicators[i])) continue;
      taken[j] = true;
      pair.before = j;
    }
  }
  for (std::size_t j = 0; j < taken.size(); ++j) {
    if (!taken[j]) pairs.push_back({.before = j, .after = std::nullopt});
  }
  return pairs;
}

std::string points(const std::optional<Decimal>& value) {
  return value ? value->trimmed().to_string() : std::string();
}

std::string target_of(const ScoredGoalSet& set, std::optional<std::size_t> index) {
  return index ? promise_in_words(set.set.indicators[*index]) : std::string();
}
std::string weight_of(const ScoredGoalSet& set, std::optional<std::size_t> index) {
  if (!index || !set.set.indicators[*index].weight.has_value()) return {};
  return points(set.score.indicators[*index].weight);
}
std::string score_of(const ScoredGoalSet& set, std::optional<std::size_t> index) {
  return index ? points(set.score.indicators[*index].score) : std::string();
}

std::string change_of(const Pair& pair, const ScoredGoalSet& before, const ScoredGoalSet& after) {
  if (!pair.before) return "新增";
  if (!pair.after) return "取消";
  const bool same = fold(target_of(before, pair.before)) == fold(target_of(after, pair.after)) &&
                    weight_of(before, pair.before) == weight_of(after, pair.after);
  return same ? "未变" : "调整";
}

class GridBuilder {
 public:
  GridBuilder() {
    grid_.page = {.landscape = true, .top = 15, .right = 15, .bottom = 15, .left = 15};
    grid_.widths.assign(kWidths.begin(), kWidths.end());
    constexpr double kTitlePoints = 16;
    constexpr double kCellPoints = 9;
    grid_.looks = {{.name = "title",
                    .font = "方正小标宋简体",
                    .points = kTitlePoints,
                    .bold = false,
                    .align = FormAlign::Centre,
                    .outside = true},
                   {.name = "label",
                    .font = "宋体",
                    .points = kCellPoints,
                    .bold = true,
                    .align = FormAlign::Centre,
                    .outside = false},
                   {.name = "text",
                    .font = "宋体",
                    .points = kCellPoints,
                    .bold = false,
                    .align = FormAlign::Left,
                    .outside = false},
                   {.name = "value",
                    .font = "宋体",
                    .points = kCellPoints,
                    .bold = false,
                    .align = FormAlign::Centre,
                    .outside = false}};
  }

  /// Cells from left to right: text, columns, look.
  struct Given {
    std::string text;
    std::uint32_t columns = 1;
    std::size_t look = kValue;
  };

  void row(std::vector<Given> cells) {
    const auto at = static_cast<std::uint32_t>(grid_.heights.size());
    double height = 0;
    std::uint32_t column = 0;
    for (Given& cell : cells) {
      double width = 0;
      for (std::uint32_t c = 0; c < cell.columns; ++c) width += kWidths[column + c];
      height = std::max(height, height_for(cell.text, width, grid_.looks[cell.look]));
      grid_.cells.push_back({.row = at,
                             .column = column,
                             .rows = 1,
                             .columns = cell.columns,
                             .text = std::move(cell.text),
                             .look = cell.look});
      column += cell.columns;
    }
    grid_.heights.push_back(height);
  }

  FormGrid take() && { return std::move(grid_); }

 private:
  FormGrid grid_;
};

}  // namespace

FormGrid compare_adjusted(const ScoredProject& project, const ScoredGoalSet& before,
                          const ScoredGoalSet& after) {
  GridBuilder grid;
  grid.row({{"绩效目标调整前后对照", kColumns, kTitle}});
  const GoalAdjustment approval = after.adjustment.value_or(GoalAdjustment{});
  grid.row({{"调整项目", 2, kLabel}, {project.name, kColumns - 2, kText}});
  grid.row({{"调整原因", 2, kLabel}, {approval.reason, kColumns - 2, kText}});
  grid.row({{"批复文号", 2, kLabel},
            {approval.document, 2, kText},
            {"批复单位", 2, kLabel},
            {approval.approver, 1, kText},
            {"批复日期", 1, kLabel},
            {approval.date, 1, kText}});
  grid.row({{"变化", 1, kLabel},
            {"指标", 1, kLabel},
            {"原目标", 1, kLabel},
            {"调整后目标", 1, kLabel},
            {"原分", 1, kLabel},
            {"调整后分", 1, kLabel},
            {"完成", 1, kLabel},
            {"按原目标计", 1, kLabel},
            {"按调整后计", 1, kLabel}});
  for (const Pair& pair : pair_up(before.set, after.set)) {
    const Indicator& indicator =
        pair.after ? after.set.indicators[*pair.after] : before.set.indicators[*pair.before];
    grid.row({{change_of(pair, before, after)},
              {indicator.name.text, 1, kText},
              {target_of(before, pair.before)},
              {target_of(after, pair.after)},
              {weight_of(before, pair.before)},
              {weight_of(after, pair.after)},
              {achieved_with_unit(indicator)},
              {score_of(before, pair.before)},
              {score_of(after, pair.after)}});
  }
  const auto total = [](const ScoredGoalSet& set) {
    if (!set.score.total) return std::string(chinese_name(set.score.gap));
    return fmt::format("{}（{}）", points(set.score.total), set.score.grade);
  };
  grid.row(
      {{"合计（含预算执行率）", 7, kLabel}, {total(before), 1, kLabel}, {total(after), 1, kLabel}});
  return std::move(grid).take();
}

}  // namespace jx
