// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/json.h"

#include <cmath>

#include "lexicon/terms.h"
#include "reports/budget_json.h"
#include "reports/self_evaluation.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

double hundredths(float value) noexcept { return std::round(value * 100.0) / 100.0; }

void write_box(JsonWriter& json, std::string_view name, const Box& box) {
  json.key(name);
  if (box.empty()) {
    json.null();
    return;
  }
  json.begin_array();
  json.value(hundredths(box.left)).value(hundredths(box.top));
  json.value(hundredths(box.right)).value(hundredths(box.bottom));
  json.end_array();
}

void write_text_or_null(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name);
  if (text.empty()) {
    json.null();
  } else {
    json.value(text);
  }
}

void write_known(JsonWriter& json, std::string_view name, std::uint32_t number,
                 std::uint32_t unknown) {
  if (number != unknown) json.member(name, number);
}

std::string_view printed_page_of(const Origin& origin, const Submission* submission) {
  if (submission == nullptr || !origin.in_table()) return {};
  if (origin.table >= submission->tables.size()) return {};
  return submission->tables[origin.table].printed_page;
}

void write_corrections(JsonWriter& json, std::span<const Correction> corrections) {
  json.key("corrections").begin_array(Layout::Lines);
  for (const Correction& correction : corrections) {
    json.begin_object();
    json.member("what", correction.what);
    json.member("before", correction.before).member("after", correction.after);
    json.member("who", correction.who).member("why", correction.why);
    json.key("origin");
    write_origin(json, correction.origin, nullptr);
    json.end_object();
  }
  json.end_array();
}

void write_readings(JsonWriter& json, std::span<const CellReading> readings) {
  if (readings.empty()) return;
  json.key("other_readings").begin_array();
  for (const CellReading& reading : readings) json.value(reading.text);
  json.end_array();
}

void write_line(JsonWriter& json, const OutsideLine& line) {
  json.begin_object();
  json.member("text", line.text).member("page", line.origin.page);
  json.member("line", line.origin.line);
  if (line.kind == LineKind::PageNumber) json.member("printed_page", line.number);
  if (line.confidence < 1) {
    json.member("confidence", hundredths(line.confidence));
    if (!line.other_readings.empty()) {
      json.key("other_readings").begin_array();
      for (const std::string& reading : line.other_readings) json.value(reading);
      json.end_array();
    }
  }
  json.end_object();
}

void write_cell(JsonWriter& json, const Table& table, const Cell& cell) {
  json.begin_object();
  json.member("row", cell.row).member("column", cell.column);
  json.member("rowspan", cell.rowspan).member("colspan", cell.colspan);
  json.member("text", cell.text);
  write_box(json, "bbox", cell.origin.box);
  json.member("confidence", hundredths(cell.confidence));
  if (cell.confidence < 1) write_readings(json, table.readings(cell.row, cell.column));
  write_known(json, "line", cell.origin.line, 0);
  if (cell.origin.first_column != 0) {
    json.member("first_column", cell.origin.first_column);
    json.member("last_column", cell.origin.last_column);  // Before the first one: an empty cell.
  }
  json.end_object();
}

void write_names(JsonWriter& json, std::string_view name, const std::vector<NameVariant>& variants,
                 const Submission* submission) {
  json.key(name).begin_array(Layout::Lines);
  for (const NameVariant& variant : variants) {
    json.begin_object();
    json.member("text", variant.text).key("origins").begin_array();
    for (const Origin& origin : variant.origins) write_origin(json, origin, submission);
    json.end_array().end_object();
  }
  json.end_array();
}

std::string_view kind_name(TargetKind kind) {
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

std::string_view kind_name(QuantityKind kind) {
  switch (kind) {
    case QuantityKind::Number: return "number";
    case QuantityKind::Range: return "range";
    case QuantityKind::Date: return "date";
    case QuantityKind::Ordinal: return "ordinal";
  }
  return "";
}

/// One field of an indicator: its words and its place, and why it has no value.
struct FieldWords {
  std::string_view name;
  std::string_view column;
  const std::string& raw;
  const Origin& origin;
  bool has_value;
  Absence absence;
};

template <typename T>
FieldWords words_of(std::string_view name, ColumnRole column, const Field<T>& field) {
  return {name, chinese_name(column), field.raw, field.origin, field.has_value(), field.absence};
}

std::vector<FieldWords> fields_of(const Indicator& indicator) {
  return {
      words_of("level1", ColumnRole::Level1, indicator.level1),
      words_of("level2", ColumnRole::Level2, indicator.level2),
      {"level3", chinese_name(ColumnRole::Level3), indicator.name.text, indicator.name.origin,
       !indicator.name.empty(), Absence::Blank},
      words_of("operator", ColumnRole::Comparator, indicator.comparator),
      words_of("value", ColumnRole::TargetValue, indicator.target),
      words_of("unit", ColumnRole::Unit, indicator.unit),
      words_of("weight", ColumnRole::Weight, indicator.weight),
      words_of("direction", ColumnRole::Direction, indicator.direction),
  };
}

void write_target(JsonWriter& json, const Indicator& indicator) {
  const std::optional<Target>& target = indicator.target.value;
  const Comparator comparator =
      target ? target->comparator : indicator.comparator.value.value_or(Comparator::Unstated);
  write_text_or_null(json, "operator", chinese_name(comparator));
  write_decimal(json, "value", target ? target->value : std::nullopt);
  write_decimal(json, "value_high", target ? target->value_high : std::nullopt);
  const std::string unit = target && !target->unit.name.empty() ? target->unit.name
                           : indicator.unit.has_value()         ? indicator.unit->name
                                                                : std::string{};
  write_text_or_null(json, "unit", unit);
  json.key("target");
  if (!target) {
    json.null();
    return;
  }
  json.begin_object();
  json.member("kind", kind_name(target->kind));
  if (target->date) json.member("date", target->date->to_string());
  if (target->date_high) json.member("date_high", target->date_high->to_string());
  if (!target->level.empty()) json.member("level", target->level);
  if (target->approximate) json.member("approximate", true);
  json.end_object();
}

void write_indicator(JsonWriter& json, const Indicator& indicator, const Submission* submission) {
  json.begin_object(Layout::Lines);
  write_text_or_null(json, "level1",
                     chinese_name(indicator.level1.value.value_or(Level1::Unknown)));
  write_text_or_null(json, "level2",
                     chinese_name(indicator.level2.value.value_or(Level2::Unknown)));
  write_text_or_null(json, "level3", indicator.name.text);
  write_target(json, indicator);
  write_decimal(json, "weight", indicator.weight.value);
  write_text_or_null(json, "direction",
                     chinese_name(indicator.direction.value.value_or(Direction::Unstated)));
  const std::vector<FieldWords> fields = fields_of(indicator);
  json.key("absent").begin_object();
  for (const FieldWords& field : fields) {
    if (!field.has_value) json.member(field.name, to_string(field.absence));
  }
  json.end_object();
  json.key("raw").begin_object();
  for (const FieldWords& field : fields) {
    if (!field.raw.empty()) json.member(field.column, field.raw);
  }
  for (const auto& [role, words] : indicator.others) {
    json.member(role == ColumnRole::Unknown ? "column " + std::to_string(words.origin.column)
                                            : std::string(chinese_name(role)),
                words.text);
  }
  json.end_object();
  json.key("origins").begin_object();
  for (const FieldWords& field : fields) {
    if (!field.origin.known()) continue;
    json.key(field.name);
    write_origin(json, field.origin, submission);
  }
  json.end_object();
  if (indicator.has_goal) json.member("goal", indicator.goal);
  json.end_object();
}

void write_goal_set(JsonWriter& json, const GoalSet& set, const Submission* submission) {
  json.key("source").begin_object();
  json.member("kind", to_string(set.source)).member("reason", set.source_reason);
  json.end_object();
  json.key("goals").begin_array(Layout::Lines);
  for (const Goal& goal : set.goals) {
    json.begin_object();
    json.member("kind", "annual").member("text", goal.words.text).key("origin");
    write_origin(json, goal.words.origin, submission);
    json.member("prints", goal.prints.size()).key("quantities").begin_array();
    for (const Quantity& quantity : goal.quantities) write_quantity(json, quantity);
    json.end_array().end_object();
  }
  json.end_array();
  json.key("indicators").begin_array(Layout::Lines);
  for (const Indicator& indicator : set.indicators) write_indicator(json, indicator, submission);
  json.end_array();
}

void write_tasks(JsonWriter& json, const Submission& submission) {
  json.key("tasks").begin_array(Layout::Lines);
  for (std::size_t list = 0; list < submission.task_lists.size(); ++list) {
    for (const Task& task : submission.task_lists[list].tasks) {
      json.begin_object();
      json.member("list", list).key("number");
      if (task.number.has_value()) {
        json.value(*task.number);
      } else {
        json.null();
      }
      json.member("name", task.name.text).member("target", task.target.text);
      json.key("quantities").begin_array();
      for (const Quantity& quantity : task.quantities) write_quantity(json, quantity);
      json.end_array().key("origin");
      write_origin(json, task.target.origin, &submission);
      json.end_object();
    }
  }
  json.end_array();
}

void write_profile_choice(JsonWriter& json, const ProfileChoice& choice) {
  json.member("profile", choice.id);
  json.key("profile_choice").begin_object();
  json.member("reason", choice.reason).member("confidence", choice.confidence);
  json.key("fiscal_year");
  if (choice.fiscal_year) {
    json.value(*choice.fiscal_year);
  } else {
    json.null();
  }
  write_text_or_null(json, "region", choice.region);
  json.end_object();
}

}  // namespace

void write_decimal(JsonWriter& json, std::string_view name, const std::optional<Decimal>& value) {
  json.key(name);
  if (value) {
    json.value(value->to_string());
  } else {
    json.null();
  }
}

void write_diagnostics(JsonWriter& json, const Diagnostics& diagnostics,
                       const Submission* submission) {
  json.key("diagnostics").begin_array(Layout::Lines);
  for (const Diagnostic& entry : diagnostics.entries()) {
    json.begin_object();
    json.member("level", entry.level == DiagnosticLevel::Warning ? "warning" : "note");
    json.member("code", entry.code).member("message", entry.message);
    json.key("origin");
    write_origin(json, entry.origin, submission);
    json.end_object();
  }
  for (const auto& [code, count] : diagnostics.left_out()) {
    json.begin_object();
    json.member("level", "note").member("code", code).member("left_out", count);
    json.end_object();
  }
  json.end_array();
}

void write_origin(JsonWriter& json, const Origin& origin, const Submission* submission) {
  json.begin_object();
  write_known(json, "page", origin.page, 0);
  write_known(json, "table", origin.table, Origin::kNone);
  write_known(json, "row", origin.row, Origin::kNone);
  write_known(json, "column", origin.column, Origin::kNone);
  write_known(json, "line", origin.line, 0);
  write_known(json, "first_column", origin.first_column, 0);
  write_known(json, "last_column", origin.last_column, 0);
  if (!origin.box.empty()) write_box(json, "bbox", origin.box);
  const std::string_view printed = printed_page_of(origin, submission);
  if (!printed.empty()) json.member("printed_page", printed);
  if (submission != nullptr && is_doubtful(*submission, origin)) json.member("doubtful", true);
  json.end_object();
}

void write_quantity(JsonWriter& json, const Quantity& quantity) {
  json.begin_object();
  json.member("kind", kind_name(quantity.kind)).member("raw", quantity.raw);
  if (quantity.comparator != Comparator::Unstated) {
    json.member("operator", chinese_name(quantity.comparator));
  }
  if (quantity.value) json.member("value", quantity.value->to_string());
  if (quantity.value_high) json.member("value_high", quantity.value_high->to_string());
  if (quantity.date) json.member("date", quantity.date->to_string());
  if (!quantity.unit.name.empty()) {
    json.member("unit", quantity.unit.name).member("dimension", key_of(quantity.unit.dimension));
  }
  if (quantity.per_each) json.member("per_each", true);
  if (quantity.approximate) json.member("approximate", true);
  json.member("begin", quantity.begin).member("end", quantity.end);
  json.end_object();
}

void write_table(JsonWriter& json, const Table& table) {
  json.begin_object(Layout::Lines);
  json.member("page", table.page);
  write_text_or_null(json, "printed_page", table.printed_page);
  write_box(json, "bbox", table.box);
  write_text_or_null(json, "title", table.title.text);
  write_text_or_null(json, "label", table.label.text);
  write_text_or_null(json, "unit", table.unit_words);
  json.member("rows", table.rows).member("columns", table.columns);
  json.member("header_rows", table.header_rows);
  json.key("continues");
  if (table.continues) {
    json.value(*table.continues);
  } else {
    json.null();
  }
  json.key("cells").begin_array(Layout::Lines);
  for (const Cell& cell : table.cells) write_cell(json, table, cell);
  json.end_array();
  json.end_object();
}

void begin_tables(JsonWriter& json, std::string_view file, std::string_view sha256) {
  json.begin_object(Layout::Lines);
  json.member("file", file).member("sha256", sha256);
  json.key("tables").begin_array(Layout::Lines);
}

void end_tables(JsonWriter& json, const Tables& rest, std::span<const Correction> corrections) {
  json.end_array();
  json.key("lines").begin_array(Layout::Lines);
  for (const OutsideLine& line : rest.lines) write_line(json, line);
  json.end_array();
  write_corrections(json, corrections);
  write_diagnostics(json, rest.diagnostics, nullptr);
  json.end_object();
}

void write_tables(JsonWriter& json, std::string_view file, std::string_view sha256,
                  const Tables& tables, std::span<const Correction> corrections) {
  begin_tables(json, file, sha256);
  for (const Table& table : tables.tables) write_table(json, table);
  end_tables(json, tables, corrections);
}

void write_project(JsonWriter& json, const Project& project, const Submission* submission) {
  json.begin_object(Layout::Lines);
  write_text_or_null(json, "code", project.code.value.value_or(std::string{}));
  write_text_or_null(json, "name", project.name());
  write_names(json, "names", project.names, submission);
  write_text_or_null(json, "unit_code", project.unit_code.value.value_or(std::string{}));
  write_text_or_null(json, "unit_name",
                     project.unit_names.empty() ? "" : project.unit_names.front().text);
  write_decimal(json, "budget", project.budget.value);
  if (!project.budget.has_value()) json.member("budget_absent", to_string(project.budget.absence));
  write_text_or_null(json, "budget_unit", project.budget_unit.name);
  json.member("budget_prints", project.budget_prints.size());
  if (!project.goal_sets.empty()) write_goal_set(json, project.goal_sets.front(), submission);
  json.end_object();
}

void write_task_list(JsonWriter& json, const TaskList& list, const Submission* submission) {
  json.begin_object();
  json.member("title", list.title.text).member("source", to_string(list.source));
  json.member("source_reason", list.source_reason).member("tasks", list.tasks.size());
  write_text_or_null(json, "project", list.project ? list.project->text : std::string{});
  json.member("link_reason", list.link_reason).member("link_confidence", list.link_confidence);
  json.key("origin");
  write_origin(json, list.title.origin, submission);
  json.end_object();
}

void write_submission(JsonWriter& json, const Submission& submission) {
  json.begin_object(Layout::Lines);
  json.member("file", submission.file).member("sha256", submission.sha256);
  json.member("form", submission.form);
  write_profile_choice(json, submission.profile);
  json.key("projects").begin_array(Layout::Lines);
  for (const Project& project : submission.projects) write_project(json, project, &submission);
  json.end_array();
  json.key("task_lists").begin_array(Layout::Lines);
  for (const TaskList& list : submission.task_lists) write_task_list(json, list, &submission);
  json.end_array();
  write_tasks(json, submission);
  write_self_evaluations(json, submission);
  write_budget_tables(json, submission);
  json.key("paragraphs").begin_array(Layout::Lines);
  for (const Paragraph& paragraph : submission.paragraphs) {
    json.begin_object();
    json.member("text", paragraph.words.text).member("kind", to_string(paragraph.kind));
    json.key("quantities").begin_array();
    for (const Quantity& quantity : paragraph.quantities) write_quantity(json, quantity);
    json.end_array().key("origin");
    write_origin(json, paragraph.words.origin, &submission);
    json.end_object();
  }
  json.end_array();
  json.key("unread").begin_array(Layout::Lines);
  for (const Unread& unread : submission.unread) {
    json.begin_object();
    json.member("text", unread.words.text).member("reason", unread.reason).key("origin");
    write_origin(json, unread.words.origin, &submission);
    json.end_object();
  }
  json.end_array();
  write_corrections(json, submission.corrections);
  write_diagnostics(json, submission.diagnostics, &submission);
  json.end_object();
}

void write_finding(JsonWriter& json, const Finding& finding, const Submission* submission,
                   const Waiver* waiver, FindingState state) {
  json.begin_object(Layout::Lines);
  json.member("rule", finding.rule).member("severity", to_string(finding.severity));
  json.member("status", to_string(finding.verdict));
  write_text_or_null(json, "project", finding.project);
  json.member("subject", finding.subject).member("message", finding.message);
  json.key("evidence").begin_array(Layout::Lines);
  for (const EvidenceLine& line : finding.evidence) {
    json.begin_object().key("origin");
    write_origin(json, line.origin, submission);
    json.member("text", line.text);
    if (line.end > line.begin) json.member("begin", line.begin).member("end", line.end);
    json.end_object();
  }
  json.end_array();
  write_text_or_null(json, "expected", finding.expected);
  write_text_or_null(json, "actual", finding.actual);
  json.member("basis", finding.basis).member("fix", finding.fix);
  json.member("fingerprint", finding.fingerprint).member("confidence", finding.confidence);
  if (state != FindingState::Unknown) json.member("since_baseline", to_string(state));
  if (waiver != nullptr) {
    json.key("waived").begin_object();
    json.member("why", waiver->why).member("who", waiver->who);
    json.member("expires", waiver->expires.to_string()).member("place", waiver->place);
    json.end_object();
  }
  json.end_object();
}

namespace {

void write_fixed(JsonWriter& json, const std::vector<EarlierFinding>& fixed) {
  json.key("fixed").begin_array(Layout::Lines);
  for (const EarlierFinding& finding : fixed) {
    json.begin_object();
    json.member("rule", finding.rule).member("severity", finding.severity);
    write_text_or_null(json, "project", finding.project);
    json.member("subject", finding.subject).member("message", finding.message);
    json.member("fingerprint", finding.fingerprint);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void write_idle_waivers(JsonWriter& json, const std::vector<WaiverBook::Idle>& idle) {
  json.key("waivers_without_effect").begin_array(Layout::Lines);
  for (const WaiverBook::Idle& one : idle) {
    json.begin_object();
    json.member("place", one.waiver->place).member("rule", one.waiver->rule);
    json.member("reason", one.reason).member("message", one.message);
    json.end_object();
  }
  json.end_array();
}

void write_rule_uses(JsonWriter& json, const std::vector<RuleUseNote>& rules) {
  json.key("house_rules").begin_array(Layout::Lines);
  for (const RuleUseNote& rule : rules) {
    json.begin_object();
    json.member("rule", rule.use.id).member("place", rule.place);
    json.member("looked_at", rule.use.rows).member("selected", rule.use.selected);
    json.member("undecided", rule.use.undecided);
    write_text_or_null(json, "idle", rule.idle);
    json.end_object();
  }
  json.end_array();
}

void begin_check(JsonWriter& json, const Submission& submission, const CheckResult& result,
                 const Review& review) {
  json.begin_object(Layout::Lines);
  json.member("file", submission.file).member("sha256", submission.sha256);
  write_profile_choice(json, submission.profile);
  json.key("findings").begin_array(Layout::Lines);
  for (std::size_t i = 0; i < result.findings.size(); ++i) {
    write_finding(json, result.findings[i], &submission, review.waiver_of(i), review.state_of(i));
  }
  json.end_array();
  if (review.compared) write_fixed(json, review.fixed);
  json.key("passed");
}

void end_check(JsonWriter& json, const Submission& submission, const CheckResult& result) {
  json.member("not_applicable", result.not_applicable);
  write_corrections(json, submission.corrections);
  write_diagnostics(json, submission.diagnostics, &submission);
  json.end_object();
}

void write_check(JsonWriter& json, const Submission& submission, const CheckResult& result,
                 const Review& review) {
  begin_check(json, submission, result, review);
  json.begin_array(Layout::Lines);
  for (const Finding& finding : result.passed) write_finding(json, finding, &submission);
  json.end_array();
  end_check(json, submission, result);
}

void write_failed_document(JsonWriter& json, std::string_view file, const Error& error) {
  json.begin_object(Layout::Lines);
  json.member("file", file);
  json.key("error").begin_object();
  json.member("code", to_string(error.code)).member("message", error.message);
  if (error.origin) {
    json.key("origin");
    write_origin(json, *error.origin, nullptr);
  }
  json.end_object();
  json.end_object();
}

}  // namespace jx
