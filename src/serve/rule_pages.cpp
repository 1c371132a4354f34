// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "serve/page_parts.h"
#include "serve/pages.h"
#include "serve/queries.h"

namespace jx {
namespace {

void write_example(Html& html, std::string_view label, std::string_view words,
                   std::string_view css_class) {
  if (words.empty()) return;
  html.open("div", {{"class", fmt::format("example {}", css_class)}});
  html.element("h2", label).element("p", words).close("div");
}

}  // namespace

Response get_rule_list_page(const Request&, const PathValues&, const ServeContext& context) {
  const std::vector<const RuleCard*> cards = cards_by_id(context.reference.cards);
  Html html;
  html.open("div", {{"class", "title"}}).element("h1", "规则");
  html.element("p", fmt::format("共 {} 条", cards.size()), {{"class", "quiet"}}).close("div");
  html.open("table", {{"class", "rules cards"}}).open("thead").open("tr");
  html.element("th", "编号").element("th", "级别").element("th", "查什么").element("th", "依据");
  html.close("tr").close("thead").open("tbody");
  for (const RuleCard* card : cards) {
    html.open("tr").open("td", {{"data-label", "编号"}});
    html.link(rule_url(card->id), card->id).close("td");
    html.open("td", {{"data-label", "级别"}});
    write_mark(html, mark_of(card->severity));
    html.close("td").open("td", {{"data-label", "查什么"}, {"class", "name"}});
    html.link(rule_url(card->id), card->title).close("td");
    html.element("td", card->basis.to_string(), {{"data-label", "依据"}}).close("tr");
  }
  html.close("tbody").close("table");
  return make_page("规则", Section::Rules, html);
}

Response get_rule_page(const Request&, const PathValues& values, const ServeContext& context) {
  const RuleCard* card = context.reference.cards.find(values[0]);
  if (card == nullptr) {
    return make_error_page(Failure::NotFound, fmt::format("没有编号为 {} 的规则", values[0]));
  }
  Html html;
  html.open("p", {{"class", "crumbs"}}).link("/rules", "规则").text(" / " + card->id).close("p");
  html.open("div", {{"class", "title"}}).element("h1", card->title);
  html.open("p");
  write_mark(html, mark_of(card->severity));
  html.element("span", fmt::format("{} · {}", card->id, card->name), {{"class", "code"}});
  html.close("p").close("div");
  html.element("p", card->title_en, {{"class", "quiet"}, {"lang", "en"}});
  html.element("h2", "为什么").element("p", card->why);
  html.open("div", {{"class", "examples"}});
  write_example(html, "不好的写法", card->bad, "bad");
  write_example(html, "好的写法", card->good, "good");
  html.close("div");
  html.element("h2", "怎样改").element("p", card->fix);
  html.element("h2", "依据").element("p", card->basis.to_string());
  html.open("p").link("/?rule=" + url_escaped(card->id), "违反这条规则的项目").close("p");
  return make_page(card->title, Section::Rules, html);
}

}  // namespace jx
