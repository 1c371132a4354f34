// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string>

#include "lexicon/terms.h"
#include "reports/json.h"
#include "reports/score.h"
#include "scores/derivation.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

void write_text(JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) json.member(name, text);
}

void write_band(JsonWriter& json, const PointBand& band) {
  json.key("band").begin_object();
  json.member("low", band.low.to_string()).member("high", band.high.to_string());
  json.member("includes_low", band.includes_low).member("includes_high", band.includes_high);
  json.end_object();
}

void write_score(JsonWriter& json, const IndicatorScore& score, const ScoringRules& rules) {
  json.member("weight", score.weight.to_string());
  write_decimal(json, "score", score.score);
  if (!score.score) {
    json.member("absent", to_string(score.gap)).member("reason", chinese_name(score.gap));
  }
  if (score.kind != ScoreKind::None) {
    const PolicyCard& card = rules.card(score.policy);
    json.member("policy", to_string(score.policy)).member("basis", card.basis.to_string());
  }
  if (score.over_policy) json.member("over_policy", to_string(*score.over_policy));
  if (score.band) write_band(json, *score.band);
  if (score.entered) json.member("entered", score.entered->to_string());
  json.member("derivation", derivation_of(score, rules));
}

void write_change(JsonWriter& json, const GradeChange& change, const ScoredGoalSet& set) {
  json.begin_object();
  json.member("kind", to_string(change.kind));
  if (change.kind != ChangeKind::Execution) {
    json.member("indicator", change.indicator);
    json.member("level3", set.set.indicators[change.indicator].name.text);
  }
  json.member("from", change.from.to_string()).member("to", change.to.to_string());
  json.member("total", change.total.to_string()).member("grade", change.grade);
  json.member("better", change.better).member("within_band", change.within_band);
  json.end_object();
}

void write_total(JsonWriter& json, const GoalSetScore& score, const ScoringRules& rules) {
  json.member("fractions", score.fractions);
  json.member("weight_sum", score.weight_sum.to_string());
  json.member("full_marks", score.full_marks.to_string());
  json.member("scored", score.scored.to_string());
  json.member("scored_weight", score.scored_weight.to_string());
  json.member("missing", score.missing);
  write_decimal(json, "execution_rate", score.execution_rate);
  write_decimal(json, "uncapped", score.uncapped);
  json.key("cap");
  if (score.cap) {
    json.begin_object();
    json.member("below", score.cap->below.to_string()).member("most", score.cap->most.to_string());
    json.end_object();
  } else {
    json.null();
  }
  write_decimal(json, "total", score.total);
  if (!score.total) {
    json.member("absent", to_string(score.gap)).member("reason", chinese_name(score.gap));
  }
  write_text(json, "grade", score.grade);
  json.member("derivation", derivation_of(score, rules));
}

void write_results(JsonWriter& json, const ScoredGoalSet& set, const ScoringRules& rules) {
  json.key("indicators").begin_array(Layout::Lines);
  for (std::size_t i = 0; i < set.set.indicators.size(); ++i) {
    const Indicator& indicator = set.set.indicators[i];
    json.begin_object();
    json.member("level1", chinese_name(indicator.level1.value.value_or(Level1::Unknown)));
    json.member("level2", chinese_name(indicator.level2.value.value_or(Level2::Unknown)));
    json.member("level3", indicator.name.text);
    json.member("target", indicator.target.raw);
    json.member("actual", indicator.actual ? indicator.actual->value.raw : std::string());
    write_score(json, set.score.indicators[i], rules);
    json.end_object();
  }
  json.end_array();
  json.key("execution");
  if (set.score.execution) {
    json.begin_object();
    write_score(json, *set.score.execution, rules);
    json.end_object();
  } else {
    json.null();
  }
  write_total(json, set.score, rules);
  json.key("grade_changes").begin_array(Layout::Lines);
  for (const GradeChange& change : set.changes) write_change(json, change, set);
  json.end_array();
}

void write_policies(JsonWriter& json, const ScoringRules& rules) {
  json.key("policies").begin_object();
  for (const PolicyId id : rules.chosen) json.member(key_of(group_of(id)), to_string(id));
  json.end_object();
}

void write_document_head(JsonWriter& json, const ScoredDocument& document) {
  json.member("file", document.file).member("sha256", document.sha256);
  json.member("profile", document.profile);
  json.member("version", version_of(document.rules));
}

/// The words and the value of a field, or why there is none.
template <typename T, typename Write>
void write_field(JsonWriter& json, std::string_view name, const Field<T>& field, Write write) {
  json.key(name).begin_object();
  write_text(json, "raw", field.raw);
  if (field.has_value()) {
    write(*field);
  } else {
    json.member("absent", to_string(field.absence));
  }
  json.end_object();
}

void write_number_field(JsonWriter& json, std::string_view name, const Field<Decimal>& field) {
  write_field(json, name, field,
              [&](const Decimal& value) { json.member("value", value.to_string()); });
}

void write_target_field(JsonWriter& json, std::string_view name, const Field<Target>& field) {
  write_field(json, name, field, [&](const Target& target) {
    write_text(json, "operator", key_of(target.comparator));
    if (target.value) json.member("value", target.value->to_string());
    if (target.value_high) json.member("value_high", target.value_high->to_string());
    if (target.baseline) json.member("baseline", target.baseline->to_string());
    if (target.date) json.member("date", target.date->to_string());
    if (target.date_high) json.member("date_high", target.date_high->to_string());
    if (target.kind == TargetKind::NotApplicable) json.member("not_applicable", true);
    if (target.unit.name.empty()) return;
    json.key("unit").begin_object();
    json.member("name", target.unit.name).member("dimension", key_of(target.unit.dimension));
    json.member("factor", target.unit.factor.to_string());
    json.end_object();
  });
}

void write_indicator_inputs(JsonWriter& json, const Indicator& indicator) {
  json.begin_object();
  json.member("level1", key_of(indicator.level1.value.value_or(Level1::Unknown)));
  json.member("level2", key_of(indicator.level2.value.value_or(Level2::Unknown)));
  json.member("level3", indicator.name.text);
  json.member("direction", key_of(indicator.direction.value.value_or(Direction::Unstated)));
  write_target_field(json, "target", indicator.target);
  write_number_field(json, "weight", indicator.weight);
  if (indicator.actual) {
    write_target_field(json, "actual", indicator.actual->value);
    write_number_field(json, "entered", indicator.actual->score);
    write_text(json, "deviation_reason", indicator.actual->reason.text);
  }
  json.end_object();
}

/// Left out where the form has no such column: the base of the execution rate depends on it.
void write_fund(JsonWriter& json, std::string_view name, const Field<Decimal>& field) {
  if (field.has_value() || field.origin.known()) write_number_field(json, name, field);
}

void write_inputs(JsonWriter& json, const ScoredGoalSet& set) {
  json.key("inputs").begin_object(Layout::Lines);
  json.member("source", to_string(set.set.source));
  json.key("funds");
  if (set.funds) {
    json.begin_object();
    write_fund(json, "initial", set.funds->initial);
    write_fund(json, "full_year", set.funds->full_year);
    write_fund(json, "adjusted", set.funds->adjusted);
    write_fund(json, "executed", set.funds->executed);
    write_fund(json, "weight", set.funds->weight);
    json.end_object();
  } else {
    json.null();
  }
  json.key("indicators").begin_array(Layout::Lines);
  for (const Indicator& indicator : set.set.indicators) write_indicator_inputs(json, indicator);
  json.end_array();
  json.end_object();
}

void write_adjustment(JsonWriter& json, const ScoredGoalSet& set) {
  if (!set.adjustment) return;
  json.key("adjustment").begin_object();
  json.member("reason", set.adjustment->reason);
  json.member("document", set.adjustment->document);
  json.member("approver", set.adjustment->approver);
  json.member("date", set.adjustment->date);
  json.end_object();
}

void write_use(JsonWriter& json, const GoalSetScore& score, const ResultUse* use) {
  const GradeUse* const grade = use == nullptr ? nullptr : use->find(score.grade);
  if (grade == nullptr) return;
  json.key("result_use").begin_object();
  json.member("effect", to_string(grade->effect)).member("advice", grade->advice);
  json.member("basis", use->basis.to_string());
  json.end_object();
}

void write_bases(JsonWriter& json, std::string_view name, const std::vector<Decimal>& bases) {
  json.key(name).begin_array();
  for (const Decimal& base : bases) json.value(base.to_string());
  json.end_array();
}

}  // namespace

void write_scores(JsonWriter& json, const ScoredDocument& document, const ResultUse* use) {
  json.begin_object(Layout::Lines);
  write_document_head(json, document);
  write_policies(json, document.rules);
  json.key("projects").begin_array(Layout::Lines);
  for (const ScoredProject& project : document.projects) {
    json.begin_object(Layout::Lines);
    json.member("key", project.key).member("code", project.code).member("name", project.name);
    write_decimal(json, "printed_total", project.printed_total);
    write_text(json, "printed_grade", project.printed_grade);
    json.key("goal_sets").begin_array(Layout::Lines);
    for (const ScoredGoalSet& set : project.sets) {
      json.begin_object(Layout::Lines);
      json.member("source", to_string(set.set.source));
      write_adjustment(json, set);
      write_results(json, set, document.rules);
      write_use(json, set.score, use);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  write_diagnostics(json, document.diagnostics, nullptr);
  json.end_object();
}

void write_proof(JsonWriter& json, const ScoredDocument& document) {
  json.begin_object(Layout::Lines);
  write_document_head(json, document);
  write_bases(json, "weight_bases", document.weight_bases);
  write_bases(json, "fraction_bases", document.fraction_bases);
  json.member("rules", to_text(document.rules));
  json.key("projects").begin_array(Layout::Lines);
  for (const ScoredProject& project : document.projects) {
    json.begin_object(Layout::Lines);
    json.member("key", project.key).member("code", project.code).member("name", project.name);
    json.key("goal_sets").begin_array(Layout::Lines);
    for (const ScoredGoalSet& set : project.sets) {
      json.begin_object(Layout::Lines);
      write_inputs(json, set);
      json.key("results").begin_object(Layout::Lines);
      write_results(json, set, document.rules);
      json.end_object().end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

}  // namespace jx
