// SPDX-License-Identifier: AGPL-3.0-or-later
// The sample from its bytes to the pages: import into a store, then ask as a browser does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

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

}  // namespace
}  // namespace jx
