// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "tables/table.h"

/// What the cells of filled forms have in common, whichever form it is.
namespace jx {

/// A number of a form. A dash is not applicable; other words stay with the cell, unread, and are
/// listed with `what` in front of the reason. No cell, no number.
Field<Decimal> read_form_number(const Cell* cell, std::string_view what, const Lexicon& lexicon,
                                std::vector<Unread>& unread);

/// "全年预算数（A）", "1.项目年度目标：", "全年（调整）绩效目标" → folded, without number, brackets
/// and marks at the end.
std::string form_label(std::string_view text);
/// True when a list of the lexicon holds the label, as form_label() gives it.
bool is_label_in(const Lexicon& lexicon, std::string_view list, std::string_view label);

/// "项目资金（万元）": the unit of money in the first brackets.
std::optional<Unit> money_unit_in(std::string_view text, const Lexicon& lexicon);

/// "出水达标率（20分）": points that stand behind the words they belong to, and where those end.
struct PointsBehind {
  Decimal points;
  std::size_t words_end = 0;  ///< Bytes of the text in front of the brackets.
};
std::optional<PointsBehind> points_behind(std::string_view text);

}  // namespace jx
