// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/row_facts.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "findings/evidence.h"

namespace jx {
namespace {

template <typename T>
bool is_unread(const Field<T>& field) noexcept {
  return !field.has_value() && field.absence == Absence::Unread;
}

bool is_plain_number(std::string_view words) noexcept {
  return !words.empty() && std::all_of(words.begin(), words.end(), [](char byte) {
    return (byte >= '0' && byte <= '9') || byte == '.';
  });
}

/// A number for what letters_only() leaves of a name, worked out without making it: equal letters
/// give equal numbers.
std::uint64_t hash_of_letters(std::string_view name) noexcept {
  constexpr std::uint64_t kStart = 0xcbf29ce484222325U;
  constexpr std::uint64_t kPrime = 0x100000001b3U;
  constexpr char32_t kFirstHan = 0x4e00;
  constexpr char32_t kLastHan = 0x9fff;
  std::uint64_t hash = kStart;
  for (std::size_t position = 0; position < name.size();) {
    char32_t character = next_character(name, position);
    if (character >= kFirstHan && character <= kLastHan) {  // Most of them: folded they stay.
      hash = (hash ^ character) * kPrime;
      continue;
    }
    character = fold_character(character);
    if (character >= U'A' && character <= U'Z') character += U'a' - U'A';
    const bool letter = is_han(character) || (character >= U'a' && character <= U'z') ||
                        (character >= U'0' && character <= U'9');
    // Other signs may be letters of other scripts: leaving them out only makes more names look.
    if (letter) hash = (hash ^ character) * kPrime;
  }
  return hash;
}

void look_at_name(const Indicator& row, RowFacts& facts) {
  facts.level1 = row.level1.value.value_or(Level1::Unknown);
  facts.level2 = row.level2.value.value_or(Level2::Unknown);
  facts.letters = hash_of_letters(row.name.text);
  // What has two Han characters is no placeholder, and nothing that is blank.
  const bool meant = !is_placeholder(row.name.text);
  const bool blank = !meant && trimmed(row.name.text).empty();
  if (!row.level1.has_value() || !row.level2.has_value() || blank) facts.add(RowTrait::NoLevel);
  // Only what has no name can be unused; a name alone may say 不适用.
  const bool unused = blank && is_unused(row);
  const bool declared = is_declared_not_applicable(row);
  if (unused) facts.add(RowTrait::Unused);
  if (declared) facts.add(RowTrait::DeclaredNotApplicable);
  if (meant && !unused && !declared) facts.add(RowTrait::Named);
  if (is_cost(row)) facts.add(RowTrait::Cost);
}

void look_at_target(const Indicator& row, RowFacts& facts) {
  if (!row.target.has_value()) facts.add(RowTrait::NoTarget);
  const bool words = row.target.has_value() ? row.target->kind == TargetKind::Level ||
                                                  row.target->kind == TargetKind::Text
                                            : row.target.absence == Absence::Unread;
  if (words) facts.add(RowTrait::TargetInWords);
  if (!is_plain_number(row.target.raw)) facts.add(RowTrait::TargetWithMore);
  if (const Decimal* const number = number_of(row)) {
    facts.number = *number;
    facts.add(RowTrait::Number);
  }
  if (!row.unit.has_value()) facts.add(RowTrait::NoUnit);
  if (is_percentage(row)) facts.add(RowTrait::Percentage);
}

void look_at_direction(const Indicator& row, RowFacts& facts) {
  const Comparator comparator = comparator_of(row);
  facts.comparator = comparator;
  facts.direction = row.direction.value.value_or(Direction::Unstated);
  if (is_unread(row.comparator) || is_unread(row.direction)) facts.add(RowTrait::UnreadCell);
  if (comparator == Comparator::Equal) facts.add(RowTrait::EqualSign);
  if (comparator == Comparator::Qualitative || row.comparator.value == Comparator::Qualitative) {
    facts.add(RowTrait::Qualitative);
  }
  const bool lower = comparator == Comparator::AtLeast || comparator == Comparator::GreaterThan;
  const bool upper = comparator == Comparator::AtMost || comparator == Comparator::LessThan;
  const bool positive = facts.direction == Direction::Positive;
  if ((!lower && !upper) || (!positive && facts.direction != Direction::Reverse)) return;
  facts.add(lower != positive ? RowTrait::DirectionConflict
            : lower           ? RowTrait::Rising
                              : RowTrait::Falling);
}

void look_at_weight(const Indicator& row, RowFacts& facts) {
  if (row.weight.has_value()) {
    facts.weight = *row.weight;
    const bool positive = !facts.weight.is_negative() && !facts.weight.is_zero();
    if (!positive) facts.add(RowTrait::WeightNotPositive);
    return;
  }
  facts.add(RowTrait::NoWeight);
  if (is_unread(row.weight)) facts.add(RowTrait::UnreadCell);
}

}  // namespace

RowFacts row_facts_of(const Indicator& row) {
  RowFacts facts;
  look_at_name(row, facts);
  look_at_target(row, facts);
  look_at_direction(row, facts);
  look_at_weight(row, facts);
  return facts;
}

}  // namespace jx
