// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/form_places.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "records/form_cells.h"

namespace jx {
namespace {

/// 项目名称 beside a value that is no label: a row of a form's head, not the header of a list.
bool names_a_project(std::span<const Cell> row, const Lexicon& lexicon) {
  for (std::size_t i = 0; i + 1 < row.size(); ++i) {
    if (lexicon.find_column(row[i].text) != ColumnRole::Project) continue;
    return !lexicon.find_column(row[i + 1].text) && !trimmed(row[i + 1].text).empty();
  }
  return false;
}

/// Rows of indicators that name no project: the form names it above.
bool could_be_form(const ColumnMap& map) {
  return map.holds_indicators() && map.has(ColumnRole::Level3) && !map.has(ColumnRole::Project) &&
         !map.has(ColumnRole::ProjectCode);
}

/// 总目标绩效指标 beside 一级指标: the indicators of the term.
bool holds_the_term(const Table& table, const ColumnMap& map, const Lexicon& lexicon) {
  const auto level1 = map.find(ColumnRole::Level1);
  if (!level1) return false;
  const std::span<const Cell> header = table.row(header_row_of(table, map));
  return std::any_of(header.begin(), header.end(), [&](const Cell& cell) {
    return cell.column < *level1 && is_label_in(lexicon, "term-indicators", form_label(cell.text));
  });
}

/// The last table from `from` to `indicators` that names a project in its head.
std::optional<std::size_t> find_project_row(std::span<const Table> tables, const ColumnMap& map,
                                            std::size_t from, std::size_t indicators,
                                            const Lexicon& lexicon) {
  for (std::size_t i = indicators + 1; i-- > from;) {
    const std::uint32_t rows = i == indicators ? header_row_of(tables[i], map) : tables[i].rows;
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (names_a_project(tables[i].row(row), lexicon)) return i;
    }
  }
  return std::nullopt;
}

/// The roles of a table's columns from the left, those left out that nobody knows.
std::vector<ColumnRole> roles_in_order(const ColumnMap& map) {
  std::vector<ColumnRole> roles;
  for (std::uint32_t column = 0; column < map.columns(); ++column) {
    const ColumnRole role = map.role_of(column);
    if (role != ColumnRole::Unknown && role != ColumnRole::Ignored) roles.push_back(role);
  }
  return roles;
}

/// The same columns below the form's last indicators, and nothing in between; on the next page they
/// may stand further left, without the label of the block.
bool goes_on(const FormPlace& form, std::span<const Table> tables, std::span<const ColumnMap> maps,
             std::size_t index) {
  const Table& table = tables[index];
  if (form.last + 1 != index || header_row_of(table, maps[index]) > 0) return false;
  if (!table.title.text.empty() || table.continues) return false;
  return roles_in_order(maps[form.last]) == roles_in_order(maps[index]);
}

class FormFinder {
 public:
  FormFinder(const Tables& all, std::span<const ColumnMap> maps, const Lexicon& lexicon)
      : tables_(all.tables), lines_(all.lines), maps_(maps), lexicon_(lexicon) {}

  std::vector<FormPlace> find() && {
    for (std::size_t i = 0; i < maps_.size(); ++i) {
      if (could_be_form(maps_[i])) {
        take(i);
      } else if (maps_[i].holds_tasks() || maps_[i].holds_indicators() || ends_form(i)) {
        free_ = i + 1;
      }
    }
    return std::move(forms_);
  }

 private:
  void take(std::size_t index) {
    const Table& table = tables_[index];
    if (stands_above_the_year(index)) {
      term_ = index;
      return;
    }
    const std::size_t free = std::exchange(free_, index + 1);
    const auto term = std::exchange(term_, std::nullopt);
    // The next part of the same table brings no head of its own.
    if (table.header_rows == 0) return;
    if (!forms_.empty() && free == index && goes_on(forms_.back(), tables_, maps_, index)) {
      forms_.back().last = index;
      return;
    }
    const bool evaluated = is_evaluated(free, index);
    const bool whole = is_titled(free, index, "整体");
    const auto first = evaluated || whole
                           ? std::optional(free)
                           : find_project_row(tables_, maps_[index], free, index, lexicon_);
    const bool has_own_head =
        first && (*first < index || header_row_of(table, maps_[index]) > 0 || !table.continues);
    if (!has_own_head) return;
    forms_.push_back({.first = *first,
                      .indicators = index,
                      .last = index,
                      .evaluated = evaluated,
                      .whole = whole,
                      .term = term});
  }

  /// Actuals and their scores; or actuals under a title that says 自评, where nothing is scored.
  bool is_evaluated(std::size_t first, std::size_t index) const {
    if (!maps_[index].has(ColumnRole::ActualValue)) return false;
    return maps_[index].has(ColumnRole::Score) || is_titled(first, index, "自评");
  }

  /// Whether a title of the form, or a line above it, has these words.
  bool is_titled(std::size_t first, std::size_t index, std::string_view words) const {
    const std::span<const Table> head = tables_.subspan(first, index + 1 - first);
    return std::any_of(head.begin(), head.end(),
                       [&](const Table& table) { return contains(table.title.text, words); }) ||
           std::any_of(lines_.begin(), lines_.end(), [&](const OutsideLine& line) {
             return line.before_table >= first && line.before_table <= index &&
                    line.kind == LineKind::Heading && contains(line.text, words);
           });
  }

  bool ends_form(std::size_t index) const {
    return !forms_.empty() && free_ == index && is_cut_off_foot(tables_[index], lexicon_);
  }

  bool stands_above_the_year(std::size_t index) const {
    const std::size_t next = index + 1;
    return next < maps_.size() && could_be_form(maps_[next]) &&
           holds_the_term(tables_[index], maps_[index], lexicon_) &&
           !holds_the_term(tables_[next], maps_[next], lexicon_);
  }

  std::span<const Table> tables_;
  std::span<const OutsideLine> lines_;
  std::span<const ColumnMap> maps_;
  const Lexicon& lexicon_;
  std::vector<FormPlace> forms_;
  std::optional<std::size_t> term_;  ///< A table of the head that comes.
  std::size_t free_ = 0;             ///< The first table that belongs to nothing before.
};

}  // namespace

std::vector<FormPlace> find_forms(const Tables& tables, std::span<const ColumnMap> maps,
                                  const Lexicon& lexicon) {
  return FormFinder(tables, maps, lexicon).find();
}

bool is_cut_off_foot(const Table& table, const Lexicon& lexicon) {
  return table.header_rows == 0 && !table.cells.empty() &&
         lexicon.words("total-row").contains(trimmed(table.cells.front().text));
}

std::uint32_t header_row_of(const Table& table, const ColumnMap& map) {
  const std::optional<std::uint32_t> column = map.find(ColumnRole::Level3);
  for (std::uint32_t row = map.header_rows(); row-- > 0;) {
    if (column && table.find(row, *column) != nullptr) return row;
  }
  return 0;
}

}  // namespace jx
