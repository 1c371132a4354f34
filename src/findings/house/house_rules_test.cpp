// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/house/house_rules.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "base/text.h"
#include "findings/submission_builder.h"

namespace jx::testing {
namespace {

const Lexicon& lexicon() {
  static const Lexicon kLexicon =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return kLexicon;
}

constexpr std::string_view kHead =
    "[[rule]]\nid = \"H:T1\"\ntitle = \"题\"\nseverity = \"warning\"\nbasis = \"内部口径\"\n"
    "fix = \"改\"\n";

std::string rule(std::string_view rest, std::string_view message = "不符合") {
  return std::string(kHead) + "message = \"" + std::string(message) + "\"\n" + std::string(rest);
}

Result<HouseRules> load(const std::string& text) {
  HouseRules rules;
  JX_TRY_VOID(rules.add(text, "house.toml", lexicon()));
  return rules;
}

struct Ran {
  Answers answers;
  RuleUse use;
  std::string idle;
};

Ran run(const std::string& text, const Submission& made) {
  const Result<HouseRules> rules = load(text);
  if (!rules.ok()) {
    ADD_FAILURE() << rules.error().message;
    return {};
  }
  const Profile profile = test_profile();
  const Facts facts = gather_facts(made, profile);
  Ran done;
  CollectingSink sink(done.answers);
  const HouseRule& first = rules->rules().front();
  const Prepared prepared(lexicon(), profile);
  done.use = added_rule(first).check({.submission = made,
                                      .facts = facts,
                                      .profile = profile,
                                      .lexicon = lexicon(),
                                      .prepared = prepared},
                                     sink);
  if (done.use.selected == 0) done.idle = idle_reason(first, done.use);
  return done;
}

Submission training() {
  return submission()
      .project("15000021T000000000001", "妇女培训经费")
      .budget("44.00")
      .goal("开展培训，提升技能。")
      .add(indicator("培训人次").output(Level2::Quantity).at_least("50", "人次").weight("40"))
      .add(indicator("培训合格率").output(Level2::Quality).at_least("95", "%").weight("10"))
      .add(indicator("就业率").benefit(Level2::SocialBenefit).at_least("60", "%").weight("30"))
      .add(indicator("学员满意度").satisfaction().at_least("80", "%").weight("10"))
      .build();
}

// --- rows

TEST(HouseRules, EachSelectedRowIsComparedAndTheMessageIsFilled) {
  const Ran done = run(rule("where = { level1 = \"满意度指标\", unit = \"%\" }\n"
                            "must = { value = { at-least = 90 } }\n",
                            "“{name}”为{operator}{value}{unit}，应{expected}"),
                       training());
  ASSERT_EQ(done.answers.fails.size(), 1U);
  EXPECT_EQ(done.answers.fails[0].message, "“学员满意度”为≥80%，应指标值 ≥ 90");
  EXPECT_EQ(done.answers.fails[0].actual, "指标值 80");
  EXPECT_EQ(done.answers.fails[0].evidence[0].text, "80");
  EXPECT_EQ(done.use.selected, 1U);
}

TEST(HouseRules, ColumnsMayBeNamedInChinese) {
  const Ran done = run(rule("where = { \"二级指标\" = \"数量\" }\n"
                            "must = { \"权重\" = { at-most = 30 } }\n",
                            "{权重}"),
                       training());
  ASSERT_EQ(done.answers.fails.size(), 1U);
  EXPECT_EQ(done.answers.fails[0].message, "40");
}

TEST(HouseRules, MoneyIsComparedInTheUnitOfTheRule) {
  const Submission made =
      submission()
          .project("", "培训")
          .add(indicator("总成本").output(Level2::Cost).at_most("0.9", "万元").weight("100"))
          .build();
  const auto with_limit = [&](std::string_view limit) {
    return run(rule("must = { value = { at-most = " + std::string(limit) + ", unit = \"元\" } }\n"),
               made);
  };
  EXPECT_EQ(with_limit("9000").answers.fails.size(), 0U);
  EXPECT_EQ(with_limit("8999.99").answers.fails.size(), 1U);
  const Ran other = run(rule("must = { value = { at-most = 1, unit = \"天\" } }\n"), made);
  EXPECT_EQ(other.answers.insufficient.size(), 1U) << "万元 and 天 do not compare";
}

TEST(HouseRules, ABlankCellIsNotJudgedByANumber) {
  const Submission made = submission()
                              .project("", "培训")
                              .add(indicator("培训人次").output(Level2::Quantity).blank_weight())
                              .build();
  const Ran done = run(rule("must = { weight = { at-least = 1 } }\n"), made);
  EXPECT_TRUE(done.answers.fails.empty());
  ASSERT_EQ(done.answers.insufficient.size(), 1U);
  EXPECT_TRUE(contains(done.answers.insufficient[0].message, "权重"));
  const Ran present = run(rule("must = { weight = { present = true } }\n"), made);
  EXPECT_EQ(present.answers.fails.size(), 1U);
}

TEST(HouseRules, AColumnTheFormDoesNotHaveIsNotAskedFor) {
  const Ran done = run(rule("must = { value-basis = { present = true } }\n"), training());
  EXPECT_TRUE(done.answers.fails.empty());
  EXPECT_TRUE(done.answers.insufficient.empty());
}

struct TextCase {
  const char* name;
  const char* must;
  std::size_t fails;  ///< Of 培训人次, 培训合格率, 就业率, 学员满意度.
};

void PrintTo(const TextCase& each, std::ostream* out) { *out << each.name; }

class HouseTexts : public ::testing::TestWithParam<TextCase> {};

TEST_P(HouseTexts, AreMatched) {
  const Ran done = run("[lists]\n\"量词\" = [\"人次\", \"率\"]\n" +
                           rule("must = { name = " + std::string(GetParam().must) + " }\n"),
                       training());
  EXPECT_EQ(done.answers.fails.size(), GetParam().fails);
}

INSTANTIATE_TEST_SUITE_P(
    All, HouseTexts,
    ::testing::Values(TextCase{"Contains", "{ contains = \"培训\" }", 2},
                      TextCase{"ContainsOneOf", "{ contains = [\"培训\", \"就业\"] }", 1},
                      TextCase{"ContainsAll", "{ contains-all = [\"培训\", \"率\"] }", 3},
                      TextCase{"Lacks", "{ lacks = [\"率\"] }", 2},
                      TextCase{"Is", "{ is = \"就业率\" }", 3}, TextCase{"Bare", "\"就业率\"", 3},
                      TextCase{"Not", "{ not = \"就业率\" }", 1},
                      TextCase{"Like", "{ like = \"培训*\" }", 2},
                      TextCase{"LikeOneCharacter", "{ like = \"??率\" }", 3},
                      TextCase{"Unlike", "{ unlike = \"*率\" }", 2},
                      TextCase{"List", "{ contains = \"list:量词\" }", 1},
                      TextCase{"Longest", "{ longest = 4 }", 2},
                      TextCase{"Shortest", "{ shortest = 4 }", 1}),
    [](const auto& made) { return std::string(made.param.name); });

// --- projects, counts, sums

TEST(HouseRules, AProjectIsJudgedByItsGoalAndBudget) {
  const std::string demand =
      "select = \"projects\"\nwhere = { project = { contains = \"培训\" } }\n";
  const Ran done =
      run(rule(demand + "must = { goal = { contains = \"人次\" } }\n", "目标“{goal}”"), training());
  ASSERT_EQ(done.answers.fails.size(), 1U);
  EXPECT_EQ(done.answers.fails[0].message, "目标“开展培训，提升技能。”");
  EXPECT_EQ(done.use.rows, 1U);
  const Ran cheap =
      run(rule(demand + "must = { budget = { at-most = 440000, unit = \"元\" } }\n"), training());
  EXPECT_TRUE(cheap.answers.fails.empty());
}

TEST(HouseRules, RowsAreCountedByProject) {
  const Ran done =
      run(rule("where = { name = { contains = \"成本\" } }\ncount = { at-least = 1 }\n",
               "有 {count} 行"),
          training());
  ASSERT_EQ(done.answers.fails.size(), 1U);
  EXPECT_EQ(done.answers.fails[0].message, "有 0 行");
  EXPECT_TRUE(contains(done.idle, "4 行指标"));
}

TEST(HouseRules, WhatAnExcerptDoesNotShowIsNotMissing) {
  const Submission excerpt =
      submission()
          .project("", "培训")
          .add(indicator("培训人次").output(Level2::Quantity).at_least("50", "人次").weight("20"))
          .build();
  const Ran few =
      run(rule("where = { name = { contains = \"成本\" } }\ncount = { at-least = 1 }\n"), excerpt);
  EXPECT_TRUE(few.answers.fails.empty());
  EXPECT_EQ(few.answers.insufficient.size(), 1U);
  const Ran many = run(rule("count = { at-most = 0 }\n"), excerpt);
  EXPECT_EQ(many.answers.fails.size(), 1U) << "too many is too many, whatever is not shown";
}

TEST(HouseRules, SumsAreExactAndSayWhatTheyAdded) {
  const Ran done = run(rule("where = { level1 = \"产出\" }\nsum = { of = \"weight\", is = 60 }\n",
                            "{rows} 合计 {sum}"),
                       training());
  ASSERT_EQ(done.answers.fails.size(), 1U);
  EXPECT_EQ(done.answers.fails[0].message, "“培训人次”、“培训合格率” 合计 50");
  EXPECT_EQ(done.answers.fails[0].evidence.size(), 3U);
}

TEST(HouseRules, ValuesOfDifferentUnitsAreNotAddedUp) {
  const Ran done = run(
      rule("where = { level1 = \"产出\" }\nsum = { of = \"value\", at-most = 1 }\n"), training());
  EXPECT_TRUE(done.answers.fails.empty());
  EXPECT_EQ(done.answers.insufficient.size(), 1U);
}

// --- rules that select nothing

TEST(HouseRules, ARuleThatSelectsNothingSaysAtWhichCondition) {
  const Ran done = run(rule("where = { level1 = \"产出\", name = { contains = \"陪训\" } }\n"
                            "must = { weight = { at-least = 1 } }\n"),
                       training());
  EXPECT_EQ(done.use.selected, 0U);
  EXPECT_EQ(done.use.left, (std::vector<std::size_t>{2, 0}));
  EXPECT_EQ(done.idle,
            "2 行指标到条件 三级指标 含“陪训”（house.toml:8:33）时一行也不剩；请核对写法");
}

TEST(HouseRules, UsesOfSeveralDocumentsAddUp) {
  RuleUse sum{.id = "H:T1"};
  sum.add({.id = "H:T1", .rows = 3, .left = {2, 0}, .selected = 0});
  sum.add({.id = "H:T1", .rows = 4, .left = {3, 1}, .selected = 1});
  EXPECT_EQ(sum.rows, 7U);
  EXPECT_EQ(sum.left, (std::vector<std::size_t>{5, 1}));
  EXPECT_EQ(sum.selected, 1U);
}

// --- what is refused

struct BadCase {
  const char* name;
  std::string text;
  const char* says;
};

void PrintTo(const BadCase& each, std::ostream* out) { *out << each.name; }

class BadHouseRules : public ::testing::TestWithParam<BadCase> {};

TEST_P(BadHouseRules, AreRefusedWithThePlaceAndTheReason) {
  const Result<HouseRules> rules = load(GetParam().text);
  ASSERT_FALSE(rules.ok());
  EXPECT_TRUE(contains(rules.error().message, GetParam().says)) << rules.error().message;
  EXPECT_TRUE(contains(rules.error().message, "house.toml")) << rules.error().message;
}

constexpr std::string_view kMust = "must = { weight = { at-least = 1 } }\n";

INSTANTIATE_TEST_SUITE_P(
    All, BadHouseRules,
    ::testing::Values(
        BadCase{"NoRule", "[lists]\n\"a\" = [\"b\"]\n", "[[rule]]"},
        BadCase{"UnknownKey", rule("wher = {}\n" + std::string(kMust)), "house.toml:8:1"},
        BadCase{"UnknownColumn", rule("must = { wieght = 1 }\n"), "是否为“weight”"},
        BadCase{"OurId", replaced(rule(kMust), "H:T1", "WT01"), "H:"},
        BadCase{"TwiceTheSameId", rule(kMust) + rule(kMust), "已经用过"},
        BadCase{"TextWithANumber", rule("must = { name = { at-least = 3 } }\n"), "文字列"},
        BadCase{"TextWithABareNumber", rule("must = { name = 3 }\n"), "文字列"},
        BadCase{"NumberWithText", rule("must = { weight = { contains = \"1\" } }\n"), "数列"},
        BadCase{"NumberWithABareText", rule("must = { weight = \"10\" }\n"), "不加引号"},
        BadCase{"TermWithANumber", rule("must = { level1 = { above = 1 } }\n"), "固定用语"},
        BadCase{"UnknownLevel", rule("must = { level1 = \"产岀指标\" }\n"), "产出指标"},
        BadCase{"UnknownUnit", rule("must = { value = { above = 1, unit = \"块块\" } }\n"),
                "不认识单位"},
        BadCase{"UnknownComparison", rule("must = { weight = { atleast = 1 } }\n"),
                "是否为“at-least”"},
        BadCase{"UnknownPlaceholder", rule(kMust, "{nmae}"), "{nmae}"},
        BadCase{"RowPlaceholderInACount", rule("count = { at-least = 1 }\n", "{name}"), "{name}"},
        BadCase{"LoneBrace", rule(kMust, "a { b"), "花括号"},
        BadCase{"UnknownList", rule("must = { name = { contains = \"list:没有\" } }\n"), "没有"},
        BadCase{"NothingDemanded", rule("where = { weight = 1 }\n"), "只写一个"},
        BadCase{"TwoDemands", rule(std::string(kMust) + "count = { is = 1 }\n"), "只写一个"},
        BadCase{"EmptyMust", rule("must = {}\n"), "永远成立"},
        BadCase{"NothingCompared", rule("must = { weight = { unit = \"元\" } }\n"), "单位"},
        BadCase{"NoNumberFits", rule("must = { weight = { above = 3, at-most = 2 } }\n"), "同时"},
        BadCase{"RowColumnOfAProject",
                rule("select = \"projects\"\nmust = { weight = { above = 1 } }\n"), "每行不同"},
        BadCase{"SumOfAText", rule("sum = { of = \"name\", is = 1 }\n"), "合计"},
        BadCase{"PatternTooLong",
                rule("must = { name = { like = \"" + std::string(300, 'a') + "\" } }\n"), "200"},
        BadCase{"AbsentAndCompared", rule("must = { weight = { present = false, above = 1 } }\n"),
                "永远不会"}),
    [](const auto& made) { return std::string(made.param.name); });

TEST(HousePattern, TakesNoLongerThanTheProductOfTheLengths) {
  const std::u32string text(20000, U'a');
  std::u32string pattern;
  for (int i = 0; i < 100; ++i) pattern += U"*a";
  EXPECT_TRUE(fits_pattern(text, pattern));
  EXPECT_FALSE(fits_pattern(text, pattern + U'b'));
  EXPECT_TRUE(fits_pattern(U"", U"**"));
  EXPECT_FALSE(fits_pattern(U"", U"?"));
  EXPECT_TRUE(fits_pattern(U"培训合格率", U"培*率"));
}

}  // namespace
}  // namespace jx::testing
