// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/submission_rows.h"

#include <string>
#include <utility>

#include "store/sqlite/budget_rows.h"
#include "store/sqlite/document_rows.h"

namespace jx {
namespace {

constexpr TableColumns kProjects{
    "project",
    "project, key, code, code_absence, code_raw, code_origin, unit_code, unit_code_absence, "
    "unit_code_raw, unit_code_origin, budget, budget_absence, budget_raw, budget_origin, "
    "budget_unit, budget_unit_dimension, budget_unit_factor",
    "project"};
constexpr TableColumns kNames{"project_name", "project, kind, position, text, origins",
                              "project, kind, position"};
constexpr TableColumns kBudgetPrints{
    "budget_print", "project, position, budget, absence, raw, origin", "project, position"};
constexpr TableColumns kGoalSets{
    "goal_set", "project, goal_set, source, source_reason, fiscal_year", "project, goal_set"};
constexpr TableColumns kGoals{"goal", "project, goal_set, position, text, origin, prints",
                              "project, goal_set, position"};
constexpr TableColumns kIndicators{
    "indicator",
    "project, goal_set, position, level1, level1_absence, level1_raw, level1_origin, level2, "
    "level2_absence, level2_raw, level2_origin, name, name_origin, comparator, "
    "comparator_absence, comparator_raw, comparator_origin, target_kind, target_comparator, "
    "target_value, target_value_high, target_date, target_date_high, target_unit, "
    "target_unit_dimension, "
    "target_unit_factor, target_level, target_approximate, target_absence, target_raw, "
    "target_origin, unit, unit_dimension, unit_factor, unit_absence, unit_raw, unit_origin, "
    "weight, weight_absence, weight_raw, weight_origin, direction, direction_absence, "
    "direction_raw, direction_origin, goal, origin",
    "project, goal_set, position"};
constexpr TableColumns kIndicatorColumns{
    "indicator_column", "project, goal_set, indicator, position, role, text, origin",
    "project, goal_set, indicator, position"};
constexpr TableColumns kTaskLists{
    "task_list",
    "task_list, title, title_origin, source, source_reason, fiscal_year, project_key, "
    "link_reason, link_confidence, title_prints",
    "task_list"};
constexpr TableColumns kTasks{
    "task",
    "task_list, position, number, number_absence, number_raw, number_origin, name, name_origin, "
    "target, target_origin, origin",
    "task_list, position"};
constexpr TableColumns kParagraphs{"paragraph", "position, kind, text, origin", "position"};
constexpr TableColumns kQuantities{
    "quantity",
    "stands_in, first, second, third, position, kind, comparator, value, value_high, date, unit, "
    "unit_dimension, unit_factor, raw, begins, ends, origin, per_each, approximate",
    "stands_in, first, second, third, position"};
// The stored names of kinds that have no name elsewhere.

std::string_view stored_name(TargetKind kind) noexcept {
  switch (kind) {
    case TargetKind::Number: return "number";
    case TargetKind::Range: return "range";
    case TargetKind::Date: return "date";
    case TargetKind::Level: return "level";
    case TargetKind::Text: return "text";
    case TargetKind::NotApplicable: return "not-applicable";
  }
  return "";
}

std::string_view stored_name(QuantityKind kind) noexcept {
  switch (kind) {
    case QuantityKind::Number: return "number";
    case QuantityKind::Range: return "range";
    case QuantityKind::Date: return "date";
    case QuantityKind::Ordinal: return "ordinal";
  }
  return "";
}

TargetKind parse_target_kind(std::string_view text) {
  return named(text,
               {TargetKind::Number, TargetKind::Range, TargetKind::Date, TargetKind::Level,
                TargetKind::Text, TargetKind::NotApplicable},
               [](TargetKind kind) { return stored_name(kind); });
}

QuantityKind parse_quantity_kind(std::string_view text) {
  return named(
      text, {QuantityKind::Number, QuantityKind::Range, QuantityKind::Date, QuantityKind::Ordinal},
      [](QuantityKind kind) { return stored_name(kind); });
}

GoalSource parse_source(std::string_view text) {
  return named(text,
               {GoalSource::Declared, GoalSource::Approved, GoalSource::Adjusted,
                GoalSource::Published, GoalSource::Tender, GoalSource::Unstated},
               [](GoalSource source) { return to_string(source); });
}

/// What a quantity stands in.
struct Place {
  std::string_view kind;
  std::size_t first = 0;
  std::size_t second = 0;
  std::size_t third = 0;
};

/// All writers of one revision: one prepared statement a table, used row after row.
class SubmissionWriter {
 public:
  SubmissionWriter(Connection& connection, const RevisionId& revision)
      : connection_(connection), revision_(revision) {}

  void write(const Submission& submission) {
    for (std::size_t i = 0; i < submission.projects.size(); ++i)
      write_project(stored(i), submission.projects[i]);
    for (std::size_t i = 0; i < submission.task_lists.size(); ++i)
      write_task_list(stored(i), submission.task_lists[i]);
    write_paragraphs(submission);
  }

 private:
  RowWriter row(const TableColumns& table) { return {connection_, table, revision_}; }

  void write_project(std::int64_t number, const Project& project) {
    row(kProjects)
        .integer(number)
        .text(project.key.text)
        .text_field(project.code)
        .text_field(project.unit_code)
        .decimal_field(project.budget)
        .unit(project.budget_unit)
        .end();
    write_names(number, "project", project.names);
    write_names(number, "unit", project.unit_names);
    for (std::size_t i = 0; i < project.budget_prints.size(); ++i) {
      row(kBudgetPrints)
          .integer(number)
          .integer(stored(i))
          .decimal_field(project.budget_prints[i])
          .end();
    }
    for (std::size_t i = 0; i < project.goal_sets.size(); ++i)
      write_goal_set(number, stored(i), project.goal_sets[i]);
  }

  void write_names(std::int64_t project, std::string_view kind,
                   const std::vector<NameVariant>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      row(kNames)
          .integer(project)
          .text(kind)
          .integer(stored(i))
          .text(names[i].text)
          .text(origins_text(names[i].origins))
          .end();
    }
  }

  void write_goal_set(std::int64_t project, std::int64_t number, const GoalSet& set) {
    row(kGoalSets)
        .integer(project)
        .integer(number)
        .text(to_string(set.source))
        .text(set.source_reason)
        .year(set.fiscal_year)
        .end();
    for (std::size_t i = 0; i < set.goals.size(); ++i) {
      const Goal& goal = set.goals[i];
      row(kGoals)
          .integer(project)
          .integer(number)
          .integer(stored(i))
          .words(goal.words)
          .text(origins_text(goal.prints))
          .end();
      write_quantities({.kind = "goal",
                        .first = static_cast<std::size_t>(project),
                        .second = static_cast<std::size_t>(number),
                        .third = i},
                       goal.quantities);
    }
    for (std::size_t i = 0; i < set.indicators.size(); ++i)
      write_indicator(project, number, stored(i), set.indicators[i]);
  }

  void write_indicator(std::int64_t project, std::int64_t set, std::int64_t number,
                       const Indicator& indicator) {
    RowWriter writer = row(kIndicators);
    writer.integer(project).integer(set).integer(number);
    writer.term(indicator.level1).term(indicator.level2).words(indicator.name);
    writer.term(indicator.comparator);
    write_target(writer, indicator.target);
    if (indicator.unit.has_value()) {
      writer.unit(*indicator.unit);
    } else {
      writer.null().null().null();
    }
    writer.surroundings(indicator.unit);
    writer.decimal_field(indicator.weight).term(indicator.direction);
    if (indicator.has_goal) {
      writer.integer(indicator.goal);
    } else {
      writer.null();
    }
    writer.origin(indicator.origin).end();

    for (std::size_t i = 0; i < indicator.others.size(); ++i) {
      const auto& [role, words] = indicator.others[i];
      row(kIndicatorColumns)
          .integer(project)
          .integer(set)
          .integer(number)
          .integer(stored(i))
          .text(key_of(role))
          .words(words)
          .end();
    }
  }

  static void write_target(RowWriter& writer, const Field<Target>& field) {
    if (field.has_value()) {
      const Target& target = *field;
      writer.text(stored_name(target.kind)).text(key_of(target.comparator));
      writer.decimal(target.value).decimal(target.value_high).date(target.date);
      writer.date(target.date_high);
      writer.unit(target.unit).text(target.level).integer(target.approximate ? 1 : 0);
    } else {
      for (int i = 0; i < 11; ++i) writer.null();
    }
    writer.surroundings(field);
  }

  void write_task_list(std::int64_t number, const TaskList& list) {
    RowWriter writer = row(kTaskLists);
    writer.integer(number).words(list.title).text(to_string(list.source));
    writer.text(list.source_reason).year(list.fiscal_year);
    if (list.project) {
      writer.text(list.project->text);
    } else {
      writer.null();
    }
    writer.text(list.link_reason).real(list.link_confidence);
    writer.text(origins_text(list.title_prints)).end();

    for (std::size_t i = 0; i < list.tasks.size(); ++i) {
      const Task& task = list.tasks[i];
      row(kTasks)
          .integer(number)
          .integer(stored(i))
          .year(task.number.value)
          .surroundings(task.number)
          .words(task.name)
          .words(task.target)
          .origin(task.origin)
          .end();
      write_quantities({.kind = "task", .first = static_cast<std::size_t>(number), .second = i},
                       task.quantities);
    }
  }

  void write_quantities(const Place& place, const std::vector<Quantity>& quantities) {
    for (std::size_t i = 0; i < quantities.size(); ++i) {
      const Quantity& quantity = quantities[i];
      row(kQuantities)
          .text(place.kind)
          .integer(stored(place.first))
          .integer(stored(place.second))
          .integer(stored(place.third))
          .integer(stored(i))
          .text(stored_name(quantity.kind))
          .text(key_of(quantity.comparator))
          .decimal(quantity.value)
          .decimal(quantity.value_high)
          .date(quantity.date)
          .unit(quantity.unit)
          .text(quantity.raw)
          .integer(stored(quantity.begin))
          .integer(stored(quantity.end))
          .origin(quantity.origin)
          .integer(quantity.per_each ? 1 : 0)
          .integer(quantity.approximate ? 1 : 0)
          .end();
    }
  }

  void write_paragraphs(const Submission& submission) {
    for (std::size_t i = 0; i < submission.paragraphs.size(); ++i) {
      const Paragraph& paragraph = submission.paragraphs[i];
      row(kParagraphs)
          .integer(stored(i))
          .text(to_string(paragraph.kind))
          .words(paragraph.words)
          .end();
      write_quantities({.kind = "paragraph", .first = i}, paragraph.quantities);
    }
  }

  Connection& connection_;
  const RevisionId& revision_;
};

/// The reading side. Rows of parts name the whole they belong to by its number.
class SubmissionReader {
 public:
  SubmissionReader(Connection& connection, const RevisionId& revision,
                   std::optional<std::int64_t> project)
      : connection_(connection), revision_(revision), project_(project) {}

  Submission read() && {
    read_projects();
    read_goal_sets();
    read_indicators();
    read_task_lists();
    read_paragraphs();
    read_quantities();
    return std::move(submission_);
  }

 private:
  RowReader rows(const TableColumns& table) { return {connection_, table, revision_}; }
  RowReader project_rows(const TableColumns& table) {
    return {connection_, table, revision_, project_};
  }

  /// With one project only, that one is the first.
  Project& project(std::size_t number) {
    const std::size_t index = project_ ? number - static_cast<std::size_t>(*project_) : number;
    if (index >= submission_.projects.size()) throw DamagedRow("no such project");
    return submission_.projects[index];
  }

  GoalSet& goal_set(RowReader& row) {
    Project& owner = project(row.size());
    const std::size_t number = row.size();
    if (number >= owner.goal_sets.size()) throw DamagedRow("no such goal set");
    return owner.goal_sets[number];
  }

  void read_projects() {
    for (RowReader row = project_rows(kProjects); row.next();) {
      row.skip();
      Project& owner = submission_.projects.emplace_back();
      owner.key.text = row.text();
      owner.code = row.text_field();
      owner.unit_code = row.text_field();
      owner.budget = row.decimal_field();
      owner.budget_unit = row.unit();
    }
    for (RowReader row = project_rows(kNames); row.next();) {
      Project& owner = project(row.size());
      auto& names = row.text() == "unit" ? owner.unit_names : owner.names;
      row.skip();
      NameVariant& name = names.emplace_back();
      name.text = row.text();
      name.origins = parse_origins(row.text());
    }
    for (RowReader row = project_rows(kBudgetPrints); row.next();) {
      Project& owner = project(row.size());
      row.skip();
      owner.budget_prints.push_back(row.decimal_field());
    }
  }

  void read_goal_sets() {
    for (RowReader row = project_rows(kGoalSets); row.next();) {
      GoalSet& set = project(row.size()).goal_sets.emplace_back();
      row.skip();
      set.source = parse_source(row.text());
      set.source_reason = row.text();
      set.fiscal_year = row.year();
    }
    for (RowReader row = project_rows(kGoals); row.next();) {
      Goal& goal = goal_set(row).goals.emplace_back();
      row.skip();
      goal.words = row.words();
      goal.prints = parse_origins(row.text());
    }
  }

  void read_indicators() {
    for (RowReader row = project_rows(kIndicators); row.next();) {
      Indicator& indicator = goal_set(row).indicators.emplace_back();
      row.skip();
      indicator.level1 = row.term<Level1>();
      indicator.level2 = row.term<Level2>();
      indicator.name = row.words();
      indicator.comparator = row.term<Comparator>();
      indicator.target = read_target(row);
      indicator.unit = row.unit_field();
      indicator.weight = row.decimal_field();
      indicator.direction = row.term<Direction>();
      const std::optional<std::int64_t> goal = row.integer_or_null();
      indicator.has_goal = goal.has_value();
      indicator.goal = static_cast<std::uint32_t>(goal.value_or(0));
      indicator.origin = row.origin();
    }
    for (RowReader row = project_rows(kIndicatorColumns); row.next();) {
      GoalSet& set = goal_set(row);
      const std::size_t number = row.size();
      if (number >= set.indicators.size()) throw DamagedRow("no such indicator");
      row.skip();
      const ColumnRole role = term_of<ColumnRole>(row.text()).value_or(ColumnRole::Unknown);
      set.indicators[number].others.emplace_back(role, row.words());
    }
  }

  static Field<Target> read_target(RowReader& row) {
    Field<Target> field;
    if (const std::optional<std::string> kind = row.text_or_null()) {
      Target target;
      target.kind = parse_target_kind(*kind);
      target.comparator = term_of<Comparator>(row.text()).value_or(Comparator::Unstated);
      target.value = row.decimal();
      target.value_high = row.decimal();
      target.date = row.date();
      target.date_high = row.date();
      target.unit = row.unit();
      target.level = row.text();
      target.approximate = row.integer() != 0;
      field.value = std::move(target);
    } else {
      for (int i = 0; i < 10; ++i) row.skip();
    }
    row.surroundings(field);
    return field;
  }

  void read_task_lists() {
    for (RowReader row = rows(kTaskLists); row.next();) {
      row.skip();
      TaskList& list = submission_.task_lists.emplace_back();
      list.title = row.words();
      list.source = parse_source(row.text());
      list.source_reason = row.text();
      list.fiscal_year = row.year();
      if (std::optional<std::string> key = row.text_or_null()) {
        list.project = ProjectKey{.text = *std::move(key)};
      }
      list.link_reason = row.text();
      list.link_confidence = row.real();
      list.title_prints = parse_origins(row.text());
    }
    for (RowReader row = rows(kTasks); row.next();) {
      const std::size_t number = row.size();
      if (number >= submission_.task_lists.size()) throw DamagedRow("no such task list");
      row.skip();
      Task& task = submission_.task_lists[number].tasks.emplace_back();
      task.number.value = row.year();
      row.surroundings(task.number);
      task.name = row.words();
      task.target = row.words();
      task.origin = row.origin();
    }
  }

  void read_paragraphs() {
    for (RowReader row = rows(kParagraphs); row.next();) {
      row.skip();
      Paragraph& paragraph = submission_.paragraphs.emplace_back();
      paragraph.kind = named(row.text(), {ParagraphKind::Heading, ParagraphKind::Statement},
                             [](ParagraphKind kind) { return to_string(kind); });
      paragraph.words = row.words();
    }
  }

  /// Where the quantities of that place belong; null for projects that were not asked for.
  std::vector<Quantity>* quantities_of(const Place& place) {
    if (place.kind == "goal") {
      if (project_ && static_cast<std::size_t>(*project_) != place.first) return nullptr;
      return &project(place.first).goal_sets.at(place.second).goals.at(place.third).quantities;
    }
    if (place.kind == "task") {
      return &submission_.task_lists.at(place.first).tasks.at(place.second).quantities;
    }
    return &submission_.paragraphs.at(place.first).quantities;
  }

  void read_quantities() {
    for (RowReader row = rows(kQuantities); row.next();) {
      const std::string kind = row.text();
      Place place{.kind = kind};
      place.first = row.size();
      place.second = row.size();
      place.third = row.size();
      row.skip();
      std::vector<Quantity>* quantities = quantities_of(place);
      if (quantities == nullptr) continue;
      Quantity& quantity = quantities->emplace_back();
      quantity.kind = parse_quantity_kind(row.text());
      quantity.comparator = term_of<Comparator>(row.text()).value_or(Comparator::Unstated);
      quantity.value = row.decimal();
      quantity.value_high = row.decimal();
      quantity.date = row.date();
      quantity.unit = row.unit();
      quantity.raw = row.text();
      quantity.begin = row.size();
      quantity.end = row.size();
      quantity.origin = row.origin();
      quantity.per_each = row.integer() != 0;
      quantity.approximate = row.integer() != 0;
    }
  }

  Connection& connection_;
  const RevisionId& revision_;
  std::optional<std::int64_t> project_;
  Submission submission_;
};

}  // namespace

void write_submission_rows(Connection& connection, const RevisionId& revision,
                           const Submission& submission) {
  SubmissionWriter(connection, revision).write(submission);
  write_budget_rows(connection, revision, submission);
  write_document_rows(connection, revision, submission);
}

Submission read_submission_rows(Connection& connection, const RevisionId& revision,
                                std::optional<std::int64_t> project) {
  Submission submission = SubmissionReader(connection, revision, project).read();
  read_budget_rows(connection, revision, submission);
  read_document_rows(connection, revision, submission);
  return submission;
}

}  // namespace jx
