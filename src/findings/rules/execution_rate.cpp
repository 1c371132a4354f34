// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"

namespace jx {
namespace {

/// Half of the last printed digit, and a little for who cuts instead of rounding.
Decimal tolerance_of(const Decimal& printed) {
  return *Decimal::make(printed.scale() == 0 ? 100 : (printed.scale() == 1 ? 10 : 2), 2);
}

bool is_near(const Decimal& printed, const Decimal& exact, const Decimal& tolerance) {
  const Result<Decimal> difference = printed > exact ? printed.minus(exact) : exact.minus(printed);
  return difference.ok() && *difference <= tolerance;
}

/// 99.97, and 0.9997 where the form prints parts of 1.
bool agrees(const Decimal& printed, const Decimal& percent) {
  if (is_near(printed, percent, tolerance_of(printed))) return true;
  const Result<Decimal> hundredfold = printed.times(Decimal(100));
  const Decimal two_places = *Decimal::make(1, 0);
  return printed <= Decimal(2) && hundredfold.ok() && is_near(*hundredfold, percent, two_places);
}

void check_rates(const EvaluatedProject& evaluated, ExecutionBase base, RowFaults& faults) {
  for (const FundRow& row : evaluated.evaluation->funds) {
    if (!row.rate.has_value()) continue;
    const std::optional<Decimal> rate = execution_rate(row, base);
    if (!rate || agrees(*row.rate, *rate)) continue;
    faults.add(
        fmt::format("{}印的是 {}，{} ÷ {} 是 {}%", in_quotes(row.name.text), row.rate.raw,
                    row.executed.raw, execution_base(row, base).raw, rate->rounded(2).to_string()),
        evidence_of(row.rate));
  }
}

struct Part {
  const Decimal* amount = nullptr;
  bool of_part = false;  ///< 其中：… that is not the first one: of the row above.
};

/// How many parts right behind `row` add up to it: 其中：上级补助 100, 本级安排 20 below 财政拨款
/// 120 are parts of a part.
std::size_t parts_below(const std::vector<Part>& parts, std::size_t row) {
  const Decimal& whole = *parts[row].amount;
  DecimalSum sum;
  for (std::size_t i = row + 1; i < parts.size() && !whole.is_zero(); ++i) {
    sum.add(*parts[i].amount);
    const Result<Decimal> total = sum.total();
    if (!total.ok() || *total > whole) return 0;
    // A single equal amount may as well be the other half.
    if (*total == whole && (i > row + 1 || parts[i].of_part)) return i - row;
  }
  return 0;
}

std::vector<Part> parts_in(const EvaluatedProject& evaluated, Field<Decimal> FundRow::*column) {
  std::vector<Part> parts;
  for (const FundRow& row : evaluated.evaluation->funds) {
    if (&row == evaluated.funds || !(row.*column).has_value()) continue;
    const bool of_part = !parts.empty() && fold(row.name.text).starts_with("其中");
    parts.push_back({.amount = &*(row.*column), .of_part = of_part});
  }
  return parts;
}

/// 其中 rows that add up to something else than the total row.
void check_parts(const EvaluatedProject& evaluated, Field<Decimal> FundRow::*column,
                 std::string_view name, RowFaults& faults) {
  if (evaluated.funds == nullptr || !(evaluated.funds->*column).has_value()) return;
  const std::vector<Part> parts = parts_in(evaluated, column);
  DecimalSum sum;
  for (std::size_t i = 0; i < parts.size(); i += 1 + parts_below(parts, i)) {
    sum.add(*parts[i].amount);
  }
  const Result<Decimal> added = sum.total();
  const Decimal& total = *(evaluated.funds->*column);
  if (parts.empty() || !added.ok() || *added == total) return;
  // Parts that name only one source may leave the others out; more than the total is never right.
  if (*added < total) return;
  faults.add(fmt::format("{}总额 {}，各来源合计 {}", name, total.to_string(), added->to_string()),
             evidence_of(evaluated.funds->*column));
}

}  // namespace

void check_execution_rate(const RuleInput& input, FindingSink& sink) {
  const ExecutionBase base = input.profile.scoring.execution_base;
  for (const EvaluatedProject& evaluated : evaluated_projects(input)) {
    if (evaluated.evaluation->funds.empty()) continue;
    RowFaults faults;
    check_rates(evaluated, base, faults);
    check_parts(evaluated, &FundRow::initial, "年初预算", faults);
    check_parts(evaluated, &FundRow::full_year, "全年预算", faults);
    check_parts(evaluated, &FundRow::adjusted, "调整后预算", faults);
    check_parts(evaluated, &FundRow::executed, "执行数", faults);
    const bool impossible =
        evaluated.score.execution && evaluated.score.execution->gap == ScoreGap::Impossible;
    if (impossible) {
      faults.add("没有预算却有执行数，或金额为负", evidence_of(evaluated.funds->executed));
    }
    if (!faults.empty()) {
      sink.fail({.project = evaluated.project->key.text,
                 .message = fmt::format("预算执行情况自相矛盾：{}", joined(faults.rows)),
                 .evidence = std::move(faults.evidence),
                 .expected = "总额等于各来源之和，执行率等于执行数 ÷ 预算数",
                 .actual = joined(faults.rows, 3),
                 .confidence = 0.92});
    } else if (evaluated.score.execution_rate) {
      sink.pass({.project = evaluated.project->key.text,
                 .message = fmt::format("执行率 {}%，与执行数、预算数相符",
                                        evaluated.score.execution_rate->rounded(2).to_string()),
                 .evidence = {evidence_of(evaluated.funds->executed)}});
    }
  }
}

}  // namespace jx
