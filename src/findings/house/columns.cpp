// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/house/columns.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "findings/evidence.h"

namespace jx {
namespace {

using enum ColumnType;

constexpr std::array kColumns = {
    ColumnInfo{HouseColumn::Level1, "level1", "一级指标", Term, ColumnScope::Row},
    ColumnInfo{HouseColumn::Level2, "level2", "二级指标", Term, ColumnScope::Row},
    ColumnInfo{HouseColumn::Name, "name", "三级指标", Text, ColumnScope::Row},
    ColumnInfo{HouseColumn::Operator, "operator", "指标性质", Term, ColumnScope::Row},
    ColumnInfo{HouseColumn::Value, "value", "指标值", Number, ColumnScope::Row},
    ColumnInfo{HouseColumn::ValueText, "value-text", "指标值原文", Text, ColumnScope::Row},
    ColumnInfo{HouseColumn::Unit, "unit", "度量单位", Text, ColumnScope::Row},
    ColumnInfo{HouseColumn::Weight, "weight", "权重", Number, ColumnScope::Row},
    ColumnInfo{HouseColumn::Direction, "direction", "指标方向性", Term, ColumnScope::Row},
    ColumnInfo{HouseColumn::Explanation, "explanation", "指标解释", Text, ColumnScope::Row},
    ColumnInfo{HouseColumn::ValueBasis, "value-basis", "指标值设定依据", Text, ColumnScope::Row},
    ColumnInfo{HouseColumn::ScoringRule, "scoring-rule", "评分标准", Text, ColumnScope::Row},
    ColumnInfo{HouseColumn::Remark, "remark", "备注", Text, ColumnScope::Row},
    ColumnInfo{HouseColumn::Project, "project", "项目名称", Text, ColumnScope::Project},
    ColumnInfo{HouseColumn::ProjectCode, "project-code", "项目编码", Text, ColumnScope::Project},
    ColumnInfo{HouseColumn::UnitName, "unit-name", "单位名称", Text, ColumnScope::Project},
    ColumnInfo{HouseColumn::UnitCode, "unit-code", "单位编码", Text, ColumnScope::Project},
    ColumnInfo{HouseColumn::Budget, "budget", "预算数", Number, ColumnScope::Project},
    ColumnInfo{HouseColumn::Goal, "goal", "年度目标", Text, ColumnScope::Project},
    ColumnInfo{HouseColumn::Profile, "profile", "规则集", Text, ColumnScope::Document},
    ColumnInfo{HouseColumn::Form, "form", "表样", Text, ColumnScope::Document},
    ColumnInfo{HouseColumn::Region, "region", "区划", Text, ColumnScope::Document},
    ColumnInfo{HouseColumn::FiscalYear, "fiscal-year", "年度", Number, ColumnScope::Document},
};

void add_text(HouseCell& cell, std::string_view text) {
  if (trimmed(text).empty()) return;
  if (std::find(cell.texts.begin(), cell.texts.end(), text) == cell.texts.end()) {
    cell.texts.push_back(text);
  }
}

HouseCell cell_of(const Words& words) {
  HouseCell cell{.evidence = evidence_of(words), .asked = words.origin.known()};
  add_text(cell, words.text);
  return cell;
}

template <typename T>
HouseCell absent_cell(const Field<T>& field) {
  return {.evidence = evidence_of(field),
          .absence = field.absence,
          .asked = field.origin.known() || field.has_value()};
}

template <typename TermType>
HouseCell cell_of(const Field<TermType>& field) {
  HouseCell cell = absent_cell(field);
  if (field.has_value()) cell.term = static_cast<std::uint8_t>(*field);
  return cell;
}

HouseCell value_cell(const Indicator& row) {
  HouseCell cell = absent_cell(row.target);
  if (!row.target.has_value()) return cell;
  const Target& target = *row.target;
  // A date, a level or a sentence is a value, but not one that a number can be compared with.
  cell.absence = Absence::NotApplicable;
  cell.unit = unit_of(row);
  if (target.kind != TargetKind::Number && target.kind != TargetKind::Range) return cell;
  cell.number = target.value;
  cell.number_high = target.value_high;
  return cell;
}

HouseCell operator_cell(const Indicator& row) {
  HouseCell cell = absent_cell(row.comparator);
  // The value's own sign is in force before the column's.
  if (!row.comparator.has_value()) cell.evidence = evidence_of(row.target);
  cell.asked = cell.asked || row.target.has_value();
  const Comparator comparator = comparator_of(row);
  if (comparator != Comparator::Unstated) cell.term = static_cast<std::uint8_t>(comparator);
  return cell;
}

HouseCell unit_cell(const Indicator& row) {
  HouseCell cell = absent_cell(row.unit);
  const Unit& unit = unit_of(row);
  add_text(cell, unit.name);
  add_text(cell, row.unit.raw);
  if (!row.unit.origin.known() && !unit.name.empty()) cell.evidence = evidence_of(row.target);
  cell.asked = cell.asked || !unit.name.empty();
  return cell;
}

HouseCell weight_cell(const Indicator& row) {
  HouseCell cell = absent_cell(row.weight);
  cell.number = row.weight.value;
  return cell;
}

/// A further column; where the form has it and the cell is empty, the row is the place.
HouseCell other_cell(const HouseSubject& subject, ColumnRole role) {
  for (const auto& [kind, words] : subject.row->others) {
    if (kind == role) return cell_of(words);
  }
  HouseCell cell{.evidence = evidence_of(subject.row->name)};
  cell.asked = has_column(subject.input.submission, subject.row->origin, role);
  return cell;
}

HouseCell row_cell(HouseColumn column, const HouseSubject& subject) {
  JX_CHECK(subject.row != nullptr, "a house rule asks for a row's column of a project");
  const Indicator& row = *subject.row;
  switch (column) {
    case HouseColumn::Level1: return cell_of(row.level1);
    case HouseColumn::Level2: return cell_of(row.level2);
    case HouseColumn::Name: return cell_of(row.name);
    case HouseColumn::Operator: return operator_cell(row);
    case HouseColumn::Value: return value_cell(row);
    case HouseColumn::ValueText:
      return cell_of(Words{.text = row.target.raw, .origin = row.target.origin});
    case HouseColumn::Unit: return unit_cell(row);
    case HouseColumn::Weight: return weight_cell(row);
    case HouseColumn::Direction: return cell_of(row.direction);
    case HouseColumn::Explanation: return other_cell(subject, ColumnRole::Explanation);
    case HouseColumn::ValueBasis: return other_cell(subject, ColumnRole::ValueBasis);
    case HouseColumn::ScoringRule: return other_cell(subject, ColumnRole::ScoringRule);
    default: return other_cell(subject, ColumnRole::Remark);
  }
}

HouseCell names_cell(const std::vector<NameVariant>& names, const Project& project) {
  HouseCell cell{.evidence = project_evidence(project)};
  for (const NameVariant& name : names) add_text(cell, name.text);
  if (!names.empty() && !names.front().origins.empty()) {
    cell.evidence = {.origin = names.front().origins.front(), .text = names.front().text};
  }
  return cell;
}

HouseCell code_cell(const Field<std::string>& code) {
  HouseCell cell = absent_cell(code);
  if (code.has_value()) add_text(cell, *code);
  return cell;
}

HouseCell budget_cell(const Project& project) {
  HouseCell cell = absent_cell(project.budget);
  cell.number = project.budget.value;
  cell.unit = project.budget_unit;
  return cell;
}

HouseCell goal_cell(const ProjectFacts& facts) {
  HouseCell cell{.evidence = project_evidence(*facts.project)};
  if (facts.goal_set == nullptr) return cell;
  for (const Goal& goal : facts.goal_set->goals) {
    if (cell.texts.empty()) cell.evidence = evidence_of(goal.words);
    add_text(cell, goal.words.text);
  }
  return cell;
}

HouseCell document_text(std::string_view text, const Project& project) {
  HouseCell cell{.evidence = project_evidence(project)};
  add_text(cell, text);
  return cell;
}

HouseCell year_cell(const HouseSubject& subject) {
  HouseCell cell{.evidence = project_evidence(*subject.facts.project)};
  const std::optional<int> year = subject.input.submission.profile.fiscal_year;
  if (year.has_value()) cell.number = Decimal(*year);
  return cell;
}

}  // namespace

std::span<const ColumnInfo> house_columns() noexcept { return kColumns; }

const ColumnInfo& info_of(HouseColumn column) noexcept {
  return kColumns[static_cast<std::size_t>(column)];
}

const ColumnInfo* find_house_column(std::string_view name) noexcept {
  const auto at = std::find_if(kColumns.begin(), kColumns.end(), [&](const ColumnInfo& info) {
    return info.key == name || info.chinese == name;
  });
  return at == kColumns.end() ? nullptr : &*at;
}

HouseCell cell_of(HouseColumn column, const HouseSubject& subject) {
  const Project& project = *subject.facts.project;
  const Submission& submission = subject.input.submission;
  switch (column) {
    case HouseColumn::Project: return names_cell(project.names, project);
    case HouseColumn::ProjectCode: return code_cell(project.code);
    case HouseColumn::UnitName: return names_cell(project.unit_names, project);
    case HouseColumn::UnitCode: return code_cell(project.unit_code);
    case HouseColumn::Budget: return budget_cell(project);
    case HouseColumn::Goal: return goal_cell(subject.facts);
    case HouseColumn::Profile: return document_text(submission.profile.id, project);
    case HouseColumn::Form: return document_text(submission.form, project);
    case HouseColumn::Region: return document_text(submission.profile.region, project);
    case HouseColumn::FiscalYear: return year_cell(subject);
    default: return row_cell(column, subject);
  }
}

}  // namespace jx
