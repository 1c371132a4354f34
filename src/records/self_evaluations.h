// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "records/columns.h"
#include "tables/table.h"

namespace jx {

/// Where a form of one project stands among the tables of a document. The stage before cuts its
/// grid at every header: a head of labels with their values, the money, the goals, and the
/// indicators last.
struct FormPlace {
  std::size_t first = 0;       ///< The first table of its head.
  std::size_t indicators = 0;  ///< The table with the indicators.
  bool evaluated = false;      ///< 自评表: it has actuals and scores; else it declares goals.
};

/// The forms of a document, in order: tables with indicators that name no project on their rows.
/// A self-evaluation has all the tables before it that hold neither indicators nor tasks; a
/// declaration those from the one that names its project on, or it is none.
std::vector<FormPlace> find_forms(std::span<const Table> tables, std::span<const ColumnMap> maps,
                                  const Lexicon& lexicon);

/// The head of a form, anchored on its labels: localities add and drop lines.
struct FormHead {
  bool evaluated = false;
  SelfEvaluation evaluation;  ///< Of a declaration only the goals, and where it stands.
  Field<Decimal> budget;      ///< 年度资金总额 of a declaration.
  Words name;                 ///< Of the project; empty where the form has none.
  Words code;
  Words unit_name;
  Words unit_code;
  Unit money_unit;  ///< "项目资金（万元）"; Unknown when it is not said.
};

/// Reads the tables of the head, the rows above the indicators' own header, and labels in lines of
/// their own ("项目名称：…"). What has no known label goes into the submission's statements.
FormHead read_form_head(const Tables& tables, std::span<const ColumnMap> maps,
                        const FormPlace& place, const Lexicon& lexicon, Submission& submission);

/// The grade in a sentence: "等级为“优”" gives 优; empty when none stands there.
std::string find_grade(std::string_view text, const Lexicon& lexicon);

}  // namespace jx
