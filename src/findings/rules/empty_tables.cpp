// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/book_contents.h"
#include "findings/rules/book_prose.h"
#include "findings/rules/budget_sums.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

bool says_empty(std::string_view text, const Lexicon& lexicon) {
  return lexicon.words("empty-table-note").find_in(text).has_value();
}

bool has_amounts(const BudgetTable& table) noexcept {
  return std::any_of(table.lines.begin(), table.lines.end(), [](const BudgetLine& line) {
    return std::any_of(line.amounts.begin(), line.amounts.end(), [](const BudgetAmount& each) {
      return each.amount.has_value() || each.amount.absence == Absence::Unread;
    });
  });
}

/// Places on a drawn page are told by their boxes, in text by their lines.
bool stands_below(const Origin& place, const Origin& table) noexcept {
  constexpr std::uint32_t kLinesSearched = 20;
  if (place.page != table.page) return false;
  if (!table.box.empty()) return place.box.top >= table.box.bottom;
  return place.line > table.line && place.line <= table.line + kLinesSearched;
}

class Checker {
 public:
  Checker(const RuleInput& input, FindingSink& sink)
      : input_(input), sink_(sink), contents_(find_contents(input.submission, input.lexicon)) {}

  void check() {
    for (const BudgetTable& table : input_.submission.budget_tables) check_grid(table);
    const auto& all = input_.submission.paragraphs;
    for (std::size_t i = contents_.end; i < all.size(); ++i) check_lines(i);
    if (empty_ == 0) {
      sink_.not_applicable();
    } else if (explained_ == empty_) {
      sink_.pass({.message = fmt::format("{} 张空表都有说明", empty_), .evidence = {evidence_}});
    }
  }

 private:
  void check_grid(const BudgetTable& table) {
    if (has_amounts(table)) return;
    const bool noted =
        std::any_of(table.notes.begin(), table.notes.end(),
                    [&](const Words& note) { return says_empty(note.text, input_.lexicon); }) ||
        is_noted_behind(table.origin());
    judge(table.title.empty() ? Words{shown_table(table), table.origin()} : table.title, noted);
  }

  /// The note stands as a line of its own, below a blank row or a 合计 of nothing.
  bool is_noted_behind(const Origin& origin) const {
    for (const Paragraph& paragraph : input_.submission.paragraphs) {
      const Words& words = paragraph.words;
      if (!stands_below(words.origin, origin)) continue;
      if (is_table_title(words.text)) break;
      if (says_empty(words.text, input_.lexicon)) return true;
    }
    return false;
  }

  /// A table without any row is no grid: its title, the unit line and its headers stand as lines.
  void check_lines(std::size_t index) {
    const auto& all = input_.submission.paragraphs;
    const Words& title = all[index].words;
    if (!is_table_title(title.text) || title.origin.in_table() || heads_table(title)) return;
    constexpr std::size_t kLinesSearched = 20;
    bool header = false;
    bool noted = false;
    for (std::size_t i = index + 1; i < std::min(all.size(), index + kLinesSearched); ++i) {
      const std::string_view text = all[i].words.text;
      if (is_table_title(text) || all[i].words.origin.page != title.origin.page) break;
      const std::string folded = fold(text);
      header = header || folded.starts_with("单位:") || folded == "合计";
      noted = noted || says_empty(text, input_.lexicon);
    }
    if (header) judge(title, noted);
  }

  /// The title belongs to a table that was read.
  bool heads_table(const Words& title) const {
    const std::string plain = plain_title(title.text);
    const auto& budget_tables = input_.submission.budget_tables;
    const auto& tables = input_.submission.tables;
    return std::any_of(
               budget_tables.begin(), budget_tables.end(),
               [&](const BudgetTable& table) { return plain_title(table.title.text) == plain; }) ||
           std::any_of(tables.begin(), tables.end(), [&](const PrintedTable& table) {
             return plain_title(table.title.text) == plain;
           });
  }

  void judge(const Words& title, bool noted) {
    ++empty_;
    if (noted) {
      ++explained_;
      evidence_ = evidence_of(title);
      return;
    }
    sink_.fail(
        {.message = fmt::format("{}是空表，没有说明为什么没有数据", in_quotes(trimmed(title.text))),
         .evidence = {evidence_of(title)}});
  }

  const RuleInput& input_;
  FindingSink& sink_;
  BookContents contents_;
  std::size_t empty_ = 0;
  std::size_t explained_ = 0;
  EvidenceLine evidence_;
};

}  // namespace

void check_empty_tables(const RuleInput& input, FindingSink& sink) {
  if (!is_budget_book(input.submission)) return sink.not_applicable();
  Checker(input, sink).check();
}

}  // namespace jx
