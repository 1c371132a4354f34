// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/finding.h"
#include "monitoring/monitor.h"

/// What is wrong with how a year goes: MO01 to MO06. Their words are data
/// (data/monitoring/rules.toml).
namespace jx {

struct MonitoringCard {
  std::string id;    ///< "MO01"
  std::string name;  ///< "BEHIND_TIME"
  Severity severity = Severity::Warning;
  std::string title;
  std::string title_en;
  std::string why;
  Basis basis;
  std::string fix;
};
/// All six, by id. Malformed when one is missing or a key is unknown.
Result<std::vector<MonitoringCard>> load_monitoring_cards(const std::filesystem::path& file);

struct MonitoringFinding {
  std::string rule;
  std::string project;  ///< Its key.
  std::string subject;  ///< The indicator or measure; empty for the project.
  std::string message;
  std::vector<std::uint64_t> entries;  ///< Of the ledger.
};

/// By project, then rule, then row.
std::vector<MonitoringFinding> find_deviations(const Monitoring& monitoring,
                                               const LightRules& rules);

}  // namespace jx
