// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/suggestions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/text.h"
#include "findings/submission_builder.h"

namespace jx::testing {
namespace {

namespace fs = std::filesystem;

const Lexicon& lexicon() {
  static const Lexicon kLexicon = Lexicon::load(fs::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return kLexicon;
}

const IndicatorLibrary& library() {
  static const IndicatorLibrary kLibrary =
      IndicatorLibrary::load(fs::path(JX_SOURCE_DIR) / "data/indicators", lexicon()).value();
  return kLibrary;
}

/// Keeps what the suggestions point into.
struct Suggested {
  Submission made;
  Facts facts;
  ProjectSuggestions of_first;

  const IndicatorSuggestion* find(std::string_view id) const {
    const auto at =
        std::find_if(of_first.indicators.begin(), of_first.indicators.end(),
                     [&](const IndicatorSuggestion& each) { return each.indicator->id == id; });
    return at == of_first.indicators.end() ? nullptr : &*at;
  }
};

std::unique_ptr<Suggested> suggest(const Submission& made) {
  auto suggested = std::make_unique<Suggested>();
  suggested->made = made;
  const Profile profile = test_profile();
  suggested->facts = gather_facts(suggested->made, profile);
  const Prepared prepared(lexicon(), profile);
  suggested->of_first = suggest_indicators({.submission = suggested->made,
                                            .facts = suggested->facts,
                                            .profile = profile,
                                            .lexicon = lexicon(),
                                            .prepared = prepared,
                                            .library = &library()},
                                           suggested->facts.projects[0], 2);
  return suggested;
}

SubmissionBuilder training() {
  return submission()
      .project("", "妇女工作培训经费")
      .goal("举办妇女干部培训班。")
      .add(indicator("培训人次").output(Level2::Quantity).at_least("50", "人次").weight("50"));
}

TEST(Suggestions, FillTheLevelsThatAreMissingAndSayWhy) {
  const auto suggested = suggest(training().build());
  const IndicatorSuggestion* const pass = suggested->find("training/pass");
  ASSERT_NE(pass, nullptr);
  EXPECT_EQ(pass->levels.level2, Level2::Quality);
  EXPECT_TRUE(contains(pass->reason, "没有质量指标")) << pass->reason;
  EXPECT_TRUE(contains(pass->reason, "“培训”")) << pass->reason;
  const IndicatorSuggestion* const cost = suggested->find("training/cost-person-day");
  ASSERT_NE(cost, nullptr);
  EXPECT_EQ(cost->levels.level2, Level2::Cost) << "the profile has no level-1 cost";
}

TEST(Suggestions, LeaveOutWhatTheProjectHas) {
  const auto suggested =
      suggest(training()
                  .add(indicator("参训人员合格率").output(Level2::Quality).at_least("95", "%"))
                  .build());
  EXPECT_EQ(suggested->find("training/pass"), nullptr);
  EXPECT_EQ(suggested->find("training/person-times"), nullptr);
}

TEST(Suggestions, CountWhatTheGoalSpeaksOf) {
  const auto suggested = suggest(submission()
                                     .project("", "妇女工作")
                                     .goal("举办手工艺竞赛，开展技能培训。")
                                     .add(indicator("走访户数").output(Level2::Quantity))
                                     .build());
  const IndicatorSuggestion* const contests = suggested->find("meetings/contests");
  ASSERT_NE(contests, nullptr);
  EXPECT_TRUE(contains(contests->reason, "“竞赛”")) << contests->reason;
}

TEST(Suggestions, SayNothingOfAProjectThatShowsNoTrade) {
  const auto suggested = suggest(submission()
                                     .project("", "某某经费")
                                     .add(indicator("某某数").output(Level2::Quantity))
                                     .build());
  EXPECT_TRUE(suggested->of_first.trades.empty());
  EXPECT_TRUE(suggested->of_first.indicators.empty());
}

TEST(Suggestions, ShowWhereARowDiffersFromTheLibrary) {
  const auto suggested =
      suggest(training()
                  .add(indicator("手工培训合格率").output(Level2::Quality).at_most("95", "个"))
                  .add(indicator("参训学员满意度").satisfaction().at_least("90", "%"))
                  .build());
  ASSERT_EQ(suggested->of_first.differences.size(), 1U);
  const std::string& what = suggested->of_first.differences[0].what;
  EXPECT_TRUE(contains(what, "常用“%”")) << what;
  EXPECT_TRUE(contains(what, "常用 ≥")) << what;
  EXPECT_TRUE(contains(what, "常用正向指标")) << what;
}

TEST(Suggestions, StandBehindTheFixOfAFinding) {
  const Submission made = training().build();
  const Profile profile = test_profile();
  const Facts facts = gather_facts(made, profile);
  const Prepared prepared(lexicon(), profile);
  RuleInput input{.submission = made,
                  .facts = facts,
                  .profile = profile,
                  .lexicon = lexicon(),
                  .prepared = prepared};
  constexpr std::array kQuality = {Level2::Quality};
  EXPECT_EQ(optional_indicators(input, facts.projects[0], kQuality), "") << "without a library";
  input.library = &library();
  const std::string optional = optional_indicators(input, facts.projects[0], kQuality);
  EXPECT_TRUE(optional.starts_with("可选：")) << optional;
  EXPECT_TRUE(contains(optional, "培训合格率（%）")) << optional;
  EXPECT_TRUE(contains(optional_counts(input, facts.projects[0], "竞赛"), "竞赛举办场次"));
  EXPECT_EQ(optional_counts(input, facts.projects[0], "某事"), "");
}

}  // namespace
}  // namespace jx::testing
