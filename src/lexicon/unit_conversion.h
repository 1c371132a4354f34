// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>

#include "base/decimal.h"
#include "lexicon/terms.h"

namespace jx {

/// A value of one unit in another: 8640000 元 in 万元. Nothing for units that do not compare (人
/// and 人次), and for a value that cannot be written down exactly in the other unit.
std::optional<Decimal> convert_exactly(const Decimal& value, const Unit& from, const Unit& to);

}  // namespace jx
