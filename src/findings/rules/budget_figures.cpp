// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/budget_figures.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/budget_sums.h"

namespace jx {
namespace {

/// A book has one table of each kind, a file of many units some; every one is compared with others.
constexpr std::size_t kMostFigures = 30;

bool is_of_side(BudgetSide side, BudgetSide wanted) noexcept {
  return wanted == BudgetSide::Unstated || side == wanted;
}

/// The last 合计 of that side; the only line of a table that has no more.
const BudgetLine* total_line(const BudgetTable& table, BudgetSide side) noexcept {
  for (auto line = table.lines.rbegin(); line != table.lines.rend(); ++line) {
    if (line->kind == BudgetLineKind::Total && is_of_side(line->side, side)) return &*line;
  }
  return table.lines.size() == 1 ? &table.lines.front() : nullptr;
}

}  // namespace

std::optional<std::uint32_t> find_column(const BudgetTable& table, BudgetSide side,
                                         AmountKind kind) noexcept {
  const auto find = [&](auto holds) -> std::optional<std::uint32_t> {
    for (std::uint32_t i = 0; i < table.columns.size(); ++i) {
      const BudgetColumn& column = table.columns[i];
      const bool other_year =
          column.year && table.fiscal_year && *column.year != *table.fiscal_year;
      if (is_of_side(column.side, side) && !other_year && holds(column)) return i;
    }
    return std::nullopt;
  };
  if (kind == AmountKind::Total) {
    const auto total = find([](const BudgetColumn& column) {
      return column.kind == AmountKind::Total && column.groups.empty();
    });
    if (total) return total;
    // 预算数 alone, and 预算数 below the name of its side.
    return find([](const BudgetColumn& column) {
      return column.kind == AmountKind::Amount ||
             (column.kind == AmountKind::Total && column.groups.size() == 1 &&
              (column.groups.front() == AmountKind::FiscalGrant ||
               column.groups.front() == AmountKind::CurrentYear));
    });
  }
  return find([&](const BudgetColumn& column) {
    if (column.kind == kind) return true;
    return column.kind == AmountKind::Total && !column.groups.empty() &&
           column.groups.back() == kind;
  });
}

std::vector<Figure> find_figures(const Submission& submission, const FigureName& name) {
  std::vector<Figure> figures;
  for (const BudgetTable& table : submission.budget_tables) {
    if (table.kind != name.table) continue;
    const auto column = find_column(table, name.side, name.amount);
    const BudgetLine* line = total_line(table, name.side);
    if (!column || line == nullptr) continue;
    const Field<Decimal>* amount = line->find(*column);
    if (amount == nullptr) continue;
    figures.push_back({.table = &table, .line = line, .column = *column, .amount = amount});
    if (figures.size() == kMostFigures) break;
  }
  return figures;
}

std::optional<FigureName> parse_figure_name(std::string_view words) {
  const std::size_t colon = words.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view table = words.substr(0, colon);
  FigureName name;
  if (const std::size_t dot = table.find('.'); dot != std::string_view::npos) {
    const std::string_view side = table.substr(dot + 1);
    if (side != "income" && side != "expenditure") return std::nullopt;
    name.side = side == "income" ? BudgetSide::Income : BudgetSide::Expenditure;
    table = table.substr(0, dot);
  }
  const auto kind = find_budget_table_kind(table);
  const auto amount = find_amount_kind(words.substr(colon + 1));
  if (!kind || !amount) return std::nullopt;
  name.table = *kind;
  name.amount = *amount;
  return name;
}

bool is_uncertain(const Figure& figure, const Submission& submission) {
  if (!figure.has_value() && figure.amount->absence == Absence::Unread) return true;
  return is_doubtful(submission, figure.amount->origin);
}

std::string shown_figure(const Figure& figure) {
  const std::string value = figure.has_value() ? (*figure.amount)->to_string() : "（空白）";
  return fmt::format("{} {} {}", shown_amount(*figure.table, *figure.line, figure.column), value,
                     figure.table->unit.name);
}

EvidenceLine evidence_of(const Figure& figure) {
  return amount_evidence(*figure.line, *figure.amount);
}

std::string plain_name(std::string_view name) {
  const std::string folded = fold(name);
  std::string_view words = folded;
  constexpr std::string_view kNumerals = "一二三四五六七八九十0123456789";
  const bool bracket = words.starts_with("(");
  std::size_t end = bracket ? 1 : 0;
  for (std::size_t next = end; next < words.size(); end = next) {
    const std::size_t begin = next;
    next_character(words, next);
    if (!contains(kNumerals, words.substr(begin, next - begin))) break;
  }
  // 一般公共服务支出 begins with a numeral and not with a number.
  constexpr std::string_view kComma = "、";
  const std::string_view rest = words.substr(end);
  const std::string_view mark = bracket ? ")" : rest.starts_with(kComma) ? kComma : ".";
  if (end > 0 && rest.starts_with(mark)) words = rest.substr(mark.size());
  return letters_only(words);
}

}  // namespace jx
