// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/score_proof.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/date.h"
#include "cli/json_value.h"
#include "lexicon/terms.h"
#include "pages/json/json_tape.h"
#include "reports/score.h"

namespace jx {
namespace {

constexpr std::string_view kKind = "jixiao-score-proof/1";
constexpr Absence kAbsences[] = {Absence::Blank, Absence::NotApplicable, Absence::NotDue,
                                 Absence::NotObtainable, Absence::Unread};
constexpr GoalSource kSources[] = {GoalSource::Declared, GoalSource::Approved,
                                   GoalSource::Adjusted, GoalSource::Published,
                                   GoalSource::Tender,   GoalSource::Unstated};

Result<std::string> text_of(const JsonValue& object, std::string_view name) {
  const std::optional<JsonValue> found = object.find(name);
  return found ? found->text() : Result<std::string>(std::string());
}

Result<std::optional<Decimal>> decimal_of(const JsonValue& object, std::string_view name) {
  const std::optional<JsonValue> found = object.find(name);
  if (!found) return std::optional<Decimal>();
  JX_TRY(const Decimal value, found->decimal());
  return std::optional(value);
}

template <typename Term>
Result<std::optional<Term>> term_in(const JsonValue& object, std::string_view name) {
  JX_TRY(const std::string key, text_of(object, name));
  if (key.empty()) return std::optional<Term>();
  const std::optional<Term> term = term_of<Term>(key);
  if (!term) return object.fault(fmt::format("“{}”的值“{}”不认识", name, key));
  return term;
}

/// "2023-11-30", "2023-11", "2023", "--11-30", as Date::to_string() writes them.
Result<std::optional<Date>> date_of(const JsonValue& object, std::string_view name) {
  JX_TRY(const std::string words, text_of(object, name));
  if (words.empty()) return std::optional<Date>();
  Date date;
  std::string_view rest = words;
  const auto take = [&rest](std::size_t digits, int& part) {
    const auto [end, fault] = std::from_chars(rest.data(), rest.data() + rest.size(), part);
    const auto length = static_cast<std::size_t>(end - rest.data());
    rest.remove_prefix(length);
    return fault == std::errc() && length == digits;
  };
  const auto dash = [&rest] {
    if (!rest.starts_with('-')) return false;
    rest.remove_prefix(1);
    return true;
  };
  constexpr std::size_t kYearDigits = 4;
  constexpr std::size_t kPartDigits = 2;
  bool read = rest.starts_with("--") ? (dash(), true) : take(kYearDigits, date.year);
  if (read && !rest.empty()) read = dash() && take(kPartDigits, date.month);
  if (read && !rest.empty()) read = dash() && take(kPartDigits, date.day);
  if (!read || !rest.empty() || !date.valid()) {
    return object.fault(fmt::format("“{}”不是日期：{}", name, words));
  }
  return std::optional(date);
}

/// Raw words and the reason of an absent value; true when there is a value to read.
template <typename T>
Result<bool> read_words(const JsonValue& object, Field<T>& field) {
  JX_TRY(field.raw, text_of(object, "raw"));
  JX_TRY(const std::string absent, text_of(object, "absent"));
  if (absent.empty()) return true;
  const auto* const found =
      std::find_if(std::begin(kAbsences), std::end(kAbsences),
                   [&](Absence absence) { return to_string(absence) == absent; });
  if (found == std::end(kAbsences)) return object.fault("“absent”的值不认识");
  field.absence = *found;
  return false;
}

Result<Field<Decimal>> read_number(const JsonValue& parent, std::string_view name) {
  Field<Decimal> field;
  const std::optional<JsonValue> object = parent.find(name);
  if (!object) return field;
  JX_TRY(const bool has_value, read_words(*object, field));
  if (!has_value) return field;
  JX_TRY(const JsonValue value, object->member("value"));
  JX_TRY(field.value, value.decimal());
  return field;
}

Result<Unit> read_unit(const JsonValue& object) {
  Unit unit;
  JX_TRY(unit.name, text_of(object, "name"));
  JX_TRY(const std::optional<Dimension> dimension, term_in<Dimension>(object, "dimension"));
  unit.dimension = dimension.value_or(Dimension::Unknown);
  JX_TRY(const std::optional<Decimal> factor, decimal_of(object, "factor"));
  unit.factor = factor.value_or(Decimal(1));
  return unit;
}

Result<Field<Target>> read_target(const JsonValue& parent, std::string_view name) {
  Field<Target> field;
  const std::optional<JsonValue> object = parent.find(name);
  if (!object) return field;
  JX_TRY(const bool has_value, read_words(*object, field));
  if (!has_value) return field;
  Target& target = field.value.emplace();
  JX_TRY(const std::optional<Comparator> comparator, term_in<Comparator>(*object, "operator"));
  target.comparator = comparator.value_or(Comparator::Unstated);
  JX_TRY(target.value, decimal_of(*object, "value"));
  JX_TRY(target.value_high, decimal_of(*object, "value_high"));
  JX_TRY(target.baseline, decimal_of(*object, "baseline"));
  JX_TRY(target.date, date_of(*object, "date"));
  JX_TRY(target.date_high, date_of(*object, "date_high"));
  if (object->find("not_applicable")) target.kind = TargetKind::NotApplicable;
  if (const std::optional<JsonValue> unit = object->find("unit")) {
    JX_TRY(target.unit, read_unit(*unit));
  }
  return field;
}

Result<Indicator> read_indicator(const JsonValue& object) {
  Indicator indicator;
  JX_TRY(indicator.level1.value, term_in<Level1>(object, "level1"));
  JX_TRY(indicator.level2.value, term_in<Level2>(object, "level2"));
  JX_TRY(indicator.direction.value, term_in<Direction>(object, "direction"));
  JX_TRY(indicator.name.text, text_of(object, "level3"));
  JX_TRY(indicator.target, read_target(object, "target"));
  JX_TRY(indicator.weight, read_number(object, "weight"));
  if (!object.find("actual")) return indicator;
  Actual& actual = indicator.actual.emplace();
  JX_TRY(actual.value, read_target(object, "actual"));
  JX_TRY(actual.score, read_number(object, "entered"));
  JX_TRY(actual.reason.text, text_of(object, "deviation_reason"));
  return indicator;
}

Result<FundRow> read_funds(const JsonValue& object) {
  FundRow funds;
  funds.total = true;
  const std::pair<std::string_view, Field<Decimal> FundRow::*> columns[] = {
      {"initial", &FundRow::initial},
      {"full_year", &FundRow::full_year},
      {"adjusted", &FundRow::adjusted},
      {"executed", &FundRow::executed},
      {"weight", &FundRow::weight}};
  for (const auto& [name, column] : columns) {
    JX_TRY(funds.*column, read_number(object, name));
    // The form has the column, even where its cell is blank.
    if (object.find(name)) (funds.*column).origin.page = 1;
  }
  return funds;
}

Result<ScoredGoalSet> read_set(const JsonValue& object) {
  ScoredGoalSet set;
  JX_TRY(const JsonValue inputs, object.member("inputs"));
  JX_TRY(const std::string source, text_of(inputs, "source"));
  const auto* const found =
      std::find_if(std::begin(kSources), std::end(kSources),
                   [&](GoalSource each) { return to_string(each) == source; });
  if (found == std::end(kSources)) return inputs.fault("“source”的值不认识");
  set.set.source = *found;
  if (const std::optional<JsonValue> funds = inputs.find("funds")) {
    JX_TRY(set.funds, read_funds(*funds));
  }
  JX_TRY(const JsonValue list, inputs.member("indicators"));
  JX_TRY(const std::vector<JsonValue> indicators, list.items());
  for (const JsonValue& each : indicators) {
    JX_TRY(Indicator indicator, read_indicator(each));
    set.set.indicators.push_back(std::move(indicator));
  }
  return set;
}

Result<ScoredProject> read_project(const JsonValue& object) {
  ScoredProject project;
  JX_TRY(project.key, text_of(object, "key"));
  JX_TRY(project.code, text_of(object, "code"));
  JX_TRY(project.name, text_of(object, "name"));
  JX_TRY(const JsonValue list, object.member("goal_sets"));
  JX_TRY(const std::vector<JsonValue> sets, list.items());
  for (const JsonValue& each : sets) {
    JX_TRY(ScoredGoalSet set, read_set(each));
    project.sets.push_back(std::move(set));
  }
  return project;
}

Result<std::vector<Decimal>> read_bases(const JsonValue& object, std::string_view name) {
  JX_TRY(const JsonValue list, object.member(name));
  JX_TRY(const std::vector<JsonValue> items, list.items());
  std::vector<Decimal> bases;
  for (const JsonValue& item : items) {
    JX_TRY(const Decimal base, item.decimal());
    bases.push_back(base);
  }
  return bases;
}

Result<ScoredDocument> read_document(const JsonValue& object) {
  ScoredDocument document;
  JX_TRY(document.file, text_of(object, "file"));
  JX_TRY(document.sha256, text_of(object, "sha256"));
  JX_TRY(document.profile, text_of(object, "profile"));
  JX_TRY(document.weight_bases, read_bases(object, "weight_bases"));
  JX_TRY(document.fraction_bases, read_bases(object, "fraction_bases"));
  JX_TRY(const JsonValue rules, object.member("rules"));
  JX_TRY(const std::string text, rules.text());
  JX_TRY(document.rules, read_scoring_text(text, "rules"));
  JX_TRY(const JsonValue list, object.member("projects"));
  JX_TRY(const std::vector<JsonValue> projects, list.items());
  for (const JsonValue& each : projects) {
    JX_TRY(ScoredProject project, read_project(each));
    document.projects.push_back(std::move(project));
  }
  return document;
}

Result<std::vector<ScoredDocument>> read_proof(const JsonTape& tape) {
  const JsonValue root(tape, tape.root(), "$");
  JX_TRY(const std::string kind, text_of(root, "proof"));
  if (kind != kKind) return root.fault("不是 jixiao score --proof 写出的计分证明");
  JX_TRY(const JsonValue list, root.member("documents"));
  JX_TRY(const std::vector<JsonValue> items, list.items());
  std::vector<ScoredDocument> documents;
  for (const JsonValue& each : items) {
    JX_TRY(ScoredDocument document, read_document(each));
    documents.push_back(std::move(document));
  }
  return documents;
}

void score_again(ScoredDocument& document) {
  Profile profile;
  profile.id = document.profile;
  profile.weight_bases = document.weight_bases;
  profile.fraction_bases = document.fraction_bases;
  for (ScoredProject& project : document.projects) {
    for (ScoredGoalSet& set : project.sets) jx::score_again(set, profile, document.rules);
  }
}

}  // namespace

std::string proof_of(const std::vector<ScoredDocument>& documents) {
  std::string text;
  JsonWriter json(text);
  json.begin_object(JsonWriter::Layout::Lines);
  json.member("proof", kKind).key("documents").begin_array(JsonWriter::Layout::Lines);
  for (const ScoredDocument& document : documents) write_proof(json, document);
  json.end_array().end_object();
  return text;
}

Result<ProofVerdict> verify_proof(std::string_view text, std::string_view name) {
  const auto in_file = [&](const Error& error) {
    return Error{error.code, fmt::format("{}：{}", name, error.message)};
  };
  const Result<JsonTape> tape = JsonTape::parse(text, {});
  if (!tape.ok()) return in_file(tape.error());
  Result<std::vector<ScoredDocument>> documents = read_proof(*tape);
  if (!documents.ok()) return in_file(documents.error());
  ProofVerdict verdict;
  for (ScoredDocument& document : *documents) {
    score_again(document);
    ++verdict.documents;
    verdict.versions.push_back(version_of(document.rules));
    for (const ScoredProject& project : document.projects) verdict.goal_sets += project.sets.size();
  }
  const Result<JsonTape> again = JsonTape::parse(proof_of(*documents), {});
  if (!again.ok()) return again.error();
  verdict.difference = find_difference(*tape, *again);
  return verdict;
}

}  // namespace jx
