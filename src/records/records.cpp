// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/records.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "records/budget_tables.h"
#include "records/columns.h"
#include "records/context.h"
#include "records/cut_rows.h"
#include "records/form_places.h"
#include "records/indicator_tables.h"
#include "records/rows.h"
#include "records/self_evaluations.h"
#include "records/task_lists.h"
#include "records/values.h"
#include "tables/doubtful_text.h"

namespace jx {
namespace {

/// The twelve columns of the published 项目支出绩效表.
constexpr std::array kPublishedColumns = {
    ColumnRole::Project,     ColumnRole::UnitName, ColumnRole::Budget, ColumnRole::Goal,
    ColumnRole::Level1,      ColumnRole::Level2,   ColumnRole::Level3, ColumnRole::Comparator,
    ColumnRole::TargetValue, ColumnRole::Unit,     ColumnRole::Weight, ColumnRole::Direction};

bool is_published_form(const ColumnMap& columns) {
  return std::all_of(kPublishedColumns.begin(), kPublishedColumns.end(),
                     [&](ColumnRole role) { return columns.has(role); });
}

/// A table's columns, and what there was to say of its header.
struct BoundTable {
  ColumnMap map;
  Diagnostics diagnostics = {};
  std::vector<Unread> unread = {};
};

std::string form_of(const std::vector<BoundTable>& tables, bool bound_by_hand, bool budget_tables) {
  const auto any = [&](auto holds) {
    return std::any_of(tables.begin(), tables.end(),
                       [&](const BoundTable& table) { return holds(table.map); });
  };
  if (any(is_published_form)) return "published-12";
  if (any([](const ColumnMap& map) { return map.holds_indicators(); })) {
    return bound_by_hand ? "bound" : "indicator-table";
  }
  if (any([](const ColumnMap& map) { return map.holds_tasks(); })) return "task-list";
  return budget_tables ? "budget-book" : "unknown";
}

PrintedTable printed_table(const Table& table, const ColumnMap& columns) {
  PrintedTable printed;
  printed.table = table.index;
  printed.page = table.page;
  printed.printed_page = table.printed_page;
  printed.title = {table.title.text, table.title.origin};
  printed.label = {table.label.text, table.label.origin};
  printed.unit = {table.unit.text, table.unit.origin};
  if (table.header_rows > 0 && !table.cells.empty()) {
    printed.header = table.cells.front().origin;
    printed.header.column = Origin::kNone;
    printed.header_repeated = table.continues.has_value();
  }
  printed.continues = table.continues;
  printed.is_task_list = columns.holds_tasks();
  printed.columns.reserve(columns.columns());
  for (std::uint32_t column = 0; column < columns.columns(); ++column) {
    printed.columns.push_back(columns.role_of(column));
  }
  for (const Cell& cell : table.cells) {
    if (is_doubtful(cell.confidence)) printed.doubtful.emplace_back(cell.row, cell.column);
  }
  return printed;
}

/// A table that nobody can name: each row is listed with its words, so that nothing is lost.
void list_unread_rows(const Table& table, const ColumnMap& columns, Submission& submission) {
  RowCursor row(table, columns.header_rows());
  while (row.next()) {
    std::string words;
    for (const Cell& cell : table.row(row.row())) {
      if (!words.empty()) words += '\t';
      words += cell.text;
    }
    submission.unread.push_back(
        {.words = {std::move(words), row.first_own_cell().origin},
         .reason = "表头不是已知的绩效表或任务清单；可用 --columns 说明各列"});
  }
}

void read_outside_lines(const Tables& tables, const Lexicon& lexicon, Submission& submission) {
  for (const OutsideLine& line : tables.lines) {
    if (line.kind == LineKind::PageNumber) {
      submission.page_numbers.push_back({.words = {line.text, line.origin}, .number = line.number});
      continue;
    }
    Paragraph paragraph;
    paragraph.kind =
        line.kind == LineKind::Heading ? ParagraphKind::Heading : ParagraphKind::Statement;
    paragraph.words = {line.text, line.origin};
    paragraph.quantities = extract_quantities(line.text, lexicon);
    for (Quantity& quantity : paragraph.quantities) quantity.origin = line.origin;
    submission.paragraphs.push_back(std::move(paragraph));
  }
}

/// A header with no rows, or rows with no header, is worth a word: something may be missing.
void note_odd_shape(const Table& table, const ColumnMap& columns, Submission& submission) {
  const Origin origin = table.cells.empty() ? Origin{} : table.cells.front().origin;
  if (columns.header_rows() == 0 && !table.continues) {
    submission.diagnostics.warn("header-missing", "这张表没有可以认出的表头", origin);
  } else if (columns.header_rows() >= table.rows) {
    submission.diagnostics.warn("rows-missing", "这张表只有表头，没有数据行", origin);
  }
}

std::vector<BoundTable> bind_tables(const Tables& tables, const ReadOptions& options,
                                    const Lexicon& lexicon) {
  const ColumnBinder binder(options.columns, lexicon);
  std::vector<BoundTable> bound;
  bound.reserve(tables.tables.size());
  for (const Table& table : tables.tables) {
    const ColumnMap* continued =
        table.continues && *table.continues < bound.size() ? &bound[*table.continues].map : nullptr;
    BoundTable& added = bound.emplace_back();
    added.map = binder.bind(table, continued, added.diagnostics, added.unread);
  }
  return bound;
}

/// Everything that is not the head of a form: indicators, tasks, the money of a book, or rows that
/// nobody can name.
void read_body(const Table& table, const BoundTable& bound, const Lexicon& lexicon,
               IndicatorTableReader& indicators, BudgetTableReader& budgets,
               Submission& submission) {
  // What the binder has to say of the headers counts only if this is no budget table.
  const bool other = !bound.map.holds_indicators() && !bound.map.holds_tasks();
  if (other && budgets.read(table)) return;
  submission.diagnostics.append(bound.diagnostics);
  submission.unread.insert(submission.unread.end(), bound.unread.begin(), bound.unread.end());
  for (const Unread& header : bound.unread) {
    submission.tables.back().unknown_headers.push_back(header.words);
  }
  note_odd_shape(table, bound.map, submission);
  if (bound.map.holds_indicators()) {
    indicators.read(table, bound.map);
  } else if (bound.map.holds_tasks()) {
    read_task_table(table, bound.map, lexicon, submission);
  } else {
    list_unread_rows(table, bound.map, submission);
  }
}

void read_tables(const Tables& given, const std::vector<BoundTable>& bound, const Lexicon& lexicon,
                 Submission& submission) {
  std::vector<ColumnMap> maps;
  maps.reserve(bound.size());
  for (const BoundTable& table : bound) maps.push_back(table.map);
  const std::optional<Tables> joined = join_cut_rows(given, maps, lexicon, submission.diagnostics);
  const Tables& tables = joined ? *joined : given;
  const std::vector<FormPlace> forms = find_forms(tables, maps, lexicon);
  auto form = forms.begin();
  std::size_t form_ends = 0;  // Behind the last table of the form that is open.
  IndicatorTableReader indicators(lexicon, submission);
  BudgetTableReader budgets(tables, lexicon, submission);
  for (std::size_t i = 0; i < bound.size(); ++i) {
    const Table& table = tables.tables[i];
    submission.tables.push_back(printed_table(table, maps[i]));
    if (form != forms.end() && i >= form->first && i < form->indicators) continue;
    if (form != forms.end() && i == form->indicators) {
      indicators.open_form(read_form_head(tables, maps, *form, lexicon, submission));
      form_ends = form->last + 1;
      ++form;
    } else if (i < form_ends) {
      indicators.go_on_with_form();
    }
    if (i > 0 && maps[i - 1].holds_indicators() && indicators.take_foot(table)) continue;
    read_body(table, bound[i], lexicon, indicators, budgets, submission);
  }
}

}  // namespace

Result<Submission> extract_submission(const Tables& tables, const ReadOptions& options,
                                      const Lexicon& lexicon, const ProfileSet& profiles) {
  Submission submission;
  submission.file = options.file;
  submission.sha256 = options.sha256;
  submission.diagnostics = tables.diagnostics;

  const std::vector<BoundTable> bound = bind_tables(tables, options, lexicon);
  read_tables(tables, bound, lexicon, submission);
  read_outside_lines(tables, lexicon, submission);
  name_goal_sources(lexicon, submission);
  link_task_lists(lexicon, submission);

  submission.form = form_of(bound, !options.columns.empty(), !submission.budget_tables.empty());
  if (!submission.self_evaluations.empty()) submission.form = "self-evaluation";
  JX_TRY(submission.profile, choose_profile(submission, options, lexicon, profiles));
  for (Project& project : submission.projects) {
    for (GoalSet& set : project.goal_sets) set.fiscal_year = submission.profile.fiscal_year;
  }
  return submission;
}

}  // namespace jx
