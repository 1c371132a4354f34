// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/diagnostics.h"
#include "base/result.h"

/// 满意度调查: how many to ask, what the answers say, and how sure that is.
namespace jx {

struct SampleSize {
  std::int64_t unlimited = 0;  ///< n0 = z²p(1−p) ÷ e², rounded up.
  std::int64_t needed = 0;     ///< n0 ÷ (1 + (n0 − 1) ÷ N), rounded up; N for a census.
  bool census = false;         ///< So few that all of them are asked.
};

/// How many of `population` to ask for 95 % certainty and the given margin (0.05 for ±5 points),
/// with the least favourable share of one half. Up to 50 are asked one and all. Malformed: a
/// population below 1, a margin outside 0.001 to 0.5.
Result<SampleSize> sample_size(std::int64_t population, const Decimal& margin);

/// 很满意 … 很不满意, with what each is worth. The values differ from survey to survey (40 or 30
/// for 不满意), so that they stand beside every result.
struct AnswerLevel {
  std::string name;
  Decimal value;           ///< 0 to 100
  bool satisfied = false;  ///< Counts for the share of the satisfied.
};

/// The usual five levels: 100, 80, 60, 40, 0; the first two are satisfied.
std::vector<AnswerLevel> usual_answer_levels();

/// The answers of one group of respondents.
struct AnswerGroup {
  std::string name;
  std::optional<std::int64_t> population;  ///< Of the group; needed where groups are weighted.
  std::vector<std::int64_t> counts;        ///< By level.
};

struct Interval {
  double low = 0;
  double high = 0;
};

struct SurveyResult {
  std::int64_t valid = 0;
  /// Σ value × count ÷ Σ count, 0 to 100, two places; of groups by their population where every
  /// group gives one.
  Decimal score;
  /// The satisfied in percent, two places, weighted the same way. The two can lie tens of points
  /// apart: say which one was promised.
  Decimal satisfied;
  /// 95 % (Wilson) for the share of the satisfied, in percent; of all answers unweighted.
  Interval interval;
  bool weighted = false;
  Diagnostics diagnostics;  ///< Small samples, groups without answers.
};

/// Malformed, naming the group: no level, a level's value outside 0 to 100, a group with another
/// number of counts, a negative count, a population smaller than the answers, no answer at all.
/// Overflow where counts do not fit.
Result<SurveyResult> tabulate(std::span<const AnswerLevel> levels,
                              std::span<const AnswerGroup> groups);

}  // namespace jx
