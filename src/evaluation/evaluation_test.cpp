// SPDX-License-Identifier: AGPL-3.0-or-later
// Frameworks, books and scores of evaluations.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <set>
#include <string>

#include "base/test_seed.h"
#include "evaluation/evaluation_scores.h"
#include "evaluation/framework.h"
#include "evaluation/report_outline.h"

namespace jx {
namespace {

using ::testing::HasSubstr;

const std::filesystem::path kData = std::filesystem::path(JX_SOURCE_DIR) / "data";

const Framework& national() {
  static const Framework framework =
      load_framework(kData / "frameworks", "project-expenditure").value().framework;
  return framework;
}

std::string head(std::string_view base, std::string_view more = "") {
  return "framework = \"project-expenditure\"\nproject = \"P\"\nname = \"项目\"\n"
         "reviewers = [\"甲\", \"乙\"]\n" +
         std::string(more) + "[weights]\nbase = " + std::string(base) +
         "\nbasis = \"方案\"\n[[evidence]]\nid = \"Z1\"\ntitle = \"资料\"\n";
}

/// An own indicator of one point with these marks.
std::string one_point(const std::string& marks) {
  return "[[indicator]]\ncode = \"X\"\nlevel1 = \"产出\"\nlevel2 = \"数量\"\nname = \"指标\"\n"
         "weight = 10\nmethod = \"points\"\n[[indicator.point]]\nnumber = 1\ntext = \"要点\"\n"
         "evidence = [\"Z1\"]\n" +
         marks;
}

std::string rate(const std::string& method, const std::string& figures) {
  return "[[indicator]]\ncode = \"X\"\nlevel1 = \"产出\"\nlevel2 = \"数量\"\nname = \"指标\"\n"
         "weight = 10\nmethod = \"" +
         method +
         "\"\npart_name = \"实际\"\nwhole_name = \"计划\"\nevidence = [\"Z1\"]\nby = \"甲\"\n"
         "checked_by = \"乙\"\n" +
         figures;
}

EvaluationScores scores_of(const std::string& text) {
  const Result<EvaluationBook> book = read_evaluation_book(text, "book.toml", national());
  EXPECT_TRUE(book.ok()) << book.error().message;
  return score_evaluation(*book, national());
}

std::string fault_of(const std::string& text) {
  const Result<EvaluationBook> book = read_evaluation_book(text, "book.toml", national());
  return book.ok() ? "" : book.error().message;
}

std::string shown(const std::optional<Decimal>& score) { return score ? score->to_string() : "—"; }

TEST(Frameworks, HoldTheWholeTreeOfTheClause) {
  // 17 indicators of level 3 below 10 of level 2 and 4 of level 1; 32 points of evaluation.
  std::set<std::string> level1;
  std::set<std::string> level2;
  std::size_t points = 0;
  for (const FrameworkIndicator& each : national().indicators) {
    level1.insert(each.level1);
    level2.insert(each.level2);
    points += each.points.size();
  }
  EXPECT_EQ(national().indicators.size(), 17U);
  EXPECT_EQ(level1.size(), 4U);
  EXPECT_EQ(level2.size(), 10U);
  EXPECT_EQ(points, 32U);
  EXPECT_THAT(national().basis, HasSubstr("依据未核实"));
  EXPECT_EQ(national().find("B12")->whole, "实际到位资金");
}

TEST(Frameworks, NameThoseThereAre) {
  const auto missing = load_framework(kData / "frameworks", "nothing");
  ASSERT_FALSE(missing.ok());
  EXPECT_THAT(missing.error().message, HasSubstr("project-expenditure"));
}

TEST(Frameworks, RefuseGradesThatLeaveScoresWithoutOne) {
  const std::string text =
      "id = \"a\"\ntitle = \"t\"\nbasis = \"b\"\nverified = true\ngrades = [[\"优\", \"90\"]]\n"
      "grades_basis = \"g\"\n[[indicator]]\ncode = \"A\"\nlevel1 = \"一\"\nlevel2 = \"二\"\n"
      "name = \"三\"\nexplanation = \"x\"\nmethod = \"date\"\n";
  const auto framework = read_framework(text, "f.toml");
  ASSERT_FALSE(framework.ok());
  EXPECT_THAT(framework.error().message, HasSubstr("从 0 分起"));
}

TEST(Outlines, HaveThePlacesOfTheClause) {
  const ReportOutline outline =
      load_report_outline(kData / "outlines" / "evaluation-report.toml").value();
  EXPECT_EQ(outline.sections.size(), 19U);
  EXPECT_NE(outline.find("advice"), nullptr);
}

TEST(EvaluationScores, StandWhereBothReviewersAgree) {
  const auto scores =
      scores_of(head("10") + one_point("marks = [{ by = \"甲\", points = 8, reason = \"缺\" },"
                                       " { by = \"乙\", points = 8.0, reason = \"缺\" }]\n"));
  EXPECT_EQ(shown(scores.total), "80.00");
  EXPECT_EQ(scores.grade, "良");
  EXPECT_EQ(scores.indicators[0].points[0].settled, Settlement::Same);
  EXPECT_EQ(scores.indicators[0].points[0].deducted_for, "缺");
}

struct OpenCase {
  std::string marks;
  EvaluationGap gap;
};

TEST(EvaluationScores, AreAbsentAndSayWhy) {
  const std::string both = "{ by = \"甲\", points = 10 }, { by = \"乙\", points = ";
  const OpenCase cases[] = {
      {"", EvaluationGap::NotMarked},
      {"marks = [{ by = \"甲\", points = 10 }]\n", EvaluationGap::NotMarked},
      {"marks = [{ by = \"甲\", points = 10 }, { by = \"乙\" }]\n", EvaluationGap::NotMarked},
      {"marks = [" + both + "9, reason = \"缺\" }]\n", EvaluationGap::NotSettled},
      {"marks = [" + both + "9 }]\n", EvaluationGap::NoReason},
      {"marks = [" + both + "10.01 }]\n", EvaluationGap::AboveFull}};
  for (const OpenCase& each : cases) {
    const auto scores = scores_of(head("10") + one_point(each.marks));
    EXPECT_EQ(scores.indicators[0].points[0].gap, each.gap) << each.marks;
    EXPECT_EQ(scores.indicators[0].gap, EvaluationGap::PointsOpen) << each.marks;
    EXPECT_FALSE(scores.total) << each.marks;
    EXPECT_EQ(scores.missing, 1U) << each.marks;
  }
}

TEST(EvaluationScores, NeedEvidence) {
  std::string book = head("10") + one_point(
                                      "marks = [{ by = \"甲\", points = 10 },"
                                      " { by = \"乙\", points = 10 }]\n");
  book.replace(book.find("evidence = [\"Z1\"]"), 17, "evidence = []");
  const auto scores = scores_of(book);
  EXPECT_EQ(scores.indicators[0].points[0].gap, EvaluationGap::NoEvidence);
}

TEST(EvaluationScores, LetThePanelDecideOnlyWhenAllOfItMarked) {
  const std::string marks =
      "marks = [{ by = \"甲\", points = 10 }, { by = \"乙\", points = 6, reason = \"缺\" },"
      " { by = \"丙\", points = 7, reason = \"缺\" }, { by = \"丁\", points = 8, reason = \"缺\" }";
  const std::string panel = "panel = [\"丙\", \"丁\", \"戊\"]\n";
  auto scores = scores_of(head("10", panel) + one_point(marks + "]\n"));
  EXPECT_EQ(scores.indicators[0].points[0].gap, EvaluationGap::NotSettled);
  scores = scores_of(head("10", panel) +
                     one_point(marks + ", { by = \"戊\", points = 9.5, reason = \"缺\" }]\n"));
  // (7 + 8 + 9.5) ÷ 3 = 8.1667
  EXPECT_EQ(shown(scores.indicators[0].score), "8.17");
  EXPECT_EQ(scores.indicators[0].points[0].panel->spread, Decimal::parse("2.5").value());
}

TEST(EvaluationScores, LeaveOutTheHighestAndLowestOfFiveExperts) {
  std::string marks =
      "marks = [{ by = \"甲\", points = 10 }, { by = \"乙\", points = 6, reason = \"缺\" }";
  const std::pair<const char*, const char*> experts[] = {
      {"一", "0"}, {"二", "7"}, {"三", "8"}, {"四", "9"}, {"五", "10"}};
  for (const auto& [name, points] : experts) {
    marks += std::string(", { by = \"") + name + "\", points = " + points + ", reason = \"缺\" }";
  }
  const auto scores = scores_of(head("10", "panel = [\"一\", \"二\", \"三\", \"四\", \"五\"]\n") +
                                one_point(marks + "]\n"));
  EXPECT_EQ(shown(scores.indicators[0].score), "8.00");
  EXPECT_TRUE(scores.indicators[0].points[0].panel->trimmed);
}

struct RateCase {
  const char* method;
  const char* part;
  const char* whole;
  const char* full_at;
  const char* zero_at;
  const char* score;
};

TEST(EvaluationScores, RiseWithTheRateBetweenTheTwoBounds) {
  constexpr RateCase kCases[] = {
      {"rate", "857.40", "933.00", "100", "0", "9.19"},  // 9.1897
      {"rate", "95", "100", "100", "90", "5.00"},
      {"rate", "120", "100", "100", "0", "10.00"},  // Never above the weight,
      {"rate", "50", "100", "100", "60", "0.00"},   // never below nothing.
      {"rate", "1", "3", "100", "0", "3.33"},
      {"rate", "2", "3", "100", "0", "6.67"},
      {"rate", "110", "100", "100", "120", "5.00"},  // Less is better.
      {"saving", "933", "933", "0", "-10", "10.00"},
      {"saving", "979.65", "933", "0", "-10", "5.00"},
      {"rate", "0", "5", "100", "0", "0.00"}};
  for (const RateCase& each : kCases) {
    const std::string figures = std::string("part = ") + each.part + "\nwhole = " + each.whole +
                                "\nfull_at = " + each.full_at + "\nzero_at = " + each.zero_at +
                                "\n";
    const auto scores = scores_of(head("10") + rate(each.method, figures));
    EXPECT_EQ(shown(scores.indicators[0].score), each.score) << figures;
  }
}

TEST(EvaluationScores, NeverGuessAFigureOrAStandard) {
  const std::pair<std::string, EvaluationGap> cases[] = {
      {"part = 1\nfull_at = 100\nzero_at = 0\n", EvaluationGap::NoFigures},
      {"part = 1\nwhole = 2\n", EvaluationGap::NoStandard},
      {"part = 1\nwhole = 0\nfull_at = 100\nzero_at = 0\n", EvaluationGap::WholeZero},
      {"part = 9223372036854775807\nwhole = 2\nfull_at = 100\nzero_at = 0\n",
       EvaluationGap::Overflow}};
  for (const auto& [figures, gap] : cases) {
    const auto scores = scores_of(head("10") + rate("rate", figures));
    EXPECT_EQ(scores.indicators[0].gap, gap) << figures;
    EXPECT_FALSE(scores.total);
  }
  std::string unchecked =
      head("10") + rate("rate", "part = 1\nwhole = 2\nfull_at = 100\nzero_at = 0\n");
  unchecked.replace(unchecked.find("checked_by = \"乙\"\n"), 19, "");
  EXPECT_EQ(scores_of(unchecked).indicators[0].gap, EvaluationGap::NotChecked);
}

TEST(EvaluationScores, CountDaysOfDelay) {
  const std::string figures = "planned = 2021-02-27\ndone = 2021-03-02\n";
  auto date = [&](const std::string& more) {
    std::string text = rate("date", figures + more);
    text.replace(text.find("part_name"), text.find("evidence") - text.find("part_name"), "");
    return scores_of(head("10") + text);
  };
  EXPECT_EQ(date("").indicators[0].gap, EvaluationGap::NoDelayRule);
  EXPECT_EQ(shown(date("deducted_a_day = 0.5\n").indicators[0].score), "8.50");
  EXPECT_EQ(shown(date("deducted_a_day = 9\n").indicators[0].score), "0.00");
}

TEST(EvaluationScores, HaveNoTotalWhenTheWeightsAreOff) {
  const auto scores =
      scores_of(head("100") + rate("rate", "part = 1\nwhole = 1\nfull_at = 100\nzero_at = 0\n"));
  EXPECT_FALSE(scores.total);
  ASSERT_EQ(scores.remarks.size(), 1U);
  EXPECT_THAT(scores.remarks[0], HasSubstr("权重合计 10，不等于满分 100"));
}

TEST(EvaluationScores, SayWhenOutputAndBenefitWeighTooLittle) {
  const auto scores = scores_of(
      head("20") + rate("rate", "part = 1\nwhole = 1\nfull_at = 100\nzero_at = 0\n") +
      "[[indicator]]\ncode = \"B12\"\nweight = 10\npart = 1\nwhole = 1\nevidence = [\"Z1\"]\n"
      "by = \"甲\"\nchecked_by = \"乙\"\n");
  ASSERT_EQ(scores.remarks.size(), 1U);
  EXPECT_THAT(scores.remarks[0], HasSubstr("产出、效益的权重共占 50%，低于 60%"));
  EXPECT_EQ(shown(scores.total), "100.00");
}

TEST(EvaluationScores, AddUpToThePartsWhateverTheMarks) {
  std::mt19937 random(test_seed());
  std::uniform_int_distribution<int> hundredths(0, 333);
  for (int round = 0; round < 200; ++round) {
    std::string book = head("10") + "[[indicator]]\ncode = \"A12\"\nweight = 10\n";
    std::int64_t sum = 0;
    for (int number = 1; number <= 3; ++number) {
      const int points = hundredths(random);
      sum += points;
      const std::string mark =
          ", points = " + Decimal::make(points, 2).value().to_string() + ", reason = \"缺\" }";
      book += "[[indicator.point]]\nnumber = " + std::to_string(number) +
              "\nevidence = [\"Z1\"]\nmarks = [{ by = \"甲\"" + mark + ", { by = \"乙\"" + mark +
              "]\n";
    }
    const auto scores = scores_of(book);
    EXPECT_EQ(shown(scores.indicators[0].score), Decimal::make(sum, 2).value().to_string());
    DecimalSum fulls;
    for (const PointScore& point : scores.indicators[0].points) fulls.add(point.full);
    EXPECT_EQ(fulls.total().value(), Decimal(10));
  }
}

TEST(Calibration, SaysWhoGivesMore) {
  const std::string book = head("10") +
                           "[[indicator]]\ncode = \"A32\"\nweight = 10\n"
                           "[[indicator.point]]\nnumber = 1\nevidence = [\"Z1\"]\nmarks = ["
                           "{ by = \"甲\", points = 4, reason = \"缺\" },"
                           " { by = \"乙\", points = 3, reason = \"缺\" }]\n"
                           "[[indicator.point]]\nnumber = 2\nevidence = [\"Z1\"]\nmarks = ["
                           "{ by = \"甲\", points = 2, reason = \"缺\" },"
                           " { by = \"乙\", points = 5 }]\n"
                           "agreed = { points = 3, by = \"丙\", reason = \"复核\" }\n";
  const auto scores = scores_of(book);
  const Calibration& calibration = scores.calibration;
  EXPECT_EQ(calibration.compared, 2U);
  EXPECT_EQ(calibration.first_higher, 1U);
  EXPECT_EQ(calibration.second_higher, 1U);
  EXPECT_EQ(calibration.open, 1U);
  EXPECT_EQ(calibration.lean.to_string(), "-1.0000");
  ASSERT_EQ(calibration.differences.size(), 2U);
  EXPECT_EQ(calibration.differences[0].point, 1U);  // 3 points apart, before 1.
}

TEST(EvaluationBooks, NameThePlaceOfAFault) {
  const std::string ok = one_point("");
  EXPECT_THAT(fault_of(head("10") + one_point("marks = [{ by = \"丙\", points = 1 }]\n")),
              HasSubstr("既不是评分人，也不是专家"));
  EXPECT_THAT(fault_of(head("10") + ok + ok), HasSubstr("指标 X 出现了两次"));
  EXPECT_THAT(fault_of(head("10") + one_point("marked = true\n")), HasSubstr("marked"));
  std::string unknown = head("10") + ok;
  unknown.replace(unknown.rfind("Z1"), 2, "Z9");
  EXPECT_THAT(fault_of(unknown), HasSubstr("资料清单里没有 Z9"));
  EXPECT_THAT(fault_of(head("10")), HasSubstr("没有一个指标"));
  EXPECT_THAT(fault_of(head("10", "panel = [\"丙\"]\n") + ok), HasSubstr("专家组至少三人"));
  std::string same = head("10") + ok;
  same.replace(same.find("\"乙\""), 5, "\"甲\"");
  EXPECT_THAT(fault_of(same), HasSubstr("两位不同的评分人"));
}

TEST(EvaluationBooks, TakeWeightsOnlyWhenTheyFitExactly) {
  std::string text = head("10") + one_point("");
  text.replace(text.find("weight = 10\n"), 12, "");
  text.replace(text.find("basis = \"方案\""), 16, "file = \"权重.json\"");
  EvaluationBook book = read_evaluation_book(text, "book.toml", national()).value();
  EXPECT_THAT(bring_weights({{"别的", Decimal(10)}}, book).error().message, HasSubstr("没有指标"));
  EXPECT_THAT(bring_weights({{"X", Decimal(5)}, {"Y", Decimal(5)}}, book).error().message,
              HasSubstr("没有对应的指标"));
  EXPECT_TRUE(bring_weights({{"指标", Decimal(10)}}, book).ok());
  EXPECT_EQ(book.indicators[0].weight, Decimal(10));
}

}  // namespace
}  // namespace jx
