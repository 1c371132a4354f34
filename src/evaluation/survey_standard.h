// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

namespace jx {

/// How raw answers are read and what they are held against, as data: data/surveys, described in its
/// README. Words are kept folded, for comparing.
struct SurveyStandard {
  std::string id;
  std::string title;
  std::string basis;                     ///< Ends in "（依据未核实）" when not verified.
  std::vector<std::string> bookkeeping;  ///< Columns that are no questions.
  std::vector<std::string> moment;       ///< Those of them that say when a sheet was sent.
  std::vector<std::string> identity;     ///< Columns that name the respondent.
  std::vector<std::string> blank;        ///< Words that say that nothing was answered.
  std::vector<std::string> unreachable;  ///< Words of a visit that did not reach the respondent.
  std::vector<std::vector<std::string>> levels;  ///< Spellings of one level of satisfaction.
  Decimal most_duplicates;                       ///< In percent, as the two below.
  Decimal most_unreachable;
  Decimal least_visits;
};

/// Malformed with the place for what cannot be: a share outside 0 to 100, a spelling of two levels.
Result<SurveyStandard> parse_survey_standard(std::string_view text, const std::string& name);
Result<SurveyStandard> load_survey_standard(const std::filesystem::path& file);

}  // namespace jx
