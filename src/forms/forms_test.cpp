// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "base/text.h"
#include "forms/adjustment_grid.h"
#include "forms/fill.h"
#include "forms/layout.h"
#include "forms/statements.h"
#include "forms/words.h"
#include "scores/test_scores.h"

namespace jx {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::filesystem::path kForms = std::filesystem::path(JX_SOURCE_DIR) / "data/forms";

std::vector<FormLayout> layouts() { return load_form_layouts(kForms).value(); }

const FormLayout& national_form() {
  static const std::vector<FormLayout> all = layouts();
  return *find_form_for(all, "");
}

Indicator row(std::string_view name, Level2 level2, Indicator made) {
  made.level1.value = Level1::Output;
  made.level2.value = level2;
  made.name.text = name;
  return made;
}

/// Two indicators of one level, the second without an actual.
struct Case {
  Project project;
  SelfEvaluation evaluation;
  ScoredGoalSet scored;
  ScoringRules rules = national().scoring;

  Case() {
    project.names = {{.text = "养护", .origins = {}}};
    FundRow total;
    total.total = true;
    total.initial = total.full_year = points("100");
    total.executed = points("90");
    evaluation.funds = {total};
    scored.funds = total;
    scored.set.indicators = {
        row("里程", Level2::Quantity, indicator(Comparator::AtLeast, "60", "57", "50", kPieces)),
        row("块数", Level2::Quantity, indicator(Comparator::AtLeast, "10", "10", "40", kPieces))};
    scored.set.indicators[1].actual.reset();
    score_again(scored, national(), rules);
  }

  FilledForm fill(const FormLayout& layout = national_form()) const {
    return fill_form(layout, {.project = project,
                              .scored = scored,
                              .evaluation = &evaluation,
                              .fiscal_year = 2024,
                              .rules = rules});
  }
};

const FormCell& cell_with(const FormGrid& grid, std::string_view text) {
  const auto found = std::find_if(grid.cells.begin(), grid.cells.end(),
                                  [&](const FormCell& cell) { return cell.text == text; });
  EXPECT_NE(found, grid.cells.end()) << text;
  return found == grid.cells.end() ? grid.cells.front() : *found;
}

TEST(FormLayouts, TheRegionChoosesTheForm) {
  const std::vector<FormLayout> all = layouts();
  EXPECT_EQ(find_form_for(all, "")->id, "self-evaluation");
  EXPECT_EQ(find_form_for(all, "511425")->id, "self-evaluation-510000");
  EXPECT_EQ(find_form_for(all, "150000")->id, "self-evaluation");
}

TEST(FormLayouts, FitOnTheirPaper) {
  constexpr double kShort = 210;
  constexpr double kLong = 297;
  for (const FormLayout& layout : layouts()) {
    double width = layout.page.left + layout.page.right;
    for (const double each : layout.widths) width += each;
    EXPECT_LE(width, layout.page.landscape ? kLong : kShort) << layout.id;
  }
}

TEST(FormLayouts, SayWhatIsWrongAndWhere) {
  std::ifstream file(kForms / "self-evaluation.toml", std::ios::binary);
  const std::string good{std::istreambuf_iterator<char>(file), {}};
  ASSERT_TRUE(parse_form_layout(good, "form.toml").ok());
  const std::pair<std::string_view, std::pair<std::string_view, std::string_view>> faults[] = {
      {"value = \"indicator.reason\"", {"value = \"indicator.reson\"", "indicator.reason"}},
      {"columns = 7", {"columns = 6", "共占 8 列，表有 9 列"}},
      {"each = \"fund\"", {"each = \"money\"", "fund、goal"}},
      {"look = \"title\" }", {"look = \"titel\" }", "titel"}}};
  for (const auto& [from, fault] : faults) {
    const Result<FormLayout> read =
        parse_form_layout(replaced(good, from, fault.first), "form.toml");
    ASSERT_FALSE(read.ok()) << from;
    EXPECT_THAT(read.error().message, HasSubstr(std::string(fault.second)));
    EXPECT_THAT(read.error().message, HasSubstr("form.toml:"));
  }
}

TEST(FormLayouts, NoCellLiesOverOneThatReachesDown) {
  constexpr std::string_view kHead =
      "id = \"a\"\ntitle = \"b\"\nbasis = \"c\"\nverified = true\nwidths = [9, 9, 9]\n"
      "no_score = \"—\"\n[[look]]\nname = \"x\"\nfont = \"宋体\"\npoints = 9\n"
      "[[row]]\ncells = [{ look = \"x\" }, { down = 1, look = \"x\" }, { look = \"x\" }]\n";
  const auto read = [&](std::string_view cells) {
    return parse_form_layout(std::string(kHead) + "[[row]]\ncells = [" + std::string(cells) + "]\n",
                             "form.toml");
  };
  EXPECT_TRUE(read("{ look = \"x\" }, { look = \"x\" }").ok());
  const Result<FormLayout> over = read("{ columns = 2, look = \"x\" }");
  ASSERT_FALSE(over.ok());
  EXPECT_THAT(over.error().message, HasSubstr("压在"));
}

TEST(FilledGrids, CoverEveryPlaceOnce) {
  for (const FormLayout& layout : layouts()) {
    const FormGrid grid = Case().fill(layout).grid;
    std::set<std::pair<std::uint32_t, std::uint32_t>> covered;
    for (const FormCell& cell : grid.cells) {
      for (std::uint32_t r = 0; r < cell.rows; ++r) {
        for (std::uint32_t c = 0; c < cell.columns; ++c) {
          EXPECT_TRUE(covered.emplace(cell.row + r, cell.column + c).second) << layout.id;
        }
      }
    }
    EXPECT_EQ(covered.size(), grid.heights.size() * grid.widths.size()) << layout.id;
  }
}

TEST(FilledGrids, MergeWhatSaysTheSame) {
  const FormGrid grid = Case().fill().grid;
  EXPECT_EQ(cell_with(grid, "产出指标\n（90分）").rows, 2U);
  EXPECT_EQ(cell_with(grid, "数量指标").rows, 2U);
  EXPECT_EQ(cell_with(grid, "绩\n效\n指\n标").rows, 3U);
  EXPECT_EQ(cell_with(grid, "项目资金\n（万元）").rows, 5U);
}

TEST(FilledGrids, TheHeaderOfTheIndicatorsIsRepeated) {
  for (const FormLayout& layout : layouts()) {
    const FormGrid grid = Case().fill(layout).grid;
    EXPECT_EQ(grid.repeated, cell_with(grid, "三级指标").row) << layout.id;
  }
}

TEST(FilledGrids, WhatIsUnknownStaysBlankAndIsTold) {
  const FilledForm form = Case().fill();
  std::vector<std::string> told;
  for (const FormBlank& blank : form.blanks) told.push_back(blank.what + "：" + blank.why);
  EXPECT_THAT(told, Contains("完成值（块数）：完成值未填"));
  EXPECT_THAT(told, Contains("得分（块数）：完成值未填"));
  EXPECT_THAT(told, Contains("总分：有指标未计分"));
  EXPECT_THAT(told, Contains("上年结转资金：没有这一项资金的数"));
  EXPECT_EQ(cell_with(form.grid, "47.5").columns, 1U) << "50 × 57 ÷ 60";
  for (const FormCell& cell : form.grid.cells) EXPECT_NE(cell.text, "0");
}

TEST(FilledGrids, TheTotalKnowsItsSummands) {
  const FormGrid grid = Case().fill().grid;
  const FormCell& weight = cell_with(grid, "100");
  const auto total = std::find_if(grid.cells.begin(), grid.cells.end(),
                                  [](const FormCell& cell) { return !cell.sum_of.empty(); });
  ASSERT_NE(total, grid.cells.end());
  EXPECT_EQ(total->sum_of.size(), 3U) << "the money and two indicators";
  EXPECT_EQ(weight.text, "100");
}

TEST(FilledGrids, AmountsInYuanBecomeTenThousands) {
  Case made;
  made.project.budget_unit = {.name = "元", .dimension = Dimension::Money, .factor = Decimal(1)};
  made.evaluation.funds[0].initial = points("899740");
  const FilledForm form = made.fill();
  EXPECT_EQ(cell_with(form.grid, "89.974").columns, 1U);
  EXPECT_THAT(form.remarks, Contains(HasSubstr("换算成万元")));
}

TEST(FilledGrids, AnotherSourceOfMoneyGetsALineOfItsOwn) {
  Case made;
  FundRow loan;
  loan.name.text = "银行贷款";
  loan.initial = loan.full_year = loan.executed = points("7");
  made.evaluation.funds.push_back(loan);
  EXPECT_EQ(cell_with(made.fill().grid, "银行贷款").rows, 1U);
}

TEST(PromiseWords, AreTakenApartOnlyWithoutALeftover) {
  Indicator made = indicator(Comparator::AtLeast, "95", "96", "10", kPercent);
  made.target.raw = "≥95%";
  EXPECT_EQ(promise_in_cells(made).comparator, "≥");
  EXPECT_EQ(promise_in_cells(made).value, "95");
  EXPECT_EQ(promise_in_cells(made).unit, "%");
  made.target.raw = "不低于95%";
  EXPECT_EQ(promise_in_cells(made).comparator, "");
  EXPECT_EQ(promise_in_cells(made).value, "不低于95%");
}

TEST(PromiseWords, JoinWhatStandsInThreeCells) {
  Indicator made = indicator(Comparator::AtLeast, "60", "57", "10", kPieces);
  made.comparator = {.value = Comparator::AtLeast, .absence = {}, .raw = "≥", .origin = {}};
  made.unit = {.value = kPieces, .absence = {}, .raw = "个", .origin = {}};
  EXPECT_EQ(promise_in_words(made), "≥60个");
  EXPECT_EQ(achieved_with_unit(made), "57个");
  EXPECT_EQ(achieved_in_words(made), "57");
  made.target.raw = "≥60个";
  EXPECT_EQ(promise_in_words(made), "≥60个") << "nothing twice";
}

TEST(FormStatements, AreLabelsWithTheirWords) {
  Submission submission;
  submission.self_evaluations.resize(2);
  submission.self_evaluations[0].origin = {.page = 1, .table = 0, .row = 0};
  submission.self_evaluations[1].origin = {.page = 2, .table = 3, .row = 0};
  const auto say = [&](std::string_view words, std::uint32_t table, std::uint32_t row) {
    Paragraph& paragraph = submission.paragraphs.emplace_back();
    paragraph.words = {std::string(words), {.page = 1, .table = table, .row = row}};
  };
  say("存在问题", 1, 4);
  say("支付偏慢：尾款未付", 1, 4);
  say("项目负责人：张三", 1, 5);
  say("财务负责人：李四", 1, 5);
  say("说明", 1, 6);
  say("主管部门", 3, 1);
  say("交通局", 3, 1);
  std::vector<std::string> said;
  for (const FormStatement& each : statements_of(submission, submission.self_evaluations[0])) {
    said.push_back(each.label + "=" + each.text);
  }
  EXPECT_THAT(said, ::testing::ElementsAre("存在问题=支付偏慢：尾款未付", "项目负责人=张三",
                                           "财务负责人=李四"));
  EXPECT_EQ(statements_of(submission, submission.self_evaluations[1]).at(0).text, "交通局");
}

TEST(ComparedGoals, ShowBothTargetsAndBothScores) {
  Case made;
  made.scored.set.indicators[1].actual.emplace().value = number(Comparator::Unstated, "5");
  score_again(made.scored, national(), made.rules);
  ScoredGoalSet after = made.scored;
  after.set.source = GoalSource::Adjusted;
  after.adjustment = GoalAdjustment{.reason = "资金调减",
                                    .document = "某财预〔2024〕12号",
                                    .approver = "某县财政局",
                                    .date = "2024-09-10"};
  after.set.indicators[1].target = number(Comparator::AtLeast, "5", kPieces);
  after.set.indicators.erase(after.set.indicators.begin());
  score_again(after, national(), made.rules);
  const FormGrid grid = compare_adjusted({}, made.scored, after);
  EXPECT_EQ(cell_with(grid, "资金调减").columns, 7U);
  EXPECT_EQ(cell_with(grid, "调整").column, 0U);
  EXPECT_EQ(cell_with(grid, "取消").column, 0U);
  EXPECT_EQ(cell_with(grid, "20").column, 7U) << "half of 40 by the first target";
  EXPECT_EQ(cell_with(grid, "47.5").column, 7U);
}

}  // namespace
}  // namespace jx
