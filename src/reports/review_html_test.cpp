// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/review_html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "reports/test_table.h"

namespace jx {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Finding finding_at(std::uint32_t row, std::uint32_t column, std::string message) {
  Finding made;
  made.rule = "WT01";
  made.severity = Severity::Error;
  made.project = "P";
  made.message = std::move(message);
  made.fix = "改为 100";
  made.evidence.push_back(
      {.origin = {.page = 1, .table = 0, .row = row, .column = column}, .text = "60"});
  return made;
}

class ReviewHtml : public ::testing::Test {
 protected:
  ReviewHtml() {
    submission_.file = "甲<1>.xlsx";
    Project& project = submission_.projects.emplace_back();
    project.key.text = "P";
    project.names.push_back({.text = "水利 & 电", .origins = {}});
    tables_ = TestTable(3, 2)
                  .header(1)
                  .cell(0, 0, "指标")
                  .cell(0, 1, "权重")
                  .cell(1, 0, "产出", 2)
                  .cell(1, 1, "60")
                  .alone();
  }

  std::string render() {
    const auto html = render_review_html({.submission = submission_,
                                          .tables = tables_,
                                          .result = result_,
                                          .review = review_,
                                          .rule_set = "0.1.0+1f0c6f2b9a77"});
    EXPECT_TRUE(html.ok());
    return html.ok() ? *html : std::string();
  }

  Submission submission_;
  Tables tables_;
  CheckResult result_;
  Review review_;
};

TEST_F(ReviewHtml, NumbersTheCellsThatAFindingCites) {
  result_.findings = {finding_at(1, 1, "权重合计不对"), finding_at(1, 1, "又一条")};
  const std::string html = render();
  EXPECT_THAT(html, HasSubstr("<h2>水利 &amp; 电</h2>"));
  EXPECT_THAT(html, HasSubstr("甲&lt;1&gt;.xlsx"));
  EXPECT_THAT(html, HasSubstr("规则版本：0.1.0+1f0c6f2b9a77"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#d1t0r1c1\">表1 第2行 第2列</a>"));
  EXPECT_THAT(html, HasSubstr("id=\"d1t0r1c1\" class=\"error-cell\" title=\"1. 权重合计不对\n"
                              "2. 又一条\">60<sup class=\"marks\"><a href=\"#d1f1\">1</a>"
                              "<a href=\"#d1f2\">2</a></sup></td>"));
}

TEST_F(ReviewHtml, MarksBlankCellsAndThoseUnderAMergedOne) {
  result_.findings = {finding_at(2, 1, "空白"), finding_at(2, 0, "合并")};
  const std::string html = render();
  EXPECT_THAT(html, HasSubstr("<td id=\"d1t0r2c1\""));
  EXPECT_THAT(html, HasSubstr("id=\"d1t0r1c0\" class=\"error-cell\" title=\"2. 合并\">产出"));
}

TEST_F(ReviewHtml, ShowsWaiversStatesAndWhatIsFixed) {
  result_.findings = {finding_at(1, 1, "甲"), finding_at(1, 1, "乙")};
  review_.waivers = {
      Waiver{
          .rule = "WT01", .why = "批复如此", .who = "张三", .expires = {2026, 12, 31}, .place = ""},
      std::nullopt};
  review_.states = {FindingState::Unchanged, FindingState::New};
  review_.compared = true;
  review_.fixed.push_back({.rule = "TX01",
                           .severity = "error",
                           .project = "P",
                           .subject = "水利",
                           .message = "缺指标",
                           .fingerprint = "f"});
  const std::string html = render();
  EXPECT_THAT(html, HasSubstr("class=\"finding error waived\""));
  EXPECT_THAT(html, HasSubstr("批复如此（张三，有效至 2026-12-31）"));
  EXPECT_THAT(html, HasSubstr("<span class=\"tag state\">新问题</span>"));
  EXPECT_THAT(html, HasSubstr("<li>错误 1</li>"));
  EXPECT_THAT(html, HasSubstr("<li>豁免 1</li>"));
  EXPECT_THAT(html, HasSubstr("已改正 1 条"));
}

TEST_F(ReviewHtml, ListsWordsOutsideTheTablesAndCountsTablesWithoutFindings) {
  Finding outside = finding_at(1, 1, "表外");
  outside.evidence = {{.origin = {.page = 1, .line = 4}, .text = "单位：元"}};
  result_.findings = {outside};
  const std::string html = render();
  EXPECT_THAT(html, HasSubstr("单位：元<sup class=\"marks\"><a href=\"#d1f1\">1</a></sup></li>"));
  EXPECT_THAT(html, HasSubstr("另有 1 张表没有审核意见"));
  EXPECT_THAT(html, Not(HasSubstr("<table>")));
}

TEST_F(ReviewHtml, NeedsNothingFromOutside) {
  const std::string page = review_page_begin("甲\"<") + render() + review_page_end();
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("http")));
  EXPECT_THAT(page, HasSubstr("<title>绩效审核表：甲&quot;&lt;</title>"));
  EXPECT_THAT(page, HasSubstr("没有发现问题。"));
}

}  // namespace
}  // namespace jx
