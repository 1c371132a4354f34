// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/styles.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "pages/xlsx/numbers.h"

namespace jx {
namespace {

/// Excel has room for 65,490 cell styles.
constexpr std::size_t kMostStyles = 1 << 17;

bool has_han(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_han(next_character(text, at))) return true;
  }
  return false;
}

class StyleReader : public XmlHandler {
 public:
  StyleTable table;

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "cellXfs") in_cell_styles_ = true;
    if (name == "xf" && in_cell_styles_ && table.formats.size() < kMostStyles) {
      table.formats.push_back(read_index(attributes.find("numFmtId")).value_or(0));
    } else if (name == "numFmt" && table.codes.size() < kMostStyles) {
      const auto id = read_index(attributes.find("numFmtId"));
      const auto words = attributes.find("formatCode");
      if (id && words) table.codes.push_back({.id = *id, .words = std::string(*words)});
    } else if (name == "charset") {
      const auto charset = attributes.find("val");
      table.chinese_fonts = table.chinese_fonts || charset == "134" || charset == "136";
    } else if (name == "name") {
      table.chinese_fonts = table.chinese_fonts || has_han(attributes.find("val").value_or(""));
    }
    return {};
  }

  Result<void> end(std::string_view name) override {
    if (name == "cellXfs") in_cell_styles_ = false;
    return {};
  }
  Result<void> text(std::string_view) override { return {}; }

 private:
  bool in_cell_styles_ = false;
};

NumberFormat make_format(const StyleTable& table, std::uint32_t id, const FormatOptions& options) {
  const auto found = std::lower_bound(
      table.codes.begin(), table.codes.end(), id,
      [](const StyleTable::Code& code, std::uint32_t key) { return code.id < key; });
  if (found != table.codes.end() && found->id == id) return {found->words, options};
  return NumberFormat::built_in(id, options);
}

}  // namespace

Result<StyleTable> read_styles(OfficePackage& package, std::string_view part) {
  StyleReader reader;
  JX_TRY_VOID(package.read(part, reader));
  std::stable_sort(reader.table.codes.begin(), reader.table.codes.end(),
                   [](const auto& a, const auto& b) { return a.id < b.id; });
  return std::move(reader.table);
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
