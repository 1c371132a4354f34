// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/indicator_tables.h"

#include <fmt/core.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "base/text.h"
#include "records/form_cells.h"
#include "records/form_places.h"
#include "records/values.h"

namespace jx {
namespace {

bool is_blank(const Cell* cell) { return cell == nullptr || trimmed(cell->text).empty(); }

Words words_of(const Cell* cell) {
  if (cell == nullptr) return {};
  return {.text = cell->text, .origin = cell->origin};
}

/// "指标1：养护里程" → "养护里程": the form numbers its lines. A line with nothing behind its
/// number stays as it is.
Words name_of(const Cell* cell) {
  Words words = words_of(cell);
  constexpr std::string_view kLabel = "指标";
  const std::string_view text = trimmed(words.text);
  if (!text.starts_with(kLabel)) return words;
  std::size_t at = kLabel.size();
  const auto next_is = [&](std::u32string_view characters) {
    std::size_t end = at;
    if (end >= text.size() ||
        characters.find(next_character(text, end)) == std::u32string_view::npos)
      return false;
    at = end;
    return true;
  };
  while (next_is(U" \u3000")) {
  }
  const std::size_t number = at;
  while (next_is(U"0123456789０１２３４５６７８９一二三四五六七八九十")) {
  }
  if (at == number || !next_is(U":：、.．")) return words;
  const std::string_view rest = trimmed(text.substr(at));
  if (!rest.empty()) words.text = std::string(rest);
  return words;
}

const Cell* cell_of(const ColumnMap& columns, const RowCursor& row, ColumnRole role) {
  const auto column = columns.find(role);
  return column ? row.at(*column) : nullptr;
}

/// A unit in the header of the column stands nearer than the line above the table.
const std::string& budget_unit_words(const Table& table, const ColumnMap& columns) {
  return columns.budget_unit_words().empty() ? table.unit_words : columns.budget_unit_words();
}

/// A blank cell has a place where the form has the column: so a gap is told from a form that never
/// asked.
void place_blanks(const ColumnMap& columns, Indicator& indicator) {
  const auto place = [&](ColumnRole role, Origin& origin) {
    const auto column = columns.find(role);
    if (!column || origin.known()) return;
    origin = indicator.origin;
    origin.column = *column;
    origin.box = {};
  };
  place(ColumnRole::Level1, indicator.level1.origin);
  place(ColumnRole::Level2, indicator.level2.origin);
  place(ColumnRole::Level3, indicator.name.origin);
  place(ColumnRole::Comparator, indicator.comparator.origin);
  place(ColumnRole::TargetValue, indicator.target.origin);
  place(ColumnRole::Unit, indicator.unit.origin);
  place(ColumnRole::Weight, indicator.weight.origin);
  place(ColumnRole::Direction, indicator.direction.origin);
}

/// Columns that have a field of their own in Indicator or Project; all others are kept as words.
bool has_field(ColumnRole role) {
  switch (role) {
    case ColumnRole::Project:
    case ColumnRole::ProjectCode:
    case ColumnRole::UnitName:
    case ColumnRole::UnitCode:
    case ColumnRole::Budget:
    case ColumnRole::Goal:
    case ColumnRole::Level1:
    case ColumnRole::Level2:
    case ColumnRole::Level3:
    case ColumnRole::Comparator:
    case ColumnRole::TargetValue:
    case ColumnRole::Unit:
    case ColumnRole::Weight:
    case ColumnRole::Direction:
    case ColumnRole::Ignored: return true;
    case ColumnRole::Unknown:
    case ColumnRole::SequenceNumber:
    case ColumnRole::FiscalYear:
    case ColumnRole::Explanation:
    case ColumnRole::ValueBasis:
    case ColumnRole::ScoringRule:
    case ColumnRole::Remark:
    case ColumnRole::ActualValue:
    case ColumnRole::Score:
    case ColumnRole::DeviationReason:
    case ColumnRole::Baseline:
    case ColumnRole::TaskName:
    case ColumnRole::TaskTarget: return false;
  }
  return false;
}

}  // namespace

void IndicatorTableReader::read(const Table& table, const ColumnMap& columns) {
  first_row_ = true;
  // A table that continues an earlier one may begin inside a project, and inside a group of its
  // indicators; any other starts afresh.
  if (!table.continues) {
    level1_ = {};
    level2_ = {};
  }
  if (!table.continues && !form_opens_) {
    open_ = kNoProject;
    form_ = Form::None;
  }
  form_opens_ = false;
  learn_habit(table, columns);
  RowCursor row(table, columns.header_rows());
  while (row.next()) {
    read_row(table, columns, row);
    first_row_ = false;
  }
}

bool IndicatorTableReader::take_foot(const Table& table) {
  if (form_ != Form::SelfEvaluation || !is_cut_off_foot(table, lexicon_)) return false;
  return foot_.take_alone(table, submission_.self_evaluations.back());
}

void IndicatorTableReader::learn_habit(const Table& table, const ColumnMap& columns) {
  std::string_view above;
  RowCursor row(table, columns.header_rows());
  while (row.next()) {
    const auto own_text = [&](ColumnRole role) {
      const Cell* cell = cell_of(columns, row, role);
      return is_blank(cell) || cell->row != row.row() ? std::string_view() : trimmed(cell->text);
    };
    const bool new_group = !own_text(ColumnRole::Project).empty();
    const std::string_view level1 = own_text(ColumnRole::Level1);
    const std::string_view level2 = own_text(ColumnRole::Level2);
    if (level1.empty()) {
      if (!level2.empty() || !own_text(ColumnRole::Level3).empty()) ++habit_.level1_blank;
      continue;
    }
    if (!new_group && level1 == above) ++habit_.level1_repeated;
    ++(level2.empty() ? habit_.level2_blank : habit_.level2_printed);
    above = level1;
  }
}

void IndicatorTableReader::read_row(const Table& table, const ColumnMap& columns,
                                    const RowCursor& row) {
  if (take_aside(columns, row)) return;
  open_project(table, columns, row);

  const auto says_one_of = [&](std::initializer_list<ColumnRole> roles) {
    return std::any_of(roles.begin(), roles.end(), [&](ColumnRole role) {
      const Cell* const cell = cell_of(columns, row, role);
      return !is_blank(cell) && cell->row == row.row();
    });
  };
  const bool says_something = says_one_of(
      {ColumnRole::Level1, ColumnRole::Level2, ColumnRole::Level3, ColumnRole::Comparator,
       ColumnRole::TargetValue, ColumnRole::Unit, ColumnRole::Weight});
  if (!says_something) return;
  if (columns.has(ColumnRole::ActualValue) && is_unused(columns, row)) {
    submission_.diagnostics.note("row-unused", "这一行只印了指标层级，没有填写，按没有使用处理",
                                 row.first_own_cell().origin);
    return;
  }
  goals().indicators.push_back(read_indicator(columns, row));
}

/// Forms print every level whether or not anything is promised there: nothing beside the levels but
/// blanks and dashes.
bool IndicatorTableReader::is_unused(const ColumnMap& columns, const RowCursor& row) const {
  for (const ColumnRole role :
       {ColumnRole::Level3, ColumnRole::Comparator, ColumnRole::TargetValue, ColumnRole::Unit,
        ColumnRole::Weight, ColumnRole::ActualValue, ColumnRole::Score}) {
    const Cell* const cell = cell_of(columns, row, role);
    if (is_blank(cell) || cell->row != row.row()) continue;
    if (!lexicon_.words("no-amount").contains(trimmed(cell->text))) return false;
  }
  return true;
}

/// Totals and notes that stand in a row of their own are neither projects nor indicators.
bool IndicatorTableReader::take_aside(const ColumnMap& columns, const RowCursor& row) {
  if (form_ == Form::Declaration && foot_.take_of_declaration(columns, row)) return true;
  if (form_ == Form::SelfEvaluation &&
      foot_.take(columns, row, submission_.self_evaluations.back())) {
    return true;
  }
  const Cell& first = row.first_own_cell();
  const std::string_view text = trimmed(first.text);
  if (lexicon_.words("total-row").contains(text) &&
      is_blank(cell_of(columns, row, ColumnRole::Level3))) {
    not_understood(first, "合计行，不是项目也不是指标；合计由程序另行计算");
    return true;
  }
  if (row.own_cells() != 1) return false;
  if (lexicon_.words("note-row").find_prefix_of(text)) {
    not_understood(first, "表内的说明行，不是项目也不是指标");
    return true;
  }
  return false;
}

void IndicatorTableReader::name_form_project(const FormHead& head) {
  const CodeAndName parts = split_project(trimmed(head.name.text));
  const std::string_view own_code = trimmed(head.code.text);
  const std::string_view code = own_code.empty() ? parts.code : own_code;
  open_ = project_for(code, parts.name);
  Project& opened = project();
  if (!code.empty() && !opened.code.has_value()) {
    const Words& source = own_code.empty() ? head.name : head.code;
    opened.code = {.value = std::string(code),
                   .absence = Absence::Blank,
                   .raw = source.text,
                   .origin = source.origin};
  }
  if (!parts.name.empty()) add_name(opened.names, parts.name, head.name.origin);
  const CodeAndName unit = split_unit(trimmed(head.unit_name.text));
  if (!unit.name.empty()) add_name(opened.unit_names, unit.name, head.unit_name.origin);
  const std::string_view own_unit_code = trimmed(head.unit_code.text);
  const std::string_view unit_code = own_unit_code.empty() ? unit.code : own_unit_code;
  if (unit_code.empty() || opened.unit_code.has_value()) return;
  const Words& source = own_unit_code.empty() ? head.unit_name : head.unit_code;
  opened.unit_code = {.value = std::string(unit_code),
                      .absence = Absence::Blank,
                      .raw = source.text,
                      .origin = source.origin};
}

void IndicatorTableReader::open_form(FormHead head) {
  name_form_project(head);
  Project& opened = project();
  // A set that is there already was approved, declared or published: it is not written over.
  if (!opened.goal_sets.back().indicators.empty()) opened.goal_sets.emplace_back();
  set_ = opened.goal_sets.size() - 1;
  if (head.evaluated) opened.goal_sets[set_].source_reason = "绩效自评表里的目标";
  level1_ = {};
  level2_ = {};
  goal_by_text_.clear();
  if (opened.budget_unit.name.empty()) opened.budget_unit = head.money_unit;
  for (const FundRow& row : head.evaluation.funds) {
    const Field<Decimal>& budget = row.full_year.has_value() ? row.full_year : row.adjusted;
    if (row.total && budget.has_value() && opened.budget_prints.empty()) opened.budget = budget;
  }
  if (head.budget.origin.known() && opened.budget_prints.empty()) {
    opened.budget = head.budget;
    opened.budget_prints.push_back(head.budget);
  }
  for (const GoalOutcome& outcome : head.evaluation.goals) {
    if (outcome.expected.empty()) continue;
    goals().goals.push_back({.words = outcome.expected,
                             .prints = {outcome.expected.origin},
                             .quantities = extract_quantities(outcome.expected.text, lexicon_)});
  }
  form_opens_ = true;
  form_ = head.evaluated ? Form::SelfEvaluation : Form::Declaration;
  if (!head.evaluated) return;
  head.evaluation.project = opened.key.text;
  submission_.self_evaluations.push_back(std::move(head.evaluation));
}

void IndicatorTableReader::open_project(const Table& table, const ColumnMap& columns,
                                        const RowCursor& row) {
  const auto printed_here = [&](const Cell* cell) {
    return !is_blank(cell) && cell->row == row.row();
  };
  const Cell* name_cell = cell_of(columns, row, ColumnRole::Project);
  const Cell* code_cell = cell_of(columns, row, ColumnRole::ProjectCode);
  if (printed_here(name_cell) || printed_here(code_cell)) {
    start_group(table, columns, code_cell, name_cell);
  } else if (open_ == kNoProject) {
    submission_.diagnostics.warn("project-missing",
                                 "这一行没有项目名称，前面也没有可以沿用的项目；按无名项目读入",
                                 row.first_own_cell().origin);
    open_ = project_for({}, {});
    set_ = 0;
  } else if (first_row_ &&
             (columns.has(ColumnRole::Project) || columns.has(ColumnRole::ProjectCode))) {
    submission_.diagnostics.note("project-carried-over",
                                 "本页表格开头没有项目名称，沿用上一页的项目",
                                 row.first_own_cell().origin);
  }
  const Cell* unit_name = cell_of(columns, row, ColumnRole::UnitName);
  const Cell* unit_code = cell_of(columns, row, ColumnRole::UnitCode);
  if (printed_here(unit_name) || printed_here(unit_code)) read_unit(unit_code, unit_name);
  const Cell* budget = cell_of(columns, row, ColumnRole::Budget);
  if (printed_here(budget)) read_budget(budget_unit_words(table, columns), budget);
}

void IndicatorTableReader::start_group(const Table& table, const ColumnMap& columns,
                                       const Cell* code_cell, const Cell* name_cell) {
  std::string_view code;
  std::string_view name;
  const Cell* code_source = code_cell;
  if (!is_blank(name_cell)) {
    const CodeAndName parts = split_project(trimmed(name_cell->text));
    code = parts.code;
    name = parts.name;
    if (!code.empty()) code_source = name_cell;
  }
  if (!is_blank(code_cell)) {
    code = trimmed(code_cell->text);
    code_source = code_cell;
  }
  const std::size_t found = project_for(code, name);
  const bool same_group = found == open_ && !first_row_;
  open_ = found;
  if (form_ != Form::SelfEvaluation) set_ = 0;
  Project& opened = project();
  if (!code.empty() && !opened.code.has_value()) {
    opened.code = {.value = std::string(code),
                   .absence = Absence::Blank,
                   .raw = code_source->text,
                   .origin = code_source->origin};
  }
  if (!name.empty()) add_name(opened.names, name, name_cell->origin);
  if (opened.budget_unit.name.empty() && columns.has(ColumnRole::Budget)) {
    const std::string& words = budget_unit_words(table, columns);
    opened.budget_unit = lexicon_.find_unit(words).value_or(
        Unit{.name = words, .dimension = {}, .factor = Decimal(1)});
  }
  if (same_group) return;  // The form prints the project on every row.
  level1_ = {};
  level2_ = {};
  goal_by_text_.clear();
  const std::vector<Goal>& goals = opened.goal_sets[set_].goals;
  for (std::uint32_t i = 0; i < goals.size(); ++i) goal_by_text_.emplace(goals[i].words.text, i);
}

std::size_t IndicatorTableReader::project_for(std::string_view code, std::string_view name) {
  const std::string key = code.empty() ? fold(name) : std::string(code);
  const auto [found, inserted] = by_key_.try_emplace(key, submission_.projects.size());
  if (inserted) {
    Project& added = submission_.projects.emplace_back();
    added.key.text = key;
    added.goal_sets.emplace_back();
    goal_by_text_.clear();
  }
  return found->second;
}

void IndicatorTableReader::add_name(std::vector<NameVariant>& variants, std::string_view name,
                                    const Origin& origin) {
  for (NameVariant& variant : variants) {
    if (variant.text == name) {
      variant.origins.push_back(origin);
      return;
    }
  }
  variants.push_back({.text = std::string(name), .origins = {origin}});
}

void IndicatorTableReader::read_unit(const Cell* code_cell, const Cell* name_cell) {
  Project& opened = project();
  std::string_view code;
  const Cell* code_source = code_cell;
  if (!is_blank(name_cell)) {
    const CodeAndName parts = split_unit(trimmed(name_cell->text));
    if (!parts.name.empty()) add_name(opened.unit_names, parts.name, name_cell->origin);
    code = parts.code;
    if (!code.empty()) code_source = name_cell;
  }
  if (!is_blank(code_cell)) {
    code = trimmed(code_cell->text);
    code_source = code_cell;
  }
  if (code.empty() || opened.unit_code.has_value()) return;
  opened.unit_code = {.value = std::string(code),
                      .absence = Absence::Blank,
                      .raw = code_source->text,
                      .origin = code_source->origin};
}

void IndicatorTableReader::read_budget(const std::string& unit_words, const Cell* cell) {
  Project& opened = project();
  Field<Decimal> budget = read_field<Decimal>(cell, "预算数", parse_number);
  if (opened.budget_prints.empty()) {
    opened.budget = budget;
    const auto unit = lexicon_.find_unit(unit_words);
    if (unit) opened.budget_unit = *unit;
  }
  opened.budget_prints.push_back(std::move(budget));
}

template <typename T, typename Parse>
Field<T> IndicatorTableReader::read_field(const Cell* cell, const char* what, Parse parse) {
  Field<T> field;
  if (cell == nullptr) return field;
  field.raw = cell->text;
  field.origin = cell->origin;
  const std::string_view text = trimmed(cell->text);
  if (text.empty()) return field;
  Result<T> value = parse(text);
  if (value.ok()) {
    field.value = *std::move(value);
    return field;
  }
  if (lexicon_.find_comparator(text) == Comparator::NotApplicable) {
    field.absence = Absence::NotApplicable;
    return field;
  }
  field.absence = Absence::Unread;
  not_understood(*cell, fmt::format("读不成{}：{}", what, value.error().message));
  return field;
}

Indicator IndicatorTableReader::read_indicator(const ColumnMap& columns, const RowCursor& row) {
  Indicator indicator;
  indicator.origin = row.first_own_cell().origin;
  indicator.origin.column = Origin::kNone;
  indicator.origin.first_column = 0;
  indicator.origin.last_column = 0;
  read_levels(columns, row, indicator);
  indicator.name = name_of(cell_of(columns, row, ColumnRole::Level3));
  read_target(columns, row, indicator);
  indicator.weight =
      read_field<Decimal>(cell_of(columns, row, ColumnRole::Weight), "权重", parse_weight);
  const bool scores_only = columns.has(ColumnRole::Score) && !columns.has(ColumnRole::Weight);
  if (scores_only) take_points_of_name(indicator);
  read_goal(cell_of(columns, row, ColumnRole::Goal), indicator);
  read_actual(columns, row, indicator);
  keep_others(columns, row, indicator);
  place_blanks(columns, indicator);
  return indicator;
}

/// A form with scores but without a column for points prints them behind the names:
/// 出水达标率（20分）.
void IndicatorTableReader::take_points_of_name(Indicator& indicator) {
  const auto behind = points_behind(indicator.name.text);
  if (!behind || behind->words_end == 0) return;
  indicator.weight.value = behind->points;
  indicator.weight.raw = indicator.name.text.substr(behind->words_end);
  indicator.weight.origin = indicator.name.origin;
  indicator.name.text = std::string(trimmed(indicator.name.text.substr(0, behind->words_end)));
}

void IndicatorTableReader::read_levels(const ColumnMap& columns, const RowCursor& row,
                                       Indicator& indicator) {
  const Cell* level1 = cell_of(columns, row, ColumnRole::Level1);
  if (!is_blank(level1)) {
    const auto found = lexicon_.find_level1(level1->text);
    const bool changed = !level1_.has_value() || !found || *level1_.value != *found;
    level1_ = {.value = found,
               .absence = found ? Absence::Blank : Absence::Unread,
               .raw = level1->text,
               .origin = level1->origin};
    if (!found && level1->row == row.row()) not_understood(*level1, "不是已知的一级指标名称");
    if (changed) level2_ = {};
  }
  const Cell* level2 = cell_of(columns, row, ColumnRole::Level2);
  if (!is_blank(level2)) {
    const auto found = lexicon_.find_level2(level2->text, level1_.value.value_or(Level1::Unknown));
    level2_ = {.value = found,
               .absence = found ? Absence::Blank : Absence::Unread,
               .raw = level2->text,
               .origin = level2->origin};
    if (!found && level2->row == row.row()) not_understood(*level2, "不是已知的二级指标名称");
  }
  // Where every row prints its levels, a blank is a gap: the level above says nothing about it.
  const bool level1_is_gap = is_blank(level1) && habit_.level1_repeated > habit_.level1_blank;
  const bool level1_is_own = !is_blank(level1) && level1->row == row.row();
  const bool level2_is_gap = is_blank(level2) && (level1_is_gap || level1_is_own) &&
                             habit_.level2_printed > habit_.level2_blank;
  if (!level1_is_gap) indicator.level1 = level1_;
  if (!level2_is_gap) indicator.level2 = level2_;
}

void IndicatorTableReader::read_target(const ColumnMap& columns, const RowCursor& row,
                                       Indicator& indicator) {
  const auto find = [](auto lookup, const char* what) {
    return [lookup, what](std::string_view text) {
      auto found = lookup(text);
      using Value = typename decltype(found)::value_type;
      if (found) return Result<Value>(*std::move(found));
      return Result<Value>(Error{.code = ErrorCode::Malformed,
                                 .message = fmt::format("“{}”不是已知的{}", text, what)});
    };
  };
  indicator.comparator = read_field<Comparator>(
      cell_of(columns, row, ColumnRole::Comparator), "指标性质",
      find([&](std::string_view text) { return lexicon_.find_comparator(text); }, "指标性质"));
  indicator.direction = read_field<Direction>(
      cell_of(columns, row, ColumnRole::Direction), "指标方向性",
      find([&](std::string_view text) { return lexicon_.find_direction(text); }, "指标方向性"));
  // Words that no list knows are still somebody's unit: they are kept with Dimension::Unknown.
  indicator.unit = read_field<Unit>(
      cell_of(columns, row, ColumnRole::Unit), "度量单位", [&](std::string_view text) {
        return Result<Unit>(lexicon_.find_unit(text).value_or(
            Unit{.name = std::string(text), .dimension = {}, .factor = Decimal(1)}));
      });
  const TargetContext context{.comparator = indicator.comparator.value,
                              .unit = indicator.unit.value};
  indicator.target = read_field<Target>(
      cell_of(columns, row, ColumnRole::TargetValue), "指标值",
      [&](std::string_view text) { return parse_target(text, context, lexicon_); });
  if (indicator.target.has_value() && indicator.target->kind == TargetKind::NotApplicable) {
    indicator.target.value.reset();
    indicator.target.absence = Absence::NotApplicable;
  }
}

void IndicatorTableReader::read_actual(const ColumnMap& columns, const RowCursor& row,
                                       Indicator& indicator) {
  const Field<Target> baseline =
      read_achieved(cell_of(columns, row, ColumnRole::Baseline), indicator, "基期值");
  if (baseline.has_value() && indicator.target.has_value()) {
    indicator.target.value->baseline = baseline->value;
  }
  if (!columns.has(ColumnRole::ActualValue) && !columns.has(ColumnRole::Score)) return;
  Actual& actual = indicator.actual.emplace();
  actual.value = read_achieved(cell_of(columns, row, ColumnRole::ActualValue), indicator, "完成值");
  actual.score =
      read_field<Decimal>(cell_of(columns, row, ColumnRole::Score), "得分", parse_weight);
  actual.reason = words_of(cell_of(columns, row, ColumnRole::DeviationReason));
}

/// Reads what stands where a target could stand, and the words that say why nothing does.
Field<Target> IndicatorTableReader::read_achieved(const Cell* cell, const Indicator& indicator,
                                                  const char* what) {
  const auto says = [&](std::string_view list) {
    return cell != nullptr && lexicon_.words(list).contains(trimmed(cell->text));
  };
  const bool not_due = says("not-due");
  if (not_due || says("not-obtainable")) {
    return {.value = std::nullopt,
            .absence = not_due ? Absence::NotDue : Absence::NotObtainable,
            .raw = cell->text,
            .origin = cell->origin};
  }
  const TargetContext context{.comparator = std::nullopt, .unit = indicator.unit.value};
  Field<Target> field = read_field<Target>(
      cell, what, [&](std::string_view text) { return parse_target(text, context, lexicon_); });
  if (field.has_value() && field->kind == TargetKind::NotApplicable) {
    field.value.reset();
    field.absence = Absence::NotApplicable;
  }
  return field;
}

void IndicatorTableReader::read_goal(const Cell* cell, Indicator& indicator) {
  if (is_blank(cell)) return;
  std::vector<Goal>& goals = this->goals().goals;
  const auto [found, inserted] =
      goal_by_text_.try_emplace(cell->text, static_cast<std::uint32_t>(goals.size()));
  if (inserted) {
    goals.push_back({.words = {cell->text, cell->origin},
                     .prints = {},
                     .quantities = extract_quantities(cell->text, lexicon_)});
  }
  goals[found->second].prints.push_back(cell->origin);
  indicator.goal = found->second;
  indicator.has_goal = true;
}

void IndicatorTableReader::keep_others(const ColumnMap& columns, const RowCursor& row,
                                       Indicator& indicator) {
  for (std::uint32_t column = 0; column < columns.columns(); ++column) {
    const Cell* cell = row.at(column);
    if (is_blank(cell) || cell->row != row.row()) continue;
    const ColumnRole role = columns.role_of(column);
    if (!has_field(role)) indicator.others.emplace_back(role, words_of(cell));
  }
}

void IndicatorTableReader::not_understood(const Cell& cell, std::string reason) {
  submission_.unread.push_back({.words = {cell.text, cell.origin}, .reason = std::move(reason)});
}

}  // namespace jx
