// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/book_contents.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// Every title that stands in the book behind its list of contents.
std::set<std::string> titles_behind(const Submission& submission, std::size_t end) {
  std::set<std::string> titles;
  for (std::size_t i = end; i < submission.paragraphs.size(); ++i) {
    const std::string_view text = submission.paragraphs[i].words.text;
    if (is_table_title(text)) titles.insert(plain_title(text));
  }
  for (const PrintedTable& table : submission.tables) titles.insert(plain_title(table.title.text));
  for (const BudgetTable& table : submission.budget_tables) {
    titles.insert(plain_title(table.title.text));
  }
  return titles;
}

}  // namespace

void check_listed_tables(const RuleInput& input, FindingSink& sink) {
  const BookContents contents = find_contents(input.submission, input.lexicon);
  if (contents.tables.empty()) return sink.not_applicable();
  const std::set<std::string> titles = titles_behind(input.submission, contents.end);
  std::vector<const ListedTable*> missing;
  for (const ListedTable& listed : contents.tables) {
    if (!titles.contains(listed.title)) missing.push_back(&listed);
  }
  if (missing.size() == contents.tables.size()) {
    return sink.insufficient({.message = "目录列出的表都不在这份文件里，可能只是节选",
                              .evidence = {evidence_of(contents.tables.front().entry->words)}});
  }
  for (const ListedTable* listed : missing) {
    sink.fail({.message = fmt::format("目录列有{}，后面没有这张表",
                                      in_quotes(trimmed(listed->entry->words.text))),
               .evidence = {evidence_of(listed->entry->words)}});
  }
  if (!missing.empty()) return;
  sink.pass({.message = fmt::format("目录列出的 {} 张表都有", contents.tables.size()),
             .evidence = {evidence_of(contents.tables.front().entry->words)}});
}

}  // namespace jx
