// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/command.h"

namespace jx {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

const fs::path kSample = fs::path(JX_SOURCE_DIR) / "samples/seed.txt";

Exit run(std::vector<std::string> arguments) {
  Program program;
  add_report_command(program);
  program.language = "zh";
  arguments.insert(arguments.begin(), {"report", "--in-process"});
  std::reverse(arguments.begin(), arguments.end());  // As CLI11 takes them.
  program.app.parse(std::move(arguments));
  return program.exit;
}

/// The tables of the Word document that the command wrote.
Result<TablesOutcome> read_back(const fs::path& path) {
  JX_TRY(const Reference reference, load_reference(fs::path(JX_SOURCE_DIR) / "data"));
  PipelineOptions options;
  options.reader.isolation = Isolation::InProcess;
  JX_TRY(const LoadedDocument loaded, load_document(path, options));
  return run_tables(loaded.document, nullptr, options, reference);
}

TEST(ReportCommand, WritesAWordDocumentThatIsReadAgain) {
  const fs::path path = fs::path(::testing::TempDir()) / "审核表.docx";
  ASSERT_EQ(run({"--output", path.string(), kSample.string()}), Exit::Clean);
  const Result<TablesOutcome> read = read_back(path);
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->tables.tables.size(), 2U) << "a form for each project";
  const Table& form = read->tables.tables[1];
  EXPECT_EQ(form.columns, 6U);
  ASSERT_EQ(form.rows, 10U) << "a head, eight items, the sum";
  EXPECT_EQ(form.find(1, 0)->text, "完整性");
  EXPECT_EQ(form.find(1, 1)->text, "规范完整性");
  EXPECT_EQ(form.find(9, 0)->text, "合计");
  EXPECT_EQ(form.find(9, 3)->text, "100");
  fs::remove(path);
}

TEST(ReportCommand, WritesTheSameBytesEveryTime) {
  const fs::path path = fs::path(::testing::TempDir()) / "chapter.docx";
  std::vector<std::string> written;
  for (int i = 0; i < 2; ++i) {
    ASSERT_EQ(run({"--form", "goal-chapter", "--output", path.string(), kSample.string()}),
              Exit::Clean);
    written.push_back(load_document(path, {})->document.bytes);
  }
  EXPECT_EQ(written[0], written[1]);
  fs::remove(path);
}

TEST(ReportCommand, NamesTheFormsThereAre) {
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(run({"--form", "goal-revue", kSample.string()}), Exit::Failed);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(),
              HasSubstr("goal-chapter（3、项目决策—绩效目标）、goal-review"));
}

TEST(ReportCommand, WantsANameForAWordDocument) {
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(run({"--format", "docx", kSample.string()}), Exit::Failed);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), HasSubstr("--output"));
}

}  // namespace
}  // namespace jx
