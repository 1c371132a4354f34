// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "monitoring/aggregation.h"

/// 逐级汇总: the figures of one indicator from units to departments to regions.
namespace jx {

/// Who stands under whom; parents before their children.
struct ReportingUnit {
  std::string name;
  std::optional<std::size_t> under;  ///< Index; none at the top.
  std::size_t depth = 0;
};

/// 单位名录 (TOML): [[unit]] with name and, but for the top, under, which must stand before.
/// Malformed with file, line and column.
Result<std::vector<ReportingUnit>> load_units(const std::filesystem::path& file);
Result<std::vector<ReportingUnit>> read_units(std::string_view text, std::string name);

struct RolledUnit {
  std::string name;
  std::size_t depth = 0;
  Total total;  ///< Of itself and all below it.
};

/// Of every unit, in the order of the list, up to the day `through`. A unit whose own figure may
/// hold those below it is left out where one of those reported; so are reporters that are in no
/// list (named at the top) and units that reported nothing; each with the reason.
std::vector<RolledUnit> roll_up(std::span<const LedgerFigure> figures, const AggregationRule& rule,
                                const std::vector<ReportingUnit>& units, const Date& through);

}  // namespace jx
