// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "monitoring/curve.h"

/// 全年预计: where a figure will stand at the end of the year, as a range, and how that was found.
namespace jx {

/// How the figure stood at the end of a month; months without a figure are left out.
struct MonthValue {
  int month = 0;
  Decimal value;
};

struct Forecast {
  std::optional<Decimal> low;
  std::optional<Decimal> middle;
  std::optional<Decimal> high;
  std::string method;  ///< Chinese: which methods gave which numbers, or why there is none.

  bool known() const noexcept { return middle.has_value(); }
};

/// Of something that adds up. Three methods are used where they can be: by the plan's curve
/// (a ÷ share), by the mean pace so far, by the slowest and the fastest pace between two reports.
/// The middle is the plan's; the range is from the lowest to the highest. Two places.
Forecast forecast_sum(const std::vector<MonthValue>& history, const PlanCurve& curve, int month);

/// Of a state or a rate: it stays as it is, within what was reported so far.
Forecast forecast_state(const std::vector<MonthValue>& history);

}  // namespace jx
