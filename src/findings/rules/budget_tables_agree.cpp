// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/rules/book_prose.h"
#include "findings/rules/budget_figures.h"
#include "findings/rules/budget_sums.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// Two totals of a book that are the same money.
struct Agreement {
  FigureName first;
  FigureName second;
};

using Kind = BudgetTableKind;
constexpr BudgetSide kAny = BudgetSide::Unstated;
constexpr BudgetSide kIn = BudgetSide::Income;
constexpr BudgetSide kOut = BudgetSide::Expenditure;

constexpr std::array<Agreement, 9> kAgreements = {{
    {{Kind::Overall, kIn, AmountKind::Total}, {Kind::Overall, kOut, AmountKind::Total}},
    {{Kind::Overall, kIn, AmountKind::Total}, {Kind::Income, kAny, AmountKind::Total}},
    {{Kind::Overall, kOut, AmountKind::Total}, {Kind::Expenditure, kAny, AmountKind::Total}},
    {{Kind::Income, kAny, AmountKind::Total}, {Kind::Expenditure, kAny, AmountKind::Total}},
    {{Kind::FiscalGrant, kIn, AmountKind::Total}, {Kind::FiscalGrant, kOut, AmountKind::Total}},
    {{Kind::FiscalGrant, kOut, AmountKind::GeneralBudget},
     {Kind::GeneralBudget, kAny, AmountKind::Total}},
    {{Kind::FiscalGrant, kOut, AmountKind::GovernmentFund},
     {Kind::GovernmentFund, kAny, AmountKind::Total}},
    {{Kind::FiscalGrant, kOut, AmountKind::StateCapital},
     {Kind::StateCapital, kAny, AmountKind::Total}},
    {{Kind::GeneralBudget, kAny, AmountKind::Basic},
     {Kind::BasicExpenditure, kAny, AmountKind::Total}},
}};

/// What was compared so far, and what of it could not be decided.
struct Tally {
  std::size_t compared = 0;
  std::size_t equal = 0;
  std::size_t rounded = 0;
  std::vector<EvidenceLine> evidence;
};

/// Money carried over from the year before stands in one table and not in the other.
bool carried_over_explains(const Figure& a, const Figure& b, const Decimal& difference) {
  const auto names_it = [&](const Figure& figure) {
    return std::any_of(
        figure.table->lines.begin(), figure.table->lines.end(), [&](const BudgetLine& line) {
          if (!contains(line.name.text, "结转") && !contains(line.name.text, "结余")) return false;
          return std::any_of(line.amounts.begin(), line.amounts.end(),
                             [&](const BudgetAmount& each) {
                               if (!each.amount.has_value()) return false;
                               const auto yuan = in_yuan(*each.amount, figure.factor());
                               return yuan && *yuan == difference;
                             });
        });
  };
  return names_it(a) || names_it(b);
}

class Comparison {
 public:
  Comparison(const RuleInput& input, FindingSink& sink) : input_(input), sink_(sink) {}

  void compare(const Figure& a, const Figure& b) {
    if (a.table == b.table && a.line == b.line && a.column == b.column) return;
    if (is_uncertain(a, input_.submission) || is_uncertain(b, input_.submission)) {
      return report_insufficient(a, b, "有数字没有读清");
    }
    if (!a.has_value() || !b.has_value()) return;
    const bool known = a.table->unit.dimension == Dimension::Money;
    if (known != (b.table->unit.dimension == Dimension::Money)) {
      return report_insufficient(a, b, "其中一张表没有写明金额单位");
    }
    ++tally_.compared;
    if (tally_.evidence.empty()) tally_.evidence = {evidence_of(a), evidence_of(b)};
    judge(a, b);
  }

  void finish() {
    if (tally_.compared == 0) return sink_.not_applicable();
    if (tally_.equal + tally_.rounded == 0) return;
    std::string message = fmt::format("各表之间的合计和同名科目：核对 {} 处，一致 {} 处",
                                      tally_.compared, tally_.equal);
    if (tally_.rounded > 0) message += fmt::format("，四舍五入尾差 {} 处", tally_.rounded);
    sink_.pass({.message = std::move(message), .evidence = std::move(tally_.evidence)});
  }

 private:
  void judge(const Figure& a, const Figure& b) {
    const auto left = in_yuan(**a.amount, a.factor());
    const auto right = in_yuan(**b.amount, b.factor());
    if (!left || !right) return report_insufficient(a, b, "数字过大，无法比较");
    if (*left == *right) {
      ++tally_.equal;
      return;
    }
    if (same_amount(**a.amount, a.factor(), **b.amount, b.factor())) {
      ++tally_.rounded;
      return;
    }
    const Result<Decimal> difference = *left < *right ? right->minus(*left) : left->minus(*right);
    if (!difference.ok()) return report_insufficient(a, b, "数字过大，无法比较");
    if (carried_over_explains(a, b, *difference) || explains_difference(*a.table, input_.lexicon) ||
        explains_difference(*b.table, input_.lexicon)) {
      ++tally_.equal;
      return;
    }
    sink_.fail({.message = fmt::format("{}与{}应当相等，相差 {} 元", shown_figure(a),
                                       shown_figure(b), difference->to_string()),
                .evidence = {evidence_of(b), evidence_of(a)},
                .expected = (*a.amount)->to_string(),
                .actual = (*b.amount)->to_string()});
  }

  void report_insufficient(const Figure& a, const Figure& b, std::string_view why) {
    sink_.insufficient(
        {.message = fmt::format("{}与{}无法比较：{}", shown_figure(a), shown_figure(b), why),
         .evidence = {evidence_of(a), evidence_of(b)}});
  }

  const RuleInput& input_;
  FindingSink& sink_;
  Tally tally_;
};

/// 类 by name: the lines of one table with their amounts in a column.
std::map<std::string, Figure> class_figures(const BudgetTable& table, BudgetSide side,
                                            AmountKind kind) {
  std::map<std::string, Figure> figures;
  const auto column = find_column(table, side, kind);
  if (!column) return figures;
  for (const BudgetLine& line : table.lines) {
    const Field<Decimal>* amount = line.find(*column);
    const bool first_level = line.kind == BudgetLineKind::Entry && line.depth == 1;
    if (amount == nullptr || !first_level) continue;
    if (side != BudgetSide::Unstated && line.side != side) continue;
    figures.try_emplace(
        plain_name(line.name.text),
        Figure{.table = &table, .line = &line, .column = *column, .amount = amount});
  }
  return figures;
}

/// The classes of expenditure by name in the overview against those in the table with codes.
void compare_classes(const Submission& submission, const FigureName& overview,
                     const FigureName& detail, Comparison& comparison) {
  for (const BudgetTable& above : submission.budget_tables) {
    if (above.kind != overview.table) continue;
    const auto names = class_figures(above, overview.side, overview.amount);
    for (const BudgetTable& table : submission.budget_tables) {
      if (table.kind != detail.table) continue;
      for (const auto& [name, figure] : class_figures(table, detail.side, detail.amount)) {
        const auto at = names.find(name);
        if (at != names.end()) comparison.compare(at->second, figure);
      }
    }
  }
}

/// The total of the table of all projects against the expenditure's 项目支出. Several such tables
/// hold a part of the projects each, and so does one of a fund or a kind.
void compare_projects(const RuleInput& input, Comparison& comparison) {
  const auto tables = [&](BudgetTableKind kind) {
    const auto& all = input.submission.budget_tables;
    return std::count_if(all.begin(), all.end(),
                         [&](const BudgetTable& table) { return table.kind == kind; });
  };
  if (tables(Kind::Projects) != 1) return;
  const WordList& parts = input.lexicon.words("part-of-projects");
  for (const Figure& total :
       find_figures(input.submission, {Kind::Projects, kAny, AmountKind::Total})) {
    if (total.table->title.empty() || parts.find_in(total.table->title.text)) continue;
    for (const Figure& figure :
         find_figures(input.submission, {Kind::Expenditure, kAny, AmountKind::Project})) {
      comparison.compare(figure, total);
    }
  }
}

}  // namespace

void check_budget_tables_agree(const RuleInput& input, FindingSink& sink) {
  const Submission& submission = input.submission;
  if (submission.budget_tables.empty()) return sink.not_applicable();
  Comparison comparison(input, sink);
  for (const Agreement& agreement : kAgreements) {
    for (const Figure& first : find_figures(submission, agreement.first)) {
      for (const Figure& second : find_figures(submission, agreement.second)) {
        comparison.compare(first, second);
      }
    }
  }
  compare_classes(submission, {Kind::Overall, kOut, AmountKind::Total},
                  {Kind::Expenditure, kAny, AmountKind::Total}, comparison);
  compare_classes(submission, {Kind::FiscalGrant, kOut, AmountKind::GeneralBudget},
                  {Kind::GeneralBudget, kAny, AmountKind::Total}, comparison);
  compare_projects(input, comparison);
  comparison.finish();
}

}  // namespace jx
