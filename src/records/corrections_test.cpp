// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/corrections.h"

#include <gtest/gtest.h>

#include "records/test_tables.h"

namespace jx {
namespace {

using test::document;
using test::table;

constexpr std::string_view kHash = "feed";
constexpr std::string_view kOverlay = R"(
document = "feed"
[[cell]]
table = 0
row = 1
column = 1
old = "工竞赛次数"
new = "手工竞赛次数"
who = "张三"
why = "对照原件"
[[line]]
line = 9
old = "增涨"
new = "增长"
who = "张三"
why = "错字"
[[column]]
header = "l3"
role = "三级指标"
who = "李四"
why = "本单位自用表头"
[[name]]
code = "15000021T000000000001"
new = "正名"
who = "张三"
why = "以批复为准"
)";

Tables tables_to_correct() {
  Tables tables = document(
      {table({{"项目名称", "l3", "指标值"}, {"15000021T000000000001-误名", "工竞赛次数", "3次"}})});
  tables.lines.push_back({.kind = LineKind::Statement,
                          .text = "增涨",
                          .origin = {.line = 9},
                          .number = {},
                          .before_table = 0});
  return tables;
}

TEST(Corrections, AreAppliedAndRemembered) {
  const CorrectionOverlay overlay = parse_corrections(kOverlay, "x.toml").value();
  Tables tables = tables_to_correct();
  const std::vector<Correction> applied = apply_corrections(overlay, kHash, tables);
  EXPECT_EQ(tables.tables[0].find(1, 1)->text, "手工竞赛次数");
  EXPECT_EQ(tables.lines[0].text, "增长");
  ASSERT_EQ(applied.size(), 3u) << "the cell, the line and the bound column";
  EXPECT_EQ(applied[0].before, "工竞赛次数");
  EXPECT_EQ(applied[0].origin.line, 2u);
  EXPECT_EQ(applied[0].who, "张三");

  ReadOptions options;
  options.columns = overlay.columns;
  options.sha256 = kHash;
  Submission submission = test::read(tables, options);
  apply_names(overlay, submission);
  EXPECT_EQ(submission.projects[0].name(), "正名");
  EXPECT_EQ(submission.projects[0].names[1].text, "误名") << "the printed name stays an alias";
  EXPECT_EQ(submission.corrections.size(), 1u);
}

TEST(Corrections, SettleWhatWasDoubtfulAlsoByConfirmingIt) {
  Tables tables = tables_to_correct();
  tables.tables[0].cells.back().confidence = 0.3F;
  tables.lines[0].confidence = 0.3F;
  const auto overlay = parse_corrections(
      "document = \"feed\"\n[[cell]]\ntable = 0\nrow = 1\ncolumn = 2\nold = \"3次\"\n"
      "new = \"3次\"\nwho = \"张三\"\nwhy = \"与原图一致\"\n",
      "x.toml");
  ASSERT_TRUE(overlay.ok()) << overlay.error().message;
  EXPECT_EQ(apply_corrections(*overlay, kHash, tables).size(), 1U);
  EXPECT_EQ(tables.tables[0].cells.back().confidence, 1);
  EXPECT_NEAR(tables.lines[0].confidence, 0.3, 0.001);
}

TEST(Corrections, LeaveWordsAloneThatAreNotTheOldOnes) {
  const CorrectionOverlay overlay = parse_corrections(kOverlay, "x.toml").value();
  Tables tables = tables_to_correct();
  tables.lines[0].text = "别的话";
  tables.tables[0].cells.back().text = "3次";
  EXPECT_EQ(apply_corrections(overlay, kHash, tables).size(), 2u);
  EXPECT_EQ(tables.lines[0].text, "别的话");
  EXPECT_EQ(tables.diagnostics.count("correction-does-not-fit"), 1u);
}

TEST(Corrections, OfAnotherDocumentAreNotApplied) {
  const CorrectionOverlay overlay = parse_corrections(kOverlay, "x.toml").value();
  Tables tables = tables_to_correct();
  EXPECT_TRUE(apply_corrections(overlay, "beef", tables).empty());
  EXPECT_EQ(tables.tables[0].find(1, 1)->text, "工竞赛次数");
  EXPECT_EQ(tables.diagnostics.count("corrections-for-another-document"), 1u);
}

struct FaultCase {
  std::string_view name, toml, place;
};
constexpr FaultCase kFaultCases[] = {
    {"NoDocument", "[[cell]]\n", "x.toml"},
    {"UnknownKey", "document = \"feed\"\ndokument = 1\n", "x.toml:2:1"},
    {"NobodyAnswers", "document = \"f\"\n[[name]]\ncode = \"1\"\nnew = \"a\"\nwhy = \"b\"\n",
     "x.toml:5"},
    {"NegativeRow",
     "document = \"f\"\n[[cell]]\ntable = 0\nrow = -1\ncolumn = 0\nold = \"\"\nnew = \"a\"\nwho = "
     "\"b\"\nwhy = \"c\"\n",
     "x.toml:4"},
    {"UnknownRole",
     "document = \"f\"\n[[column]]\nheader = \"l3\"\nrole = \"胡说\"\nwho = \"b\"\nwhy = \"c\"\n",
     "x.toml:4"},
};

TEST(Corrections, SayWhereAnOverlayIsWrong) {
  for (const FaultCase& each : kFaultCases) {
    const auto overlay = parse_corrections(each.toml, "x.toml");
    ASSERT_FALSE(overlay.ok()) << each.name;
    EXPECT_NE(overlay.error().message.find(each.place), std::string::npos)
        << each.name << ": " << overlay.error().message;
  }
}

}  // namespace
}  // namespace jx
