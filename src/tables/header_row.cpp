// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tables/header_row.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/text.h"

namespace jx {
namespace {

/// Longer words are no name of a column (20 Han characters).
constexpr std::size_t kMostHeaderBytes = 60;

/// Sure misses, told without the lexicon.
bool cannot_be_column_name(std::string_view text) noexcept {
  if (text.size() > kMostHeaderBytes) return true;
  const auto first = static_cast<unsigned char>(text.front());
  // Digits, signs and lone symbols; "No." and "KPI" may be names.
  return first < 'A' && first != '(' && first != '*' && first != '#';
}

/// 一级指标 and 二级指标 among the first cells.
bool names_levels(GridRow row) noexcept {
  constexpr std::size_t kFirstCells = 4;
  bool first = false;
  bool second = false;
  for (const GridCell& cell : row.first(std::min(row.size(), kFirstCells))) {
    const std::string_view text = cell.text;
    if (!text.ends_with("指标")) continue;
    first = first || text.starts_with("一级");
    second = second || text.starts_with("二级");
  }
  return first && second;
}

/// "2021年", "2021年度": columns by year have such names.
bool is_year(std::string_view text) noexcept {
  return text.size() > 4 && (text.substr(4) == "年" || text.substr(4) == "年度") &&
         std::all_of(text.begin(), text.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
}

/// Short, no number, no sentence.
bool reads_like_column_name(std::string_view text) {
  if (is_year(text)) return true;
  if (text.size() > kMostHeaderBytes || is_numeric(text)) return false;
  if (letters_only(text).empty()) return false;  // "≥", "—"
  for (const std::string_view mark : {"。", "；", "，", ";"}) {
    if (contains(text, mark)) return false;
  }
  return true;
}

}  // namespace

bool names_columns(GridRow row) {
  return row.size() >= 2 && std::all_of(row.begin(), row.end(), [](const GridCell& cell) {
           return reads_like_column_name(cell.text);
         });
}

bool is_known_header(GridRow row, const Lexicon& lexicon) {
  const std::size_t count = row.size();
  if (count < 2) return false;
  // Beside the names of levels, other names may be anything.
  const std::size_t misses_allowed = names_levels(row) ? count / 2 : count * 3 / 10;
  std::size_t misses = 0;
  for (const GridCell& cell : row) {
    if (cannot_be_column_name(cell.text) && ++misses > misses_allowed) return false;
  }
  misses = 0;
  std::size_t known = 0;
  for (const GridCell& cell : row) {
    if (!cannot_be_column_name(cell.text) && lexicon.find_column(cell.text)) {
      ++known;
    } else if (++misses > misses_allowed) {
      return false;
    }
  }
  return known >= 2;
}

bool is_numeric(std::string_view text) noexcept {
  bool has_digit = false;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = fold_character(next_character(text, position));
    has_digit = has_digit || (c >= U'0' && c <= U'9');
    if ((c >= U'0' && c <= U'9') || is_space(c)) continue;
    constexpr std::u32string_view kNumberMarks = U"+-.,%()/:~¥$≥≤><=±年月日万亿元";
    if (kNumberMarks.find(c) == std::u32string_view::npos) return false;
  }
  return has_digit;
}

bool reads_like_header(GridRow row) {
  if (!names_columns(row)) return false;
  std::vector<std::string_view> words;
  words.reserve(row.size());
  for (const GridCell& cell : row) words.push_back(cell.text);
  std::sort(words.begin(), words.end());
  return std::adjacent_find(words.begin(), words.end()) == words.end();
}

bool is_second_header_row(GridRow upper, GridRow lower, std::uint32_t columns) {
  if (upper.size() < 2 || !names_columns(lower)) return false;
  // "项目" and "预算数" may stand below "本年收入" and once more below "本年支出".
  std::vector<std::pair<std::size_t, std::string_view>> words_by_group;
  std::size_t below_group = 0;
  std::size_t next = 0;
  for (const GridCell& cell : lower) {
    // The upper cell that stands at or before this column, and how far it could reach.
    while (next < upper.size() && upper[next].column <= cell.column) ++next;
    words_by_group.emplace_back(next, cell.text);
    if (next == 0) continue;  // Left of all upper cells: open above.
    const GridCell& above = upper[next - 1];
    const std::uint32_t reach = next < upper.size() ? upper[next].column : columns;
    const bool groups = above.colspan > 1 || reach > above.column + 1;
    if (above.rowspan > 1 && above.column == cell.column) return false;
    if (above.column == cell.column && !groups) return false;
    if (groups) ++below_group;
  }
  std::sort(words_by_group.begin(), words_by_group.end());
  const bool differ =
      std::adjacent_find(words_by_group.begin(), words_by_group.end()) == words_by_group.end();
  return differ && below_group >= 2;
}

std::string header_key(std::span<const GridCell> cells) {
  std::string key;
  for (const GridCell& cell : cells) {
    key += std::to_string(cell.row - cells.front().row);
    key += ':';
    key += std::to_string(cell.column);
    key += ':';
    key += fold(cell.text);
    key += '\n';
  }
  return key;
}

bool same_words(GridRow a, GridRow b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](const GridCell& x, const GridCell& y) {
           return x.column == y.column && x.text == y.text;
         });
}

}  // namespace jx
