// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

/// 事前绩效评估: what is looked at before a project is let into the budget, as data:
/// data/before-evaluations, described in its README.
namespace jx {

/// 评分要点
struct BeforePoint {
  std::string id;  ///< "A1"
  std::string name;
  std::string question;
  Decimal points;
  std::vector<std::string> evidence;  ///< Kinds of material that show it.
  std::vector<std::string> rules;     ///< Checks of declared goals that speak about it.
};

/// 立项必要性
struct BeforeDimension {
  std::string name;
  std::vector<BeforePoint> points;
};

/// 支持
struct BeforeConclusion {
  std::string name;
  Decimal least;  ///< Of 100 points.
};

struct BeforeFramework {
  std::string id;
  std::string title;
  std::string basis;  ///< Ends in "（依据未核实）" when not verified.
  std::vector<BeforeDimension> dimensions;
  std::vector<BeforeConclusion> conclusions;  ///< From high to low, the last from 0.
  /// Share of a point that a failed check of its rules takes away: info, warning, error. Only there
  /// when a point has rules.
  std::array<Decimal, 3> deduction = {};
};

/// Malformed with the place for what cannot be: points that do not add up to 100, an id twice,
/// conclusions out of order; NotFound without any.
Result<std::vector<BeforeFramework>> load_before_frameworks(const std::filesystem::path& folder);
Result<BeforeFramework> parse_before_framework(std::string_view text, const std::string& name);

}  // namespace jx
