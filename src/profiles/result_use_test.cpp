// SPDX-License-Identifier: AGPL-3.0-or-later
#include "profiles/result_use.h"

#include <gtest/gtest.h>

#include <set>

#include "profiles/profile.h"

namespace jx {
namespace {

const std::filesystem::path kData = std::filesystem::path(JX_SOURCE_DIR) / "data";

TEST(ResultUses, TheRegionDecidesAndTheYear) {
  const std::vector<ResultUse> all = load_result_uses(kData / "result-use").value();
  EXPECT_EQ(find_result_use(all, "511425", 2025)->id, "510000");
  EXPECT_EQ(find_result_use(all, "511425", 2024)->id, "cn") << "before the province's own";
  EXPECT_EQ(find_result_use(all, "150000", 2025)->id, "cn");
  EXPECT_EQ(find_result_use(all, "", 2025)->id, "cn");
  EXPECT_EQ(find_result_use(all, "510000", 2019), nullptr);
}

TEST(ResultUses, AdviseByGrade) {
  const std::vector<ResultUse> all = load_result_uses(kData / "result-use").value();
  const ResultUse& sichuan = *find_result_use(all, "510000", 2025);
  EXPECT_EQ(sichuan.find("差")->advice, "取消");
  EXPECT_EQ(to_string(sichuan.find("差")->effect), "cancel");
  EXPECT_EQ(sichuan.find("合格"), nullptr);
  EXPECT_FALSE(sichuan.basis.verified) << "from a summary, not from the text";
}

TEST(ResultUses, CoverEveryGradeOfTheProfiles) {
  const std::vector<ResultUse> all = load_result_uses(kData / "result-use").value();
  const ProfileSet profiles = ProfileSet::load(kData / "profiles").value();
  for (const Profile& profile : profiles.profiles()) {
    const ResultUse* const use = find_result_use(all, profile.region, 2025);
    ASSERT_NE(use, nullptr) << profile.id;
    for (const Grade& grade : profile.scoring.grades) {
      EXPECT_NE(use->find(grade.name), nullptr) << profile.id << " " << grade.name;
    }
  }
}

TEST(ResultUses, SayWhatIsWrongInAFile) {
  const std::string head =
      "id = \"x\"\nfirst_fiscal_year = 2025\nbasis = \"b\"\nverified = false\n";
  const std::string use = "[[use]]\ngrade = \"优\"\neffect = \"support\"\nadvice = \"a\"\n";
  EXPECT_TRUE(parse_result_use(head + use, "x.toml").ok());
  const std::pair<std::string, std::string_view> faults[] = {
      {head, "没有写一个等级"},
      {head + use + use, "写了两次"},
      {head + "[[use]]\ngrade = \"优\"\neffect = \"more\"\nadvice = \"a\"\n", "只能是"},
      {head + "region = \"51\"\n" + use, "六位"},
      {head + "colour = 1\n" + use, "colour"}};
  for (const auto& [text, words] : faults) {
    const Result<ResultUse> read = parse_result_use(text, "x.toml");
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_NE(read.error().message.find(words), std::string::npos) << read.error().message;
  }
}

}  // namespace
}  // namespace jx
