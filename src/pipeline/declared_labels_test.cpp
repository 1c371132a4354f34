// SPDX-License-Identifier: AGPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/sha256.h"
#include "base/text.h"
#include "findings/rules/rules.h"
#include "pipeline/pipeline.h"
#include "pipeline/test_seed_forms.h"

/// Thirty declared projects, labelled row by row by a reviewer who had not seen what the program
/// says of them (tests/labels), against what it says. The figures of each group of rules are lower
/// bounds: what is mended raises them, nothing may lower them unseen.
namespace jx {
namespace {

namespace fs = std::filesystem;

/// Project (hash of its code) and rule.
using Fault = std::pair<std::string, std::string>;

struct Labels {
  std::set<std::string> projects;
  std::set<Fault> wanted;    ///< A strict reviewer sends these back.
  std::set<Fault> arguable;  ///< Some would: neither missing nor false.
};

std::string key_of(std::string_view code) { return sha256_hex(code).substr(0, 16); }

Labels read_labels() {
  Labels labels;
  std::ifstream file(fs::path(JX_SOURCE_DIR) / "tests/labels/declared_projects.tsv");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    const auto cells = split(line, "\t");
    if (cells.size() < 3) continue;
    const Fault fault{std::string(cells[0]), std::string(cells[1])};
    labels.projects.insert(fault.first);
    (cells[2] == "yes" ? labels.wanted : labels.arguable).insert(fault);
  }
  return labels;
}

/// The declared table as the form that it was taken from heads it, amounts in yuan.
Result<Document> declared_table() {
  std::ifstream file(data_folder() / "cn-visible/declared_indicators.tsv", std::ios::binary);
  std::string text = "项目支出绩效目标表\n\n单位：元\n\n";
  text +=
      "项目编码\t项目名称\t单位名称\t年度金额\t一级指标\t二级指标\t三级指标\t指标值\t指标解释\n";
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) text += line + '\n';
  return make_document("declared.txt", std::move(text));
}

std::set<Fault> find_faults(const Labels& labels) {
  std::set<Fault> found;
  const auto reference = load_reference(fs::path(JX_SOURCE_DIR) / "data");
  const auto document = declared_table();
  EXPECT_TRUE(reference.ok() && document.ok());
  if (!reference.ok() || !document.ok()) return found;
  const PipelineOptions options;
  const auto read = run_read(*document, nullptr, options, *reference);
  EXPECT_TRUE(read.ok());
  if (!read.ok()) return found;
  for (const Finding& finding : run_check(read->submission, options, *reference).findings) {
    // UN07 compares the amounts with the unit line, which is not the department's but this test's.
    if (finding.verdict != Verdict::Fail || finding.rule == "UN07") continue;
    const std::string key = key_of(finding.project);
    if (labels.projects.contains(key)) found.insert({key, finding.rule});
  }
  return found;
}

struct Figures {
  int wanted = 0, hit = 0, found = 0, justified = 0;

  double recall() const { return wanted == 0 ? 100 : 100.0 * hit / wanted; }
  double precision() const { return found == 0 ? 100 : 100.0 * justified / found; }
};

std::map<std::string, Figures> count_by_group(const Labels& labels, const std::set<Fault>& found) {
  std::map<std::string, Figures> figures;
  const auto group = [](const Fault& fault) { return fault.second.substr(0, 2); };
  for (const Fault& fault : labels.wanted) {
    for (Figures* each : {&figures[group(fault)], &figures["all"]}) {
      ++each->wanted;
      each->hit += found.contains(fault) ? 1 : 0;
    }
    if (!found.contains(fault)) {
      std::printf("missed  %s %s\n", fault.first.c_str(), fault.second.c_str());
    }
  }
  for (const Fault& fault : found) {
    const bool right = labels.wanted.contains(fault) || labels.arguable.contains(fault);
    for (Figures* each : {&figures[group(fault)], &figures["all"]}) {
      ++each->found;
      each->justified += right ? 1 : 0;
    }
    if (!right) std::printf("unasked %s %s\n", fault.first.c_str(), fault.second.c_str());
  }
  return figures;
}

struct Bound {
  const char* group;
  double recall;
  double precision;
};

constexpr Bound kBounds[] = {
    {"all", 74.6, 99.0}, {"CO", 97.7, 100}, {"EF", 25.0, 100}, {"ID", 100, 100},
    {"NM", 56.6, 94.7},  {"SA", 66.6, 100}, {"ST", 20.0, 100}, {"TM", 83.3, 100},
    {"TT", 50.0, 100},   {"TX", 38.8, 100}, {"UN", 83.3, 100}, {"VL", 100, 100},
};

TEST(DeclaredLabels, RecallAndPrecisionStayAboveWhatWasSeen) {
  if (!fs::exists(data_folder() / "cn-visible/declared_indicators.tsv")) {
    GTEST_SKIP() << "JIXIAO_DATA names no folder with declared indicators";
  }
  const Labels labels = read_labels();
  ASSERT_EQ(labels.projects.size(), 30u);
  auto figures = count_by_group(labels, find_faults(labels));
  for (const auto& [group, each] : figures) {
    std::printf("%-4s recall %5.1f (%d of %d), precision %5.1f (%d of %d)\n", group.c_str(),
                each.recall(), each.hit, each.wanted, each.precision(), each.justified, each.found);
  }
  for (const Bound& bound : kBounds) {
    EXPECT_GE(figures[bound.group].recall(), bound.recall) << bound.group;
    EXPECT_GE(figures[bound.group].precision(), bound.precision) << bound.group;
  }
}

}  // namespace
}  // namespace jx
