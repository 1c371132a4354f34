// SPDX-License-Identifier: AGPL-3.0-or-later
// Published budgets (outside the project, JIXIAO_DATA): every row whose sums were checked is a row
// of a table on its page, with its codes, its name and its numbers.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/build_info.h"
#include "base/text.h"
#include "pipeline/pipeline.h"
#include "pipeline/test_seed_forms.h"

namespace jx {
namespace {

namespace fs = std::filesystem;
using Row = std::vector<std::string>;
using RowsByPage = std::multimap<std::uint32_t, Row>;

struct TrueRow {
  std::uint32_t page = 0;
  Row codes;
  std::string name;
  Row numbers;
};

/// Columns: table, page, class, section, item, name, numbers. A sum has the class "SUM".
std::vector<TrueRow> read_rows(const fs::path& path) {
  std::vector<TrueRow> rows;
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::vector<std::string_view> parts = split(line, "\t");
    TrueRow& row = rows.emplace_back();
    row.page = static_cast<std::uint32_t>(std::stoul(std::string(parts.at(1))));
    for (std::size_t i = 2; i < 5; ++i) {
      if (!parts[i].empty() && parts[i] != "SUM") row.codes.emplace_back(parts[i]);
    }
    row.name = parts.at(5);
    for (const std::string_view number : split(parts.at(6), " ")) row.numbers.emplace_back(number);
  }
  return rows;
}

std::string on_one_line(std::string_view text) {
  return replaced(replaced(text, "\n", ""), " ", "");
}

/// The cells with words of each row, in their order.
RowsByPage read_budget(const fs::path& path) {
  static const Reference kReference = load_reference(fs::path(kSourceDataDir)).value();
  PipelineOptions options;
  options.reader.isolation = Isolation::InProcess;
  const LoadedDocument loaded = load_document(path, options).value();
  const Tables tables = run_tables(loaded.document, nullptr, options, kReference).value().tables;
  RowsByPage rows;
  for (const Table& table : tables.tables) {
    std::map<std::uint32_t, Row> by_row;
    for (const Cell& cell : table.cells) {
      const std::string words = on_one_line(cell.text);
      if (!words.empty()) by_row[cell.row].push_back(words);
    }
    for (auto& [row, words] : by_row) rows.emplace(table.page, std::move(words));
  }
  return rows;
}

/// The truth's names end where its maker's line did; the words of the page go on.
bool is_row(const Row& words, const TrueRow& truth) {
  const std::size_t codes = truth.codes.size();
  if (words.size() != codes + 1 + truth.numbers.size()) return false;
  if (!std::equal(truth.codes.begin(), truth.codes.end(), words.begin())) return false;
  if (!words[codes].starts_with(on_one_line(truth.name))) return false;
  for (std::size_t i = 0; i < truth.numbers.size(); ++i) {
    if (replaced(words[codes + 1 + i], ",", "") != truth.numbers[i]) return false;
  }
  return true;
}

TEST(PublishedBudgets, EveryRowIsFoundWithItsNumbers) {
  const fs::path folder = data_folder() / "cn-visible/budget";
  if (!fs::exists(folder)) GTEST_SKIP() << "no JIXIAO_DATA at " << data_folder();
  std::size_t rows = 0;
  std::size_t found = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".pdf") continue;
    const RowsByPage read = read_budget(entry.path());
    for (const TrueRow& truth : read_rows(fs::path(entry.path()).replace_extension(".tsv"))) {
      const auto [begin, end] = read.equal_range(truth.page);
      const bool is_there =
          std::any_of(begin, end, [&truth](const auto& row) { return is_row(row.second, truth); });
      ++rows;
      found += is_there ? 1U : 0U;
      EXPECT_TRUE(is_there) << entry.path() << ", page " << truth.page << ": " << truth.name;
    }
  }
  fmt::print("{} of {} rows\n", found, rows);
  EXPECT_GT(rows, 400U);
}

}  // namespace
}  // namespace jx
