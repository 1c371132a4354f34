// SPDX-License-Identifier: AGPL-3.0-or-later
// The sample report as scans (outside the project, JIXIAO_DATA), beside the typed cells.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>

#include "base/build_info.h"
#include "base/text.h"
#include "pages/ocr/recogniser.h"
#include "pipeline/pipeline.h"
#include "pipeline/test_seed_forms.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

struct ScannedForm {
  std::string_view file;
  double least_accuracy;
};

/// The figures in a text, in their order, with their points and percent signs.
std::string figures_of(std::string_view text) {
  const std::string folded = fold(text);
  std::string figures;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const bool after_digit = i > 0 && folded[i - 1] >= '0' && folded[i - 1] <= '9';
    const bool is_digit = folded[i] >= '0' && folded[i] <= '9';
    if (is_digit || (after_digit && (folded[i] == '.' || folded[i] == '%'))) figures += folded[i];
  }
  return figures;
}

/// How well cells were read.
struct Score {
  std::size_t characters = 0;
  std::size_t mistakes = 0;        ///< Characters too many, too few or other; blank cells included.
  std::size_t cells = 0;           ///< That have text.
  std::size_t exact = 0;           ///< Of them.
  std::size_t right_numbers = 0;   ///< Cells with figures, all of them right.
  std::size_t right_marked = 0;    ///< Of them, marked as doubtful.
  std::size_t wrong_unmarked = 0;  ///< Cells with a wrong figure that nobody is warned of.

  double accuracy() const {
    return 1 - static_cast<double>(mistakes) / static_cast<double>(characters);
  }
};

void add_cell(const Cell* cell, std::string_view typed, Score& score) {
  const std::string_view read = cell == nullptr ? std::string_view() : cell->text;
  const std::u32string expected = to_utf32(fold(typed));
  const std::size_t mistakes = edit_distance(to_utf32(fold(read)), expected, 1000);
  score.characters += expected.size();
  score.mistakes += mistakes;
  score.cells += expected.empty() ? 0U : 1U;
  score.exact += !expected.empty() && mistakes == 0 ? 1U : 0U;

  const std::string figures = figures_of(typed);
  const bool is_marked = cell != nullptr && cell->confidence < kDoubtful;
  if (figures_of(read) != figures) {
    score.wrong_unmarked += is_marked ? 0U : 1U;
    if (!is_marked) ADD_FAILURE() << "“" << typed << "” was read as “" << read << "”";
  } else if (!figures.empty()) {
    ++score.right_numbers;
    score.right_marked += is_marked ? 1U : 0U;
  }
}

Score score_form(const fs::path& path) {
  static const Reference reference = load_reference(fs::path(kSourceDataDir)).value();
  PipelineOptions options;
  options.reader.isolation = Isolation::InProcess;
  const LoadedDocument loaded = load_document(path, options).value();
  const Tables tables = run_tables(loaded.document, nullptr, options, reference).value().tables;
  const auto truth = read_truth();
  EXPECT_EQ(tables.tables.size(), truth.size());
  Score score;
  for (std::size_t i = 0; i < std::min(truth.size(), tables.tables.size()); ++i) {
    EXPECT_EQ(tables.tables[i].rows, truth[i].size()) << "of table " << i;
    for (std::uint32_t row = 0; row < truth[i].size(); ++row) {
      for (std::uint32_t column = 0; column < truth[i][row].size(); ++column) {
        add_cell(tables.tables[i].find(row, column), truth[i][row][column], score);
      }
    }
  }
  return score;
}

class ScannedForms : public testing::TestWithParam<ScannedForm> {};

TEST_P(ScannedForms, AreReadAndDoubtIsMarked) {
  const fs::path path = data_folder() / "seed-forms" / GetParam().file;
  if (!fs::exists(path)) GTEST_SKIP() << "no JIXIAO_DATA at " << data_folder();
  const Result<void> installed = Recogniser::look_for(find_recognition_folder());
  if (!installed.ok()) GTEST_SKIP() << installed.error().message;

  const Score score = score_form(path);
  EXPECT_GE(score.accuracy(), GetParam().least_accuracy);
  EXPECT_EQ(score.wrong_unmarked, 0U);
  EXPECT_LE(score.right_marked * 20, score.right_numbers) << "one in twenty at most";
  std::cout << score.characters - score.mistakes << " of " << score.characters << " characters, "
            << score.exact << " of " << score.cells << " cells, " << score.right_marked << " of "
            << score.right_numbers << " right numbers marked\n";
}

INSTANTIATE_TEST_SUITE_P(All, ScannedForms,
                         testing::Values(ScannedForm{"scan200.pdf", 0.99},
                                         ScannedForm{"scan150.pdf", 0.985}),
                         [](const testing::TestParamInfo<ScannedForm>& form) {
                           return replaced(form.param.file, ".", "_");
                         });

}  // namespace
}  // namespace jx
