// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/answer_survey.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "records/test_tables.h"

namespace jx {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const SurveyStandard& standard() {
  static const SurveyStandard loaded =
      load_survey_standard(std::filesystem::path(JX_SOURCE_DIR) / "data/surveys/national.toml")
          .value();
  return loaded;
}

AnswerSheetOptions usual() {
  AnswerSheetOptions options;
  options.levels = usual_answer_levels();
  return options;
}

Result<AnswerSurvey> survey_of(const std::vector<test::Row>& rows, const SurveyRecord& record = {},
                               const AnswerSheetOptions& options = usual()) {
  JX_TRY(const AnswerSheet sheet, read_answer_sheet(test::table(rows), standard(), options));
  return tabulate_answers(sheet, options.levels, standard(), record);
}

std::string refusal(const std::vector<test::Row>& rows, const SurveyRecord& record = {},
                    const AnswerSheetOptions& options = usual()) {
  const auto result = survey_of(rows, record, options);
  return result.ok() ? "" : result.error().message;
}

SurveyVerdict verdict_of(const AnswerSurvey& survey, std::string_view id) {
  for (const SurveyCheck& check : survey.checks) {
    if (check.id == id) return check.verdict;
  }
  ADD_FAILURE() << "no check " << id;
  return SurveyVerdict::NotChecked;
}

const std::vector<test::Row> kExport = {
    {"序号", "提交答卷时间", "所用时间", "来自IP", "1、您对课程内容是否满意", "2、您对师资是否满意",
     "3、其他意见"},
    {"1", "2022/5/6 9:01:02", "45秒", "10.0.0.1", "非常满意", "A.很满意", "很好"},
    {"2", "2022/5/6 9:05:12", "61秒", "10.0.0.2", "满意", "B、比较满意", ""},
    {"3", "2022/5/6 9:09:30", "30秒", "10.0.0.3", "一般", "(空)", "课时太少"},
    {"4", "2022/5/6 9:09:30", "30秒", "10.0.0.3", "一般", "(空)", "课时太少"}};

TEST(AnswerSheet, ReadsAnExportOfAPlatform) {
  const auto sheet = read_answer_sheet(test::table(kExport), standard(), usual());
  ASSERT_TRUE(sheet.ok()) << sheet.error().message;
  EXPECT_THAT(sheet->questions, ElementsAre("1、您对课程内容是否满意", "2、您对师资是否满意"));
  ASSERT_EQ(sheet->rows.size(), 4U);
  EXPECT_THAT(sheet->rows[0].answers, ElementsAre(0U, 0U));
  EXPECT_THAT(sheet->rows[1].answers, ElementsAre(1U, 1U));
  EXPECT_THAT(sheet->rows[2].answers, ElementsAre(2U, std::nullopt));
  // Sent at the same second with the same answers, only the running number differs.
  EXPECT_EQ(sheet->rows[3].repeats, 3U);
  ASSERT_EQ(sheet->left_out.size(), 1U);
  EXPECT_EQ(sheet->left_out[0].name, "3、其他意见");
  EXPECT_TRUE(sheet->unread.empty());
}

TEST(AnswerSurvey, CountsWhatCameBackAndWhatCounts) {
  SurveyRecord record;
  record.issued = 5;
  const auto survey = survey_of(kExport, record);
  ASSERT_TRUE(survey.ok()) << survey.error().message;
  EXPECT_EQ(survey->returned, 4);
  EXPECT_EQ(survey->duplicates, 1);
  EXPECT_EQ(survey->valid, 3);
  EXPECT_EQ(survey->return_rate->to_string(), "80.00");
  EXPECT_EQ(survey->valid_rate.to_string(), "75.00");
  EXPECT_THAT(survey->questions[0].counts, ElementsAre(1, 1, 1, 0, 0));
  EXPECT_EQ(survey->questions[1].blank, 1);
  // (100 + 80 + 60) ÷ 3 and (100 + 80) ÷ 2.
  EXPECT_EQ(survey->questions[0].result->score.to_string(), "80.00");
  EXPECT_EQ(survey->questions[1].result->score.to_string(), "90.00");
  EXPECT_EQ(survey->score->to_string(), "85.00");
  // 66.67 and 100.00, each question alike.
  EXPECT_EQ(survey->satisfied->to_string(), "83.34");
  // 1 of 4 is above 3 %.
  EXPECT_EQ(verdict_of(*survey, "duplicates"), SurveyVerdict::Fails);
  EXPECT_EQ(verdict_of(*survey, "visits"), SurveyVerdict::NotChecked);
  EXPECT_FALSE(survey->holds());
}

TEST(AnswerSheet, TakesCodesOnlyWhereTheyAreExplained) {
  const std::vector<test::Row> rows = {{"Q1", "年龄段"}, {"1", "2"}, {"5", "3"}, {"B", "1"}};
  EXPECT_THAT(refusal(rows), HasSubstr("--codes"));
  AnswerSheetOptions options = usual();
  options.questions = {"Q1"};
  options.codes = AnswerCodes::BestFirst;
  const auto first = survey_of(rows, {}, options);
  ASSERT_TRUE(first.ok()) << first.error().message;
  EXPECT_THAT(first->questions[0].counts, ElementsAre(1, 1, 0, 0, 1));
  options.codes = AnswerCodes::BestLast;
  const auto last = survey_of(rows, {}, options);
  ASSERT_TRUE(last.ok());
  EXPECT_THAT(last->questions[0].counts, ElementsAre(1, 0, 0, 1, 1));
}

TEST(AnswerSheet, NamesAnswersThatCannotBe) {
  AnswerSheetOptions options = usual();
  options.questions = {"Q1"};
  options.codes = AnswerCodes::BestFirst;
  const std::vector<test::Row> rows = {{"Q1"}, {"1"}, {"7"}, {"-1"}, {"很满意"}, {"满意极了"}};
  const auto sheet = read_answer_sheet(test::table(rows), standard(), options);
  ASSERT_TRUE(sheet.ok()) << sheet.error().message;
  ASSERT_EQ(sheet->unread.size(), 3U);
  EXPECT_EQ(sheet->unread[0].words, "7");
  EXPECT_EQ(sheet->unread[0].reason, "是代码，而档次只有 5 个");
  EXPECT_EQ(sheet->unread[0].row, 2U);
  EXPECT_EQ(sheet->unread[2].reason, "不是满意度的档次");
  const auto survey = tabulate_answers(*sheet, options.levels, standard(), {});
  ASSERT_TRUE(survey.ok());
  EXPECT_EQ(survey->valid, 2);
  EXPECT_EQ(survey->unusable, 3);
  EXPECT_EQ(verdict_of(*survey, "unread"), SurveyVerdict::Fails);
}

TEST(AnswerSheet, FindsRespondentsWhoAnsweredTwice) {
  std::vector<test::Row> rows = {{"手机号", "满意度"}};
  std::vector<std::string> phones;
  for (int i = 0; i < 100; ++i) phones.push_back(std::to_string(13800000000 + i));
  phones[97] = phones[3];
  phones[98] = phones[3];
  phones[99] = phones[4];
  for (const std::string& phone : phones) rows.push_back({phone, "很满意"});
  const auto three = survey_of(rows);
  ASSERT_TRUE(three.ok()) << three.error().message;
  EXPECT_EQ(three->duplicates, 3);
  EXPECT_EQ(three->valid, 97);
  EXPECT_EQ(verdict_of(*three, "duplicates"), SurveyVerdict::Holds) << "3 of 100 is not above 3 %";
  rows[100][0] = phones[5];
  rows[97][0] = phones[5];
  rows.push_back({phones[6], "一般"});
  EXPECT_EQ(verdict_of(*survey_of(rows), "duplicates"), SurveyVerdict::Fails);
}

TEST(AnswerSurvey, WeighsGroupsByTheirPeople) {
  const std::vector<test::Row> rows = {{"身份", "满意度"}, {"农村", "较满意"}, {"城镇", "不满意"}};
  AnswerSheetOptions options = usual();
  options.group = "身份";
  SurveyRecord record;
  record.groups = {{"农村", 900}, {"城镇", 100}};
  const auto survey = survey_of(rows, record, options);
  ASSERT_TRUE(survey.ok()) << survey.error().message;
  EXPECT_EQ(survey->score->to_string(), "76.00");
  record.groups = {{"牧区", 900}};
  EXPECT_THAT(refusal(rows, record, options), HasSubstr("“牧区”组；有的是：农村、城镇"));
}

TEST(AnswerSurvey, ChecksVisits) {
  std::vector<test::Row> rows = {{"满意度", "回访"}};
  for (int i = 0; i < 20; ++i) rows.push_back({"很满意", ""});
  rows[1][1] = "属实";
  AnswerSheetOptions options = usual();
  options.visits = "回访";
  EXPECT_EQ(verdict_of(*survey_of(rows, {}, options), "visits"), SurveyVerdict::Fails) << "5 %";
  rows[2][1] = "空号";
  const auto survey = survey_of(rows, {}, options);
  EXPECT_EQ(verdict_of(*survey, "visits"), SurveyVerdict::Holds) << "2 of 20";
  EXPECT_EQ(verdict_of(*survey, "unreachable"), SurveyVerdict::Fails) << "1 of 2";
}

TEST(AnswerSurvey, HoldsTheSampleAgainstWhatIsNeeded) {
  SurveyRecord record;
  record.population = 51;
  record.margin = Decimal(10);
  // 97 ÷ (1 + 96 ÷ 51) = 33.65.
  std::vector<test::Row> rows = {{"满意度"}};
  for (int i = 0; i < 33; ++i) rows.push_back({"很满意"});
  EXPECT_EQ(verdict_of(*survey_of(rows, record), "sample"), SurveyVerdict::Fails);
  rows.push_back({"很满意"});
  EXPECT_EQ(verdict_of(*survey_of(rows, record), "sample"), SurveyVerdict::Holds);
}

TEST(AnswerSurvey, RefusesWhatCannotBe) {
  SurveyRecord record;
  record.issued = 1;
  EXPECT_THAT(refusal({{"满意度"}, {"一般"}, {"一般"}}, record),
              HasSubstr("发放 1 份，却回收了 2 份"));
  record.issued = std::nullopt;
  record.population = 1;
  EXPECT_THAT(refusal({{"满意度"}, {"一般"}, {"一般"}}, record), HasSubstr("总人数是 1"));
  EXPECT_THAT(refusal({{"满意度"}}), HasSubstr("至少要有两行"));
  EXPECT_THAT(refusal({{"满意度", "满意度"}, {"一般", "一般"}}), HasSubstr("出现了两次"));
  EXPECT_THAT(refusal({{"满意度", ""}, {"一般", "一般"}}), HasSubstr("第 2 列有答案而没有题目"));
  EXPECT_THAT(refusal({{"满意度"}, {"满意"}, {"较满意"}}), HasSubstr("分不清是一档还是两档"));
  EXPECT_THAT(refusal({{"意见"}, {"无"}, {"很好"}}), HasSubstr("没有一列是满意度的题"));
}

}  // namespace
}  // namespace jx
