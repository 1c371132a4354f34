// SPDX-License-Identifier: AGPL-3.0-or-later
#include "profiles/scoring.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "base/text.h"
#include "profiles/profile.h"

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

const ScoringRules& national() { return shipped().find("cn/2015-88+2020-10")->scoring; }

TEST(Scoring, TheTextGivesTheSameRulesBack) {
  for (const Profile& profile : shipped().profiles()) {
    const std::string text = to_text(profile.scoring);
    const Result<ScoringRules> read = read_scoring_text(text, "proof");
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_EQ(to_text(*read), text) << profile.id;
    EXPECT_EQ(version_of(*read), version_of(profile.scoring));
  }
}

TEST(Scoring, TheVersionChangesWithAnyNumber) {
  ScoringRules changed = national();
  changed.caps.front().most = Decimal(58);
  EXPECT_NE(version_of(changed), version_of(national()));
  changed = national();
  changed.choose(PolicyId::RevRatio);
  EXPECT_NE(version_of(changed), version_of(national()));
}

TEST(Scoring, EveryPolicyHasItsCardAndGroup) {
  ASSERT_EQ(national().policies.size(), policy_names().size());
  for (const std::string_view name : policy_names()) {
    const PolicyId id = *find_policy(name);
    EXPECT_EQ(to_string(national().card(id).id), name);
    EXPECT_FALSE(national().card(id).basis.clause.empty()) << name;
  }
}

TEST(Scoring, EveryTotalHasExactlyOneGrade) {
  for (const Profile& profile : shipped().profiles()) {
    for (std::int64_t hundredths = 0; hundredths <= 10'000; ++hundredths) {
      const Decimal total = *Decimal::make(hundredths, 2);
      std::size_t holding = 0;
      const std::vector<Grade>& grades = profile.scoring.grades;
      for (std::size_t i = 0; i < grades.size(); ++i) {
        if (total >= grades[i].from && (i == 0 || total < grades[i - 1].from)) ++holding;
      }
      ASSERT_EQ(holding, 1U) << total.to_string();
    }
  }
  EXPECT_EQ(national().grade_of(*Decimal::parse("90.00")).name, "优");
  EXPECT_EQ(national().grade_of(*Decimal::parse("89.99")).name, "良");
  EXPECT_EQ(national().grade_of(Decimal(0)).name, "差");
}

TEST(Scoring, PoliciesAreChosenByName) {
  ScoringRules rules = national();
  ASSERT_TRUE(choose_policies("REV-RATIO, OV-30-2", rules).ok());
  EXPECT_EQ(rules.choice(PolicyGroup::Reverse), PolicyId::RevRatio);
  EXPECT_EQ(rules.choice(PolicyGroup::OverAchievement), PolicyId::Ov302);
  EXPECT_EQ(rules.choice(PolicyGroup::Quantitative), PolicyId::QuantRatio);
  const Result<void> misspelt = choose_policies("REV-RATOI", rules);
  ASSERT_FALSE(misspelt.ok());
  EXPECT_TRUE(contains(misspelt.error().message, "是否为“REV-RATIO”")) << misspelt.error().message;
}

struct FaultCase {
  std::string_view from, to, part;
};
constexpr FaultCase kFaults[] = {
    {"reverse = \"REV-LIN\"", "reverse = \"REV-LINE\"", "是否为“REV-LIN”"},
    {"reverse = \"REV-LIN\"", "reverse = \"OV-NONE\"", "不是用在这里"},
    {"reverse = \"REV-LIN\"", "revers = \"REV-LIN\"", "reverse"},
    {"execution_base = \"full-year-budget\"", "execution_base = \"budget\"", "没有“budget”"},
    {"points = 2\n", "", "缺少“points”"},
    {"points = 2\n", "points = -2\n", "0 至 1000"},
    {"below = [50, 60, 70, 80]", "below = [50, 60, 60, 80]", "从低到高"},
    {"from = [90, 80, 60, 0]\n", "from = [90, 80, 60, 1]\n", "从 0 起"},
    {"share = 0.8\n", "share = 0.5\n", "不在本档"},
    {"includes = \"high\"", "includes = \"none\"", "没有“none”"},
    {"execution_weight = 10", "execution_weigth = 10", "execution_weight"},
};

TEST(ScoringLoad, FaultsSayWhatIsWrong) {
  const std::string text = to_text(national());
  for (const auto& [from, to, part] : kFaults) {
    SCOPED_TRACE(to);
    ASSERT_TRUE(contains(text, from)) << from;
    const Result<ScoringRules> read = read_scoring_text(replaced(text, from, to), "a.toml");
    ASSERT_FALSE(read.ok());
    EXPECT_TRUE(read.error().message.starts_with("a.toml:")) << read.error().message;
    EXPECT_TRUE(contains(read.error().message, part)) << read.error().message;
  }
}

TEST(ScoringLoad, AChildSaysOnlyWhatDiffers) {
  const std::string parent =
      "id = 'a'\ntitle = '某'\n[taxonomy]\nbasis = 'b'\nverified = true\n"
      "[[taxonomy.branch]]\nlevel1 = 'output'\nlevel2 = ['quantity']\n"
      "[weights]\nbasis = 'b'\nverified = true\nbases = [90]\n"
      "fraction_bases = []\n" +
      [] {
        std::string thresholds;
#define JX_THRESHOLD(name) \
  thresholds += "[thresholds." name "]\nvalue = 1\nbasis = 'b'\nverified = true\n";
#include "profiles/thresholds.def"
#undef JX_THRESHOLD
        return thresholds;
      }() +
      to_text(national());
  const std::string child =
      "id = 'b'\ntitle = '子'\nparent = 'a'\n[scoring]\nbasis = '某省'\nverified = true\n"
      "reverse = 'REV-RATIO'\n[[scoring.policy]]\nid = 'OV-30-2'\nname = '扣 3 分'\n"
      "cited = '某省'\nbasis = '某省'\nverified = true\nfrom = 0.5\npoints = 3\n";
  const std::vector<std::pair<std::string, std::string>> texts = {{"a.toml", parent},
                                                                  {"b.toml", child}};
  const Result<ProfileSet> profiles = ProfileSet::load_texts(texts);
  ASSERT_TRUE(profiles.ok()) << profiles.error().message;
  const ScoringRules& rules = profiles->find("b")->scoring;
  EXPECT_EQ(rules.choice(PolicyGroup::Reverse), PolicyId::RevRatio);
  EXPECT_EQ(rules.choice(PolicyGroup::Satisfaction), PolicyId::SatRatio);
  EXPECT_EQ(rules.card(PolicyId::Ov302).points, Decimal(3));
  EXPECT_EQ(rules.card(PolicyId::OvProp).slope->to_string(), "0.3");
  EXPECT_EQ(rules.scales.size(), 4U);
}

}  // namespace
}  // namespace jx
