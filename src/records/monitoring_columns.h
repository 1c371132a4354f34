// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/monitoring.h"
#include "tables/table.h"

namespace jx {

/// A label without the months in front of it: "1-7月执行数", "截止8月底支出数" → "执行数",
/// "支出数".
struct MonthlyLabel {
  std::string words;         ///< Folded, without brackets.
  std::optional<int> month;  ///< The last one named, 1 to 12.
};
MonthlyLabel without_months(std::string_view label);

/// What a column of a monitoring form holds, ticks apart.
enum class MonitoringColumn : std::uint8_t {
  Executed,       ///< 执行情况
  Forecast,       ///< 全年预计完成情况
  Cause,          ///< 原因类型, in words
  Explanation,    ///< 原因说明
  Outlook,        ///< 完成目标可能性, in words
  Measures,       ///< 措施
  Remark,         ///< 备注
  Light,          ///< 预警灯, which `jixiao monitor` writes
  Budget,         ///< 年初预算数
  FullYear,       ///< 全年预算数
  Spent,          ///< 执行数
  Rate,           ///< 执行率
  SpentForecast,  ///< 全年预计执行数
};
inline constexpr std::size_t kMonitoringColumns = 13;

/// The list of the lexicon that names it; nothing for other labels.
std::optional<MonitoringColumn> find_monitoring_column(std::string_view label,
                                                       const Lexicon& lexicon);

/// The columns of a table, by the rows of its header.
struct MonitoringColumns {
  std::array<std::optional<std::uint32_t>, kMonitoringColumns> places = {};
  std::vector<std::pair<std::uint32_t, DeviationCause>> causes = {};  ///< One column a tick.
  std::vector<std::pair<std::uint32_t, Likelihood>> outlooks = {};
  std::optional<int> month = {};

  std::optional<std::uint32_t> find(MonitoringColumn column) const noexcept {
    return places[static_cast<std::size_t>(column)];
  }
  /// It says what was done, and what will become of it, or within the year why: no other form does.
  bool is_form() const noexcept;
};
MonitoringColumns read_monitoring_columns(const Table& table, const Lexicon& lexicon);

}  // namespace jx
