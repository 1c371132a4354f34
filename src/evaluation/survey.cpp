// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/survey.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "evaluation/real.h"

namespace jx {
namespace {

/// Two-sided, 95 %.
constexpr double kCertainty = 1.959963984540054;
constexpr std::int64_t kCensus = 50;
constexpr std::int64_t kSmallSample = 100;
constexpr std::int64_t kMostPeople = 10'000'000'000;

Result<void> check_levels(std::span<const AnswerLevel> levels) {
  if (levels.empty()) return malformed("没有满意度的档次。");
  for (const AnswerLevel& level : levels) {
    if (!level.value.is_negative() && level.value <= Decimal(100)) continue;
    return malformed(fmt::format("档次“{}”的赋值是 {}，应在 0 到 100 之间。", level.name,
                                 level.value.to_string()));
  }
  return {};
}

/// The number of answers of a group.
Result<std::int64_t> answers_of(const AnswerGroup& group, std::size_t levels) {
  if (group.counts.size() != levels) {
    return malformed(fmt::format("“{}”有 {} 个档次的人数，应为 {} 个。", group.name,
                                 group.counts.size(), levels));
  }
  std::int64_t sum = 0;
  for (const std::int64_t count : group.counts) {
    if (count < 0 || count > kMostPeople) {
      return malformed(
          fmt::format("“{}”有一个档次的人数是 {}，不是合理的人数。", group.name, count));
    }
    sum += count;
  }
  if (group.population && *group.population < sum) {
    return malformed(fmt::format("“{}”共 {} 人，却有 {} 份有效问卷。请核对总人数或剔除重复问卷。",
                                 group.name, *group.population, sum));
  }
  return sum;
}

/// Σ value × count ÷ Σ count of one group, to many places.
Result<Decimal> mean_of(std::span<const AnswerLevel> levels, const AnswerGroup& group,
                        std::int64_t answers, bool only_satisfied) {
  DecimalSum sum;
  for (std::size_t level = 0; level < levels.size(); ++level) {
    const Decimal worth =
        only_satisfied ? Decimal(levels[level].satisfied ? 100 : 0) : levels[level].value;
    JX_TRY(const Decimal part, worth.times(Decimal(group.counts[level])));
    sum.add(part);
  }
  JX_TRY(const Decimal total, sum.total());
  return total.divided_by(Decimal(answers), 6);
}

Interval wilson(double share, double number) {
  const double square = kCertainty * kCertainty;
  const double middle = (share + square / (2 * number)) / (1 + square / number);
  const double half = kCertainty / (1 + square / number) *
                      std::sqrt(share * (1 - share) / number + square / (4 * number * number));
  return {.low = 100 * std::max(0.0, middle - half), .high = 100 * std::min(1.0, middle + half)};
}

/// The groups' means by their population, else the mean of all answers alike.
Result<Decimal> overall(std::span<const AnswerLevel> levels, std::span<const AnswerGroup> groups,
                        bool weighted, bool only_satisfied) {
  DecimalSum sum;
  std::int64_t people = 0;
  for (const AnswerGroup& group : groups) {
    JX_TRY(const std::int64_t answers, answers_of(group, levels.size()));
    if (answers == 0) continue;
    JX_TRY(const Decimal mean, mean_of(levels, group, answers, only_satisfied));
    const std::int64_t weight = weighted ? *group.population : answers;
    JX_TRY(const Decimal part, mean.times(Decimal(weight)));
    sum.add(part);
    people += weight;
  }
  JX_TRY(const Decimal total, sum.total());
  return total.divided_by(Decimal(people), 2);
}

/// All groups as one.
AnswerGroup together(std::span<const AnswerGroup> groups, std::size_t levels) {
  AnswerGroup all{.name = "合计", .population = {}, .counts = std::vector<std::int64_t>(levels, 0)};
  for (const AnswerGroup& group : groups) {
    for (std::size_t level = 0; level < levels; ++level) all.counts[level] += group.counts[level];
  }
  return all;
}

}  // namespace

std::vector<AnswerLevel> usual_answer_levels() {
  return {{.name = "很满意", .value = Decimal(100), .satisfied = true},
          {.name = "较满意", .value = Decimal(80), .satisfied = true},
          {.name = "一般", .value = Decimal(60), .satisfied = false},
          {.name = "不满意", .value = Decimal(40), .satisfied = false},
          {.name = "很不满意", .value = Decimal(0), .satisfied = false}};
}

Result<SampleSize> sample_size(std::int64_t population, const Decimal& margin) {
  if (population < 1 || population > kMostPeople) {
    return malformed(fmt::format("总人数是 {}，不是合理的人数。", population));
  }
  const double e = to_real(margin);
  if (e < 0.001 || e > 0.5) {
    return malformed(fmt::format("允许误差是 {}，应在 0.001 到 0.5 之间（0.05 表示 ±5%）。",
                                 margin.to_string()));
  }
  const double unlimited = std::ceil(kCertainty * kCertainty * 0.25 / (e * e));
  const auto people = static_cast<double>(population);
  SampleSize size{.unlimited = static_cast<std::int64_t>(unlimited)};
  size.census = population <= kCensus;
  size.needed =
      size.census
          ? population
          : static_cast<std::int64_t>(std::ceil(unlimited / (1 + (unlimited - 1) / people)));
  return size;
}

Result<SurveyResult> tabulate(std::span<const AnswerLevel> levels,
                              std::span<const AnswerGroup> groups) {
  JX_TRY_VOID(check_levels(levels));
  SurveyResult result;
  result.weighted = !groups.empty();
  for (const AnswerGroup& group : groups) {
    JX_TRY(const std::int64_t answers, answers_of(group, levels.size()));
    result.valid += answers;
    result.weighted = result.weighted && group.population.has_value();
    if (answers > 0) continue;
    result.diagnostics.warn("group-without-answers",
                            fmt::format("“{}”没有有效问卷，结果不含这一组。", group.name));
  }
  if (result.valid == 0) return malformed("没有一份有效问卷。");
  // One group weighs as much as itself.
  result.weighted = result.weighted && groups.size() > 1;
  if (result.weighted) {
    JX_TRY(result.score, overall(levels, groups, true, false));
    JX_TRY(result.satisfied, overall(levels, groups, true, true));
  }
  const AnswerGroup all = together(groups, levels.size());
  if (!result.weighted) {
    JX_TRY(result.score, overall(levels, std::span(&all, 1), false, false));
    JX_TRY(result.satisfied, overall(levels, std::span(&all, 1), false, true));
  }
  std::int64_t satisfied = 0;
  for (std::size_t level = 0; level < levels.size(); ++level) {
    if (levels[level].satisfied) satisfied += all.counts[level];
  }
  const auto number = static_cast<double>(result.valid);
  result.interval = wilson(static_cast<double>(satisfied) / number, number);
  if (result.valid < kSmallSample) {
    result.diagnostics.warn(
        "small-sample",
        fmt::format("有效问卷只有 {} 份，95% 的把握下满意率在 {:.1f}% 到 {:.1f}% 之间，"
                    "请一并说明。",
                    result.valid, result.interval.low, result.interval.high));
  }
  return result;
}

}  // namespace jx
