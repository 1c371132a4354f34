// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/evaluation_papers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <variant>

#include "codecs/toml.h"

namespace jx {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::filesystem::path kSource(JX_SOURCE_DIR);

/// The book of a golden, changed and scored, with the country's use of grades or without any.
std::vector<Paper> papers(bool with_use,
                          const std::function<void(EvaluationBook& book)>& change = {}) {
  const Framework framework =
      load_framework(kSource / "data/frameworks", "project-expenditure").value().framework;
  const std::string text =
      read_toml_text(kSource / "tests/golden/evaluation/book_scored/book.toml").value();
  EvaluationBook book = read_evaluation_book(text, "book.toml", framework).value();
  if (change) change(book);
  const EvaluationScores scores = score_evaluation(book, framework);
  const ResultUse use = parse_result_use(
                            "id = \"cn\"\nfirst_fiscal_year = 2020\nbasis = \"某办法\"\n"
                            "verified = true\n[[use]]\ngrade = \"优\"\neffect = \"support\"\n"
                            "advice = \"优先保障\"\n",
                            "use.toml")
                            .value();
  const ReportOutline outline =
      load_report_outline(kSource / "data/outlines/evaluation-report.toml").value();
  return evaluation_papers({book, framework, scores, with_use ? &use : nullptr}, outline);
}

std::string words_of(const Paper& paper) {
  std::string words;
  for (const PaperPart& part : paper.parts) {
    if (const auto* const text = std::get_if<PaperText>(&part)) words += text->text + "\n";
    if (const auto* const heading = std::get_if<PaperHeading>(&part)) words += heading->text + "\n";
  }
  return words;
}

TEST(EvaluationPapers, AreTheFourWorkingPapersAndTheReport) {
  std::vector<std::string> names;
  for (const Paper& paper : papers(false)) names.push_back(paper.name);
  EXPECT_THAT(names,
              ElementsAre("1-评分底稿", "2-资料清单", "3-资金核查", "4-问题清单", "5-评价报告"));
}

TEST(EvaluationPapers, NameMoneyThatNobodyHadAndVouchersThatCameTwice) {
  const std::string words = words_of(papers(false, [](EvaluationBook& book) {
    book.funds[0].spent = Decimal(999);
    book.vouchers.push_back(book.vouchers[0]);
  })[2]);
  EXPECT_THAT(words, HasSubstr("支出 999 大于到位 933.00，多 66.00"));
  EXPECT_THAT(words, HasSubstr("登记了两次（3.20 和 3.20）"));
  EXPECT_THAT(words, HasSubstr("抽查凭证 2 张，金额 6.40，占支出 999 的 0.64%"));
  EXPECT_THAT(words_of(papers(false)[2]), Not(HasSubstr("大于")));
}

TEST(EvaluationPapers, NameEvidenceThatIsTheSameFile) {
  const std::string words = words_of(papers(false, [](EvaluationBook& book) {
    book.evidence[0].sha256 = std::string(64, 'a');
    book.evidence[1].sha256 = std::string(64, 'a');
  })[1]);
  EXPECT_THAT(words, HasSubstr("Z01 和 Z02 是同一个文件"));
  EXPECT_THAT(words_of(papers(false)[1]), Not(HasSubstr("同一个文件")));
}

TEST(EvaluationReport, EndsWithTheScoreOfEveryIndicatorAndALineToSignOn) {
  const Paper report = papers(false).back();
  const PaperTable* last = nullptr;
  for (const PaperPart& part : report.parts) {
    if (const auto* const table = std::get_if<PaperTable>(&part)) last = table;
  }
  ASSERT_NE(last, nullptr);
  EXPECT_THAT(last->rows.front(), ElementsAre("一级指标", "二级指标", "三级指标", "分值", "得分",
                                              "得分率", "扣分原因"));
  EXPECT_THAT(last->rows[1], ElementsAre("决策", "项目立项", "立项程序规范性", "4", "2.87",
                                         "71.75%", "缺会议记录，其他材料齐全；没有专家论证"));
  EXPECT_EQ(last->rows.back().front(), "合计");
  EXPECT_THAT(last->rows[4].back(), HasSubstr("迟 3 天")) << "where nobody marks, the calculation";
  EXPECT_THAT(words_of(report), HasSubstr("主评人（签字）"));
}

TEST(EvaluationReport, SaysWhatTheGradeMeansOnlyWhereThatIsWrittenDown) {
  EXPECT_THAT(words_of(papers(true).back()),
              HasSubstr("评价等级为“优”，结果应用建议：优先保障（某办法）"));
  EXPECT_THAT(words_of(papers(false).back()), Not(HasSubstr("结果应用")));
}

}  // namespace
}  // namespace jx
