// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/years.h"

#include <array>

#include "base/text.h"
#include "findings/rules/prose.h"

namespace jx {
namespace {

/// A year, a month or a digit stands in front of the mark: 2021年至, but not 力争到.
bool ends_a_date(std::string_view text, std::string_view mark) {
  text = trimmed(text.substr(0, text.rfind(mark)));
  return text.ends_with("年") || text.ends_with("月") || text.ends_with("日") ||
         (!text.empty() && text.back() >= '0' && text.back() <= '9');
}

}  // namespace

bool is_year_in_span(std::string_view text, const Quantity& quantity) {
  constexpr std::array<std::string_view, 9> kSpanMarks = {"-",  "－", "—",  "–", "~",
                                                          "～", "至", "到", "―"};
  for (const std::string_view mark : kSpanMarks) {
    if (stands_behind(text, quantity.end, mark)) return true;
    if (!stands_before(text, quantity.begin, mark)) continue;
    if (ends_a_date(text.substr(0, quantity.begin), mark)) return true;
  }
  return false;
}

bool is_year_in_name(std::string_view text, const Quantity& quantity) {
  for (const std::string_view mark : {"届", "级", "版", "款", "学年", "学年度"}) {
    if (stands_behind(text, quantity.end, mark) || contains(quantity.raw, mark)) return true;
  }
  return false;
}

}  // namespace jx
