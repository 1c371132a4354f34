// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string_view>

#include "base/check.h"
#include "evaluation/answer_survey.h"
#include "tables/fuzz_table.h"

/// The input is a standard of reading answers and, behind a line "#", a sheet of them. Every answer
/// of a valid sheet is a level, a blank or named as unread.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jx;
  constexpr std::size_t kMostBytes = 16384;
  constexpr std::string_view kEnd = "\n#\n";
  const std::string_view input(reinterpret_cast<const char*>(data), std::min(size, kMostBytes));
  const std::size_t end = input.find(kEnd);
  const Result<SurveyStandard> standard = parse_survey_standard(input.substr(0, end), "fuzz.toml");
  if (!standard.ok() || end == std::string_view::npos) return 0;
  AnswerSheetOptions options;
  options.levels = usual_answer_levels();
  const Table table = fuzz::table_in(input.substr(end + kEnd.size()));
  const Result<AnswerSheet> sheet = read_answer_sheet(table, *standard, options);
  if (!sheet.ok()) return 0;
  const Result<AnswerSurvey> survey = tabulate_answers(*sheet, options.levels, *standard, {});
  if (!survey.ok()) return 0;
  JX_CHECK(survey->valid + survey->duplicates + survey->unusable == survey->returned,
           "every sheet counts once");
  for (const QuestionResult& question : survey->questions) {
    const std::int64_t counted =
        std::accumulate(question.counts.begin(), question.counts.end(), std::int64_t{0});
    JX_CHECK(counted + question.blank + question.unread == survey->valid, "every answer counts");
    JX_CHECK(question.result.has_value() == (counted > 0), "a result where there are answers");
  }
  return 0;
}
