// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/styles.h"

#include <utility>

#include "pages/xlsx/numbers.h"

namespace jx {
namespace {

/// Excel has room for 65,490 cell styles.
constexpr std::size_t kMostStyles = 1 << 17;

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

}  // namespace

Result<StyleTable> read_styles(OfficePackage& package, std::string_view part) {
  StyleReader reader;
  JX_TRY_VOID(package.read(part, reader));
  sort_codes(reader.table);
  return std::move(reader.table);
}

}  // namespace jx
