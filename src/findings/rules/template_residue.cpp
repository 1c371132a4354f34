// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/book_prose.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

void check_words(const Words& words, const RuleInput& input, FindingSink& sink, bool& found) {
  const auto match = input.lexicon.words("placeholder-word").find_in(words.text);
  if (!match) return;
  found = true;
  sink.fail({.message = fmt::format("公开的文字里留有模板的填空处“{}”", match->word),
             .evidence = {evidence_of(words, match->begin, match->end)},
             .actual = std::string(match->word)});
}

}  // namespace

void check_template_residue(const RuleInput& input, FindingSink& sink) {
  const Submission& submission = input.submission;
  if (!is_budget_book(submission)) return sink.not_applicable();
  bool found = false;
  for (const Paragraph& paragraph : submission.paragraphs) {
    check_words(paragraph.words, input, sink, found);
  }
  const Words* shown = nullptr;
  for (const BudgetTable& table : submission.budget_tables) {
    if (table.title.origin.in_table()) check_words(table.title, input, sink, found);
    for (const BudgetLine& line : table.lines) {
      check_words(line.name, input, sink, found);
      if (shown == nullptr) shown = &line.name;
    }
  }
  if (found) return;
  if (!submission.paragraphs.empty()) shown = &submission.paragraphs.front().words;
  if (shown == nullptr) return sink.not_applicable();
  sink.pass({.message = "没有留下模板的填空处", .evidence = {evidence_of(*shown)}});
}

}  // namespace jx
