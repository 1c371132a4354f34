// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/json.h"
#include "reports/monitoring.h"

namespace jx {
namespace {

void write_strings(JsonWriter& json, std::string_view key, const std::vector<std::string>& all) {
  json.key(key).begin_array();
  for (const std::string& each : all) json.value(each);
  json.end_array();
}

void write_exclusions(JsonWriter& json, std::string_view key,
                      const std::vector<Exclusion>& exclusions) {
  json.key(key).begin_array();
  for (const Exclusion& each : exclusions) {
    json.begin_object();
    if (each.number) json.member("entry", *each.number);
    json.member("reporter", each.reporter).member("period", each.period);
    json.member("reason", each.reason).end_object();
  }
  json.end_array();
}

void write_total(JsonWriter& json, std::string_view key, const Total& total) {
  json.key(key).begin_object();
  write_decimal(json, "value", total.value);
  if (!total.level.empty()) json.member("level", total.level);
  if (total.absence) json.member("absent", to_string(*total.absence));
  if (!total.gap.empty()) json.member("gap", total.gap);
  if (total.denominator) {
    write_decimal(json, "numerator", total.numerator);
    write_decimal(json, "denominator", total.denominator);
  }
  json.member("calculation", total.words);
  json.member("figures", total.figures).member("evidence", total.evidence);
  json.key("contributions").begin_array();
  for (const Contribution& each : total.contributions) {
    json.begin_object().member("entry", each.number).member("reporter", each.reporter);
    json.member("period", each.period).member("figure", each.figure).end_object();
  }
  json.end_array();
  write_exclusions(json, "excluded", total.exclusions);
  json.key("falls").begin_array();
  for (const Fall& fall : total.falls) {
    json.begin_object().member("earlier_entry", fall.earlier).member("later_entry", fall.later);
    json.member("reporter", fall.reporter).member("earlier_period", fall.earlier_period);
    json.member("later_period", fall.later_period).member("before", fall.before.to_string());
    json.member("after", fall.after.to_string()).end_object();
  }
  json.end_array().end_object();
}

void write_light(JsonWriter& json, const LightResult& light) {
  json.key("light").begin_object().member("colour", key_of(light.light));
  json.member("reason", light.reason);
  write_decimal(json, "planned", light.planned);
  write_decimal(json, "degree", light.degree);
  json.member("prorated", light.prorated).end_object();
}

void write_forecast(JsonWriter& json, const Forecast& forecast) {
  json.key("forecast").begin_object();
  write_decimal(json, "low", forecast.low);
  write_decimal(json, "middle", forecast.middle);
  write_decimal(json, "high", forecast.high);
  json.member("method", forecast.method).end_object();
}

void write_statement(JsonWriter& json, const Statement* statement) {
  json.key("statement");
  if (statement == nullptr) {
    json.null();
    return;
  }
  json.begin_object().member("entry", statement->number);
  json.key("causes").begin_array();
  for (const DeviationCause cause : statement->causes) json.value(key_of(cause));
  json.end_array().member("explanation", statement->explanation);
  json.key("likelihood");
  if (statement->likelihood) {
    json.value(key_of(*statement->likelihood));
  } else {
    json.null();
  }
  json.member("measures", statement->measures).member("person", statement->person).end_object();
}

void write_before(JsonWriter& json, const std::optional<Before>& before) {
  json.key("before");
  if (!before) {
    json.null();
    return;
  }
  json.begin_object();
  write_decimal(json, "value", before->total.value);
  if (!before->total.level.empty()) json.member("level", before->total.level);
  json.member("light", key_of(before->light)).end_object();
}

void write_row(JsonWriter& json, const MonitoredRow& row) {
  const Indicator& indicator = row.indicator;
  json.begin_object(JsonWriter::Layout::Lines).member("name", row.name);
  if (!row.task.empty()) json.member("task", row.task);
  json.member("level1", key_of(indicator.level1.value.value_or(Level1::Unknown)));
  json.member("level2", key_of(indicator.level2.value.value_or(Level2::Unknown)));
  json.member("target", monitored_target(indicator));
  const bool has_target = indicator.target.has_value();
  write_decimal(json, "target_value",
                has_target ? indicator.target->value : std::optional<Decimal>());
  json.member("unit", has_target ? indicator.target->unit.name : std::string());
  write_decimal(json, "weight", indicator.weight.value);
  json.member("aggregation", key_of(row.aggregation.kind));
  json.member("curve", key_of(row.curve.kind()));
  write_total(json, "actual", row.total);
  write_light(json, row.light);
  write_decimal(json, "deviation", row.deviation);
  write_decimal(json, "relative_deviation", row.relative_deviation);
  write_forecast(json, row.forecast);
  json.key("suggested_likelihood");
  if (row.suggested) {
    json.value(key_of(*row.suggested)).member("suggested_reason", row.suggested_reason);
  } else {
    json.null();
  }
  write_statement(json, row.statement);
  write_before(json, row.before);
  write_strings(json, "evidence_needed", row.evidence_needed);
  write_strings(json, "missing_reports", row.missing);
  json.end_object();
}

void write_money(JsonWriter& json, const MonitoredMoney& money) {
  json.key("money").begin_object(JsonWriter::Layout::Lines);
  write_decimal(json, "budget", money.budget);
  json.member("unit", money.unit);
  write_total(json, "executed", money.executed);
  write_decimal(json, "rate", money.rate);
  write_light(json, money.light);
  write_forecast(json, money.forecast);
  write_statement(json, money.statement);
  write_before(json, money.before);
  json.end_object();
}

void write_project(JsonWriter& json, const MonitoredProject& project) {
  json.begin_object(JsonWriter::Layout::Lines).member("key", project.key);
  json.member("code", project.code).member("name", project.name);
  json.member("unit_name", project.unit_name);
  json.member("money_light", key_of(project.money.light.light));
  json.member("goal_light", key_of(project.goal_light));
  write_decimal(json, "progress", project.progress);
  write_decimal(json, "gap", project.gap);
  json.member("gap_too_wide", project.gap_too_wide);
  write_money(json, project.money);
  json.key("rows").begin_array(JsonWriter::Layout::Lines);
  for (const MonitoredRow& row : project.rows) write_row(json, row);
  json.end_array();
  write_strings(json, "missing_months", project.missing_months);
  json.key("history").begin_array();
  for (const LightMonth& each : project.history) {
    json.begin_object().member("month", each.month).member("money_light", key_of(each.money));
    json.member("goal_light", key_of(each.goal)).end_object();
  }
  json.end_array().end_object();
}

void write_findings(JsonWriter& json, const MonitoredDocument& document) {
  json.key("findings").begin_array(JsonWriter::Layout::Lines);
  for (const MonitoringFinding& finding : document.findings) {
    const MonitoringCard* const card = card_of(document, finding);
    json.begin_object().member("rule", finding.rule);
    if (card != nullptr) json.member("severity", to_string(card->severity));
    json.member("project", finding.project).member("subject", finding.subject);
    json.member("message", finding.message);
    if (card != nullptr) json.member("basis", card->basis.to_string()).member("fix", card->fix);
    json.key("entries").begin_array();
    for (const std::uint64_t number : finding.entries) json.value(number);
    json.end_array().end_object();
  }
  json.end_array();
}

/// Where the figures stand that forms bring, by their numbers, and what the forms leave open.
void write_filed(JsonWriter& json, const FiledFigures& filed) {
  json.key("sources").begin_array(JsonWriter::Layout::Lines);
  for (const FigureSource& source : filed.sources) {
    json.begin_object().member("file", source.file).key("origin");
    write_origin(json, source.origin, nullptr);
    json.end_object();
  }
  json.end_array();
  json.key("remarks").begin_array(JsonWriter::Layout::Lines);
  for (const FormRemark& remark : filed.remarks) {
    json.begin_object().member("file", remark.file).key("origin");
    write_origin(json, remark.origin, nullptr);
    json.member("message", remark.words).end_object();
  }
  json.end_array();
}

void write_rolled(JsonWriter& json, const std::vector<RolledRow>& rolled) {
  json.key("rolled_up").begin_array(JsonWriter::Layout::Lines);
  for (const RolledRow& row : rolled) {
    json.begin_object().member("project", row.project).member("name", row.name);
    json.key("units").begin_array(JsonWriter::Layout::Lines);
    for (const RolledUnit& unit : row.units) {
      json.begin_object().member("name", unit.name).member("depth", unit.depth);
      write_total(json, "actual", unit.total);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace

void write_monitoring(JsonWriter& json, const MonitoredDocument& document) {
  const Monitoring& monitoring = document.monitoring;
  json.begin_object(JsonWriter::Layout::Lines).member("file", document.file);
  json.member("sha256", document.sha256).member("profile", document.profile);
  json.member("ledger", document.ledger).member("plan", document.plan);
  json.member("generated", document.generated);
  json.member("year", monitoring.year).member("month", monitoring.month);
  json.member("lights", monitoring.lights).member("lights_title", monitoring.lights_title);
  json.key("projects").begin_array(JsonWriter::Layout::Lines);
  for (const MonitoredProject& project : monitoring.projects) write_project(json, project);
  json.end_array();
  write_exclusions(json, "unused", monitoring.unused);
  write_findings(json, document);
  if (document.filed != nullptr) write_filed(json, *document.filed);
  if (!document.rolled.empty()) write_rolled(json, document.rolled);
  json.end_object();
}

}  // namespace jx
