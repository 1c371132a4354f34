// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "monitoring/lights.h"
#include "profiles/profile.h"

/// Figures, indicators and rules made by hand, for tests only.
namespace jx::testing {

inline Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

inline LedgerFigure figure(std::string_view period, std::string_view value,
                           std::string reporter = "") {
  static std::uint64_t number = 0;
  LedgerFigure made;
  made.number = ++number;
  made.project = "P";
  made.indicator = "培训人次";
  made.reporter = std::move(reporter);
  made.period = parse_period(period).value();
  made.value = decimal(value);
  return made;
}

inline LedgerFigure ratio(std::string_view period, std::string_view numerator,
                          std::string_view denominator, std::string reporter = "") {
  LedgerFigure made = figure(period, "0", std::move(reporter));
  made.numerator = decimal(numerator);
  made.denominator = decimal(denominator);
  return made;
}

inline LedgerFigure without(std::string_view period, Absence absence, std::string reporter = "") {
  LedgerFigure made = figure(period, "0", std::move(reporter));
  made.value.reset();
  made.absence = absence;
  return made;
}

inline Indicator promise(Level2 level2, Comparator comparator, std::string_view value, Unit unit) {
  Indicator made;
  made.name.text = "培训人次";
  made.level2.value = level2;
  Target& target = made.target.value.emplace();
  target.kind = TargetKind::Number;
  target.comparator = comparator;
  target.value = decimal(value);
  target.unit = std::move(unit);
  return made;
}

inline const Unit kPersonTimes{.name = "人次", .dimension = Dimension::PersonTimes};
inline const Unit kPercent{.name = "%", .dimension = Dimension::Ratio};
inline const Unit kMoney{.name = "万元", .dimension = Dimension::Money, .factor = Decimal(10000)};

inline const LightRules& light_rules(std::string_view id) {
  static const std::vector<LightRules> all =
      load_light_rules(std::filesystem::path(JX_SOURCE_DIR) / "data" / "monitoring" / "lights")
          .value();
  for (const LightRules& rules : all) {
    if (rules.id == id) return rules;
  }
  JX_CHECK(false, "light rules that exist");
  return all.front();
}

inline const Profile& national() {
  static const ProfileSet profiles =
      ProfileSet::load(std::filesystem::path(JX_SOURCE_DIR) / "data" / "profiles").value();
  return *profiles.find("cn/2021-101");
}

}  // namespace jx::testing
