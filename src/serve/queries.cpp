// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/queries.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace jx {
namespace {

std::optional<int> parse_whole(std::string_view text, int most) {
  int value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || value < 1 || value > most) {
    return std::nullopt;
  }
  return value;
}

Error wrong_parameter(std::string_view name, std::string_view wanted) {
  return {.code = ErrorCode::Malformed, .message = fmt::format("参数 {} 应为{}", name, wanted)};
}

}  // namespace

Result<PageRequest> parse_page(const Request& request) {
  PageRequest page{.page = 1, .size = kPageSize};
  const std::string_view text = request.parameter("page");
  if (text.empty()) return page;
  const std::optional<int> number = parse_whole(text, 1'000'000);
  if (!number) return wrong_parameter("page", "从 1 开始的页码");
  page.page = static_cast<std::size_t>(*number);
  return page;
}

Result<ProjectQuery> parse_project_query(const Request& request) {
  ProjectQuery query;
  query.text = request.parameter("query");
  query.unit = request.parameter("unit");
  query.rule = request.parameter("rule");
  if (const std::string_view year = request.parameter("year"); !year.empty()) {
    query.fiscal_year = parse_whole(year, 9999);
    if (!query.fiscal_year) return wrong_parameter("year", "年份，如 2021");
  }
  if (const std::string_view severity = request.parameter("severity"); !severity.empty()) {
    for (const Severity candidate : {Severity::Error, Severity::Warning, Severity::Info}) {
      if (to_string(candidate) == severity) query.severity = candidate;
    }
    if (!query.severity) return wrong_parameter("severity", " error、warning 或 info");
  }
  JX_TRY(query.page, parse_page(request));
  return query;
}

Result<RevisionId> find_revision(Store& store, std::string_view document, std::string_view number) {
  JX_TRY(const std::vector<RevisionSummary> revisions, store.revisions(document));
  const std::optional<int> wanted = parse_whole(number, 1'000'000'000);
  for (const RevisionSummary& revision : revisions) {
    if (wanted && revision.id.revision == *wanted) return revision.id;
  }
  return Error{
      .code = ErrorCode::NotFound,
      .message = fmt::format("文档《{}》没有第 {} 版，最新是第 {} 版", revisions.front().name,
                             number, revisions.front().id.revision)};
}

Result<ProjectSummary> choose_project(const Request& request,
                                      const std::vector<ProjectSummary>& found) {
  const std::string_view document = request.parameter("document");
  if (document.empty()) return found.front();
  for (const ProjectSummary& project : found) {
    if (project.revision.document == document) return project;
  }
  return Error{.code = ErrorCode::NotFound,
               .message = fmt::format("文档 {} 的最新一版里没有这个项目", document)};
}

std::vector<const RuleCard*> cards_by_id(const RuleCards& cards) {
  std::vector<const RuleCard*> sorted;
  for (const RuleCard& card : cards.cards()) sorted.push_back(&card);
  std::sort(sorted.begin(), sorted.end(),
            [](const RuleCard* a, const RuleCard* b) { return a->id < b->id; });
  return sorted;
}

}  // namespace jx
