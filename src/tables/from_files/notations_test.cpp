// SPDX-License-Identifier: AGPL-3.0-or-later
// The sample report written in other notations must give the same tables.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "tables/from_files/read_tables.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

std::string seed() {
  std::ifstream file(fs::path(JX_SOURCE_DIR) / "samples/seed.txt", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// What must not depend on the notation: words, captions, order, page numbers.
std::string essence(const Tables& tables) {
  std::string result;
  for (const Table& table : tables.tables) {
    result += "[" + table.label.text + "|" + table.title.text + "|" + table.unit_words + "|" +
              table.printed_page + "|" + (table.continues ? "continues" : "") + "]\n";
    for (const Cell& cell : table.cells) {
      result +=
          std::to_string(cell.row) + "," + std::to_string(cell.column) + " " + cell.text + "\n";
    }
  }
  for (const OutsideLine& line : tables.lines) {
    result += std::to_string(line.before_table) + " " + line.text + "\n";
  }
  return result;
}

enum class Padding { None, FullWidth };

/// The seed with its tabs replaced; lines of text become rows of one cell.
std::string delimited(std::string_view delimiter, Padding padding) {
  const std::string text = seed();
  std::string result;
  for (const std::string_view line : split(text, "\n")) {
    std::size_t cells = 0;
    for (const std::string_view cell : split(line, "\t")) {
      if (cells++ > 0) result += delimiter;
      const bool quoted = contains(cell, delimiter) || contains(cell, "\"");
      result += quoted ? "\"" + replaced(cell, "\"", "\"\"") + "\"" : std::string(cell);
    }
    for (; padding == Padding::FullWidth && cells < 12; ++cells) result += delimiter;
    result += '\n';
  }
  return result;
}

std::string markdown() {
  const std::string text = seed();
  std::string result;
  bool in_table = false;
  for (const std::string_view line : split(text, "\n")) {
    const std::vector<std::string_view> cells = split(line, "\t");
    const bool title = cells.size() > 1 && cells[1].empty() && !cells[0].empty();
    if (cells.size() == 1 || title) {
      result += std::string(cells[0]) + "\n\n";
      in_table = false;
      continue;
    }
    for (const std::string_view cell : cells) result += "| " + std::string(cell) + " ";
    result += "|\n";
    if (in_table) continue;
    for (std::size_t i = 0; i < cells.size(); ++i) result += "|---";
    result += "|\n";
    in_table = true;
  }
  return result;
}

std::string utf16(std::string_view text) {
  std::string result = "\xff\xfe";
  for (const char32_t c : to_utf32(text)) {
    result += static_cast<char>(c & 0xff);
    result += static_cast<char>(c >> 8);
  }
  return result;
}

void expect_same(const std::string& notation, std::string name, std::string bytes) {
  const Lexicon& lexicon = shipped_lexicon();
  const auto expected = read_tables("seed.txt", seed(), lexicon);
  const auto actual = read_tables(std::move(name), std::move(bytes), lexicon);
  ASSERT_TRUE(expected.ok());
  ASSERT_TRUE(actual.ok()) << notation << ": " << actual.error().message;
  EXPECT_EQ(essence(*actual), essence(*expected)) << notation;
}

TEST(Notations, LineEndsAndMarksDoNotMatter) {
  expect_same("CRLF", "a.txt", replaced(seed(), "\n", "\r\n"));
  expect_same("CR", "a.txt", replaced(seed(), "\n", "\r"));
  expect_same("BOM", "a.txt", "\xef\xbb\xbf" + seed());
  expect_same("UTF-16", "a.txt", utf16(seed()));
  expect_same("form feeds", "a.txt", replaced(seed(), "7 -\n", "7 -\n\f"));
  expect_same("trailing spaces", "a.txt", replaced(seed(), "\n", "  \n"));
}

TEST(Notations, DelimitersDoNotMatter) {
  for (const std::string_view delimiter : {",", ";", "|", "\t", "^", "｜"}) {
    const std::string name = std::string("delimiter ") + std::string(delimiter);
    expect_same(name + ", padded", "a.csv", delimited(delimiter, Padding::FullWidth));
    expect_same(name, "a.csv", delimited(delimiter, Padding::None));
  }
  expect_same("padded without a name", "a", delimited(",", Padding::FullWidth));
}

TEST(Notations, MarkdownGivesTheSame) { expect_same("Markdown", "a.md", markdown()); }

}  // namespace
}  // namespace jx
