// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/evaluation_sensitivity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace jx {
namespace {

__extension__ using Wide = __int128;

/// Points are counted in ten-thousandths: weights have at most four places, scores two.
constexpr int kPlaces = 4;
constexpr std::int64_t kUnit = 10'000;
constexpr std::int64_t kMostBase = 10'000 * kUnit;
/// A hundredth of a point, the smallest change of a score or a weight.
constexpr std::int64_t kStep = kUnit / 100;

Result<std::int64_t> units_of(const Decimal& points) {
  JX_TRY(const Decimal scaled, points.with_places(kPlaces));
  if (scaled != points || scaled.mantissa() < 0 || scaled.mantissa() > kMostBase) {
    return Error{.code = ErrorCode::Overflow,
                 .message = fmt::format("{} 分：敏感性只算不超过 10000 分、不多于 4 位小数的分值。",
                                        points.to_string())};
  }
  return scaled.mantissa();
}

Decimal points_of(std::int64_t units) { return Decimal::make(units, kPlaces).value().trimmed(); }

/// above ÷ below, half-up; neither is negative.
std::int64_t rounded(Wide above, Wide below) {
  return static_cast<std::int64_t>((2 * above + below) / (2 * below));
}

struct Part {
  std::int64_t weight = 0;
  std::int64_t score = 0;
};

class Finder {
 public:
  Finder(const Framework& framework, std::int64_t base, std::vector<Part> parts)
      : framework_(framework), base_(base), parts_(std::move(parts)) {
    for (const Part& part : parts_) scored_ += part.score;
    total_ = total_of(scored_);
    grade_ = grade_of(total_);
  }

  EvaluationSensitivity run(const Decimal& percent) const {
    EvaluationSensitivity result;
    result.total = hundredths(total_);
    result.grade = framework_.grades[grade_].first;
    result.part = percent;
    set_margins(result);
    const auto steps = percent.with_places(2).value().mantissa();
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      result.scores.push_back(vary_score(i));
      if (std::optional<WeightSensitivity> weight = vary_weight(i, steps)) {
        const bool stays = weight->less.grade == result.grade && weight->more.grade == result.grade;
        result.grade_stays = result.grade_stays && stays;
        result.weights.push_back(*std::move(weight));
      }
    }
    return result;
  }

 private:
  static Decimal hundredths(std::int64_t value) { return Decimal::make(value, 2).value(); }

  /// Of 100, in hundredths.
  std::int64_t total_of(std::int64_t scored) const { return rounded(Wide{scored} * 10'000, base_); }

  /// The index in the framework's grades, from high to low.
  std::size_t grade_of(std::int64_t total) const {
    const Decimal points = hundredths(total);
    std::size_t at = 0;
    while (at + 1 < framework_.grades.size() && points < framework_.grades[at].second) ++at;
    return at;
  }

  VariedTotal varied(std::int64_t units, std::int64_t total) const {
    return {points_of(units), hundredths(total), framework_.grades[grade_of(total)].first};
  }

  void set_margins(EvaluationSensitivity& result) const {
    if (grade_ > 0) {
      result.to_better = framework_.grades[grade_ - 1].second.minus(result.total).value();
    }
    if (grade_ + 1 < framework_.grades.size()) {
      const Decimal least = framework_.grades[grade_].second;
      result.to_worse = result.total.minus(least).value().plus(Decimal::make(1, 2).value()).value();
    }
  }

  /// The change nearest to `from`, towards `to` in steps, that gives a grade on that side of ours.
  /// Totals go one way along the steps, so halving finds it.
  template <typename TotalAt>
  std::optional<VariedTotal> nearest(std::int64_t from, std::int64_t to, const TotalAt& total_at,
                                     bool better) const {
    const auto moves = [&](std::int64_t value) {
      const std::size_t grade = grade_of(total_at(value));
      return better ? grade < grade_ : grade > grade_;
    };
    const std::int64_t direction = to < from ? -kStep : kStep;
    std::int64_t low = 0;
    std::int64_t high = (to - from) / direction;
    if (high < 1 || !moves(from + high * direction)) return std::nullopt;
    while (high - low > 1) {
      const std::int64_t middle = low + (high - low) / 2;
      (moves(from + middle * direction) ? high : low) = middle;
    }
    const std::int64_t value = from + high * direction;
    return varied(value, total_at(value));
  }

  ScoreSensitivity vary_score(std::size_t index) const {
    const Part& part = parts_[index];
    const auto total_at = [&](std::int64_t score) {
      return total_of(scored_ - part.score + score);
    };
    ScoreSensitivity result{.indicator = index,
                            .none = varied(0, total_at(0)),
                            .full = varied(part.weight, total_at(part.weight)),
                            .better = {},
                            .worse = {}};
    result.better = nearest(part.score, part.weight, total_at, true);
    result.worse = nearest(part.score, 0, total_at, false);
    return result;
  }

  /// Nothing where the weight is 0 or all there is: the others have nothing to share.
  std::optional<WeightSensitivity> vary_weight(std::size_t index, std::int64_t part) const {
    const Part& own = parts_[index];
    const std::int64_t others = base_ - own.weight;
    if (own.weight == 0 || others == 0) return std::nullopt;
    // 100 ÷ base × (own rate × weight + rate of the others × rest), over one denominator.
    const auto total_at = [&](std::int64_t weight) {
      const Wide above = Wide{own.score} * weight * others +
                         Wide{scored_ - own.score} * (base_ - weight) * own.weight;
      return rounded(above * 10'000, Wide{own.weight} * others * base_);
    };
    const std::int64_t change = rounded(Wide{own.weight} * part, 10'000);
    const std::int64_t less = own.weight - change;
    const std::int64_t more = std::min(own.weight + change, base_);
    WeightSensitivity result{.indicator = index,
                             .less = varied(less, total_at(less)),
                             .more = varied(more, total_at(more)),
                             .better = {},
                             .worse = {}};
    const bool lifts = total_at(base_) > total_at(0);
    result.better = nearest(own.weight, lifts ? base_ : 0, total_at, true);
    result.worse = nearest(own.weight, lifts ? 0 : base_, total_at, false);
    return result;
  }

  const Framework& framework_;
  std::int64_t base_;
  std::vector<Part> parts_;
  std::int64_t scored_ = 0;
  std::int64_t total_ = 0;
  std::size_t grade_ = 0;
};

}  // namespace

Result<EvaluationSensitivity> find_sensitivity(const EvaluationBook& book,
                                               const Framework& framework,
                                               const EvaluationScores& scores,
                                               const Decimal& part) {
  const bool sound = part > Decimal(0) && part <= Decimal(100) && part.rounded(2) == part;
  if (!sound) {
    return malformed(
        fmt::format("权重变动 {}%：应大于 0、不超过 100，最多两位小数。", part.to_string()));
  }
  if (!scores.total) {
    return Error{.code = ErrorCode::Conflict,
                 .message = fmt::format("还没有总分（{} 个指标没有得分，或权重合计不等于满分），"
                                        "看不出敏感性；先用 evaluate score 看缺什么。",
                                        scores.missing)};
  }
  JX_TRY(const std::int64_t base, units_of(book.base));
  std::vector<Part> parts;
  for (const EvaluatedScore& each : scores.indicators) {
    Part& added = parts.emplace_back();
    JX_TRY(added.weight, units_of(each.full));
    JX_TRY(added.score, units_of(*each.score));
  }
  return Finder(framework, base, std::move(parts)).run(part);
}

}  // namespace jx
