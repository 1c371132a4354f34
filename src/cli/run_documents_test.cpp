// SPDX-License-Identifier: AGPL-3.0-or-later
// Whole commands: the same output however many documents are read at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cli/command.h"

namespace jx {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

const fs::path kGoldens = fs::path(JX_SOURCE_DIR) / "tests/golden";

/// Inputs of the goldens: good ones, damaged ones, archives.
std::vector<std::string> golden_inputs() {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(kGoldens / "tables")) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && !name.starts_with("expected") && name != "command" &&
        !name.ends_with(".toml")) {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  files.push_back((kGoldens / "missing.pdf").string());
  files.push_back((fs::path(JX_SOURCE_DIR) / "samples/seed.txt").string());
  return files;
}

struct Printed {
  std::string out;
  std::string err;
  Exit exit = Exit::Clean;
};

Printed run(const std::string& command, const std::string& jobs,
            const std::vector<std::string>& more, const std::vector<std::string>& files) {
  Program program;
  add_tables_command(program);
  add_read_command(program);
  add_check_command(program);
  add_import_command(program);
  // In this process: a test program is no reader.
  std::vector<std::string> arguments = {command, "--in-process", "--jobs", jobs};
  arguments.insert(arguments.end(), more.begin(), more.end());
  arguments.insert(arguments.end(), files.begin(), files.end());
  std::reverse(arguments.begin(), arguments.end());  // As CLI11 takes them.
  program.language = "zh";
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  program.app.parse(std::move(arguments));
  std::fflush(stdout);
  return {::testing::internal::GetCapturedStdout(), ::testing::internal::GetCapturedStderr(),
          program.exit};
}

struct CommandCase {
  std::string command;
  std::vector<std::string> options;
};

class CommandsAtOnce : public ::testing::TestWithParam<CommandCase> {};

TEST_P(CommandsAtOnce, PrintTheSameAsOneAfterAnother) {
  const std::vector<std::string> files = golden_inputs();
  ASSERT_GT(files.size(), 15U);
  const Printed one = run(GetParam().command, "1", GetParam().options, files);
  EXPECT_GT(one.out.size(), 1000U);
  EXPECT_EQ(one.exit, Exit::Failed);
  EXPECT_THAT(one.err, HasSubstr("missing.pdf"));
  for (const std::string jobs : {"2", "4"}) {
    const Printed several = run(GetParam().command, jobs, GetParam().options, files);
    EXPECT_EQ(several.out, one.out) << jobs;
    EXPECT_EQ(several.err, one.err) << jobs;
    EXPECT_EQ(several.exit, one.exit) << jobs;
  }
}

INSTANTIATE_TEST_SUITE_P(All, CommandsAtOnce,
                         ::testing::Values(CommandCase{"tables", {"--format", "json"}},
                                           CommandCase{"tables", {}},
                                           CommandCase{"tables", {"--format", "csv"}},
                                           CommandCase{"tables", {"--format", "html"}},
                                           CommandCase{"read", {"--format", "json"}},
                                           CommandCase{"check", {"--format", "json"}},
                                           CommandCase{"check", {}}));

TEST(DocumentsAtOnce, OneThatFailsStopsNoOther) {
  const std::string good = (fs::path(JX_SOURCE_DIR) / "samples/seed.txt").string();
  const std::string bad = (kGoldens / "tables/fail_xlsx_cut_off/form.xlsx").string();
  const Printed printed =
      run("tables", "4", {"--format", "json"}, {good, bad, good, "no such file", good});
  EXPECT_EQ(printed.exit, Exit::Failed);
  std::size_t documents = 0;
  for (std::size_t at = printed.out.find("\"sha256\""); at != std::string::npos;
       at = printed.out.find("\"sha256\"", at + 1)) {
    ++documents;
  }
  EXPECT_EQ(documents, 3U);
  EXPECT_LT(printed.err.find("form.xlsx"), printed.err.find("no such file"));
}

TEST(DocumentsAtOnce, TheStoreKeepsEachOnce) {
  std::string folder = ::testing::TempDir() + "jixiao_import_XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const std::string store = folder + "/jixiao.db";
  std::vector<std::string> files;
  for (int i = 0; i < 12; ++i) {
    files.push_back(folder + "/form" + std::to_string(i) + ".txt");
    std::ofstream(files.back()) << "项目名称\t三级指标\t指标值\n项目" << i << "\t培训人次\t≥50\n";
  }
  const Printed first = run("import", "4", {"--store", store}, files);
  EXPECT_EQ(first.exit, Exit::Clean) << first.err;
  EXPECT_THAT(first.out, HasSubstr("新增 12，更新 0，未变 0"));
  EXPECT_THAT(run("import", "3", {"--store", store}, files).out,
              HasSubstr("新增 0，更新 0，未变 12"));
  fs::remove_all(folder);
}

}  // namespace
}  // namespace jx
