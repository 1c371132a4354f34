// SPDX-License-Identifier: AGPL-3.0-or-later
// The sample report against cells typed by hand, which lie outside the project (JIXIAO_DATA).
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "tables/from_files/read_tables.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

fs::path data_folder() {
  const char* const given = std::getenv("JIXIAO_DATA");
  return given != nullptr ? fs::path(given) : fs::path(JX_SOURCE_DIR) / "../shared/data";
}

struct TrueTable {
  std::string title;
  std::vector<std::vector<std::string>> rows;
};

/// "#title" begins a table, each further line is a row.
std::vector<TrueTable> read_truth(const fs::path& path) {
  std::vector<TrueTable> tables;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) {
      tables.push_back({.title = line.substr(1), .rows = {}});
      continue;
    }
    std::vector<std::string> row;
    for (const std::string_view cell : split(line, "\t")) row.emplace_back(cell);
    tables.back().rows.push_back(std::move(row));
  }
  return tables;
}

/// How many cells with words are in their place; every difference is reported.
std::size_t count_equal_cells(const Table& table, const TrueTable& truth) {
  std::size_t equal = 0;
  EXPECT_EQ(table.rows, truth.rows.size());
  for (std::uint32_t row = 0; row < truth.rows.size(); ++row) {
    for (std::uint32_t column = 0; column < truth.rows[row].size(); ++column) {
      const Cell* const cell = table.find(row, column);
      const std::string& expected = truth.rows[row][column];
      EXPECT_EQ(cell == nullptr ? "" : cell->text, expected)
          << table.index << ", row " << row << ", column " << column;
      equal += !expected.empty() && cell != nullptr && cell->text == expected ? 1U : 0U;
    }
  }
  return equal;
}

void expect_truth(const fs::path& input, Format format) {
  const fs::path truth_file = data_folder() / "seed-forms/truth.tsv";
  if (!fs::exists(truth_file)) GTEST_SKIP() << "no JIXIAO_DATA at " << data_folder();
  const std::vector<TrueTable> truth = read_truth(truth_file);
  const auto document = read_document(input, {});
  ASSERT_TRUE(document.ok()) << document.error().message;
  EXPECT_EQ(document->format, format);
  auto pages = read_pages(*document);
  ASSERT_TRUE(pages.ok()) << pages.error().message;
  const Tables tables = extract_tables(*std::move(pages), shipped_lexicon());

  ASSERT_EQ(tables.tables.size(), truth.size());
  std::size_t equal = 0;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    EXPECT_EQ(tables.tables[i].title.text, truth[i].title);
    equal += count_equal_cells(tables.tables[i], truth[i]);
  }
  EXPECT_EQ(equal, 228U);
  EXPECT_TRUE(tables.diagnostics.empty());
}

TEST(SeedTruth, EveryCellOfTheTextIsInItsPlace) {
  expect_truth(fs::path(JX_SOURCE_DIR) / "samples/seed.txt", Format::Text);
}

TEST(SeedTruth, EveryCellOfTheJsonIsInItsPlace) {
  expect_truth(data_folder() / "seed-forms/truth.json", Format::Json);
}

TEST(SeedTruth, EveryCellOfTheWebPageIsInItsPlace) {
  expect_truth(data_folder() / "seed-forms/seed_blank.html", Format::Html);
}

TEST(SeedTruth, EveryCellOfTheWebPageWithMergedCellsIsInItsPlace) {
  expect_truth(data_folder() / "seed-forms/seed_merged.html", Format::Html);
}

}  // namespace
}  // namespace jx
