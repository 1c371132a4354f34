// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/page_svg.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "base/text.h"
#include "codecs/html_writer.h"
#include "reports/table_shape.h"
#include "reports/text.h"
#include "tables/doubtful_text.h"

namespace jx {
namespace {

constexpr std::string_view kStyle =
    "text{font-family:'Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei',sans-serif}"
    ".page{fill:#fff;stroke:#999;stroke-width:.5}.ink{fill:#8a8a8a}.bold{font-weight:700}"
    ".unread{fill:#d00000}.rule{stroke:#444}"
    ".picture{fill:#f2f2f2;stroke:#bbb;stroke-width:.5;stroke-dasharray:3 2}"
    ".table{fill:none;stroke:#1c5fb8;stroke-width:1.2}"
    ".cell{fill:#3b82f6;fill-opacity:.14;stroke:#1c5fb8;stroke-width:.6}"
    ".head{fill:#8b5cf6;fill-opacity:.2;stroke:#6d28d9}"
    ".span{fill:#10b981;fill-opacity:.2;stroke:#047857}"
    ".unsure{fill:#f59e0b;fill-opacity:.4;stroke:#b45309;stroke-width:1.2}"
    ".line{fill:none;stroke:#be185d;stroke-width:.6;stroke-dasharray:2 1.5}"
    ".label{fill:#0b3d91;font-weight:700;paint-order:stroke;stroke:#fff;stroke-width:1.2}"
    ".legend{fill:#222}";

constexpr float kMargin = 6;
constexpr float kLegendHeight = 44;
constexpr float kLegendWidth = 500;

/// Where the letters stand, as a share of a glyph's box from its top: boxes reach from ascent to
/// descent of the font.
constexpr float kBaseline = 0.82F;

/// Coordinates in hundredths: what a screen shows, and the same text on every machine.
std::string at(float value) {
  if (!std::isfinite(value)) return "0";
  const std::string text = fmt::format("{:.2f}", static_cast<double>(value));
  const std::size_t end = text.find_last_not_of('0');
  return text.substr(0, text[end] == '.' ? end : end + 1);
}

std::string rectangle(std::string_view names, const Box& box) {
  return fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}")", names,
                     at(box.left), at(box.top), at(box.right - box.left), at(box.bottom - box.top));
}

bool has_ink(const Glyph& glyph) noexcept { return glyph.code > U' ' && !is_space(glyph.code); }

/// Glyphs that one element can hold: they differ in place only, along one line.
bool go_together(const Glyph& a, const Glyph& b) noexcept {
  return a.turn == b.turn && a.bold == b.bold && a.size == b.size &&
         a.code != kReplacementCharacter && b.code != kReplacementCharacter &&
         ((a.turn & 1U) == 0 ? a.box.top == b.box.top && a.box.bottom == b.box.bottom
                             : a.box.left == b.box.left && a.box.right == b.box.right);
}

struct Point {
  float x = 0;
  float y = 0;
};

/// Where a glyph begins on its baseline.
Point start_of(const Glyph& glyph) noexcept {
  const Box& box = glyph.box;
  switch (glyph.turn & 3U) {
    case 1: return {box.right - kBaseline * (box.right - box.left), box.top};
    case 2: return {box.right, box.bottom - kBaseline * (box.bottom - box.top)};
    case 3: return {box.left + kBaseline * (box.right - box.left), box.bottom};
    default: return {box.left, box.top + kBaseline * (box.bottom - box.top)};
  }
}

/// The same point in the frame of text that is turned by a transform.
Point turned(const Point& point, std::uint8_t turn) noexcept {
  switch (turn & 3U) {
    case 1: return {point.y, -point.x};
    case 2: return {-point.x, -point.y};
    case 3: return {-point.y, point.x};
    default: return point;
  }
}

void append_text(std::string& out, std::span<const Glyph> glyphs) {
  const Glyph& first = glyphs.front();
  std::string xs;
  std::string words;
  for (const Glyph& glyph : glyphs) {
    if (!xs.empty()) xs += ' ';
    xs += at(turned(start_of(glyph), first.turn).x);
    append_character(words, glyph.code);
  }
  const bool unread = first.code == kReplacementCharacter;
  out += fmt::format(R"(<text class="ink{}{}" font-size="{}" x="{}" y="{}")",
                     first.bold ? " bold" : "", unread ? " unread" : "", at(first.size), xs,
                     at(turned(start_of(first), first.turn).y));
  if (first.turn != 0) out += fmt::format(" transform=\"rotate({})\"", (first.turn & 3) * 90);
  out += ">" + html_escaped(words) + "</text>\n";
}

void append_glyphs(std::string& out, const std::vector<Glyph>& drawn) {
  std::vector<Glyph> glyphs;
  std::copy_if(drawn.begin(), drawn.end(), std::back_inserter(glyphs), has_ink);
  for (std::size_t begin = 0; begin < glyphs.size();) {
    std::size_t end = begin + 1;
    while (end < glyphs.size() && go_together(glyphs[begin], glyphs[end])) ++end;
    append_text(out, std::span(glyphs).subspan(begin, end - begin));
    begin = end;
  }
}

void append_rulings(std::string& out, const std::vector<Ruling>& rulings) {
  constexpr float kThinnest = 0.3F;
  for (const Ruling& ruling : rulings) {
    const Point from =
        ruling.horizontal ? Point{ruling.from, ruling.at} : Point{ruling.at, ruling.from};
    const Point to = ruling.horizontal ? Point{ruling.to, ruling.at} : Point{ruling.at, ruling.to};
    out += fmt::format(R"(<line class="rule" x1="{}" y1="{}" x2="{}" y2="{}" stroke-width="{}"/>)",
                       at(from.x), at(from.y), at(to.x), at(to.y),
                       at(std::max(ruling.thickness, kThinnest)));
    out += '\n';
  }
}

void append_legend(std::string& out, std::string_view file, const Page& page, float top) {
  struct Entry {
    std::string_view names;
    std::string_view words;
  };
  constexpr std::array<Entry, 5> kEntries = {{{"cell", "单元格（行,列）"},
                                              {"cell head", "表头"},
                                              {"cell span", "合并格"},
                                              {"cell unsure", "没有十分把握"},
                                              {"line", "表外文字行"}}};
  out += fmt::format(R"(<text class="legend" font-size="9" x="0" y="{}">{} 第{}页</text>)",
                     at(top + 9), html_escaped(shortened(file, 90)), page.number);
  out += '\n';
  float x = 0;
  for (const Entry& entry : kEntries) {
    out += rectangle(entry.names, {x, top + 16, x + 14, top + 25}) + "/>";
    out += fmt::format(R"(<text class="legend" font-size="8" x="{}" y="{}">{}</text>)", at(x + 17),
                       at(top + 24), entry.words);
    out += '\n';
    x += 27 + 4 * static_cast<float>(display_width(entry.words));
  }
  out += fmt::format(
      R"(<text class="legend" font-size="8" x="0" y="{}">灰字：原文；红字：文件没有说明是什么字；深灰线：表线；浅灰虚框：图片；蓝粗框：整张表。空格不画。</text>)",
      at(top + 37));
  out += '\n';
}

/// The label of a cell in its corner: row and column as a person counts.
void append_label(std::string& out, const Cell& cell, const Box& box) {
  const std::string words = fmt::format("{},{}", cell.row + 1, cell.column + 1);
  const float width = box.right - box.left;
  const float height = box.bottom - box.top;
  const float size =
      std::min({5.0F, height / 2, width / (0.6F * static_cast<float>(words.size()))});
  out += fmt::format(R"(<text class="label" font-size="{}" x="{}" y="{}">{}</text>)", at(size),
                     at(box.left + 0.6F), at(box.top + size), words);
}

void append_cell(std::string& out, const Table& table, const Cell& cell) {
  const Box& box = cell.origin.box;
  if (box.empty()) return;
  const bool spans = cell.rowspan > 1 || cell.colspan > 1;
  std::string names = "cell";
  if (cell.row < table.header_rows) names += " head";
  if (spans) names += " span";
  if (is_doubtful(cell.confidence)) names += " unsure";
  std::string tip =
      fmt::format("表{} 第{}行 第{}列", table.index + 1, cell.row + 1, cell.column + 1);
  if (spans) tip += fmt::format("（合并 {} 行 × {} 列）", cell.rowspan, cell.colspan);
  if (is_doubtful(cell.confidence)) tip += "，" + doubt_words_of(table, cell);
  out +=
      rectangle(names, box) + "><title>" + html_escaped(tip + "：" + cell.text) + "</title></rect>";
  append_label(out, cell, box);
  out += '\n';
}

void append_table(std::string& out, std::uint32_t page, const Table& table) {
  Box around;
  for (const Cell& cell : table.cells) {
    if (cell.origin.page != page || cell.origin.box.empty()) continue;
    append_cell(out, table, cell);
    around = united(around, cell.origin.box);
  }
  if (around.empty()) return;
  out += rectangle("table", around) + "/>\n";
  out += fmt::format(R"(<text class="label" font-size="7" x="{}" y="{}">{}</text>)",
                     at(around.left), at(around.top - 2), html_escaped(heading_of(table)));
  out += '\n';
}

void append_line(std::string& out, std::uint32_t page, const Origin& origin,
                 std::string_view text) {
  if (origin.page != page || origin.box.empty()) return;
  out += rectangle("line", origin.box) + "><title>" + html_escaped(text) + "</title></rect>\n";
}

}  // namespace

std::string render_page_svg_begin(std::string_view file, const Page& page) {
  const Drawing& drawing = page.drawing.value();
  const float width = std::max(drawing.width, kLegendWidth) + 2 * kMargin;
  const float height = drawing.height + kLegendHeight + 2 * kMargin;
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"zh-CN\" viewBox=\"{} {} {} {}\" "
      "width=\"{}pt\" height=\"{}pt\">\n<style>{}</style>\n",
      at(-kMargin), at(-kMargin), at(width), at(height), at(width), at(height), kStyle);
  out += rectangle("page", {0, 0, drawing.width, drawing.height}) + "/>\n";
  for (const Box& picture : drawing.pictures) out += rectangle("picture", picture) + "/>\n";
  append_rulings(out, drawing.rulings);
  append_glyphs(out, drawing.glyphs);
  append_legend(out, file, page, drawing.height + kMargin);
  return out;
}

std::string render_page_svg_end(std::uint32_t page, const Tables& tables) {
  std::string out;
  for (const OutsideLine& line : tables.lines) append_line(out, page, line.origin, line.text);
  for (const Table& table : tables.tables) {
    for (const Caption* caption : {&table.label, &table.title, &table.unit}) {
      append_line(out, page, caption->origin, caption->text);
    }
  }
  for (const Table& table : tables.tables) append_table(out, page, table);
  return out + "</svg>\n";
}

}  // namespace jx
