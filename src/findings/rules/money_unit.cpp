// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

constexpr double kHigh = 0.95;

/// Another task of the list that writes its money in full: the contrast makes the slip plain.
const Task* find_full_amount(const TaskList& list, const Task& except) {
  constexpr std::size_t kMostTasks = 200;
  for (const Task& task : std::span(list.tasks).first(std::min(list.tasks.size(), kMostTasks))) {
    if (&task == &except) continue;
    for (const Quantity& quantity : task.quantities) {
      if (quantity.unit.dimension == Dimension::Money) return &task;
    }
  }
  return nullptr;
}

const Quantity& first_amount(const Task& task) {
  return *std::find_if(task.quantities.begin(), task.quantities.end(), [](const Quantity& each) {
    return each.unit.dimension == Dimension::Money;
  });
}

/// A page breaks its lines anywhere: "…支出29,381.00万" and "元。" on the next one.
bool goes_on_with_yuan(const Submission& submission, const Passage& passage,
                       const Quantity& quantity) {
  const std::string_view text = passage.text();
  if (!trimmed(text.substr(std::min(quantity.end, text.size()))).empty()) return false;
  const std::vector<Paragraph>& all = submission.paragraphs;
  const auto here = std::find_if(
      all.begin(), all.end(), [&](const Paragraph& each) { return &each.words == passage.words; });
  if (here == all.end() || std::next(here) == all.end()) return false;
  return trimmed(std::next(here)->words.text).starts_with("元");
}

void check_passage(const RuleInput& input, const Passage& passage, PassageFailures& failures) {
  const std::string_view text = passage.text();
  const Lexicon& lexicon = input.lexicon;
  for (const Quantity& quantity : passage.quantities) {
    if (quantity.unit.dimension != Dimension::BareMultiple || !is_money(quantity, text, lexicon)) {
      continue;
    }
    if (goes_on_with_yuan(input.submission, passage, quantity)) continue;
    Answer answer = answer_about(passage);
    answer.message =
        fmt::format("{}的{}是金额却没有写“元”", shown_place(passage), in_quotes(quantity.raw));
    answer.evidence = {evidence_of(*passage.words, quantity.begin, quantity.end)};
    const Task* contrast =
        passage.task != nullptr ? find_full_amount(*passage.list, *passage.task) : nullptr;
    if (contrast != nullptr) {
      const Quantity& full = first_amount(*contrast);
      answer.message += fmt::format("，而{}写的是{}", shown_name(*contrast), in_quotes(full.raw));
      answer.evidence.push_back(evidence_of(contrast->target, full.begin, full.end));
    }
    answer.message += "。";
    answer.expected = quantity.raw + "元";
    answer.actual = quantity.raw;
    answer.confidence = kHigh;
    failures.add(passage, std::move(answer));
  }
}

void check_rows(const ProjectFacts& facts, const Lexicon& lexicon, FindingSink& sink) {
  Answer answer = answer_about(*facts.project);
  std::vector<std::string> names;
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    if (unit_of(indicator).dimension != Dimension::BareMultiple) continue;
    if (!is_cost(indicator) && !lexicon.words("money-context").find_in(indicator.name.text)) {
      continue;
    }
    names.push_back(shown_name(indicator));
    answer.evidence.push_back(indicator.unit.raw.empty() ? evidence_of(indicator.target)
                                                         : evidence_of(indicator.unit));
  }
  if (names.empty()) return;
  answer.message = fmt::format("{}是金额，单位只写了“万”或“亿”，没有“元”。", joined(names));
  answer.expected = "万元、亿元";
  answer.actual = answer.evidence.front().text;
  answer.confidence = kHigh;
  sink.fail(std::move(answer));
}

/// Budgets in tables that never say 元 or 万元.
class BudgetUnitSurvey final : public Survey {
 public:
  void look(const RuleInput& part) override {
    constexpr std::size_t kShown = 3;
    for (const ProjectFacts& facts : part.facts.projects) {
      const Project& project = *facts.project;
      if (!project.budget.has_value() || project.budget->is_zero()) continue;
      if (project.budget_unit.dimension == Dimension::Money) continue;
      if (++without_ <= kShown) evidence_.push_back(evidence_of(project.budget));
    }
  }
  std::size_t without() const noexcept { return without_; }
  const std::vector<EvidenceLine>& evidence() const noexcept { return evidence_; }

 private:
  std::size_t without_ = 0;
  std::vector<EvidenceLine> evidence_;
};

/// One answer for the whole document.
void check_budget_unit(const RuleInput& input, FindingSink& sink) {
  const auto& budgets = static_cast<const BudgetUnitSurvey&>(*input.survey);
  const std::size_t without = budgets.without();
  if (!input.document || without == 0) return;
  Answer answer;
  answer.evidence = budgets.evidence();
  answer.message = fmt::format(
      "{} 个项目的预算数没有金额单位（表头和“单位：”行都没有写），不知道是元还是万元。", without);
  answer.expected = "表头写明“单位：万元”或“单位：元”";
  answer.actual = "没有单位";
  answer.severity = Severity::Info;
  answer.confidence = kHigh;
  sink.insufficient(std::move(answer));
}

}  // namespace

std::unique_ptr<Survey> survey_budget_units() { return std::make_unique<BudgetUnitSurvey>(); }

void check_money_unit(const RuleInput& input, FindingSink& sink) {
  {
    PassageFailures failures(sink);
    for_each_passage(input,
                     [&](const Passage& passage) { check_passage(input, passage, failures); });
  }
  for (const ProjectFacts& facts : input.facts.projects) check_rows(facts, input.lexicon, sink);
  check_budget_unit(input, sink);
}

}  // namespace jx
