// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/origin.h"
#include "base/result.h"
#include "evaluation/survey.h"
#include "evaluation/survey_standard.h"
#include "tables/table.h"

/// 答卷: raw answers as people export them, one row a respondent and one column a question → the
/// level of each answer. No answer is guessed: what is no level is named with its place.
namespace jx {

/// What the codes 1, 2, … or A, B, … stand for.
enum class AnswerCodes : std::uint8_t {
  None,
  BestFirst,  ///< 1 or A is the first level.
  BestLast,   ///< 1 or A is the last level.
};

/// What people say of their sheet. Columns go by their heading or the number it begins with.
struct AnswerSheetOptions {
  std::vector<AnswerLevel> levels;  ///< The best first.
  AnswerCodes codes = AnswerCodes::None;
  std::vector<std::string> questions;  ///< Empty: the columns whose answers are levels.
  std::string identity;                ///< Empty: the first such column of the standard, if any.
  std::string group;                   ///< Empty: one group.
  std::string visits;                  ///< 回访 results; empty: none.
};

/// A respondent.
struct AnswerRow {
  std::uint32_t row = 0;  ///< Of the table, from 0.
  std::string identity = {};
  std::string group = {};
  std::string visit = {};
  std::vector<std::optional<std::size_t>> answers =
      {};                                     ///< Level by question; absent: blank or unread.
  std::optional<std::uint32_t> repeats = {};  ///< The row that this one repeats.
};

/// An answer that is no level.
struct UnreadAnswer {
  std::uint32_t row = 0;
  std::size_t question = 0;
  std::string words;
  std::string reason;
  Origin origin;
};

/// A column that is neither a question nor bookkeeping, and why.
struct ColumnLeftOut {
  std::string name;
  std::string reason;
};

struct AnswerSheet {
  std::vector<std::string> questions;
  std::vector<AnswerRow> rows;
  std::vector<UnreadAnswer> unread;
  std::vector<ColumnLeftOut> left_out;
  std::string identity;     ///< The column that repeats were found by; empty: by time and answers,
  bool has_moment = false;  ///< which takes a column of times.
};

/// The first row names the columns. Malformed, naming the column: a heading twice, a name that no
/// heading or several have, no question at all, two spellings of one level in one column.
Result<AnswerSheet> read_answer_sheet(const Table& table, const SurveyStandard& standard,
                                      const AnswerSheetOptions& options);

}  // namespace jx
