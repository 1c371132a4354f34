// SPDX-License-Identifier: AGPL-3.0-or-later
// What `jixiao score` fills, opened by LibreOffice where it is installed: printed on the paper that
// the form wants, it says what was filled in.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/command.h"
#include "conversion/office_program.h"
#include "pipeline/reading.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

struct PrintedForm {
  const char* name;
  const char* golden;  ///< The case that is filled anew.
  const char* form;
  const char* ending;
  bool landscape;
};

std::vector<PrintedForm> printed_forms() {
  if (!find_office_program().ok()) {
    std::printf("no LibreOffice on this machine: opening filled forms with it is no test here\n");
    return {};
  }
  return {{"NationalXlsx", "national_form", "self-evaluation", ".xlsx", false},
          {"NationalDocx", "national_form", "self-evaluation", ".docx", false},
          {"SichuanXlsx", "sichuan_form", "self-evaluation-510000", ".xlsx", true},
          {"SichuanDocx", "sichuan_form", "self-evaluation-510000", ".docx", true}};
}

class PrintedForms : public ::testing::TestWithParam<PrintedForm> {
 protected:
  void SetUp() override {
    folder_ = fs::path(::testing::TempDir()) / fmt::format("printed_{}", GetParam().name);
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path fill() const {
    const fs::path source =
        fs::path(JX_SOURCE_DIR) / "tests/golden/score" / GetParam().golden / "form.html";
    const fs::path filled = folder_ / fmt::format("form{}", GetParam().ending);
    Program program;
    add_score_command(program);
    program.language = "zh";
    std::vector<std::string> arguments = {"score",         "--in-process", "--form",
                                          GetParam().form, "--output",     filled.string(),
                                          source.string()};
    std::reverse(arguments.begin(), arguments.end());  // As CLI11 takes them.
    program.app.parse(std::move(arguments));
    EXPECT_EQ(program.exit, Exit::Clean);
    return filled;
  }

  /// The PDF that LibreOffice makes of it, empty when it makes none.
  fs::path print(const fs::path& filled) const {
    const std::string command = fmt::format(
        "'{}' '-env:UserInstallation=file://{}' --headless --convert-to pdf --outdir '{}' '{}' "
        ">'{}' 2>&1",
        find_office_program().value().program.string(), (folder_ / "profile").string(),
        folder_.string(), filled.string(), (folder_ / "said").string());
    // A new profile makes it start once more.
    if (std::system(command.c_str()) != 0) {
      EXPECT_EQ(std::system(command.c_str()), 0);
    }
    const fs::path printed = folder_ / "form.pdf";
    return fs::exists(printed) ? printed : fs::path();
  }

  fs::path folder_;
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PrintedForms);

TEST_P(PrintedForms, SayWhatWasFilledIn) {
  const fs::path printed = print(fill());
  ASSERT_FALSE(printed.empty());
  const Document document = read_document(printed, {}).value();
  std::vector<Page> pages;
  const auto read = read_pages_here(document, {}, [&](Page&& page) -> Result<void> {
    pages.push_back(std::move(page));
    return {};
  });
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_GE(pages.size(), 2U) << "the form, and how it was scored";
  ASSERT_TRUE(pages[0].drawing);
  EXPECT_EQ(pages[0].drawing->width > pages[0].drawing->height, GetParam().landscape);

  const Reference reference = load_reference(fs::path(JX_SOURCE_DIR) / "data").value();
  PipelineOptions options;
  options.reader.isolation = Isolation::InProcess;
  const Submission submission = run_read(document, nullptr, options, reference).value().submission;
  ASSERT_EQ(submission.self_evaluations.size(), 1U);
  const auto& sets = submission.projects.at(0).goal_sets;
  const bool national = !GetParam().landscape;
  ASSERT_EQ(sets.at(0).indicators.size(), national ? 5U : 3U);
  const Indicator& satisfaction = sets[0].indicators.back();
  EXPECT_EQ(satisfaction.name.text, "村民满意度");
  EXPECT_EQ(satisfaction.actual->score->to_string(), national ? "9.47" : "15");
  EXPECT_EQ(submission.self_evaluations[0].total.has_value(), !national);
  if (!national) {
    EXPECT_EQ(submission.self_evaluations[0].total->to_string(), "98.4");
  }
}

INSTANTIATE_TEST_SUITE_P(All, PrintedForms, ::testing::ValuesIn(printed_forms()),
                         [](const ::testing::TestParamInfo<PrintedForm>& each) {
                           return std::string(each.param.name);
                         });

}  // namespace
}  // namespace jx
