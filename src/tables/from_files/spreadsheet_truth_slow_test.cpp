// SPDX-License-Identifier: AGPL-3.0-or-later
// Workbooks of the wild against what Excel displays of each sheet (CSV files that Excel wrote),
// which lie outside the project (JIXIAO_DATA).
#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
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

/// "$1,253.82", "(5)", "155.00%" as a number, and how much its last digit is worth.
struct ShownNumber {
  double value = 0;
  double step = 1;
};

std::optional<ShownNumber> read_number(std::string_view text) {
  std::string digits;
  const bool in_brackets = text.starts_with('(') && text.ends_with(')');
  for (const char c : text) {
    if (c != '$' && c != ',' && c != '(' && c != ')' && c != '%' && c != ' ') digits += c;
  }
  ShownNumber number;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number.value);
  if (digits.empty() || error != std::errc{} || stop != end) return std::nullopt;
  const std::size_t point = digits.find('.');
  const std::size_t exponent = std::min(digits.find_first_of("eE"), digits.size());
  if (point < exponent) number.step = std::pow(10.0, -static_cast<double>(exponent - point - 1));
  if (exponent < digits.size())
    number.step *= std::pow(10.0, std::stod(digits.substr(exponent + 1)));
  const double scale = text.ends_with('%') ? 0.01 : 1.0;
  number.value *= in_brackets ? -scale : scale;
  number.step *= scale;
  return number;
}

/// "6/30/02" and "2002/6/30": year, month, day.
std::optional<std::array<int, 3>> read_date(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, "/");
  if (parts.size() != 3) return std::nullopt;
  std::array<int, 3> date{};
  for (std::size_t i = 0; i < date.size(); ++i) {
    const char* const end = parts[i].data() + parts[i].size();
    const auto [stop, error] = std::from_chars(parts[i].data(), end, date[i]);
    if (error != std::errc{} || stop != end) return std::nullopt;
  }
  if (parts[0].size() != 4) std::rotate(date.begin(), date.begin() + 2, date.end());
  if (date[0] < 100) date[0] += date[0] < 30 ? 2000 : 1900;
  return date;
}

/// Numbers as numbers, as far as both show them; dates as dates; words as words.
bool same_value(std::string_view shown, std::string_view truth) {
  if (same_words(shown, truth)) return true;
  shown = trimmed(shown);
  truth = without_blanks(truth);
  const auto number = read_number(shown);
  const auto true_number = read_number(truth);
  if (number && true_number) {
    const double step = std::max(number->step, true_number->step);
    return std::fabs(number->value - true_number->value) <= step / 2 * (1 + 1e-9);
  }
  const auto date = read_date(shown);
  return date && date == read_date(truth);
}

using SameCell = bool (*)(std::string_view shown, std::string_view truth);

struct Comparison {
  std::size_t cells = 0;  ///< With words on either side.
  std::size_t equal = 0;
  std::string difference;  ///< The first one.
};

Comparison compare(const Rows& shown, const Rows& truth, SameCell same) {
  Comparison result;
  for (std::size_t row = 0; row < std::max(shown.size(), truth.size()); ++row) {
    const std::size_t width = std::max(row < shown.size() ? shown[row].size() : 0,
                                       row < truth.size() ? truth[row].size() : 0);
    for (std::size_t column = 0; column < width; ++column) {
      const std::string_view ours = cell_of(shown, row, column);
      const std::string_view theirs = cell_of(truth, row, column);
      const bool equal = same(ours, theirs);
      const bool used = !is_blank(ours) || !is_blank(theirs);
      result.cells += used ? 1U : 0U;
      result.equal += used && equal ? 1U : 0U;
      if (equal || !result.difference.empty()) continue;
      result.difference = fmt::format("row {} column {}: \"{}\", in Excel \"{}\"", row + 1,
                                      column + 1, ours, theirs);
    }
  }
  return result;
}

/// Sheets of which the CSV shows something that the file does not hold. They count as unequal all
/// the same.
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
    {"44958.xls", 1, "B15 is counted from the day on which the CSV was written."},
    {"44958.xls", 2, "The same."},
    {"44958.xls", 3, "The same."},
    {"44958.xls", 4, "The same."},
    {"46368.xls", 0, "The CSV is of another state of the workbook: A1 holds words, it says 0."},
    {"LookupFunctionsTestCaseData.xls", 1, "The CSV is of another state: K11 is not in the file."},
    {"LookupFunctionsTestCaseData.xls", 2, "Excel calculated B13 anew: #REF! became #VALUE!."},
    {"MatchFunctionTestCaseData.xls", 1, "Excel calculated B22 anew: 3 became #N/A."},
    {"SquareMacro.xls", 0, "A macro's result; without the macro Excel says #NAME?."},
    {"SubtotalsNested.xls", 0, "The CSV is of another state: it ends above the file's last rows."},
};

/// Passwords of encrypted workbooks.
constexpr std::pair<std::string_view, std::string_view> kPasswords[] = {
    {"password.xls", "password"},
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
  std::size_t cells = 0;
  std::size_t equal_cells = 0;
  std::string unequal;
  std::string unexplained;  ///< Of them.
};

/// How the comparison is made.
struct Way {
  std::vector<std::string_view> endings;
  SameCell same = same_words;
};

/// What is shown of sheet `index` (from 0); a sheet without words has no page.
Rows sheet_of(const Pages& pages, std::uint32_t index) {
  for (const Page& page : pages.pages) {
    if (page.number != index + 1) continue;
    for (const Block& block : page.blocks) {
      if (const auto* const grid = std::get_if<NativeGrid>(&block)) return rows_of(*grid);
    }
  }
  return {};
}

Result<Pages> read_workbook(const fs::path& path) {
  JX_TRY(Document document, read_document(path, {}));
  for (const auto& [name, password] : kPasswords) {
    if (path.filename() == name) document.password = password;
  }
  return read_pages(document);
}

Comparison compare_sheet(const fs::path& workbook, std::uint32_t index, const fs::path& truth,
                         const Way& way) {
  const auto pages = read_workbook(workbook);
  const Rows rows = from_first_words(parse_csv(read_file(truth)));
  Comparison result =
      compare(pages.ok() ? from_first_words(sheet_of(*pages, index)) : Rows(), rows, way.same);
  if (!pages.ok()) result.difference = pages.error().message;
  return result;
}

Score score(const Way& way) {
  Score score;
  const fs::path folder = data_folder() / "spreadsheets";
  std::ifstream list(folder / "pairs.tsv");
  std::string line;
  std::getline(list, line);
  while (std::getline(list, line)) {
    const std::vector<std::string_view> parts = split(line, "\t");
    const bool wanted =
        std::any_of(way.endings.begin(), way.endings.end(),
                    [&](std::string_view ending) { return parts[0].ends_with(ending); });
    if (!wanted) continue;
    const auto index = static_cast<std::uint32_t>(std::stoul(std::string(parts[1])));
    const Comparison sheet = compare_sheet(folder / parts[0], index, folder / parts[2], way);
    ++score.sheets;
    score.cells += sheet.cells;
    score.equal_cells += sheet.equal;
    score.equal += sheet.difference.empty() ? 1U : 0U;
    if (sheet.difference.empty()) continue;
    const std::string told = fmt::format("{} sheet {}: {}\n", parts[0], index, sheet.difference);
    const bool explained = is_explained(parts[0], index);
    score.explained += explained ? 1U : 0U;
    score.unequal += told;
    if (!explained) score.unexplained += told;
  }
  return score;
}

/// Of all sheets at least `share` are equal, and of those whose CSV says what the file holds every
/// one.
void expect_share(const Way& way, std::string_view what, double share) {
  if (!fs::exists(data_folder() / "spreadsheets/pairs.tsv")) {
    GTEST_SKIP() << "no JIXIAO_DATA at " << data_folder();
  }
  const Score result = score(way);
  fmt::print("{} of {} sheets, {} of {} cells are {}\n{}", result.equal, result.sheets,
             result.equal_cells, result.cells, what, result.unequal);
  const auto equal = static_cast<double>(result.equal);
  EXPECT_GE(equal, share * static_cast<double>(result.sheets));
  EXPECT_EQ(result.unexplained, "");
}

TEST(SpreadsheetTruth, XlsxSheetsAreAsExcelDisplaysThem) {
  expect_share({.endings = {".xlsx", ".xlsm"}}, "as Excel displays them", 0.98);
}

TEST(SpreadsheetTruth, XlsSheetsAreAsExcelDisplaysThem) {
  expect_share({.endings = {".xls"}}, "as Excel displays them", 0.95);
}

TEST(SpreadsheetTruth, XlsSheetsHoldTheValuesThatExcelSees) {
  expect_share({.endings = {".xls"}, .same = same_value}, "equal in value", 0.95);
}

TEST(SpreadsheetTruth, ComparesValuesAndNotTheirLooks) {
  EXPECT_TRUE(same_value("2002/6/30", "6/30/02"));
  EXPECT_TRUE(same_value("1253.82", "$1,253.82"));
  EXPECT_TRUE(same_value("1.55", "155%"));
  EXPECT_TRUE(same_value("-5", "(5.00)"));
  EXPECT_FALSE(same_value("2002/6/30", "6/29/02"));
  EXPECT_FALSE(same_value("1253.82", "1,253.83"));
  EXPECT_FALSE(same_value("3", "#N/A"));
  EXPECT_FALSE(same_value("", "0"));
}

}  // namespace
}  // namespace jx
