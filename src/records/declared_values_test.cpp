// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "records/test_tables.h"
#include "records/test_values.h"

// Values that departments really declared, read where JIXIAO_DATA names a folder of documents. What
// must hold for every cell is checked here; single forms stand in target_test.cpp.
namespace jx {
namespace {

std::vector<std::string> read_declared_values() {
  constexpr std::size_t kValueColumn = 7;
  const char* const folder = std::getenv("JIXIAO_DATA");
  if (folder == nullptr) return {};
  std::ifstream file(std::filesystem::path(folder) / "cn-visible/declared_indicators.tsv");
  std::vector<std::string> values;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::vector<std::string_view> cells = split(line, "\t");
    if (cells.size() <= kValueColumn || trimmed(cells[kValueColumn]).empty()) continue;
    values.emplace_back(cells[kValueColumn]);
  }
  return values;
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

bool has_sign(std::string_view text) {
  for (const std::string_view sign :
       {"≥", "≤", "≧", "≦", "<", ">", "》", "不超", "不少于", "以上"}) {
    if (contains(text, sign)) return true;
  }
  return false;
}

bool holds_number(const Target& target) {
  return target.kind == TargetKind::Number || target.kind == TargetKind::Range ||
         target.kind == TargetKind::Date;
}

/// Why the reading of a cell cannot be right, or nothing.
std::string fault_of(const std::string& cell, const Result<Target>& target) {
  if (!target.ok()) return target.error().message;
  if (has_digit(cell) && !holds_number(*target)) return "the digits were lost";
  if (has_sign(cell) && target->comparator == Comparator::Unstated) return "the operator was lost";
  const bool percent = contains(cell, "%");
  if (percent && target->unit.name != "%") return "the unit was lost";
  return {};
}

TEST(DeclaredValues, KeepTheirNumberOperatorAndUnit) {
  const std::vector<std::string> values = read_declared_values();
  if (values.empty()) GTEST_SKIP() << "JIXIAO_DATA names no folder with declared indicators";
  std::size_t faults = 0;
  for (const std::string& value : values) {
    const Result<Target> target = parse_target(value, {}, test::lexicon());
    const std::string fault = fault_of(value, target);
    if (fault.empty()) continue;
    ++faults;
    ADD_FAILURE() << value << ": " << fault << " (" << test::show(target) << ")";
  }
  EXPECT_EQ(faults, 0u);
}

}  // namespace
}  // namespace jx
