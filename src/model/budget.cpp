// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/budget.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace jx {

namespace {

/// The words of one term; in the order of its enumerators.
struct TermWords {
  std::string_view key;
  std::string_view chinese;
};

constexpr TermWords kTableWords[] = {
    {"unknown", "预算表"},
#define JX_BUDGET_TABLE(name, key, chinese) {key, chinese},
#include "model/budget_terms.def"
};

constexpr TermWords kAmountWords[] = {
    {"unknown", "未知"},
#define JX_AMOUNT(name, key, chinese) {key, chinese},
#include "model/budget_terms.def"
};

template <typename Term, std::size_t N>
std::optional<Term> find_term(const TermWords (&words)[N], std::string_view key) noexcept {
  const auto* at = std::find_if(std::begin(words), std::end(words),
                                [&](const TermWords& each) { return each.key == key; });
  if (at == std::end(words)) return std::nullopt;
  return static_cast<Term>(at - std::begin(words));
}

}  // namespace

std::string_view key_of(BudgetTableKind kind) noexcept {
  return kTableWords[static_cast<std::size_t>(kind)].key;
}

std::string_view chinese_name(BudgetTableKind kind) noexcept {
  return kTableWords[static_cast<std::size_t>(kind)].chinese;
}

std::string_view key_of(AmountKind kind) noexcept {
  return kAmountWords[static_cast<std::size_t>(kind)].key;
}

std::string_view chinese_name(AmountKind kind) noexcept {
  return kAmountWords[static_cast<std::size_t>(kind)].chinese;
}

std::optional<BudgetTableKind> find_budget_table_kind(std::string_view key) noexcept {
  return find_term<BudgetTableKind>(kTableWords, key);
}

std::optional<AmountKind> find_amount_kind(std::string_view key) noexcept {
  return find_term<AmountKind>(kAmountWords, key);
}

std::string_view to_string(BudgetSide side) noexcept {
  switch (side) {
    case BudgetSide::Unstated: return "unstated";
    case BudgetSide::Income: return "income";
    case BudgetSide::Expenditure: return "expenditure";
  }
  return "";
}

std::string_view to_string(BudgetLineKind kind) noexcept {
  switch (kind) {
    case BudgetLineKind::Entry: return "entry";
    case BudgetLineKind::Subtotal: return "subtotal";
    case BudgetLineKind::Total: return "total";
  }
  return "";
}

const Field<Decimal>* BudgetLine::find(std::uint32_t column) const noexcept {
  const auto at = std::lower_bound(
      amounts.begin(), amounts.end(), column,
      [](const BudgetAmount& amount, std::uint32_t wanted) { return amount.column < wanted; });
  return at != amounts.end() && at->column == column ? &at->amount : nullptr;
}

Origin BudgetTable::origin() const noexcept {
  if (title.origin.known() || lines.empty()) return title.origin;
  return lines.front().origin;
}

}  // namespace jx
