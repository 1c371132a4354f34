// SPDX-License-Identifier: AGPL-3.0-or-later
// `jixiao check` writes the same bytes for any number of threads, in every format: over a folder,
// and over one document that is long enough to be checked in parts.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/command.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Projects of three rows, some of them with faults.
std::string table_of(std::size_t projects) {
  std::string text =
      "项目支出绩效表\n\n单位：万元\n\n项目名称\t单位名称\t预算数\t年度目标\t一级指标\t二级指标\t"
      "三级指标\t指标性质\t指标值\t度量单位\t权重\t指标方向性\n";
  for (std::size_t number = 0; number < projects; ++number) {
    const std::string own = std::to_string(number);
    const std::string goal = number % 5 == 0 ? "进一步提升工作水平。" : "培训" + own + "人次。";
    text += "15000021T00000" + std::to_string(1000000 + number) + "-技能培训" + own +
            "\t140001-单位" + std::to_string(number % 4) + "\t" + own + ".00\t" + goal +
            "\t产出指标\t数量指标\t培训人次\t≥\t" + own + "\t人次\t40\t正向指标\n";
    text += "\t\t\t" + goal + "\t产出指标\t质量指标\t培训合格率\t" + (number % 6 == 1 ? "≤" : "≥") +
            "\t" + (number % 11 == 0 ? "" : "95") + "\t%\t40\t正向指标\n";
    text +=
        "\t\t\t" + goal + "\t满意度指标\t服务对象满意度指标\t学员满意度\t≥\t90\t%\t10\t正向指标\n";
  }
  return text;
}

/// What a command printed, and the files it wrote.
struct Written {
  std::string out;
  std::string err;
  Exit exit = Exit::Clean;
  std::map<std::string, std::string> files = {};

  bool operator==(const Written&) const = default;
};

struct OutputCase {
  std::string name;
  std::vector<std::string> options;
  std::string output = {};  ///< A file, or a folder, for --output.
};

class CheckAtOnce : public ::testing::TestWithParam<OutputCase> {
 protected:
  void SetUp() override {
    folder_ = ::testing::TempDir() + "jixiao_at_once_XXXXXX";
    if (mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary folder");
    fs::create_directories(documents() / "inner");
    for (const std::size_t size : {1, 40, 200, 3, 7}) {
      std::ofstream(documents() / (std::to_string(size) + ".txt")) << table_of(size);
    }
    fs::copy(fs::path(JX_SOURCE_DIR) / "samples/seed.txt", documents() / "inner");
    std::ofstream(documents() / "inner/cut.pdf") << "%PDF-1.7\n";
    std::ofstream(fs::path(folder_) / "long.txt") << table_of(600);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path documents() const { return fs::path(folder_) / "documents"; }

  Written check(const fs::path& input, const std::string& jobs) const {
    Program program;
    add_check_command(program);
    program.language = "zh";
    // In this process: a test program is no reader.
    std::vector<std::string> arguments = {"check", "--in-process", "--jobs", jobs};
    arguments.insert(arguments.end(), GetParam().options.begin(), GetParam().options.end());
    const fs::path place = fs::path(folder_) / "written";
    fs::remove_all(place);
    fs::create_directories(place);
    if (!GetParam().output.empty()) {
      arguments.insert(arguments.end(), {"--output", place.string() + "/" + GetParam().output});
    }
    arguments.push_back(input.string());
    std::reverse(arguments.begin(), arguments.end());  // As CLI11 takes them.
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    program.app.parse(std::move(arguments));
    std::fflush(stdout);
    Written written{::testing::internal::GetCapturedStdout(),
                    ::testing::internal::GetCapturedStderr(), program.exit};
    for (const auto& entry : fs::recursive_directory_iterator(place)) {
      if (entry.is_regular_file()) {
        written.files[entry.path().lexically_relative(place).string()] = bytes_of(entry.path());
      }
    }
    return written;
  }

  void expect_same(const fs::path& input) const {
    const Written alone = check(input, "1");
    std::size_t size = alone.out.size();
    for (const auto& [name, bytes] : alone.files) size += bytes.size();
    EXPECT_GT(size, 5'000U);
    for (const std::string jobs : {"2", "8"}) {
      const Written several = check(input, jobs);
      EXPECT_TRUE(several == alone) << jobs << " threads wrote something else";
    }
  }

  std::string folder_;
};

TEST_P(CheckAtOnce, AFolder) { expect_same(documents()); }

TEST_P(CheckAtOnce, OneLongDocument) { expect_same(fs::path(folder_) / "long.txt"); }

INSTANTIATE_TEST_SUITE_P(
    All, CheckAtOnce,
    ::testing::Values(OutputCase{"Text", {}}, OutputCase{"Json", {"--format", "json"}},
                      OutputCase{"Sarif", {"--format", "sarif"}},
                      OutputCase{"Html", {"--format", "html"}},
                      OutputCase{"HtmlFiles", {"--format", "html"}, "sheets/"},
                      OutputCase{"Xlsx", {"--format", "xlsx"}, "findings.xlsx"}),
    [](const auto& given) { return given.param.name; });

}  // namespace
}  // namespace jx
