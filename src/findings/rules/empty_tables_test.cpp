// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "findings/rules/rules.h"
#include "findings/submission_builder.h"

namespace jx::testing {
namespace {

Answers look_for_empty_tables(const Submission& made) {
  static const Result<Lexicon> kLexicon =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon");
  return run_rule(check_empty_tables, made, test_profile(), *kLexicon);
}

Words drawn(std::string text, std::uint32_t page, float top) {
  Words words;
  words.text = std::move(text);
  words.origin.page = page;
  words.origin.box = {.left = 50, .top = top, .right = 300, .bottom = top + 12};
  return words;
}

/// A drawn table of headers alone; its 合计 and what is said of it stand below its net.
Submission drawn_book(const Words& note) {
  Submission made;
  BudgetTable& table = made.budget_tables.emplace_back();
  table.title = drawn("2025年部门政府性基金预算支出表", 17, 100);
  for (const Words& words :
       {drawn("编制单位：上海市商务委员会", 17, 130), drawn("合计", 17, 400), note}) {
    made.paragraphs.emplace_back().words = words;
  }
  return made;
}

TEST(EmptyTables, ANoteIsLookedForBelowADrawnTable) {
  const Words note = drawn("注：本部门2025年无政府性基金预算，故本表为空表。", 17, 430);
  const Answers answers = look_for_empty_tables(drawn_book(note));
  EXPECT_TRUE(answers.fails.empty());
  EXPECT_EQ(answers.passes.size(), 1u);
}

TEST(EmptyTables, ANoteAboveOrOnAnotherPageIsNotOfThisTable) {
  const std::string text = "注：本部门2025年无政府性基金预算，故本表为空表。";
  EXPECT_EQ(look_for_empty_tables(drawn_book(drawn(text, 17, 60))).fails.size(), 1u);
  EXPECT_EQ(look_for_empty_tables(drawn_book(drawn(text, 18, 430))).fails.size(), 1u);
}

}  // namespace
}  // namespace jx::testing
