// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/rules/book_prose.h"
#include "findings/rules/rules.h"
#include "findings/submission_check.h"
#include "pipeline/pipeline.h"
#include "reconciling/previous_documents.h"

/// Every rule has a card, three documents of different shapes that fire it and three, near misses,
/// that leave it quiet, in tests/rules/<id>/. The documents go through the whole pipeline, as a
/// user's file would.
namespace jx {
namespace {

namespace fs = std::filesystem;

fs::path source_folder() { return JX_SOURCE_DIR; }

const Reference& reference() {
  static const Result<Reference> kReference = load_reference(source_folder() / "data");
  if (!kReference.ok()) ADD_FAILURE() << kReference.error().message;
  return *kReference;
}

struct Example {
  std::string rule;
  fs::path file;

  bool expects(std::string_view prefix) const {
    return file.filename().string().starts_with(prefix);
  }
};

void PrintTo(const Example& example, std::ostream* out) { *out << example.file.string(); }

std::vector<Example> examples_of(std::string_view rule) {
  std::vector<Example> examples;
  const fs::path folder = source_folder() / "tests/rules" / rule;
  if (!fs::is_directory(folder)) return examples;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    // What stands beside an example is what it is held against.
    if (entry.path().stem().extension() == ".previous") continue;
    if (entry.path().extension() != ".md") examples.push_back({std::string(rule), entry.path()});
  }
  std::sort(examples.begin(), examples.end(),
            [](const Example& a, const Example& b) { return a.file < b.file; });
  return examples;
}

std::vector<Example> all_examples() {
  std::vector<Example> examples;
  for (const Rule& rule : all_rules()) {
    for (Example& example : examples_of(rule.id)) examples.push_back(std::move(example));
  }
  return examples;
}

TEST(RulesRegistry, EveryRuleFiresAndIsQuietOnSeveralShapesOfDocument) {
  constexpr std::ptrdiff_t kFewest = 3;
  for (const Rule& rule : all_rules()) {
    const std::vector<Example> examples = examples_of(rule.id);
    for (const std::string_view prefix : {"fires", "quiet"}) {
      const auto count = std::count_if(examples.begin(), examples.end(),
                                       [&](const Example& each) { return each.expects(prefix); });
      EXPECT_GE(count, kFewest) << "tests/rules/" << rule.id << '/' << prefix << "*.*";
    }
    for (const Example& each : examples) {
      EXPECT_TRUE(each.expects("fires") || each.expects("quiet")) << each.file;
    }
  }
}

TEST(RulesRegistry, EveryFolderOfExamplesBelongsToARule) {
  for (const fs::directory_entry& entry : fs::directory_iterator(source_folder() / "tests/rules")) {
    if (!entry.is_directory()) continue;
    const std::string id = entry.path().filename().string();
    const auto rules = all_rules();
    EXPECT_TRUE(std::any_of(rules.begin(), rules.end(), [&](const Rule& rule) {
      return rule.id == id;
    })) << id;
  }
}

TEST(RulesRegistry, IdsAreDistinctAndEachHasACard) {
  std::vector<std::string_view> ids;
  for (const Rule& rule : all_rules()) {
    ids.push_back(rule.id);
    EXPECT_NE(reference().cards.find(rule.id), nullptr) << rule.id;
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

/// A document that could not be read leaves every rule quiet and proves nothing.
bool says_something(const Submission& submission) {
  const auto has_rows = [](const Project& project) {
    return std::any_of(project.goal_sets.begin(), project.goal_sets.end(),
                       [](const GoalSet& set) { return !set.indicators.empty(); });
  };
  return !submission.task_lists.empty() || is_budget_book(submission) ||
         std::any_of(submission.projects.begin(), submission.projects.end(), has_rows);
}

/// What a rule finds when it sees one project at a time.
std::vector<std::string> found_by_projects(const Submission& submission,
                                           const PipelineOptions& options) {
  const Profile& profile = *reference().profiles.find(submission.profile.id);
  SubmissionCheck check(submission, profile, reference().lexicon, all_rules(), reference().cards,
                        options.check);
  const std::span<const Project> projects = submission.projects;
  std::vector<Facts> parts;
  for (std::size_t i = 0; i < projects.size(); ++i) {
    check.survey(parts.emplace_back(check.facts_of(projects.subspan(i, 1), i)));
  }
  check.begin();
  CheckResult result;
  for (Facts& part : parts) append(result, check.check(part));
  append(result, check.finish());
  std::vector<std::string> messages;
  for (const Finding& finding : result.findings) messages.push_back(finding.message);
  return messages;
}

/// X.previous.txt is the year before of X.txt.
std::unique_ptr<PreviousDocuments> previous_of(const Example& example) {
  const fs::path file =
      fs::path(example.file).replace_extension(".previous" + example.file.extension().string());
  if (!fs::exists(file)) return nullptr;
  const auto loaded = load_document(file, {});
  if (!loaded.ok()) {
    ADD_FAILURE() << loaded.error().message;
    return nullptr;
  }
  auto read = run_read(loaded->document, nullptr, {}, reference());
  if (!read.ok()) {
    ADD_FAILURE() << read.error().message;
    return nullptr;
  }
  EXPECT_TRUE(says_something(read->submission)) << file;
  std::vector<std::shared_ptr<const Submission>> documents;
  documents.push_back(std::make_shared<const Submission>(std::move(read->submission)));
  return std::make_unique<PreviousDocuments>(std::move(documents), reference().lexicon);
}

class RuleExample : public ::testing::TestWithParam<Example> {};

TEST_P(RuleExample, SaysWhatItsNamePromises) {
  const Example& example = GetParam();
  PipelineOptions options;
  options.check.only = {example.rule};
  const auto loaded = load_document(example.file, options);
  ASSERT_TRUE(loaded.ok()) << loaded.error().message;
  const auto read = run_read(loaded->document, nullptr, options, reference());
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_TRUE(says_something(read->submission))
      << "nothing was read: the rule had nothing to judge";
  const auto previous = previous_of(example);
  EXPECT_TRUE(previous == nullptr || previous->require_before(read->submission).ok());
  options.check.previous = previous.get();
  const CheckResult result = run_check(read->submission, options, reference());
  const auto found = [&](Verdict verdict) {
    return std::any_of(result.findings.begin(), result.findings.end(),
                       [&](const Finding& finding) { return finding.verdict == verdict; });
  };
  std::string said;
  std::vector<std::string> messages;
  for (const Finding& finding : result.findings) {
    said += finding.message + '\n';
    messages.push_back(finding.message);
  }
  EXPECT_EQ(found_by_projects(read->submission, options), messages)
      << "it must find the same when the projects come one by one (findings/rule.h)";

  if (example.expects("fires_insufficient")) {
    EXPECT_TRUE(found(Verdict::InsufficientData)) << said;
    EXPECT_FALSE(found(Verdict::Fail)) << said;
  } else {
    EXPECT_EQ(found(Verdict::Fail), example.expects("fires")) << said;
  }
  for (std::size_t i = 1; i < result.findings.size(); ++i) {
    const Finding& one = result.findings[i - 1];
    const Finding& next = result.findings[i];
    EXPECT_FALSE(one.message == next.message && one.project == next.project &&
                 one.evidence.front().origin == next.evidence.front().origin)
        << "said twice: " << one.message;
  }
  for (const Finding& finding : result.findings) {
    EXPECT_FALSE(finding.message.empty());
    EXPECT_FALSE(finding.evidence.empty()) << finding.message;
    for (const EvidenceLine& line : finding.evidence) {
      EXPECT_TRUE(line.origin.known()) << finding.message;
      EXPECT_LE(line.begin, line.end) << finding.message;
      EXPECT_LE(line.end, line.text.size()) << finding.message;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, RuleExample, ::testing::ValuesIn(all_examples()),
                         [](const auto& made) {
                           std::string name =
                               made.param.rule + '_' + made.param.file.stem().string();
                           std::replace_if(
                               name.begin(), name.end(),
                               [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
                           return name;
                         });

}  // namespace
}  // namespace jx
