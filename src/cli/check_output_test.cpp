// SPDX-License-Identifier: AGPL-3.0-or-later
// The list of findings in an Excel file, read back by our own reader.
#include "cli/check_output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace jx {
namespace {

namespace fs = std::filesystem;
using ::testing::EndsWith;
using ::testing::StartsWith;

class FindingsInExcel : public ::testing::Test {
 protected:
  FindingsInExcel() {
    std::string name = ::testing::TempDir() + "jixiao_findings_XXXXXX";
    folder_ = mkdtemp(name.data());
    path_ = folder_ / "a.xlsx";
  }
  ~FindingsInExcel() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  Table write_and_read(const CheckedDocument& checked) {
    DocumentOutput output;
    auto book = make_findings_workbook(path_).value();
    EXPECT_TRUE(book->add(checked, reference_, output).ok());
    EXPECT_TRUE(book->finish({}, output).ok());
    PipelineOptions options;
    options.reader.isolation = Isolation::InProcess;
    const LoadedDocument loaded = load_document(path_, options).value();
    TablesOutcome read = run_tables(loaded.document, nullptr, options, reference_).value();
    if (read.tables.tables.size() > 1) documents_ = read.tables.tables[1];
    return read.tables.tables.empty() ? Table() : read.tables.tables.front();
  }

  static std::string text_at(const Table& table, std::uint32_t row, std::uint32_t column) {
    const Cell* const cell = table.find(row, column);
    return cell == nullptr ? "" : cell->text;
  }

  const Reference reference_ = load_reference(fs::path(JX_SOURCE_DIR) / "data").value();
  fs::path folder_;
  fs::path path_;
  Table documents_;  ///< The second sheet.
};

TEST_F(FindingsInExcel, SaysWhatEachDocumentWasCheckedBy) {
  CheckedDocument checked;
  checked.submission.file = "甲.xlsx";
  checked.submission.sha256 = "ab12";
  checked.submission.profile.id = "cn/2021-101";
  write_and_read(checked);
  EXPECT_EQ(text_at(documents_, 1, 0), "甲.xlsx");
  EXPECT_EQ(text_at(documents_, 1, 1), "ab12");
  EXPECT_EQ(text_at(documents_, 1, 2), "cn/2021-101");
  EXPECT_EQ(text_at(documents_, 1, 4), reference_.rule_set);
  EXPECT_EQ(text_at(documents_, 1, 5), "0");
}

TEST_F(FindingsInExcel, HasARowForEachFindingAndForWhatIsFixed) {
  CheckedDocument checked;
  checked.submission.file = "甲.xlsx";
  Finding& finding = checked.result.findings.emplace_back();
  finding.rule = "WT01";
  finding.severity = Severity::Error;
  finding.project = "15000021T000000007928";
  finding.message = "=1+1 权重合计 110";
  finding.evidence.push_back(
      {.origin = {.page = 1, .table = 0, .row = 1, .column = 10}, .text = "60"});
  finding.fix = std::string(40'000, 'x');
  finding.fingerprint = "0123456789012345";
  checked.review.compared = true;
  checked.review.states = {FindingState::New};
  checked.review.fixed.push_back({.rule = "TX01",
                                  .severity = "error",
                                  .project = "",
                                  .subject = "整份文件",
                                  .message = "缺指标",
                                  .fingerprint = "f"});
  const Table table = write_and_read(checked);
  EXPECT_EQ(text_at(table, 0, 7), "问题");
  EXPECT_EQ(text_at(table, 1, 0), "1");
  EXPECT_EQ(text_at(table, 1, 2), "错误");
  EXPECT_EQ(text_at(table, 1, 4), "新问题");
  EXPECT_EQ(text_at(table, 1, 5), "15000021T000000007928");
  EXPECT_EQ(text_at(table, 1, 7), "=1+1 权重合计 110");
  EXPECT_EQ(text_at(table, 1, 8), "第1页 表1 第2行 第11列");
  EXPECT_THAT(text_at(table, 1, 12), StartsWith("xxx"));
  EXPECT_THAT(text_at(table, 1, 12), EndsWith("…"));
  EXPECT_EQ(text_at(table, 1, 15), "0123456789012345");
  EXPECT_EQ(text_at(table, 2, 4), "已改正");
  EXPECT_EQ(text_at(table, 2, 7), "缺指标");
}

TEST_F(FindingsInExcel, SaysWhenItCannotBeWritten) {
  EXPECT_FALSE(make_findings_workbook(folder_ / "missing" / "a.xlsx").ok());
}

}  // namespace
}  // namespace jx
