// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "records/columns.h"
#include "records/form_foot.h"
#include "records/rows.h"
#include "records/self_evaluations.h"
#include "tables/table.h"

namespace jx {

/// Reads indicator tables, one after the other, into the projects of a submission.
///
/// Project, unit, budget and the upper levels are filled down within a table; a project that goes
/// on in a later table is found again by its code, whatever its name has become there.
class IndicatorTableReader {
 public:
  IndicatorTableReader(const Lexicon& lexicon, Submission& submission)
      : lexicon_(lexicon), submission_(submission), foot_(lexicon, submission) {}

  void read(const Table& table, const ColumnMap& columns);
  /// True when the table is but the foot of the self-evaluation that is open.
  bool take_foot(const Table& table);
  /// The next table belongs to the form that is open: it has more of its indicators.
  void go_on_with_form() { form_opens_ = true; }
  /// The next table goes on with this form: its project, and a goal set of its own.
  void open_form(FormHead head);

 private:
  static constexpr std::size_t kNoProject = static_cast<std::size_t>(-1);

  /// How a form prints its levels: on every row, or once for a group of rows with blanks below.
  struct LevelHabit {
    std::size_t level1_repeated = 0;  ///< Rows that print the level-1 of the row above again.
    std::size_t level1_blank = 0;
    std::size_t level2_printed = 0;  ///< Of the rows that print a level-1.
    std::size_t level2_blank = 0;
  };

  void learn_habit(const Table& table, const ColumnMap& columns);
  void read_row(const Table& table, const ColumnMap& columns, const RowCursor& row);
  bool is_unused(const ColumnMap& columns, const RowCursor& row) const;
  bool take_aside(const ColumnMap& columns, const RowCursor& row);
  void name_form_project(const FormHead& head);
  void open_project(const Table& table, const ColumnMap& columns, const RowCursor& row);
  void start_group(const Table& table, const ColumnMap& columns, const Cell* code_cell,
                   const Cell* name_cell);
  std::size_t project_for(std::string_view code, std::string_view name);
  void add_name(std::vector<NameVariant>& variants, std::string_view name, const Origin& origin);
  void read_unit(const Cell* code_cell, const Cell* name_cell);
  void read_budget(const std::string& unit_words, const Cell* cell);
  Indicator read_indicator(const ColumnMap& columns, const RowCursor& row);
  static void take_points_of_name(Indicator& indicator);
  void read_levels(const ColumnMap& columns, const RowCursor& row, Indicator& indicator);
  void read_target(const ColumnMap& columns, const RowCursor& row, Indicator& indicator);
  void read_goal(const Cell* cell, Indicator& indicator);
  /// Of a form that has columns for what was achieved.
  void read_actual(const ColumnMap& columns, const RowCursor& row, Indicator& indicator);
  Field<Target> read_achieved(const Cell* cell, const Indicator& indicator, const char* what);
  void keep_others(const ColumnMap& columns, const RowCursor& row, Indicator& indicator);
  void not_understood(const Cell& cell, std::string reason);

  template <typename T, typename Parse>
  Field<T> read_field(const Cell* cell, const char* what, Parse parse);

  Project& project() { return submission_.projects[open_]; }
  /// The goal set that rows are read into.
  GoalSet& goals() { return project().goal_sets[set_]; }

  const Lexicon& lexicon_;
  Submission& submission_;
  FormFootReader foot_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::unordered_map<std::string, std::uint32_t> goal_by_text_;  ///< Of the open project.
  std::size_t open_ = kNoProject;
  std::size_t set_ = 0;      ///< Of the open project.
  bool form_opens_ = false;  ///< The next table belongs to the form just opened.
  enum class Form : std::uint8_t { None, Declaration, SelfEvaluation };
  Form form_ = Form::None;  ///< Which rows belong to; of self-evaluations, to the last one.
  Field<Level1> level1_;
  Field<Level2> level2_;
  bool first_row_ = true;  ///< Of the table being read.
  LevelHabit habit_;       ///< Of the tables so far, the one being read included.
};

}  // namespace jx
