// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

constexpr std::array kIndicatorColumns = {
    ColumnRole::Level1,      ColumnRole::Level2, ColumnRole::Level3,   ColumnRole::Comparator,
    ColumnRole::TargetValue, ColumnRole::Weight, ColumnRole::Direction};
/// Without one of these a table of indicators cannot be judged.
constexpr std::array kEssentialColumns = {ColumnRole::Level1, ColumnRole::Level2,
                                          ColumnRole::Level3, ColumnRole::TargetValue};

bool is_about_indicators(const PrintedTable& table) {
  return std::count_if(kIndicatorColumns.begin(), kIndicatorColumns.end(),
                       [&](ColumnRole role) { return has_column(table, role); }) >= 2;
}

std::vector<std::string> missing_columns(const PrintedTable& table) {
  std::vector<std::string> missing;
  for (const ColumnRole role : kEssentialColumns) {
    if (!has_column(table, role)) missing.emplace_back(chinese_name(role));
  }
  return missing;
}

}  // namespace

/// ST02: a header that nobody knows, in a table of indicators. Where a needed column is missing,
/// the unknown one is most likely it.
void check_unknown_header(const RuleInput& input, FindingSink& sink) {
  for (const PrintedTable& table : input.judged_tables()) {
    if (table.unknown_headers.empty() || table.header_repeated || table.is_task_list) continue;
    if (!is_about_indicators(table)) continue;
    const std::vector<std::string> missing = missing_columns(table);
    Answer answer;
    std::vector<std::string> names;
    for (const Words& header : table.unknown_headers) {
      names.push_back(in_quotes(header.text));
      answer.evidence.push_back(evidence_of(header));
    }
    answer.actual = joined(names);
    if (missing.empty()) {
      answer.message = fmt::format("{} 列的表头不认识：{}；其内容原样保留，没有参与审核。",
                                   names.size(), joined(names));
      answer.expected = "表头用规定的列名";
      answer.severity = Severity::Info;
      answer.confidence = 0.5;
    } else {
      answer.message =
          fmt::format("表中找不到{}一列，而{}不认识：可能就是它。", joined(missing), joined(names));
      answer.expected = fmt::format("表头有{}", joined(missing));
      answer.confidence = 0.8;
    }
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
