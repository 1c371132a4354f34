// SPDX-License-Identifier: AGPL-3.0-or-later
// A document with more rows than one part has: what is found depends neither on the number of
// threads nor on where the projects are cut.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "findings/rules/rules.h"
#include "findings/submission_check.h"
#include "pipeline/pipeline.h"

namespace jx {
namespace {

const Reference& reference() {
  static const Result<Reference> kReference =
      load_reference(std::filesystem::path(JX_SOURCE_DIR) / "data");
  if (!kReference.ok()) ADD_FAILURE() << kReference.error().message;
  return *kReference;
}

/// Projects of four rows; some have faults, and every seventh counts its weights in fractions.
std::string table_of(std::size_t projects) {
  std::string text =
      "项目支出绩效表\n\n单位：万元\n\n项目名称\t单位名称\t预算数\t年度目标\t一级指标\t二级指标\t"
      "三级指标\t指标性质\t指标值\t度量单位\t权重\t指标方向性\n";
  for (std::size_t number = 0; number < projects; ++number) {
    const bool fractions = number % 7 == 3;
    const std::string goal =
        number % 5 == 0 ? "深入贯彻落实上级精神，进一步提升工作水平。"
                        : fmt::format("开展技能培训{}人次，群众满意度达到90%以上。", number + 20);
    text += fmt::format(
        "15000021T{:012}-“布丝瑰{}”行动\t{}001-单位{}\t{}.00\t{}\t产出指标\t数量指标\t"
        "提高培训人次\t≥\t{}\t人次\t{}\t正向指标\n",
        number, number % 3, 140 + number % 2, number % 4, number + 1, goal, number + 20,
        fractions ? "0.3" : "30");
    text += fmt::format("\t\t\t{}\t产出指标\t质量指标\t培训合格率\t{}\t{}\t%\t{}\t正向指标\n", goal,
                        number % 6 == 1 ? "≤" : "≥", number % 11 == 0 ? "" : "95",
                        fractions ? "0.3" : "30");
    text += fmt::format("\t\t\t{}\t产出指标\t成本指标\t培训成本\t≤\t{}\t万元\t{}\t反向指标\n", goal,
                        number + 1, fractions ? "0.2" : "20");
    text += fmt::format(
        "\t\t\t{}\t满意度指标\t服务对象满意度指标\t参训学员满意度\t≥\t90\t%\t{}\t正向指标\n", goal,
        fractions ? "0.1" : "10");
  }
  return text;
}

const Submission& submission() {
  static const Submission kRead = [] {
    const Document document = make_document("table.txt", table_of(900)).value();
    return run_read(document, nullptr, {}, reference()).value().submission;
  }();
  return kRead;
}

std::string words_of(const std::vector<Finding>& findings) {
  std::string words;
  for (const Finding& each : findings) {
    words += fmt::format("{} {} {} {} {} {} {}", each.rule, to_string(each.verdict), each.project,
                         each.subject, each.message, each.fix, each.fingerprint);
    for (const EvidenceLine& line : each.evidence) {
      words += fmt::format(" {}:{}:{}", line.origin.line, line.origin.column, line.text);
    }
    words += '\n';
  }
  return words;
}

void expect_same(const CheckResult& a, const CheckResult& b, const std::string& what) {
  EXPECT_EQ(words_of(a.findings), words_of(b.findings)) << what;
  EXPECT_EQ(words_of(a.passed), words_of(b.passed)) << what;
  EXPECT_EQ(a.passed_count, b.passed_count) << what;
  EXPECT_EQ(a.not_applicable, b.not_applicable) << what;
}

TEST(CheckInParts, IsTheSameForAnyNumberOfThreads) {
  PipelineOptions options;
  const CheckResult alone = run_check(submission(), options, reference());
  EXPECT_GT(alone.findings.size(), 900u);
  EXPECT_GT(alone.passed.size(), 900u);
  for (const std::size_t jobs : {2u, 8u}) {
    options.check_jobs = jobs;
    expect_same(run_check(submission(), options, reference()), alone, std::to_string(jobs));
  }
}

TEST(CheckInParts, IsTheSameWhereverTheProjectsAreCut) {
  const Profile& profile = *reference().profiles.find(submission().profile.id);
  const auto check_in_parts = [&](std::size_t size, bool facts_kept) {
    SubmissionCheck check(submission(), profile, reference().lexicon, all_rules(),
                          reference().cards, {});
    const std::span<const Project> projects = submission().projects;
    const auto facts_from = [&](std::size_t first) {
      return check.facts_of(projects.subspan(first, std::min(size, projects.size() - first)),
                            first);
    };
    std::vector<Facts> kept;
    for (std::size_t first = 0; first < projects.size(); first += size) {
      check.survey(kept.emplace_back(facts_from(first)));
    }
    check.begin();
    CheckResult result;
    for (std::size_t first = 0; first < projects.size(); first += size) {
      Facts facts = facts_kept ? std::move(kept[first / size]) : facts_from(first);
      append(result, check.check(facts));
    }
    append(result, check.finish());
    return result;
  };
  const CheckResult whole = check_in_parts(submission().projects.size(), true);
  for (const std::size_t size : {1u, 64u}) {
    expect_same(check_in_parts(size, true), whole, std::to_string(size));
    expect_same(check_in_parts(size, false), whole, fmt::format("{}, facts made anew", size));
  }
}

}  // namespace
}  // namespace jx
