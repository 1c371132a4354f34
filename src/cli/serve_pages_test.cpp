// SPDX-License-Identifier: AGPL-3.0-or-later
// The sample from its bytes to the pages: import into a store, then ask as a browser does.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "findings/rules/rules.h"
#include "pipeline/pipeline.h"
#include "reports/json.h"
#include "serve/routes.h"
#include "store/sqlite/sqlite_store.h"

namespace jx {
namespace {

using ::testing::HasSubstr;

std::string json_of(const Submission& submission) {
  std::string out;
  JsonWriter json(out);
  write_submission(json, submission);
  return out;
}

class Sample : public ::testing::Test {
 protected:
  static std::filesystem::path source(std::string_view path) {
    return std::filesystem::path(JX_SOURCE_DIR) / path;
  }

  void SetUp() override { import("samples/seed.txt", std::vector<std::string>(100, "甲")); }

  void import(std::string_view path, const std::vector<std::string>& lines) {
    PipelineOptions options;
    options.reader.isolation = Isolation::InProcess;
    const LoadedDocument loaded = load_document(source(path), options).value();
    submission_ = run_read(loaded.document, nullptr, options, reference_).value().submission;
    result_ = run_check(submission_, options, reference_);
    outcome_ = store_
                   ->import_document({.submission = submission_,
                                      .findings = result_.findings,
                                      .passed = result_.passed,
                                      .lines = lines,
                                      .rule_set = "r",
                                      .digest = "d",
                                      .imported_at = "2026-01-01T00:00:00Z"})
                   .value();
  }

  Response get(const std::string& target) {
    return respond(parse_target_line("GET", target, "localhost").value(),
                   {.store = *store_, .reference = reference_});
  }

  std::string revision() const {
    return "/documents/" + outcome_.revision.document + "/revisions/1";
  }

  Reference reference_ = load_reference(source("data")).value();
  std::unique_ptr<Store> store_ = open_sqlite_store(":memory:").value();
  Submission submission_;
  CheckResult result_;
  ImportOutcome outcome_;
};

TEST_F(Sample, ComesBackFromTheStoreByteForByte) {
  EXPECT_EQ(json_of(store_->submission(outcome_.revision).value()), json_of(submission_));
  const ListPage<StoredFinding> stored = store_->findings({.revision = outcome_.revision}).value();
  ASSERT_EQ(stored.items.size(), result_.findings.size());
  for (std::size_t i = 0; i < stored.items.size(); ++i) {
    std::string given;
    std::string found;
    JsonWriter given_json(given);
    JsonWriter found_json(found);
    write_finding(given_json, result_.findings[i], &submission_);
    write_finding(found_json, stored.items[i].finding, &submission_);
    EXPECT_EQ(found, given);
  }
}

TEST_F(Sample, ProjectPageTellsEveryFindingAndEveryIndicator) {
  for (const Project& project : submission_.projects) {
    const Response page = get("/projects/150000/" + project.key.text);
    ASSERT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr(project.goal_sets.at(0).indicators.at(0).name.text));
    for (const Finding& finding : result_.findings) {
      if (finding.project != project.key.text) continue;
      EXPECT_THAT(page.body, HasSubstr("/rules/" + finding.rule)) << finding.message;
    }
    const Response api = get("/api/projects/150000/" + project.key.text);
    EXPECT_EQ(api.status, 200);
    EXPECT_THAT(api.body, HasSubstr("\"findings\": ["));
  }
}

TEST_F(Sample, FindingsStandBesideTheirIndicatorsWithoutLinesToo) {
  import("tests/golden/tables/pdf_over_two_pages/form.pdf", {});
  const Response page =
      get("/projects/150000/15000021T000000007457?document=" + outcome_.revision.document);
  ASSERT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("class=\"chips\"><a"));
  EXPECT_THAT(page.body, HasSubstr("第 1 页 · 表 1 第 2 行"));
  EXPECT_THAT(get(revision()).body, HasSubstr("原件不是纯文本"));
}

TEST_F(Sample, ListAndFiltersAnswer) {
  EXPECT_THAT(get("/api/projects?query=7928").body, HasSubstr("\"total\": 1"));
  EXPECT_THAT(get("/api/projects?query=7928&severity=error").body, HasSubstr("\"total\": 1"));
  EXPECT_THAT(get("/api/projects?year=1999").body, HasSubstr("\"total\": 0"));
  EXPECT_THAT(get("/api/documents").body, HasSubstr("\"name\": \"seed.txt\""));
  EXPECT_THAT(get("/?query=7928").body, HasSubstr("布丝瑰"));
}

TEST_F(Sample, SourcePageHasAnAnchorForEveryLine) {
  const Response page = get(revision());
  ASSERT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("id=\"L72\""));
  EXPECT_THAT(page.body, HasSubstr("<mark"));
  EXPECT_EQ(get("/api" + revision() + "/source").status, 200);
  EXPECT_EQ(get("/documents/" + outcome_.revision.document + "/revisions/2").status, 404);
}

/// A text of many projects as a city writes it: three indicators each.
std::string large_form(int projects) {
  std::string text =
      "项目支出绩效表\n项目名称\t预算数\t年度目标\t一级指标\t三级指标\t指标值\t权重\n";
  for (int i = 0; i < projects; ++i) {
    for (int k = 1; k <= 3; ++k) {
      text += fmt::format(
          "{:021}-项目{}\t{}."
          "00\t保障机关正常运转，按时完成全年任务，提高服务水平\t产出指标\t完成事项"
          "第{}类\t≥{}\t{}\n",
          i, i, i, k, i + k, 30 + k);
    }
  }
  return text;
}

TEST_F(Sample, NoPageOfTheSourceOfALargeDocumentIsLarge) {
  constexpr std::size_t kMostBytes = 2 << 20;
  const std::string text = large_form(1500);
  PipelineOptions options;
  LoadedDocument loaded;
  loaded.document = make_document("large.txt", text).value();
  submission_ = run_read(loaded.document, nullptr, options, reference_).value().submission;
  std::size_t indicators = 0;
  for (const Project& project : submission_.projects) {
    for (const GoalSet& set : project.goal_sets) indicators += set.indicators.size();
  }
  ASSERT_EQ(indicators, 4500U);
  result_ = run_check(submission_, options, reference_);
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, "\n")) lines.emplace_back(line);
  outcome_ = store_
                 ->import_document({.submission = submission_,
                                    .findings = result_.findings,
                                    .passed = result_.passed,
                                    .lines = lines,
                                    .rule_set = "r",
                                    .digest = "d",
                                    .imported_at = "2026-01-01T00:00:00Z"})
                 .value();
  std::size_t seen = 0;
  const std::size_t pages = (lines.size() + 199) / 200;
  for (std::size_t page = 1; page <= pages; ++page) {
    const Response response = get(fmt::format("{}?page={}", revision(), page));
    ASSERT_EQ(response.status, 200);
    EXPECT_LT(response.body.size(), kMostBytes) << page;
    for (std::size_t at = response.body.find("id=\"L"); at != std::string::npos;
         at = response.body.find("id=\"L", at + 1)) {
      ++seen;
    }
  }
  EXPECT_EQ(seen, lines.size());
  EXPECT_LT(get(revision()).body.size(), kMostBytes);
  EXPECT_EQ(get(fmt::format("{}?page={}", revision(), pages + 1)).status, 404);
  EXPECT_EQ(get(revision() + "?page=x").status, 400);
  const Response project =
      get("/projects/" + outcome_.revision.region + "/" + submission_.projects.back().key.text);
  EXPECT_THAT(project.body, HasSubstr(fmt::format("?page={}#L4502", pages)));
}

}  // namespace
}  // namespace jx
