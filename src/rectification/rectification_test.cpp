// SPDX-License-Identifier: AGPL-3.0-or-later
#include "rectification/rectification.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/test_seed.h"
#include "rectification/book.h"

namespace jx {
namespace {

using ::testing::HasSubstr;
using Action = RectificationAction;
using State = RectificationState;

RectificationStep step(Action action, std::string_view at = "2022-06-01") {
  RectificationStep made;
  made.action = action;
  made.problem = action == Action::Register ? 0 : 1;
  made.person = action == Action::Close ? "复核人" : "经办人";
  made.recorded_at = std::string(at) + "T09:00:00Z";
  if (action == Action::Register) {
    made.source = "评价";
    made.project = "P";
    made.title = "部分工坊停业";
  }
  if (action == Action::Issue) made.responsible = "某单位";
  if (action == Action::Issue) made.deadline = Date{2022, 6, 30};
  if (action == Action::Extend) made.deadline = Date{2022, 7, 31};
  if (action == Action::Extend) made.document = "批示";
  if (action == Action::Submit) made.evidence = {std::string(64, 'a')};
  made.words = "说明";
  return made;
}

/// The problem after these steps.
RectificationCases after(std::initializer_list<RectificationStep> steps) {
  RectificationCases cases;
  std::uint64_t number = 0;
  for (const RectificationStep& each : steps) {
    const Result<void> added = cases.add(each, ++number);
    EXPECT_TRUE(added.ok()) << added.error().message;
  }
  return cases;
}

TEST(Rectification, GoesFromRegistrationToItsEnd) {
  const auto cases = after({step(Action::Register), step(Action::Issue), step(Action::Plan),
                            step(Action::Start), step(Action::Submit), step(Action::Return),
                            step(Action::Submit), step(Action::Close)});
  const RectificationCase& problem = cases.all().front();
  EXPECT_EQ(problem.state, State::Closed);
  EXPECT_EQ(problem.returns, 1U);
  EXPECT_EQ(problem.steps.size(), 8U);
  EXPECT_EQ(problem.closed, (Date{2022, 6, 1}));
}

TEST(Rectification, AllowsNothingThatDoesNotFollow) {
  // Where one can be, and what alone may be done from there.
  const std::pair<std::vector<Action>, std::vector<Action>> cases[] = {
      {{}, {Action::Issue}},
      {{Action::Issue}, {Action::Plan, Action::Extend}},
      {{Action::Issue, Action::Plan}, {Action::Start, Action::Extend}},
      {{Action::Issue, Action::Plan, Action::Start}, {Action::Submit, Action::Extend}},
      {{Action::Issue, Action::Plan, Action::Start, Action::Submit},
       {Action::Return, Action::Close}},
      {{Action::Issue, Action::Plan, Action::Start, Action::Submit, Action::Close}, {}}};
  for (const auto& [way, allowed] : cases) {
    for (std::size_t i = 1; i < kRectificationActions; ++i) {
      const auto action = static_cast<Action>(i);
      RectificationCases all = after({step(Action::Register)});
      std::uint64_t number = 1;
      for (const Action each : way) ASSERT_TRUE(all.add(step(each), ++number).ok());
      const bool expected = std::find(allowed.begin(), allowed.end(), action) != allowed.end();
      EXPECT_EQ(all.add(step(action), ++number).ok(), expected)
          << way.size() << " " << to_string(action);
    }
  }
}

TEST(Rectification, SaysWhatMayBeDoneInstead) {
  auto cases = after({step(Action::Register), step(Action::Issue)});
  EXPECT_THAT(cases.add(step(Action::Close), 3).error().message,
              HasSubstr("已下发，不能销号；可以制定措施、延期"));
}

TEST(Rectification, NeedsWhatEachStepNeeds) {
  const auto lacking = [](Action action, auto take_away) {
    RectificationStep less = step(action);
    take_away(less);
    RectificationCases cases = after({step(Action::Register)});
    std::uint64_t number = 1;
    const std::vector<Action> way = {Action::Issue, Action::Plan, Action::Start, Action::Submit};
    for (const Action each : way) {
      if (each == action) break;
      const bool early = action == Action::Extend && each == Action::Plan;
      if (early) break;
      EXPECT_TRUE(cases.add(step(each), ++number).ok());
    }
    return !cases.add(less, ++number).ok();
  };
  EXPECT_TRUE(lacking(Action::Issue, [](auto& each) { each.deadline.reset(); }));
  EXPECT_TRUE(lacking(Action::Issue, [](auto& each) { each.responsible.clear(); }));
  EXPECT_TRUE(lacking(Action::Issue, [](auto& each) { each.deadline = Date{2022, 5, 31}; }));
  EXPECT_TRUE(lacking(Action::Plan, [](auto& each) { each.words.clear(); }));
  EXPECT_TRUE(lacking(Action::Submit, [](auto& each) { each.evidence.clear(); }));
  EXPECT_TRUE(lacking(Action::Close, [](auto& each) { each.person = "经办人"; }));
  EXPECT_TRUE(lacking(Action::Extend, [](auto& each) { each.deadline = Date{2022, 6, 30}; }));
  EXPECT_TRUE(lacking(Action::Extend, [](auto& each) { each.document.clear(); }));
  EXPECT_TRUE(lacking(Action::Issue, [](auto& each) { each.recorded_at = "2022-06-01"; }));
}

TEST(Rectification, CountsDaysBeyondTheDeadline) {
  auto cases = after({step(Action::Register), step(Action::Issue)});
  EXPECT_EQ(cases.all()[0].days_overdue({2022, 6, 30}), 0);
  EXPECT_EQ(cases.all()[0].days_overdue({2022, 7, 1}), 1);
  EXPECT_EQ(summarise(cases.all(), {2022, 7, 1}).overdue, 1U);
  ASSERT_TRUE(cases.add(step(Action::Extend), 3).ok());
  EXPECT_EQ(cases.all()[0].days_overdue({2022, 7, 31}), 0);
  EXPECT_EQ(cases.all()[0].days_overdue({2022, 8, 3}), 3);
  ASSERT_TRUE(cases.add(step(Action::Plan), 4).ok());
  ASSERT_TRUE(cases.add(step(Action::Start), 5).ok());
  // Handed in late: the days stop there, and start again when it is returned.
  ASSERT_TRUE(cases.add(step(Action::Submit, "2022-08-02"), 6).ok());
  EXPECT_EQ(cases.all()[0].days_overdue({2022, 9, 1}), 2);
  ASSERT_TRUE(cases.add(step(Action::Return, "2022-08-05"), 7).ok());
  EXPECT_EQ(cases.all()[0].days_overdue({2022, 9, 1}), 32);
  ASSERT_TRUE(cases.add(step(Action::Submit, "2022-08-06"), 8).ok());
  ASSERT_TRUE(cases.add(step(Action::Close, "2022-08-07"), 9).ok());
  const RectificationSummary summary = summarise(cases.all(), {2022, 9, 1});
  EXPECT_EQ(summary.overdue, 0U);
  EXPECT_EQ(summary.closed_late, 1U);
  EXPECT_EQ(summary.rate, Decimal(100));
}

TEST(Rectification, HasNoRateWithoutIssues) {
  EXPECT_FALSE(summarise(after({step(Action::Register)}).all(), {2022, 6, 1}).rate);
}

TEST(Rectification, ReadsItsOwnFields) {
  std::mt19937 random(test_seed());
  for (int round = 0; round < 200; ++round) {
    RectificationStep made = step(static_cast<Action>(random() % kRectificationActions));
    if (random() % 2 == 0)
      made.amount = Decimal::make(static_cast<int>(random() % 100000), 2).value();
    made.detail = std::string(random() % 20, '|');
    const StepFields fields = to_fields(made, 7);
    EXPECT_EQ(to_fields(step_from_fields(fields).value(), 7), fields);
  }
}

class RectificationBooks : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path file() const { return folder_ / "book.db"; }
  RectificationBook make() const {
    return RectificationBook::create(file(), {.id = "整改-2022",
                                              .title = "整改台账",
                                              .profile = HashProfile::International,
                                              .created_at = "2022-06-01T08:00:00Z"})
        .value();
  }

 private:
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() /
                                  ("jixiao-rectify-" + std::to_string(std::random_device{}()));
};

TEST_F(RectificationBooks, KeepStepsAndRefuseBatchesAsAWhole) {
  RectificationBook book = make();
  const std::vector<RectificationStep> good = {step(Action::Register), step(Action::Issue)};
  EXPECT_EQ(book.append(good).value(), 1U);
  const std::vector<RectificationStep> bad = {step(Action::Plan), step(Action::Close)};
  EXPECT_FALSE(book.append(bad).ok());
  const std::vector<RectificationStep> back = {step(Action::Plan, "2022-05-01")};
  EXPECT_THAT(book.append(back).error().message, HasSubstr("校准"));
  RectificationBook again = RectificationBook::open(file()).value();
  EXPECT_EQ(again.steps().value().size(), 2U);
  EXPECT_EQ(again.cases().value().all()[0].state, State::Issued);
  EXPECT_EQ(again.verify().value().fault, "");
}

TEST_F(RectificationBooks, RegisterNoProblemTwiceWhileItIsOpen) {
  RectificationBook book = make();
  const std::vector<RectificationStep> first = {step(Action::Register), step(Action::Issue),
                                                step(Action::Plan), step(Action::Start)};
  ASSERT_TRUE(book.append(first).ok());
  const std::vector<RectificationStep> again = {step(Action::Register)};
  EXPECT_THAT(book.append(again).error().message, HasSubstr("已登记为问题 1，整改中"));
  std::vector<RectificationStep> other = again;
  other[0].rule = "D12";
  EXPECT_EQ(book.append(other).value(), 5U);
  std::vector<RectificationStep> twice = {step(Action::Submit)};
  twice[0].evidence.push_back(twice[0].evidence[0]);
  EXPECT_THAT(book.append(twice).error().message, HasSubstr("给了两次"));
  const std::vector<RectificationStep> end = {step(Action::Submit), step(Action::Close)};
  ASSERT_TRUE(book.append(end).ok());
  EXPECT_TRUE(book.append(again).ok()) << "a problem that comes back is a new one";
  EXPECT_EQ(book.verify().value().fault, "");
}

TEST_F(RectificationBooks, FindEveryFieldThatWasChanged) {
  const LedgerHead head = [&] {
    RectificationBook book = make();
    const std::vector<RectificationStep> steps = {step(Action::Register), step(Action::Issue)};
    EXPECT_TRUE(book.append(steps).ok());
    return book.head().value();
  }();
  for (const std::string_view name : kStepFieldNames) {
    SQLite::Database database(file().string(), SQLite::OPEN_READWRITE);
    database.exec("DROP TRIGGER IF EXISTS step_stays");
    const std::string column(name);
    const std::string was =
        database.execAndGet("SELECT " + column + " FROM step WHERE number = 2").getString();
    database.exec("UPDATE step SET " + column + " = " +
                  (name == "number" ? "5" : column + " || 'x'") + " WHERE number = 2");
    EXPECT_NE(RectificationBook::open(file()).value().verify(head).value().fault, "") << name;
    database.exec("UPDATE step SET " + column + " = '" + was +
                  "' WHERE number = (SELECT max(number) FROM step)");
    EXPECT_EQ(RectificationBook::open(file()).value().verify(head).value().fault, "") << name;
  }
  SQLite::Database database(file().string(), SQLite::OPEN_READWRITE);
  database.exec("DROP TRIGGER step_is_kept");
  database.exec("DELETE FROM step WHERE number = 2");
  EXPECT_THAT(RectificationBook::open(file()).value().verify(head).value().fault,
              HasSubstr("截去"));
}

}  // namespace
}  // namespace jx
