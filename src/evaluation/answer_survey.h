// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"
#include "evaluation/answer_sheet.h"
#include "evaluation/survey.h"
#include "evaluation/survey_standard.h"

/// AnswerSheet → what a survey's record asks for: how many were issued, came back and count, what
/// each question says, and what an auditor would hold against it.
namespace jx {

/// What a sheet cannot know.
struct SurveyRecord {
  std::optional<std::int64_t> issued;
  std::optional<std::int64_t> population;                    ///< All who could have been asked.
  std::vector<std::pair<std::string, std::int64_t>> groups;  ///< Their population, for weighting.
  Decimal margin = Decimal(5);  ///< 允许误差 in percentage points, of the sample needed.
  Decimal least_answered = Decimal(0);  ///< Percent of the questions that a valid sheet answers.
};

struct QuestionResult {
  std::string name;
  std::vector<std::int64_t> counts;  ///< By level, of valid sheets.
  std::int64_t blank = 0;
  std::int64_t unread = 0;
  std::optional<SurveyResult> result;  ///< Absent without any answer.
};

enum class SurveyVerdict : std::uint8_t { Holds, Fails, NotChecked };
std::string_view to_string(SurveyVerdict verdict) noexcept;     ///< "holds"
std::string_view chinese_name(SurveyVerdict verdict) noexcept;  ///< "符合"

struct SurveyCheck {
  std::string id;  ///< "duplicates"
  std::string what;
  SurveyVerdict verdict = SurveyVerdict::NotChecked;
  std::string detail;
};

struct AnswerSurvey {
  std::int64_t returned = 0;           ///< 回收
  std::int64_t duplicates = 0;         ///< Of the returned, repeats of an earlier one.
  std::int64_t unusable = 0;           ///< Of the returned, with too few answers or none.
  std::int64_t valid = 0;              ///< 有效
  std::optional<Decimal> return_rate;  ///< 回收率 in percent, two places; absent without issued.
  Decimal valid_rate;                  ///< 有效率: valid of returned.
  std::vector<QuestionResult> questions;
  /// Means of the questions' scores and shares, each question alike; absent without an answer.
  std::optional<Decimal> score;
  std::optional<Decimal> satisfied;
  std::optional<SampleSize> sample;  ///< Absent without population.
  std::vector<SurveyCheck> checks;
  std::vector<std::size_t> unusable_rows;  ///< Indices into the sheet's rows.

  bool holds() const noexcept;  ///< No check fails.
};

/// Of repeats the first one counts. Malformed, naming what: fewer issued than returned, a
/// population smaller than the returned, a group that nobody is in, no valid sheet.
Result<AnswerSurvey> tabulate_answers(const AnswerSheet& sheet,
                                      const std::vector<AnswerLevel>& levels,
                                      const SurveyStandard& standard, const SurveyRecord& record);

}  // namespace jx
