// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/sarif.h"

#include <fmt/core.h>

#include <cstdint>
#include <set>
#include <tuple>

#include "base/build_info.h"
#include "base/text.h"
#include "reports/finding_words.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name under which our fingerprints stand; a new way to make them gets a new one.
constexpr std::string_view kFingerprint = "jixiao/v1";

std::string_view level_of(Severity severity) noexcept {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: return "note";
  }
  return "none";
}

std::string_view level_of(std::string_view severity) noexcept {
  if (severity == "error" || severity == "warning") return severity;
  return severity == "info" ? "note" : "none";
}

/// A path as a URI: relative as it is, absolute with its scheme.
std::string uri_of(std::string_view path) {
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/!").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return uri;
}

void write_text(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name).begin_object().member("text", text).end_object();
}

void write_rule(JsonWriter& json, const RuleCard& card) {
  json.begin_object(Layout::Lines);
  json.member("id", card.id).member("name", card.name);
  write_text(json, "shortDescription", card.title);
  write_text(json, "fullDescription", card.why);
  write_text(json, "help", fmt::format("{}\n反例：{}\n正例：{}", card.fix, card.bad, card.good));
  json.key("defaultConfiguration").begin_object();
  json.member("level", level_of(card.severity)).end_object();
  json.key("properties").begin_object();
  json.member("basis", card.basis.to_string()).member("basisVerified", card.basis.verified);
  json.member("titleInEnglish", card.title_en);
  json.end_object().end_object();
}

void write_artifact(JsonWriter& json, std::string_view file) {
  json.key("artifactLocation").begin_object().member("uri", uri_of(file)).end_object();
}

/// Only texts have columns of characters.
void write_region(JsonWriter& json, const EvidenceLine& line) {
  const Origin& origin = line.origin;
  if (origin.line == 0 || origin.first_column == 0) return;
  json.key("region").begin_object();
  json.member("startLine", origin.line).member("startColumn", origin.first_column);
  // In SARIF the end stands behind the last character.
  if (origin.last_column >= origin.first_column) {
    json.member("endLine", origin.line).member("endColumn", origin.last_column + 1);
  }
  json.end_object();
}

/// "table/0/row/3/column/5", counted as in JSON; "page/2/line/7" outside the tables.
std::string qualified_name(const Origin& origin) {
  std::string name;
  const auto add = [&name](std::string_view kind, std::uint32_t number) {
    name += fmt::format("{}{}/{}", name.empty() ? "" : "/", kind, number);
  };
  if (!origin.in_table()) {
    if (origin.page != 0) add("page", origin.page);
    if (origin.line != 0) add("line", origin.line);
    return name;
  }
  add("table", origin.table);
  if (origin.row != Origin::kNone) add("row", origin.row);
  if (origin.column != Origin::kNone) add("column", origin.column);
  return name;
}

void write_logical(JsonWriter& json, const Origin& origin, const Submission& submission) {
  const std::string name = qualified_name(origin);
  if (name.empty()) return;
  Origin place = origin;
  if (origin.in_table()) place.line = 0;  // Table, row and column are wanted, whatever the format.
  json.key("logicalLocations").begin_array().begin_object();
  json.member("name", trimmed(place_of(place, &submission))).member("fullyQualifiedName", name);
  json.member("kind", "element").end_object().end_array();
}

void write_location(JsonWriter& json, const Submission& submission, const EvidenceLine& line) {
  json.begin_object();
  json.key("physicalLocation").begin_object();
  write_artifact(json, submission.file);
  write_region(json, line);
  json.end_object();
  write_logical(json, line.origin, submission);
  if (!line.text.empty()) write_text(json, "message", line.text);
  json.end_object();
}

/// SARIF wants each place once.
std::vector<const EvidenceLine*> places_of(const Finding& finding) {
  std::vector<const EvidenceLine*> places;
  std::set<std::tuple<std::string, std::uint32_t, std::uint32_t, std::string_view>> seen;
  for (const EvidenceLine& line : finding.evidence) {
    const Origin& at = line.origin;
    const bool in_text = at.first_column != 0;
    if (seen.emplace(qualified_name(at), in_text ? at.line : 0, at.first_column, line.text)
            .second) {
      places.push_back(&line);
    }
  }
  return places;
}

void write_suppressions(JsonWriter& json, const Waiver* waiver) {
  json.key("suppressions").begin_array();
  if (waiver != nullptr) {
    json.begin_object().member("kind", "external").member("status", "accepted");
    json.member("justification", words_of(*waiver));
    json.end_object();
  }
  json.end_array();
}

void write_fingerprint(JsonWriter& json, std::string_view fingerprint) {
  json.key("partialFingerprints").begin_object().member(kFingerprint, fingerprint).end_object();
}

}  // namespace

SarifWriter::SarifWriter(std::string& out, const RuleCards& cards, std::string_view rule_set)
    : json_(out) {
  json_.begin_object(Layout::Lines);
  json_.member("$schema", kSchema).member("version", "2.1.0");
  json_.key("runs").begin_array().begin_object(Layout::Lines);
  json_.key("tool").begin_object().key("driver").begin_object(Layout::Lines);
  json_.member("name", "jixiao").member("semanticVersion", kVersion);
  json_.member("version", rule_set);
  json_.member("language", "zh-CN");
  json_.key("rules").begin_array(Layout::Lines);
  for (const RuleCard& card : cards.cards()) {
    rule_indexes_.emplace(card.id, rule_indexes_.size());
    write_rule(json_, card);
  }
  json_.end_array().end_object().end_object();
  json_.member("columnKind", "unicodeCodePoints");
  json_.key("results").begin_array(Layout::Lines);
}

void SarifWriter::add(const Submission& submission, const CheckResult& result,
                      const Review& review) {
  files_.push_back(submission.file);
  for (std::size_t i = 0; i < result.findings.size(); ++i) {
    write_result(submission, result.findings[i], review.waiver_of(i), review.state_of(i));
  }
  for (const EarlierFinding& finding : review.fixed) write_gone(submission.file, finding);
}

void SarifWriter::write_result(const Submission& submission, const Finding& finding,
                               const Waiver* waiver, FindingState state) {
  const bool open = finding.verdict == Verdict::InsufficientData;
  json_.begin_object(Layout::Lines);
  json_.member("ruleId", finding.rule);
  const auto index = rule_indexes_.find(finding.rule);
  if (index != rule_indexes_.end()) json_.member("ruleIndex", index->second);
  json_.member("kind", open ? "open" : "fail");
  json_.member("level", open ? "none" : level_of(finding.severity));
  write_text(json_, "message", finding.message);
  json_.key("locations").begin_array(Layout::Lines);
  const std::vector<const EvidenceLine*> places = places_of(finding);
  write_location(json_, submission, places.empty() ? EvidenceLine{} : *places.front());
  json_.end_array();
  if (places.size() > 1) {
    json_.key("relatedLocations").begin_array(Layout::Lines);
    for (std::size_t i = 1; i < places.size(); ++i) write_location(json_, submission, *places[i]);
    json_.end_array();
  }
  write_fingerprint(json_, finding.fingerprint);
  if (state != FindingState::Unknown) json_.member("baselineState", to_string(state));
  write_suppressions(json_, waiver);
  json_.key("properties").begin_object();
  json_.member("project", finding.project).member("subject", finding.subject);
  json_.member("expected", finding.expected).member("actual", finding.actual);
  json_.member("fix", finding.fix).member("basis", finding.basis);
  json_.member("severity", to_string(finding.severity)).member("confidence", finding.confidence);
  json_.end_object().end_object();
}

void SarifWriter::write_notifications(const std::vector<RuleUseNote>& rules) {
  json_.key("toolConfigurationNotifications").begin_array();
  for (const RuleUseNote& rule : rules) {
    if (rule.idle.empty()) continue;
    json_.begin_object();
    write_text(json_, "message", fmt::format("{}: {} {}", rule.place, rule.use.id, rule.idle));
    json_.member("level", "warning");
    json_.key("associatedRule").begin_object().member("id", rule.use.id);
    const auto index = rule_indexes_.find(rule.use.id);
    if (index != rule_indexes_.end()) json_.member("index", index->second);
    json_.end_object().end_object();
  }
  json_.end_array();
}

void SarifWriter::write_gone(std::string_view file, const EarlierFinding& finding) {
  json_.begin_object(Layout::Lines);
  json_.member("ruleId", finding.rule);
  const auto index = rule_indexes_.find(finding.rule);
  if (index != rule_indexes_.end()) json_.member("ruleIndex", index->second);
  json_.member("level", level_of(finding.severity));
  write_text(json_, "message", finding.message);
  json_.key("locations").begin_array().begin_object().key("physicalLocation").begin_object();
  write_artifact(json_, file);
  json_.end_object().end_object().end_array();
  write_fingerprint(json_, finding.fingerprint);
  json_.member("baselineState", "absent");
  write_suppressions(json_, nullptr);
  json_.key("properties").begin_object();
  json_.member("project", finding.project).member("subject", finding.subject);
  json_.member("severity", finding.severity);
  json_.end_object().end_object();
}

void SarifWriter::finish(bool complete, const std::vector<RuleUseNote>& rules) {
  json_.end_array();
  // Documents without a finding were checked too.
  json_.key("artifacts").begin_array(Layout::Lines);
  for (const std::string& file : files_) {
    json_.begin_object().key("location").begin_object().member("uri", uri_of(file)).end_object();
    json_.end_object();
  }
  json_.end_array();
  json_.key("invocations").begin_array().begin_object();
  json_.member("executionSuccessful", complete);
  if (!rules.empty()) write_notifications(rules);
  json_.end_object().end_array();
  json_.end_object().end_array().end_object();
}

}  // namespace jx
