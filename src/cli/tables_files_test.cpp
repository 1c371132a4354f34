// SPDX-License-Identifier: AGPL-3.0-or-later
// What is written is read back by our own readers: the same cells again.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "base/test_seed.h"
#include "base/text.h"
#include "cli/output_file.h"
#include "cli/page_drawer.h"
#include "cli/tables_files.h"
#include "codecs/html_writer.h"
#include "reports/csv.h"
#include "reports/test_table.h"

namespace jx {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

struct SeenCell {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t rows = 1;
  std::uint32_t columns = 1;
  std::string text;

  friend bool operator==(const SeenCell&, const SeenCell&) = default;
  friend void PrintTo(const SeenCell& cell, std::ostream* out) {
    *out << cell.row << "," << cell.column << " " << cell.rows << "x" << cell.columns << " "
         << cell.text;
  }
};

enum class Spans { Kept, Dropped };

std::vector<SeenCell> cells_of(const Table& table, Spans spans) {
  std::vector<SeenCell> cells;
  for (const Cell& cell : table.cells) {
    if (trimmed(cell.text).empty()) continue;
    const bool kept = spans == Spans::Kept;
    cells.push_back(
        {cell.row, cell.column, kept ? cell.rowspan : 1U, kept ? cell.colspan : 1U, cell.text});
  }
  return cells;
}

class Folder {
 public:
  Folder() {
    std::string name = ::testing::TempDir() + "jixiao_tables_XXXXXX";
    path_ = mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

const Reference& reference() {
  static const Reference loaded = load_reference(fs::path(JX_SOURCE_DIR) / "data").value();
  return loaded;
}

TablesOutcome read(const fs::path& path) {
  PipelineOptions options;
  options.reader.isolation = Isolation::InProcess;
  const LoadedDocument loaded = load_document(path, options).value();
  return run_tables(loaded.document, nullptr, options, reference()).value();
}

OutputPlace place_in(const Folder& folder) {
  return OutputPlace::open(folder.path().string() + "/", {}).value();
}

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const char* const kForms[] = {
    "samples/seed.txt",
    "tests/golden/tables/xlsx_as_excel_displays/form.xlsx",
    "tests/golden/tables/docx_as_word_shows/form.docx",
    "tests/golden/tables/pdf_over_two_pages/form.pdf",
    "tests/golden/tables/ofd_ruled_page/form.ofd",
    "tests/golden/tables/excel_2003_xml/export.xls",
};

class WrittenTables : public ::testing::TestWithParam<const char*> {
 protected:
  const TablesOutcome read_ = read(fs::path(JX_SOURCE_DIR) / GetParam());
  Folder folder_;
  OutputPlace place_ = place_in(folder_);
};

TEST_P(WrittenTables, ComeBackFromCsvCellByCell) {
  const auto files = write_tables_files("csv", read_, place_).value();
  ASSERT_EQ(files.size(), read_.tables.tables.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    EXPECT_TRUE(bytes_of(files[i]).starts_with(kByteOrderMark));
    const TablesOutcome again = read(files[i]);
    ASSERT_EQ(again.tables.tables.size(), 1U) << files[i];
    EXPECT_EQ(cells_of(again.tables.tables[0], Spans::Dropped),
              cells_of(read_.tables.tables[i], Spans::Dropped));
  }
}

TEST_P(WrittenTables, ComeBackFromOneCsvWithTheirTitles) {
  const fs::path path = folder_.path() / "all.csv";
  ASSERT_TRUE(
      write_file(path, tables_prologue("csv", "") + render_tables("csv", read_, 1, {}).value())
          .ok());
  const TablesOutcome again = read(path);
  ASSERT_EQ(again.tables.tables.size(), read_.tables.tables.size());
  for (std::size_t i = 0; i < again.tables.tables.size(); ++i) {
    const Table& table = again.tables.tables[i];
    EXPECT_EQ(table.title.text, read_.tables.tables[i].title.text);
    EXPECT_EQ(table.unit_words, read_.tables.tables[i].unit_words);
    EXPECT_EQ(cells_of(table, Spans::Dropped), cells_of(read_.tables.tables[i], Spans::Dropped));
  }
}

TEST_P(WrittenTables, ComeBackFromExcelWithTheirSpans) {
  const auto files = write_tables_files("xlsx", read_, place_).value();
  ASSERT_EQ(files.size(), 1U);
  const TablesOutcome again = read(files[0]);
  ASSERT_EQ(again.tables.tables.size(), read_.tables.tables.size() + 1);  // 目录
  for (std::size_t i = 0; i < read_.tables.tables.size(); ++i) {
    EXPECT_EQ(cells_of(again.tables.tables[i + 1], Spans::Kept),
              cells_of(read_.tables.tables[i], Spans::Kept));
    EXPECT_EQ(again.tables.tables[0].find(static_cast<std::uint32_t>(i) + 1, 3)->text, read_.file);
  }
}

TEST_P(WrittenTables, ComeBackFromAWebPageWithTheirSpans) {
  const auto files = write_tables_files("html", read_, place_).value();
  ASSERT_EQ(files.size(), 1U);
  const TablesOutcome again = read(files[0]);
  ASSERT_EQ(again.tables.tables.size(), read_.tables.tables.size());
  for (std::size_t i = 0; i < again.tables.tables.size(); ++i) {
    EXPECT_EQ(cells_of(again.tables.tables[i], Spans::Kept),
              cells_of(read_.tables.tables[i], Spans::Kept));
  }
}

TEST_P(WrittenTables, ComeBackFromJson) {
  const auto files = write_tables_files("json", read_, place_).value();
  const TablesOutcome again = read(files.at(0));
  ASSERT_EQ(again.tables.tables.size(), read_.tables.tables.size());
  for (std::size_t i = 0; i < again.tables.tables.size(); ++i) {
    EXPECT_EQ(cells_of(again.tables.tables[i], Spans::Kept),
              cells_of(read_.tables.tables[i], Spans::Kept));
  }
}

TEST_P(WrittenTables, AreTheSameBytesEveryTime) {
  for (const char* format : {"csv", "xlsx", "html", "json"}) {
    const auto first = write_tables_files(format, read_, place_).value();
    const auto second = write_tables_files(format, read_, place_).value();
    for (std::size_t i = 0; i < first.size(); ++i) {
      EXPECT_NE(first[i], second[i]);
      EXPECT_EQ(bytes_of(first[i]), bytes_of(second[i])) << first[i];
    }
  }
}

INSTANTIATE_TEST_SUITE_P(OfForms, WrittenTables, ::testing::ValuesIn(kForms));

/// Words that formats like to change, each in a row of its own below a header.
TablesOutcome with_words(const std::vector<std::string>& words) {
  TestTable table(static_cast<std::uint32_t>(words.size()) + 1, 2);
  table.header(1).cell(0, 0, "三级指标").cell(0, 1, "指标值");
  for (std::uint32_t row = 1; row <= words.size(); ++row) {
    table.cell(row, 0, "培训人次").cell(row, 1, words[row - 1]);
  }
  return {.file = "words", .sha256 = {}, .tables = table.alone(), .corrections = {}};
}

std::vector<std::string> words_again(const TablesOutcome& read, const std::string& format) {
  const Folder folder;
  OutputPlace place = place_in(folder);
  const auto files = write_tables_files(format, read, place).value();
  const TablesOutcome again = jx::read(files.at(0));
  std::vector<std::string> words;
  const Table& table = again.tables.tables.back();
  for (std::uint32_t row = 1; row < table.rows; ++row) {
    const Cell* const cell = table.find(row, 1);
    words.push_back(cell == nullptr ? "" : cell->text);
  }
  return words;
}

TEST(WrittenWords, OfExcelStayWhatTheyWere) {
  const std::vector<std::string> words = {"44.00",        "007",       "15000021T000000007457",
                                          "330000210001", "-0.00",     "1,234.50",
                                          "98.5%",        "=1+1",      "@x",
                                          "'quoted",      "1e5",       "2021-01-02",
                                          "TRUE",         "_x0041_",   "上\n下",
                                          "a\tb",         "1/2",       "0.30",
                                          "-5",           "≥95%",      "12:30",
                                          "#REF!",        "+5",        "<b>&amp;\"",
                                          "５０",         "1,234,567", "99999999999",
                                          "0.1%",         "100%",      "http://甲.cn"};
  EXPECT_EQ(words_again(with_words(words), "xlsx"), words);
}

TEST(WrittenWords, OfAWebPageStayWhatTheyWere) {
  const std::vector<std::string> words = {"44.00", "<b>&amp;\"'", "上\n下",
                                          "&lt;",  "</td>",       "=1+1"};
  EXPECT_EQ(words_again(with_words(words), "html"), words);
}

TEST(WrittenWords, OfCsvStayWhatTheyWereButForFormulas) {
  const std::vector<std::string> words = {"44.00", "甲,乙", "说\"是\"", "上\n下",
                                          "-5",    "-",     "=1+1"};
  std::vector<std::string> expected = words;
  expected.back() = "'=1+1";
  EXPECT_EQ(words_again(with_words(words), "csv"), expected);
}

TEST(WrittenWords, NumbersOfExcelShowEveryDigitAgain) {
  std::mt19937_64 random(test_seed());
  const auto below = [&](std::uint64_t limit) { return random() % limit; };
  std::vector<std::string> words;
  for (int i = 0; i < 2000; ++i) {
    std::string number = std::to_string(below(2) == 0 ? below(1000) : below(100'000'000'000));
    if (below(2) == 0) {
      for (std::size_t at = number.size(); at > 3; at -= 3) number.insert(at - 3, ",");
    }
    if (const std::uint64_t places = below(8); places > 0) {
      number += '.';
      for (std::uint64_t k = 0; k < places; ++k) number += static_cast<char>('0' + below(10));
    }
    if (below(4) == 0) number += '%';
    if (below(4) == 0) number.insert(0, "-");
    words.push_back(number);
  }
  EXPECT_EQ(words_again(with_words(words), "xlsx"), words);
}

class DrawnPages : public ::testing::TestWithParam<const char*> {};

TEST_P(DrawnPages, ShowEveryCellWithItsPlace) {
  PipelineOptions options;
  options.reader.isolation = Isolation::InProcess;
  const LoadedDocument loaded =
      load_document(fs::path(JX_SOURCE_DIR) / GetParam(), options).value();
  const Folder folder;
  OutputPlace place = place_in(folder);
  PageDrawer drawer(loaded.document.name, 0, folder.path());
  options.watch_page = [&](const Page& page) { return drawer.begin(page); };
  const TablesOutcome read = run_tables(loaded.document, nullptr, options, reference()).value();
  std::string all;
  const std::vector<std::string> written = drawer.finish(read.tables, place).value();
  for (const std::string& path : written) all += bytes_of(path);
  for (const Table& table : read.tables.tables) {
    for (const Cell& cell : table.cells) {
      EXPECT_THAT(all, HasSubstr(fmt::format(">{},{}</text>", cell.row + 1, cell.column + 1)));
      EXPECT_THAT(all, HasSubstr("：" + html_escaped(cell.text) + "</title>"));
    }
  }
  EXPECT_GT(std::distance(fs::directory_iterator(folder.path()), {}), 0);
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    EXPECT_EQ(entry.path().extension(), ".svg") << "a piece was left behind";
  }
}

INSTANTIATE_TEST_SUITE_P(OfForms, DrawnPages,
                         ::testing::Values("tests/golden/tables/pdf_over_two_pages/form.pdf",
                                           "tests/golden/tables/ofd_ruled_page/form.ofd"));

TEST(DrawnPagesOfOne, NeedAFolderOrANumber) {
  const Folder folder;
  const Page page{.number = 1, .blocks = {}, .drawing = Drawing{}};
  Page next = page;
  next.number = 2;
  const std::string path = (folder.path() / "one.svg").string();
  OutputPlace place = OutputPlace::open(path, {}).value();
  {
    PageDrawer both("表.pdf", 0, folder.path());
    ASSERT_TRUE(both.begin(page).ok());
    ASSERT_TRUE(both.begin(next).ok());
    EXPECT_EQ(both.finish({}, place).error().code, ErrorCode::Conflict);
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
  PageDrawer second("表.pdf", 2, folder.path());
  ASSERT_TRUE(second.begin(page).ok());
  ASSERT_TRUE(second.begin(next).ok());
  EXPECT_THAT(second.finish({}, place).value(), ::testing::ElementsAre(path));
  PageDrawer third("表.pdf", 3, folder.path());
  ASSERT_TRUE(third.begin(page).ok());
  EXPECT_EQ(third.finish({}, place).error().code, ErrorCode::NotFound);
  PageDrawer none("表.docx", 0, folder.path());
  ASSERT_TRUE(none.begin(Page{}).ok());
  EXPECT_EQ(none.finish({}, place).error().code, ErrorCode::Unsupported);
}

TEST(OutputPlaceFolder, NeverGivesANameTwiceNorThatOfAnInput) {
  const Folder folder;
  const std::string input = (folder.path() / "form.xlsx").string();
  ASSERT_TRUE(write_file(input, "x").ok());
  OutputPlace place = OutputPlace::open(folder.path().string(), {input}).value();
  ASSERT_TRUE(place.is_folder());
  EXPECT_EQ(place.next_file(input, ".xlsx").filename(), "form.xlsx.xlsx");
  EXPECT_EQ(place.next_file("other/form.pdf", ".xlsx").filename(), "form.pdf.xlsx");
  EXPECT_EQ(place.next_file("other/form.pdf", ".xlsx").filename(), "form (2).xlsx");
  EXPECT_EQ(place.next_file("a.zip!/../../x", ".csv").filename(), "x.csv");
  EXPECT_EQ(place.next_file("a.zip!/..", ".csv").filename(), "document.csv");
}

TEST(OutputPlaceFile, RefusesToOverwriteWhatIsRead) {
  const Folder folder;
  const std::string input = (folder.path() / "form.html").string();
  ASSERT_TRUE(write_file(input, "x").ok());
  const auto place = OutputPlace::open(folder.path().string() + "/./form.html", {input});
  ASSERT_FALSE(place.ok());
  EXPECT_EQ(place.error().code, ErrorCode::Conflict);
}

TEST(OutputFile, LeavesWhatWasThereUntilItIsWhole) {
  const Folder folder;
  const fs::path path = folder.path() / "out.txt";
  ASSERT_TRUE(write_file(path, "old").ok());
  {
    OutputFile file = OutputFile::create(path).value();
    file.write("half");
  }
  EXPECT_EQ(bytes_of(path), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
  EXPECT_FALSE(OutputFile::create(folder.path() / "none" / "out.txt").ok());
}

}  // namespace
}  // namespace jx
