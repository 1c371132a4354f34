// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "codecs/json_writer.h"
#include "evaluation/answer_sheet.h"
#include "evaluation/answer_survey.h"
#include "reports/papers.h"
#include "reports/text.h"

/// What `jixiao evaluate answers` and `evaluate sample-size` show;
/// docs/formats/answers.schema.json.
namespace jx {

/// A survey with what it was made of. Borrowed.
struct NamedAnswerSurvey {
  const std::string& file;
  const AnswerSheet& sheet;
  const std::vector<AnswerLevel>& levels;
  const SurveyStandard& standard;
  const SurveyRecord& record;
  const AnswerSurvey& survey;
};

std::string render_answers_text(const NamedAnswerSurvey& named, const TextStyle& style);
/// Members of the object of a document.
void write_answers(JsonWriter& json, const NamedAnswerSurvey& named);
/// 问卷统计: the record, each question, the checks, what did not count.
Paper answers_paper(const NamedAnswerSurvey& named);

/// How many to ask, and of which group.
struct SamplePlan {
  std::int64_t population = 0;
  Decimal margin;  ///< In percentage points.
  SampleSize size;
  struct Group {
    std::string name;
    std::int64_t population = 0;
    Decimal share;  ///< Of the sample, in proportion to the population; whole.
  };
  std::vector<Group> groups;
};
std::string render_sample_text(const SamplePlan& plan, const TextStyle& style);
/// An object.
void write_sample(JsonWriter& json, const SamplePlan& plan);

}  // namespace jx
