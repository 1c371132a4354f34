// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/before_framework.h"
#include "evaluation/inputs.h"

/// Scores of an evaluation before the event, with reasons and evidence → sums and a conclusion. A
/// point that nobody scored is no 0: there is no total then.
namespace jx {

/// What is missing from the score of a point.
enum class BeforeGap : std::uint8_t {
  NotScored,
  NoReason,    ///< Points were taken off, and nobody says why.
  NoEvidence,  ///< Points were given, and nothing shows them.
};

std::string_view to_string(BeforeGap gap) noexcept;     ///< "not-scored"
std::string_view chinese_name(BeforeGap gap) noexcept;  ///< "没有评分"

/// What our own review of the declared goals makes of a point: a person's score stands over it.
struct BeforeProposal {
  std::string point;  ///< Its id.
  Decimal points;
  std::string reason;                 ///< What was found, check by check; empty for full points.
  std::vector<std::string> evidence;  ///< Where it stands.
};

struct BeforeScore {
  BeforePoint point;
  std::optional<Decimal> score = {};
  Decimal deducted = {};  ///< 0 without a score.
  std::string reason = {};
  std::vector<std::string> evidence = {};
  std::vector<BeforeGap> gaps = {};
  std::optional<BeforeProposal> proposal = {};
  bool from_review = false;  ///< Nobody gave a score, so the proposal is taken.
};

struct BeforeDimensionScore {
  std::string name;
  Decimal most;
  std::optional<Decimal> score;  ///< Absent while one of its points has none.
  std::vector<BeforeScore> points;
};

struct BeforeEvaluation {
  BeforeFramework framework;
  std::vector<BeforeDimensionScore> dimensions = {};
  Decimal scored = {};                ///< Sum of the scores there are.
  std::optional<Decimal> total = {};  ///< Absent while a point has no score.
  std::string conclusion = {};        ///< Empty without a total.
  std::size_t gaps = 0;
};

/// The first column names the points, by id or name; 得分 must be there, 扣分原因 and 佐证 may be
/// (several in a cell are separated by ；). Malformed names the cell: a point that the framework
/// does not have, or twice, a score that is no number or not between 0 and its points. Proposals
/// take the place of scores that nobody gave.
Result<BeforeEvaluation> evaluate_before(const BeforeFramework& framework, const NamedTable& table,
                                         std::span<const BeforeProposal> proposals = {});

}  // namespace jx
