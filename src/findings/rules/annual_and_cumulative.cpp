// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/book_prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// The amounts that stand under one heading 年度预算安排.
struct AnnualSection {
  std::string heading;
  const Paragraph* title = nullptr;
  std::vector<std::pair<const BookPassage*, const TextAmount*>> amounts;
  bool has_annual = false;
};

/// 年度预算安排 as the heading above the passage, or as its own first words.
bool is_annual_section(const BookPassage& passage, const WordList& headings) {
  if (headings.find_in(passage.heading)) return true;
  const std::size_t colon = passage.text.find("：");
  return colon != std::string::npos &&
         headings.find_in(std::string_view(passage.text).substr(0, colon)).has_value();
}

class Checker {
 public:
  Checker(const RuleInput& input, FindingSink& sink)
      : input_(input), sink_(sink), year_(book_year(input.submission)) {}

  void check(const std::vector<BookPassage>& passages) {
    std::vector<AnnualSection> sections;
    for (const BookPassage& passage : passages) {
      if (!is_annual_section(passage, input_.lexicon.words("annual-budget-heading"))) continue;
      if (sections.empty() || sections.back().title != passage.title ||
          sections.back().heading != passage.heading) {
        sections.push_back({passage.heading, passage.title, {}, false});
      }
      for (const TextAmount& amount : passage.amounts) {
        if (amount.is_rate()) continue;
        sections.back().amounts.emplace_back(&passage, &amount);
        sections.back().has_annual = sections.back().has_annual || is_annual(passage, amount);
      }
    }
    for (const AnnualSection& section : sections) judge(section);
    if (judged_ == 0) sink_.not_applicable();
  }

 private:
  /// Of the fiscal year: its year is named in front, or no year and nothing of a total of years.
  bool is_annual(const BookPassage& passage, const TextAmount& amount) const {
    const auto year = year_at(passage.text, amount.begin, year_);
    const std::string_view words = words_before(passage, amount);
    const bool cumulative = input_.lexicon.words("cumulative-amount").find_in(words).has_value();
    if (cumulative) return false;
    return !year || *year == *year_;
  }

  void judge(const AnnualSection& section) {
    if (section.amounts.empty()) return;
    ++judged_;
    const auto& [passage, amount] = section.amounts.front();
    Answer answer;
    answer.evidence = evidence_of(*passage, amount->begin, amount->end);
    if (section.title != nullptr) answer.subject = trimmed(section.title->words.text);
    if (section.has_annual) {
      answer.message = fmt::format("年度预算安排写有 {} 年的金额", *year_);
      return sink_.pass(std::move(answer));
    }
    answer.message =
        fmt::format("年度预算安排只写了累计或其他年度的金额，没有 {} 年的金额", *year_);
    answer.expected = fmt::format("{} 年的预算安排数", *year_);
    answer.actual = passage->text.substr(amount->begin, amount->end - amount->begin);
    sink_.fail(std::move(answer));
  }

  const RuleInput& input_;
  FindingSink& sink_;
  std::optional<int> year_;
  std::size_t judged_ = 0;
};

}  // namespace

void check_annual_and_cumulative(const RuleInput& input, FindingSink& sink) {
  if (!is_budget_book(input.submission) || !book_year(input.submission)) {
    return sink.not_applicable();
  }
  Checker(input, sink).check(book_passages(input.submission));
}

}  // namespace jx
