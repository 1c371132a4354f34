// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// "不含自筹", "无配套资金", "不要求地方配套资金": the text says that there is none. 无 and its
/// like may begin other words (无人机), so a single character has to stand right before the fund.
bool is_denied(std::string_view text, std::size_t place, const Lexicon& lexicon) {
  const WordList& denials = lexicon.words("denial-word");
  if (word_before(text, place, denials)) return true;
  constexpr std::size_t kHan = 3;
  const TextRange clause = clause_at(text, place);
  const std::vector<WordMatch> found =
      denials.find_all_in(text.substr(clause.begin, place - clause.begin));
  return std::any_of(found.begin(), found.end(),
                     [](const WordMatch& match) { return match.word.size() > kHan; });
}

std::optional<WordMatch> find_fund(std::string_view text, const Lexicon& lexicon) {
  for (const WordMatch& match : lexicon.words("other-fund").find_all_in(text)) {
    if (!is_denied(text, match.begin, lexicon)) return match;
  }
  return std::nullopt;
}

bool is_digit(char character) noexcept { return character >= '0' && character <= '9'; }

bool is_amount(const Quantity& quantity, std::string_view text, const Lexicon& lexicon) {
  return is_money(quantity, text, lexicon) || quantity.unit.dimension == Dimension::Ratio;
}

/// Money in front of the fund's clause is the fund's (投资 30 万元，由企业自筹), unless it is said
/// to be somebody else's, or the fund is what lacks (财政资金 60 万元，其余自筹).
bool may_stand_before(std::string_view text, TextRange clause, const Quantity& amount,
                      const Lexicon& lexicon) {
  if (lexicon.words("remainder-word").find_in(clause.of(text))) return false;
  const TextRange other = clause_at(text, amount.begin);
  return !lexicon.words("budget-source").find_in(other.of(text));
}

/// 按 1:1 配套: a proportion of the budget is an amount.
bool has_proportion(std::string_view sentence) {
  for (const std::string_view colon : {":", "：", "∶"}) {
    for (std::size_t at = sentence.find(colon); at != std::string_view::npos;
         at = sentence.find(colon, at + colon.size())) {
      const std::size_t behind = at + colon.size();
      if (at > 0 && behind < sentence.size() && is_digit(sentence[at - 1]) &&
          is_digit(sentence[behind])) {
        return true;
      }
    }
  }
  return false;
}

/// An amount that can be the fund's: in its clause or anywhere behind it in the sentence.
bool has_amount_near(const Passage& passage, std::size_t place, const Lexicon& lexicon) {
  const std::string_view text = passage.text();
  const TextRange sentence = sentence_at(text, place);
  const TextRange clause = clause_at(text, place);
  if (has_proportion(sentence.of(text))) return true;
  return std::any_of(
      passage.quantities.begin(), passage.quantities.end(), [&](const Quantity& quantity) {
        if (quantity.begin < sentence.begin || quantity.begin >= sentence.end) return false;
        if (!is_amount(quantity, text, lexicon)) return false;
        return quantity.begin >= clause.begin || may_stand_before(text, clause, quantity, lexicon);
      });
}

bool has_amount(const Passage& passage, const Lexicon& lexicon) {
  return std::any_of(
      passage.quantities.begin(), passage.quantities.end(),
      [&](const Quantity& quantity) { return is_amount(quantity, passage.text(), lexicon); });
}

struct Budget {
  Field<Decimal> amount;
  std::string unit;
};

/// The budgets of projects that a task list belongs to, by their keys.
class LinkedBudgets final : public Survey {
 public:
  void look(const RuleInput& part) override {
    for (const ProjectFacts& facts : part.facts.projects) {
      const Project& project = *facts.project;
      if (facts.task_list == nullptr || !project.budget.has_value()) continue;
      budgets_.try_emplace(project.key, Budget{project.budget, project.budget_unit.name});
    }
  }
  std::optional<Budget> find(const Passage& passage) const {
    if (passage.project != nullptr) {
      const Project& project = *passage.project;
      if (!project.budget.has_value()) return std::nullopt;
      return Budget{project.budget, project.budget_unit.name};
    }
    if (passage.list == nullptr || !passage.list->project) return std::nullopt;
    const auto found = budgets_.find(*passage.list->project);
    return found == budgets_.end() ? std::nullopt : std::optional<Budget>(found->second);
  }

 private:
  std::map<ProjectKey, Budget> budgets_;
};

}  // namespace

std::unique_ptr<Survey> survey_linked_budgets() { return std::make_unique<LinkedBudgets>(); }

void check_other_funds(const RuleInput& input, FindingSink& sink) {
  const auto& budgets = static_cast<const LinkedBudgets&>(*input.survey);
  PassageFailures failures(sink);
  const auto check = [&](const Passage& passage) {
    std::optional<WordMatch> fund = find_fund(passage.text(), input.lexicon);
    const Words* words = passage.words;
    if (!fund && passage.task != nullptr) {
      fund = find_fund(passage.task->name.text, input.lexicon);
      words = &passage.task->name;
    }
    if (!fund) return;
    const bool in_text = words == passage.words;
    if (in_text ? has_amount_near(passage, fund->begin, input.lexicon)
                : has_amount(passage, input.lexicon)) {
      return;
    }
    Answer answer = answer_about(passage);
    answer.message =
        fmt::format("{}提到{}，但没有金额", shown_place(passage), in_quotes(fund->word));
    const bool dated =
        std::any_of(passage.quantities.begin(), passage.quantities.end(),
                    [&](const Quantity& each) { return is_deadline(each, passage.text()); });
    if (!dated) answer.message += "和到位日期";
    answer.evidence = {evidence_of(*words, fund->begin, fund->end)};
    if (const std::optional<Budget> budget = budgets.find(passage)) {
      answer.message +=
          fmt::format("，预算数 {} {} 里也没有单列这部分资金", budget->amount.raw, budget->unit);
      answer.evidence.push_back(evidence_of(budget->amount));
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
