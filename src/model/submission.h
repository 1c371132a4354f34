// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/diagnostics.h"
#include "base/origin.h"
#include "lexicon/terms.h"
#include "model/budget.h"
#include "model/field.h"
#include "model/self_evaluation.h"
#include "model/target.h"

/// What a document submits: projects with their goal sets, task lists, the statements between the
/// tables, and everything that could not be understood. Plain data; every part knows its place.
namespace jx {

/// A project's identity inside one submission: its code, or its folded name where no code is given.
struct ProjectKey {
  std::string text;
  friend auto operator<=>(const ProjectKey&, const ProjectKey&) = default;
};

/// What was achieved of an indicator, as a self-evaluation or a list of actuals says.
struct Actual {
  Field<Target> value;   ///< 完成值, read like a target: a number, a date, a level, a sentence.
  Field<Decimal> score;  ///< 得分 as entered or printed.
  Words reason;          ///< 偏差原因分析及改进措施
};

/// 三级指标 with everything its row says.
struct Indicator {
  Field<Level1> level1;
  Field<Level2> level2;
  Words name;                    ///< 三级指标; empty text when the cell is blank.
  Field<Comparator> comparator;  ///< The 指标性质 column; see target for the operator in force.
  Field<Target> target;          ///< 指标值, joined with the operator and unit columns.
  Field<Unit> unit;              ///< The 度量单位 column.
  Field<Decimal> weight;
  Field<Direction> direction;
  std::uint32_t goal = 0;  ///< Index into GoalSet::goals: the goal text printed on this row.
  bool has_goal = false;
  /// Where the form has a column for it.
  std::optional<Actual> actual = std::nullopt;
  /// Further columns of the form (explanation, basis, actual value …) as written.
  std::vector<std::pair<ColumnRole, Words>> others;
  Origin origin;  ///< The row: the table and row, the line in a text.
};

/// 年度目标 text in one spelling.
struct Goal {
  Words words;
  std::vector<Origin> prints;  ///< Every cell in which this very spelling stands.
  std::vector<Quantity> quantities;
};

/// Where a set of goals comes from. Sets of different sources are never merged silently.
enum class GoalSource : std::uint8_t {
  Declared,   ///< 申报
  Approved,   ///< 批复
  Adjusted,   ///< 调整
  Published,  ///< 公开
  Tender,     ///< 招标/实施方案
  Unstated,   ///< The document does not say which.
};

std::string_view to_string(GoalSource source) noexcept;  ///< "approved" …
std::string_view chinese_name(GoalSource source) noexcept;

struct GoalSet {
  GoalSource source = GoalSource::Unstated;
  std::string source_reason;  ///< Why this source was taken.
  std::optional<int> fiscal_year;
  std::vector<Goal> goals;  ///< Distinct spellings in order of appearance.
  std::vector<Indicator> indicators;
};

/// One spelling of a name, and where it stands.
struct NameVariant {
  std::string text;
  std::vector<Origin> origins;
};

struct Project {
  ProjectKey key;
  Field<std::string> code;         ///< 21 characters; absent when the document gives none.
  std::vector<NameVariant> names;  ///< In order of appearance; the first one is shown.
  Field<std::string> unit_code;
  std::vector<NameVariant> unit_names;
  Field<Decimal> budget;  ///< As printed first, in `budget_unit`.
  Unit budget_unit;       ///< From the table's unit line; Unknown when it has none.
  std::vector<Field<Decimal>> budget_prints;  ///< Every printed budget cell of this code.
  std::vector<GoalSet> goal_sets;

  std::string_view name() const noexcept {
    return names.empty() ? std::string_view{} : std::string_view{names.front().text};
  }
};

/// One row of a task list (序号, 工作任务, 任务目标).
struct Task {
  Field<int> number;
  Words name;
  Words target;
  std::vector<Quantity> quantities;  ///< Of the target; offsets are into target.text.
  Origin origin;
};

/// 原定绩效目标清单: a goal set of its own, from a tender or an implementation plan.
struct TaskList {
  Words title;
  GoalSource source = GoalSource::Tender;
  std::string source_reason;
  std::optional<int> fiscal_year;
  std::vector<Task> tasks;
  std::optional<ProjectKey> project;  ///< Linked by the distinctive words of its name.
  std::string link_reason;
  double link_confidence = 0;
  std::vector<Origin> title_prints;
};

enum class ParagraphKind : std::uint8_t { Heading, Statement };

std::string_view to_string(ParagraphKind kind) noexcept;

/// A heading or a statement outside the tables.
struct Paragraph {
  ParagraphKind kind = ParagraphKind::Statement;
  Words words;
  std::vector<Quantity> quantities;
};

/// Something that was seen and not understood. Nothing is ever dropped.
struct Unread {
  Words words;
  std::string reason;  ///< Chinese: why, and what a person can do.
};

/// How the document prints its tables: what the layout rules look at.
struct PrintedTable {
  std::uint32_t table = 0;  ///< Index in `jixiao tables`.
  std::uint32_t page = 1;
  std::string printed_page;  ///< "147" where a footer says so, else empty.
  Words title;
  Words label;                   ///< "表15"
  Words unit;                    ///< The unit line's own words.
  Origin header;                 ///< The header row.
  bool header_repeated = false;  ///< Same header as an earlier table of this document.
  std::optional<std::uint32_t> continues;
  bool is_task_list = false;
  /// Rows and columns of the cells that were recognised without certainty, sorted. Of a document
  /// that is being read: no store keeps them.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> doubtful = {};
  /// What each column holds, and the headers that no list of names knows. Of a document that is
  /// being read, too.
  std::vector<ColumnRole> columns = {};
  std::vector<Words> unknown_headers = {};
};

/// A page number printed as a line of its own between the tables ("- 147 -").
struct PrintedPageNumber {
  Words words;
  std::string number;
};

/// Which profile applies, and how we know.
struct ProfileChoice {
  std::string id;
  std::string reason;     ///< Chinese, one sentence.
  double confidence = 0;  ///< 1 when a person chose it.
  std::optional<int> fiscal_year;
  std::string region;  ///< Six digits, or empty.
};

/// What a person corrected in what was read: the source itself is never edited.
struct Correction {
  std::string what;  ///< "cell", "line", "column", "name"
  Origin origin;     ///< Of the corrected words; unknown for columns and names.
  std::string before;
  std::string after;
  std::string who;
  std::string why;
};

struct Submission {
  std::string file;
  std::string sha256;
  std::string form;  ///< Id of the recognised form, "unknown" else.
  ProfileChoice profile;
  std::vector<Project> projects;
  std::vector<TaskList> task_lists;
  std::vector<SelfEvaluation> self_evaluations;
  std::vector<BudgetTable> budget_tables;
  std::vector<Paragraph> paragraphs;
  std::vector<PrintedTable> tables;
  std::vector<PrintedPageNumber> page_numbers;
  std::vector<Unread> unread;
  std::vector<Correction> corrections;
  Diagnostics diagnostics;
};

/// True when the printed table has a column of that role: a blank in it is a gap, not a form that
/// never asked.
bool has_column(const PrintedTable& table, ColumnRole role) noexcept;
/// The same for the table that a place is in; false outside all tables.
bool has_column(const Submission& submission, const Origin& origin, ColumnRole role) noexcept;
/// True when the words at this place were recognised without certainty.
bool is_doubtful(const Submission& submission, const Origin& origin) noexcept;

}  // namespace jx
