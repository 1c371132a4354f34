// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/rules/budget_sums.h"

namespace jx {
namespace {

/// Columns of one year that a change is compared with; no honest table has more.
constexpr std::size_t kMostBeside = 4;

enum class ChangeRole : std::uint8_t { None, Current, Previous, Change, Rate };

/// What a column says, and of what: 增减额 of 基本支出.
struct ChangeColumn {
  ChangeRole role = ChangeRole::None;
  std::vector<AmountKind> subject;  ///< Empty for the whole line.
};

/// The headers of a column that say of what it is the amount, or of which year.
std::vector<AmountKind> path_of(const BudgetColumn& column) {
  std::vector<AmountKind> path = column.groups;
  if (column.kind != AmountKind::Total && column.kind != AmountKind::Amount) {
    path.push_back(column.kind);
  }
  return path;
}

ChangeColumn change_column(const BudgetColumn& column, std::optional<int> latest) {
  ChangeColumn made{.role = ChangeRole::Current, .subject = path_of(column)};
  const auto take = [&](AmountKind kind) { return std::erase(made.subject, kind) > 0; };
  const bool previous = take(AmountKind::Previous);
  const bool change = take(AmountKind::Change);
  const bool rate = take(AmountKind::ChangeRate);
  if (column.kind == AmountKind::Unknown) {
    made.role = ChangeRole::None;
  } else if (rate || change) {
    made.role = rate ? ChangeRole::Rate : ChangeRole::Change;
  } else if (column.year ? column.year < latest : previous) {
    made.role = ChangeRole::Previous;
  }
  return made;
}

/// The changes of a table and the amounts beside each.
class ChangeColumns {
 public:
  explicit ChangeColumns(const BudgetTable& table) : table_(table) {
    std::optional<int> latest = table.fiscal_year;
    for (const BudgetColumn& column : table.columns) latest = std::max(latest, column.year);
    for (const BudgetColumn& column : table.columns) {
      columns_.push_back(change_column(column, latest));
    }
  }

  ChangeRole role_of(std::uint32_t column) const noexcept { return columns_[column].role; }

  std::vector<std::uint32_t> beside(std::uint32_t change, ChangeRole role) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < columns_.size() && found.size() < kMostBeside; ++i) {
      if (columns_[i].role == role && columns_[i].subject == columns_[change].subject &&
          table_.columns[i].side == table_.columns[change].side) {
        found.push_back(i);
      }
    }
    return found;
  }

 private:
  const BudgetTable& table_;
  std::vector<ChangeColumn> columns_;
};

Result<Decimal> rate_between(const Decimal& current, const Decimal& previous) {
  constexpr int kPlaces = 6;
  JX_TRY(const Decimal difference, current.minus(previous));
  JX_TRY(const Decimal hundredfold, difference.times(Decimal(100)));
  return hundredfold.divided_by(previous, kPlaces);
}

/// How far the rate moves when both amounts are off by their rounding.
Result<Decimal> rate_slack(const Decimal& current, const Decimal& previous, const Decimal& units) {
  constexpr int kPlaces = 6;
  const Decimal place = last_place(std::max(current.scale(), previous.scale()));
  JX_TRY(const Decimal off, place.times(units));
  JX_TRY(const Decimal hundredfold, off.times(Decimal(100)));
  JX_TRY(const Decimal both, current.plus(previous));
  JX_TRY(const Decimal ratio, both.divided_by(previous, kPlaces));
  JX_TRY(const Decimal moved, hundredfold.trimmed().times(ratio));
  return moved.divided_by(previous, kPlaces);
}

SumOutcome compare_rates(const Decimal& printed, const Decimal& expected, const Decimal& slack) {
  if (printed == expected.rounded(printed.scale())) return SumOutcome::Equal;
  const auto [less, greater] = std::minmax(printed, expected);
  const Result<Decimal> off = greater.minus(less);
  const Result<Decimal> allowed = slack.plus(last_place(printed.scale()));
  const bool rounding = off.ok() && allowed.ok() && *off <= *allowed;
  return rounding ? SumOutcome::Rounding : SumOutcome::Different;
}

/// Workbooks show 0.05 for 5 % where nobody set the format.
bool may_be_fraction(const BudgetSum& rate) {
  const std::string& header = rate.table->columns[rate.column].header.text;
  return !contains(fold(rate.whole->raw), "%") && !contains(fold(header), "%");
}

/// What the rate should be, and what came of comparing it.
Result<std::pair<Decimal, SumOutcome>> compare_rate(const BudgetSum& rate, const Decimal& units) {
  constexpr int kPlaces = 8;
  const Decimal& printed = **rate.whole;
  const Decimal& current = **rate.parts[0].second;
  const Decimal& previous = **rate.parts[1].second;
  JX_TRY(const Decimal expected, rate_between(current, previous));
  JX_TRY(const Decimal slack, rate_slack(current, previous, units));
  SumOutcome outcome = compare_rates(printed, expected, slack);
  if (outcome == SumOutcome::Different && may_be_fraction(rate)) {
    JX_TRY(const Decimal fraction, expected.divided_by(Decimal(100), kPlaces));
    JX_TRY(const Decimal fraction_slack, slack.divided_by(Decimal(100), kPlaces));
    outcome = compare_rates(printed, fraction, fraction_slack);
  }
  return std::pair(expected.rounded(std::max(printed.scale(), 2)), outcome);
}

void judge_rate(BudgetSum& rate, const RuleInput& input) {
  const auto undecided = [&](std::string why) {
    rate.outcome = SumOutcome::Undecided;
    rate.reason = std::move(why);
  };
  if (is_uncertain(*rate.whole, input) || is_uncertain(*rate.parts[0].second, input) ||
      is_uncertain(*rate.parts[1].second, input)) {
    return undecided("有数字没有读清");
  }
  const auto compared = compare_rate(rate, rounding_of(input.profile).units_per_addend);
  if (!compared.ok()) return undecided("数字过大，无法比较");
  std::tie(rate.sum, rate.outcome) = *compared;
  if (const Result<Decimal> off = rate.sum.minus(**rate.whole); off.ok()) rate.difference = *off;
}

/// Works out the changes of one line.
class ChangeReader {
 public:
  ChangeReader(const BudgetTable& table, const BudgetLine& line, const RuleInput& input)
      : table_(table), line_(line), input_(input) {}

  /// 上年数 and 增减额 make 本年数.
  std::optional<BudgetSum> sum(std::uint32_t change, std::uint32_t current,
                               std::uint32_t previous) const {
    BudgetSum sum = whole_of(current);
    if (!is_printed(sum.whole) || !is_printed(line_.find(change))) return std::nullopt;
    add_part(sum, previous);
    add_part(sum, change);
    judge_sum(sum, input_);
    return sum;
  }

  /// Nothing grows from nothing by so many percent.
  std::optional<BudgetSum> rate(std::uint32_t change, std::uint32_t current,
                                std::uint32_t previous) const {
    BudgetSum rate = whole_of(change);
    rate.relation = BudgetRelation::Rate;
    if (!is_printed(rate.whole)) return std::nullopt;
    add_part(rate, current);
    add_part(rate, previous);
    if (rate.parts.size() < 2) return std::nullopt;
    const Field<Decimal>& before = *rate.parts[1].second;
    if (before.has_value() && *before <= Decimal(0)) return std::nullopt;
    judge_rate(rate, input_);
    return rate;
  }

 private:
  BudgetSum whole_of(std::uint32_t column) const {
    return {.table = &table_, .line = &line_, .column = column, .whole = line_.find(column)};
  }

  void add_part(BudgetSum& sum, std::uint32_t column) const {
    const Field<Decimal>* const amount = line_.find(column);
    if (!is_printed(amount)) return;
    sum.parts.emplace_back(trimmed(table_.columns[column].header.text), amount);
  }

  const BudgetTable& table_;
  const BudgetLine& line_;
  const RuleInput& input_;
};

/// Of several amounts beside a change (上年预算数, 上年执行数) it goes with the one that fits.
std::optional<BudgetSum> fitting(const ChangeColumns& columns, std::uint32_t change,
                                 const ChangeReader& reader) {
  std::optional<BudgetSum> found;
  for (const std::uint32_t current : columns.beside(change, ChangeRole::Current)) {
    for (const std::uint32_t previous : columns.beside(change, ChangeRole::Previous)) {
      std::optional<BudgetSum> made = columns.role_of(change) == ChangeRole::Rate
                                          ? reader.rate(change, current, previous)
                                          : reader.sum(change, current, previous);
      if (!made) continue;
      if (made->outcome != SumOutcome::Different) return made;
      if (!found) found = std::move(made);
    }
  }
  return found;
}

}  // namespace

std::vector<BudgetSum> change_sums(const BudgetTable& table, const RuleInput& input) {
  const ChangeColumns columns(table);
  std::vector<BudgetSum> sums;
  for (std::uint32_t column = 0; column < table.columns.size(); ++column) {
    const ChangeRole role = columns.role_of(column);
    if (role != ChangeRole::Change && role != ChangeRole::Rate) continue;
    for (const BudgetLine& line : table.lines) {
      auto sum = fitting(columns, column, ChangeReader(table, line, input));
      if (sum) sums.push_back(*std::move(sum));
    }
  }
  return sums;
}

}  // namespace jx
