// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/sarif.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"

namespace jx {
namespace {

RuleCards cards_of_house() {
  RuleCard card;
  card.id = "H:T1";
  card.title = "题";
  RuleCards cards;
  EXPECT_TRUE(cards.add(std::move(card)).ok());
  return cards;
}

std::string end_of_run(const std::string& idle) {
  const RuleCards cards = cards_of_house();
  std::string out;
  SarifWriter writer(out, cards, "0.1.0+1f0c6f2b9a77");
  RuleUseNote note{.use = {.id = "H:T1"}, .place = "house.toml:3:6", .idle = idle};
  writer.finish(true, {note});
  return out;
}

TEST(Sarif, HouseRulesThatSelectNothingAreNotifications) {
  const std::string out = end_of_run("一行也不剩");
  EXPECT_TRUE(contains(out, "house.toml:3:6: H:T1 一行也不剩")) << out;
  EXPECT_TRUE(contains(out, "\"associatedRule\": {\"id\": \"H:T1\", \"index\": 0}")) << out;
}

TEST(Sarif, HouseRulesThatSelectSomethingAreNot) {
  EXPECT_FALSE(contains(end_of_run(""), "associatedRule"));
}

TEST(Sarif, NamesTheVersionOfTheRules) {
  EXPECT_TRUE(contains(end_of_run(""), "\"version\": \"0.1.0+1f0c6f2b9a77\""));
}

TEST(RuleCards, AnIdIsTakenOnce) {
  RuleCards cards = cards_of_house();
  RuleCard twin;
  twin.id = "H:T1";
  EXPECT_FALSE(cards.add(std::move(twin)).ok());
}

}  // namespace
}  // namespace jx
