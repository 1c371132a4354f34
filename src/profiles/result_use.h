// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "profiles/basis.h"

/// 结果应用: what a grade means for the next budget, by region and fiscal year. Data in
/// data/result-use, described in its README. It advises; who decides is not this program.
namespace jx {

enum class BudgetEffect : std::uint8_t { Support, Maintain, Reduce, Cancel };

std::string_view to_string(BudgetEffect effect) noexcept;  ///< "support"

struct GradeUse {
  std::string grade;  ///< 优
  BudgetEffect effect = BudgetEffect::Maintain;
  std::string advice;  ///< 优先保障
};

struct ResultUse {
  std::string id;
  std::string region;  ///< Six digits, or empty for the whole country.
  int first_fiscal_year = 0;
  Basis basis;
  std::vector<GradeUse> grades;

  /// Null for a grade that it says nothing of.
  const GradeUse* find(std::string_view grade) const noexcept;
};

/// Malformed with the place for what cannot be; NotFound without any.
Result<std::vector<ResultUse>> load_result_uses(const std::filesystem::path& folder);
Result<ResultUse> parse_result_use(std::string_view text, const std::string& name);

/// That of a region, else of one above it, else the country's; of several the one that began last.
/// Null when none holds for the year.
const ResultUse* find_result_use(std::span<const ResultUse> all, std::string_view region,
                                 std::optional<int> fiscal_year) noexcept;

}  // namespace jx
