// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reconciling/reconcile.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "findings/submission_builder.h"

namespace jx {
namespace {

using testing::indicator;
using testing::IndicatorBuilder;
using testing::submission;

const Lexicon& lexicon() {
  static const Lexicon loaded =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return loaded;
}

constexpr std::string_view kCode = "15000021T000000000001";

/// A document with one project, its goals from `source`.
Submission document(GoalSource source, std::vector<IndicatorBuilder> rows,
                    std::string_view code = kCode, std::string_view name = "手工培训") {
  auto builder = submission();
  builder.project(code, name);
  for (IndicatorBuilder& row : rows) builder.add(std::move(row));
  Submission made = builder.build();
  made.projects[0].goal_sets[0].source = source;
  return made;
}

Reconciliation reconcile_all(const std::vector<Submission>& documents) {
  std::vector<const Submission*> pointers;
  for (const Submission& each : documents) pointers.push_back(&each);
  return reconcile(pointers, lexicon());
}

/// "relation base → other" of each row.
std::vector<std::string> rows_of(const Reconciliation& reconciliation) {
  std::vector<std::string> rows;
  if (reconciliation.projects.empty()) return rows;
  for (const ReconciledRow& row : reconciliation.projects[0].comparisons.at(0).rows) {
    const auto name = [](const PromiseRef& promise) {
      return promise.empty() ? std::string("-") : promise.words().text;
    };
    rows.push_back(std::string(to_string(row.relation)) + " " + name(row.base) + " → " +
                   name(row.other));
  }
  return rows;
}

using Rows = std::vector<std::string>;

TEST(Reconcile, TellsWhatStayedChangedWentAndCame) {
  const std::vector<Submission> documents = {
      document(GoalSource::Approved,
               {indicator("培训期数").output(Level2::Quantity).equal("6", "期"),
                indicator("合格率").output(Level2::Quality).at_least("90", "%"),
                indicator("学员满意度").satisfaction().at_least("90", "%")}),
      document(GoalSource::Adjusted,
               {indicator("持续从业率").benefit(Level2::SustainableImpact).at_least("60", "%"),
                indicator("合格率").output(Level2::Quality).at_least("90", "%"),
                indicator("培训期数").output(Level2::Quantity).equal("5", "期")})};
  EXPECT_EQ(rows_of(reconcile_all(documents)),
            (Rows{"changed 培训期数 → 培训期数", "same 合格率 → 合格率", "dropped 学员满意度 → -",
                  "added - → 持续从业率"}));
}

TEST(Reconcile, CallsAContradictionWhatCannotHoldBesideTheBase) {
  const auto rows = [](std::string_view value) {
    return std::vector{indicator("培训期数").output(Level2::Quantity).equal(value, "期")};
  };
  EXPECT_EQ(rows_of(reconcile_all({document(GoalSource::Approved, rows("6")),
                                   document(GoalSource::Published, rows("5"))})),
            (Rows{"contradictory 培训期数 → 培训期数"}));
}

TEST(Reconcile, MeasuresAgainstTheApprovedSetWhateverComesFirst) {
  const std::vector<Submission> documents = {
      document(GoalSource::Published, {indicator("甲").equal("5", "次")}),
      document(GoalSource::Approved, {indicator("甲").equal("6", "次")}),
      document(GoalSource::Declared, {indicator("甲").equal("7", "次")})};
  const Reconciliation result = reconcile_all(documents);
  ASSERT_EQ(result.projects.size(), 1U);
  EXPECT_EQ(result.projects[0].base, 1U);
  ASSERT_EQ(result.projects[0].comparisons.size(), 2U);
  EXPECT_EQ(result.projects[0].comparisons[0].rows[0].changes[0].after, "5 次");
  EXPECT_EQ(result.projects[0].comparisons[1].rows[0].changes[0].after, "7 次");
}

TEST(Reconcile, PairsRowsOfOneNameByTheirKind) {
  const std::vector<Submission> documents = {
      document(GoalSource::Approved,
               {indicator("培训").output(Level2::Quantity).at_least("3", "次"),
                indicator("培训").output(Level2::Quality).at_least("90", "%")}),
      document(GoalSource::Published,
               {indicator("培训").output(Level2::Quality).at_least("90", "%"),
                indicator("培训").output(Level2::Quantity).at_least("3", "次")})};
  EXPECT_EQ(rows_of(reconcile_all(documents)), (Rows{"same 培训 → 培训", "same 培训 → 培训"}));
}

TEST(Reconcile, PairsNamesThatDifferALittle) {
  const std::vector<Submission> documents = {
      document(GoalSource::Approved,
               {indicator("手工竞赛、展洽活动次数").output(Level2::Quantity).at_least("5", "次")}),
      document(
          GoalSource::Published,
          {indicator("手工艺竞赛、展洽活动次数").output(Level2::Quantity).at_least("5", "次")})};
  const Reconciliation result = reconcile_all(documents);
  ASSERT_EQ(rows_of(result).size(), 1U);
  const ReconciledRow& row = result.projects[0].comparisons[0].rows[0];
  EXPECT_EQ(row.relation, ReconciledRelation::Changed);
  ASSERT_EQ(row.changes.size(), 1U);
  EXPECT_EQ(row.changes[0].what, "三级指标");
}

TEST(Reconcile, FindsAProjectWithoutACodeByItsName) {
  const auto row = [] { return std::vector{indicator("甲").equal("5", "次")}; };
  const Reconciliation by_name =
      reconcile_all({document(GoalSource::Approved, row()),
                     document(GoalSource::Published, row(), "", "手工 培训")});
  EXPECT_EQ(by_name.projects.size(), 1U);
  const Reconciliation two_codes =
      reconcile_all({document(GoalSource::Approved, row()),
                     document(GoalSource::Published, row(), "15000021T000000000002")});
  EXPECT_TRUE(two_codes.projects.empty());
  EXPECT_EQ(two_codes.alone.size(), 2U);
}

TEST(Reconcile, TellsAChangedBudgetInItsUnits) {
  auto first = submission();
  first.project(kCode, "手工培训").budget("100", "万元").add(indicator("甲").equal("5", "次"));
  auto same = submission();
  same.project(kCode, "手工培训").budget("1000000", "元").add(indicator("甲").equal("5", "次"));
  auto other = submission();
  other.project(kCode, "手工培训").budget("900000", "元").add(indicator("甲").equal("5", "次"));
  const std::vector<Submission> documents = {first.build(), same.build(), other.build()};
  const Reconciliation result = reconcile_all(documents);
  ASSERT_EQ(result.projects.size(), 1U);
  EXPECT_TRUE(result.projects[0].comparisons[0].head.empty());
  ASSERT_EQ(result.projects[0].comparisons[1].head.size(), 1U);
  EXPECT_EQ(result.projects[0].comparisons[1].head[0].what, "预算数");
}

Quantity count_of(std::string_view value, std::string_view unit, std::string_view raw,
                  std::size_t begin) {
  Quantity quantity;
  quantity.value = testing::decimal(value);
  quantity.unit = testing::unit(unit);
  quantity.raw = raw;
  quantity.begin = begin;
  quantity.end = begin + raw.size();
  return quantity;
}

TEST(Reconcile, PutsATableBesideAListOfTasksInAnotherFile) {
  auto table = submission();
  table.project(kCode, "手工培训")
      .add(indicator("工坊打造数量").output(Level2::Quantity).at_least("12", "个"))
      .add(indicator("竞赛次数").output(Level2::Quantity).at_least("5", "次"))
      .add(indicator("展销场次").output(Level2::Quantity).at_least("4", "次"));
  auto list = submission();
  list.task_list("手工培训任务清单")
      .task("建设销售基地", "共 10 个。", {count_of("10", "个", "10 个", 4)})
      .task("举办展销", "办 3 次。", {count_of("3", "次", "3 次", 4)})
      .task("立卷建档", "按月归档。");
  const std::vector<Submission> documents = {table.build(), list.build()};
  const Reconciliation result = reconcile_all(documents);
  EXPECT_EQ(rows_of(result), (Rows{"incomparable 工坊打造数量 → 建设销售基地",
                                   "dropped 竞赛次数 → -", "contradictory 展销场次 → 举办展销",
                                   "added - → 建设销售基地", "added - → 立卷建档"}));
}

TEST(Reconcile, MeasuresATableAgainstTheListThatWasApproved) {
  auto both = submission();
  both.project(kCode, "手工培训")
      .add(indicator("竞赛次数").output(Level2::Quantity).at_least("5", "次"))
      .add(indicator("展销场次").output(Level2::Quantity).at_least("4", "次"))
      .task_list("任务清单", kCode)
      .task("立卷建档", "按月归档。")
      .task("举办展销", "办 3 次。", {count_of("3", "次", "3 次", 4)});
  std::vector<Submission> documents = {both.build()};
  documents[0].task_lists[0].source = GoalSource::Approved;
  const Reconciliation result = reconcile_all(documents);
  EXPECT_EQ(rows_of(result), (Rows{"dropped 立卷建档 → -", "contradictory 举办展销 → 展销场次",
                                   "added - → 竞赛次数"}));
  const std::vector<Change>& changes = result.projects[0].comparisons[0].rows[1].changes;
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].before, "3 次");
  EXPECT_EQ(changes[0].after, "≥4 次");
  EXPECT_EQ(changes[0].note, "提高");
}

TEST(Reconcile, LeavesASetWithoutACounterpartAlone) {
  const Reconciliation result =
      reconcile_all({document(GoalSource::Approved, {indicator("甲").equal("5", "次")})});
  EXPECT_TRUE(result.projects.empty());
  EXPECT_EQ(result.alone.size(), 1U);
  EXPECT_TRUE(reconcile_all({}).alone.empty());
}

}  // namespace
}  // namespace jx
