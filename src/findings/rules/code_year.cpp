// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

constexpr std::size_t kCodeLength = 21;
constexpr std::size_t kYearAt = 6;
constexpr std::size_t kYearDigits = 2;
/// A year that was only guessed from the codes themselves proves nothing against them.
constexpr double kSureOfYear = 0.5;

/// Behind six digits of region stand two of the year in which the project was set up.
std::optional<int> year_of(std::string_view code) {
  if (code.size() != kCodeLength) return std::nullopt;
  const std::string_view digits = code.substr(0, kYearAt + kYearDigits);
  if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  constexpr int kCentury = 2000;
  return kCentury + (code[kYearAt] - '0') * 10 + (code[kYearAt + 1] - '0');
}

}  // namespace

/// ID02: a project cannot have been set up after the year that the table is about. An earlier year
/// is common: projects go on for years.
void check_code_year(const RuleInput& input, FindingSink& sink) {
  const ProfileChoice& choice = input.submission.profile;
  if (!choice.fiscal_year || choice.confidence < kSureOfYear) return;
  for (const ProjectFacts& facts : input.facts.projects) {
    const Field<std::string>& code = facts.project->code;
    const std::optional<int> year = code.has_value() ? year_of(*code) : std::nullopt;
    // Budgets of a year are made in the year before, and so are codes of it.
    if (!year || *year <= *choice.fiscal_year) continue;
    Answer answer =
        answer_about(facts, fmt::format("项目编码里的立项年度是 {} 年，晚于本表的 {} 年度。", *year,
                                        *choice.fiscal_year));
    const std::size_t at = code.raw.find(*code);
    answer.evidence.push_back(at == std::string::npos
                                  ? evidence_of(code)
                                  : evidence_of(code, at + kYearAt, at + kYearAt + kYearDigits));
    answer.expected = fmt::format("立项年度不晚于 {} 年", *choice.fiscal_year);
    answer.actual = fmt::format("{} 年（{}）", *year, choice.reason);
    answer.confidence = 0.8;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
