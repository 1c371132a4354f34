// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/filed_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "monitoring/findings.h"
#include "monitoring/test_monitoring.h"

namespace jx {
namespace {

using testing::decimal;
using ::testing::HasSubstr;

const Unit kTenThousands{
    .name = "万人次", .dimension = Dimension::PersonTimes, .factor = Decimal(10000)};

FiledForm form(int month, std::string_view executed, Unit unit = testing::kPersonTimes) {
  FiledForm made{.file = std::to_string(month) + ".xlsx", .form = {}, .month = month};
  Project& project = made.form.project;
  project.key.text = "P";
  project.names.push_back({"培训", {}});
  project.goal_sets.emplace_back().indicators.push_back(
      testing::promise(Level2::Quantity, Comparator::AtLeast, "1200", testing::kPersonTimes));
  made.form.month = month;
  made.form.budget.value = decimal("100");
  MonitoringFormRow& row = made.form.rows.emplace_back();
  row.executed.raw = executed;
  Target& actual = row.executed.value.emplace();
  actual.kind = TargetKind::Number;
  actual.value = decimal(executed);
  actual.unit = std::move(unit);
  return made;
}

Monitoring look_at(const FiledFigures& figures) {
  return monitor({.submission = figures.submission,
                  .figures = figures.figures,
                  .statements = figures.statements,
                  .plan = {},
                  .rules = testing::light_rules("default"),
                  .profile = testing::national(),
                  .year = 2021,
                  .month = figures.month});
}

std::vector<std::string> rules_of(const FiledFigures& figures) {
  std::vector<std::string> rules;
  const Monitoring monitoring = look_at(figures);
  for (const auto& each : find_deviations(monitoring, testing::light_rules("default"))) {
    rules.push_back(each.rule);
  }
  return rules;
}

TEST(FiledForms, AreLookedAtLikeALedger) {
  FiledForm slow = form(7, "100");
  EXPECT_THAT(rules_of(collect_figures({slow}, 2021).value()),
              ::testing::ElementsAre("MO01", "MO03"));
  slow.form.rows[0].causes = {DeviationCause::Staff};
  slow.form.rows[0].explanation.text = "师资不足";
  slow.form.rows[0].likelihood = Likelihood::Impossible;
  EXPECT_THAT(rules_of(collect_figures({slow}, 2021).value()),
              ::testing::ElementsAre("MO01", "MO04"));
  slow.form.rows[0].measures.text = "增派教师";
  EXPECT_THAT(rules_of(collect_figures({slow}, 2021).value()), ::testing::ElementsAre("MO01"));
  EXPECT_TRUE(rules_of(collect_figures({form(7, "700")}, 2021).value()).empty());
}

TEST(FiledForms, ShowFallsAndGapsAcrossMonths) {
  const auto rules =
      rules_of(collect_figures({form(7, "700"), form(4, "800"), form(5, "800")}, 2021).value());
  EXPECT_THAT(rules, ::testing::ElementsAre("MO05", "MO06")) << "June is missing, July fell";
}

TEST(FiledForms, ConvertUnitsExactlyOrLeaveTheFigureOut) {
  const FiledFigures converted = collect_figures({form(7, "0.07", kTenThousands)}, 2021).value();
  ASSERT_EQ(converted.figures.size(), 1U);
  EXPECT_EQ(*converted.figures[0].value, Decimal(700));
  ASSERT_EQ(converted.remarks.size(), 1U);
  EXPECT_THAT(converted.remarks[0].words, HasSubstr("换算成 700 人次"));
  const Unit people{.name = "人", .dimension = Dimension::People};
  const FiledFigures left_out = collect_figures({form(7, "700", people)}, 2021).value();
  EXPECT_TRUE(left_out.figures.empty());
  EXPECT_THAT(left_out.remarks.at(0).words, HasSubstr("不能换算"));
}

TEST(FiledForms, SayWhereTheRateIsOff) {
  FiledForm off = form(7, "700");
  off.form.executed.value = decimal("40");
  off.form.rate.value = decimal("45");
  off.form.rate.raw = "45%";
  const FiledFigures figures = collect_figures({off}, 2021).value();
  ASSERT_EQ(figures.remarks.size(), 1U);
  EXPECT_THAT(figures.remarks[0].words, HasSubstr("40 ÷ 100 = 40.00%"));
  off.form.rate.value = decimal("40.0");
  EXPECT_TRUE(collect_figures({off}, 2021)->remarks.empty());
  off.form.rate.value = decimal("0.4");
  EXPECT_TRUE(collect_figures({off}, 2021)->remarks.empty()) << "a part of 1";
  off.form.rate.value = decimal("0.5");
  EXPECT_EQ(collect_figures({off}, 2021)->remarks.size(), 1U);
}

TEST(FiledForms, TakeAPartOfOneForThePercentageThatItIs) {
  FiledForm rate = form(7, "0.93", {});
  rate.form.project.goal_sets[0].indicators[0] =
      testing::promise(Level2::Quality, Comparator::AtLeast, "95", testing::kPercent);
  const FiledFigures figures = collect_figures({rate}, 2021).value();
  EXPECT_EQ(*figures.figures.at(0).value, Decimal(93));
  EXPECT_THAT(figures.remarks.at(0).words, HasSubstr("按 93 % 计"));
}

TEST(FiledForms, KeepTheOrderOfTheProjects) {
  std::vector<FiledForm> forms;
  for (const std::string_view key : {"Z", "A", "M", "A"}) {
    forms.push_back(form(forms.size() == 3 ? 7 : 6, "700"));
    forms.back().form.project.key.text = key;
  }
  const FiledFigures figures = collect_figures(forms, 2021).value();
  std::string order;
  for (const Project& project : figures.submission.projects) order += project.key.text;
  EXPECT_EQ(order, "ZAM");
}

TEST(FiledForms, RefuseTwoOfOneMonth) {
  const auto twice = collect_figures({form(7, "700"), form(7, "701")}, 2021);
  ASSERT_FALSE(twice.ok());
  EXPECT_THAT(twice.error().message, HasSubstr("有两份"));
}

}  // namespace
}  // namespace jx
