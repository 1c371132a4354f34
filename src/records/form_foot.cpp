// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/form_foot.h"

#include <utility>

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
  keep_words(columns, row, evaluation);
  return true;
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

void FormFootReader::read_total(const ColumnMap& columns, const RowCursor& row,
                                SelfEvaluation& evaluation) {
  const auto number_in = [&](ColumnRole role, std::string_view what) {
    return read_form_number(cell_of(columns, row, role), what, lexicon_, submission_.unread);
  };
  evaluation.total_weight = number_in(ColumnRole::Weight, "读不成总分值");
  evaluation.total = number_in(ColumnRole::Score, "读不成总分");
  for (const Cell* const cell : own_cells(columns, row)) {
    const std::string grade = fold(cell->text);
    if (!evaluation.grade.empty() || !lexicon_.words("grade-word").contains(grade)) continue;
    evaluation.grade = {grade, cell->origin};
  }
}

/// Rows below 总分 that earn no points; above it those that a list knows, and labels as wide as the
/// levels that are no level.
bool FormFootReader::is_foot(const ColumnMap& columns, const RowCursor& row,
                             const SelfEvaluation& evaluation) const {
  // 存在问题整改率 is an indicator: it has a weight or a score.
  const bool has_points = !is_blank(cell_of(columns, row, ColumnRole::Weight)) ||
                          !is_blank(cell_of(columns, row, ColumnRole::Score));
  const Cell& first = row.first_own_cell();
  const bool known = lexicon_.words("form-foot").find_prefix_of(trimmed(first.text)).has_value();
  if (!has_points && known) return true;
  const bool ended = evaluation.total.origin.known() || evaluation.total_weight.origin.known();
  const auto level1 = columns.find(ColumnRole::Level1);
  const bool wide_label = level1 && first.column <= *level1 &&
                          first.column + first.colspan > *level1 + 1 &&
                          !lexicon_.find_level1(first.text);
  const bool says_points = is_points(cell_of(columns, row, ColumnRole::Weight)) ||
                           is_points(cell_of(columns, row, ColumnRole::Score));
  return !says_points && (ended || wide_label);
}

void FormFootReader::keep_words(const ColumnMap& columns, const RowCursor& row,
                                SelfEvaluation& evaluation) {
  const Cell& first = row.first_own_cell();
  for (const Cell* const cell : own_cells(columns, row)) {
    Paragraph paragraph;
    paragraph.words = {cell->text, cell->origin};
    paragraph.quantities = extract_quantities(cell->text, lexicon_);
    for (Quantity& quantity : paragraph.quantities) quantity.origin = cell->origin;
    submission_.paragraphs.push_back(std::move(paragraph));
    if (!evaluation.grade.empty()) continue;
    std::string grade = find_grade(cell->text, lexicon_);
    // 评价等级 | 优: the label and its value in cells of their own.
    if (grade.empty() && cell != &first) grade = find_grade(first.text + cell->text, lexicon_);
    if (!grade.empty()) evaluation.grade = {std::move(grade), cell->origin};
  }
}

}  // namespace jx
