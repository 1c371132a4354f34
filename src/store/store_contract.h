// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "store/store.h"

/// What every store must do, for tests only: each implementation instantiates these with its own
/// way of opening. A `Place` is one database; every open() of it sees the same content.
namespace jx::testing {

class StorePlace {
 public:
  virtual ~StorePlace() = default;
  virtual Result<std::unique_ptr<Store>> open() = 0;
};

struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<StorePlace>()> make;
};

inline Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

inline Origin at(std::uint32_t line, std::uint32_t first, std::uint32_t last) {
  Origin origin;
  origin.page = 1;
  origin.table = 0;
  origin.row = line - 1;
  origin.column = 2;
  origin.line = line;
  origin.first_column = first;
  origin.last_column = last;
  return origin;
}

template <typename T>
Field<T> field(T value, std::string raw, Origin origin = {}) {
  Field<T> made;
  made.value = std::move(value);
  made.raw = std::move(raw);
  made.origin = origin;
  return made;
}

/// A row with something in every field, and one that is absent for a reason.
inline Indicator make_indicator(std::string name) {
  Indicator indicator;
  indicator.level1 = field(Level1::Output, "产出指标", at(2, 1, 4));
  indicator.level2 = field(Level2::Quantity, "数量指标", at(2, 6, 9));
  indicator.name = {.text = std::move(name), .origin = at(2, 11, 14)};
  indicator.comparator = field(Comparator::AtLeast, "≥", at(2, 16, 16));
  Target target;
  target.kind = TargetKind::Number;
  target.comparator = Comparator::AtLeast;
  target.value = decimal("50.00");
  target.unit = {.name = "人次", .dimension = Dimension::PersonTimes};
  target.date = Date{.year = 2021, .month = 12};
  target.approximate = true;
  indicator.target = field(target, "50.00", at(2, 18, 22));
  indicator.unit = field(target.unit, "人次", at(2, 24, 25));
  indicator.weight = field(decimal("0.20"), "0.20", at(2, 27, 30));
  indicator.direction.absence = Absence::Unread;
  indicator.direction.raw = "向上";
  indicator.has_goal = true;
  indicator.others.emplace_back(ColumnRole::Remark,
                                Words{.text = "见附件", .origin = at(2, 40, 42)});
  indicator.origin = at(2, 0, 0);
  return indicator;
}

inline Quantity make_quantity() {
  Quantity quantity;
  quantity.comparator = Comparator::AtLeast;
  quantity.value = decimal("420");
  quantity.unit = {.name = "万元", .dimension = Dimension::Money, .factor = Decimal(10000)};
  quantity.raw = "不少于 420 万元";
  quantity.begin = 3;
  quantity.end = 20;
  quantity.origin = at(3, 2, 12);
  quantity.per_each = true;
  return quantity;
}

inline Project make_project(const std::string& code, std::string name) {
  Project project;
  project.key.text = code;
  project.code = field(code, code, at(2, 1, 21));
  project.names = {{.text = std::move(name), .origins = {at(2, 23, 30), at(4, 23, 30)}},
                   {.text = "别名", .origins = {at(5, 1, 2)}}};
  project.unit_names = {{.text = "某某学校", .origins = {at(2, 32, 35)}}};
  project.unit_code = field(std::string("140002"), "140002", at(2, 32, 37));
  project.budget = field(decimal("933.00"), "933.00", at(2, 40, 45));
  project.budget_unit = {.name = "万元", .dimension = Dimension::Money, .factor = Decimal(10000)};
  project.budget_prints = {project.budget};
  GoalSet set;
  set.source = GoalSource::Published;
  set.source_reason = "表题";
  set.fiscal_year = 2021;
  set.goals = {{.words = {.text = "目标1：开办培训班", .origin = at(2, 50, 58)},
                .prints = {at(2, 50, 58), at(3, 50, 58)},
                .quantities = {make_quantity()}}};
  set.indicators = {make_indicator("培训人次"), make_indicator("培训天数")};
  project.goal_sets = {set};
  return project;
}

inline BudgetTable make_budget_table() {
  BudgetTable table;
  table.kind = BudgetTableKind::Expenditure;
  table.prints = {0, 2};
  table.title = {.text = "2025年部门支出预算总表", .origin = at(1, 1, 12)};
  table.unit_words = {.text = "单位：万元", .origin = at(2, 1, 5)};
  table.unit = {.name = "万元", .dimension = Dimension::Money, .factor = Decimal(10000)};
  table.fiscal_year = 2025;
  BudgetColumn column;
  column.kind = AmountKind::Total;
  column.groups = {AmountKind::OfficialExpenses, AmountKind::Vehicles};
  column.side = BudgetSide::Expenditure;
  column.year = 2024;
  column.of_which = true;
  column.header = {.text = "小计", .origin = at(3, 1, 2)};
  table.columns = {column, BudgetColumn{}};
  BudgetLine line;
  line.kind = BudgetLineKind::Subtotal;
  line.side = BudgetSide::Expenditure;
  line.code = "2010301";
  line.depth = 3;
  line.of_which = true;
  line.name = {.text = "行政运行", .origin = at(4, 9, 12)};
  line.project = {.text = "手工培训", .origin = at(4, 14, 17)};
  line.project_code = "15000021T000000007928";
  line.amounts = {{0, field(decimal("12.50"), "12.50", at(4, 19, 23))}, {1, {}}};
  line.origin = at(4, 1, 23);
  table.lines = {BudgetLine{}, line};
  table.notes = {{.text = "注：本表不含结转。", .origin = at(5, 1, 9)}};
  return table;
}

inline Submission make_submission(std::string file) {
  Submission submission;
  submission.file = std::move(file);
  submission.sha256 = "aa";
  submission.form = "unknown";
  submission.profile = {.id = "cn/base",
                        .reason = "标题写明 2021 年",
                        .confidence = 0.75,
                        .fiscal_year = 2021,
                        .region = "150000"};
  submission.projects = {make_project("P1", "手工培训"), make_project("P2", "专项行动")};
  TaskList list;
  list.title = {.text = "目标清单", .origin = at(6, 1, 4)};
  list.project = ProjectKey{.text = "P2"};
  list.link_reason = "名称相同";
  list.link_confidence = 0.5;
  Task task;
  task.number = field(1, "1", at(7, 1, 1));
  task.name = {.text = "机构设置", .origin = at(7, 3, 6)};
  task.target = {.text = "不少于 420 万元", .origin = at(7, 8, 16)};
  task.quantities = {make_quantity()};
  list.tasks = {task};
  submission.task_lists = {list};
  submission.budget_tables = {make_budget_table()};
  submission.paragraphs = {{.kind = ParagraphKind::Heading,
                            .words = {.text = "（二）原定目标", .origin = at(8, 1, 7)},
                            .quantities = {make_quantity(), make_quantity()}}};
  PrintedTable table;
  table.printed_page = "147";
  table.label = {.text = "表15", .origin = at(1, 1, 3)};
  table.continues = 0;
  submission.tables = {table};
  submission.unread = {
      {.words = {.text = "？？", .origin = at(9, 1, 2)}, .reason = "看不出是什么"}};
  submission.diagnostics.warn("cell-count", "少一格", at(9, 1, 2));
  return submission;
}

inline Finding make_finding(std::string rule, Severity severity, std::string project,
                            Verdict verdict = Verdict::Fail) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.verdict = verdict;
  finding.severity = severity;
  finding.project = std::move(project);
  finding.subject = "手工培训";
  finding.message = "权重合计 0.9，不是 1";
  finding.evidence = {{.origin = at(2, 27, 30), .text = "0.20", .begin = 0, .end = 4}};
  finding.expected = "1";
  finding.actual = "0.9";
  finding.basis = "某文件";
  finding.fix = "改权重";
  finding.confidence = 0.9;
  finding.fingerprint = "f1";
  return finding;
}

class StoreContract : public ::testing::TestWithParam<StoreKind> {
 protected:
  void SetUp() override {
    place_ = GetParam().make();
    store_ = place_->open().value();
  }

  ImportOutcome import(const Submission& submission, std::string digest = "d1") {
    return import_into(*store_, submission, std::move(digest));
  }

  static ImportOutcome import_into(Store& store, const Submission& submission, std::string digest) {
    static const std::vector<std::string> kLines = {"项目\t指标",
                                                    "手工培训\t'; DROP TABLE finding; --"};
    const std::vector<Finding> findings = {
        make_finding("WT01", Severity::Error, "P1"), make_finding("NM01", Severity::Warning, "P2"),
        make_finding("TX06", Severity::Warning, "P2", Verdict::InsufficientData),
        make_finding("ST07", Severity::Info, "")};
    const std::vector<Finding> passed = {
        make_finding("WT05", Severity::Warning, "P1", Verdict::Pass)};
    return store
        .import_document({.submission = submission,
                          .findings = findings,
                          .passed = passed,
                          .lines = kLines,
                          .rule_set = "r1",
                          .digest = std::move(digest),
                          .imported_at = "2026-01-01T00:00:00Z"})
        .value();
  }

  std::unique_ptr<StorePlace> place_;
  std::unique_ptr<Store> store_;
};

TEST_P(StoreContract, SameImportTwiceChangesNothing) {
  const ImportOutcome first = import(make_submission("a/b.txt"));
  const ImportOutcome second = import(make_submission("elsewhere/b.txt"));
  EXPECT_EQ(first.result, ImportResult::NewDocument);
  EXPECT_EQ(second.result, ImportResult::Unchanged);
  EXPECT_EQ(second.revision, first.revision);
  EXPECT_EQ(store_->revisions(first.revision.document)->size(), 1u);
}

TEST_P(StoreContract, ChangedDocumentIsANewRevisionAndTheOldOneStays) {
  Submission submission = make_submission("b.txt");
  const ImportOutcome first = import(submission);
  submission.sha256 = "bb";
  submission.projects.front().names.front().text = "新名";
  const ImportOutcome second = import(submission, "d2");
  EXPECT_EQ(second.result, ImportResult::NewRevision);
  EXPECT_EQ(second.revision.revision, 2);
  EXPECT_EQ(second.revision.document, first.revision.document);
  EXPECT_EQ(store_->submission(first.revision)->projects.front().name(), "手工培训");
  EXPECT_EQ(store_->submission(second.revision)->projects.front().name(), "新名");
  EXPECT_EQ(store_->revisions(first.revision.document)->front().id.revision, 2);
  EXPECT_EQ(store_->projects({})->total, 2u) << "the list shows the newest revision only";
}

TEST_P(StoreContract, SameNameInAnotherRegionIsAnotherDocument) {
  Submission submission = make_submission("b.txt");
  const ImportOutcome first = import(submission);
  submission.profile.region = "";
  const ImportOutcome second = import(submission);
  EXPECT_EQ(second.result, ImportResult::NewDocument);
  EXPECT_EQ(second.revision.region, kUnknownRegion);
  EXPECT_NE(second.revision.document, first.revision.document);
}

TEST_P(StoreContract, AnotherRuleSetOrDigestIsANewRevision) {
  const ImportOutcome first = import(make_submission("b.txt"), "d1");
  EXPECT_EQ(import(make_submission("b.txt"), "d2").result, ImportResult::NewRevision);
  EXPECT_EQ(first.revision.revision, 1);
}

TEST_P(StoreContract, IndicatorComesBackAsItWentIn) {
  const Submission given = make_submission("b.txt");
  const Submission found = store_->submission(import(given).revision).value();
  ASSERT_EQ(found.projects.size(), 2u);
  ASSERT_EQ(found.projects[1].goal_sets.size(), 1u);
  ASSERT_EQ(found.projects[1].goal_sets[0].indicators.size(), 2u);
  const Indicator& wanted = given.projects[1].goal_sets[0].indicators[1];
  const Indicator& indicator = found.projects[1].goal_sets[0].indicators[1];
  EXPECT_EQ(indicator.level1.value, wanted.level1.value);
  EXPECT_EQ(indicator.level2.origin, wanted.level2.origin);
  EXPECT_EQ(indicator.name.text, "培训天数");
  EXPECT_EQ(indicator.comparator.value, Comparator::AtLeast);
  ASSERT_TRUE(indicator.target.has_value());
  EXPECT_EQ(indicator.target->value->to_string(), "50.00") << "places are kept";
  EXPECT_EQ(indicator.target->unit, wanted.target->unit);
  EXPECT_EQ(indicator.target->date, wanted.target->date);
  EXPECT_TRUE(indicator.target->approximate);
  EXPECT_EQ(indicator.weight->to_string(), "0.20");
  EXPECT_FALSE(indicator.direction.has_value());
  EXPECT_EQ(indicator.direction.absence, Absence::Unread);
  EXPECT_EQ(indicator.direction.raw, "向上");
  EXPECT_TRUE(indicator.has_goal);
  ASSERT_EQ(indicator.others.size(), 1u);
  EXPECT_EQ(indicator.others[0].first, ColumnRole::Remark);
  EXPECT_EQ(indicator.origin, wanted.origin);
}

TEST_P(StoreContract, BudgetTableComesBackAsItWentIn) {
  const Submission given = make_submission("b.txt");
  const Submission found = store_->submission(import(given).revision).value();
  ASSERT_EQ(found.budget_tables.size(), 1u);
  const BudgetTable& wanted = given.budget_tables.front();
  const BudgetTable& table = found.budget_tables.front();
  EXPECT_EQ(table.kind, wanted.kind);
  EXPECT_EQ(table.prints, wanted.prints);
  EXPECT_EQ(table.title.text, wanted.title.text);
  EXPECT_EQ(table.title.origin, wanted.title.origin);
  EXPECT_EQ(table.unit_words.text, wanted.unit_words.text);
  EXPECT_EQ(table.unit, wanted.unit);
  EXPECT_EQ(table.fiscal_year, 2025);
  EXPECT_EQ(table.columns, wanted.columns);
  ASSERT_EQ(table.lines.size(), 2u);
  const BudgetLine& line = table.lines[1];
  EXPECT_EQ(line.kind, BudgetLineKind::Subtotal);
  EXPECT_EQ(line.side, BudgetSide::Expenditure);
  EXPECT_EQ(line.code, "2010301");
  EXPECT_EQ(line.depth, 3u);
  EXPECT_TRUE(line.of_which);
  EXPECT_EQ(line.name.text, "行政运行");
  EXPECT_EQ(line.project.text, "手工培训");
  EXPECT_EQ(line.project_code, "15000021T000000007928");
  EXPECT_EQ(line.origin, wanted.lines[1].origin);
  ASSERT_EQ(line.amounts.size(), 2u);
  EXPECT_EQ(line.amounts[0].amount->to_string(), "12.50") << "places are kept";
  EXPECT_EQ(line.amounts[0].amount.origin, wanted.lines[1].amounts[0].amount.origin);
  EXPECT_EQ(line.amounts[1].column, 1u);
  EXPECT_FALSE(line.amounts[1].amount.has_value());
  EXPECT_EQ(line.amounts[1].amount.absence, Absence::Blank);
  ASSERT_EQ(table.notes.size(), 1u);
  EXPECT_EQ(table.notes[0].text, "注：本表不含结转。");
}

TEST_P(StoreContract, WhatStandsAroundTheProjectsComesBack) {
  const Submission given = make_submission("b.txt");
  const Submission found = store_->submission(import(given).revision).value();
  EXPECT_EQ(found.profile.reason, given.profile.reason);
  EXPECT_EQ(found.projects[0].names[0].origins, given.projects[0].names[0].origins);
  EXPECT_EQ(found.projects[0].budget->to_string(), "933.00");
  EXPECT_EQ(found.projects[0].goal_sets[0].goals[0].prints,
            given.projects[0].goal_sets[0].goals[0].prints);
  const Quantity& quantity = found.projects[0].goal_sets[0].goals[0].quantities.at(0);
  EXPECT_EQ(quantity.raw, "不少于 420 万元");
  EXPECT_EQ(quantity.unit.factor, Decimal(10000));
  EXPECT_TRUE(quantity.per_each);
  ASSERT_EQ(found.task_lists.size(), 1u);
  EXPECT_EQ(found.task_lists[0].project->text, "P2");
  EXPECT_EQ(found.task_lists[0].tasks.at(0).number.value, 1);
  EXPECT_EQ(found.task_lists[0].tasks.at(0).quantities.size(), 1u);
  EXPECT_EQ(found.paragraphs.at(0).quantities.size(), 2u);
  EXPECT_EQ(found.tables.at(0).printed_page, "147");
  EXPECT_EQ(found.tables.at(0).continues, 0u);
  EXPECT_EQ(found.unread.at(0).reason, "看不出是什么");
  EXPECT_EQ(found.diagnostics.entries().at(0).code, "cell-count");
}

TEST_P(StoreContract, OneProjectCanBeReadAlone) {
  const ImportOutcome outcome = import(make_submission("b.txt"));
  const Submission found = store_->submission_of(outcome.revision, "P2").value();
  ASSERT_EQ(found.projects.size(), 1u);
  EXPECT_EQ(found.projects[0].name(), "专项行动");
  EXPECT_EQ(found.projects[0].goal_sets.at(0).indicators.size(), 2u);
  EXPECT_EQ(found.projects[0].goal_sets.at(0).goals.at(0).quantities.size(), 1u);
  EXPECT_EQ(store_->submission_of(outcome.revision, "P9").error().code, ErrorCode::NotFound);
}

TEST_P(StoreContract, ProjectsAreFoundByWhatIsKnownOfThem) {
  import(make_submission("b.txt"));
  const auto count = [&](const ProjectQuery& query) { return store_->projects(query)->total; };
  EXPECT_EQ(count({}), 2u);
  EXPECT_EQ(count({.text = "p1"}), 1u);
  EXPECT_EQ(count({.text = "专项"}), 1u);
  EXPECT_EQ(count({.text = "别名"}), 2u);
  EXPECT_EQ(count({.text = "%"}), 0u);
  EXPECT_EQ(count({.text = "' OR 1=1 --"}), 0u);
  EXPECT_EQ(count({.unit = "学校", .fiscal_year = 2021}), 2u);
  EXPECT_EQ(count({.fiscal_year = 2020}), 0u);
  EXPECT_EQ(count({.rule = "WT01"}), 1u);
  EXPECT_EQ(count({.severity = Severity::Warning}), 1u);
  EXPECT_EQ(count({.rule = "WT01", .severity = Severity::Info}), 0u);
  const ListPage<ProjectSummary> second =
      store_->projects({.page = {.page = 2, .size = 1}}).value();
  EXPECT_EQ(second.total, 2u);
  ASSERT_EQ(second.items.size(), 1u);
  EXPECT_EQ(second.items[0].key, "P2");
  EXPECT_EQ(second.items[0].budget, "933.00");
  EXPECT_EQ(second.items[0].indicators, 2u);
  EXPECT_EQ(second.items[0].findings, (FindingCounts{.warning = 1, .insufficient = 1}));
}

TEST_P(StoreContract, FindingsAreKeptWithTheirEvidence) {
  const ImportOutcome outcome = import(make_submission("b.txt"));
  const ListPage<StoredFinding> all = store_->findings({.revision = outcome.revision}).value();
  EXPECT_EQ(all.total, 4u) << "passed checks only when asked for";
  const Finding& first = all.items.at(0).finding;
  EXPECT_EQ(first.rule, "WT01");
  EXPECT_EQ(first.evidence.at(0).origin, at(2, 27, 30));
  EXPECT_EQ(first.evidence.at(0).end, 4u);
  EXPECT_EQ(store_->findings({.project = ""})->total, 1u);
  EXPECT_EQ(store_->findings({.severity = Severity::Warning})->total, 2u);
  EXPECT_EQ(store_->findings({.verdict = Verdict::Pass})->items.at(0).finding.rule, "WT05");
}

TEST_P(StoreContract, SourceLinesComeBackAsTheyAre) {
  const ImportOutcome outcome = import(make_submission("b.txt"));
  EXPECT_EQ(store_->source_lines(outcome.revision)->at(1), "手工培训\t'; DROP TABLE finding; --");
  EXPECT_EQ(store_->findings({})->total, 4u);
}

TEST_P(StoreContract, WhatIsNotThereIsNotFound) {
  EXPECT_EQ(store_->revisions("none").error().code, ErrorCode::NotFound);
  EXPECT_EQ(store_->submission({"-", "none", 1}).error().code, ErrorCode::NotFound);
  EXPECT_EQ(store_->source_lines({"-", "none", 1}).error().code, ErrorCode::NotFound);
  EXPECT_EQ(store_->find_project("-", "none").error().code, ErrorCode::NotFound);
  EXPECT_EQ(store_->documents({})->total, 0u);
}

/// For places on which several stores may be open at once.
class SharedStoreContract : public StoreContract {};

TEST_P(SharedStoreContract, ReadersSeeWholeRevisionsWhileOthersWrite) {
  constexpr int kRevisions = 10;
  import(make_submission("b.txt"), "d0");
  std::atomic<bool> done = false;
  std::thread writer([&] {
    const std::unique_ptr<Store> store = place_->open().value();
    for (int i = 1; i <= kRevisions; ++i)
      import_into(*store, make_submission("b.txt"), "d" + std::to_string(i));
    done = true;
  });
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      const std::unique_ptr<Store> store = place_->open().value();
      do {
        const ListPage<ProjectSummary> list = store->projects({}).value();
        for (const ProjectSummary& project : list.items) {
          EXPECT_EQ(project.indicators, 2u);
          EXPECT_EQ(store->findings({.revision = project.revision})->total, 4u);
        }
      } while (!done);
    });
  }
  writer.join();
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(store_->documents({})->items.at(0).id.revision, kRevisions + 1);
}

}  // namespace jx::testing
