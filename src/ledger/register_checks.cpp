// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "ledger/registers.h"

namespace jx {
namespace {

using Kind = RegisterCheck::Kind;

bool holds(const std::string& cell, const std::string& wanted) {
  return wanted == "*" ? !cell.empty() : cell == wanted;
}

Decimal number_of(const std::string& cell) {
  return cell.empty() ? Decimal() : Decimal::parse(cell).value_or(Decimal());
}

/// Runs one check over rows in order.
class Checker {
 public:
  Checker(const RegisterCheck& check, const RegisterKind& kind,
          const std::vector<RegisterRow>& rows, std::vector<RegisterFinding>& findings)
      : check_(check), kind_(kind), rows_(rows), findings_(findings) {}

  void run() {
    switch (check_.kind) {
      case Kind::NotAfter:
      case Kind::AtMost:
      case Kind::Round:
      case Kind::Forbidden:
      case Kind::Filled: return each_row();
      case Kind::Balance: return balance();
      case Kind::WithinBudget: return within_budget();
      case Kind::Concentration: return concentration();
      case Kind::Burst: return burst();
      case Kind::Together: return together();
      case Kind::Repeated: return repeated();
    }
  }

 private:
  const std::string& cell(const RegisterRow& row, std::size_t which) const {
    return row.cells[check_.columns[which]];
  }
  std::string group_of(const RegisterRow& row) const {
    return check_.group ? row.cells[*check_.group] : std::string();
  }

  bool meets(const RegisterRow& row) const {
    std::map<std::size_t, bool> met;
    for (const auto& [column, wanted] : check_.where) {
      bool& any = met[column];
      any = any || holds(row.cells[column], wanted);
    }
    return std::all_of(met.begin(), met.end(), [](const auto& each) { return each.second; });
  }

  void find(std::string detail, std::vector<std::uint64_t> entries) {
    findings_.push_back({.check = check_.id,
                         .message = fmt::format("{}：{}", check_.message, detail),
                         .entries = std::move(entries)});
  }

  std::string shown(const RegisterRow& row) const {
    std::string words = row.date.to_string();
    for (const std::size_t column : kind_.key) {
      if (column != kind_.date) words += " " + row.cells[column];
    }
    return words;
  }

  void each_row() {
    for (const RegisterRow& row : rows_) {
      if (!meets(row)) continue;
      const std::string wrong = fault_of(row);
      if (!wrong.empty()) find(fmt::format("{}，{}", shown(row), wrong), {row.number});
    }
  }

  /// What is wrong with a row by itself; empty when nothing is.
  std::string fault_of(const RegisterRow& row) const {
    switch (check_.kind) {
      case Kind::NotAfter: {
        const std::string& first = cell(row, 0);
        const std::string& second = cell(row, 1);
        const bool wrong = !first.empty() && !second.empty() && !is_not_after(first, second);
        return wrong ? fmt::format("{} 在 {} 之后", first, second) : "";
      }
      case Kind::AtMost: {
        const bool both = !cell(row, 0).empty() && !cell(row, 1).empty();
        const bool wrong = both && number_of(cell(row, 0)) > number_of(cell(row, 1));
        return wrong ? fmt::format("{} 大于 {}", cell(row, 0), cell(row, 1)) : "";
      }
      case Kind::Round: return is_round(number_of(cell(row, 0))) ? cell(row, 0) : "";
      case Kind::Filled:
        for (const std::size_t column : check_.columns) {
          if (row.cells[column].empty()) return fmt::format("“{}”没有填", kind_.name_of(column));
        }
        return "";
      default: return words_of_condition(row);
    }
  }

  bool is_round(const Decimal& amount) const {
    if (amount <= Decimal(0)) return false;
    const Result<Decimal> multiple = amount.divided_by(*check_.limit, Decimal::kMaxScale);
    return multiple.ok() && multiple->is_whole();
  }

  std::string words_of_condition(const RegisterRow& row) const {
    std::string words;
    for (const auto& [column, wanted] : check_.where) {
      const std::string& have = row.cells[column];
      if (!holds(have, wanted)) continue;
      words += fmt::format("{}{}“{}”", words.empty() ? "" : "，", kind_.name_of(column), have);
    }
    return words;
  }

  /// The balance before, and what came and went since.
  struct Account {
    Decimal balance;
    DecimalSum moved;
    std::vector<std::uint64_t> entries;
  };

  /// Income, expense, balance; the first balance of a group is taken as given. Rows without a
  /// balance count towards the next one that is stated.
  void balance() {
    std::map<std::string, Account> accounts;
    for (const RegisterRow& row : rows_) {
      if (!meets(row)) continue;
      const auto found = accounts.find(group_of(row));
      if (found != accounts.end()) {
        found->second.moved.add(number_of(cell(row, 0)));
        const Result<Decimal> spent = Decimal(0).minus(number_of(cell(row, 1)));
        if (spent.ok()) found->second.moved.add(*spent);
        found->second.entries.push_back(row.number);
      }
      if (cell(row, 2).empty()) continue;
      if (found != accounts.end()) compare_balance(found->second, row);
      accounts[group_of(row)] = {number_of(cell(row, 2)), {}, {row.number}};
    }
  }

  void compare_balance(const Account& account, const RegisterRow& row) {
    const Decimal stated = number_of(cell(row, 2));
    const Result<Decimal> moved = account.moved.total();
    const Result<Decimal> expected = moved.ok() ? account.balance.plus(*moved) : moved;
    if (!expected.ok() || *expected == stated) return;
    find(fmt::format("{}，上一笔余额 {}，这一笔应余 {}，写的是 {}", shown(row),
                     account.balance.to_string(), expected->trimmed().to_string(),
                     stated.to_string()),
         account.entries);
  }

  void within_budget() {
    struct Line {
      DecimalSum spent;
      Decimal budget;
      bool known = false;
      std::vector<std::uint64_t> entries;
    };
    std::map<std::string, Line> lines;
    for (const RegisterRow& row : rows_) {
      if (!meets(row)) continue;
      Line& line = lines[group_of(row)];
      line.spent.add(number_of(cell(row, 0)));
      if (!cell(row, 0).empty()) line.entries.push_back(row.number);
      if (cell(row, 1).empty()) continue;
      line.budget = std::max(line.budget, number_of(cell(row, 1)));
      line.known = true;
    }
    for (auto& [name, line] : lines) {
      const Result<Decimal> spent = line.spent.total();
      if (!line.known || !spent.ok() || *spent <= line.budget) continue;
      find(
          fmt::format("{} 支出合计 {}，预算 {}", name, spent->to_string(), line.budget.to_string()),
          line.entries);
    }
  }

  /// above ÷ below, four places; absent when there is nothing to compare.
  static std::optional<Decimal> share_of(const Decimal& above, const Decimal& below) {
    if (below <= Decimal(0)) return std::nullopt;
    const Result<Decimal> share = above.divided_by(below, 4);
    if (!share.ok()) return std::nullopt;
    return *share;
  }

  static std::string in_percent(const Decimal& share) {
    const Result<Decimal> percent = share.times(Decimal(100));
    return percent.ok() ? percent->trimmed().to_string() + "%" : share.to_string();
  }

  void concentration() {
    struct Group {
      DecimalSum sum;
      std::vector<std::uint64_t> entries;
    };
    std::map<std::string, Group> groups;
    DecimalSum all;
    for (const RegisterRow& row : rows_) {
      const Decimal amount = number_of(cell(row, 0));
      if (!meets(row) || amount.is_zero()) continue;
      Group& group = groups[group_of(row)];
      group.sum.add(amount);
      group.entries.push_back(row.number);
      all.add(amount);
    }
    const Result<Decimal> whole = all.total();
    if (!whole.ok()) return;
    for (auto& [name, group] : groups) {
      const Result<Decimal> part = group.sum.total();
      const auto share = part.ok() ? share_of(*part, *whole) : std::nullopt;
      if (!share || *share <= *check_.limit || name.empty()) continue;
      find(fmt::format("{} 占 {}（{} / {}），界限 {}", name, in_percent(*share), part->to_string(),
                       whole->to_string(), in_percent(*check_.limit)),
           group.entries);
    }
  }

  void burst() {
    std::map<int, std::pair<DecimalSum, DecimalSum>> years;
    std::map<int, std::vector<std::uint64_t>> entries;
    for (const RegisterRow& row : rows_) {
      if (!meets(row)) continue;
      const Decimal amount = number_of(cell(row, 0));
      auto& [late, all] = years[row.date.year];
      all.add(amount);
      const auto& months = check_.months;
      if (std::find(months.begin(), months.end(), row.date.month) == months.end()) continue;
      late.add(amount);
      entries[row.date.year].push_back(row.number);
    }
    for (const auto& [year, sums] : years) {
      const Result<Decimal> late = sums.first.total();
      const Result<Decimal> all = sums.second.total();
      const auto share = late.ok() && all.ok() ? share_of(*late, *all) : std::nullopt;
      if (!share || *share <= *check_.limit) continue;
      find(fmt::format("{} 年 {} 月支出 {}，占全年 {}，界限 {}", year,
                       fmt::join(check_.months, "、"), late->to_string(), in_percent(*share),
                       in_percent(*check_.limit)),
           entries[year]);
    }
  }

  void together() {
    std::map<std::string, std::pair<std::string, std::uint64_t>> first;
    for (const RegisterRow& row : rows_) {
      if (!meets(row) || group_of(row).empty()) continue;
      const auto [place, fresh] = first.emplace(group_of(row), std::pair(cell(row, 0), row.number));
      if (fresh || place->second.first == cell(row, 0)) continue;
      find(fmt::format("{}：一处是“{}”，一处是“{}”", place->first, place->second.first,
                       cell(row, 0)),
           {place->second.second, row.number});
    }
  }

  void repeated() {
    std::map<std::vector<std::string>, std::uint64_t> first;
    for (const RegisterRow& row : rows_) {
      if (!meets(row)) continue;
      std::vector<std::string> same;
      for (const std::size_t column : check_.columns) same.push_back(row.cells[column]);
      const auto [place, fresh] = first.emplace(std::move(same), row.number);
      if (fresh) continue;
      find(fmt::format("{}（{}）", shown(row), fmt::join(place->first, "、")),
           {place->second, row.number});
    }
  }

  const RegisterCheck& check_;
  const RegisterKind& kind_;
  const std::vector<RegisterRow>& rows_;
  std::vector<RegisterFinding>& findings_;
};

}  // namespace

std::vector<RegisterFinding> check_register(const RegisterKind& kind,
                                            std::vector<RegisterRow> rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const RegisterRow& a, const RegisterRow& b) {
    return a.date != b.date ? a.date < b.date : a.number < b.number;
  });
  std::vector<RegisterFinding> findings;
  for (const RegisterCheck& check : kind.checks) Checker(check, kind, rows, findings).run();
  return findings;
}

}  // namespace jx
