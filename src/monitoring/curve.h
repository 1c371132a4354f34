// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/decimal.h"
#include "base/result.h"

/// 计划进度: which share of the year's target was to be there at the end of each month.
namespace jx {

enum class CurveKind : std::uint8_t {
  Linear,           ///< 均匀: month ÷ 12.
  Milestones,       ///< 里程碑: steps that the unit names.
  Seasonal,         ///< 季节: a weight for each month.
  AfterAcceptance,  ///< 验收后: nothing before the month of acceptance, all from then on.
};

std::string_view key_of(CurveKind kind) noexcept;  ///< "after-acceptance"
std::string_view chinese_name(CurveKind kind) noexcept;
std::optional<CurveKind> find_curve(std::string_view key) noexcept;

class PlanCurve {
 public:
  /// Linear.
  PlanCurve();
  /// Months 1 to 12 that rise, shares from 0 to 1 that do not fall.
  static Result<PlanCurve> milestones(std::span<const std::pair<int, Decimal>> steps);
  /// Twelve weights, none below zero, not all of them zero.
  static Result<PlanCurve> seasonal(std::span<const Decimal> weights);
  static Result<PlanCurve> after_acceptance(int month);

  CurveKind kind() const noexcept { return kind_; }
  /// 0 to 1, up to nine places; `month` from 1 to 12.
  const Decimal& share(int month) const noexcept {
    return shares_[static_cast<std::size_t>(month - 1)];
  }

 private:
  explicit PlanCurve(CurveKind kind) noexcept : kind_(kind) {}

  CurveKind kind_ = CurveKind::Linear;
  std::array<Decimal, 12> shares_{};
};

}  // namespace jx
