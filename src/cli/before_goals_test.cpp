// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/before_goals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "pipeline/pipeline.h"

namespace jx {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Reference& reference() {
  static const Reference loaded = load_reference(fs::path(JX_SOURCE_DIR) / "data").value();
  return loaded;
}

BeforeFramework national() {
  const fs::path file = fs::path(JX_SOURCE_DIR) / "data/before-evaluations";
  return load_before_frameworks(file).value().front();
}

Submission read(const std::string& rows) {
  PipelineOptions options;
  options.reader.isolation = Isolation::InProcess;
  options.read.fiscal_year = 2024;
  options.read.file = "申报.txt";
  const Document document =
      make_document(
          "申报.txt",
          "项目名称\t单位名称\t预算数\t年度目标\t一级指标\t二级指标\t三级指标\t指标性质\t指标值\t"
          "度量单位\t权重\t指标方向性\n" +
              rows)
          .value();
  return run_read(document, nullptr, options, reference()).value().submission;
}

constexpr const char* kRoads =
    "110101T00000000000001-"
    "道路养护\t交通局\t50\t养护30公里\t产出指标\t数量指标\t养护里程\t≥\t30\t公里\t"
    "50\t正向指标\n\t\t\t养护30公里\t效益指标\t社会效益指标\t出行条件\t≥\t\t\t40\t正向指标\n";

Result<std::vector<BeforeProposal>> propose(const Submission& submission,
                                            const std::string& project = "") {
  const ReviewForm form = goal_form_of(national()).value();
  return propose_from_goals(form, submission, run_check(submission, {}, reference()), project);
}

TEST(BeforeGoals, ComeFromFindingsWithTheirPlaces) {
  const auto proposals = propose(read(kRoads)).value();
  ASSERT_FALSE(proposals.empty());
  const auto measured = std::find_if(proposals.begin(), proposals.end(),
                                     [](const BeforeProposal& each) { return each.point == "C2"; });
  ASSERT_NE(measured, proposals.end());
  EXPECT_LT(measured->points, Decimal(7)) << "a target was left blank";
  EXPECT_THAT(measured->reason, HasSubstr("VL01"));
  EXPECT_THAT(measured->evidence, ::testing::Contains(HasSubstr("申报.txt")));
}

TEST(BeforeGoals, AreNoneWhereDataWereMissing) {
  const Submission submission = read(kRoads);
  CheckResult unsure;
  Finding& open = unsure.findings.emplace_back();
  open.rule = "GO01";
  open.verdict = Verdict::InsufficientData;
  open.project = submission.projects.front().key.text;
  const ReviewForm form = goal_form_of(national()).value();
  EXPECT_THAT(propose_from_goals(form, submission, unsure, "").value(), IsEmpty());
}

TEST(BeforeGoals, StandOnlyWhereNobodyGaveAScore) {
  BeforeFramework framework = national();
  const std::vector<BeforeProposal> proposals = {
      {"C1", Decimal(5), "GO03 目标没有量化（扣 2）", {"申报.txt 2:1：GO03 “养护”"}},
      {"C2", Decimal(6), "", {"申报.txt：VL01 通过"}}};
  Table table;
  table.rows = 2;
  table.columns = 2;
  for (const auto& [row, column, text] :
       {std::tuple(0U, 0U, "评分要点"), std::tuple(0U, 1U, "得分"), std::tuple(1U, 0U, "C2"),
        std::tuple(1U, 1U, "4")}) {
    Cell& cell = table.cells.emplace_back();
    cell.row = row;
    cell.column = column;
    cell.text = text;
  }
  table.header_rows = 1;
  const NamedTable named = NamedTable::read(table).value();
  const BeforeEvaluation result = evaluate_before(framework, named, proposals).value();
  const BeforeDimensionScore& goals = result.dimensions.at(2);
  EXPECT_EQ(goals.points[0].score, Decimal(5));
  EXPECT_TRUE(goals.points[0].from_review);
  EXPECT_THAT(goals.points[0].gaps, IsEmpty());
  EXPECT_EQ(goals.points[0].deducted, Decimal(2));
  EXPECT_EQ(goals.points[1].score, Decimal(4)) << "a person's score stands";
  EXPECT_FALSE(goals.points[1].from_review);
  EXPECT_EQ(goals.points[1].proposal->points, Decimal(6));
  EXPECT_FALSE(goals.points[2].score) << "no check spoke of it";
}

TEST(BeforeGoals, AskWhichProjectIsMeant) {
  const Submission two =
      read(std::string(kRoads) +
           "110101T00000000000002-农田水利\t水利局\t60\t灌溉500亩\t产出指标\t数量指标\t"
           "灌溉面积\t≥\t500\t亩\t90\t正向指标\n");
  ASSERT_EQ(two.projects.size(), 2U);
  EXPECT_THAT(propose(two).error().message, HasSubstr("--project"));
  EXPECT_TRUE(propose(two, "农田水利").ok());
  EXPECT_TRUE(propose(two, "110101T00000000000001").ok());
  EXPECT_THAT(propose(two, "桥").error().message, HasSubstr("没有项目“桥”"));
}

TEST(BeforeGoals, NameRulesThatThereAreAndOnce) {
  BeforeFramework framework = national();
  framework.dimensions[0].points[0].rules = {"XX99"};
  EXPECT_THAT(goal_form_of(framework).error().message, HasSubstr("XX99 不存在"));
  framework.dimensions[0].points[0].rules = {"GO01"};
  EXPECT_THAT(goal_form_of(framework).error().message, HasSubstr("写了两次"));
}

}  // namespace
}  // namespace jx
