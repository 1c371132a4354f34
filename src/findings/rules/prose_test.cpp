// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/prose.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace jx {
namespace {

Quantity number_at(std::string_view text, std::string_view raw, Dimension dimension) {
  Quantity quantity;
  quantity.value = Decimal(1);
  quantity.raw = raw;
  quantity.begin = text.find(raw);
  quantity.end = quantity.begin + raw.size();
  quantity.unit.dimension = dimension;
  return quantity;
}

std::string_view clause_with(std::string_view text, std::string_view part) {
  return clause_at(text, text.find(part)).of(text);
}

TEST(Clause, EndsAtCommasOfEitherWidth) {
  constexpr std::string_view kText = "开展培训，举办竞赛; 建设基地";
  EXPECT_EQ(clause_with(kText, "竞赛"), "举办竞赛");
  EXPECT_EQ(clause_with(kText, "培训"), "开展培训");
  EXPECT_EQ(clause_with(kText, "基地"), " 建设基地");
}

TEST(Clause, KeepsACommaInsideANumber) {
  constexpr std::string_view kText = "投资1,234万元，建成";
  EXPECT_EQ(clause_with(kText, "万元"), "投资1,234万元");
}

TEST(Clause, IsCutInAHostileText) {
  const std::string text(100000, 'x');
  EXPECT_LT(clause_at(text, 50000).end - clause_at(text, 50000).begin, 10000U);
}

TEST(Sentence, GoesOverCommas) {
  constexpr std::string_view kText = "一期，二期；三期，四期。";
  EXPECT_EQ(sentence_at(kText, kText.find("四期")).of(kText), "三期，四期");
}

TEST(Clauses, LeavesEmptyOnesOut) {
  constexpr std::string_view kText = "甲，，乙。";
  const std::vector<TextRange> clauses = clauses_of(kText);
  ASSERT_EQ(clauses.size(), 2U);
  EXPECT_EQ(clauses[0].of(kText), "甲");
  EXPECT_EQ(clauses[1].of(kText), "乙");
}

TEST(FindOutside, PassesOverLongerWords) {
  const WordList words("words", "", false, {"安全", "维护"});
  const WordList longer("longer", "", false, {"安全帽", "设备维护"});
  EXPECT_FALSE(find_outside("购置安全帽，完成设备维护", words, longer));
  const auto found = find_outside("购置安全帽，保证安全", words, longer);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->begin, std::string_view("购置安全帽，保证").size());
  EXPECT_FALSE(find_outside("购置头盔", words, longer));
}

TEST(Quotations, FindsEachPair) {
  constexpr std::string_view kText = "注册“甲乙”和「丙丁」品牌，\"戊\"";
  const std::vector<TextRange> found = quotations_in(kText);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].of(kText), "甲乙");
  EXPECT_EQ(found[1].of(kText), "丙丁");
  EXPECT_EQ(found[2].of(kText), "戊");
}

TEST(Quotations, IgnoresAStrayMark) { EXPECT_TRUE(quotations_in("“没有合上").empty()); }

TEST(Quoted, KnowsInsideFromBetween) {
  constexpr std::string_view kText = "“十二礼”共 3 件，《规划2025》";
  EXPECT_TRUE(is_quoted_at(kText, kText.find("十二")));
  EXPECT_FALSE(is_quoted_at(kText, kText.find("3")));
  EXPECT_TRUE(is_quoted_at(kText, kText.find("2025")));
}

TEST(Measure, IsNoDateNoLabelAndNoPartOfAName) {
  constexpr std::string_view kText = "“十二礼”品牌 3 个";
  EXPECT_FALSE(is_measure(number_at(kText, "十二", Dimension::Unknown), kText));
  Quantity label = number_at(kText, "3 个", Dimension::Count);
  EXPECT_TRUE(is_measure(label, kText));
  label.kind = QuantityKind::Ordinal;
  EXPECT_FALSE(is_measure(label, kText));
}

TEST(Deadline, NeedsMoreThanAYear) {
  constexpr std::string_view kText = "2023年完成，2024年底前验收";
  Quantity year = number_at(kText, "2023年", Dimension::Calendar);
  year.kind = QuantityKind::Date;
  year.date = Date{.year = 2023};
  EXPECT_FALSE(is_deadline(year, kText));
  Quantity end = number_at(kText, "2024年", Dimension::Calendar);
  end.kind = QuantityKind::Date;
  end.date = Date{.year = 2024};
  EXPECT_TRUE(is_deadline(end, kText));
}

TEST(Words, StandDirectlyBeforeAPlace) {
  constexpr std::string_view kText = "的共 10 个";
  const WordList cues("cues", "", true, {"共", "合计"});
  EXPECT_EQ(word_before(kText, kText.find("10"), cues), "共");
  EXPECT_FALSE(word_before(kText, 0, cues).has_value());
  EXPECT_TRUE(stands_before(kText, kText.find("10"), "的共"));
  EXPECT_TRUE(stands_behind(kText, kText.find("共") + 3, "10"));
}

class Collector final : public FindingSink {
 public:
  std::vector<Answer> answers;

 private:
  void add(Verdict, Answer answer) override { answers.push_back(std::move(answer)); }
};

TEST(PassageFailures, JoinsSpellingsOfOneGoalAndNothingElse) {
  Project project;
  project.key.text = "甲";
  const Words words{"目标", {}};
  const Passage goal{
      .kind = PassageKind::Goal, .words = &words, .quantities = {}, .project = &project};
  const Passage statement{.kind = PassageKind::Statement, .words = &words, .quantities = {}};
  Collector sink;
  {
    PassageFailures failures(sink);
    for (const Passage* passage : {&goal, &goal, &statement, &statement}) {
      Answer answer = answer_about(*passage);
      answer.message = "同一句话";
      answer.evidence.push_back({.origin = {}, .text = "证据"});
      failures.add(*passage, std::move(answer));
    }
  }
  ASSERT_EQ(sink.answers.size(), 3U);
  EXPECT_EQ(sink.answers[0].evidence.size(), 2U);
  EXPECT_EQ(sink.answers[0].project, "甲");
}

}  // namespace
}  // namespace jx
