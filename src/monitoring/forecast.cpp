// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/forecast.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace jx {
namespace {

constexpr int kPlaces = 2;
constexpr int kMonths = 12;
/// A number of a forecast, which may leave the range of exact numbers.
using Guess = std::optional<Decimal>;

Guess guess(const Result<Decimal>& result) {
  if (!result.ok()) return std::nullopt;
  return result->rounded(kPlaces).trimmed();
}

/// What came in a month between two reports, the first counted from nothing at the year's start.
/// Totals that fell are wrong somewhere and say nothing of a pace.
std::vector<Decimal> paces_of(const std::vector<MonthValue>& history) {
  std::vector<Decimal> paces;
  MonthValue before;
  for (const MonthValue& each : history) {
    const Result<Decimal> more = each.value.minus(before.value);
    const Result<Decimal> pace =
        more.ok() ? more->divided_by(Decimal(each.month - before.month), Decimal::kMaxScale) : more;
    if (pace.ok() && !pace->is_negative()) paces.push_back(*pace);
    before = each;
  }
  return paces;
}

Guess at_pace(const MonthValue& last, const Decimal& pace) {
  const Result<Decimal> more = pace.rounded(6).times(Decimal(kMonths - last.month));
  return more.ok() ? guess(last.value.plus(*more)) : std::nullopt;
}

class SumForecast {
 public:
  SumForecast(const std::vector<MonthValue>& history, const PlanCurve& curve, int month)
      : history_(history), curve_(curve), month_(month) {}

  Forecast run() && {
    const MonthValue& last = history_.back();
    if (last.month == kMonths) {
      result_.low = result_.middle = result_.high = last.value;
      result_.method = "年末数";
      return std::move(result_);
    }
    by_curve(last);
    const Result<Decimal> mean = last.value.divided_by(Decimal(last.month), Decimal::kMaxScale);
    if (mean.ok()) add(at_pace(last, *mean), "按至今平均进度");
    const std::vector<Decimal> paces = paces_of(history_);
    if (paces.size() > 1) {
      add(at_pace(last, *std::min_element(paces.begin(), paces.end())), "按最慢一段");
      add(at_pace(last, *std::max_element(paces.begin(), paces.end())), "按最快一段");
    }
    if (!result_.middle) result_.method = "不能预计";
    return std::move(result_);
  }

 private:
  void by_curve(const MonthValue& last) {
    const Decimal& share = curve_.share(std::min(last.month, month_));
    if (share.is_zero()) return;
    add(guess(last.value.divided_by(share, Decimal::kMaxScale)),
        fmt::format("按计划进度（{}）", chinese_name(curve_.kind())));
  }

  void add(const Guess& value, std::string_view how) {
    if (!value) return;
    if (!result_.middle) result_.middle = value;
    if (!result_.low || *value < *result_.low) result_.low = value;
    if (!result_.high || *value > *result_.high) result_.high = value;
    result_.method +=
        fmt::format("{}{} {}", result_.method.empty() ? "" : "，", how, value->to_string());
  }

  const std::vector<MonthValue>& history_;
  const PlanCurve& curve_;
  int month_;
  Forecast result_;
};

Forecast without(std::string_view reason) {
  Forecast forecast;
  forecast.method = reason;
  return forecast;
}

}  // namespace

Forecast forecast_sum(const std::vector<MonthValue>& history, const PlanCurve& curve, int month) {
  if (history.empty()) return without("还没有数，不预计");
  return SumForecast(history, curve, month).run();
}

Forecast forecast_state(const std::vector<MonthValue>& history) {
  if (history.empty()) return without("还没有数，不预计");
  Forecast forecast;
  forecast.middle = forecast.low = forecast.high = history.back().value;
  for (const MonthValue& each : history) {
    forecast.low = std::min(*forecast.low, each.value);
    forecast.high = std::max(*forecast.high, each.value);
  }
  forecast.method = history.size() == 1 ? "保持现状" : "保持现状，上下限取已报各期的最低和最高";
  return forecast;
}

}  // namespace jx
