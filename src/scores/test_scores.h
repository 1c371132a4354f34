// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "profiles/profile.h"
#include "scores/score.h"

/// Indicators and rules made by hand, for tests only.
namespace jx::testing {

inline const Profile& national() {
  static const ProfileSet profiles =
      ProfileSet::load(std::filesystem::path(JX_SOURCE_DIR) / "data" / "profiles").value();
  return *profiles.find("cn/2021-101");
}

/// The national rules with other policies chosen: "REV-RATIO,OV-30-2".
inline Scorer scorer(std::string_view policies = "") {
  ScoringRules rules = national().scoring;
  if (!policies.empty()) {
    const Result<void> chosen = choose_policies(policies, rules);
    JX_CHECK(chosen.ok(), "a policy that exists");
  }
  return {national(), std::move(rules)};
}

inline Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

inline Field<Target> number(Comparator comparator, std::string_view value, Unit unit = {}) {
  Field<Target> field;
  field.raw = value;
  Target& target = field.value.emplace();
  target.kind = TargetKind::Number;
  target.comparator = comparator;
  target.value = decimal(value);
  target.unit = std::move(unit);
  return field;
}

inline Field<Target> words(std::string_view text) {
  Field<Target> field;
  field.raw = text;
  field.value.emplace().comparator = Comparator::Qualitative;
  return field;
}

inline Field<Target> date(Date value) {
  Field<Target> field;
  field.value.emplace().kind = TargetKind::Date;
  field.value->date = value;
  return field;
}

inline Field<Decimal> points(std::string_view text) {
  Field<Decimal> field;
  field.raw = text;
  field.value = decimal(text);
  return field;
}

/// op, t, a, w as the test vectors write them.
inline Indicator indicator(Comparator comparator, std::string_view target, std::string_view actual,
                           std::string_view weight, const Unit& unit = {}) {
  Indicator made;
  made.target = number(comparator, target, unit);
  made.weight = points(weight);
  made.actual.emplace().value = number(Comparator::Unstated, actual, unit);
  return made;
}

inline Indicator qualitative(std::string_view target, std::string_view actual,
                             std::string_view weight, std::string_view entered = "") {
  Indicator made;
  made.target = words(target);
  made.weight = points(weight);
  made.actual.emplace().value = words(actual);
  if (!entered.empty()) made.actual->score = points(entered);
  return made;
}

inline const Unit kPercent{.name = "%", .dimension = Dimension::Ratio};
inline const Unit kPieces{.name = "个", .dimension = Dimension::Count};
inline const Unit kTenThousandYuan{
    .name = "万元", .dimension = Dimension::Money, .factor = Decimal(10000)};

}  // namespace jx::testing
