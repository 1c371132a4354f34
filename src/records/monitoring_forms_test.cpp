// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/monitoring_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "records/monitoring_columns.h"
#include "records/test_tables.h"

namespace jx {
namespace {

using test::document;
using test::lexicon;
using test::Row;
using test::table;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<MonitoringForm> forms_in(const Tables& tables) {
  return read_monitoring_forms(tables, test::read(tables), lexicon());
}

const Row kName = {"项目名称", "15000021T000000000001-乡村道路养护", "", "实施单位",
                   "140001-交通局"};
const Row kMoney = {"项目资金（万元）", "", "年初预算数", "1-7月执行数", "1-7月执行率",
                    "全年预计执行数"};
const Row kTotal = {"", "年度资金总额", "50.00", "20", "40%", "48"};
const Row kPart = {"", "其中：本年一般公共预算拨款", "30.00", "10", "33%", "28"};

/// The two rows of the official header; the groups reach over their columns.
Table official(std::vector<Row> rows) {
  rows.insert(
      rows.begin(),
      {{"一级指标", "二级指标", "三级指标", "年度指标值", "1-7月执行情况", "全年预计完成情况",
        "偏差原因分析", "", "", "", "", "", "完成目标可能性", "", "", "备注"},
       {"", "", "", "", "", "", "经费保障", "制度保障", "人员保障", "硬件条件保障", "其他",
        "原因说明", "确定能", "有可能", "完全不可能", ""}});
  Table made = table(rows, 2);
  for (Cell& cell : made.cells) {
    if (cell.row != 0) continue;
    if (cell.text == "偏差原因分析") {
      cell.colspan = 6;
    } else if (cell.text == "完成目标可能性") {
      cell.colspan = 3;
    } else {
      cell.rowspan = 2;
    }
  }
  return made;
}

TEST(MonitoringForms, ReadTheOfficialForm) {
  const auto forms = forms_in(
      document({table({kName, kMoney, kTotal, kPart}, 0),
                official({{"产出指标", "数量指标", "养护里程", "≥30公里", "12公里", "30公里", "√",
                           "", "√", "", "", "雨季停工", "", "√", "", "增派一队"},
                          {"", "质量指标", "验收合格率", "≥95%", "未到期", "", "", "", "", "", "",
                           "", "", "", "", ""}})}));
  ASSERT_EQ(forms.size(), 1U);
  const MonitoringForm& form = forms.front();
  EXPECT_EQ(form.project.key.text, "15000021T000000000001");
  EXPECT_EQ(form.month, 7);
  EXPECT_EQ(form.budget.value, Decimal::parse("50.00").value());
  EXPECT_EQ(form.executed.value, Decimal(20));
  EXPECT_EQ(form.rate.value, Decimal(40));
  EXPECT_EQ(form.forecast.text, "48");
  ASSERT_EQ(form.rows.size(), 2U);
  const MonitoringFormRow& first = form.rows[0];
  EXPECT_EQ(first.executed->value, Decimal(12));
  EXPECT_EQ(first.executed->unit.name, "公里");
  EXPECT_THAT(first.causes, ElementsAre(DeviationCause::Funding, DeviationCause::Staff));
  EXPECT_EQ(first.explanation.text, "雨季停工");
  EXPECT_EQ(first.likelihood, Likelihood::Possible);
  EXPECT_EQ(first.measures.text, "增派一队") << "the form has no other place for them";
  EXPECT_FALSE(form.rows[1].executed.has_value());
  EXPECT_EQ(form.rows[1].executed.absence, Absence::NotDue);
  EXPECT_TRUE(form.unread.empty());
}

TEST(MonitoringForms, ReadALocalVariant) {
  const auto forms = forms_in(document(
      {table({kName}, 0),
       table({{"一级指标", "二级指标", "三级指标", "年度指标值", "截止8月底绩效目标执行情况",
               "全年预计完成值", "原因类型", "情况分析", "完成可能性", "拟采取措施"},
              {"产出指标", "数量指标", "养护里程", "≥30公里", "12公里", "30", "人员保障",
               "雨季停工", "有可能", "增派一队"}})}));
  ASSERT_EQ(forms.size(), 1U);
  EXPECT_EQ(forms[0].month, 8);
  ASSERT_EQ(forms[0].rows.size(), 1U);
  EXPECT_THAT(forms[0].rows[0].causes, ElementsAre(DeviationCause::Staff));
  EXPECT_EQ(forms[0].rows[0].explanation.text, "雨季停工");
  EXPECT_EQ(forms[0].rows[0].likelihood, Likelihood::Possible);
  EXPECT_EQ(forms[0].rows[0].measures.text, "增派一队");
}

TEST(MonitoringForms, ReadAListOfProjects) {
  const auto forms = forms_in(document({table(
      {{"项目名称", "预算数", "1-6月支出数", "三级指标", "指标值", "1-6月完成情况",
        "全年预计完成情况"},
       {"15000021T000000000001-道路", "50", "20", "养护里程", "≥30公里", "12公里", "30公里"},
       {"15000021T000000000002-农田", "80", "10", "灌溉面积", "≥500亩", "100亩", "500亩"}})}));
  ASSERT_EQ(forms.size(), 2U);
  EXPECT_EQ(forms[0].executed.value, Decimal(20));
  EXPECT_EQ(forms[1].executed.value, Decimal(10));
  EXPECT_EQ(forms[1].rows.front().executed->value, Decimal(100));
}

TEST(MonitoringForms, AListMayNameItsMonthInATitleOrAHeader) {
  const Row header = {"项目名称", "三级指标", "年度指标值", "完成值", "全年预计完成值"};
  const std::vector<Row> rows = {{"道路养护", "养护里程", "≥60公里", "35公里", "60公里"},
                                 {"路灯维护", "亮灯率", "≥98%", "93%", "95%"}};
  const auto months = [&](const Row& named, std::string_view title) {
    std::vector<int> found;
    const Tables tables = document({test::titled(table({named, rows[0], rows[1]}), title)});
    for (const MonitoringForm& form : forms_in(tables)) found.push_back(form.month.value_or(0));
    return found;
  };
  EXPECT_THAT(months(header, "2023年1-8月绩效监控情况汇总表"), ElementsAre(8, 8));
  Row dated = header;
  dated[3] = "1-8月完成值";
  EXPECT_THAT(months(dated, "绩效监控情况汇总表"), ElementsAre(8, 8));
}

TEST(MonitoringForms, AReasonWithinTheYearMakesOne) {
  const auto count = [](std::string_view executed) {
    return forms_in(
               document(
                   {table({{"项目名称", "环境整治"}, {"项目单位", "某镇"}}, 0),
                    table({{"一级指标", "二级指标", "三级指标", "年度指标值", executed, "偏差原因"},
                           {"产出指标", "数量指标", "整治数", "50个", "20个", "资金晚到"}})}))
        .size();
  };
  EXPECT_EQ(count("6月底完成值"), 1U);
  EXPECT_EQ(count("完成值"), 0U) << "may be of the whole year";
}

TEST(MonitoringForms, MoneyMayStandBesideItsLabels) {
  const auto forms =
      forms_in(document({table({{"项目名称", "环境整治", "", "", "", "", ""},
                                {"预算资金（万元）", "年初预算数", "90", "截至6月底支出数", "40",
                                 "支出进度", "44.44%"}},
                               0),
                         table({{"三级指标", "年度指标值", "完成值", "全年预计完成值"},
                                {"整治数", "50个", "20个", "50个"}})}));
  ASSERT_EQ(forms.size(), 1U);
  EXPECT_EQ(forms[0].budget->to_string(), "90");
  EXPECT_EQ(forms[0].executed->to_string(), "40");
  EXPECT_EQ(forms[0].project.budget_unit.name, "万元");
  EXPECT_EQ(forms[0].month, 6);
}

TEST(MonitoringForms, SayWhatTheyCannotRead) {
  const auto forms = forms_in(document(
      {table({kName}, 0), official({{"产出指标", "数量指标", "养护里程", "≥30公里", "1e999", "", "",
                                     "", "", "", "", "", "√", "√", "", ""}})}));
  ASSERT_EQ(forms.size(), 1U);
  EXPECT_EQ(forms[0].rows[0].executed.absence, Absence::Unread);
  EXPECT_FALSE(forms[0].rows[0].likelihood) << "two ticks are no answer";
  ASSERT_EQ(forms[0].unread.size(), 2U);
  EXPECT_THAT(forms[0].unread[1].reason, HasSubstr("两个勾"));
}

TEST(MonitoringForms, LeaveOtherTablesAlone) {
  EXPECT_TRUE(forms_in(document({table({kName}, 0),
                                 table({{"一级指标", "二级指标", "三级指标", "年度指标值",
                                         "实际完成值", "分值", "得分", "偏差原因"},
                                        {"产出指标", "数量指标", "养护里程", "≥30公里", "30公里",
                                         "10", "10", ""}})}))
                  .empty())
      << "a self-evaluation says nothing of what is to come";
}

TEST(MonitoringForms, LabelsLoseTheirMonths) {
  EXPECT_EQ(without_months("1-7月执行数").words, "执行数");
  EXPECT_EQ(without_months("1-7月执行数").month, 7);
  EXPECT_EQ(without_months("截止８月底支出数（万元）").words, "支出数");
  EXPECT_EQ(without_months("截止８月底支出数（万元）").month, 8);
  EXPECT_EQ(without_months("1月完成情况").month, 1);
  EXPECT_FALSE(without_months("13月完成情况").month);
  EXPECT_FALSE(without_months("X月执行数").month);
  EXPECT_EQ(without_months("执行率").words, "执行率");
}

}  // namespace
}  // namespace jx
