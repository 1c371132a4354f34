// SPDX-License-Identifier: AGPL-3.0-or-later
// The sample report in every form that people send it in (outside the project, JIXIAO_DATA): the
// same cells as the typed ones, the same records as the text.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/build_info.h"
#include "base/text.h"
#include "conversion/office_program.h"
#include "pipeline/pipeline.h"
#include "pipeline/test_seed_forms.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

const Reference& reference() {
  static const Reference loaded = load_reference(fs::path(kSourceDataDir)).value();
  return loaded;
}

/// What a print keeps of the numbers.
enum class Prints : std::uint8_t {
  Everything,
  NoTrailingZeros,  ///< The print shows 44 for 44.00, which is right there.
};

struct SeedForm {
  std::string_view file;
  Prints prints = Prints::Everything;
};

constexpr SeedForm kSeedForms[] = {
    {"seed_blank.html"},
    {"seed_merged.html"},
    {"seed_merged_tt.chrome.pdf"},
    {"seed_blank_tt.chrome.pdf"},
    {"seed_merged.chrome.pdf"},  // Fonts of drawn characters (Type 3).
    {"seed_merged.writer.pdf"},
    {"seed_merged.calc.pdf", Prints::NoTrailingZeros},
    {"enc.pdf"},
    {"lin.pdf"},
    {"rot.pdf"},
    {"gbk.pdf"},
    {"ucs2.pdf"},
    {"seed.xlsx", Prints::NoTrailingZeros},
    {"seed.xls", Prints::NoTrailingZeros},
    {"seed.docx"},
};

/// With those that LibreOffice converts, where it is installed.
std::vector<SeedForm> seed_forms() {
  std::vector<SeedForm> forms(std::begin(kSeedForms), std::end(kSeedForms));
  if (find_office_program().ok()) forms.push_back({"seed.doc"});
  return forms;
}

/// Folded for comparison; a number without the zeros behind its point if the print drops them.
std::string comparable_form(std::string_view text, Prints prints) {
  std::string folded = fold(text);
  if (prints == Prints::NoTrailingZeros && folded.ends_with(".00"))
    folded.resize(folded.size() - 3);
  return folded;
}

std::size_t count_equal_cells(const Tables& tables, Prints prints) {
  const auto truth = read_truth();
  EXPECT_EQ(tables.tables.size(), truth.size());
  std::size_t equal = 0;
  for (std::size_t i = 0; i < std::min(truth.size(), tables.tables.size()); ++i) {
    for (std::uint32_t row = 0; row < truth[i].size(); ++row) {
      for (std::uint32_t column = 0; column < truth[i][row].size(); ++column) {
        const Cell* const cell = tables.tables[i].find(row, column);
        const std::string expected = comparable_form(truth[i][row][column], prints);
        const std::string actual = cell == nullptr ? "" : comparable_form(cell->text, prints);
        EXPECT_EQ(actual, expected) << i << ", row " << row << ", column " << column;
        equal += !expected.empty() && actual == expected ? 1U : 0U;
      }
    }
  }
  return equal;
}

std::string records_of(const Submission& submission, Prints prints) {
  std::string out;
  for (const Project& project : submission.projects) {
    out += fmt::format("{} {}\n", project.key.text, comparable_form(project.budget.raw, prints));
    for (const GoalSet& set : project.goal_sets) {
      for (const Goal& goal : set.goals) out += "  " + fold(goal.words.text) + '\n';
      for (const Indicator& indicator : set.indicators) {
        out += fmt::format("  {} {} {} {} {} {} {} {} {}\n", indicator.goal, indicator.level1.raw,
                           indicator.level2.raw, fold(indicator.name.text),
                           fold(indicator.comparator.raw), fold(indicator.target.raw),
                           fold(indicator.unit.raw), fold(indicator.weight.raw),
                           indicator.direction.raw);
      }
    }
  }
  for (const TaskList& list : submission.task_lists) {
    out += fmt::format("{} -> {}\n", fold(list.title.text), list.project ? list.project->text : "");
    for (const Task& task : list.tasks) {
      out += fmt::format("  {} {} {} {}\n", task.number.raw, fold(task.name.text),
                         fold(task.target.text), task.quantities.size());
    }
  }
  return out;
}

ReadOutcome read_form(const fs::path& path) {
  const PipelineOptions options;
  const LoadedDocument loaded = load_document(path, options).value();
  return run_read(loaded.document, nullptr, options, reference()).value();
}

class SeedForms : public testing::TestWithParam<SeedForm> {
 protected:
  void SetUp() override {
    if (!fs::exists(path())) GTEST_SKIP() << "no JIXIAO_DATA at " << data_folder();
  }

  static fs::path path() { return data_folder() / "seed-forms" / GetParam().file; }
};

TEST_P(SeedForms, HoldsEveryCell) {
  EXPECT_EQ(count_equal_cells(read_form(path()).tables, GetParam().prints), 228U);
}

TEST_P(SeedForms, GivesTheRecordsOfTheText) {
  const Prints prints = GetParam().prints;
  const ReadOutcome text = read_form(fs::path(JX_SOURCE_DIR) / "samples/seed.txt");
  EXPECT_EQ(records_of(read_form(path()).submission, prints), records_of(text.submission, prints));
}

INSTANTIATE_TEST_SUITE_P(All, SeedForms, testing::ValuesIn(seed_forms()),
                         [](const testing::TestParamInfo<SeedForm>& form) {
                           std::string name(form.param.file);
                           std::replace_if(
                               name.begin(), name.end(), [](char c) { return c == '.'; }, '_');
                           return name;
                         });

TEST(OnePageForm, HoldsEveryCellOfTheFirstTable) {
  const fs::path path = data_folder() / "seed-forms/one_page.ofd";
  if (!fs::exists(path)) GTEST_SKIP() << "no JIXIAO_DATA at " << data_folder();
  const Tables tables = read_form(path).tables;
  ASSERT_EQ(tables.tables.size(), 1U);
  const auto truth = read_truth().front();
  EXPECT_EQ(tables.tables[0].rows, truth.size());
  for (std::uint32_t row = 0; row < truth.size(); ++row) {
    for (std::uint32_t column = 0; column < truth[row].size(); ++column) {
      const Cell* const cell = tables.tables[0].find(row, column);
      EXPECT_EQ(cell == nullptr ? "" : cell->text, truth[row][column]) << row << ", " << column;
    }
  }
}

TEST(TruncatedForm, IsRefusedWithTheReason) {
  const fs::path path = data_folder() / "seed-forms/trunc.pdf";
  if (!fs::exists(path)) GTEST_SKIP() << "no JIXIAO_DATA at " << data_folder();
  const PipelineOptions options;
  const LoadedDocument loaded = load_document(path, options).value();
  const auto read = run_read(loaded.document, nullptr, options, reference());
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::Malformed);
  EXPECT_TRUE(contains(read.error().message, "认不出")) << read.error().message;
}

}  // namespace
}  // namespace jx
