// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/printed_groups.h"

#include <algorithm>

namespace jx {
namespace {

void add_once(std::vector<std::uint32_t>& tables, std::uint32_t table) {
  if (tables.empty() || tables.back() != table) tables.push_back(table);
}

}  // namespace

std::vector<std::uint32_t> tables_of(const GoalSet& set) {
  std::vector<std::uint32_t> tables;
  for (const Indicator& indicator : set.indicators) {
    if (indicator.origin.in_table()) add_once(tables, indicator.origin.table);
  }
  std::sort(tables.begin(), tables.end());
  tables.erase(std::unique(tables.begin(), tables.end()), tables.end());
  return tables;
}

std::vector<const Field<Decimal>*> budget_prints_by_table(const Project& project) {
  std::vector<const Field<Decimal>*> prints;
  std::vector<std::uint32_t> tables;
  for (const Field<Decimal>& print : project.budget_prints) {
    if (!print.has_value()) continue;
    const std::uint32_t table = print.origin.table;
    if (!tables.empty() && tables.back() == table) continue;
    tables.push_back(table);
    prints.push_back(&print);
  }
  return prints;
}

}  // namespace jx
