// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/form_foot.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "records/form_cells.h"
#include "records/self_evaluations.h"
#include "records/values.h"

namespace jx {
namespace {

bool is_blank(const Cell* cell) { return cell == nullptr || trimmed(cell->text).empty(); }

const Cell* cell_of(const ColumnMap& columns, const RowCursor& row, ColumnRole role) {
  const auto column = columns.find(role);
  return column ? row.at(*column) : nullptr;
}

/// The cells that start in the row, from the left.
std::vector<const Cell*> own_cells(const ColumnMap& columns, const RowCursor& row) {
  std::vector<const Cell*> cells;
  for (std::uint32_t column = 0; column < columns.columns(); ++column) {
    const Cell* const cell = row.at(column);
    const bool own = !is_blank(cell) && cell->row == row.row() && cell->column == column;
    if (own) cells.push_back(cell);
  }
  return cells;
}

bool is_points(const Cell* cell) {
  return !is_blank(cell) && parse_weight(trimmed(cell->text)).ok();
}

}  // namespace

bool FormFootReader::take(const ColumnMap& columns, const RowCursor& row,
                          SelfEvaluation& evaluation) {
  if (take_total(columns, row, evaluation)) return true;
  if (!is_foot(columns, row, evaluation)) return false;
  for (const Cell* const cell : own_cells(columns, row)) keep_words(*cell);
  find_grade_in(columns, row, evaluation);
  return true;
}

bool FormFootReader::take_of_declaration(const ColumnMap& columns, const RowCursor& row) {
  const auto says = [&](ColumnRole role) {
    const Cell* const cell = cell_of(columns, row, role);
    return !is_blank(cell) && cell->row == row.row() && cell->column == columns.find(role);
  };
  const Cell& first = row.first_own_cell();
  const auto level1 = columns.find(ColumnRole::Level1);
  // 存在问题整改率 is an indicator: it has a value, and stands where names do.
  const bool among_names = !level1 || first.column > *level1;
  const bool valued = says(ColumnRole::TargetValue) || says(ColumnRole::Weight);
  if ((among_names && valued) || !is_foot_label(first)) return false;
  for (const Cell* const cell : own_cells(columns, row)) keep_words(*cell);
  return true;
}

bool FormFootReader::is_foot_label(const Cell& cell) const {
  const std::string_view text = trimmed(cell.text);
  if (lexicon_.words("form-foot").find_prefix_of(text)) return true;
  const auto& endings = lexicon_.words("form-foot-ending").words();
  return std::any_of(endings.begin(), endings.end(),
                     [&](const std::string& ending) { return text.ends_with(ending); });
}

/// 总分 | 100 | 96.4, and 总分 | 总分值 | 总得分 | 自评等级 above 100 | 96.4 | 优.
bool FormFootReader::take_total(const ColumnMap& columns, const RowCursor& row,
                                SelfEvaluation& evaluation) {
  const Cell& first = row.first_own_cell();
  if (total_label_ != nullptr && total_label_ != &first && row.at(total_column_) == total_label_) {
    read_total(columns, row, evaluation);
    return true;
  }
  const Cell* const name = cell_of(columns, row, ColumnRole::Level3);
  const bool names_nothing = is_blank(name) || name == &first;
  const bool is_total = lexicon_.words("total-row").contains(trimmed(first.text));
  if (!names_nothing || !is_total) return false;
  const Cell* const score = cell_of(columns, row, ColumnRole::Score);
  const bool labels = !is_blank(score) && !is_points(score) && first.rowspan > 1;
  total_label_ = labels ? &first : nullptr;
  total_column_ = first.column;
  if (!labels) read_total(columns, row, evaluation);
  return true;
}

/// 总分 | 96.4 in merged cells that begin left or right of the scores: one number is the total, of
/// two the second.
bool FormFootReader::read_numbers_beside(const ColumnMap& columns, const RowCursor& row,
                                         SelfEvaluation& evaluation) {
  std::vector<const Cell*> numbers;
  for (const Cell* const cell : own_cells(columns, row)) {
    if (is_points(cell)) numbers.push_back(cell);
  }
  if (numbers.empty() || numbers.size() > 2) return false;
  // The points alone, and no total yet.
  const Cell* const points = cell_of(columns, row, ColumnRole::Weight);
  if (numbers.size() == 1 && numbers[0] == points && points->colspan == 1) return false;
  const auto number_in = [&](const Cell* cell) {
    return read_form_number(cell, "读不成总分", lexicon_, submission_.unread);
  };
  evaluation.total = number_in(numbers.back());
  if (numbers.size() == 2) evaluation.total_weight = number_in(numbers.front());
  return true;
}

void FormFootReader::read_total(const ColumnMap& columns, const RowCursor& row,
                                SelfEvaluation& evaluation) {
  const auto number_in = [&](ColumnRole role, std::string_view what) {
    return read_form_number(cell_of(columns, row, role), what, lexicon_, submission_.unread);
  };
  const bool in_place = !is_blank(cell_of(columns, row, ColumnRole::Score));
  if (in_place || !read_numbers_beside(columns, row, evaluation)) {
    evaluation.total_weight = number_in(ColumnRole::Weight, "读不成总分值");
    evaluation.total = number_in(ColumnRole::Score, "读不成总分");
  }
  for (const Cell* const cell : own_cells(columns, row)) read_grade(*cell, evaluation);
}

void FormFootReader::read_grade(const Cell& cell, SelfEvaluation& evaluation) {
  const std::string grade = fold(cell.text);
  if (!evaluation.grade.empty() || !lexicon_.words("grade-word").contains(grade)) return;
  evaluation.grade = {grade, cell.origin};
}

bool FormFootReader::take_alone(const Table& table, SelfEvaluation& evaluation) {
  if (evaluation.total.has_value()) return false;
  std::vector<const Cell*> points;
  for (const Cell& cell : table.row(0)) {
    if (is_points(&cell)) points.push_back(&cell);
    read_grade(cell, evaluation);
  }
  if (points.empty()) return false;
  const auto read = [&](const Cell* cell, std::string_view what) {
    return read_form_number(cell, what, lexicon_, submission_.unread);
  };
  evaluation.total = read(points.back(), "读不成总分");
  if (points.size() > 1) evaluation.total_weight = read(points.front(), "读不成总分值");
  for (std::uint32_t row = 1; row < table.rows; ++row) {
    for (const Cell& cell : table.row(row)) keep_words(cell);
  }
  return true;
}

/// Rows below 总分 that earn no points; above it those that a list knows, and labels as wide as the
/// levels that are no level.
bool FormFootReader::is_foot(const ColumnMap& columns, const RowCursor& row,
                             const SelfEvaluation& evaluation) const {
  // 存在问题整改率 is an indicator: it has a weight or a score.
  const bool has_points = !is_blank(cell_of(columns, row, ColumnRole::Weight)) ||
                          !is_blank(cell_of(columns, row, ColumnRole::Score));
  const Cell& first = row.first_own_cell();
  if (!has_points && is_foot_label(first)) return true;
  const bool ended = evaluation.total.origin.known() || evaluation.total_weight.origin.known();
  const auto level1 = columns.find(ColumnRole::Level1);
  const bool wide_label = level1 && first.column <= *level1 &&
                          first.column + first.colspan > *level1 + 1 &&
                          !lexicon_.find_level1(first.text);
  const bool says_points = is_points(cell_of(columns, row, ColumnRole::Weight)) ||
                           is_points(cell_of(columns, row, ColumnRole::Score));
  return !says_points && (ended || wide_label);
}

void FormFootReader::keep_words(const Cell& cell) {
  Paragraph paragraph;
  paragraph.words = {cell.text, cell.origin};
  paragraph.quantities = extract_quantities(cell.text, lexicon_);
  for (Quantity& quantity : paragraph.quantities) quantity.origin = cell.origin;
  submission_.paragraphs.push_back(std::move(paragraph));
}

void FormFootReader::find_grade_in(const ColumnMap& columns, const RowCursor& row,
                                   SelfEvaluation& evaluation) {
  const Cell& first = row.first_own_cell();
  for (const Cell* const cell : own_cells(columns, row)) {
    if (!evaluation.grade.empty()) return;
    std::string grade = find_grade(cell->text, lexicon_);
    // 评价等级 | 优: the label and its value in cells of their own.
    if (grade.empty() && cell != &first) grade = find_grade(first.text + cell->text, lexicon_);
    if (!grade.empty()) evaluation.grade = {std::move(grade), cell->origin};
  }
}

}  // namespace jx
