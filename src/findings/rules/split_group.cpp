// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/printed_groups.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

bool any_header_repeated(const Submission& submission, const std::vector<std::uint32_t>& tables) {
  return std::any_of(
      submission.tables.begin(), submission.tables.end(), [&](const PrintedTable& each) {
        return each.header_repeated && std::binary_search(tables.begin(), tables.end(), each.table);
      });
}

/// "表6（续）", "续表": the reader is told, on every part behind the first, that it goes on.
bool is_marked_as_continued(const Submission& submission,
                            const std::vector<std::uint32_t>& tables) {
  return std::all_of(submission.tables.begin(), submission.tables.end(),
                     [&](const PrintedTable& each) {
                       if (each.table == tables.front()) return true;
                       if (!std::binary_search(tables.begin(), tables.end(), each.table))
                         return true;
                       return contains(each.label.text, "续") || contains(each.title.text, "续");
                     });
}

/// The project's name cell in each of the tables.
std::vector<EvidenceLine> name_cells(const Project& project) {
  std::vector<EvidenceLine> evidence;
  std::vector<std::uint32_t> seen;
  for (const NameVariant& name : project.names) {
    for (const Origin& origin : name.origins) {
      if (std::find(seen.begin(), seen.end(), origin.table) != seen.end()) continue;
      seen.push_back(origin.table);
      evidence.push_back({.origin = origin, .text = name.text});
    }
  }
  return evidence;
}

}  // namespace

void check_split_group(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.goal_set == nullptr || !facts.project->code.has_value()) continue;
    if (facts.printed) continue;
    const std::vector<std::uint32_t> tables = tables_of(*facts.goal_set);
    if (tables.size() < 2 || !any_header_repeated(input.submission, tables)) continue;
    if (is_marked_as_continued(input.submission, tables)) continue;
    sink.fail({.project = facts.project->key.text,
               .message = fmt::format(
                   "同一项目编码的 {} 行指标分在 {} 张重复表头的表里，汇总时应按编码合并",
                   facts.goal_set->indicators.size(), tables.size()),
               .evidence = name_cells(*facts.project),
               .expected = "一个项目一张表，或续表注明“续表”",
               .actual = fmt::format("{} 张表", tables.size()),
               .confidence = 0.95});
  }
}

}  // namespace jx
