// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/review.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace jx {
namespace {

constexpr Date kToday{2026, 6, 30};

Finding finding(std::string rule, std::string project, std::string fingerprint) {
  Finding made;
  made.rule = std::move(rule);
  made.project = std::move(project);
  made.subject = "项目" + made.project;
  made.fingerprint = std::move(fingerprint);
  return made;
}

Waiver waiver(std::string rule, std::string project, std::string fingerprint,
              Date expires = kToday) {
  return {.rule = std::move(rule),
          .project = std::move(project),
          .fingerprint = std::move(fingerprint),
          .why = "批复如此",
          .who = "张三",
          .expires = expires,
          .place = "w.toml:1:1"};
}

Review review_with(const CheckResult& result, WaiverBook& book) {
  const std::array<WaiverBook*, 1> books = {&book};
  return review_findings(result, books, nullptr);
}

TEST(ParseWaivers, ReadsWhatAPersonWrote) {
  const auto read = parse_waivers(
      "[[waiver]]\nrule = 'WT01'\nproject = '15'\nwhy = '批复'\nwho = '张三'\nexpires = "
      "2026-12-31\n"
      "[[waiver]]\nrule = 'TX01'\nfingerprint = 'ab'\nwhy = '引文'\nwho = '李四'\n"
      "expires = 2027-01-01\n",
      "w.toml");
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ(read->front().project, "15");
  EXPECT_EQ(read->front().expires, (Date{2026, 12, 31}));
  EXPECT_EQ(read->back().fingerprint, "ab");
  EXPECT_EQ(read->back().place, "w.toml:8:8");
}

TEST(ParseWaivers, RefusesWhatNobodyAnswersFor) {
  const struct {
    std::string_view toml, words;
  } cases[] = {
      {"[[waiver]]\nrule='A'\nproject='1'\nwho='x'\nexpires=2026-01-01", "why"},
      {"[[waiver]]\nrule='A'\nproject='1'\nwhy='x'\nexpires=2026-01-01", "who"},
      {"[[waiver]]\nrule='A'\nproject='1'\nwhy='x'\nwho='y'", "expires"},
      {"[[waiver]]\nrule='A'\nwhy='x'\nwho='y'\nexpires=2026-01-01", "没有说明对象"},
      {"[[waiver]]\nrule='A'\nproject='1'\nwhy='x'\nwho='y'\nexpires=2026-01-01\nuntil='z'",
       "until"}};
  for (const auto& [toml, words] : cases) {
    const auto read = parse_waivers(toml, "w.toml");
    ASSERT_FALSE(read.ok()) << toml;
    EXPECT_NE(read.error().message.find(words), std::string::npos) << read.error().message;
    EXPECT_NE(read.error().message.find("w.toml:"), std::string::npos) << read.error().message;
  }
}

TEST(ReviewFindings, WaivesByProjectOrByFingerprintUpToTheLastDay) {
  const CheckResult result{
      .findings = {finding("WT01", "1", "a"), finding("WT01", "2", "b"), finding("TX01", "1", "c")},
      .passed = {}};
  WaiverBook book({waiver("WT01", "1", ""), waiver("TX01", "", "c")}, kToday);
  const Review review = review_with(result, book);
  ASSERT_NE(review.waiver_of(0), nullptr);
  EXPECT_EQ(review.waiver_of(0)->who, "张三");
  EXPECT_EQ(review.waiver_of(1), nullptr);
  EXPECT_NE(review.waiver_of(2), nullptr);
  EXPECT_TRUE(book.idle().empty());
}

TEST(ReviewFindings, SaysWhyAWaiverDoesNotApply) {
  const CheckResult result{.findings = {finding("WT01", "1", "a"), finding("TX01", "1", "new")},
                           .passed = {}};
  WaiverBook book({waiver("WT01", "1", "", Date{2026, 6, 29}), waiver("TX01", "1", "old"),
                   waiver("NM01", "1", "")},
                  kToday);
  const Review review = review_with(result, book);
  EXPECT_EQ(review.waiver_of(0), nullptr);
  EXPECT_EQ(review.waiver_of(1), nullptr);
  const auto idle = book.idle();
  ASSERT_EQ(idle.size(), 3U);
  EXPECT_EQ(idle[0].reason, "expired");
  EXPECT_NE(idle[0].message.find("2026-06-29"), std::string::npos);
  EXPECT_EQ(idle[1].reason, "evidence-changed");
  EXPECT_EQ(idle[2].reason, "no-match");
}

TEST(ReviewFindings, TellsNewOpenAndFixed) {
  const CheckResult result{
      .findings = {finding("WT01", "1", "a"), finding("WT01", "1", "b"), finding("WT01", "1", "b")},
      .passed = {}};
  EarlierDocument earlier{.file = "f", .findings = {}};
  for (const std::string_view print : {"b", "gone", "gone"}) {
    earlier.findings.push_back({.rule = "WT01",
                                .severity = "error",
                                .project = "1",
                                .subject = "s",
                                .message = "m",
                                .fingerprint = std::string(print)});
  }
  const Review review = review_findings(result, {}, &earlier);
  EXPECT_TRUE(review.compared);
  EXPECT_EQ(review.state_of(0), FindingState::New);
  EXPECT_EQ(review.state_of(1), FindingState::Unchanged);
  EXPECT_EQ(review.state_of(2), FindingState::New) << "one was found then, two are found now";
  EXPECT_EQ(review.fixed.size(), 2U);
  EXPECT_EQ(Review{}.state_of(7), FindingState::Unknown);
}

}  // namespace
}  // namespace jx
