// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/self_evaluation.h"

#include <fmt/core.h>

#include "base/text.h"
#include "reports/json.h"
#include "scores/scored_document.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

/// A number as read, its words, why it is absent, its place.
template <typename T, typename Shown>
void write_field(JsonWriter& json, std::string_view name, const Field<T>& field,
                 const Submission& submission, Shown shown) {
  json.key(name).begin_object();
  json.key("value");
  if (field.has_value()) {
    shown(*field);
  } else {
    json.null();
    json.member("absent", to_string(field.absence));
  }
  if (!field.raw.empty()) json.member("raw", field.raw);
  if (field.origin.known()) {
    json.key("origin");
    write_origin(json, field.origin, &submission);
  }
  json.end_object();
}

void write_number(JsonWriter& json, std::string_view name, const Field<Decimal>& field,
                  const Submission& submission) {
  write_field(json, name, field, submission,
              [&](const Decimal& value) { json.value(value.to_string()); });
}

void write_words(JsonWriter& json, std::string_view name, const Words& words,
                 const Submission& submission) {
  if (words.empty()) return;
  json.key(name).begin_object();
  json.member("text", words.text).key("origin");
  write_origin(json, words.origin, &submission);
  json.end_object();
}

/// A number, else the words: 达成预期指标 has no number.
void write_actual(JsonWriter& json, std::string_view name, const Field<Target>& field,
                  const Submission& submission) {
  write_field(json, name, field, submission, [&](const Target& actual) {
    if (actual.value) {
      json.value(actual.value->to_string());
    } else if (actual.date) {
      json.value(actual.date->to_string());
    } else {
      json.value(field.raw);
    }
  });
}

void write_fund(JsonWriter& json, const FundRow& row, const Submission& submission) {
  json.begin_object(Layout::Lines);
  json.member("name", row.name.text).member("total", row.total);
  const std::pair<std::string_view, const Field<Decimal>*> columns[] = {
      {"initial", &row.initial},   {"full_year", &row.full_year}, {"adjusted", &row.adjusted},
      {"executed", &row.executed}, {"weight", &row.weight},       {"rate", &row.rate},
      {"score", &row.score}};
  for (const auto& [name, field] : columns) {
    if (field->origin.known()) write_number(json, name, *field, submission);
  }
  write_words(json, "deviation_reason", row.reason, submission);
  json.end_object();
}

void write_line(JsonWriter& json, const Indicator& indicator, const Submission& submission) {
  json.begin_object(Layout::Lines);
  json.member("level1", chinese_name(indicator.level1.value.value_or(Level1::Unknown)));
  json.member("level2", chinese_name(indicator.level2.value.value_or(Level2::Unknown)));
  json.member("level3", indicator.name.text);
  write_actual(json, "target", indicator.target, submission);
  if (indicator.actual) {
    write_actual(json, "actual", indicator.actual->value, submission);
    write_number(json, "score", indicator.actual->score, submission);
    write_words(json, "deviation_reason", indicator.actual->reason, submission);
  }
  write_number(json, "weight", indicator.weight, submission);
  json.end_object();
}

void write_evaluation(JsonWriter& json, const SelfEvaluation& evaluation,
                      const Submission& submission) {
  json.begin_object(Layout::Lines);
  json.member("project", evaluation.project);
  json.key("funds").begin_array(Layout::Lines);
  for (const FundRow& row : evaluation.funds) write_fund(json, row, submission);
  json.end_array();
  json.key("goals").begin_array(Layout::Lines);
  for (const GoalOutcome& goal : evaluation.goals) {
    json.begin_object();
    write_words(json, "expected", goal.expected, submission);
    write_words(json, "actual", goal.actual, submission);
    json.end_object();
  }
  json.end_array();
  json.key("indicators").begin_array(Layout::Lines);
  if (const GoalSet* const set = evaluated_set(submission, evaluation)) {
    for (const Indicator& indicator : set->indicators) write_line(json, indicator, submission);
  }
  json.end_array();
  write_number(json, "total_weight", evaluation.total_weight, submission);
  write_number(json, "total", evaluation.total, submission);
  write_words(json, "grade", evaluation.grade, submission);
  json.end_object();
}

std::string shown(const auto& field) {
  return field.raw.empty() ? "—" : replaced(field.raw, "\n", " ");
}

/// "年度资金总额：" without its colon.
std::string label_of(const FundRow& row) {
  std::string label = replaced(row.name.text, "\n", " ");
  for (const std::string_view colon : {"：", ":"}) {
    if (label.ends_with(colon)) label.erase(label.size() - colon.size());
  }
  return label;
}

}  // namespace

void write_self_evaluations(JsonWriter& json, const Submission& submission) {
  if (submission.self_evaluations.empty()) return;
  json.key("self_evaluations").begin_array(Layout::Lines);
  for (const SelfEvaluation& evaluation : submission.self_evaluations) {
    write_evaluation(json, evaluation, submission);
  }
  json.end_array();
}

std::string render_self_evaluations(const Submission& submission) {
  std::string out;
  for (const SelfEvaluation& evaluation : submission.self_evaluations) {
    out += fmt::format("\n绩效自评 {}\n", evaluation.project);
    for (const FundRow& row : evaluation.funds) {
      const Field<Decimal>& budget = row.full_year.origin.known() ? row.full_year : row.adjusted;
      out += fmt::format("  {}：预算 {}，执行 {}，执行率 {}，得分 {}\n", label_of(row),
                         shown(budget), shown(row.executed), shown(row.rate), shown(row.score));
    }
    if (const GoalSet* const set = evaluated_set(submission, evaluation)) {
      for (const Indicator& indicator : set->indicators) {
        if (!indicator.actual) continue;
        out += fmt::format("  {}：指标值 {}，完成 {}，分值 {}，得分 {}\n",
                           replaced(indicator.name.text, "\n", " "), shown(indicator.target),
                           shown(indicator.actual->value), shown(indicator.weight),
                           shown(indicator.actual->score));
      }
    }
    out += fmt::format("  总分 {}{}\n", shown(evaluation.total),
                       evaluation.grade.empty() ? "" : "，" + evaluation.grade.text);
  }
  return out;
}

}  // namespace jx
