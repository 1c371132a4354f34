// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/row_facts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/submission_builder.h"

namespace jx::testing {
namespace {

RowTraits traits_with(IndicatorBuilder row) {
  const Submission made =
      submission()
          .project("", "道路养护")
          .add(indicator("养护里程").output(Level2::Quantity).at_least("50", "人次").weight("10"))
          .add(std::move(row))
          .build();
  return gather_facts(made, test_profile()).projects[0].traits;
}

IndicatorBuilder good() {
  return indicator("验收合格率").output(Level2::Quality).at_least("95", "%").weight("10");
}

TEST(RowTraits, OrdinaryRowsHaveNothingToLookAt) {
  const RowTraits traits = traits_with(good());
  for (const RowTrait trait :
       {RowTrait::Unused, RowTrait::DeclaredNotApplicable, RowTrait::NoLevel, RowTrait::NoTarget,
        RowTrait::NoUnit, RowTrait::NoWeight, RowTrait::WeightNotPositive, RowTrait::OtherWeight,
        RowTrait::UnreadCell, RowTrait::TargetWithMore, RowTrait::Falling,
        RowTrait::DirectionConflict, RowTrait::EqualSign, RowTrait::Qualitative, RowTrait::Cost}) {
    EXPECT_FALSE(traits.any(trait)) << static_cast<unsigned>(trait);
  }
  EXPECT_TRUE(traits.any(RowTrait::Rising));
}

TEST(RowTraits, OneRowIsEnough) {
  EXPECT_TRUE(traits_with(good().blank_value()).any(RowTrait::NoTarget));
  EXPECT_TRUE(traits_with(good().blank_unit()).any(RowTrait::NoUnit));
  EXPECT_TRUE(traits_with(good().blank_weight()).any(RowTrait::NoWeight));
  EXPECT_TRUE(traits_with(good().blank_level2()).any(RowTrait::NoLevel));
  EXPECT_TRUE(traits_with(good().weight("0")).any(RowTrait::WeightNotPositive));
  EXPECT_TRUE(traits_with(good().weight("5")).any(RowTrait::OtherWeight));
  EXPECT_TRUE(traits_with(good().value_words("≥95")).any(RowTrait::TargetWithMore));
  EXPECT_TRUE(traits_with(good().qualitative("良好")).any(RowTrait::Qualitative));
  EXPECT_TRUE(traits_with(good().at_most("5", "天")).any(RowTrait::Falling));
  EXPECT_TRUE(traits_with(good().equal("1", "次")).any(RowTrait::EqualSign));
  EXPECT_TRUE(traits_with(good().direction(Direction::Reverse)).any(RowTrait::DirectionConflict));
  EXPECT_TRUE(traits_with(good().output(Level2::Cost)).any(RowTrait::Cost));
}

TEST(RowTraits, OnlyRowsInUseShowTheirLevels) {
  const RowTraits shown = traits_with(good());
  EXPECT_TRUE(shown.shows(Level1::Output, Level2::Quality));
  EXPECT_TRUE(shown.shows(Level1::Output, Level2::Unknown));
  EXPECT_FALSE(shown.shows(Level1::Benefit, Level2::Unknown));

  const RowTraits unused = traits_with(indicator("").benefit(Level2::SocialBenefit));
  EXPECT_TRUE(unused.any(RowTrait::Unused));
  EXPECT_FALSE(unused.shows(Level1::Benefit, Level2::SocialBenefit));

  const RowTraits declared =
      traits_with(indicator("受益人数").benefit(Level2::SocialBenefit).not_applicable());
  EXPECT_TRUE(declared.any(RowTrait::DeclaredNotApplicable));
  EXPECT_FALSE(declared.shows(Level1::Benefit, Level2::SocialBenefit));
}

/// Rows that people might write, and rows that nobody would: every cell by itself is good, blank,
/// unread or strange.
class AnyRows {
 public:
  explicit AnyRows(unsigned seed) : engine_(seed) {}

  Indicator next() {
    constexpr std::array<std::string_view, 10> kNames = {
        "培训人次", "培训 人次", "验收合格率", "", " ", "指标1：", "不适用", "Ａ4纸", "a4纸", "—"};
    constexpr std::array<std::string_view, 8> kCells = {"",  "95", "≥95%", "良好",
                                                        "/", "无", "万",   "9.5"};
    Indicator row;
    row.name.text = kNames[draw(kNames.size())];
    fill(row.level1, static_cast<Level1>(draw(6)));
    fill(row.level2, static_cast<Level2>(draw(8)));
    fill(row.comparator, static_cast<Comparator>(draw(10)));
    fill(row.direction, static_cast<Direction>(draw(4)));
    fill(row.weight,
         Decimal::make(static_cast<std::int64_t>(draw(5)) - 1, static_cast<int>(draw(2))).value());
    fill(row.unit, next_unit());
    fill(row.target, next_target());
    for (std::string* raw : {&row.unit.raw, &row.target.raw, &row.weight.raw})
      *raw = kCells[draw(kCells.size())];
    row.origin = {.table = draw(40) == 0 ? Origin::kNone : 0, .row = rows_++};
    return row;
  }

 private:
  std::uint32_t draw(std::size_t below) { return static_cast<std::uint32_t>(engine_() % below); }
  Unit next_unit() {
    constexpr std::array kDimensions = {Dimension::Unknown, Dimension::Ratio, Dimension::Money};
    return {.name = "个", .dimension = kDimensions[draw(kDimensions.size())]};
  }
  Target next_target() {
    Target target;
    target.kind = static_cast<TargetKind>(draw(6));
    target.comparator = static_cast<Comparator>(draw(10));
    target.unit = next_unit();
    if (draw(3) > 0) target.value = Decimal(static_cast<std::int64_t>(draw(200)));
    return target;
  }
  template <typename T>
  void fill(Field<T>& field, T value) {
    if (draw(4) > 0) {
      field.value = std::move(value);
    } else {
      field.absence = static_cast<Absence>(draw(5));
    }
  }

  std::minstd_rand engine_;
  std::uint32_t rows_ = 0;
};

template <typename T>
bool is_unread(const Field<T>& field) {
  return !field.has_value() && field.absence == Absence::Unread;
}

void expect_the_record(const RowFacts& facts, const Indicator& row) {
  EXPECT_EQ(facts.level1, row.level1.value.value_or(Level1::Unknown));
  EXPECT_EQ(facts.level2, row.level2.value.value_or(Level2::Unknown));
  EXPECT_EQ(facts.comparator, comparator_of(row));
  EXPECT_EQ(facts.direction, row.direction.value.value_or(Direction::Unstated));
  EXPECT_EQ(facts.weight, row.weight.value.value_or(Decimal(0)));
  EXPECT_EQ(facts.has(RowTrait::NoWeight), !row.weight.has_value());
  EXPECT_EQ(facts.has(RowTrait::WeightNotPositive),
            row.weight.has_value() && *row.weight <= Decimal(0));
  EXPECT_EQ(facts.has(RowTrait::NoUnit), !row.unit.has_value());
  EXPECT_EQ(facts.has(RowTrait::NoTarget), !row.target.has_value());
  EXPECT_EQ(facts.has(RowTrait::Unused), is_unused(row));
  EXPECT_EQ(facts.has(RowTrait::DeclaredNotApplicable), is_declared_not_applicable(row));
  EXPECT_EQ(facts.has(RowTrait::Named), is_named_row(row));
  EXPECT_EQ(facts.has(RowTrait::Cost), is_cost(row));
  EXPECT_EQ(facts.has(RowTrait::Percentage), is_percentage(row));
  EXPECT_EQ(facts.has(RowTrait::Number), number_of(row) != nullptr);
  EXPECT_EQ(facts.number, number_of(row) == nullptr ? Decimal(0) : *number_of(row));
  EXPECT_EQ(facts.has(RowTrait::EqualSign), comparator_of(row) == Comparator::Equal);
  EXPECT_EQ(facts.has(RowTrait::UnreadCell),
            is_unread(row.comparator) || is_unread(row.direction) || is_unread(row.weight));
  EXPECT_EQ(facts.has(RowTrait::NoLevel),
            !row.level1.has_value() || !row.level2.has_value() || trimmed(row.name.text).empty());
}

TEST(RowFacts, SayWhatTheRecordsSay) {
  AnyRows rows(20211231);
  std::vector<RowFacts> facts;
  std::vector<std::string> letters;
  for (std::size_t i = 0; i < 3000; ++i) {
    const Indicator row = rows.next();
    facts.push_back(row_facts_of(row));
    letters.push_back(letters_only(row.name.text));
    SCOPED_TRACE(row.name.text + '|' + row.target.raw);
    expect_the_record(facts.back(), row);
    ASSERT_FALSE(HasFailure());
  }
  for (std::size_t i = 1; i < facts.size(); ++i) {
    EXPECT_EQ(facts[i].letters == facts[i - 1].letters, letters[i] == letters[i - 1]) << letters[i];
  }
}

TEST(RowFacts, OfAProjectAreThoseOfItsRows) {
  AnyRows rows(7);
  Submission made = submission()
                        .project("", "甲")
                        .add(indicator("一"))
                        .project("", "乙")
                        .add(indicator("二"))
                        .build();
  for (Project& project : made.projects) {
    std::vector<Indicator>& indicators = project.goal_sets.front().indicators;
    indicators.clear();
    std::generate_n(std::back_inserter(indicators), 30, [&] { return rows.next(); });
  }
  const Facts facts = gather_facts(made, test_profile());
  EXPECT_EQ(facts.rows.size(), 60u);
  for (const ProjectFacts& project : facts.projects) {
    const std::vector<Indicator>& indicators = indicators_of(project.goal_set);
    ASSERT_EQ(project.rows.size(), indicators.size());
    DecimalSum sum;
    for (std::size_t i = 0; i < indicators.size(); ++i) {
      expect_the_record(project.rows[i], indicators[i]);
      if (indicators[i].weight.has_value()) sum.add(*indicators[i].weight);
    }
    EXPECT_EQ(project.weight_sum, sum.total().value());
    for (std::uint32_t bit = 0; bit < 20; ++bit) {
      const auto trait = static_cast<RowTrait>(std::uint32_t{1} << bit);
      if (trait == RowTrait::OtherWeight) continue;
      EXPECT_EQ(project.traits.any(trait),
                std::any_of(project.rows.begin(), project.rows.end(),
                            [&](const RowFacts& row) { return row.has(trait); }))
          << bit;
    }
  }
}

TEST(RowFacts, PlaceIsKnownWhereAllRowsStandInOneTable) {
  Submission made =
      submission().project("", "甲").add(indicator("一")).add(indicator("二")).build();
  std::vector<Indicator>& indicators = made.projects[0].goal_sets[0].indicators;
  indicators[0].origin = {.table = 3, .row = 9};
  indicators[1].origin = {.table = 3, .row = 5};
  const auto printed = [&] { return gather_facts(made, test_profile()).projects[0].printed; };
  ASSERT_TRUE(printed().has_value());
  EXPECT_EQ(printed()->table, 3u);
  EXPECT_EQ(printed()->first, 5u);
  EXPECT_EQ(printed()->last, 9u);
  indicators[1].origin.table = 4;
  EXPECT_FALSE(printed().has_value());
  indicators[1].origin = {.line = 7};
  EXPECT_FALSE(printed().has_value());
}

}  // namespace
}  // namespace jx::testing
