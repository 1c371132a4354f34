// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/evaluation_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "evaluation/weight_points.h"

namespace jx {
namespace {

constexpr int kScorePlaces = 2;

struct GapName {
  EvaluationGap gap;
  std::string_view name;
  std::string_view chinese;
};
constexpr std::array kGaps = {
    GapName{EvaluationGap::None, "none", ""},
    GapName{EvaluationGap::NotMarked, "not-marked", "评分人还没有评完"},
    GapName{EvaluationGap::NotSettled, "not-settled", "两位评分人不一致，还没有商定"},
    GapName{EvaluationGap::NoReason, "no-reason", "扣了分没有写原因"},
    GapName{EvaluationGap::AboveFull, "above-full", "得分超过标准分"},
    GapName{EvaluationGap::NoEvidence, "no-evidence", "没有佐证资料"},
    GapName{EvaluationGap::PointsOpen, "points-open", "有的要点还没有得分"},
    GapName{EvaluationGap::FullsOff, "fulls-off", "各要点的标准分加起来不等于指标的权重"},
    GapName{EvaluationGap::NoFigures, "no-figures", "数据没有填全"},
    GapName{EvaluationGap::NotChecked, "not-checked", "数据没有经另一人复核"},
    GapName{EvaluationGap::NoStandard, "no-standard", "没有写明得满分和得 0 分的比率"},
    GapName{EvaluationGap::NoDelayRule, "no-delay-rule", "迟于计划，没有写明每天扣多少分"},
    GapName{EvaluationGap::WholeZero, "whole-zero", "分母不大于 0，算不出比率"},
    GapName{EvaluationGap::Overflow, "overflow", "数太大，算不了"}};

struct SettlementName {
  std::string_view name;
  std::string_view chinese;
};
constexpr std::array kSettlements = {SettlementName{"none", ""}, SettlementName{"same", "两人一致"},
                                     SettlementName{"agreed", "商定"},
                                     SettlementName{"panel", "专家组均分"}};

/// Points between nothing and all that there are.
Result<Decimal> clamped(const Decimal& points, const Decimal& full) {
  return std::clamp(points, Decimal(0), full).with_places(kScorePlaces);
}

const PointMark* find_mark(const EvaluatedPoint& point, std::string_view by) noexcept {
  const auto found =
      std::find_if(point.marks.begin(), point.marks.end(),
                   [&](const PointMark& each) { return each.by == by && each.points; });
  return found == point.marks.end() ? nullptr : &*found;
}

std::string with_percent(const Decimal& rate) { return rate.trimmed().to_string() + "%"; }

/// The day as a number, so that days can be subtracted.
std::chrono::sys_days day_of(const Date& date) {
  return std::chrono::year_month_day{std::chrono::year(date.year),
                                     std::chrono::month(static_cast<unsigned>(date.month)),
                                     std::chrono::day(static_cast<unsigned>(date.day))};
}

// --- Points -------------------------------------------------------------------------------------

/// The full marks of each point, 0 for those that do not apply; empty when they do not add up.
std::vector<Decimal> fulls_of(const EvaluatedIndicator& indicator, const Decimal& weight) {
  std::vector<double> shares;
  DecimalSum sum;
  bool stated = false;
  for (const EvaluatedPoint& point : indicator.points) {
    shares.push_back(point.not_applicable.empty() ? 1 : 0);
    if (!point.full || !point.not_applicable.empty()) continue;
    stated = true;
    sum.add(*point.full);
  }
  std::vector<Decimal> fulls;
  if (!stated) {
    Result<std::vector<Decimal>> parts =
        to_points(shares, weight, std::max(kScorePlaces, weight.trimmed().scale()));
    if (parts.ok()) fulls = *std::move(parts);
    return fulls;
  }
  const Result<Decimal> total = sum.total();
  if (!total.ok() || *total != weight) return fulls;
  for (const EvaluatedPoint& point : indicator.points) {
    fulls.push_back(point.not_applicable.empty() ? point.full.value_or(Decimal(0)) : Decimal(0));
  }
  return fulls;
}

/// Absent unless every member marked the point.
std::optional<PanelMean> panel_mean(const EvaluationBook& book, const EvaluatedPoint& point) {
  std::vector<Decimal> points;
  for (const std::string& expert : book.panel) {
    const PointMark* const mark = find_mark(point, expert);
    if (mark == nullptr) return std::nullopt;
    points.push_back(*mark->points);
  }
  if (points.empty()) return std::nullopt;
  std::sort(points.begin(), points.end());
  PanelMean panel;
  const Result<Decimal> spread = points.back().minus(points.front());
  constexpr std::size_t kTrimmedFrom = 5;
  panel.trimmed = points.size() >= kTrimmedFrom;
  if (panel.trimmed) points = {points.begin() + 1, points.end() - 1};
  DecimalSum sum;
  for (const Decimal& each : points) sum.add(each);
  const Result<Decimal> total = sum.total();
  if (!spread.ok() || !total.ok()) return std::nullopt;
  const Result<Decimal> mean =
      total->divided_by(Decimal(static_cast<std::int64_t>(points.size())), kScorePlaces);
  if (!mean.ok()) return std::nullopt;
  panel.mean = *mean;
  panel.spread = *spread;
  return panel;
}

EvaluationGap gap_of_marks(const EvaluationBook& book, const EvaluatedPoint& point,
                           const Decimal& full) {
  for (const std::string& reviewer : book.reviewers) {
    if (find_mark(point, reviewer) == nullptr) return EvaluationGap::NotMarked;
  }
  for (const PointMark& mark : point.marks) {
    if (!mark.points) continue;
    if (*mark.points > full) return EvaluationGap::AboveFull;
    if (*mark.points < full && mark.reason.empty()) return EvaluationGap::NoReason;
  }
  if (point.agreed && point.agreed->points > full) return EvaluationGap::AboveFull;
  return point.evidence.empty() ? EvaluationGap::NoEvidence : EvaluationGap::None;
}

std::string reasons_of(const EvaluatedPoint& point, Settlement settled) {
  if (settled == Settlement::Agreed) return point.agreed->reason;
  std::vector<std::string_view> said;
  std::string words;
  for (const PointMark& mark : point.marks) {
    if (mark.reason.empty() || std::find(said.begin(), said.end(), mark.reason) != said.end()) {
      continue;
    }
    said.emplace_back(mark.reason);
    words += (words.empty() ? "" : "；") + mark.reason;
  }
  return words;
}

/// "王五 0.60，赵六 0.30；商定 0.50（钱七）"
std::string settlement_in_words(const EvaluationBook& book, const EvaluatedPoint& point,
                                const PointScore& score) {
  std::string words;
  for (const std::string& reviewer : book.reviewers) {
    const PointMark* const mark = find_mark(point, reviewer);
    words += fmt::format("{}{} {}", words.empty() ? "" : "，", reviewer,
                         mark == nullptr ? "未评" : mark->points->to_string());
  }
  if (score.panel) {
    words +=
        fmt::format("；专家组 {} 人均分 {}{}，最高最低相差 {}", book.panel.size(),
                    score.panel->mean.to_string(), score.panel->trimmed ? "（去掉最高、最低）" : "",
                    score.panel->spread.to_string());
  }
  if (!score.score) return words + "；" + std::string(chinese_name(score.gap));
  words += fmt::format("；{} {}", chinese_name(score.settled), score.score->to_string());
  if (score.settled == Settlement::Agreed) words += fmt::format("（{}）", point.agreed->by);
  return words;
}

/// Which points stand, once the marks are in order.
void settle(const EvaluationBook& book, const EvaluatedPoint& point, PointScore& score) {
  std::optional<Decimal> points;
  if (point.agreed) {
    score.settled = Settlement::Agreed;
    points = point.agreed->points;
  } else if (*find_mark(point, book.reviewers[0])->points ==
             *find_mark(point, book.reviewers[1])->points) {
    score.settled = Settlement::Same;
    points = find_mark(point, book.reviewers[0])->points;
  } else if (score.panel) {
    score.settled = Settlement::Panel;
    points = score.panel->mean;
  } else {
    score.gap = EvaluationGap::NotSettled;
    return;
  }
  const Result<Decimal> settled = clamped(*points, score.full);
  if (!settled.ok()) {
    score.gap = EvaluationGap::Overflow;
    return;
  }
  score.score = *settled;
  if (*settled < score.full) score.deducted_for = reasons_of(point, score.settled);
}

PointScore score_point(const EvaluationBook& book, const EvaluatedPoint& point,
                       const Decimal& full) {
  PointScore score;
  score.full = full;
  if (!point.not_applicable.empty()) {
    score.score = Decimal(0);
    score.derivation = "不适用：" + point.not_applicable;
    return score;
  }
  const PointMark* const first = find_mark(point, book.reviewers[0]);
  const PointMark* const second = find_mark(point, book.reviewers[1]);
  if (first != nullptr && second != nullptr) {
    const Result<Decimal> difference = first->points->minus(*second->points);
    if (difference.ok()) score.difference = *difference;
  }
  score.panel = panel_mean(book, point);
  score.gap = gap_of_marks(book, point, full);
  if (score.gap == EvaluationGap::None) settle(book, point, score);
  score.derivation = settlement_in_words(book, point, score);
  return score;
}

void score_points(const EvaluationBook& book, const EvaluatedIndicator& indicator,
                  EvaluatedScore& score) {
  const std::vector<Decimal> fulls = fulls_of(indicator, score.full);
  if (fulls.empty()) {
    score.gap = EvaluationGap::FullsOff;
    return;
  }
  DecimalSum sum;
  std::string parts;
  for (std::size_t i = 0; i < indicator.points.size(); ++i) {
    score.points.push_back(score_point(book, indicator.points[i], fulls[i]));
    const PointScore& point = score.points.back();
    if (!point.score) {
      score.gap = EvaluationGap::PointsOpen;
      continue;
    }
    if (!indicator.points[i].not_applicable.empty()) continue;
    sum.add(*point.score);
    parts += (parts.empty() ? "" : " + ") + point.score->to_string();
  }
  const Result<Decimal> total = sum.total();
  if (score.gap != EvaluationGap::None) return;
  if (!total.ok()) {
    score.gap = EvaluationGap::Overflow;
    return;
  }
  score.score = *total;
  score.derivation = fmt::format("{} = {}", parts, total->to_string());
}

// --- Figures ------------------------------------------------------------------------------------

struct Rated {
  Decimal score;
  Decimal rate;
};

/// weight × (rate − zero) ÷ (full − zero), made of whole numbers so that it is rounded once.
Result<Rated> rate_of(const EvaluatedIndicator& indicator, const Decimal& weight) {
  Decimal share = *indicator.part;
  if (indicator.method == EvaluationMethod::Saving) {
    JX_TRY(share, indicator.whole->minus(*indicator.part));
  }
  JX_TRY(const Decimal hundredfold, share.times(Decimal(100)));
  JX_TRY(const Decimal rate, hundredfold.divided_by(*indicator.whole, kScorePlaces));
  JX_TRY(const Decimal zero, indicator.whole->times(*indicator.zero_at));
  JX_TRY(const Decimal above, hundredfold.minus(zero));
  JX_TRY(const Decimal range, indicator.full_at->minus(*indicator.zero_at));
  JX_TRY(const Decimal all, indicator.whole->times(range));
  JX_TRY(const Decimal weighed, weight.times(above));
  JX_TRY(const Decimal points, weighed.divided_by(all, kScorePlaces));
  JX_TRY(const Decimal score, clamped(points, weight));
  return Rated{score, rate};
}

std::string rate_in_words(const EvaluatedIndicator& indicator, const Rated& rated,
                          const Decimal& weight) {
  const std::string part = fmt::format("{} {}", indicator.part_name, indicator.part->to_string());
  const std::string whole =
      fmt::format("{} {}", indicator.whole_name, indicator.whole->to_string());
  const std::string fraction = indicator.method == EvaluationMethod::Rate
                                   ? fmt::format("{} ÷ {}", part, whole)
                                   : fmt::format("（{} − {}）÷ {}", whole, part, whole);
  return fmt::format("{} = {}；{} 得满分，{} 得 0 分，其间按比例：{} 分中得 {}", fraction,
                     with_percent(rated.rate), with_percent(*indicator.full_at),
                     with_percent(*indicator.zero_at), weight.trimmed().to_string(),
                     rated.score.to_string());
}

void score_rate(const EvaluatedIndicator& indicator, EvaluatedScore& score) {
  if (!indicator.part || !indicator.whole) {
    score.gap = EvaluationGap::NoFigures;
  } else if (!indicator.full_at || !indicator.zero_at) {
    score.gap = EvaluationGap::NoStandard;
  } else if (*indicator.whole <= Decimal(0)) {
    score.gap = EvaluationGap::WholeZero;
  }
  if (score.gap != EvaluationGap::None) return;
  const Result<Rated> rated = rate_of(indicator, score.full);
  if (!rated.ok()) {
    score.gap = EvaluationGap::Overflow;
    return;
  }
  score.score = rated->score;
  score.rate = rated->rate;
  score.derivation = rate_in_words(indicator, *rated, score.full);
}

Result<Decimal> points_when_late(const Decimal& full, const Decimal& deducted_a_day,
                                 std::int64_t days) {
  JX_TRY(const Decimal deducted, deducted_a_day.times(Decimal(days)));
  JX_TRY(const Decimal rest, full.minus(deducted));
  return clamped(rest, full);
}

void score_days(const EvaluatedIndicator& indicator, EvaluatedScore& score) {
  if (!indicator.planned || !indicator.done) {
    score.gap = EvaluationGap::NoFigures;
    return;
  }
  const std::int64_t days = (day_of(*indicator.done) - day_of(*indicator.planned)).count();
  if (days > 0 && !indicator.deducted_a_day) {
    score.gap = EvaluationGap::NoDelayRule;
    return;
  }
  const Result<Decimal> points = points_when_late(
      score.full, indicator.deducted_a_day.value_or(Decimal(0)), std::max<std::int64_t>(days, 0));
  if (!points.ok()) {
    score.gap = EvaluationGap::Overflow;
    return;
  }
  score.score = *points;
  score.derivation = fmt::format(
      "计划 {}，实际 {}：{}，{} 分中得 {}", indicator.planned->to_string(),
      indicator.done->to_string(),
      days > 0 ? fmt::format("迟 {} 天，每天扣 {} 分", days, indicator.deducted_a_day->to_string())
               : std::string("按时"),
      score.full.trimmed().to_string(), points->to_string());
}

EvaluatedScore score_indicator(const EvaluationBook& book, const EvaluatedIndicator& indicator) {
  EvaluatedScore score;
  score.full = indicator.weight.value_or(Decimal(0));
  if (indicator.method == EvaluationMethod::Points) {
    score_points(book, indicator, score);
    return score;
  }
  if (indicator.method == EvaluationMethod::Date) {
    score_days(indicator, score);
  } else {
    score_rate(indicator, score);
  }
  if (score.gap != EvaluationGap::None) return score;
  if (indicator.evidence.empty()) {
    score.gap = EvaluationGap::NoEvidence;
  } else if (indicator.by.empty() || indicator.checked_by.empty()) {
    score.gap = EvaluationGap::NotChecked;
  }
  if (score.gap != EvaluationGap::None) score.score.reset();
  return score;
}

// --- Sums ---------------------------------------------------------------------------------------

LevelScore& level_named(std::vector<LevelScore>& levels, const std::string& name) {
  const auto found = std::find_if(levels.begin(), levels.end(),
                                  [&](const auto& each) { return each.name == name; });
  if (found != levels.end()) return *found;
  LevelScore level;
  level.name = name;
  levels.push_back(std::move(level));
  return levels.back();
}

/// Sums of what a book can hold stay far below the range; an overflow gives no total.
bool add_to(Decimal& sum, const Decimal& value) {
  const Result<Decimal> added = sum.plus(value);
  if (added.ok()) sum = *added;
  return added.ok();
}

std::optional<Decimal> percent_of(const Decimal& part, const Decimal& whole) {
  if (whole <= Decimal(0)) return std::nullopt;
  const Result<Decimal> hundredfold = part.times(Decimal(100));
  if (!hundredfold.ok()) return std::nullopt;
  const Result<Decimal> rate = hundredfold->divided_by(whole, kScorePlaces);
  return rate.ok() ? std::optional(*rate) : std::nullopt;
}

bool add_up(const EvaluationBook& book, EvaluationScores& scores) {
  bool fits = true;
  for (std::size_t i = 0; i < book.indicators.size(); ++i) {
    const EvaluatedScore& score = scores.indicators[i];
    LevelScore& level = level_named(scores.levels, book.indicators[i].level1);
    fits = add_to(level.full, score.full) && add_to(scores.weight_sum, score.full) && fits;
    if (score.score) {
      fits = add_to(level.scored, *score.score) && add_to(scores.scored, *score.score) && fits;
    } else {
      ++level.missing;
      ++scores.missing;
    }
  }
  for (LevelScore& level : scores.levels) {
    if (level.missing == 0) level.rate = percent_of(level.scored, level.full);
  }
  return fits;
}

void conclude(const EvaluationBook& book, const Framework& framework, EvaluationScores& scores) {
  if (scores.weight_sum != book.base) {
    scores.remarks.push_back(fmt::format("权重合计 {}，不等于满分 {}，不能算总分。",
                                         scores.weight_sum.to_string(), book.base.to_string()));
    return;
  }
  if (scores.missing != 0) return;
  scores.total = percent_of(scores.scored, book.base);
  if (!scores.total) return;
  for (const auto& [name, least] : framework.grades) {
    if (*scores.total < least) continue;
    scores.grade = name;
    return;
  }
}

void check_least(const Framework& framework, EvaluationScores& scores) {
  for (const LeastShare& least : framework.least) {
    Decimal sum(0);
    std::string names;
    for (const std::string& name : least.levels) {
      names += (names.empty() ? "" : "、") + name;
      for (const LevelScore& level : scores.levels) {
        if (level.name == name && !add_to(sum, level.full)) return;
      }
    }
    const std::optional<Decimal> share = percent_of(sum, scores.weight_sum);
    if (!share || *share >= least.share) continue;
    scores.remarks.push_back(fmt::format("{}的权重共占 {}，低于 {}。依据：{}。", names,
                                         with_percent(*share), with_percent(least.share),
                                         least.basis));
  }
}

Decimal size_of(const Decimal& difference) {
  const Result<Decimal> negated = difference.negated();
  return difference.is_negative() && negated.ok() ? *negated : difference;
}

Calibration calibrate(const EvaluationScores& scores) {
  Calibration calibration;
  DecimalSum sum;
  const auto difference_at = [&](const Calibration::Place& place) {
    return *scores.indicators[place.indicator].points[place.point].difference;
  };
  for (std::size_t i = 0; i < scores.indicators.size(); ++i) {
    for (std::size_t j = 0; j < scores.indicators[i].points.size(); ++j) {
      const PointScore& point = scores.indicators[i].points[j];
      if (!point.difference) continue;
      ++calibration.compared;
      sum.add(*point.difference);
      if (point.difference->is_zero()) {
        ++calibration.same;
        continue;
      }
      ++(point.difference->is_negative() ? calibration.second_higher : calibration.first_higher);
      if (!point.score) ++calibration.open;
      calibration.differences.push_back({i, j});
    }
  }
  std::stable_sort(calibration.differences.begin(), calibration.differences.end(),
                   [&](const auto& a, const auto& b) {
                     return size_of(difference_at(a)) > size_of(difference_at(b));
                   });
  constexpr int kLeanPlaces = 4;
  const Result<Decimal> total = sum.total();
  if (calibration.compared == 0 || !total.ok()) return calibration;
  const Result<Decimal> lean =
      total->divided_by(Decimal(static_cast<std::int64_t>(calibration.compared)), kLeanPlaces);
  if (lean.ok()) calibration.lean = *lean;
  return calibration;
}

}  // namespace

std::string_view to_string(EvaluationGap gap) noexcept {
  return kGaps[static_cast<std::size_t>(gap)].name;
}
std::string_view chinese_name(EvaluationGap gap) noexcept {
  return kGaps[static_cast<std::size_t>(gap)].chinese;
}
std::string_view to_string(Settlement settlement) noexcept {
  return kSettlements[static_cast<std::size_t>(settlement)].name;
}
std::string_view chinese_name(Settlement settlement) noexcept {
  return kSettlements[static_cast<std::size_t>(settlement)].chinese;
}

EvaluationScores score_evaluation(const EvaluationBook& book, const Framework& framework) {
  EvaluationScores scores;
  for (const EvaluatedIndicator& indicator : book.indicators) {
    scores.indicators.push_back(score_indicator(book, indicator));
  }
  const bool fits = add_up(book, scores);
  check_least(framework, scores);
  scores.calibration = calibrate(scores);
  if (fits) conclude(book, framework, scores);
  return scores;
}

}  // namespace jx
