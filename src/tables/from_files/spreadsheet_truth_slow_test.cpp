// SPDX-License-Identifier: AGPL-3.0-or-later
// Workbooks of the wild against what Excel displays of each sheet (CSV files that Excel wrote),
// which lie outside the project (JIXIAO_DATA).
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
using Rows = std::vector<std::vector<std::string>>;

fs::path data_folder() {
  const char* const given = std::getenv("JIXIAO_DATA");
  return given != nullptr ? fs::path(given) : fs::path(JX_SOURCE_DIR) / "../shared/data";
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Excel's CSV: commas, doubled quotes, line ends inside quotes, one byte a character.
Rows parse_csv(std::string_view text) {
  Rows rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    std::string& cell = rows.back().back();
    if (c == '"') {
      if (quoted && text.substr(i + 1).starts_with('"'))
        cell += text[i++];
      else
        quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\n') {
      rows.emplace_back(1);
    } else if (c != '\r') {
      cell += c;
    }
  }
  return rows;
}

Rows rows_of(const NativeGrid& grid) {
  Rows rows(grid.rows, std::vector<std::string>(grid.columns));
  for (const GridCell& cell : grid.cells) rows[cell.row][cell.column] = cell.text;
  return rows;
}

std::string_view cell_of(const Rows& rows, std::size_t row, std::size_t column) {
  return row < rows.size() && column < rows[row].size() ? std::string_view(rows[row][column]) : "";
}

/// One-byte text, in which \xa0 is a blank too.
std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\xa0";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

/// Line ends in a cell are line feeds, carriage returns or nothing at all in a CSV.
std::string on_one_line(std::string_view text) { return replaced(text, "\n", ""); }

/// What the CSV's one-byte encoding has no place for is "?" or "_" there, or some other byte.
bool same_words(std::string_view shown_words, std::string_view true_words) {
  const std::string shown = on_one_line(trimmed(shown_words));
  const std::string truth = on_one_line(without_blanks(true_words));
  std::size_t at = 0;
  for (const char expected : truth) {
    if (at == shown.size()) return false;
    const char32_t actual = next_character(shown, at);
    const bool foreign = actual >= 0x80;
    const bool stand_in = expected == '?' || expected == '_' || (expected & 0x80) != 0;
    if (foreign ? !stand_in : static_cast<char>(actual) != expected) return false;
  }
  return at == shown.size();
}

bool is_blank(std::string_view text) { return without_blanks(trimmed(text)).empty(); }

/// Excel writes a sheet from its first used row and column on.
Rows from_first_words(Rows rows) {
  const auto blank_row = [](const std::vector<std::string>& row) {
    return std::all_of(row.begin(), row.end(), is_blank);
  };
  rows.erase(rows.begin(), std::find_if_not(rows.begin(), rows.end(), blank_row));
  std::size_t first = std::string::npos;
  for (const std::vector<std::string>& row : rows) {
    const auto found = std::find_if_not(row.begin(), row.end(), is_blank);
    if (found != row.end()) first = std::min(first, static_cast<std::size_t>(found - row.begin()));
  }
  for (std::vector<std::string>& row : rows) {
    row.erase(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(std::min(first, row.size())));
  }
  return rows;
}

/// The first difference in words, or nothing.
std::string first_difference(const Rows& shown, const Rows& truth) {
  for (std::size_t row = 0; row < std::max(shown.size(), truth.size()); ++row) {
    const std::size_t width = std::max(row < shown.size() ? shown[row].size() : 0,
                                       row < truth.size() ? truth[row].size() : 0);
    for (std::size_t column = 0; column < width; ++column) {
      const std::string_view ours = cell_of(shown, row, column);
      const std::string_view theirs = cell_of(truth, row, column);
      if (same_words(ours, theirs)) continue;
      return fmt::format("row {} column {}: \"{}\", in Excel \"{}\"", row + 1, column + 1, ours,
                         theirs);
    }
  }
  return {};
}

/// Sheets of which the CSV shows something that the file does not hold.
struct Explained {
  std::string_view workbook;
  std::uint32_t sheet;
  std::string_view why;
};
constexpr Explained kExplained[] = {
    {"56502.xlsx", 0,
     "A4 calls a function of an add-in; the file holds its result, Excel without the add-in says "
     "#NAME?."},
    {"CustomXMLMappings-complex-type.xlsx", 1,
     "The CSV is of another state of the workbook: it lacks the column in D5 and the words in "
     "D11."},
    {"12561-1.xls", 0, "Japanese words: a date without a format of its own is year first there."},
    {"44958.xls", 1, "B15 is counted from the day on which the CSV was written."},
    {"44958.xls", 2, "The same."},
    {"44958.xls", 3, "The same."},
    {"44958.xls", 4, "The same."},
    {"46368.xls", 0, "The CSV is of another state of the workbook: A1 holds words, it says 0."},
    {"59074.xls", 0, "Of Excel 5, which is refused."},
    {"BOOK_in_capitals.xls", 0, "Of Excel 5, which is refused."},
    {"testEXCEL_5.xls", 0, "Of Excel 5, which is refused."},
    {"LookupFunctionsTestCaseData.xls", 1, "The CSV is of another state: K11 is not in the file."},
    {"LookupFunctionsTestCaseData.xls", 2, "Excel calculated B13 anew: #REF! became #VALUE!."},
    {"MatchFunctionTestCaseData.xls", 1, "Excel calculated B22 anew: 3 became #N/A."},
    {"SquareMacro.xls", 0, "A macro's result; without the macro Excel says #NAME?."},
    {"SubtotalsNested.xls", 0, "The CSV is of another state: it ends above the file's last rows."},
    {"password.xls", 0, "Encrypted, which is refused."},
    {"password.xls", 1, "Encrypted, which is refused."},
    {"password.xls", 2, "Encrypted, which is refused."},
};

bool is_explained(std::string_view workbook, std::uint32_t sheet) {
  return std::any_of(std::begin(kExplained), std::end(kExplained), [&](const Explained& item) {
    return workbook.ends_with(item.workbook) && sheet == item.sheet;
  });
}

struct Score {
  std::size_t sheets = 0;
  std::size_t equal = 0;
  std::size_t explained = 0;
  std::string unequal;
};

/// What is shown of sheet `index` (from 0); a sheet without words has no page.
Rows sheet_of(const Pages& pages, std::uint32_t index) {
  for (const Page& page : pages.pages) {
    if (page.number == index + 1) return rows_of(std::get<NativeGrid>(page.blocks.back()));
  }
  return {};
}

std::string compare_sheet(const fs::path& workbook, std::uint32_t index, const fs::path& truth) {
  const auto document = read_document(workbook, {});
  if (!document.ok()) return document.error().message;
  const auto pages = read_pages(*document);
  if (!pages.ok()) return pages.error().message;
  return first_difference(from_first_words(sheet_of(*pages, index)),
                          from_first_words(parse_csv(read_file(truth))));
}

Score score(const std::vector<std::string_view>& endings) {
  Score score;
  std::ifstream list(data_folder() / "spreadsheets/pairs.tsv");
  std::string line;
  std::getline(list, line);
  while (std::getline(list, line)) {
    const std::vector<std::string_view> parts = split(line, "\t");
    const bool wanted = std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
      return parts[0].ends_with(ending);
    });
    if (!wanted) continue;
    const fs::path folder = data_folder() / "spreadsheets";
    const auto index = static_cast<std::uint32_t>(std::stoul(std::string(parts[1])));
    const std::string difference = compare_sheet(folder / parts[0], index, folder / parts[2]);
    ++score.sheets;
    score.equal += difference.empty() ? 1U : 0U;
    score.explained += !difference.empty() && is_explained(parts[0], index) ? 1U : 0U;
    if (!difference.empty())
      score.unequal += fmt::format("{} sheet {}: {}\n", parts[0], index, difference);
  }
  return score;
}

void expect_share(const std::vector<std::string_view>& endings, double share) {
  if (!fs::exists(data_folder() / "spreadsheets/pairs.tsv")) {
    GTEST_SKIP() << "no JIXIAO_DATA at " << data_folder();
  }
  const Score result = score(endings);
  fmt::print("{} of {} sheets are as Excel displays them\n{}", result.equal, result.sheets,
             result.unequal);
  const std::size_t answerable = result.sheets - result.explained;
  EXPECT_GE(static_cast<double>(result.equal), share * static_cast<double>(answerable));
  EXPECT_LE(result.explained, std::size(kExplained));
}

TEST(SpreadsheetTruth, XlsxSheetsAreAsExcelDisplaysThem) { expect_share({".xlsx", ".xlsm"}, 0.99); }

TEST(SpreadsheetTruth, XlsSheetsAreAsExcelDisplaysThem) { expect_share({".xls"}, 0.95); }

}  // namespace
}  // namespace jx
