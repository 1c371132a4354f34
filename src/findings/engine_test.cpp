// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "findings/submission_builder.h"

namespace jx::testing {
namespace {

void fail_every_row(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.goal_set == nullptr) continue;
    for (const Indicator& row : facts.goal_set->indicators) {
      sink.fail({.project = facts.project->key.text,
                 .message = "行有误",
                 .evidence = {{.origin = row.origin, .text = row.name.text}}});
    }
  }
}

void pass_twice(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    sink.pass({.project = facts.project->key.text, .message = "第一次"});
    sink.pass({.project = facts.project->key.text, .message = "第二次"});
  }
  if (input.document) sink.not_applicable();
}

void fail_document(const RuleInput&, FindingSink& sink) {
  sink.fail({.message = "全文有误", .fix = "另有办法", .severity = Severity::Info});
}

constexpr std::array kRules = {Rule{"AA01", fail_document, nullptr, RuleScope::Document},
                               Rule{"AA02", pass_twice}, Rule{"AA03", fail_every_row}};

class Engine : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::filesystem::path(::testing::TempDir()) / "jx_engine_cards";
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    std::ofstream file(folder_ / "cards.toml");
    for (const Rule& rule : kRules) {
      file << "[" << rule.id << "]\nname=\"N\"\nseverity=\"error\"\ntitle=\"题\"\ntitle_en=\"t\"\n"
           << "why=\"因\"\nclause=\"条\"\nverified=false\nbad=\"坏\"\ngood=\"好\"\nfix=\"改\"\n";
    }
  }

  static CheckResult check(const Submission& made, const CheckOptions& options = {}) {
    const auto cards = RuleCards::load(folder_, kRules);
    EXPECT_TRUE(cards.ok()) << (cards.ok() ? "" : cards.error().message);
    const auto lexicon = Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon");
    EXPECT_TRUE(lexicon.ok()) << (lexicon.ok() ? "" : lexicon.error().message);
    return check_submission(made, test_profile(), *lexicon, kRules, *cards, options);
  }

  static Submission two_projects() {
    return submission()
        .project("", "先")
        .add(indicator("甲 行"))
        .add(indicator("乙"))
        .project("330102210000000000007", "后")
        .add(indicator("丙"))
        .build();
  }

  static std::filesystem::path folder_;
};

std::filesystem::path Engine::folder_;

TEST_F(Engine, OrdersByProjectThenPlaceAndPutsTheDocumentLast) {
  const CheckResult result = check(two_projects());
  ASSERT_EQ(result.findings.size(), 4u);
  EXPECT_EQ(result.findings[0].evidence[0].text, "甲 行");
  EXPECT_EQ(result.findings[1].evidence[0].text, "乙");
  EXPECT_EQ(result.findings[2].subject, "330102210000000000007-后");
  EXPECT_EQ(result.findings[3].rule, "AA01");
  EXPECT_EQ(result.findings[3].subject, "整份文件");
}

TEST_F(Engine, FillsInWhatTheCardSaysUnlessTheAnswerSaysMore) {
  const CheckResult result = check(two_projects());
  const Finding& row = result.findings[0];
  EXPECT_EQ(row.severity, Severity::Error);
  EXPECT_EQ(row.fix, "改");
  EXPECT_EQ(row.basis, "条（依据未核实）");
  EXPECT_EQ(result.findings[3].severity, Severity::Info);
  EXPECT_EQ(result.findings[3].fix, "另有办法");
}

TEST_F(Engine, KeepsOnePassARuleAndProject) {
  const CheckResult result = check(two_projects());
  ASSERT_EQ(result.passed.size(), 2u);
  EXPECT_EQ(result.passed[0].message, "第一次");
  EXPECT_EQ(result.not_applicable, 1u);
}

TEST_F(Engine, FingerprintSurvivesMovingAndSpacing) {
  const CheckResult before = check(two_projects());
  const CheckResult after = check(submission()
                                      .paragraph("新加的一段")
                                      .paragraph("又一段")
                                      .project("", "先")
                                      .add(indicator("甲行"))
                                      .build());
  EXPECT_EQ(before.findings[0].fingerprint, after.findings[0].fingerprint);
  EXPECT_EQ(before.findings[0].fingerprint.size(), 16u);
  EXPECT_NE(before.findings[0].fingerprint, before.findings[1].fingerprint);
}

TEST_F(Engine, EqualFindingsGetDistinctFingerprints) {
  const CheckResult result =
      check(submission().project("", "先").add(indicator("甲")).add(indicator("甲")).build(),
            {.only = {"AA03"}, .without = {}});
  ASSERT_EQ(result.findings.size(), 2u);
  EXPECT_NE(result.findings[0].fingerprint, result.findings[1].fingerprint);
}

TEST_F(Engine, RunsOnlyWhatIsAskedFor) {
  const CheckResult only = check(two_projects(), {.only = {"AA01"}, .without = {}});
  EXPECT_EQ(only.findings.size(), 1u);
  EXPECT_TRUE(only.passed.empty());
  const CheckResult without = check(two_projects(), {.only = {}, .without = {"AA03"}});
  EXPECT_EQ(without.findings.size(), 1u);
  EXPECT_EQ(without.passed.size(), 2u);
}

}  // namespace
}  // namespace jx::testing
