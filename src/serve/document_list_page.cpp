// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "serve/page_parts.h"
#include "serve/pages.h"
#include "serve/queries.h"

namespace jx {

Response get_document_list_page(const Request& request, const PathValues&,
                                const ServeContext& context) {
  const Result<PageRequest> page = parse_page(request);
  if (!page.ok()) return make_error_page(Failure::BadRequest, page.error().message);
  const Result<ListPage<RevisionSummary>> list = context.store.documents(*page);
  if (!list.ok()) return make_error_page(failure_of(list.error().code), list.error().message);

  Html html;
  html.open("div", {{"class", "title"}}).element("h1", "文档");
  html.element("p", fmt::format("共 {} 份", list->total), {{"class", "quiet"}}).close("div");
  html.open("table", {{"class", "cards"}}).open("thead").open("tr");
  html.element("th", "文件").element("th", "地区").element("th", "年度");
  html.element("th", "项目", {{"class", "number"}}).element("th", "导入时间").element("th", "问题");
  html.close("tr").close("thead").open("tbody");
  for (const RevisionSummary& document : list->items) {
    html.open("tr").open("td", {{"data-label", "文件"}, {"class", "name"}});
    html.link(source_url(document.id), document.name);
    html.element("span", fmt::format("第 {} 版", document.id.revision), {{"class", "code"}});
    html.close("td").element("td", document.id.region == kUnknownRegion ? "—" : document.id.region,
                             {{"data-label", "地区"}});
    html.element("td", document.fiscal_year ? std::to_string(*document.fiscal_year) : "—",
                 {{"data-label", "年度"}});
    html.element("td", std::to_string(document.projects),
                 {{"data-label", "项目"}, {"class", "number"}});
    html.element("td", document.imported_at, {{"data-label", "导入时间"}});
    html.open("td", {{"data-label", "问题"}});
    write_counts(html, document.findings);
    html.close("td").close("tr");
  }
  html.close("tbody").close("table");
  write_pager(html, request, *page, list->total);
  return make_page("文档", Section::Documents, html);
}

Response make_error_page(Failure failure, std::string_view message) {
  Html html;
  html.element("h1", words_of(failure));
  if (!message.empty()) html.element("p", message);
  html.open("p").link("/", "回到项目列表").close("p");
  Response response = make_page(words_of(failure), Section::None, html);
  response.status = status_of(failure);
  return response;
}

}  // namespace jx
