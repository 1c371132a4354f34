// SPDX-License-Identifier: AGPL-3.0-or-later
// Published budget books, which lie outside the project (JIXIAO_DATA), beside rows whose sums were
// checked by hand: every row is read, every row is covered by a sum that was worked out, nothing in
// a clean book is called wrong, and a number that was changed is.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "findings/rules/budget_sums.h"
#include "pipeline/pipeline.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

fs::path book_folder() {
  const char* const given = std::getenv("JIXIAO_DATA");
  const fs::path data =
      given != nullptr ? fs::path(given) : fs::path(JX_SOURCE_DIR).parent_path() / "shared/data";
  return data / "cn-visible/budget";
}

const Reference& reference() {
  static const Result<Reference> kReference = load_reference(fs::path(JX_SOURCE_DIR) / "data");
  if (!kReference.ok()) ADD_FAILURE() << kReference.error().message;
  return *kReference;
}

/// A row of the hand-made list: which table it is in, its code ("" for 合计) and its numbers.
struct CheckedRow {
  std::string table;
  std::string code;
  std::vector<Decimal> numbers;
};

std::vector<CheckedRow> read_rows(const fs::path& file) {
  std::ifstream in(file);
  std::vector<CheckedRow> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const auto cells = split(line, "\t");
    if (cells.size() < 7) continue;
    CheckedRow row;
    row.table = cells[0];
    if (cells[2] != "SUM")
      row.code = std::string(cells[2]) + std::string(cells[3]) + std::string(cells[4]);
    for (const std::string_view number : split(trimmed(cells[6]), " ")) {
      row.numbers.push_back(Decimal::parse(number).value());
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

/// A book as it was read, with what rules want of it.
struct Book {
  fs::path file;
  Submission submission;
  std::vector<CheckedRow> rows;
  const Profile* profile = nullptr;
  std::shared_ptr<const Prepared> prepared;

  RuleInput input() const {
    static const Facts kNoFacts;
    return {submission, kNoFacts, *profile, reference().lexicon, *prepared};
  }
};

std::vector<fs::path> book_files() {
  std::vector<fs::path> files;
  if (!fs::exists(book_folder())) return files;
  for (const auto& entry : fs::directory_iterator(book_folder())) {
    if (entry.path().extension() == ".pdf") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Book read_book(const fs::path& file) {
  PipelineOptions options;
  options.reader.isolation = Isolation::InProcess;
  const auto loaded = load_document(file, options);
  if (!loaded.ok()) throw std::runtime_error(loaded.error().message);
  auto read = run_read(loaded->document, nullptr, options, reference());
  if (!read.ok()) throw std::runtime_error(read.error().message);
  Book book;
  book.file = file;
  book.submission = std::move(read->submission);
  book.rows = read_rows(fs::path(file).replace_extension(".tsv"));
  book.profile = reference().profiles.find(book.submission.profile.id);
  book.prepared = std::make_shared<const Prepared>(reference().lexicon, *book.profile);
  return book;
}

class BudgetBooks : public ::testing::Test {
 protected:
  void SetUp() override {
    if (book_files().empty()) GTEST_SKIP() << "no JIXIAO_DATA at " << book_folder();
  }
};

const BudgetTable* find_table(const Submission& submission, std::string_view title) {
  for (const BudgetTable& table : submission.budget_tables) {
    if (fold(table.title.text) == fold(title)) return &table;
  }
  return nullptr;
}

const BudgetLine* find_line(const BudgetTable& table, const CheckedRow& row) {
  for (const BudgetLine& line : table.lines) {
    if (row.code.empty() ? line.kind == BudgetLineKind::Total : line.code == row.code) return &line;
  }
  return nullptr;
}

std::vector<Decimal> numbers_of(const BudgetLine& line) {
  std::vector<Decimal> numbers;
  for (const BudgetAmount& each : line.amounts) {
    if (each.amount.has_value()) numbers.push_back(*each.amount);
  }
  return numbers;
}

TEST_F(BudgetBooks, EveryCheckedRowIsReadWithItsNumbers) {
  for (const fs::path& file : book_files()) {
    const Book book = read_book(file);
    ASSERT_FALSE(book.rows.empty()) << file;
    for (const CheckedRow& row : book.rows) {
      const BudgetTable* table = find_table(book.submission, row.table);
      ASSERT_NE(table, nullptr) << file << ' ' << row.table;
      const BudgetLine* line = find_line(*table, row);
      ASSERT_NE(line, nullptr) << file << ' ' << row.table << ' ' << row.code;
      EXPECT_EQ(numbers_of(*line), row.numbers) << file << ' ' << row.table << ' ' << row.code;
    }
  }
}

/// Rows of the list with others of the same table below their code, and the 合计 rows: those that
/// must be wholes of a sum down the lines.
std::set<std::pair<std::string, std::string>> wholes_of(const std::vector<CheckedRow>& rows) {
  std::set<std::pair<std::string, std::string>> wholes;
  for (const CheckedRow& row : rows) {
    const bool whole =
        row.code.empty() || std::any_of(rows.begin(), rows.end(), [&](const auto& each) {
          return each.table == row.table && each.code.size() > row.code.size() &&
                 each.code.starts_with(row.code);
        });
    if (whole) wholes.emplace(row.table, row.code);
  }
  return wholes;
}

TEST_F(BudgetBooks, EveryCheckedRowIsCoveredByASumThatHolds) {
  for (const fs::path& file : book_files()) {
    const Book book = read_book(file);
    std::set<std::pair<std::string, std::string>> wholes;
    std::set<std::pair<std::string, std::string>> across;
    std::set<std::pair<std::string, std::string>> covered;
    std::set<std::string> tables;
    for (const CheckedRow& row : book.rows) tables.insert(row.table);
    for (const std::string& title : tables) {
      const BudgetTable* table = find_table(book.submission, title);
      ASSERT_NE(table, nullptr) << title;
      std::map<const Field<Decimal>*, std::string> code_of;
      for (const BudgetLine& line : table->lines) {
        for (const BudgetAmount& each : line.amounts) code_of[&each.amount] = line.code;
      }
      for (const BudgetSum& sum : line_sums(*table, book.input())) {
        EXPECT_EQ(sum.outcome, SumOutcome::Equal) << shown_amount(*table, *sum.line, sum.column);
        wholes.emplace(title, sum.line->code);
        covered.emplace(title, sum.line->code);
        for (const auto& [name, amount] : sum.parts) covered.emplace(title, code_of[amount]);
      }
      for (const BudgetSum& sum : column_sums(*table, book.input())) {
        EXPECT_EQ(sum.outcome, SumOutcome::Equal) << shown_amount(*table, *sum.line, sum.column);
        across.emplace(title, sum.line->code);
      }
    }
    std::set<std::pair<std::string, std::string>> listed;
    for (const CheckedRow& row : book.rows) listed.emplace(row.table, row.code);
    EXPECT_EQ(wholes, wholes_of(book.rows)) << file;
    EXPECT_EQ(covered, listed) << file;
    EXPECT_EQ(across, listed) << file << ": every row has a total and its parts";
  }
}

TEST_F(BudgetBooks, NothingInACleanBookIsCalledWrong) {
  for (const fs::path& file : book_files()) {
    const Book book = read_book(file);
    PipelineOptions options;
    options.check.only = {"DI01", "DI02", "DI03", "DI04", "DI05", "DI06",
                          "DI07", "DI08", "DI09", "DI10", "DI11", "DI12"};
    const CheckResult result = run_check(book.submission, options, reference());
    for (const Finding& finding : result.findings) {
      ADD_FAILURE() << file << ' ' << finding.rule << ' ' << finding.message;
    }
    const auto passed = [&](std::string_view rule) {
      return std::any_of(result.passed.begin(), result.passed.end(),
                         [&](const Finding& finding) { return finding.rule == rule; });
    };
    for (const std::string_view rule : {"DI02", "DI05", "DI06", "DI07", "DI09", "DI10", "DI11"}) {
      EXPECT_TRUE(passed(rule)) << file << ' ' << rule << " did not run";
    }
  }
}

/// The first digit becomes another one: an error that no rounding explains.
Decimal corrupted(const Decimal& value) {
  std::string text = value.to_string();
  for (char& c : text) {
    if (c < '0' || c > '9') continue;
    c = c == '9' ? '1' : static_cast<char>(c + 1);
    break;
  }
  return Decimal::parse(text).value();
}

TEST_F(BudgetBooks, AChangedNumberIsFound) {
  // Seen: 1039 of 1039 in all.
  constexpr double kLeastShare = 0.99;
  std::size_t found = 0;
  std::size_t changed = 0;
  for (const fs::path& file : book_files()) {
    Book book = read_book(file);
    PipelineOptions options;
    options.check.only = {"DI02", "DI05", "DI06", "DI07"};
    for (BudgetTable& table : book.submission.budget_tables) {
      for (BudgetLine& line : table.lines) {
        for (BudgetAmount& each : line.amounts) {
          if (!each.amount.has_value()) continue;
          const Decimal before = *each.amount;
          each.amount.value = corrupted(before);
          ++changed;
          const CheckResult result = run_check(book.submission, options, reference());
          const bool caught =
              std::any_of(result.findings.begin(), result.findings.end(),
                          [](const Finding& finding) { return finding.verdict == Verdict::Fail; });
          if (caught) {
            ++found;
          } else {
            std::cout << "not found: " << file.filename().string() << ' '
                      << shown_amount(table, line, each.column) << '\n';
          }
          each.amount.value = before;
        }
      }
    }
  }
  std::cout << found << " of " << changed << " changed numbers found\n";
  ASSERT_GT(changed, 0u);
  EXPECT_GE(static_cast<double>(found), kLeastShare * static_cast<double>(changed));
}

}  // namespace
}  // namespace jx
