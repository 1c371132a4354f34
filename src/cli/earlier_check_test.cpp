// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/earlier_check.h"

#include <gtest/gtest.h>

namespace jx {
namespace {

TEST(EarlierCheck, ReadsSarifWithItsCodedNamesAndLeavesOutWhatWasGone) {
  const auto check = EarlierCheck::parse(
      R"({"version":"2.1.0","runs":[{"artifacts":[{"location":{"uri":"clean.txt"}}],"results":[
        {"ruleId":"WT01","level":"error","message":{"text":"m"},
         "locations":[{"physicalLocation":{"artifactLocation":{"uri":"file:///a/%E8%A1%A8%20%31.txt"}}}],
         "partialFingerprints":{"jixiao/v1":"ab"},"properties":{"project":"1","subject":"s"}},
        {"ruleId":"WT02","baselineState":"absent","message":{"text":"m"},
         "locations":[{"physicalLocation":{"artifactLocation":{"uri":"clean.txt"}}}]}]}]})",
      "b.sarif");
  ASSERT_TRUE(check.ok()) << check.error().message;
  const EarlierDocument* const document = check->find("/a/表 1.txt", 2);
  ASSERT_NE(document, nullptr);
  ASSERT_EQ(document->findings.size(), 1U);
  EXPECT_EQ(document->findings[0].fingerprint, "ab");
  EXPECT_EQ(document->findings[0].severity, "error");
  ASSERT_NE(check->find("clean.txt", 2), nullptr);
  EXPECT_TRUE(check->find("clean.txt", 2)->findings.empty());
}

TEST(EarlierCheck, FindsADocumentByItsNameOrAsTheOnlyOne) {
  const auto check =
      EarlierCheck::parse(R"({"documents":[{"file":"old/v1.xlsx","findings":[]}]})", "b.json");
  ASSERT_TRUE(check.ok());
  EXPECT_NE(check->find("old/v1.xlsx", 5), nullptr);
  EXPECT_NE(check->find("new/v1.xlsx", 5), nullptr);
  EXPECT_NE(check->find("v2.xlsx", 1), nullptr);
  EXPECT_EQ(check->find("v2.xlsx", 2), nullptr);
}

TEST(EarlierCheck, RefusesWhatIsNoOutputOfACheck) {
  for (const std::string_view text : {"", "[1]", "{}", "not JSON"}) {
    EXPECT_FALSE(EarlierCheck::parse(text, "x").ok()) << text;
  }
  // Members of other kinds are as good as missing.
  EXPECT_TRUE(EarlierCheck::parse(R"({"runs":[{"results":[1,{"locations":{}}]}]})", "x").ok());
}

}  // namespace
}  // namespace jx
