// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/fund_lines.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::string_view kFormUnit = "万元";
constexpr std::int64_t kYuanOfFormUnit = 10'000;

/// 其中：当年财政拨款 is 当年财政拨款.
std::string key_of(std::string_view name) {
  constexpr std::string_view kAmong = "其中";
  std::string key = letters_only(fold(name));
  if (key.starts_with(kAmong)) key.erase(0, kAmong.size());
  return key;
}

bool is_named(const LayoutFund& fund, std::string_view name) {
  const std::string key = key_of(name);
  return key == key_of(fund.name) ||
         std::any_of(fund.words.begin(), fund.words.end(),
                     [&](const std::string& word) { return key_of(word) == key; });
}

/// Amounts in 元 are turned into 万元, exactly or not at all.
class AmountPrinter {
 public:
  AmountPrinter(Unit unit, std::vector<std::string>& remarks)
      : unit_(std::move(unit)), remarks_(remarks) {}

  FormAmount print(const Field<Decimal>& amount) {
    if (!amount.has_value()) {
      return {.text = amount.absence == Absence::Unread ? "" : std::string(trimmed(amount.raw)),
              .why = amount.absence == Absence::Unread ? fmt::format("原文“{}”未读懂", amount.raw)
                                                       : "未填"};
    }
    if (!needs_conversion()) return {.text = amount->to_string(), .why = {}};
    const Result<Decimal> base = amount->times(unit_.factor);
    if (!base.ok()) return {.text = {}, .why = "金额超出可精确计算的范围"};
    constexpr int kPlaces = 9;
    const Result<Decimal> value = base->divided_by(Decimal(kYuanOfFormUnit), kPlaces);
    const Result<Decimal> back = value.ok() ? value->times(Decimal(kYuanOfFormUnit)) : value;
    if (!back.ok() || *back != *base) return {.text = {}, .why = "换算成万元除不尽"};
    if (!std::exchange(told_, true)) {
      remarks_.push_back(fmt::format("金额原以{}计，已换算成{}", unit_.name, kFormUnit));
    }
    return {.text = value->trimmed().to_string(), .why = {}};
  }

 private:
  bool needs_conversion() const {
    return unit_.dimension == Dimension::Money && unit_.factor != Decimal(kYuanOfFormUnit) &&
           !unit_.factor.is_zero();
  }

  Unit unit_;
  std::vector<std::string>& remarks_;
  bool told_ = false;
};

FormAmount rate_of(const FundRow& row, const FormInput& input) {
  const auto rate = execution_rate(row, input.rules.execution_base);
  if (!rate) return {.text = {}, .why = "预算数或执行数不全，算不出执行率"};
  return {.text = rate->rounded(2).trimmed().to_string() + "%", .why = {}};
}

void fill_line(const FundRow& row, const FormInput& input, AmountPrinter& printer,
               FormFundLine& line) {
  line.initial = printer.print(row.initial);
  line.budget = printer.print(row.full_year.has_value() ? row.full_year : row.adjusted);
  line.executed = printer.print(row.executed);
  line.given =
      !line.initial.text.empty() || !line.budget.text.empty() || !line.executed.text.empty();
  line.rate = rate_of(row, input);
  if (!line.total) line.rate.why.clear();
  line.reason = row.reason.text;
}

}  // namespace

std::vector<FormFundLine> fund_lines(const FormLayout& layout, const FormInput& input,
                                     std::vector<std::string>& remarks) {
  static const std::vector<FundRow> kNone;
  const std::vector<FundRow>& rows = input.evaluation == nullptr ? kNone : input.evaluation->funds;
  std::vector<const FundRow*> left;
  left.reserve(rows.size());
  for (const FundRow& row : rows) left.push_back(&row);
  AmountPrinter printer(input.project.budget_unit, remarks);
  std::vector<FormFundLine> lines;
  for (const LayoutFund& fund : layout.funds) {
    FormFundLine& line = lines.emplace_back();
    line.name = fund.name;
    line.total = fund.total;
    line.initial.why = line.budget.why = line.executed.why = "未填";
    const auto found = std::find_if(left.begin(), left.end(), [&](const FundRow* row) {
      return fund.total ? row->total : !row->total && is_named(fund, row->name.text);
    });
    if (found != left.end()) {
      fill_line(**found, input, printer, line);
      left.erase(found);
    } else if (fund.total && input.project.budget.has_value()) {
      line.initial = printer.print(input.project.budget);
      remarks.emplace_back("年初预算数取自绩效目标表的预算数");
    }
    if (line.total && line.rate.text.empty()) line.rate.why = "预算数或执行数不全，算不出执行率";
  }
  for (const FundRow* row : left) {
    FormFundLine& line = lines.emplace_back();
    line.name = row->name.text;
    fill_line(*row, input, printer, line);
  }
  return lines;
}

}  // namespace jx
