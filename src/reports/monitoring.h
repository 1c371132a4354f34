// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codecs/json_writer.h"
#include "monitoring/filed_forms.h"
#include "monitoring/findings.h"
#include "monitoring/monitor.h"
#include "monitoring/roll_up.h"
#include "reports/text.h"

/// What `jixiao monitor` shows.
namespace jx {

/// One indicator of one project, unit by unit.
struct RolledRow {
  std::string project;
  std::string name;
  std::string unit;  ///< Of measure.
  std::vector<RolledUnit> units;
};

/// A document and where its projects stand.
struct MonitoredDocument {
  std::string file;
  std::string sha256;
  std::string profile;
  std::string plan;        ///< Title of the plan; empty without one.
  bool generated = false;  ///< The plan says that its entries are made up.
  std::string ledger;      ///< Id; empty where the figures come from forms.
  /// The forms that were handed in, where the figures come from there.
  std::shared_ptr<const FiledFigures> filed = nullptr;
  Monitoring monitoring;
  std::vector<MonitoringFinding> findings;
  std::vector<MonitoringCard> cards;
  std::vector<RolledRow> rolled;  ///< Where a list of units was given.
};

/// One object; docs/formats/monitor.schema.json.
void write_monitoring(JsonWriter& json, const MonitoredDocument& document);

/// 双监控: the lights of each project and, row by row, why.
std::string render_monitoring_text(const MonitoredDocument& document, const TextStyle& style);
/// 月度汇报: what was done, what changed since last month, the money, what is off and what is done
/// about it, what is missing.
std::string render_monthly_report(const MonitoredDocument& document, const TextStyle& style);

/// 逐级汇总: every figure from units to departments to regions, and what was left out.
std::string render_roll_up(const MonitoredDocument& document);

/// 项目支出绩效目标执行监控表 as an Excel workbook, a sheet a project, with the report of the month
/// behind it. The same input gives the same bytes. Io when the file cannot be written.
Result<void> write_monitoring_xlsx(const std::filesystem::path& path,
                                   std::span<const MonitoredDocument> documents);

/// The card of a finding; null when there is none.
const MonitoringCard* card_of(const MonitoredDocument& document,
                              const MonitoringFinding& finding) noexcept;

/// "台账：140001-2021", or that the figures come from forms.
std::string figures_from(const MonitoredDocument& document);

/// Words that several of these share.
std::string shown_total(const Total& total, const std::string& unit);
std::string monitored_target(const Indicator& indicator);
/// "+90 人次", "没有变化", "首次填报"; empty in January.
std::string shown_change(const MonitoredRow& row);
/// "800（760 至 840）"; empty without a forecast.
std::string shown_forecast(const Forecast& forecast);
/// "6 月 绿灯 → 7 月 黄灯" when it changed.
std::string shown_light_change(const std::optional<Before>& before, Light now, int month);

}  // namespace jx
