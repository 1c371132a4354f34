// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/analysis_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "records/values.h"

namespace jx {
namespace {

constexpr std::array<std::string_view, 2> kTotals{"合计", "总计"};
constexpr std::string_view kPercent = "%";

bool listed(std::span<const std::string> names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Result<std::vector<std::size_t>> columns_of(const NamedTable& table,
                                            std::span<const std::string> names) {
  std::vector<std::size_t> columns;
  for (const std::string& name : names) {
    JX_TRY(const std::size_t column, table.column(name));
    columns.push_back(column);
  }
  return columns;
}

Result<void> check_rows(const NamedTable& table, std::span<const std::string> names) {
  for (const std::string& name : names) {
    JX_TRY_VOID(table.row(name));
  }
  return {};
}

Result<Decimal> sum_of(const NamedTable& table, std::size_t row,
                       const std::vector<std::size_t>& columns) {
  DecimalSum sum;
  for (const std::size_t column : columns) {
    JX_TRY(const Decimal number, table.number(row, column));
    sum.add(number);
  }
  return sum.total();
}

/// What stands in a cell that may be blank, and may be a percentage.
struct Figure {
  std::optional<Decimal> value;
  std::string_view unit;
};

Result<Figure> figure_at(const NamedTable& table, std::size_t row, std::size_t column) {
  const std::string words = fold(table.words(row, column));
  if (words.empty()) return Figure{};
  const bool percent = words.ends_with(kPercent);
  const auto number =
      parse_number(trimmed(percent ? std::string_view(words).substr(0, words.size() - 1) : words));
  if (!number.ok()) {
    return table.fault(row, column, fmt::format("“{}”不是数", table.words(row, column)));
  }
  return Figure{.value = *number, .unit = percent ? kPercent : std::string_view()};
}

/// Figures that are compared: their unit is the same, and whoever writes it once writes it always.
class SameUnit {
 public:
  explicit SameUnit(const NamedTable& table) : table_(&table) {}
  SameUnit(const NamedTable& table, std::string unit) : table_(&table), unit_(std::move(unit)) {}

  Result<std::optional<Decimal>> read(std::size_t row, std::size_t column) {
    JX_TRY(const Figure figure, figure_at(*table_, row, column));
    if (!figure.value) return std::optional<Decimal>();
    if (!unit_) unit_ = figure.unit;
    if (*unit_ == figure.unit) return figure.value;
    return table_->fault(
        row, column,
        fmt::format("“{}”与别的数有的写 %、有的没写。请写成一样的", table_->words(row, column)));
  }
  const std::string& unit() {
    if (!unit_) unit_.emplace();
    return *unit_;
  }

 private:
  const NamedTable* table_;
  std::optional<std::string> unit_;
};

/// 2021, 2021年, 2021年度.
std::optional<int> year_of(std::string_view name) {
  for (const std::string_view ending : {"年度", "年"}) {
    if (!name.ends_with(ending)) continue;
    name.remove_suffix(ending.size());
    break;
  }
  constexpr std::size_t kDigits = 4;
  const auto number = Decimal::parse(trimmed(name));
  if (trimmed(name).size() != kDigits || !number.ok() || !number->is_whole()) return std::nullopt;
  return static_cast<int>(number->mantissa());
}

Result<void> check_years(const std::vector<CostBenefitPeriod>& periods) {
  for (std::size_t index = 1; index < periods.size(); ++index) {
    const auto before = year_of(periods[index - 1].name);
    const auto year = year_of(periods[index].name);
    if (!before || !year || *year == *before + 1) continue;
    return malformed(fmt::format("“{}”后面是“{}”：年份要逐年写，没有成本和效益的年份填 0。",
                                 periods[index - 1].name, periods[index].name));
  }
  return {};
}

/// A total at the end, checked and taken out.
Result<void> drop_total(std::vector<CostBenefitPeriod>& periods) {
  if (periods.empty()) return {};
  const CostBenefitPeriod total = periods.back();
  if (std::find(kTotals.begin(), kTotals.end(), total.name) == kTotals.end()) return {};
  periods.pop_back();
  DecimalSum costs;
  DecimalSum benefits;
  for (const CostBenefitPeriod& period : periods) {
    costs.add(period.costs);
    benefits.add(period.benefits);
  }
  JX_TRY(const Decimal all_costs, costs.total());
  JX_TRY(const Decimal all_benefits, benefits.total());
  if (all_costs == total.costs && all_benefits == total.benefits) return {};
  return malformed(fmt::format("“{}”行的成本 {}、效益 {}，各期相加是 {}、{}。请更正后再算。",
                               total.name, total.costs.to_string(), total.benefits.to_string(),
                               all_costs.to_string(), all_benefits.to_string()));
}

}  // namespace

Result<std::vector<CostBenefitPeriod>> read_cost_benefit(const NamedTable& table,
                                                         std::span<const std::string> costs,
                                                         std::span<const std::string> benefits) {
  JX_TRY(const auto cost_columns, columns_of(table, costs));
  JX_TRY(const auto benefit_columns, columns_of(table, benefits));
  std::vector<CostBenefitPeriod> periods;
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    CostBenefitPeriod period{.name = table.rows()[row], .costs = {}, .benefits = {}};
    JX_TRY(period.costs, sum_of(table, row, cost_columns));
    JX_TRY(period.benefits, sum_of(table, row, benefit_columns));
    periods.push_back(std::move(period));
  }
  JX_TRY_VOID(drop_total(periods));
  JX_TRY_VOID(check_years(periods));
  return periods;
}

Result<std::vector<CostEffectOption>> read_cost_effect(const NamedTable& table,
                                                       std::span<const std::string> costs,
                                                       const std::string& effect) {
  JX_TRY(const auto cost_columns, columns_of(table, costs));
  JX_TRY(const std::size_t effect_column, table.column(effect));
  SameUnit effects(table);
  std::vector<CostEffectOption> options;
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    CostEffectOption option{.name = table.rows()[row], .cost = {}, .effect = {}};
    JX_TRY(option.cost, sum_of(table, row, cost_columns));
    JX_TRY(option.effect, effects.read(row, effect_column));
    options.push_back(std::move(option));
  }
  return options;
}

Result<std::vector<LeastCostOption>> read_least_cost(const NamedTable& table,
                                                     std::span<const std::string> costs,
                                                     std::span<const CostGoal> goals) {
  JX_TRY(const auto cost_columns, columns_of(table, costs));
  std::vector<LeastCostOption> options;
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    LeastCostOption option{.name = table.rows()[row], .cost = {}, .reached = {}};
    JX_TRY(option.cost, sum_of(table, row, cost_columns));
    for (const CostGoal& goal : goals) {
      JX_TRY(const std::size_t column, table.column(goal.name));
      SameUnit values(table, goal.unit);
      JX_TRY(const std::optional<Decimal> value, values.read(row, column));
      option.reached.push_back(value);
    }
    options.push_back(std::move(option));
  }
  return options;
}

Result<std::vector<BenchmarkIndicator>> read_benchmark(
    const NamedTable& table, std::span<const std::string> columns,
    std::span<const std::string> less_is_better) {
  const std::span<const std::string> chosen = columns.empty() ? table.columns() : columns;
  JX_TRY(const auto places, columns_of(table, chosen));
  JX_TRY_VOID(columns_of(table, less_is_better));
  std::vector<BenchmarkIndicator> indicators;
  for (std::size_t index = 0; index < chosen.size(); ++index) {
    BenchmarkIndicator indicator{.name = chosen[index],
                                 .less_is_better = listed(less_is_better, chosen[index]),
                                 .values = {}};
    SameUnit values(table);
    for (std::size_t row = 0; row < table.rows().size(); ++row) {
      JX_TRY(const std::optional<Decimal> value, values.read(row, places[index]));
      indicator.values.push_back(value);
    }
    indicator.unit = values.unit();
    indicators.push_back(std::move(indicator));
  }
  return indicators;
}

Result<std::vector<ComparedIndicator>> read_comparison(
    const NamedTable& table, const std::string& actual, std::span<const std::string> bases,
    std::span<const std::string> less_is_better) {
  JX_TRY(const std::size_t actual_column, table.column(actual));
  JX_TRY(const auto base_columns, columns_of(table, bases));
  JX_TRY_VOID(check_rows(table, less_is_better));
  std::vector<ComparedIndicator> indicators;
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    const std::string& name = table.rows()[row];
    ComparedIndicator indicator{.name = name, .less_is_better = listed(less_is_better, name)};
    SameUnit values(table);
    JX_TRY(indicator.actual, values.read(row, actual_column));
    for (const std::size_t column : base_columns) {
      JX_TRY(const std::optional<Decimal> base, values.read(row, column));
      indicator.bases.push_back(base);
    }
    indicator.unit = values.unit();
    indicators.push_back(std::move(indicator));
  }
  return indicators;
}

Result<std::vector<Factor>> read_factors(const NamedTable& table, const std::string& base,
                                         const std::string& actual,
                                         std::span<const std::string> dividing) {
  JX_TRY(const std::size_t base_column, table.column(base));
  JX_TRY(const std::size_t actual_column, table.column(actual));
  JX_TRY_VOID(check_rows(table, dividing));
  std::vector<Factor> factors;
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    const std::string& name = table.rows()[row];
    Factor factor{.name = name, .divides = listed(dividing, name), .base = {}, .actual = {}};
    JX_TRY(factor.base, table.number(row, base_column));
    JX_TRY(factor.actual, table.number(row, actual_column));
    factors.push_back(std::move(factor));
  }
  return factors;
}

}  // namespace jx
