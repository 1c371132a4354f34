// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "lexicon/lexicon.h"
#include "records/columns.h"
#include "tables/table.h"

namespace jx {

/// Where a form of one project stands among the tables of a document. The stage before cuts its
/// grid at every header: a head of labels with their values, the money, the goals, and the
/// indicators last, under one header or under several.
struct FormPlace {
  std::size_t first = 0;       ///< The first table of its head.
  std::size_t indicators = 0;  ///< The first table with indicators,
  std::size_t last = 0;        ///< and the last one.
  bool evaluated = false;      ///< 自评表: it has actuals and scores; else it declares goals.
  bool whole = false;  ///< 部门整体支出: of a department and all it spends, not a project.
  std::optional<std::size_t> term = std::nullopt;  ///< Indicators of the term, in the head.
};

/// The forms of a document, in order: tables with indicators that name no project on their rows.
/// A self-evaluation has all the tables before it that hold neither indicators nor tasks; a
/// declaration those from the one that names its project on, or it is none; that of a whole
/// department has all of them. A table that follows
/// the indicators of a form at once, without a head or a title, goes on with it (年度绩效目标2).
/// Where the indicators of the term and those of the year stand below each other, the former belong
/// to the head.
std::vector<FormPlace> find_forms(const Tables& tables, std::span<const ColumnMap> maps,
                                  const Lexicon& lexicon);

/// A table that is the foot of a form alone, cut off by the end of the page: 总分 | 100 | 93.
bool is_cut_off_foot(const Table& table, const Lexicon& lexicon);

/// The row in which the indicators' own header stands: what is above belongs to the head.
std::uint32_t header_row_of(const Table& table, const ColumnMap& map);

}  // namespace jx
