// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "lexicon/lexicon.h"
#include "pages/page.h"

namespace jx {

using GridRow = std::span<const GridCell>;

/// True when at least two, and 70 % of the cells with words in them, are known names of columns;
/// half of them, where they name 一级指标 and 二级指标.
/// Quick to say no: most rows hold numbers and long words.
bool is_known_header(GridRow row, const Lexicon& lexicon);

/// True when every cell reads like the name of a column: short, no number, no sentence.
bool names_columns(GridRow row);

/// The same, and no two alike.
bool reads_like_header(GridRow row);

/// True when the words are a number, perhaps with a sign, a unit or a date's marks.
bool is_numeric(std::string_view text) noexcept;

/// True when `lower` only fills what `upper` leaves open: a header of two rows, where
/// "绩效指标" stands above "一级指标", "二级指标", "三级指标". Names below one group differ.
bool is_second_header_row(GridRow upper, GridRow lower, std::uint32_t columns);

/// The header's words and their columns, folded: equal for headers that say the same.
std::string header_key(std::span<const GridCell> cells);

/// True when both rows have the same words in the same columns.
bool same_words(GridRow a, GridRow b);

}  // namespace jx
