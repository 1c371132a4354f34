// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "findings/rule.h"
#include "model/budget.h"

/// Single amounts of the tables of a book, found by what they say: the total of 一般公共预算 in the
/// table of 财政拨款.
namespace jx {

/// Which amount is meant.
struct FigureName {
  BudgetTableKind table = BudgetTableKind::Unknown;
  BudgetSide side = BudgetSide::Unstated;  ///< Unstated: whichever the table has.
  AmountKind amount = AmountKind::Total;
};

/// An amount of a table. `amount` may be blank: the column is there and nothing was entered.
struct Figure {
  const BudgetTable* table = nullptr;
  const BudgetLine* line = nullptr;
  std::uint32_t column = 0;
  const Field<Decimal>* amount = nullptr;

  bool has_value() const noexcept { return amount->has_value(); }
  Decimal factor() const { return table->unit.factor; }
};

/// The column of that kind: 合计 or 预算数 for Total. `side` as in FigureName.
std::optional<std::uint32_t> find_column(const BudgetTable& table, BudgetSide side,
                                         AmountKind kind) noexcept;
/// The amounts of that name in the 合计 lines of all such tables of the book; of a table without
/// lines but one (“三公”经费) in that line.
std::vector<Figure> find_figures(const Submission& submission, const FigureName& name);
/// Reads "fiscal-grant.income:total", "expenditure:basic"; nothing for other words.
std::optional<FigureName> parse_figure_name(std::string_view words);

/// True when the amount was recognised without certainty or could not be read at all.
bool is_uncertain(const Figure& figure, const Submission& submission);
/// "第 9 页“2025年部门收入预算总表”的“合计” 82096797.42 元"
std::string shown_figure(const Figure& figure);
EvidenceLine evidence_of(const Figure& figure);

/// The name without its number in front and without marks: 一、一般公共服务支出 → 一般公共服务支出.
std::string plain_name(std::string_view name);

}  // namespace jx
