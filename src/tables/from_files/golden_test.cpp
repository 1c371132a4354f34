// SPDX-License-Identifier: AGPL-3.0-or-later
// Every folder of tests/fixtures/tables is a case: `input.*` and what it becomes, `expected.txt`.
// JX_UPDATE_GOLDENS=1 rewrites the latter; read the difference before it is committed.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/text.h"
#include "tables/from_files/read_tables.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = JX_SOURCE_DIR;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string one_line(std::string_view text) {
  return replaced(replaced(text, "\n", "\\n"), "\t", "\\t");
}

std::string place_of(const Origin& origin) {
  std::string place;
  if (origin.line != 0) place += fmt::format(" L{}", origin.line);
  if (origin.first_column != 0)
    place += fmt::format(":{}-{}", origin.first_column, origin.last_column);
  return place;
}

std::string dump_caption(std::string_view name, const Caption& caption) {
  if (caption.text.empty()) return {};
  return fmt::format("  {}: {}{}\n", name, one_line(caption.text), place_of(caption.origin));
}

std::string dump_row(const Table& table, std::uint32_t row) {
  const std::span<const Cell> cells = table.row(row);
  if (cells.empty()) return fmt::format("  {:>3}\n", row);
  std::string line = fmt::format("  {:>3}{}", row, place_of(cells.front().origin));
  std::uint32_t column = 0;
  for (const Cell& cell : cells) {
    for (; column < cell.column; ++column) line += " |";
    line += fmt::format(" | {}", one_line(cell.text));
    if (cell.rowspan > 1 || cell.colspan > 1)
      line += fmt::format(" <{}x{}>", cell.rowspan, cell.colspan);
    ++column;
  }
  return line + "\n";
}

std::string dump(const Tables& tables) {
  std::string out;
  for (const Table& table : tables.tables) {
    out += fmt::format("table {}: page {}{}, {} x {}, header rows {}{}\n", table.index, table.page,
                       table.printed_page.empty() ? "" : " (" + table.printed_page + ")",
                       table.rows, table.columns, table.header_rows,
                       table.continues ? fmt::format(", continues {}", *table.continues) : "");
    out += dump_caption("label", table.label) + dump_caption("title", table.title);
    out += dump_caption("unit", table.unit);
    if (!table.unit_words.empty()) out += fmt::format("  unit words: {}\n", table.unit_words);
    for (std::uint32_t row = 0; row < table.rows; ++row) out += dump_row(table, row);
  }
  constexpr std::string_view kKinds[] = {"heading", "statement", "page number"};
  for (const OutsideLine& line : tables.lines) {
    out += fmt::format("{}{} before table {}: {}{}\n", kKinds[static_cast<std::size_t>(line.kind)],
                       line.number.empty() ? "" : " " + line.number, line.before_table,
                       one_line(line.text), place_of(line.origin));
  }
  for (const Diagnostic& entry : tables.diagnostics.entries()) {
    out += fmt::format("diagnostic {}: {}\n", entry.code, entry.message);
  }
  return out;
}

std::string run_case(const fs::path& input) {
  auto tables = read_tables(input.filename().string(), read_file(input), shipped_lexicon());
  if (tables.ok()) return dump(*tables);
  return fmt::format("error {}: {}\n", to_string(tables.error().code), tables.error().message);
}

std::vector<fs::path> find_inputs() {
  // The sample report is a case without a folder of its own.
  std::vector<fs::path> inputs = {kSource / "samples/seed.txt"};
  for (const auto& entry : fs::recursive_directory_iterator(kSource / "tests/fixtures/tables")) {
    if (entry.path().stem() == "input") inputs.push_back(entry.path());
  }
  std::sort(inputs.begin(), inputs.end());
  return inputs;
}

fs::path expected_of(const fs::path& input) {
  if (input.stem() == "seed") return kSource / "tests/fixtures/tables/seed/expected.txt";
  return input.parent_path() / "expected.txt";
}

TEST(TablesGolden, EveryCaseIsAsExpected) {
  const bool update = std::getenv("JX_UPDATE_GOLDENS") != nullptr;
  for (const fs::path& input : find_inputs()) {
    const std::string actual = run_case(input);
    const fs::path expected = expected_of(input);
    if (update) {
      fs::create_directories(expected.parent_path());
      std::ofstream(expected, std::ios::binary) << actual;
    }
    EXPECT_EQ(read_file(expected), actual) << expected;
    const bool must_fail = expected.parent_path().filename().string().starts_with("fail_");
    EXPECT_EQ(actual.starts_with("error "), must_fail) << expected;
  }
}

}  // namespace
}  // namespace jx
