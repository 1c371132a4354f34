// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"
#include "findings/rules/years.h"

namespace jx {
namespace {

/// 做好 2024 年度预算编制, 提前下达 2024 年资金: this year's work for a later one.
bool prepares_for(std::string_view text, const Quantity& quantity, const Lexicon& lexicon) {
  const std::string_view clause = clause_at(text, quantity.begin).of(text);
  return lexicon.words("preparation-word").find_in(clause).has_value();
}

std::optional<int> year_of(const Passage& passage, const Submission& submission) {
  if (passage.fiscal_year) return passage.fiscal_year;
  // A year guessed from a project code is no ground for sending a goal back.
  constexpr double kSure = 0.6;
  return submission.profile.confidence >= kSure ? submission.profile.fiscal_year : std::nullopt;
}

/// A later year is a promise for another budget; an earlier one only when something is still due.
bool is_out_of_place(const Quantity& quantity, std::string_view text, int fiscal_year,
                     const Lexicon& lexicon) {
  if (quantity.kind != QuantityKind::Date || !quantity.date || quantity.date->year == 0) {
    return false;
  }
  const int year = quantity.date->year;
  if (year == fiscal_year || is_quoted_at(text, quantity.begin)) return false;
  if (is_year_in_span(text, quantity) || is_year_in_name(text, quantity)) return false;
  if (year > fiscal_year) return !prepares_for(text, quantity, lexicon);
  const std::string_view clause = clause_at(text, quantity.begin).of(text);
  return is_deadline(quantity, text) && lexicon.words("completion-word").find_in(clause) &&
         !lexicon.words("looking-back-word").find_in(clause);
}

}  // namespace

void check_goal_year(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  const auto check = [&](const Passage& passage) {
    const std::string_view text = passage.text();
    const std::optional<int> fiscal_year = year_of(passage, input.submission);
    if (!fiscal_year) return;
    for (const Quantity& quantity : passage.quantities) {
      if (!is_out_of_place(quantity, text, *fiscal_year, input.lexicon)) continue;
      Answer answer = answer_about(passage);
      answer.message = fmt::format("{}写入了 {} 年的要求，而这里是 {} 年的年度目标。",
                                   shown_place(passage), quantity.date->year, *fiscal_year);
      answer.evidence = {evidence_of(*passage.words, quantity.begin, quantity.end)};
      answer.expected = fmt::format("{} 年", *fiscal_year);
      answer.actual = fmt::format("{} 年", quantity.date->year);
      answer.confidence = quantity.date->year > *fiscal_year ? 0.95 : 0.7;
      failures.add(passage, std::move(answer));
      return;
    }
  };
  for_each_goal(input, check);
  for_each_task(input, check);
}

}  // namespace jx
