// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/rectification.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "codecs/zip.h"

namespace jx {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Action = RectificationAction;

/// Two problems, the second issued by the given paper; none of them for an empty one.
RectificationCases cases_with(const std::string& second_paper) {
  RectificationCases cases;
  std::uint64_t number = 0;
  const auto add = [&](RectificationStep step) {
    step.person = "王五";
    step.recorded_at = "2022-06-02T08:00:00Z";
    const Result<void> added = cases.add(step, ++number);
    EXPECT_TRUE(added.ok()) << added.error().message;
  };
  add({.source = "评价", .project = "P1", .title = "部分工坊停业", .rule = "D11"});
  add({.source = "审计", .project = "P1", .title = "挤占专项资金", .amount = Decimal(3)});
  RectificationStep issue{.action = Action::Issue, .problem = 1, .responsible = "某单位"};
  issue.deadline = Date{2022, 6, 30};
  issue.document = "3 号";
  add(issue);
  if (second_paper.empty()) return cases;
  issue.problem = 2;
  issue.document = second_paper;
  add(issue);
  return cases;
}

TEST(RectificationNotice, ListsProblemsOfOnePaperWithASlipToAnswerOn) {
  const Result<Paper> paper = rectification_notice(cases_with("3 号").all());
  ASSERT_TRUE(paper.ok()) << paper.error().message;
  std::vector<const PaperTable*> tables;
  for (const PaperPart& part : paper->parts) {
    if (const auto* const table = std::get_if<PaperTable>(&part)) tables.push_back(table);
  }
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_THAT(tables[0]->rows[1],
              ElementsAre("1", "P1", "部分工坊停业", "—", "评价：D11", "—", "2022-06-30"));
  EXPECT_THAT(tables[0]->rows[2],
              ElementsAre("2", "P1", "挤占专项资金", "—", "审计", "3", "2022-06-30"));
  EXPECT_EQ(tables[1]->rows.size(), 3U);
}

TEST(RectificationNotice, NamesProblemsThatAreNotOfThePaper) {
  EXPECT_THAT(rectification_notice(cases_with("").all()).error().message,
              HasSubstr("问题 2 还没有下发"));
  EXPECT_THAT(rectification_notice(cases_with("4 号").all()).error().message,
              HasSubstr("问题 2 下发给“某单位”（4 号）"));
}

TEST(Papers, HaveATitleInTheMiddleAndNumberedPages) {
  const std::string bytes =
      render_paper_docx({.name = "n", .title = "整改通知书", .parts = {}}).value();
  Diagnostics diagnostics;
  auto archive = ZipArchive::open(bytes, {}, diagnostics).value();
  const auto part = [&](std::string_view name) {
    const ZipEntry* const entry = archive.find(name);
    return entry == nullptr ? std::string() : archive.read(*entry).value();
  };
  EXPECT_THAT(part("word/footer1.xml"), HasSubstr("NUMPAGES"));
  EXPECT_THAT(part("[Content_Types].xml"), HasSubstr("/word/footer1.xml"));
  EXPECT_THAT(part("word/_rels/document.xml.rels"), HasSubstr("footer1.xml"));
  EXPECT_THAT(part("word/document.xml"), HasSubstr(R"(<w:pStyle w:val="Title"/>)"));
}

}  // namespace
}  // namespace jx
