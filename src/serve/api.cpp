// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/api.h"

#include <fmt/core.h>

#include "codecs/json_writer.h"
#include "reports/json.h"
#include "serve/queries.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

Response api_error(const Error& error) {
  return make_api_error(failure_of(error.code), error.message);
}

/// A handler's work; its error becomes the answer.
template <typename Work>
Response answer(const Work& work) {
  Result<std::string> body = work();
  if (!body.ok()) return api_error(body.error());
  return make_json(*std::move(body));
}

void write_counts(JsonWriter& json, const FindingCounts& counts) {
  json.key("findings").begin_object();
  json.member("error", counts.error).member("warning", counts.warning);
  json.member("info", counts.info).member("insufficient-data", counts.insufficient);
  json.end_object();
}

void write_year(JsonWriter& json, const std::optional<int>& year) {
  json.key("fiscal_year");
  if (year) {
    json.value(*year);
  } else {
    json.null();
  }
}

void write_text_or_null(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name);
  if (text.empty()) {
    json.null();
  } else {
    json.value(text);
  }
}

void write_revision_id(JsonWriter& json, const RevisionId& id) {
  json.member("document", id.document).member("revision", id.revision);
  json.member("region", id.region);
}

void write_page(JsonWriter& json, const PageRequest& page, std::size_t total) {
  json.member("page", page.page).member("page_size", page.size).member("total", total);
}

void write_summary(JsonWriter& json, const ProjectSummary& project) {
  json.begin_object();
  write_revision_id(json, project.revision);
  json.member("document_name", project.document_name).member("key", project.key);
  write_text_or_null(json, "code", project.code);
  write_text_or_null(json, "name", project.name);
  write_text_or_null(json, "unit", project.unit);
  write_text_or_null(json, "budget", project.budget);
  write_text_or_null(json, "budget_unit", project.budget_unit);
  write_year(json, project.fiscal_year);
  json.member("indicators", project.indicators);
  write_counts(json, project.findings);
  json.end_object();
}

void write_card(JsonWriter& json, const RuleCard& card) {
  json.begin_object(Layout::Lines);
  json.member("id", card.id).member("name", card.name).member("severity", to_string(card.severity));
  json.member("title", card.title).member("title_en", card.title_en).member("why", card.why);
  json.member("basis", card.basis.clause).member("verified", card.basis.verified);
  json.member("bad", card.bad).member("good", card.good).member("fix", card.fix);
  json.end_object();
}

void write_findings(JsonWriter& json, const std::vector<StoredFinding>& findings,
                    const Submission& submission) {
  json.key("findings").begin_array(Layout::Lines);
  for (const StoredFinding& stored : findings) write_finding(json, stored.finding, &submission);
  json.end_array();
}

}  // namespace

Response get_api_projects(const Request& request, const PathValues&, const ServeContext& context) {
  return answer([&]() -> Result<std::string> {
    JX_TRY(const ProjectQuery query, parse_project_query(request));
    JX_TRY(const ListPage<ProjectSummary> list, context.store.projects(query));
    std::string body;
    JsonWriter json(body);
    json.begin_object(Layout::Lines);
    write_page(json, query.page, list.total);
    json.key("projects").begin_array(Layout::Lines);
    for (const ProjectSummary& project : list.items) write_summary(json, project);
    json.end_array().end_object();
    return body;
  });
}

Response get_api_project(const Request& request, const PathValues& values,
                         const ServeContext& context) {
  return answer([&]() -> Result<std::string> {
    JX_TRY(const std::vector<ProjectSummary> found,
           context.store.find_project(values[0], values[1]));
    JX_TRY(const ProjectSummary chosen, choose_project(request, found));
    JX_TRY(const Submission submission, context.store.submission_of(chosen.revision, chosen.key));
    JX_TRY(const ListPage<StoredFinding> findings,
           context.store.findings({.revision = chosen.revision, .project = chosen.key}));
    std::string body;
    JsonWriter json(body);
    json.begin_object(Layout::Lines);
    json.key("documents").begin_array(Layout::Lines);
    for (const ProjectSummary& summary : found) write_summary(json, summary);
    json.end_array().key("shown").begin_object();
    write_revision_id(json, chosen.revision);
    json.end_object();
    json.key("profile").begin_object();
    json.member("id", submission.profile.id).member("reason", submission.profile.reason);
    json.member("confidence", submission.profile.confidence);
    write_year(json, submission.profile.fiscal_year);
    json.end_object().key("project");
    write_project(json, submission.projects.front(), &submission);
    json.key("task_lists").begin_array(Layout::Lines);
    for (const TaskList& list : submission.task_lists) {
      if (list.project && list.project->text == chosen.key) {
        write_task_list(json, list, &submission);
      }
    }
    json.end_array();
    write_findings(json, findings.items, submission);
    json.end_object();
    return body;
  });
}

Response get_api_documents(const Request& request, const PathValues&, const ServeContext& context) {
  return answer([&]() -> Result<std::string> {
    JX_TRY(const PageRequest page, parse_page(request));
    JX_TRY(const ListPage<RevisionSummary> list, context.store.documents(page));
    std::string body;
    JsonWriter json(body);
    json.begin_object(Layout::Lines);
    write_page(json, page, list.total);
    json.key("documents").begin_array(Layout::Lines);
    for (const RevisionSummary& document : list.items) {
      json.begin_object();
      write_revision_id(json, document.id);
      json.member("name", document.name).member("sha256", document.sha256);
      json.member("profile", document.profile).member("rule_set", document.rule_set);
      json.member("imported_at", document.imported_at);
      write_year(json, document.fiscal_year);
      json.member("projects", document.projects);
      write_counts(json, document.findings);
      json.end_object();
    }
    json.end_array().end_object();
    return body;
  });
}

Response get_api_source(const Request&, const PathValues& values, const ServeContext& context) {
  return answer([&]() -> Result<std::string> {
    JX_TRY(const RevisionId id, find_revision(context.store, values[0], values[1]));
    JX_TRY(const std::vector<std::string> lines, context.store.source_lines(id));
    JX_TRY(const Submission submission, context.store.submission(id));
    JX_TRY(const ListPage<StoredFinding> findings, context.store.findings({.revision = id}));
    std::string body;
    JsonWriter json(body);
    json.begin_object(Layout::Lines);
    write_revision_id(json, id);
    json.member("file", submission.file).member("sha256", submission.sha256);
    json.key("lines").begin_array(Layout::Lines);
    for (const std::string& line : lines) json.value(line);
    json.end_array();
    write_findings(json, findings.items, submission);
    json.end_object();
    return body;
  });
}

Response get_api_rules(const Request&, const PathValues&, const ServeContext& context) {
  std::string body;
  JsonWriter json(body);
  json.begin_object(Layout::Lines).key("rules").begin_array(Layout::Lines);
  for (const RuleCard* card : cards_by_id(context.reference.cards)) write_card(json, *card);
  json.end_array().end_object();
  return make_json(std::move(body));
}

Response get_api_rule(const Request&, const PathValues& values, const ServeContext& context) {
  const RuleCard* card = context.reference.cards.find(values[0]);
  if (card == nullptr) {
    return make_api_error(Failure::NotFound, fmt::format("没有编号为 {} 的规则", values[0]));
  }
  std::string body;
  JsonWriter json(body);
  write_card(json, *card);
  return make_json(std::move(body));
}

}  // namespace jx
