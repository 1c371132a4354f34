// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

using Group = std::vector<const PrintedTable*>;

/// "续表" alone is no number of a table; it says that the one before goes on.
bool only_goes_on(const PrintedTable& table) {
  const std::string letters = letters_only(table.label.text);
  return letters == "续表" || letters == "续" || letters == "接上表" || letters == "续上表";
}

/// Labels are put on every table, on the first one only, or at the head of every page; any other
/// pattern means that labels were lost or belong to something else.
bool is_regular(const Group& group) {
  const auto labelled = [](const PrintedTable* table) { return !table->label.empty(); };
  const auto count = std::count_if(group.begin(), group.end(), labelled);
  if (count == 0 || count == static_cast<std::ptrdiff_t>(group.size())) return true;
  if (count == 1 && labelled(group.front())) return true;
  for (std::size_t index = 0; index < group.size(); ++index) {
    const bool page_head = index == 0 || group[index - 1]->page != group[index]->page;
    if (page_head != labelled(group[index])) return false;
  }
  return true;
}

/// The words that stand for the table: its label, its title, or its header row.
EvidenceLine evidence_for(const PrintedTable& table) {
  if (!table.label.empty()) return evidence_of(table.label);
  if (!table.title.empty()) return evidence_of(table.title);
  return {.origin = table.header, .text = table.unit.text};
}

void report_irregular(const Group& group, FindingSink& sink) {
  std::vector<std::string> with;
  std::vector<std::string> without;
  std::vector<EvidenceLine> evidence;
  std::string label;
  for (std::size_t index = 0; index < group.size(); ++index) {
    const bool labelled = !group[index]->label.empty();
    if (labelled) label = group[index]->label.text;
    (labelled ? with : without).push_back(std::to_string(index + 1));
    evidence.push_back(evidence_for(*group[index]));
  }
  sink.fail({.message = fmt::format("表号{}只印在第 {} 张表前，第 {} 张表前没有；{} 张表的表头相同",
                                    in_quotes(label), joined(with), joined(without), group.size()),
             .evidence = std::move(evidence),
             .expected = "每张表都印表号，或每页页首印一次",
             .actual = fmt::format("{} 张中有 {} 张印了表号", group.size(), with.size()),
             .confidence = 0.95});
}

/// One label for two different tables.
void check_shared_labels(const RuleInput& input, FindingSink& sink) {
  std::map<std::string, const PrintedTable*> first_by_label;
  for (const PrintedTable& table : input.judged_tables()) {
    if (table.label.empty() || table.title.empty() || only_goes_on(table)) continue;
    const auto [at, added] = first_by_label.try_emplace(fold(table.label.text), &table);
    if (added || fold(at->second->title.text) == fold(table.title.text)) continue;
    sink.fail(
        {.message = fmt::format("表号{}同时用于{}和{}", in_quotes(table.label.text),
                                in_quotes(at->second->title.text), in_quotes(table.title.text)),
         .evidence = {evidence_of(at->second->label), evidence_of(at->second->title),
                      evidence_of(table.label), evidence_of(table.title)},
         .expected = "不同的表用不同的表号",
         .actual = "同一表号",
         .confidence = 0.7});
    return;
  }
}

}  // namespace

void check_table_label(const RuleInput& input, FindingSink& sink) {
  Group group;
  for (const PrintedTable& table : input.judged_tables()) {
    if (!table.is_task_list && !only_goes_on(table)) group.push_back(&table);
  }
  // Tables under other headers are other forms with labels of their own.
  group.erase(std::remove_if(group.begin(), group.end(),
                             [&](const PrintedTable* table) {
                               return table != group.front() && !table->header_repeated;
                             }),
              group.end());
  if (group.size() > 1 && !is_regular(group)) report_irregular(group, sink);
  check_shared_labels(input, sink);
}

}  // namespace jx
