// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "serve/page_parts.h"
#include "serve/pages.h"
#include "serve/queries.h"

namespace jx {
namespace {

void write_option(Html& html, std::string_view value, std::string_view words,
                  std::string_view chosen) {
  html.open("option",
            {{"value", value}, {"selected", value == chosen && !value.empty() ? "selected" : ""}});
  html.text(words).close("option");
}

void write_text_input(Html& html, std::string_view name, std::string_view label,
                      std::string_view value, std::string_view hint) {
  html.open("label").element("span", label);
  html.empty("input", {{"name", name}, {"value", value}, {"placeholder", hint}});
  html.close("label");
}

void write_form(Html& html, const Request& request, const RuleCards& cards) {
  html.open("form", {{"class", "filter"}, {"method", "get"}, {"action", "/"}, {"role", "search"}});
  write_text_input(html, "query", "项目", request.parameter("query"), "编码或名称");
  write_text_input(html, "unit", "单位", request.parameter("unit"), "名称或编码");
  html.open("label", {{"class", "narrow"}}).element("span", "年度");
  html.empty("input", {{"name", "year"},
                       {"value", request.parameter("year")},
                       {"placeholder", "如 2021"},
                       {"inputmode", "numeric"},
                       {"pattern", "[0-9]{4}"}});
  html.close("label");
  html.open("label").element("span", "问题级别").open("select", {{"name", "severity"}});
  write_option(html, "", "不限", request.parameter("severity"));
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
    write_option(html, to_string(severity), fmt::format("有{}", mark_of(severity).word),
                 request.parameter("severity"));
  }
  html.close("select").close("label");
  html.open("label").element("span", "违反规则").open("select", {{"name", "rule"}});
  write_option(html, "", "不限", request.parameter("rule"));
  for (const RuleCard* card : cards_by_id(cards)) {
    write_option(html, card->id, fmt::format("{} {}", card->id, card->title),
                 request.parameter("rule"));
  }
  html.close("select").close("label");
  html.open("div", {{"class", "buttons"}});
  html.element("button", "筛选", {{"type", "submit"}}).link("/", "清除");
  html.close("div").close("form");
}

void write_cell(Html& html, std::string_view label, std::string_view words,
                std::string_view css_class = {}) {
  html.element("td", words, {{"data-label", label}, {"class", css_class}});
}

void write_row(Html& html, const ProjectSummary& project) {
  html.open("tr").open("td", {{"data-label", "项目"}, {"class", "name"}});
  html.link(project_url(project.revision.region, project.key) +
                "?document=" + url_escaped(project.revision.document),
            project.name.empty() ? project.key : project.name);
  if (!project.code.empty()) html.element("span", project.code, {{"class", "code"}});
  html.close("td");
  write_cell(html, "单位", project.unit.empty() ? "—" : project.unit);
  write_cell(html, "年度", project.fiscal_year ? std::to_string(*project.fiscal_year) : "—");
  write_cell(
      html, "预算数",
      project.budget.empty() ? "—" : fmt::format("{} {}", project.budget, project.budget_unit),
      "number");
  write_cell(html, "指标", std::to_string(project.indicators), "number");
  html.open("td", {{"data-label", "问题"}});
  write_counts(html, project.findings);
  html.close("td").close("tr");
}

void write_table(Html& html, const ListPage<ProjectSummary>& list) {
  html.open("table", {{"class", "projects cards"}}).open("thead").open("tr");
  html.element("th", "项目").element("th", "单位").element("th", "年度");
  html.element("th", "预算数", {{"class", "number"}}).element("th", "指标", {{"class", "number"}});
  html.element("th", "问题").close("tr").close("thead").open("tbody");
  for (const ProjectSummary& project : list.items) write_row(html, project);
  html.close("tbody").close("table");
}

}  // namespace

Response get_project_list_page(const Request& request, const PathValues&,
                               const ServeContext& context) {
  const Result<ProjectQuery> query = parse_project_query(request);
  if (!query.ok()) return make_error_page(Failure::BadRequest, query.error().message);
  const Result<ListPage<ProjectSummary>> list = context.store.projects(*query);
  if (!list.ok()) return make_error_page(failure_of(list.error().code), list.error().message);

  Html html;
  html.open("div", {{"class", "title"}}).element("h1", "项目");
  html.element("p", fmt::format("共 {} 个", list->total), {{"class", "quiet"}}).close("div");
  write_form(html, request, context.reference.cards);
  if (list->items.empty()) {
    html.open("p", {{"class", "nothing"}});
    if (request.query.empty()) {
      html.text("还没有项目。用 ").element("code", "jixiao import 文件…").text(" 读入绩效目标表。");
    } else {
      html.text("没有符合条件的项目。").link("/", "查看全部项目");
    }
    html.close("p");
  } else {
    write_table(html, *list);
    write_pager(html, request, query->page, list->total);
  }
  return make_page("项目", Section::Projects, html);
}

}  // namespace jx
