// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/prose.h"
#include "findings/rules/rules.h"

/// Two tasks of one list promise money of one kind (销售额 500 万元, 销售计划 1000 万) and neither
/// says whether the one is part of the other.
namespace jx {
namespace {

struct MoneyTarget {
  const Task* task = nullptr;
  const Quantity* quantity = nullptr;
};

/// What kind of money the clause speaks of in front of the amount; "" when it does not say.
std::string_view kind_of(std::string_view text, const Quantity& quantity, const Lexicon& lexicon) {
  const TextRange clause = clause_at(text, quantity.begin);
  const std::string_view before = text.substr(clause.begin, quantity.begin - clause.begin);
  for (const auto& [word, kind] : lexicon.map("money-kind").entries) {
    if (before.find(word) != std::string_view::npos) return kind;
  }
  return {};
}

std::map<std::string_view, std::vector<MoneyTarget>> targets_of(const TaskList& list,
                                                                const Lexicon& lexicon) {
  std::map<std::string_view, std::vector<MoneyTarget>> by_kind;
  for (const Task& task : list.tasks) {
    for (const Quantity& quantity : task.quantities) {
      if (quantity.per_each || !is_money(quantity, task.target.text, lexicon)) continue;
      const std::string_view kind = kind_of(task.target.text, quantity, lexicon);
      if (kind.empty()) continue;
      std::vector<MoneyTarget>& targets = by_kind[kind];
      if (!targets.empty() && targets.back().task == &task) continue;  // its parts
      targets.push_back({.task = &task, .quantity = &quantity});
    }
  }
  return by_kind;
}

bool says_inclusion(const std::vector<MoneyTarget>& targets, const Lexicon& lexicon) {
  const WordList& words = lexicon.words("inclusion-word");
  return std::any_of(targets.begin(), targets.end(), [&](const MoneyTarget& target) {
    return words.find_in(target.task->target.text).has_value();
  });
}

/// A statement that promises this kind of money without saying how much.
const Paragraph* find_promise_without_value(const RuleInput& input, std::string_view kind) {
  for (const Paragraph& paragraph : input.submission.paragraphs) {
    const std::string_view text = paragraph.words.text;
    if (paragraph.kind != ParagraphKind::Statement || text.find(kind) == std::string_view::npos) {
      continue;
    }
    const bool valued = std::any_of(
        paragraph.quantities.begin(), paragraph.quantities.end(),
        [&](const Quantity& quantity) { return is_money(quantity, text, input.lexicon); });
    if (!valued && input.lexicon.words("promise-word").find_in(text)) return &paragraph;
  }
  return nullptr;
}

/// "合计 1500 万元": in 万元 when everything is given in 万.
std::string shown_total(const std::vector<MoneyTarget>& targets) {
  DecimalSum sum;
  for (const MoneyTarget& target : targets) {
    const std::optional<Decimal> value = in_base_unit(*target.quantity);
    if (!value) return {};
    sum.add(*value);
  }
  const Result<Decimal> yuan = sum.total();
  if (!yuan.ok()) return {};
  const Result<Decimal> shown = yuan->divided_by(Decimal(10000), 6);
  return shown.ok() ? fmt::format("（合计 {} 万元）", shown->trimmed().to_string()) : std::string();
}

void report(const RuleInput& input, const TaskList& list, std::string_view kind,
            const std::vector<MoneyTarget>& targets, FindingSink& sink) {
  Answer answer = answer_about(list);
  std::vector<std::string> shown;
  for (const MoneyTarget& target : targets) {
    shown.push_back(fmt::format("{} {}", shown_name(*target.task), shown_value(*target.quantity)));
    answer.evidence.push_back(
        evidence_of(target.task->target, target.quantity->begin, target.quantity->end));
  }
  answer.message = fmt::format("清单里有 {} 个{}目标（{}），没有说明是相加{}还是一个包含另一个",
                               targets.size(), kind, joined(shown), shown_total(targets));
  if (const Paragraph* promise = find_promise_without_value(input, kind)) {
    const std::size_t place = promise->words.text.find(kind);
    answer.evidence.push_back(evidence_of(promise->words, place, place + kind.size()));
    answer.message += fmt::format("；正文要求完成{}目标额，也没有写数额", kind);
  }
  answer.message += "。";
  answer.expected = fmt::format("写明全年{}总额及各项之间的包含关系", kind);
  answer.actual = joined(shown);
  answer.confidence = 0.95;
  sink.fail(std::move(answer));
}

}  // namespace

void check_overlapping_targets(const RuleInput& input, FindingSink& sink) {
  for (const TaskList& list : input.judged_task_lists()) {
    for (const auto& [kind, targets] : targets_of(list, input.lexicon)) {
      if (targets.size() < 2 || says_inclusion(targets, input.lexicon)) continue;
      report(input, list, kind, targets, sink);
    }
  }
}

}  // namespace jx
