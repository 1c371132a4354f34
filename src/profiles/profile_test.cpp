// SPDX-License-Identifier: AGPL-3.0-or-later
#include "profiles/profile.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/text.h"

namespace jx {
namespace {

const ProfileSet& shipped() {
  static const ProfileSet profiles = [] {
    Result<ProfileSet> loaded =
        ProfileSet::load(std::filesystem::path(JX_SOURCE_DIR) / "data" / "profiles");
    EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error().message);
    return *std::move(loaded);
  }();
  return profiles;
}

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kBasis = "basis = '某条'\nverified = false\n";

/// The shipped rules of scoring, as text.
std::string scoring_section() { return to_text(shipped().find("cn/2015-88+2020-10")->scoring); }

/// A profile that says everything; `more` comes before the first table.
std::string whole_profile(std::string_view id, std::string_view more = "") {
  const std::string basis(kBasis);
  std::string text = "id = '" + std::string(id) + "'\ntitle = '某'\n" + std::string(more) + "\n";
  text += "[taxonomy]\n" + basis;
  text += "[[taxonomy.branch]]\nlevel1 = 'output'\nlevel2 = ['quantity', 'quality']\n";
  text += "[weights]\n" + basis + "bases = [90]\nfraction_bases = [0.9]\n";
  text += "[[weights.shares]]\nwhen = 'standard'\n" + basis + "points = { output = 90 }\n";
  text += "[[presence]]\nlevel1 = 'output'\npresence = 'required'\n" + basis;
  text += "[project_codes]\n" + basis + "patterns = ['^[0-9]+$']\n";
#define JX_THRESHOLD(name) text += "[thresholds." name "]\nvalue = 1.50\n" + basis;
#include "profiles/thresholds.def"
#undef JX_THRESHOLD
  return text + scoring_section();
}

std::string child_profile(std::string_view id, std::string_view parent,
                          std::string_view more = "") {
  return "id = '" + std::string(id) + "'\ntitle = '子'\nparent = '" + std::string(parent) + "'\n" +
         std::string(more);
}

ProfileSet loaded(const NamedTexts& texts) {
  Result<ProfileSet> profiles = ProfileSet::load_texts(texts);
  EXPECT_TRUE(profiles.ok()) << (profiles.ok() ? "" : profiles.error().message);
  return *std::move(profiles);
}

TEST(Profile, AChildTakesWhatItDoesNotSay) {
  const ProfileSet profiles = loaded({
      {"c.toml", child_profile("c", "b", "region = '150000'\n")},
      {"b.toml",
       child_profile("b", "a",
                     "[thresholds.satisfaction-low]\nvalue = 80\n" + std::string(kBasis))},
      {"a.toml", whole_profile("a", "last_fiscal_year = 2021")},
  });
  const Profile* const child = profiles.find("c");
  ASSERT_NE(child, nullptr);
  EXPECT_EQ(child->threshold("satisfaction-low").value, Decimal(80)) << "from the middle one";
  EXPECT_EQ(child->threshold("weight-tolerance").value.to_string(), "1.50") << "from the first";
  EXPECT_TRUE(child->allows(Level1::Output, Level2::Quality));
  EXPECT_EQ(child->weight_bases, std::vector<Decimal>{Decimal(90)});
  EXPECT_EQ(child->weight_shares.size(), 1U);
  EXPECT_EQ(child->presence.size(), 1U);
  EXPECT_EQ(child->project_code_patterns.size(), 1U);
  EXPECT_EQ(child->last_fiscal_year, std::nullopt) << "years are never inherited";
  EXPECT_EQ(profiles.find("a")->threshold("satisfaction-low").value.to_string(), "1.50");
}

TEST(Profile, AChildReplacesWholeSections) {
  const std::string own = "[taxonomy]\n" + std::string(kBasis) +
                          "[[taxonomy.branch]]\nlevel1 = 'cost'\nlevel2 = ['economic-cost']\n";
  const ProfileSet profiles =
      loaded({{"a.toml", whole_profile("a")}, {"b.toml", child_profile("b", "a", own)}});
  EXPECT_TRUE(profiles.find("b")->allows(Level1::Cost, Level2::EconomicCost));
  EXPECT_FALSE(profiles.find("b")->allows(Level1::Output, Level2::Unknown));
}

struct FaultCase {
  std::string_view name;
  NamedTexts texts;
  ErrorCode code;
  std::string_view place, part;
};

TEST(ProfileLoad, FaultsSayWhereAndWhat) {
  const std::string basis(kBasis);
  const FaultCase cases[] = {
      {"UnknownKey",
       {{"a.toml", whole_profile("a", "regoin = '150000'")}},
       ErrorCode::Malformed,
       "a.toml:3:1:",
       "是否为“region”"},
      {"UnknownThreshold",
       {{"a.toml", whole_profile("a")},
        {"b.toml", child_profile("b", "a", "[thresholds.satisfaction-lo]\nvalue = 1\n" + basis)}},
       ErrorCode::Malformed,
       "b.toml:4:1:",
       "是否为“satisfaction-low”"},
      {"NegativeThreshold",
       {{"b.toml", child_profile("b", "a", "[thresholds.satisfaction-low]\nvalue = -1\n" + basis)}},
       ErrorCode::Malformed,
       "b.toml:5:9:",
       "负数"},
      {"MissingParent",
       {{"a.toml", whole_profile("cn/2021")}, {"b.toml", child_profile("b", "cn/2012")}},
       ErrorCode::Malformed,
       "b.toml:3:10:",
       "是否为“cn/2021”"},
      {"CycleOfTwo",
       {{"a.toml", child_profile("a", "b")}, {"b.toml", child_profile("b", "a")}},
       ErrorCode::Conflict,
       "b.toml:3:10:",
       "成环"},
      {"OwnParent",
       {{"a.toml", child_profile("a", "a")}},
       ErrorCode::Conflict,
       "a.toml:3:10:",
       "成环"},
      {"IdTwice",
       {{"a.toml", whole_profile("a")}, {"b.toml", whole_profile("a")}},
       ErrorCode::Conflict,
       "b.toml:1:6:",
       "a.toml:1:6"},
      {"IncompleteRoot",
       {{"a.toml", "id = 'a'\ntitle = '某'\n"}},
       ErrorCode::Malformed,
       "a.toml:1:6:",
       "[taxonomy]"},
      {"BadRegion",
       {{"a.toml", whole_profile("a", "region = '15'")}},
       ErrorCode::Malformed,
       "a.toml:3:10:",
       "六位"},
      {"YearsReversed",
       {{"a.toml", whole_profile("a", "first_fiscal_year = 2022\nlast_fiscal_year = 2021")}},
       ErrorCode::Malformed,
       "a.toml:4:20:",
       "早于"},
      {"YearOutOfRange",
       {{"a.toml", whole_profile("a", "last_fiscal_year = 99999999999")}},
       ErrorCode::Malformed,
       "a.toml:3:20:",
       "四位数"},
      {"UnknownLevel",
       {{"a.toml",
         child_profile("a", "b",
                       "[[presence]]\nlevel1 = 'outptu'\npresence = 'required'\n" + basis)}},
       ErrorCode::Malformed,
       "a.toml:5:10:",
       "是否为“output”"},
      {"UnknownPresence",
       {{"a.toml",
         child_profile("a", "b",
                       "[[presence]]\nlevel1 = 'output'\npresence = 'require'\n" + basis)}},
       ErrorCode::Malformed,
       "a.toml:6:12:",
       "是否为“required”"},
      {"SharesOffTheBase",
       {{"a.toml", child_profile("a", "b",
                                 "[weights]\n" + basis + "bases = [90]\nfraction_bases = []\n" +
                                     "[[weights.shares]]\nwhen = 'standard'\n" + basis +
                                     "points = { output = 50, benefit = 30 }\n")}},
       ErrorCode::Malformed,
       "a.toml:13:10:",
       "80"},
      {"BrokenPattern",
       {{"a.toml", child_profile("a", "b", "[project_codes]\n" + basis + "patterns = ['[']\n")}},
       ErrorCode::Malformed,
       "a.toml:7:13:",
       "正则"},
  };
  for (const FaultCase& fault : cases) {
    SCOPED_TRACE(fault.name);
    const Result<ProfileSet> profiles = ProfileSet::load_texts(fault.texts);
    ASSERT_FALSE(profiles.ok());
    EXPECT_EQ(profiles.error().code, fault.code);
    EXPECT_TRUE(profiles.error().message.starts_with(fault.place)) << profiles.error().message;
    EXPECT_TRUE(contains(profiles.error().message, fault.part)) << profiles.error().message;
  }
}

TEST(ProfileLoad, EveryThresholdMustBeSet) {
  std::string text = whole_profile("a");
  text = replaced(text, "[thresholds.name-max-characters]", "[thresholds.satisfaction-low]");
  text = replaced(text,
                  "[thresholds.satisfaction-low]\nvalue = 1.50\n" + std::string(kBasis) +
                      "[thresholds.controllable",
                  "[thresholds.controllable");
  const Result<ProfileSet> profiles = ProfileSet::load_texts(NamedTexts{{"a.toml", text}});
  ASSERT_FALSE(profiles.ok());
  EXPECT_TRUE(contains(profiles.error().message, "name-max-characters"))
      << profiles.error().message;
}

TEST(ProfileLoad, AFolderThatIsNotThereIsNotFound) {
  EXPECT_EQ(ProfileSet::load("/nonexistent/profiles").error().code, ErrorCode::NotFound);
}

struct ChoiceCase {
  std::string_view region;
  int year;
  std::string_view id;  ///< Empty: none.
};
constexpr ChoiceCase kChoices[] = {
    {"", 2020, "cn/2015-88+2020-10"},
    {"", 2021, "cn/2015-88+2020-10"},
    {"", 2022, "cn/2021-101"},
    {"", 2030, "cn/2021-101"},
    {"150000", 2021, "cn/150000/2021"},
    {"150100", 2021, "cn/150000/2021"},
    {"150102", 2021, "cn/150000/2021"},
    {"150102000", 2021, "cn/150000/2021"},
    {"150000", 2020, "cn/2015-88+2020-10"},
    {"150100", 2022, "cn/2021-101"},
    {"440306", 2021, "cn/2015-88+2020-10"},
    {"15", 2021, "cn/2015-88+2020-10"},
};

TEST(FindFor, TakesTheMostSpecificProfile) {
  for (const auto& [region, year, id] : kChoices) {
    const Profile* const profile = shipped().find_for(region, year);
    ASSERT_NE(profile, nullptr) << region << year;
    EXPECT_EQ(profile->id, id) << region << " " << year;
  }
}

TEST(FindFor, NearestRegionThenLatestBeginning) {
  const ProfileSet profiles = loaded({
      {"a.toml", whole_profile("a", "last_fiscal_year = 2025")},
      {"b.toml", whole_profile("b", "first_fiscal_year = 2020\nlast_fiscal_year = 2025")},
      {"c.toml", whole_profile("c", "region = '150000'")},
      {"d.toml", whole_profile("d", "region = '150100'\nfirst_fiscal_year = 2024")},
  });
  EXPECT_EQ(profiles.find_for("", 2019)->id, "a");
  EXPECT_EQ(profiles.find_for("", 2024)->id, "b");
  EXPECT_EQ(profiles.find_for("150100", 2023)->id, "c");
  EXPECT_EQ(profiles.find_for("150121", 2024)->id, "d");
  EXPECT_EQ(profiles.find_for("", 2026), nullptr);
}

Decimal total(const WeightShares& shares) {
  DecimalSum sum;
  for (const auto& [level1, points] : shares.points) sum.add(points);
  return *sum.total();
}

TEST(ShippedProfiles, TheOlderRulesPutCostUnderOutput) {
  const Profile* const profile = shipped().find("cn/2015-88+2020-10");
  ASSERT_NE(profile, nullptr);
  EXPECT_TRUE(profile->allows(Level1::Output, Level2::Cost));
  EXPECT_TRUE(profile->allows(Level1::Benefit, Level2::SustainableImpact));
  EXPECT_FALSE(profile->allows(Level1::Benefit, Level2::Satisfaction));
  EXPECT_FALSE(profile->allows(Level1::Cost, Level2::Unknown));
  EXPECT_EQ(profile->order_of(Level1::Output), 0U);
  EXPECT_EQ(profile->order_of(Level1::Satisfaction), 2U);
  EXPECT_EQ(profile->order_of(Level1::Cost), 3U) << "unknown levels come last";
  EXPECT_EQ(profile->weight_bases, (std::vector<Decimal>{Decimal(90), Decimal(100)}));
  ASSERT_EQ(profile->fraction_bases.size(), 2U);
  EXPECT_EQ(profile->fraction_bases[0].to_string(), "0.9");
}

TEST(ShippedProfiles, TheNewerRulesMakeCostALevelOfItsOwn) {
  const Profile* const profile = shipped().find("cn/2021-101");
  ASSERT_NE(profile, nullptr);
  EXPECT_TRUE(profile->allows(Level1::Cost, Level2::EconomicCost));
  EXPECT_FALSE(profile->allows(Level1::Output, Level2::Cost));
  EXPECT_EQ(profile->order_of(Level1::Cost), 0U);
  ASSERT_EQ(profile->weight_shares.size(), 4U);
  for (const WeightShares& shares : profile->weight_shares) {
    EXPECT_EQ(total(shares), Decimal(90)) << shares.when;
  }
  EXPECT_EQ(profile->threshold("satisfaction-low").value, Decimal(85)) << "inherited";
}

TEST(ShippedProfiles, SetTheAgreedThresholds) {
  const std::pair<std::string_view, std::string_view> agreed[] = {
      {"satisfaction-low", "85"},
      {"controllable-rate-low", "95"},
      {"round-default-share", "0.6"},
      {"dominant-weight-share", "0.4"},
      {"near-duplicate-similarity", "0.8"},
      {"training-cost-per-person-day", "550"},
      {"cost-equals-budget-tolerance", "0.005"},
      {"execution-rate-reason", "90"},
      {"goal-copy-similarity", "0.95"},
      {"trivial-actual-ratio", "1.3"},
      {"regression-tolerance", "0.05"},
      {"name-max-characters", "100"},
      {"indicator-count-min", "3"},
      {"indicator-count-max", "20"},
      {"rounding-units-per-addend", "1"},
      {"equal-spread-min-count", "4"},
      {"weight-tolerance", "0.01"},
  };
  for (const Profile& profile : shipped().profiles()) {
    for (const auto& [name, value] : agreed) {
      EXPECT_EQ(profile.threshold(name).value.to_string(), value) << profile.id << " " << name;
      EXPECT_FALSE(profile.threshold(name).basis.clause.empty());
    }
  }
  EXPECT_FALSE(
      shipped().profiles().front().threshold("training-cost-per-person-day").basis.verified);
}

TEST(Basis, SaysWhenItWasNotVerified) {
  EXPECT_EQ((Basis{"某条", true}.to_string()), "某条");
  EXPECT_EQ((Basis{"某条", false}.to_string()), "某条（依据未核实）");
}

}  // namespace
}  // namespace jx
