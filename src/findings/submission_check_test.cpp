// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/submission_check.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "findings/submission_builder.h"

namespace jx::testing {
namespace {

class RowCount final : public Survey {
 public:
  void look(const RuleInput& part) override {
    for (const ProjectFacts& facts : part.facts.projects) rows += facts.goal_set->indicators.size();
  }
  std::size_t rows = 0;
};

std::unique_ptr<Survey> count_rows() { return std::make_unique<RowCount>(); }

/// Says of each project how many rows the document has, and of the document the same.
void tell_rows(const RuleInput& input, FindingSink& sink) {
  const std::string rows = std::to_string(static_cast<const RowCount&>(*input.survey).rows);
  for (const ProjectFacts& facts : input.facts.projects) {
    sink.fail({.project = facts.project->key.text, .message = rows});
  }
  if (input.document) sink.fail({.message = rows});
}

/// Speaks of projects where task lists are judged, before the projects themselves come.
void tell_lists(const RuleInput& input, FindingSink& sink) {
  for (const TaskList& list : input.judged_task_lists()) {
    sink.fail({.project = list.project->text, .message = "清单有误"});
    sink.pass({.project = list.project->text, .message = "清单无误"});
  }
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.task_list == nullptr) continue;
    sink.pass(facts,
              [&] { return Answer{.project = facts.project->key.text, .message = "项目无误"}; });
  }
}

constexpr std::array kRules = {Rule{"AA01", tell_rows, count_rows}, Rule{"AA02", tell_lists}};

class SubmissionCheckTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto folder = std::filesystem::path(::testing::TempDir()) / "jx_parts_cards";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    std::ofstream file(folder / "cards.toml");
    for (const Rule& rule : kRules) {
      file << "[" << rule.id << "]\nname=\"N\"\nseverity=\"error\"\ntitle=\"题\"\ntitle_en=\"t\"\n"
           << "why=\"因\"\nclause=\"条\"\nverified=false\nbad=\"坏\"\ngood=\"好\"\nfix=\"改\"\n";
    }
    file.close();
    cards_ = std::make_unique<RuleCards>(RuleCards::load(folder, kRules).value());
    lexicon_ = std::make_unique<Lexicon>(
        Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value());
  }
  static void TearDownTestSuite() {
    cards_.reset();
    lexicon_.reset();
  }

  static Submission five_projects() {
    SubmissionBuilder builder;
    for (const std::string name : {"甲", "乙", "丙", "丁", "戊"}) {
      builder.project("", name).add(indicator(name + "一")).add(indicator(name + "二"));
    }
    return builder.task_list("丙的清单", "丙").task("开班", "开班").build();
  }

  static CheckResult check_in_parts(const Submission& made, std::size_t size,
                                    const CheckOptions& options = {}) {
    const Profile profile = test_profile();
    SubmissionCheck check(made, profile, *lexicon_, kRules, *cards_, options);
    const std::span<const Project> projects = made.projects;
    const auto part = [&](std::size_t first) {
      return projects.subspan(first, std::min(size, projects.size() - first));
    };
    std::vector<Facts> parts;
    for (std::size_t first = 0; first < projects.size(); first += size) {
      check.survey(parts.emplace_back(check.facts_of(part(first), first)));
    }
    check.begin();
    CheckResult result;
    for (Facts& facts : parts) append(result, check.check(facts));
    append(result, check.finish());
    return result;
  }

  static std::vector<std::string> words_of(const std::vector<Finding>& findings) {
    std::vector<std::string> words;
    for (const Finding& each : findings) {
      words.push_back(each.rule + ' ' + each.project + ' ' + each.subject + ' ' + each.message +
                      ' ' + each.fingerprint);
    }
    return words;
  }

  static std::unique_ptr<RuleCards> cards_;
  static std::unique_ptr<Lexicon> lexicon_;
};

std::unique_ptr<RuleCards> SubmissionCheckTest::cards_;
std::unique_ptr<Lexicon> SubmissionCheckTest::lexicon_;

TEST_F(SubmissionCheckTest, SaysTheSameHoweverItIsCut) {
  const Submission made = five_projects();
  const CheckResult whole = check_in_parts(made, 5);
  ASSERT_EQ(whole.findings.size(), 7u);
  for (const std::size_t size : {1u, 2u, 3u, 4u}) {
    const CheckResult parts = check_in_parts(made, size);
    EXPECT_EQ(words_of(parts.findings), words_of(whole.findings)) << size;
    EXPECT_EQ(words_of(parts.passed), words_of(whole.passed)) << size;
  }
}

TEST_F(SubmissionCheckTest, ASurveyKnowsAllProjectsBeforeTheFirstIsJudged) {
  const CheckResult result = check_in_parts(five_projects(), 2);
  EXPECT_EQ(result.findings.front().message, "10");
  EXPECT_EQ(result.findings.front().subject, "甲");
  EXPECT_EQ(result.findings.back().message, "10");
  EXPECT_EQ(result.findings.back().subject, "整份文件");
}

TEST_F(SubmissionCheckTest, WhatTheDocumentSaysOfAProjectStandsWithIt) {
  const CheckResult result = check_in_parts(five_projects(), 1);
  ASSERT_EQ(result.findings.size(), 7u);
  EXPECT_EQ(result.findings[3].message, "清单有误");
  EXPECT_EQ(result.findings[3].subject, "丙");
  ASSERT_EQ(result.passed.size(), 1u) << "one entry a rule and project";
  EXPECT_EQ(result.passed[0].message, "项目无误");
}

TEST_F(SubmissionCheckTest, WhatIsSaidOfAProjectThatIsNotThereStandsWithTheDocument) {
  SubmissionBuilder builder;
  builder.project("", "甲")
      .add(indicator("甲一"))
      .task_list("清单", "没有的项目")
      .task("开班", "开班");
  const CheckResult result = check_in_parts(builder.build(), 1);
  ASSERT_EQ(result.findings.size(), 3u);
  EXPECT_EQ(result.findings[2].project, "没有的项目");
  EXPECT_EQ(result.findings[2].subject, "整份文件");
}

TEST_F(SubmissionCheckTest, CountsWhatHoldsWhereNobodyReadsIt) {
  const CheckResult result =
      check_in_parts(five_projects(), 2, {.only = {}, .without = {}, .passed_wanted = false});
  EXPECT_TRUE(result.passed.empty());
  EXPECT_EQ(result.passed_count, 1u);
  EXPECT_EQ(result.findings.size(), 7u);
}

TEST_F(SubmissionCheckTest, PartsEndBehindTheirLastProject) {
  const Submission made = five_projects();
  EXPECT_EQ(SubmissionCheck::end_of_part(made.projects, 0), 5u);
  EXPECT_EQ(SubmissionCheck::end_of_part(made.projects, 5), 5u);
}

}  // namespace
}  // namespace jx::testing
