// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/overview.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "findings/submission_builder.h"

namespace jx {
namespace {

using ::testing::HasSubstr;

Finding finding(std::string rule, std::string project, Severity severity,
                Verdict verdict = Verdict::Fail) {
  Finding made;
  made.rule = std::move(rule);
  made.project = std::move(project);
  made.severity = severity;
  made.verdict = verdict;
  return made;
}

Submission project(std::string_view code, std::string_view name, std::string_view budget,
                   std::string_view money_unit, std::string_view unit) {
  auto builder = testing::submission();
  builder.project(code, name).budget(budget, money_unit).unit("001", unit);
  return builder.build();
}

class Overview : public ::testing::Test {
 protected:
  void add(const Submission& submission, std::vector<Finding> findings) {
    CheckResult result;
    result.findings = std::move(findings);
    overview_.add(submission, result, cards_);
  }

  RuleCards cards_;
  CheckOverview overview_;
};

TEST_F(Overview, RanksProjectsByErrorsWarningsAndMoney) {
  const auto warning = [](const char* code) { return finding("TX06", code, Severity::Warning); };
  add(project("1", "小", "5", "万元", "甲局"), {warning("1")});
  add(project("2", "大", "900000", "元", "甲局"), {warning("2")});
  add(project("3", "错", "1", "万元", "甲局"), {finding("WT01", "3", Severity::Error)});
  add(project("4", "净", "8000", "万元", "甲局"), {});
  std::vector<std::string> names;
  for (const auto& subject : overview_.projects()) names.push_back(subject.name);
  EXPECT_EQ(names, (std::vector<std::string>{"错", "大", "小", "净"}));
  const auto units = overview_.units();
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].projects, 4U);
  EXPECT_EQ(units[0].counts.errors(), 1U);
  EXPECT_EQ(units[0].counts.warnings(), 2U);
  EXPECT_EQ(units[0].money->to_string(), "80960000");
}

TEST_F(Overview, CountsAProjectOfTwoDocumentsOnce) {
  const Submission same = project("1", "培训", "5", "万元", "甲局");
  add(same, {finding("TX06", "1", Severity::Warning)});
  add(same, {finding("TX06", "1", Severity::Warning)});
  EXPECT_EQ(overview_.documents(), 2U);
  ASSERT_EQ(overview_.projects().size(), 1U);
  EXPECT_EQ(overview_.projects()[0].money->to_string(), "50000");
  EXPECT_EQ(overview_.projects()[0].counts.warnings(), 2U);
  ASSERT_EQ(overview_.faults().size(), 1U);
  EXPECT_EQ(overview_.faults()[0].projects, 1U);
  EXPECT_EQ(overview_.faults()[0].findings, 2U);
}

TEST_F(Overview, CountsWhatCouldNotBeJudgedApart) {
  add(project("1", "培训", "5", "万元", "甲局"),
      {finding("TX06", "1", Severity::Error, Verdict::InsufficientData)});
  EXPECT_EQ(overview_.projects()[0].counts.errors(), 0U);
  EXPECT_EQ(overview_.projects()[0].counts.insufficient, 1U);
  EXPECT_TRUE(overview_.faults().empty());
}

TEST_F(Overview, KnowsNoMoneyInAnUnknownUnit) {
  add(project("1", "培训", "5", "", "甲局"), {});
  EXPECT_FALSE(overview_.projects()[0].money.has_value());
  EXPECT_THAT(render_overview_text(overview_, {}), HasSubstr("—"));
}

TEST_F(Overview, ShowsMoneyInTenThousands) {
  add(project("1", "培训", "933000", "元", "甲局"), {finding("WT01", "1", Severity::Error)});
  const std::string text = render_overview_text(overview_, {});
  EXPECT_THAT(text, HasSubstr("预算合计 93.3 万元；有错误的 1 个，涉及 93.3 万元"));
  EXPECT_THAT(text, HasSubstr("WT01    1 个项目     1 处"));
}

}  // namespace
}  // namespace jx
