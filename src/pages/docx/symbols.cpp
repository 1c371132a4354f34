// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/docx/symbols.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace jx {
namespace {

struct Symbol {
  std::string_view font;
  char32_t code;
  char32_t shown;
};

/// The signs that offices use: comparisons, ticks, boxes and marks of lists.
constexpr Symbol kSymbols[] = {
    {"Symbol", 0xa3, U'≤'},      {"Symbol", 0xb3, U'≥'},      {"Symbol", 0xb1, U'±'},
    {"Symbol", 0xb4, U'×'},      {"Symbol", 0xb8, U'÷'},      {"Symbol", 0xb9, U'≠'},
    {"Symbol", 0xbb, U'≈'},      {"Symbol", 0xb0, U'°'},      {"Symbol", 0xb7, U'•'},
    {"Symbol", 0xd6, U'√'},      {"Symbol", 0xa5, U'∞'},      {"Symbol", 0xe5, U'∑'},
    {"Symbol", 0xae, U'→'},      {"Symbol", 0xad, U'↑'},      {"Symbol", 0xaf, U'↓'},
    {"Symbol", 0xac, U'←'},      {"Symbol", 0x61, U'α'},      {"Symbol", 0x62, U'β'},
    {"Symbol", 0x6d, U'μ'},      {"Symbol", 0x70, U'π'},      {"Symbol", 0x44, U'Δ'},
    {"Wingdings", 0xfc, U'✓'},   {"Wingdings", 0xfe, U'☑'},   {"Wingdings", 0xfd, U'☒'},
    {"Wingdings", 0xa8, U'☐'},   {"Wingdings", 0x6f, U'☐'},   {"Wingdings", 0x71, U'☐'},
    {"Wingdings", 0x6e, U'■'},   {"Wingdings", 0xa7, U'▪'},   {"Wingdings", 0x6c, U'●'},
    {"Wingdings", 0x75, U'◆'},   {"Wingdings", 0xd8, U'➢'},   {"Wingdings", 0xe0, U'→'},
    {"Wingdings", 0xfb, U'✗'},   {"Wingdings 2", 0x50, U'✓'}, {"Wingdings 2", 0x52, U'☑'},
    {"Wingdings 2", 0x53, U'☒'}, {"Wingdings 2", 0x54, U'☒'}, {"Wingdings 2", 0xa3, U'☐'},
    {"Wingdings 2", 0x4f, U'✗'},
};

}  // namespace

char32_t find_symbol(std::string_view font, char32_t code) noexcept {
  const bool is_private = code >= 0xf000 && code <= 0xf0ff;
  const char32_t place = is_private ? code - 0xf000 : code;
  const auto* const found = std::find_if(
      std::begin(kSymbols), std::end(kSymbols),
      [&](const Symbol& symbol) { return symbol.font == font && symbol.code == place; });
  if (found != std::end(kSymbols)) return found->shown;
  // Any other font shows the character itself.
  const bool symbol_font = font == "Symbol" || font.starts_with("Wingdings") || font == "Webdings";
  return is_private || symbol_font || place < 0x20 ? kReplacementCharacter : code;
}

}  // namespace jx
