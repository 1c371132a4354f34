// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/cell_styles.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

NumberFormat make_format(const StyleTable& table, std::uint32_t id, const FormatOptions& options) {
  const auto found = std::lower_bound(
      table.codes.begin(), table.codes.end(), id,
      [](const StyleTable::Code& code, std::uint32_t key) { return code.id < key; });
  if (found != table.codes.end() && found->id == id) return {found->words, options};
  return NumberFormat::built_in(id, options);
}

}  // namespace

void sort_codes(StyleTable& table) {
  std::stable_sort(table.codes.begin(), table.codes.end(),
                   [](const auto& a, const auto& b) { return a.id < b.id; });
}

bool has_han(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_han(next_character(text, at))) return true;
  }
  return false;
}

std::vector<CellStyle> make_cell_styles(const StyleTable& table, const FormatOptions& options) {
  // Cell styles are many (fonts, borders), their number formats few.
  std::map<std::uint32_t, CellStyle> by_format;
  std::vector<CellStyle> styles;
  styles.reserve(table.formats.size());
  for (const std::uint32_t id : table.formats) {
    auto found = by_format.find(id);
    if (found == by_format.end()) {
      CellStyle style{.format = make_format(table, id, options)};
      style.plain_words = style.format.shows_plain_words();
      style.hides_all = style.format.hides_all();
      found = by_format.emplace(id, std::move(style)).first;
    }
    styles.push_back(found->second);
  }
  return styles;
}

}  // namespace jx
