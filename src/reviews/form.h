// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"
#include "findings/rule.h"

namespace jx {

/// One line that a reviewer scores.
struct ReviewItem {
  std::string group;  ///< 完整性; 绩效目标合理性
  std::string name;
  std::string question;
  Decimal points;
  std::vector<std::string> rules;  ///< Which rules speak about it.
};

/// A form as data: data/reviews/*.toml, described in its README.
struct ReviewForm {
  std::string id;
  std::string title;
  std::string basis;  ///< Ends in "（依据未核实）" when not verified.
  std::vector<ReviewItem> items;
  /// Share of an item's points that a rule takes away, by Severity.
  std::array<Decimal, 3> deduction;
  /// Name and least points of 100, highest first; empty where the form has none.
  std::vector<std::pair<std::string, Decimal>> grades;
  std::vector<std::pair<std::string, std::string>> opinions;  ///< By grade: what follows from it.
};

/// Malformed for a key, a rule or a number that cannot be; NotFound without forms.
Result<std::vector<ReviewForm>> load_review_forms(const std::filesystem::path& folder,
                                                  std::span<const Rule> rules);

}  // namespace jx
