// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lexicon/unit_conversion.h"

#include <string>

#include "base/text.h"

namespace jx {

namespace {

bool is_yearly(std::string_view name, std::string_view counted) {
  constexpr std::string_view kYearly = "/年";
  return name.size() == counted.size() + kYearly.size() && name.starts_with(counted) &&
         name.ends_with(kYearly);
}

}  // namespace

std::optional<Decimal> convert_exactly(const Decimal& value, const Unit& from, const Unit& to) {
  if (from.name == to.name) return value;
  if (is_yearly(from.name, to.name) || is_yearly(to.name, from.name)) return value;
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

std::optional<Decimal> percent_from_part(const Decimal& value, std::string_view words,
                                         const Decimal& target, const Unit& unit) {
  const Decimal least(50);  // Half of a percent is no answer to a promise of half or more.
  const bool part = !value.is_zero() && !value.is_negative() && value <= Decimal(1);
  if (unit.name != "%" || target < least || !part) return std::nullopt;
  const std::string said = fold(words);
  if (contains(said, "%") || contains(said, "百分") || contains(said, "‰")) return std::nullopt;
  const Result<Decimal> percent = value.times(Decimal(100));
  return percent.ok() ? std::optional(percent->trimmed()) : std::nullopt;
}

}  // namespace jx
