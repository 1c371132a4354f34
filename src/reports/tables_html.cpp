// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/tables_html.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.h"
#include "codecs/html_writer.h"
#include "reports/table_shape.h"
#include "reports/text_layout.h"
#include "tables/doubtful_text.h"

namespace jx {
namespace {

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark}
body{font-family:"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;line-height:1.5;
margin:1.5rem auto;padding:0 1rem;max-width:100rem;color:#1b1b1b;background:#fff}
h1{font-size:1.3rem;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:2rem 0 .2rem}
.place,.legend,nav{color:#595959;font-size:.9rem;margin:.2rem 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;margin:.5rem 0;font-size:.9rem}
th,td{border:1px solid #b5b5b5;padding:.25rem .5rem;vertical-align:top;text-align:left;
white-space:pre-wrap;overflow-wrap:break-word;max-width:32rem;min-width:1.5rem}
th{background:#eef2f7;font-weight:600}
td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.unsure{background:#fff3bf;outline:2px dashed #b7791f;outline-offset:-3px}
.unsure::after{content:" ?";color:#9c4a00;font-weight:700}
@media (prefers-color-scheme:dark){body{color:#e4e4e4;background:#16181b}
th,td{border-color:#555}th{background:#263140}.place,.legend,nav{color:#a9a9a9}
.unsure{background:#4a3b00}.unsure::after{color:#ffc66b}a{color:#8ab4f8}}
@media print{body{margin:0;max-width:none;font-size:9pt;color:#000;background:#fff}nav{display:none}
.scroll{overflow:visible}th,td{max-width:none;padding:.1rem .3rem}
thead{display:table-header-group}tr{break-inside:avoid}h2{break-after:avoid}
.unsure{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)";

bool is_unsure(const Cell& cell) noexcept { return is_doubtful(cell.confidence); }

std::string tip_of(const Table& table, const Cell& cell) {
  const Origin& origin = cell.origin;
  std::string tip = origin.line == 0 || origin.first_column == 0
                        ? place_of(origin, nullptr)
                        : fmt::format("原文第{}行第{}字", origin.line, origin.first_column);
  if (is_unsure(cell)) tip += "；" + doubt_words_of(table, cell);
  return tip;
}

/// Sums and shares stand right, as on paper.
bool is_number_cell(std::string_view text) noexcept {
  return !text.empty() && text.find_first_not_of("0123456789.,-+%") == std::string_view::npos &&
         text.find_first_of("0123456789") != std::string_view::npos;
}

std::string number_or_nothing(std::uint32_t span) {
  return span > 1 ? std::to_string(span) : std::string();
}

void add_lines(Html& html, std::string_view text) {
  bool first = true;
  for (const std::string_view line : split(text, "\n")) {
    if (!first) html.empty("br");
    html.text(line);
    first = false;
  }
}

std::string class_of(const Cell& cell, bool header) {
  std::string names = !header && is_number_cell(cell.text) ? "number" : "";
  if (is_unsure(cell)) names += names.empty() ? "unsure" : " unsure";
  return names;
}

void add_cell(Html& html, const Table& table, const Cell* cell, TableShape::Span span,
              bool header) {
  const std::string_view tag = header ? "th" : "td";
  if (cell == nullptr) {
    html.open(tag).close(tag);
    return;
  }
  html.open(tag, {{"rowspan", number_or_nothing(span.rows)},
                  {"colspan", number_or_nothing(span.columns)},
                  {"class", class_of(*cell, header)},
                  {"title", tip_of(table, *cell)}});
  add_lines(html, cell->text);
  html.close(tag);
}

/// A span may not leave the head of a table: then there is none.
bool has_closed_head(const Table& table, const TableShape& shape) {
  if (table.header_rows == 0) return false;
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const Cell& cell = table.cells[i];
    if (cell.row >= table.header_rows) break;
    if (cell.row + shape.span_of(i).rows > table.header_rows) return false;
  }
  return true;
}

void add_grid(Html& html, const Table& table) {
  TableShape shape(table);
  const bool with_head = has_closed_head(table, shape);
  html.open("div", {{"class", "scroll"}}).open("table");
  html.open(with_head ? "thead" : "tbody");
  for (std::uint32_t row = 0; row < table.rows; ++row) {
    if (with_head && row == table.header_rows) html.close("thead").open("tbody");
    html.open("tr");
    shape.visit_row(row, [&](std::uint32_t /*column*/, const Cell* cell, TableShape::Span span) {
      add_cell(html, table, cell, span, row < table.header_rows);
    });
    html.close("tr").text("\n");
  }
  html.close(with_head && table.rows <= table.header_rows ? "thead" : "tbody");
  html.close("table").close("div");
}

std::string id_of(std::size_t document, const Table& table) {
  return fmt::format("d{}t{}", document, table.index + 1);
}

std::string about(const Table& table) {
  std::string words =
      fmt::format("{}，{} 行 × {} 列", page_words_of(table), table.rows, table.columns);
  if (!table.unit.text.empty()) words += "，" + table.unit.text;
  if (table.continues) words += fmt::format("，接续表{}", *table.continues + 1);
  return words;
}

void add_contents(Html& html, std::size_t number, const Tables& tables) {
  if (tables.tables.size() < 2) return;
  html.open("nav", {{"aria-label", "目录"}});
  for (const Table& table : tables.tables) {
    html.link("#" + id_of(number, table), heading_of(table)).text("　");
  }
  html.close("nav");
}

void add_diagnostics(Html& html, const Diagnostics& diagnostics) {
  if (diagnostics.empty()) return;
  html.element("h2", "读取说明").open("ul");
  for (const Diagnostic& entry : diagnostics.entries()) {
    const std::string place = place_of(entry.origin, nullptr);
    html.element("li", place.empty() ? entry.message : place + "：" + entry.message);
  }
  for (const auto& [code, count] : diagnostics.left_out()) {
    html.element("li", fmt::format("同类说明（{}）另有 {} 条", code, count));
  }
  html.close("ul");
}

std::size_t count_unsure(const Tables& tables) {
  std::size_t count = 0;
  for (const Table& table : tables.tables) {
    count +=
        static_cast<std::size_t>(std::count_if(table.cells.begin(), table.cells.end(), is_unsure));
  }
  return count;
}

}  // namespace

std::string html_page_begin(std::string_view title) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
      html_escaped(title), kStyle);
}

Result<std::string> render_tables_html(std::string_view file, std::size_t number,
                                       const Tables& tables) {
  Html html;
  html.open("article").element("h1", file);
  if (const std::size_t unsure = count_unsure(tables); unsure > 0) {
    html.open("p", {{"class", "legend"}}).element("span", "这样的格", {{"class", "unsure"}});
    html.text(fmt::format("共 {} 个，是从图片里认出来的，没有把握，请与原图核对。", unsure))
        .close("p");
  }
  if (tables.tables.empty()) html.element("p", "没有找到表格。");
  add_contents(html, number, tables);
  for (const Table& table : tables.tables) {
    JX_TRY_VOID(check_extent(table));
    html.open("section", {{"id", id_of(number, table)}});
    html.element("h2", heading_of(table));
    html.element("p", about(table), {{"class", "place"}});
    add_grid(html, table);
    html.close("section").text("\n");
  }
  add_diagnostics(html, tables.diagnostics);
  html.close("article").text("\n");
  return std::move(html).take();
}

std::string html_page_end() { return "</body>\n</html>\n"; }

}  // namespace jx
