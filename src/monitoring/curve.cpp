// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/curve.h"

#include <fmt/format.h>

#include "base/check.h"

namespace jx {
namespace {

constexpr int kMonths = 12;
constexpr std::array<std::string_view, 4> kKeys = {"linear", "milestones", "seasonal",
                                                   "after-acceptance"};
constexpr std::array<std::string_view, 4> kNames = {"均匀", "里程碑", "季节", "验收后"};

}  // namespace

std::string_view key_of(CurveKind kind) noexcept { return kKeys[static_cast<std::size_t>(kind)]; }

std::string_view chinese_name(CurveKind kind) noexcept {
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<CurveKind> find_curve(std::string_view key) noexcept {
  for (std::size_t i = 0; i < kKeys.size(); ++i) {
    if (kKeys[i] == key) return static_cast<CurveKind>(i);
  }
  return std::nullopt;
}

PlanCurve::PlanCurve() {
  for (int month = 1; month <= kMonths; ++month) {
    const auto share = Decimal(month).divided_by(Decimal(kMonths), Decimal::kMaxScale);
    JX_CHECK(share.ok(), "twelve is no zero");
    shares_[static_cast<std::size_t>(month - 1)] = share->trimmed();
  }
}

Result<PlanCurve> PlanCurve::milestones(std::span<const std::pair<int, Decimal>> steps) {
  if (steps.empty()) return malformed("里程碑至少要有一个：几月底完成全年的多少。");
  PlanCurve curve(CurveKind::Milestones);
  int last_month = 0;
  Decimal reached;
  for (const auto& [month, share] : steps) {
    if (month <= last_month || month > kMonths) {
      return malformed(fmt::format("里程碑的月份应从 1 到 12 依次增大，这里是 {}。", month));
    }
    if (share < reached || share > Decimal(1)) {
      return malformed(fmt::format("里程碑的累计比例应在 0 到 1 之间且不减，{} 月是 {}。", month,
                                   share.to_string()));
    }
    for (int at = last_month + 1; at < month; ++at) {
      curve.shares_[static_cast<std::size_t>(at - 1)] = reached;
    }
    reached = share;
    curve.shares_[static_cast<std::size_t>(month - 1)] = reached;
    last_month = month;
  }
  for (int at = last_month + 1; at <= kMonths; ++at) {
    curve.shares_[static_cast<std::size_t>(at - 1)] = reached;
  }
  return curve;
}

Result<PlanCurve> PlanCurve::seasonal(std::span<const Decimal> weights) {
  if (weights.size() != kMonths) {
    return malformed(fmt::format("季节进度要有 12 个月的比重，这里有 {} 个。", weights.size()));
  }
  DecimalSum sum;
  for (const Decimal& weight : weights) {
    if (weight.is_negative()) return malformed("季节进度的比重不能是负数。");
    sum.add(weight);
  }
  JX_TRY(const Decimal whole, sum.total());
  if (whole.is_zero()) return malformed("季节进度的比重都是 0，没有一个月有计划。");
  PlanCurve curve(CurveKind::Seasonal);
  DecimalSum reached;
  for (std::size_t month = 0; month < weights.size(); ++month) {
    reached.add(weights[month]);
    JX_TRY(const Decimal so_far, reached.total());
    JX_TRY(const Decimal share, so_far.divided_by(whole, Decimal::kMaxScale));
    curve.shares_[month] = share.trimmed();
  }
  return curve;
}

Result<PlanCurve> PlanCurve::after_acceptance(int month) {
  if (month < 1 || month > kMonths) {
    return malformed(fmt::format("验收月份应是 1 到 12，这里是 {}。", month));
  }
  PlanCurve curve(CurveKind::AfterAcceptance);
  for (int at = month; at <= kMonths; ++at) {
    curve.shares_[static_cast<std::size_t>(at - 1)] = Decimal(1);
  }
  return curve;
}

}  // namespace jx
