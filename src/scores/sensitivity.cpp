// SPDX-License-Identifier: AGPL-3.0-or-later
#include "scores/sensitivity.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace jx {
namespace {

/// A value that is moved in steps, and what the set comes to then; absent where it has no score.
struct Lever {
  ChangeKind kind = ChangeKind::Actual;
  std::size_t indicator = 0;
  Decimal from;
  int places = 0;
  std::function<std::optional<Conclusion>(const Decimal& value)> try_value;
};

/// Far enough for any value of a form, and few enough to try.
constexpr int kMostDoublings = 40;

std::optional<Decimal> moved(const Lever& lever, std::int64_t steps) {
  const Result<Decimal> way = Decimal::make(steps, lever.places);
  if (!way.ok()) return std::nullopt;
  const Result<Decimal> value = lever.from.plus(*way);
  return value.ok() ? std::optional(*value) : std::nullopt;
}

/// The grade so many steps away, when it is on the wanted side of the present one.
std::optional<Conclusion> reached(const Lever& lever, std::int64_t steps, std::size_t grade,
                                  bool better) {
  const std::optional<Decimal> value = moved(lever, steps);
  if (!value) return std::nullopt;
  std::optional<Conclusion> conclusion = lever.try_value(*value);
  if (!conclusion) return std::nullopt;
  const bool wanted = better ? conclusion->grade < grade : conclusion->grade > grade;
  return wanted ? conclusion : std::nullopt;
}

/// The least number of steps in one direction that moves the grade. Rounding makes totals waver by
/// a hundredth, so the last steps are tried one by one.
std::optional<std::int64_t> least_steps(const Lever& lever, int sign, std::size_t grade,
                                        bool better) {
  constexpr std::int64_t kTriedOneByOne = 100;
  std::int64_t below = 0;
  std::int64_t above = 1;
  int doublings = 0;
  while (!reached(lever, sign * above, grade, better)) {
    const std::optional<Decimal> value = moved(lever, sign * above);
    if (++doublings > kMostDoublings || !value || !lever.try_value(*value)) return std::nullopt;
    below = above;
    above *= 2;
  }
  while (above - below > 1) {
    const std::int64_t middle = below + (above - below) / 2;
    (reached(lever, sign * middle, grade, better) ? above : below) = middle;
  }
  for (std::int64_t steps = std::max<std::int64_t>(1, above - kTriedOneByOne); steps < above;
       ++steps) {
    if (reached(lever, sign * steps, grade, better)) return steps;
  }
  return above;
}

/// Values end somewhere short of what doubling tries: the last value that has a score.
std::optional<std::int64_t> least_steps_within(const Lever& lever, int sign, std::size_t grade,
                                               bool better, std::int64_t most) {
  if (most <= 0) return std::nullopt;
  Lever bounded = lever;
  const std::optional<Decimal> end = moved(lever, sign * most);
  if (!end) return std::nullopt;
  bounded.try_value = [&lever, end = *end, sign](const Decimal& value) {
    const bool beyond = sign > 0 ? value > end : value < end;
    return lever.try_value(beyond ? end : value);
  };
  const std::optional<std::int64_t> steps = least_steps(bounded, sign, grade, better);
  return steps ? std::optional(std::min(*steps, most)) : std::nullopt;
}

/// Steps from the value down to 0.
std::int64_t steps_to_zero(const Lever& lever) {
  const Result<Decimal> units = lever.from.with_places(lever.places);
  return units.ok() ? units->mantissa() : 0;
}

class Finder {
 public:
  Finder(const GoalSet& set, const FundRow* funds, const Scorer& scorer)
      : set_(set), funds_(funds), scorer_(scorer), present_(scorer.score(set, funds)) {}

  std::vector<GradeChange> find() {
    if (!present_.total) return {};
    grade_ = scorer_.conclude(present_.scored, present_.full_marks, present_.execution_rate)->grade;
    for (std::size_t i = 0; i < set_.indicators.size(); ++i) {
      try_actual(i);
      try_judgement(i);
      try_weight(i);
    }
    try_execution();
    return std::move(changes_);
  }

 private:
  /// The total with one score in another's place.
  std::optional<Conclusion> with_score(const std::optional<Decimal>& before,
                                       const std::optional<Decimal>& after) const {
    if (!before || !after) return std::nullopt;
    const Result<Decimal> without = present_.scored.minus(*before);
    if (!without.ok()) return std::nullopt;
    const Result<Decimal> scored = without->plus(*after);
    if (!scored.ok()) return std::nullopt;
    return scorer_.conclude(*scored, present_.full_marks, present_.execution_rate);
  }

  void keep(const Lever& lever, std::optional<std::int64_t> up, std::optional<std::int64_t> down,
            bool better) {
    if (!up && !down) return;
    const bool goes_up = up && (!down || *up <= *down);
    const std::int64_t steps = goes_up ? *up : -*down;
    const Decimal to = *moved(lever, steps);
    const Conclusion conclusion = *lever.try_value(to);
    changes_.push_back({.kind = lever.kind,
                        .indicator = lever.indicator,
                        .from = lever.from,
                        .to = to,
                        .total = conclusion.total,
                        .grade = scorer_.rules().grades[conclusion.grade].name,
                        .better = better});
  }

  void search(const Lever& lever, std::int64_t most_up, std::int64_t most_down) {
    for (const bool better : {true, false}) {
      keep(lever, least_steps_within(lever, 1, grade_, better, most_up),
           least_steps_within(lever, -1, grade_, better, most_down), better);
    }
  }

  void try_actual(std::size_t i) {
    const IndicatorScore& score = present_.indicators[i];
    if (score.kind != ScoreKind::Numbers) return;
    const ScoreNumbers& numbers = score.numbers;
    const NumberScorer& by = scorer_.numbers();
    Lever lever{.kind = ChangeKind::Actual,
                .indicator = i,
                .from = numbers.actual,
                .places = std::min(4, std::max(numbers.actual.trimmed().scale(),
                                               numbers.target.trimmed().scale())),
                .try_value = [&](const Decimal& value) {
                  ScoreNumbers tried = numbers;
                  tried.actual = value;
                  const NumberScore result = by.score(tried);
                  const std::optional<Decimal> points =
                      has_score(result.outcome)
                          ? std::optional(Decimal::make(result.hundredths, 2).value())
                          : std::nullopt;
                  return with_score(score.score, points);
                }};
    const std::int64_t far = std::int64_t{1} << kMostDoublings;
    search(lever, far, numbers.actual.is_negative() ? far : steps_to_zero(lever));
  }

  void try_judgement(std::size_t i) {
    const IndicatorScore& score = present_.indicators[i];
    if (!score.entered || !score.band || !score.score) return;
    const Lever lever{
        .kind = ChangeKind::Judgement,
        .indicator = i,
        .from = *score.score,
        .places = 2,
        .try_value = [&](const Decimal& value) { return with_score(score.score, value); }};
    const Result<Decimal> room = score.weight.minus(*score.score);
    const std::size_t before = changes_.size();
    const Result<Decimal> up = room.ok() ? room->with_places(2) : room;
    search(lever, up.ok() ? up->mantissa() : 0, steps_to_zero(lever));
    for (std::size_t c = before; c < changes_.size(); ++c) {
      changes_[c].within_band = score.band->holds(changes_[c].to);
    }
  }

  void try_weight(std::size_t i) {
    const IndicatorScore& score = present_.indicators[i];
    // What a person judged stays in points: it is moved as a judgement. A score that was printed
    // beside a computed one changes nothing.
    const bool judged = score.entered && score.band;
    if (!score.score || judged || score.weight.is_zero()) return;
    const Lever lever{.kind = ChangeKind::Weight,
                      .indicator = i,
                      .from = score.weight,
                      .places = 2,
                      .try_value = [&](const Decimal& value) { return with_weight(i, value); }};
    constexpr std::int64_t kHundredPoints = 10'000;
    // A weight of nothing is no indicator any more.
    search(lever, kHundredPoints, steps_to_zero(lever) - 1);
  }

  std::optional<Conclusion> with_weight(std::size_t i, const Decimal& weight) const {
    const IndicatorScore& score = present_.indicators[i];
    Indicator tried = set_.indicators[i];
    tried.weight.value = weight;
    const IndicatorScore changed = scorer_.score(tried);
    const Result<Decimal> difference = weight.minus(score.weight);
    if (!changed.score || !difference.ok()) return std::nullopt;
    const Result<Decimal> full = present_.full_marks.plus(*difference);
    const Result<Decimal> without = present_.scored.minus(*score.score);
    if (!full.ok() || !without.ok()) return std::nullopt;
    const Result<Decimal> scored = without->plus(*changed.score);
    if (!scored.ok()) return std::nullopt;
    return scorer_.conclude(*scored, *full, present_.execution_rate);
  }

  void try_execution() {
    if (funds_ == nullptr || !present_.execution || !present_.execution->score) return;
    const IndicatorScore& score = *present_.execution;
    const Lever lever{.kind = ChangeKind::Execution,
                      .from = score.numbers.actual,
                      .places = std::min(4, std::max(2, score.numbers.actual.trimmed().scale())),
                      .try_value = [&](const Decimal& value) { return with_executed(value); }};
    search(lever, std::int64_t{1} << kMostDoublings, steps_to_zero(lever));
  }

  std::optional<Conclusion> with_executed(const Decimal& executed) const {
    FundRow tried = *funds_;
    tried.executed.value = executed;
    const IndicatorScore changed = scorer_.score_execution(tried);
    if (!changed.score) return std::nullopt;
    const bool counts = present_.full_marks > present_.weight_sum;
    Decimal scored = present_.scored;
    if (counts) {
      const Result<Decimal> without = scored.minus(*present_.execution->score);
      if (!without.ok()) return std::nullopt;
      const Result<Decimal> with = without->plus(*changed.score);
      if (!with.ok()) return std::nullopt;
      scored = *with;
    }
    return scorer_.conclude(scored, present_.full_marks,
                            execution_rate(tried, scorer_.rules().execution_base));
  }

  const GoalSet& set_;
  const FundRow* funds_;
  const Scorer& scorer_;
  GoalSetScore present_;
  std::size_t grade_ = 0;
  std::vector<GradeChange> changes_;
};

std::string_view chinese_name(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::Actual: return "完成值";
    case ChangeKind::Execution: return "执行数";
    case ChangeKind::Weight: return "分值";
    case ChangeKind::Judgement: return "评分";
  }
  return "";
}

}  // namespace

std::string_view to_string(ChangeKind kind) noexcept {
  switch (kind) {
    case ChangeKind::Actual: return "actual";
    case ChangeKind::Execution: return "execution";
    case ChangeKind::Weight: return "weight";
    case ChangeKind::Judgement: return "judgement";
  }
  return "";
}

std::vector<GradeChange> find_grade_changes(const GoalSet& set, const FundRow* funds,
                                            const Scorer& scorer) {
  return Finder(set, funds, scorer).find();
}

std::string to_words(const GradeChange& change) {
  const Result<Decimal> difference = change.to.minus(change.from);
  const std::string by = difference.ok() ? difference->trimmed().to_string() : "";
  return fmt::format("{} {} → {}（{}{}）：总分 {}，{}{}", chinese_name(change.kind),
                     change.from.trimmed().to_string(), change.to.trimmed().to_string(),
                     by.starts_with('-') ? "" : "+", by, change.total.to_string(), change.grade,
                     change.within_band ? "" : "（须改变档次）");
}

}  // namespace jx
