// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/row_traits.h"

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

class Reader {
 public:
  void look(const Indicator& row) {
    look_at_levels(row);
    look_at_target(row);
    look_at_weight(row);
    if (is_unread(row.comparator) || is_unread(row.direction)) traits_.add(RowTrait::UnreadCell);
    if (!row.unit.has_value()) traits_.add(RowTrait::NoUnit);
    if (is_cost(row)) traits_.add(RowTrait::Cost);
  }
  const RowTraits& traits() const noexcept { return traits_; }

 private:
  void look_at_levels(const Indicator& row) {
    const Level1 level1 = row.level1.value.value_or(Level1::Unknown);
    const Level2 level2 = row.level2.value.value_or(Level2::Unknown);
    const bool named = !trimmed(row.name.text).empty();
    if (!row.level1.has_value() || !row.level2.has_value() || !named) {
      traits_.add(RowTrait::NoLevel);
    }
    // Only what has no name can be unused; a name alone may say 不适用.
    const bool unused = !named && is_unused(row);
    if (unused) traits_.add(RowTrait::Unused);
    const bool declared = is_declared_not_applicable(row);
    if (declared) traits_.add(RowTrait::DeclaredNotApplicable);
    if (!unused && !declared) traits_.add(level1, level2);
  }

  void look_at_target(const Indicator& row) {
    if (!row.target.has_value()) traits_.add(RowTrait::NoTarget);
    if (!is_plain_number(row.target.raw)) traits_.add(RowTrait::TargetWithMore);
    const Comparator comparator = comparator_of(row);
    if (comparator == Comparator::Equal) traits_.add(RowTrait::EqualSign);
    if (comparator == Comparator::Qualitative || row.comparator.value == Comparator::Qualitative) {
      traits_.add(RowTrait::Qualitative);
    }
    const bool lower = comparator == Comparator::AtLeast || comparator == Comparator::GreaterThan;
    const bool upper = comparator == Comparator::AtMost || comparator == Comparator::LessThan;
    if (!row.direction.has_value() || (!lower && !upper)) return;
    const Direction direction = *row.direction;
    if (direction != Direction::Positive && direction != Direction::Reverse) return;
    const bool agree = lower == (direction == Direction::Positive);
    traits_.add(!agree  ? RowTrait::DirectionConflict
                : lower ? RowTrait::Rising
                        : RowTrait::Falling);
  }

  void look_at_weight(const Indicator& row) {
    if (!row.weight.has_value()) {
      traits_.add(RowTrait::NoWeight);
      if (is_unread(row.weight)) traits_.add(RowTrait::UnreadCell);
      return;
    }
    const Decimal& weight = *row.weight;
    if (weight.is_negative() || weight.is_zero()) traits_.add(RowTrait::WeightNotPositive);
    if (first_weight_ == nullptr) first_weight_ = &weight;
    if (weight != *first_weight_) traits_.add(RowTrait::OtherWeight);
  }

  RowTraits traits_;
  const Decimal* first_weight_ = nullptr;
};

}  // namespace

RowTraits traits_of(const std::vector<Indicator>& indicators) {
  Reader reader;
  for (const Indicator& indicator : indicators) reader.look(indicator);
  return reader.traits();
}

}  // namespace jx
