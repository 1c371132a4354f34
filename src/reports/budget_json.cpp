// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/budget_json.h"

#include <optional>
#include <string_view>

#include "reports/json.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

void write_text_or_null(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name);
  if (text.empty()) {
    json.null();
  } else {
    json.value(text);
  }
}

void write_year(JsonWriter& json, std::string_view name, const std::optional<int>& year) {
  json.key(name);
  if (year) {
    json.value(*year);
  } else {
    json.null();
  }
}

void write_budget_line(JsonWriter& json, const BudgetLine& line, const Submission* submission) {
  json.begin_object().member("kind", to_string(line.kind)).member("side", to_string(line.side));
  write_text_or_null(json, "code", line.code);
  json.member("depth", line.depth);
  write_text_or_null(json, "name", line.name.text);
  write_text_or_null(json, "project", line.project.text);
  write_text_or_null(json, "project_code", line.project_code);
  json.member("of_which", line.of_which).key("amounts").begin_array();
  for (const BudgetAmount& each : line.amounts) {
    json.begin_object().member("column", each.column);
    write_text_or_null(json, "value", each.amount.has_value() ? each.amount->to_string() : "");
    if (!each.amount.has_value()) json.member("absent", to_string(each.amount.absence));
    json.member("raw", each.amount.raw);
    if (each.amount.origin.known()) {
      json.key("origin");
      write_origin(json, each.amount.origin, submission);
    }
    json.end_object();
  }
  json.end_array().key("origin");
  write_origin(json, line.origin, submission);
  json.end_object();
}

void write_budget_table(JsonWriter& json, const BudgetTable& table, const Submission* submission) {
  json.begin_object(Layout::Lines);
  json.member("kind", key_of(table.kind));
  write_text_or_null(json, "title", table.title.text);
  write_text_or_null(json, "unit", table.unit.name);
  write_year(json, "fiscal_year", table.fiscal_year);
  json.key("tables").begin_array();
  for (const std::uint32_t print : table.prints) json.value(print);
  json.end_array().key("columns").begin_array(Layout::Lines);
  for (const BudgetColumn& column : table.columns) {
    json.begin_object().member("kind", key_of(column.kind)).key("groups").begin_array();
    for (const AmountKind group : column.groups) json.value(key_of(group));
    json.end_array().member("side", to_string(column.side));
    write_year(json, "year", column.year);
    json.member("of_which", column.of_which).member("header", column.header.text).end_object();
  }
  json.end_array().key("lines").begin_array(Layout::Lines);
  for (const BudgetLine& line : table.lines) write_budget_line(json, line, submission);
  json.end_array().key("notes").begin_array(Layout::Lines);
  for (const Words& note : table.notes) {
    json.begin_object().member("text", note.text).key("origin");
    write_origin(json, note.origin, submission);
    json.end_object();
  }
  json.end_array().key("origin");
  write_origin(json, table.origin(), submission);
  json.end_object();
}

}  // namespace

void write_budget_tables(JsonWriter& json, const Submission& submission) {
  if (submission.budget_tables.empty()) return;
  json.key("budget_tables").begin_array(Layout::Lines);
  for (const BudgetTable& table : submission.budget_tables) {
    write_budget_table(json, table, &submission);
  }
  json.end_array();
}

}  // namespace jx
