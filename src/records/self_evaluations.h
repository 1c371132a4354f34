// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "records/columns.h"
#include "records/form_places.h"
#include "tables/table.h"

namespace jx {

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
