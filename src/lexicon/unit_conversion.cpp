// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lexicon/unit_conversion.h"

namespace jx {

std::optional<Decimal> convert_exactly(const Decimal& value, const Unit& from, const Unit& to) {
  if (from.name == to.name) return value;
  if (!comparable(from, to) || to.factor.is_zero()) return std::nullopt;
  const Result<Decimal> in_base = value.times(from.factor);
  if (!in_base.ok()) return std::nullopt;
  const Result<Decimal> converted = in_base->divided_by(to.factor, Decimal::kMaxScale);
  if (!converted.ok()) return std::nullopt;
  // A conversion that cannot be written down exactly is none.
  const Result<Decimal> back = converted->trimmed().times(to.factor);
  if (!back.ok() || *back != *in_base) return std::nullopt;
  return converted->trimmed();
}

}  // namespace jx
