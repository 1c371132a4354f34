// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/text.h"
#include "findings/rule.h"

namespace jx {
namespace {

constexpr std::array kRules = {Rule{"AA01", nullptr}};

constexpr std::string_view kGood =
    "[AA01]\nname = \"N\"\nseverity = \"warning\"\ntitle = \"题\"\ntitle_en = \"t\"\nwhy = \"因\"\n"
    "clause = \"条\"\nverified = true\nbad = \"坏\"\ngood = \"好\"\nfix = \"改\"\n";

Result<RuleCards> load(std::string_view text) {
  const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "jx_cards";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "cards.toml") << text;
  return RuleCards::load(folder, kRules);
}

TEST(RuleCards, ReadsEveryField) {
  const auto cards = load(kGood);
  ASSERT_TRUE(cards.ok()) << cards.error().message;
  const RuleCard* card = cards->find("AA01");
  ASSERT_NE(card, nullptr);
  EXPECT_EQ(card->severity, Severity::Warning);
  EXPECT_EQ(card->basis.clause, "条");
  EXPECT_TRUE(card->basis.verified);
  EXPECT_EQ(card->good, "好");
  EXPECT_EQ(cards->find("AA02"), nullptr);
}

struct BadCase {
  const char* name;
  std::string text;
  const char* says;  ///< Part of the message.
};

void PrintTo(const BadCase& each, std::ostream* out) { *out << each.name; }

class BadCards : public ::testing::TestWithParam<BadCase> {};

TEST_P(BadCards, AreRefusedWithTheReason) {
  const auto cards = load(GetParam().text);
  ASSERT_FALSE(cards.ok());
  EXPECT_TRUE(contains(cards.error().message, GetParam().says)) << cards.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    All, BadCards,
    ::testing::Values(
        BadCase{"CardWithoutRule", std::string(kGood) + "[ZZ99]\nname = \"x\"\n", "ZZ99"},
        BadCase{"RuleWithoutCard", "", "AA01"},
        BadCase{"UnknownKey", std::string(kGood) + "colour = \"red\"\n", "cards.toml:12"},
        BadCase{"UnknownSeverity", replaced(kGood, "warning", "fatal"), "fatal"},
        BadCase{"MissingFix", replaced(kGood, "fix = \"改\"\n", ""), "fix"}),
    [](const auto& made) { return std::string(made.param.name); });

}  // namespace
}  // namespace jx
