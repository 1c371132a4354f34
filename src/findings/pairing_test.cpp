// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/pairing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace jx {
namespace {

const Lexicon& lexicon() {
  static const Lexicon loaded = Lexicon::load(JX_SOURCE_DIR "/data/lexicon").value();
  return loaded;
}

class PairingTest : public ::testing::Test {
 protected:
  Pairer pairer_{lexicon(), std::array<std::string, 1>{"芦花"}};
};

TEST_F(PairingTest, CutsOwnNamesAndGenericWordsOutOfTheObject) {
  const std::size_t text = pairer_.add("打造“芦花”乡村阅读角建设数量");
  EXPECT_EQ(pairer_.object_of(text), "乡村阅读角");
  EXPECT_TRUE(pairer_.has_object(text));
}

TEST_F(PairingTest, LeavesNothingOfANameThatSaysNothing) {
  const std::size_t text = pairer_.add("项目完成情况");
  EXPECT_FALSE(pairer_.has_object(text));
  const std::size_t other = pairer_.add("项目完成率");
  EXPECT_EQ(pairer_.pair(text, other).basis, PairingBasis::None);
}

TEST_F(PairingTest, PairsByTheWordsThatTheShorterObjectIsMadeOf) {
  const std::size_t row = pairer_.add("阅读角建设数量");
  const std::size_t task = pairer_.add("在乡镇中心小学建设阅读角");
  const Pairing pairing = pairer_.pair(row, task);
  EXPECT_EQ(pairing.basis, PairingBasis::Words);
  EXPECT_EQ(pairing.score, 1);
  EXPECT_EQ(pairing.reason, "共同词“阅读角”");
}

TEST_F(PairingTest, DoesNotPairByAModifierAlone) {
  const std::size_t row = pairer_.add("手工竞赛、展洽活动次数");
  const std::size_t task = pairer_.add("开展手工技能培训");
  EXPECT_EQ(pairer_.pair(row, task).basis, PairingBasis::None);
}

TEST_F(PairingTest, CountsWordsThatStandEverywhereForLess) {
  const std::size_t row = pairer_.add("牧区饮水井维修");
  const std::size_t common = pairer_.add("牧区道路");
  const std::size_t rare = pairer_.add("饮水设施");
  for (const char* text : {"牧区学校", "牧区医院", "牧区商店", "牧区通信"}) pairer_.add(text);
  EXPECT_LT(pairer_.coverage(row, common), pairer_.coverage(row, rare));
}

TEST_F(PairingTest, DoesNotJoinWhatStoodOnBothSidesOfACut) {
  const std::size_t row = pairer_.add("水质和量");
  const std::size_t task = pairer_.add("质量");
  EXPECT_EQ(pairer_.coverage(task, row), 0);
}

TEST_F(PairingTest, TellsOneThingFromOneSubject) {
  const std::size_t row = pairer_.add("阅读角数量");
  EXPECT_FALSE(pairer_.pair(row, pairer_.add("建设阅读驿站")).same_head);
  EXPECT_TRUE(pairer_.pair(row, pairer_.add("建设班级阅读角")).same_head);
}

TEST_F(PairingTest, FallsBackToKinshipAndSaysSo) {
  const std::size_t row = pairer_.add("扶贫工坊数量");
  const std::size_t task = pairer_.add("创建示范基地");
  const Pairing pairing = pairer_.pair(row, task);
  EXPECT_EQ(pairing.basis, PairingBasis::Kin);
  EXPECT_EQ(pairing.score, Pairer::kKin);
  EXPECT_EQ(pairing.reason, "同类事物（生产经营载体）：“工坊”与“基地”");
}

TEST_F(PairingTest, IgnoresWidthCaseAndSpaces) {
  const std::size_t row = pairer_.add("ＡＰＰ 开发数量");
  const std::size_t task = pairer_.add("开发app");
  EXPECT_EQ(pairer_.pair(row, task).basis, PairingBasis::Words);
}

TEST_F(PairingTest, GivesAllPairsBestFirst) {
  const std::vector<std::size_t> rows = {pairer_.add("教师培训人次"), pairer_.add("阅读角数量")};
  const std::vector<std::size_t> tasks = {pairer_.add("建设阅读角"), pairer_.add("骨干教师轮训")};
  const std::vector<Pairing> pairings = pairer_.pair_all(rows, tasks);
  ASSERT_EQ(pairings.size(), 2U);
  EXPECT_TRUE(std::is_sorted(pairings.begin(), pairings.end(),
                             [](const Pairing& a, const Pairing& b) { return a.score > b.score; }));
  EXPECT_EQ(pairings[0].left, rows[1]);
  EXPECT_EQ(pairings[0].right, tasks[0]);
  EXPECT_EQ(pairings[1].left, rows[0]);
  EXPECT_EQ(pairings[1].right, tasks[1]);
}

TEST_F(PairingTest, ComparesNoMoreThanItSays) {
  std::vector<std::size_t> rows;
  for (std::size_t count = 0; count < Pairer::kMostTexts + 10; ++count) {
    rows.push_back(pairer_.add("阅读角数量"));
  }
  const std::vector<std::size_t> task = {pairer_.add("建设阅读角")};
  EXPECT_EQ(pairer_.pair_all(rows, task).size(), Pairer::kMostTexts);
}

TEST(QuotedNames, FindsEveryQuotedName) {
  const std::vector<std::string> expected = {"北山", "青禾行动"};
  EXPECT_EQ(quoted_names_in("“北山”专项与“青禾行动”"), expected);
  EXPECT_TRUE(quoted_names_in("没有引号").empty());
  EXPECT_TRUE(quoted_names_in("“没有合上").empty());
}

}  // namespace
}  // namespace jx
