// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// "不含自筹", "无配套资金": the text says that there is none.
bool is_denied(std::string_view text, std::size_t place, const Lexicon& lexicon) {
  return word_before(text, place, lexicon.words("denial-word")).has_value();
}

std::optional<WordMatch> find_fund(std::string_view text, const Lexicon& lexicon) {
  for (const WordMatch& match : lexicon.words("other-fund").find_all_in(text)) {
    if (!is_denied(text, match.begin, lexicon)) return match;
  }
  return std::nullopt;
}

bool has_amount(const Passage& passage, const Lexicon& lexicon) {
  return std::any_of(passage.quantities.begin(), passage.quantities.end(),
                     [&](const Quantity& quantity) {
                       return is_money(quantity, passage.text(), lexicon) ||
                              quantity.unit.dimension == Dimension::Ratio;
                     });
}

const Project* find_project(const Submission& submission, const Passage& passage) {
  if (passage.project != nullptr) return passage.project;
  if (passage.list == nullptr || !passage.list->project) return nullptr;
  const auto found =
      std::find_if(submission.projects.begin(), submission.projects.end(),
                   [&](const Project& project) { return project.key == *passage.list->project; });
  return found == submission.projects.end() ? nullptr : &*found;
}

}  // namespace

void check_other_funds(const RuleInput& input, FindingSink& sink) {
  PassageFailures failures(sink);
  const auto check = [&](const Passage& passage) {
    std::optional<WordMatch> fund = find_fund(passage.text(), input.lexicon);
    const Words* words = passage.words;
    if (!fund && passage.task != nullptr) {
      fund = find_fund(passage.task->name.text, input.lexicon);
      words = &passage.task->name;
    }
    if (!fund || has_amount(passage, input.lexicon)) return;
    Answer answer = answer_about(passage);
    answer.message =
        fmt::format("{}提到{}，但没有金额", shown_place(passage), in_quotes(fund->word));
    const bool dated =
        std::any_of(passage.quantities.begin(), passage.quantities.end(),
                    [&](const Quantity& each) { return is_deadline(each, passage.text()); });
    if (!dated) answer.message += "和到位日期";
    answer.evidence = {evidence_of(*words, fund->begin, fund->end)};
    const Project* project = find_project(input.submission, passage);
    if (project != nullptr && project->budget.has_value()) {
      answer.message += fmt::format("，预算数 {} {} 里也没有单列这部分资金", project->budget.raw,
                                    project->budget_unit.name);
      answer.evidence.push_back(evidence_of(project->budget));
    }
    answer.message += "。";
    answer.expected = "写明其他资金的金额、来源和到位日期，并列入预算";
    answer.actual = dated ? "没有金额" : "没有金额和日期";
    answer.confidence = 0.95;
    failures.add(passage, std::move(answer));
  };
  for_each_goal(input, check);
  for_each_task(input, check);
}

}  // namespace jx
