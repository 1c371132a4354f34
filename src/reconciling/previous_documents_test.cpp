// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reconciling/previous_documents.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/submission_builder.h"

namespace jx {
namespace {

using testing::indicator;
using testing::submission;

const Lexicon& lexicon() {
  static const Lexicon loaded =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return loaded;
}

struct Named {
  std::string_view code;
  std::string_view name;
  std::string_view unit_code = "";
  std::string_view unit = "";
};

/// A document that states its year, with one row in each project.
Submission document(int year, const std::vector<Named>& projects) {
  auto builder = submission();
  for (const Named& each : projects) {
    builder.project(each.code, each.name);
    if (!each.unit.empty()) builder.unit(each.unit_code, each.unit);
    builder.add(indicator("培训人次").output(Level2::Quantity).at_least("50", "人次"));
  }
  Submission made = builder.build();
  made.profile.fiscal_year = year;
  made.profile.confidence = 1;
  return made;
}

PreviousDocuments previous(std::vector<Submission> documents) {
  std::vector<std::shared_ptr<const Submission>> shared;
  for (Submission& each : documents) {
    shared.push_back(std::make_shared<const Submission>(std::move(each)));
  }
  return {std::move(shared), lexicon()};
}

/// Names of the projects found for the only project of `now`.
std::vector<std::string> found_for(const Named& now, std::vector<Submission> documents) {
  const Submission asked = document(2022, {now});
  const PreviousDocuments before = previous(std::move(documents));
  std::vector<std::string> names;
  for (const PreviousGoals& each : before.sets_of(asked.projects[0], nullptr)) {
    names.push_back(each.project->names[0].text + (each.by_name ? " by name" : ""));
  }
  return names;
}

using Names = std::vector<std::string>;
constexpr std::string_view kCode = "15000021T000000000001";
constexpr std::string_view kOther = "15000022T000000000002";

TEST(PreviousDocuments, TheCodeDecidesWhateverTheName) {
  EXPECT_EQ(found_for({kCode, "手工培训"},
                      {document(2021, {{kOther, "手工培训"}, {kCode, "手工技能培训"}})}),
            (Names{"手工技能培训"}));
}

TEST(PreviousDocuments, ANewCodeIsFoundByTheNameWithoutItsYears) {
  EXPECT_EQ(
      found_for({kOther, "2022年度手工培训"}, {document(2021, {{kCode, "手工培训（2021年）"}})}),
      (Names{"手工培训（2021年） by name"}));
  EXPECT_EQ(found_for({"", "手工培训300人"}, {document(2021, {{"", "手工培训200人"}})}), Names{})
      << "a number that is no year is part of the name";
}

TEST(PreviousDocuments, AProjectOfAnotherUnitIsAnotherProject) {
  const Named now{kOther, "手工培训", "101001", "青城区妇联"};
  EXPECT_EQ(found_for(now, {document(2021, {{kCode, "手工培训", "202001", "赤水县妇联"}})}),
            Names{});
  EXPECT_EQ(found_for(now, {document(2021, {{kCode, "手工培训", "101001", "青城区妇女联合会"}})}),
            (Names{"手工培训 by name"}))
      << "one code of the unit in two spellings of its name";
  EXPECT_EQ(found_for(now, {document(2021, {{kCode, "手工培训"}})}), (Names{"手工培训 by name"}))
      << "nobody says whose it was";
}

TEST(PreviousDocuments, OfSeveralThatFitNoneIsTaken) {
  EXPECT_EQ(found_for({kOther, "手工培训"},
                      {document(2021, {{kCode, "手工培训"}, {"", "2021年手工培训"}})}),
            Names{});
}

TEST(PreviousDocuments, TheLatestYearComesFirst) {
  EXPECT_EQ(found_for({kCode, "手工培训"}, {document(2019, {{kCode, "2019年手工培训"}}),
                                            document(2021, {{kCode, "2021年手工培训"}})}),
            (Names{"2021年手工培训", "2019年手工培训"}));
}

TEST(PreviousDocuments, RowsComeInPairs) {
  const Submission now = document(2022, {{kCode, "手工培训"}});
  const PreviousDocuments before = previous({document(2021, {{kCode, "手工培训"}})});
  const auto sets = before.sets_of(now.projects[0], &now.projects[0].goal_sets[0]);
  ASSERT_EQ(sets.size(), 1U);
  EXPECT_EQ(sets[0].year, 2021);
  ASSERT_EQ(sets[0].rows.size(), 1U);
  EXPECT_EQ(sets[0].rows[0].now, &now.projects[0].goal_sets[0].indicators[0]);
  EXPECT_EQ(sets[0].rows[0].before, &sets[0].goals->indicators[0]);
}

TEST(PreviousDocuments, ADocumentOfTheSameYearIsRefused) {
  const Submission now = document(2022, {{kCode, "手工培训"}});
  EXPECT_TRUE(previous({document(2021, {})}).require_before(now).ok());
  const auto same = previous({document(2022, {})}).require_before(now);
  ASSERT_FALSE(same.ok());
  EXPECT_EQ(same.error().code, ErrorCode::Conflict);
  Submission guessed = document(2022, {});
  guessed.profile.confidence = 0.5;
  EXPECT_TRUE(previous({guessed}).require_before(now).ok()) << "its year is a guess";
}

}  // namespace
}  // namespace jx
