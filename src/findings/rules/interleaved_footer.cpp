// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// In a running text a page number stands among the tables like a line of the text. Where pages
/// have real edges (a box), it is where it belongs.
bool is_interleaved(const PrintedPageNumber& number, std::uint32_t first_line,
                    std::uint32_t last_line) {
  const Origin& origin = number.words.origin;
  return origin.line > first_line && origin.line < last_line && origin.box.empty();
}

/// The last line of the indicators, over all projects.
class LastLineSurvey final : public Survey {
 public:
  void look(const RuleInput& part) override {
    for (const ProjectFacts& facts : part.facts.projects) {
      const std::vector<Indicator>& indicators = indicators_of(facts.goal_set);
      if (!indicators.empty()) last_ = std::max(last_, indicators.back().origin.line);
    }
  }
  std::uint32_t last() const noexcept { return last_; }

 private:
  std::uint32_t last_ = 0;
};

}  // namespace

std::unique_ptr<Survey> survey_last_line() { return std::make_unique<LastLineSurvey>(); }

void check_interleaved_footer(const RuleInput& input, FindingSink& sink) {
  const Submission& submission = input.submission;
  if (!input.document || submission.page_numbers.empty() || submission.tables.empty()) return;
  std::uint32_t first = submission.tables.front().header.line;
  std::uint32_t last = static_cast<const LastLineSurvey&>(*input.survey).last();
  const auto reach = [&](const Origin& origin) { last = std::max(last, origin.line); };
  for (const PrintedTable& table : submission.tables) reach(table.header);
  for (const Paragraph& paragraph : submission.paragraphs) reach(paragraph.words.origin);

  std::vector<std::string> numbers;
  std::vector<EvidenceLine> evidence;
  for (const PrintedPageNumber& number : submission.page_numbers) {
    if (!is_interleaved(number, first, last)) continue;
    numbers.push_back(
        fmt::format("第 {} 行{}", number.words.origin.line, in_quotes(number.words.text)));
    evidence.push_back(evidence_of(number.words));
  }
  if (numbers.empty()) return;
  sink.fail(
      {.message = fmt::format("{} 处页码行夹在表格和正文之间：{}", numbers.size(), joined(numbers)),
       .evidence = std::move(evidence),
       .expected = "页码只用来对应页，不进入表格内容",
       .actual = fmt::format("{} 处", numbers.size()),
       .confidence = 0.95});
}

}  // namespace jx
