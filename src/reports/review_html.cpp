// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/review_html.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"
#include "codecs/html_writer.h"
#include "reports/finding_words.h"
#include "reports/table_shape.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

constexpr std::string_view kStyle = R"(
:root{--error:#b3261e;--error-ground:#ffd9d6;--warning:#8a5a00;--warning-ground:#ffedb8;
--info:#1f5a94;--info-ground:#dcebfa;--open:#5b3f8c;--open-ground:#e8e0f4;--line:#b8bec6}
*{box-sizing:border-box}
body{font-family:"Noto Sans CJK SC","Microsoft YaHei","PingFang SC","WenQuanYi Zen Hei",sans-serif;
line-height:1.55;margin:0;color:#1b1b1b;background:#fff;font-size:15px}
article.document{padding:1rem 1.5rem 3rem}
h1{font-size:1.35rem;margin:.2rem 0;overflow-wrap:anywhere}
h2{font-size:1.12rem;margin:1.6rem 0 .4rem;border-bottom:2px solid #1f3a5f;padding-bottom:.15rem}
h3{font-size:1rem;margin:1.2rem 0 .2rem}
.about,.place,.left-out{color:#555;font-size:.88rem;margin:.15rem 0}
.counts{display:flex;flex-wrap:wrap;gap:.4rem;margin:.5rem 0;padding:0;list-style:none}
.counts li{padding:.05rem .6rem;border-radius:1rem;border:1px solid var(--line);font-size:.9rem}
.sheet{display:grid;grid-template-columns:minmax(22rem,2fr) minmax(0,3fr);gap:1.5rem}
.shown{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding-bottom:2rem}
.finding{border:1px solid var(--line);border-left:5px solid var(--tone);border-radius:4px;
padding:.4rem .7rem;margin:.55rem 0;break-inside:avoid}
.finding.error{--tone:var(--error);--ground:var(--error-ground)}
.finding.warning{--tone:var(--warning);--ground:var(--warning-ground)}
.finding.info{--tone:var(--info);--ground:var(--info-ground)}
.finding.open{--tone:var(--open);--ground:var(--open-ground)}
.finding.waived{opacity:.72;border-left-style:dashed}
.finding:target,td:target,th:target{outline:3px solid #1f5a94;outline-offset:1px}
.finding p{margin:.1rem 0}
.head{font-weight:600}
.tag{background:var(--ground);color:var(--tone);border-radius:3px;padding:0 .4em;font-size:.88em;
margin-right:.35em;white-space:nowrap}
.tag.state{background:#eef1f4;color:#333}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.05rem .6rem;margin:.25rem 0;font-size:.9rem}
dt{color:#555}dd{margin:0;overflow-wrap:anywhere}
.places{font-size:.88rem;margin:.15rem 0;color:#555}
.places a{margin-right:.6em;white-space:nowrap}
a{color:#1f5a94}
.scroll{overflow-x:auto}
table{border-collapse:collapse;margin:.4rem 0 1rem;font-size:.82rem;width:100%}
th,td{border:1px solid var(--line);padding:.2rem .35rem;vertical-align:top;text-align:left;
white-space:pre-wrap;overflow-wrap:anywhere;min-width:2.6em}
th{background:#eef2f7;font-weight:600}
.error-cell{background:var(--error-ground)}.warning-cell{background:var(--warning-ground)}
.info-cell{background:var(--info-ground)}.open-cell{background:var(--open-ground)}
sup.marks{font-size:.72em;line-height:1.2;white-space:normal;overflow-wrap:normal}
sup.marks a{margin-left:.25em;text-decoration:none;font-weight:700;display:inline-block}
ul.outside{padding-left:1.2rem;font-size:.9rem}
@media (max-width:70rem){.sheet{display:block}.shown{position:static;max-height:none;overflow:visible}}
@page{size:A4;margin:14mm 12mm}
@page wide{size:A4 landscape;margin:12mm}
@media print{body{font-size:9.5pt}article.document{padding:0;break-after:page}
article.document:last-of-type{break-after:auto}
.sheet{display:block}.shown{position:static;max-height:none;overflow:visible;page:wide;break-before:page}
h2,h3{break-after:avoid}.scroll{overflow:visible}table{font-size:7.5pt}
thead{display:table-header-group}tr{break-inside:avoid}
.tag,.error-cell,.warning-cell,.info-cell,.open-cell,th{print-color-adjust:exact;
-webkit-print-color-adjust:exact}a{color:inherit;text-decoration:none}.finding.waived{opacity:1}}
)";

/// How a finding looks, from the mildest to the gravest.
enum class Look : std::uint8_t { Open, Info, Warning, Error };

std::string_view name_of(Look look) noexcept {
  switch (look) {
    case Look::Open: return "open";
    case Look::Info: return "info";
    case Look::Warning: return "warning";
    case Look::Error: return "error";
  }
  return "";
}

Look look_of(const Finding& finding) noexcept {
  if (finding.verdict == Verdict::InsufficientData) return Look::Open;
  switch (finding.severity) {
    case Severity::Info: return Look::Info;
    case Severity::Warning: return Look::Warning;
    case Severity::Error: return Look::Error;
  }
  return Look::Info;
}

using TablePlace = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

/// The findings at one place, by their numbers from 1.
struct PlaceMarks {
  Look look = Look::Open;
  std::vector<std::size_t> findings;

  void add(std::size_t number, Look more) {
    look = std::max(look, more);
    if (findings.empty() || findings.back() != number) findings.push_back(number);
  }
};

void add_lines(Html& html, std::string_view text) {
  bool first = true;
  for (const std::string_view line : split(text, "\n")) {
    if (!first) html.empty("br");
    html.text(line);
    first = false;
  }
}

std::string attribute_number(std::uint32_t span) {
  return span > 1 ? std::to_string(span) : std::string();
}

class SheetWriter {
 public:
  explicit SheetWriter(const ReviewSheet& sheet) : sheet_(sheet) {
    gather_merged();
    gather_marks();
  }

  Result<std::string> write() {
    html_.open("article", {{"class", "document"}});
    html_.element("h1", sheet_.submission.file);
    html_.element("p",
                  fmt::format("审核依据：{}（{}）；规则版本：{}", sheet_.submission.profile.id,
                              sheet_.submission.profile.reason, sheet_.rule_set),
                  {{"class", "about"}});
    std::vector<std::size_t> all(sheet_.result.findings.size());
    std::iota(all.begin(), all.end(), std::size_t{1});
    add_counts(all);
    html_.open("div", {{"class", "sheet"}}).open("section", {{"aria-label", "审核意见"}});
    add_findings();
    add_fixed();
    html_.close("section").open("section", {{"class", "shown"}, {"aria-label", "表格"}});
    JX_TRY_VOID(add_tables());
    add_outside();
    html_.close("section").close("div").close("article").text("\n");
    return std::move(html_).take();
  }

 private:
  const Finding& finding(std::size_t number) const { return sheet_.result.findings[number - 1]; }

  std::string finding_id(std::size_t number) const {
    return fmt::format("d{}f{}", sheet_.number, number);
  }
  std::string cell_id(const TablePlace& place) const {
    return fmt::format("d{}t{}r{}c{}", sheet_.number, std::get<0>(place), std::get<1>(place),
                       std::get<2>(place));
  }

  /// The place in the grid that shows what an origin cites: a whole row is shown by its first cell.
  std::optional<TablePlace> place_of_cell(const Origin& origin) const {
    if (!origin.in_table() || origin.table >= sheet_.tables.tables.size()) return std::nullopt;
    const Table& table = sheet_.tables.tables[origin.table];
    if (origin.row == Origin::kNone || origin.row >= table.rows) return std::nullopt;
    std::uint32_t column = origin.column;
    if (column == Origin::kNone) {
      const auto cells = table.row(origin.row);
      column = cells.empty() ? 0 : cells.front().column;
    }
    if (column >= table.columns) return std::nullopt;
    return shown_at({origin.table, origin.row, column});
  }

  /// Of a place that a merged cell covers, the place of that cell.
  TablePlace shown_at(const TablePlace& place) const {
    const auto [index, row, column] = place;
    for (const Cell* cell : merged_[index]) {
      if (cell->row <= row && row - cell->row < cell->rowspan && cell->column <= column &&
          column - cell->column < cell->colspan) {
        return {index, cell->row, cell->column};
      }
    }
    return place;
  }

  void gather_merged() {
    merged_.resize(sheet_.tables.tables.size());
    for (const Table& table : sheet_.tables.tables) {
      for (const Cell& cell : table.cells) {
        if (cell.rowspan > 1 || cell.colspan > 1) merged_[table.index].push_back(&cell);
      }
    }
  }

  void gather_marks() {
    for (std::size_t number = 1; number <= sheet_.result.findings.size(); ++number) {
      const Look look =
          sheet_.review.waiver_of(number - 1) == nullptr ? look_of(finding(number)) : Look::Open;
      for (const EvidenceLine& line : finding(number).evidence) {
        if (const auto place = place_of_cell(line.origin)) {
          cells_[*place].add(number, look);
        } else if (line.origin.known() && !line.text.empty()) {
          outside_[{line.origin.page, line.origin.line, line.text}].add(number, look);
        }
      }
    }
  }

  void add_counts(const std::vector<std::size_t>& numbers) {
    std::array<std::size_t, 4> counts{};
    std::size_t waived = 0;
    std::size_t fresh = 0;
    for (const std::size_t number : numbers) {
      fresh += sheet_.review.state_of(number - 1) == FindingState::New ? 1U : 0U;
      if (sheet_.review.waiver_of(number - 1) != nullptr) {
        ++waived;
      } else {
        ++counts[static_cast<std::size_t>(look_of(finding(number)))];
      }
    }
    html_.open("ul", {{"class", "counts"}});
    const auto item = [&](std::string_view label, std::size_t number) {
      html_.element("li", fmt::format("{} {}", label, number));
    };
    item("错误", counts[3]);
    item("警告", counts[2]);
    item("提示", counts[1]);
    item("资料不足", counts[0]);
    if (waived > 0) item("豁免", waived);
    if (sheet_.review.compared) item("新问题", fresh);
    html_.close("ul");
  }

  void add_findings() {
    if (sheet_.result.findings.empty()) html_.element("p", "没有发现问题。");
    std::map<std::string_view, std::vector<std::size_t>> groups;
    for (std::size_t number = 1; number <= sheet_.result.findings.size(); ++number) {
      groups[finding(number).project].push_back(number);
    }
    for (const Project& project : sheet_.submission.projects) {
      const std::string code = project.code.value.value_or("");
      const std::string name(project.name());
      add_group(code.empty() ? name : fmt::format("{} {}", code, name), groups[project.key.text]);
      groups.erase(project.key.text);
    }
    const std::vector<std::size_t> document = std::move(groups[""]);
    groups.erase("");
    for (const auto& [project, numbers] : groups) add_group(project, numbers);
    add_group("整份文件", document);
  }

  void add_group(std::string_view heading, const std::vector<std::size_t>& numbers) {
    if (numbers.empty()) return;
    html_.element("h2", heading);
    add_counts(numbers);
    for (const std::size_t number : numbers) add_finding(number);
  }

  void add_finding(std::size_t number) {
    const Finding& at = finding(number);
    const Waiver* const waiver = sheet_.review.waiver_of(number - 1);
    html_.open("div", {{"class", fmt::format("finding {}{}", name_of(look_of(at)),
                                             waiver == nullptr ? "" : " waived")},
                       {"id", finding_id(number)}});
    html_.open("p", {{"class", "head"}});
    html_.text(fmt::format("{}. ", number));
    html_.element("span", fmt::format("{} {}", chinese_word(at), at.rule), {{"class", "tag"}});
    const auto state = [&](std::string_view words) {
      html_.element("span", words, {{"class", "tag state"}});
    };
    if (waiver != nullptr) state("豁免");
    if (sheet_.review.state_of(number - 1) == FindingState::New) state("新问题");
    if (sheet_.review.state_of(number - 1) == FindingState::Unchanged) state("仍未改");
    html_.text(at.message).close("p");
    add_places(at);
    html_.open("dl");
    add_term("应为", at.expected);
    add_term("实际", at.actual);
    add_term("改法", at.fix);
    add_term("依据", at.basis);
    if (waiver != nullptr) add_term("豁免", words_of(*waiver));
    html_.close("dl").close("div").text("\n");
  }

  void add_term(std::string_view label, std::string_view words) {
    if (!words.empty()) html_.element("dt", label).element("dd", words);
  }

  /// The cells that a finding cites, with links to them.
  void add_places(const Finding& at) {
    constexpr std::size_t kMostPlaces = 12;
    std::set<TablePlace> shown;
    std::size_t count = 0;
    for (const EvidenceLine& line : at.evidence) {
      const auto place = place_of_cell(line.origin);
      if (!place || !shown.insert(*place).second || ++count > kMostPlaces) continue;
      if (count == 1) html_.open("p", {{"class", "places"}});
      html_.link("#" + cell_id(*place),
                 fmt::format("表{} 第{}行 第{}列", std::get<0>(*place) + 1, std::get<1>(*place) + 1,
                             std::get<2>(*place) + 1));
    }
    if (count > kMostPlaces) html_.text(fmt::format("等 {} 处", count));
    if (count > 0) html_.close("p");
  }

  void add_fixed() {
    if (sheet_.review.fixed.empty()) return;
    html_.element("h2", fmt::format("已改正 {} 条", sheet_.review.fixed.size())).open("ul");
    for (const EarlierFinding& gone : sheet_.review.fixed) {
      html_.element("li", fmt::format("[{}] {}：{}", gone.rule, gone.subject, gone.message));
    }
    html_.close("ul");
  }

  /// Tables without a finding are only counted.
  Result<void> add_tables() {
    html_.element("h2", "表格");
    std::size_t left_out = 0;
    for (const Table& table : sheet_.tables.tables) {
      const auto first = cells_.lower_bound({table.index, 0, 0});
      if (first == cells_.end() || std::get<0>(first->first) != table.index) {
        ++left_out;
        continue;
      }
      JX_TRY_VOID(check_extent(table));
      html_.element("h3", heading_of(table));
      html_.element("p",
                    page_words_of(table) + (table.unit.text.empty() ? "" : "，") + table.unit.text,
                    {{"class", "place"}});
      add_grid(table);
    }
    if (left_out > 0) {
      html_.element("p", fmt::format("另有 {} 张表没有审核意见，没有列出。", left_out),
                    {{"class", "left-out"}});
    }
    return {};
  }

  void add_grid(const Table& table) {
    TableShape shape(table);
    html_.open("div", {{"class", "scroll"}}).open("table").open("tbody");
    for (std::uint32_t row = 0; row < table.rows; ++row) {
      html_.open("tr");
      shape.visit_row(row, [&](std::uint32_t column, const Cell* cell, TableShape::Span span) {
        add_cell({table.index, row, column}, cell, span, row < table.header_rows ? "th" : "td");
      });
      html_.close("tr").text("\n");
    }
    html_.close("tbody").close("table").close("div");
  }

  void add_cell(const TablePlace& place, const Cell* cell, TableShape::Span span,
                std::string_view tag) {
    const auto marks = cells_.find(place);
    const bool marked = marks != cells_.end();
    html_.open(tag, {{"rowspan", attribute_number(span.rows)},
                     {"colspan", attribute_number(span.columns)},
                     {"id", marked ? cell_id(place) : ""},
                     {"class", marked ? std::string(name_of(marks->second.look)) + "-cell" : ""},
                     {"title", marked ? tip_of(marks->second) : ""}});
    if (cell != nullptr) add_lines(html_, cell->text);
    if (marked) add_numbers(marks->second);
    html_.close(tag);
  }

  std::string tip_of(const PlaceMarks& marks) const {
    std::string tip;
    for (const std::size_t number : marks.findings) {
      tip += fmt::format("{}{}. {}", tip.empty() ? "" : "\n", number, finding(number).message);
    }
    return tip;
  }

  void add_numbers(const PlaceMarks& marks) {
    html_.open("sup", {{"class", "marks"}});
    for (const std::size_t number : marks.findings) {
      html_.link("#" + finding_id(number), std::to_string(number));
    }
    html_.close("sup");
  }

  void add_outside() {
    if (outside_.empty()) return;
    html_.element("h3", "表外文字").open("ul", {{"class", "outside"}});
    for (const auto& [place, marks] : outside_) {
      html_.open("li",
                 {{"class", std::string(name_of(marks.look)) + "-cell"}, {"title", tip_of(marks)}});
      html_.text(std::get<2>(place));
      add_numbers(marks);
      html_.close("li");
    }
    html_.close("ul");
  }

  const ReviewSheet& sheet_;
  Html html_;
  std::vector<std::vector<const Cell*>> merged_;  ///< Cells with spans, by table.
  std::map<TablePlace, PlaceMarks> cells_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::string>, PlaceMarks> outside_;
};

}  // namespace

std::string review_page_begin(std::string_view title) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>绩效审核表：{}</title>\n<style>{}</style>\n</head>\n<body>\n",
      html_escaped(title), kStyle);
}

Result<std::string> render_review_html(const ReviewSheet& sheet) {
  return SheetWriter(sheet).write();
}

std::string review_page_end(const std::vector<RuleUseNote>& rules) {
  Html html;
  bool any = false;
  for (const RuleUseNote& rule : rules) {
    if (rule.idle.empty()) continue;
    if (!std::exchange(any, true)) {
      html.open("section").element("h2", "没有选中任何一行的自定规则").open("ul");
    }
    html.element("li", fmt::format("{}（{}）：{}", rule.use.id, rule.place, rule.idle));
  }
  if (any) html.close("ul").close("section");
  return html.bytes() + "</body>\n</html>\n";
}

}  // namespace jx
