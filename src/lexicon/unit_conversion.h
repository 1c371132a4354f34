// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "base/decimal.h"
#include "lexicon/terms.h"

namespace jx {

/// A value of one unit in another: 8640000 元 in 万元, and 12 次 in 次/年, since what is compared
/// is a year's. Nothing for units that do not compare (人 and 人次), and for a value that cannot be
/// written down exactly in the other unit.
std::optional<Decimal> convert_exactly(const Decimal& value, const Unit& from, const Unit& to);

/// 0.96 where ≥90 % was promised: 96, for a cell whose words show no sign of a percentage, as
/// worksheets keep one. Nothing where the number may mean what it says: beside small targets, and
/// where less is better.
std::optional<Decimal> percent_from_part(const Decimal& value, std::string_view words,
                                         const Decimal& target, const Unit& unit);

}  // namespace jx
