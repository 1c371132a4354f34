// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/lights.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "monitoring/absence_words.h"

namespace jx {
namespace {

constexpr std::array<std::string_view, 5> kKeys = {"none", "blue", "green", "yellow", "red"};
constexpr std::array<std::string_view, 5> kNames = {"无灯", "蓝灯", "绿灯", "黄灯", "红灯"};

constexpr const char* kTooLarge = "数太大，超出了能精确计算的范围";

LightResult no_light(std::string reason) {
  return {.light = Light::None,
          .reason = std::move(reason),
          .planned = std::nullopt,
          .degree = std::nullopt};
}

/// a ÷ b in %, two places.
std::optional<Decimal> percent_of(const Decimal& above, const Decimal& below) {
  const Result<Decimal> scaled = above.times(Decimal(100));
  if (!scaled.ok()) return std::nullopt;
  const Result<Decimal> percent = scaled->divided_by(below, 2);
  if (!percent.ok()) return std::nullopt;
  return percent->trimmed();
}

/// a ÷ (b × share) in %, two places, rounded once as good as at the end.
std::optional<Decimal> degree_of(const Decimal& above, const Decimal& below, const Decimal& share) {
  const Result<Decimal> scaled = above.times(Decimal(100));
  if (!scaled.ok()) return std::nullopt;
  const Result<Decimal> of_year = scaled->divided_by(below, Decimal::kMaxScale);
  const Result<Decimal> percent = of_year.ok() ? of_year->divided_by(share, 2) : of_year;
  if (!percent.ok()) return std::nullopt;
  return percent->trimmed();
}

/// b × share, to be shown.
std::optional<Decimal> planned_of(const Decimal& whole, const Decimal& share) {
  for (const int places : {Decimal::kMaxScale, 6, 4}) {
    const Result<Decimal> planned = whole.times(share.rounded(places));
    if (planned.ok()) return planned->rounded(4).trimmed();
  }
  return std::nullopt;
}

std::string with_unit(const Decimal& value, const std::string& unit) {
  return value.to_string() + (unit == "%" ? "%" : unit.empty() ? "" : " " + unit);
}

/// At a checkpoint the year's amount counts, not the elapsed share.
LightResult at_checkpoint(const Decimal& rate, int month, const LightRules::Money& rules) {
  const Checkpoint* last = nullptr;
  for (const Checkpoint& each : rules.checkpoints) {
    if (each.month <= month) last = &each;
  }
  LightResult result;
  result.degree = rate;
  if (last == nullptr) {
    result.reason = fmt::format("执行率 {}%；第一个考核时点是 {} 月底", rate.to_string(),
                                rules.checkpoints.front().month);
    return result;
  }
  const bool missed = rate < last->percent;
  result.light = missed ? rules.below : Light::Green;
  result.reason = fmt::format("执行率 {}%，{} 月底应达到 {}%", rate.to_string(), last->month,
                              last->percent.to_string());
  return result;
}

/// Numbers of one indicator against its target.
class NumberLight {
 public:
  NumberLight(const Indicator& indicator, const Total& actual, const PlanCurve& curve, int month,
              const LightRules& rules)
      : indicator_(indicator),
        target_(*indicator.target),
        actual_(*actual.value),
        curve_(curve),
        month_(month),
        rules_(rules.goal),
        prorated_(is_prorated(indicator, rules)) {}

  LightResult run() const {
    if (!target_.value) return no_light("指标值没有读成数，不能比");
    if (target_.value_high) return in_range();
    if (is_reverse(indicator_)) return at_most();
    const bool exactly_zero = target_.comparator == Comparator::Equal && target_.value->is_zero();
    if (exactly_zero) return verdict(actual_ == *target_.value, "应为 0");
    if (target_.value->is_zero() || target_.value->is_negative()) {
      return verdict(actual_ >= *target_.value, "指标值不大于 0，只看是否达到");
    }
    return prorated_ ? against_plan() : reached();
  }

 private:
  std::string shown() const { return with_unit(actual_, target_.unit.name); }
  std::string promised() const {
    return std::string(chinese_name(target_.comparator)) +
           with_unit(*target_.value, target_.unit.name);
  }

  LightResult verdict(bool good, std::string_view why) const {
    LightResult result;
    result.light = good ? Light::Green : Light::Red;
    result.reason = fmt::format("完成 {}，指标值 {}：{}（{}）", shown(), promised(),
                                good ? "在范围内" : "不在范围内", why);
    return result;
  }

  LightResult in_range() const {
    const bool good = *target_.value <= actual_ && actual_ <= *target_.value_high;
    LightResult result;
    result.light = good ? Light::Green : Light::Red;
    result.reason = fmt::format("完成 {}，指标值 {} 至 {}", shown(), target_.value->to_string(),
                                with_unit(*target_.value_high, target_.unit.name));
    return result;
  }

  LightResult at_most() const {
    const bool good = target_.comparator == Comparator::LessThan ? actual_ < *target_.value
                                                                 : actual_ <= *target_.value;
    return verdict(good, "反向指标与全年指标值比，不按月折算");
  }

  LightResult reached() const {
    const bool good = target_.comparator == Comparator::GreaterThan ? actual_ > *target_.value
                                                                    : actual_ >= *target_.value;
    LightResult result = verdict(good, "比率、质量、时效、成本不按月折算");
    result.degree = percent_of(actual_, *target_.value);
    return result;
  }

  LightResult against_plan() const {
    const Decimal& share = curve_.share(month_);
    LightResult result;
    result.prorated = true;
    result.planned = planned_of(*target_.value, share);
    if (!result.planned) return no_light(kTooLarge);
    const std::string plan = fmt::format("{} 月底计划 {}（{}，全年 {}）", month_,
                                         with_unit(*result.planned, target_.unit.name),
                                         chinese_name(curve_.kind()), promised());
    if (share.is_zero()) {
      result.reason = fmt::format("完成 {}，{}：还不到期", shown(), plan);
      return result;
    }
    result.degree = degree_of(actual_, *target_.value, share);
    if (!result.degree) return no_light(kTooLarge);
    result.light = colour(*result.degree);
    result.reason =
        fmt::format("完成 {}，{}，是计划的 {}%", shown(), plan, result.degree->to_string());
    return result;
  }

  Light colour(const Decimal& degree) const {
    if (rules_.zero_is_red && actual_.is_zero()) return Light::Red;
    if (degree < rules_.red_below) return Light::Red;
    if (degree < rules_.yellow_below) return Light::Yellow;
    if (!rules_.blue_from) return Light::Green;
    const auto of_year = rules_.blue_of_year ? percent_of(actual_, *target_.value) : degree;
    return of_year && *of_year >= *rules_.blue_from ? Light::Blue : Light::Green;
  }

  const Indicator& indicator_;
  const Target& target_;
  const Decimal& actual_;
  const PlanCurve& curve_;
  int month_;
  const LightRules::Goal& rules_;
  bool prorated_;
};

/// The best level of a scale is green, the worst red, those between yellow.
LightResult level_light(const Indicator& indicator, const std::string& level,
                        const ScoringRules& scoring) {
  const std::string folded = fold(level);
  const auto is_level = [&](const ScaleLevel& each) {
    return fold(each.name) == folded ||
           std::any_of(each.words.begin(), each.words.end(),
                       [&](const std::string& word) { return fold(word) == folded; });
  };
  LightResult result;
  result.reason = fmt::format("完成“{}”，指标值“{}”", level, indicator.target.raw);
  if (folded == fold(indicator.target.raw)) {
    result.light = Light::Green;
    return result;
  }
  for (const LevelScale& scale : scoring.scales) {
    const auto found = std::find_if(scale.levels.begin(), scale.levels.end(), is_level);
    if (found == scale.levels.end()) continue;
    result.light = found == scale.levels.begin()     ? Light::Green
                   : found == scale.levels.end() - 1 ? Light::Red
                                                     : Light::Yellow;
    return result;
  }
  return no_light(fmt::format("“{}”不是量表里的档次，请填达成、部分达成或未达成", level));
}

bool is_before(const Date& date, const Date& through) {
  const Date last{.year = date.year,
                  .month = date.month == 0 ? 12 : date.month,
                  .day = date.day == 0 ? 31 : date.day};
  return last <= through;
}

/// A promised day: the words of the figure are a date, or that it was met.
LightResult date_light(const Indicator& indicator, const Total& actual, const Date& through,
                       const ScoringRules& scoring) {
  Date due = indicator.target->date_high.value_or(*indicator.target->date);
  if (due.year == 0) due.year = through.year;
  if (!actual.level.empty()) return level_light(indicator, actual.level, scoring);
  if (!is_before(due, through)) {
    return no_light(fmt::format("应在 {} 前完成，还不到期", due.to_string()));
  }
  LightResult result;
  result.light = Light::Red;
  result.reason = fmt::format("应在 {} 前完成，到期没有填报完成情况", due.to_string());
  return result;
}

}  // namespace

std::string_view key_of(Light light) noexcept { return kKeys[static_cast<std::size_t>(light)]; }

std::string_view chinese_name(Light light) noexcept {
  return kNames[static_cast<std::size_t>(light)];
}

Light worse_of(Light a, Light b) noexcept { return std::max(a, b); }

LightResult money_light(const std::optional<Decimal>& budget,
                        const std::optional<Decimal>& executed, const PlanCurve& curve, int month,
                        const LightRules& rules) {
  if (!budget) return no_light("没有预算数");
  if (!executed) return no_light("没有填报执行数");
  if (budget->is_negative()) return no_light("预算数是负数，请核对");
  LightResult result;
  if (budget->is_zero()) {
    result.light = Light::Red;
    result.reason = "预算数是 0，执行进度按 0 计";
    return result;
  }
  const auto rate = percent_of(*executed, *budget);
  if (!rate) return no_light(kTooLarge);
  if (!rules.money.checkpoints.empty()) return at_checkpoint(*rate, month, rules.money);
  const Decimal& share = curve.share(month);
  if (share.is_zero())
    return no_light(fmt::format("执行率 {}%，还没有计划支出", rate->to_string()));
  result.planned = planned_of(*budget, share);
  result.degree = degree_of(*executed, *budget, share);
  if (!result.planned || !result.degree) return no_light(kTooLarge);
  result.light = *result.degree < *rules.money.red_below      ? Light::Red
                 : *result.degree < *rules.money.yellow_below ? Light::Yellow
                                                              : Light::Green;
  result.reason = fmt::format("执行率 {}%，{} 月底计划 {}%，是计划的 {}%", rate->to_string(), month,
                              share.times(Decimal(100))->rounded(2).trimmed().to_string(),
                              result.degree->to_string());
  return result;
}

bool is_reverse(const Indicator& indicator) noexcept {
  if (!indicator.target.has_value()) return false;
  switch (indicator.target->comparator) {
    case Comparator::AtLeast:
    case Comparator::GreaterThan: return false;
    case Comparator::AtMost:
    case Comparator::LessThan: return true;
    default: break;
  }
  if (indicator.direction.has_value() && *indicator.direction != Direction::Unstated) {
    return *indicator.direction == Direction::Reverse;
  }
  return indicator.level1.value == Level1::Cost || indicator.level2.value == Level2::Cost;
}

bool is_prorated(const Indicator& indicator, const LightRules& rules) noexcept {
  if (!indicator.target.has_value() || is_reverse(indicator)) return false;
  const std::vector<Level2>& levels = rules.goal.prorated;
  // A list that prints no levels does not say that 养护里程 is no quantity.
  const Level2 level = indicator.level2.value.value_or(Level2::Quantity);
  if (std::find(levels.begin(), levels.end(), level) == levels.end()) return false;
  switch (indicator.target->unit.dimension) {
    case Dimension::Money: return indicator.level2.has_value();
    case Dimension::People:
    case Dimension::PersonTimes:
    case Dimension::PersonDays:
    case Dimension::Household:
    case Dimension::Count:
    case Dimension::Events:
    case Dimension::Area:
    case Dimension::Length:
    case Dimension::Volume:
    case Dimension::Mass:
    case Dimension::Data:
    case Dimension::BareMultiple: return true;
    // 培训天数 is done day by day; a time limit is not, and stands under 时效.
    case Dimension::Time: return indicator.level2.value == Level2::Quantity;
    default: return false;
  }
}

LightResult goal_light(const Indicator& indicator, const Total& actual, const PlanCurve& curve,
                       const Date& through, const LightRules& rules, const ScoringRules& scoring) {
  if (!indicator.target.has_value()) return no_light("没有指标值");
  const Target& target = *indicator.target;
  if (target.kind == TargetKind::NotApplicable) return no_light("指标不适用");
  if (target.kind == TargetKind::Date && !actual.value && target.date) {
    return date_light(indicator, actual, through, scoring);
  }
  if (!actual.gap.empty()) return no_light(actual.gap);
  const bool number = target.kind == TargetKind::Number || target.kind == TargetKind::Range;
  if (actual.value && number) {
    return NumberLight(indicator, actual, curve, through.month, rules).run();
  }
  if (!actual.level.empty() && !number) return level_light(indicator, actual.level, scoring);
  return no_light(number ? fmt::format("指标值是数，填的是“{}”", actual.level)
                         : std::string("指标值不是数，填的是数，不能比"));
}

}  // namespace jx
