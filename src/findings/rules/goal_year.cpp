// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// A year, a month or a digit stands in front of the mark: 2021年至, but not 力争到.
bool ends_a_date(std::string_view text, std::string_view mark) {
  text = trimmed(text.substr(0, text.rfind(mark)));
  return text.ends_with("年") || text.ends_with("月") || text.ends_with("日") ||
         (!text.empty() && text.back() >= '0' && text.back() <= '9');
}

/// "2021-2023年", "2021年至2023年": the year is the end of a span that may hold this one.
bool is_in_span(std::string_view text, const Quantity& quantity) {
  constexpr std::array<std::string_view, 9> kSpanMarks = {"-",  "－", "—",  "–", "~",
                                                          "～", "至", "到", "―"};
  for (const std::string_view mark : kSpanMarks) {
    if (stands_behind(text, quantity.end, mark)) return true;
    if (!stands_before(text, quantity.begin, mark)) continue;
    if (ends_a_date(text.substr(0, quantity.begin), mark)) return true;
  }
  return false;
}

/// 做好 2024 年度预算编制, 提前下达 2024 年资金: this year's work for a later one.
bool prepares_for(std::string_view text, const Quantity& quantity, const Lexicon& lexicon) {
  const std::string_view clause = clause_at(text, quantity.begin).of(text);
  return lexicon.words("preparation-word").find_in(clause).has_value();
}

/// 2024 届毕业生, 2024 版教材: the year is part of a name.
bool names_a_thing(std::string_view text, const Quantity& quantity) {
  for (const std::string_view mark : {"届", "级", "版", "款", "学年", "学年度"}) {
    if (stands_behind(text, quantity.end, mark) || contains(quantity.raw, mark)) return true;
  }
  return false;
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
  if (is_in_span(text, quantity) || names_a_thing(text, quantity)) return false;
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
