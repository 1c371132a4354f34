// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/page_parts.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/build_info.h"
#include "base/text.h"

namespace jx {
namespace {

/// Characters of a quoted cell around its offending part; the whole cell is one click away.
constexpr std::size_t kQuoteAround = 60;
constexpr std::size_t kEvidenceShown = 8;

void write_section_link(Html& html, std::string_view href, std::string_view words, bool current) {
  html.element("a", words, {{"href", href}, {"aria-current", current ? "page" : ""}});
}

/// The last `most` characters of `text`, with … in front when something is cut.
std::string tail_of(std::string_view text, std::size_t most) {
  const std::size_t count = character_count(text);
  if (count <= most) return std::string(text);
  return "…" + std::string(text.substr(byte_offset(text, count - most)));
}

std::string head_of(std::string_view text, std::size_t most) {
  if (character_count(text) <= most) return std::string(text);
  return std::string(text.substr(0, byte_offset(text, most))) + "…";
}

bool has_part(const EvidenceLine& line) noexcept {
  return line.begin < line.end && line.end <= line.text.size();
}

void write_quote(Html& html, const EvidenceLine& line) {
  html.open("q", {{"title", line.text}});
  const std::string_view text = line.text;
  if (has_part(line)) {
    html.text(tail_of(text.substr(0, line.begin), kQuoteAround));
    html.element("mark", text.substr(line.begin, line.end - line.begin));
    html.text(head_of(text.substr(line.end), kQuoteAround));
  } else {
    html.text(head_of(text, 2 * kQuoteAround));
  }
  html.close("q");
}

void write_evidence_line(Html& html, const RevisionId& revision, const EvidenceLine& line) {
  html.open("li");
  const std::string place = place_words(line.origin);
  if (line.origin.line != 0) {
    html.link(source_line_url(revision, line.origin.line), place, "place");
  } else {
    html.element("span", place, {{"class", "place"}});
  }
  if (!line.text.empty()) {
    html.text(" ");
    write_quote(html, line);
  }
  html.close("li");
}

void write_evidence(Html& html, const StoredFinding& stored) {
  const std::vector<EvidenceLine>& evidence = stored.finding.evidence;
  if (evidence.empty()) return;
  html.open("ul", {{"class", "evidence"}});
  const std::size_t shown = std::min(evidence.size(), kEvidenceShown);
  for (std::size_t i = 0; i < shown; ++i) write_evidence_line(html, stored.revision, evidence[i]);
  html.close("ul");
  if (shown == evidence.size()) return;
  html.open("details").element("summary", fmt::format("另外 {} 处", evidence.size() - shown));
  html.open("ul", {{"class", "evidence"}});
  for (std::size_t i = shown; i < evidence.size(); ++i)
    write_evidence_line(html, stored.revision, evidence[i]);
  html.close("ul").close("details");
}

struct Group {
  Mark mark;
  bool (*holds)(const Finding& finding);
};

template <Severity Wanted>
bool failed_with(const Finding& finding) {
  return finding.verdict != Verdict::InsufficientData && finding.severity == Wanted;
}

}  // namespace

Response make_page(std::string_view title, Section section, const Html& content) {
  Html html;
  html.open("html", {{"lang", "zh-CN"}}).open("head");
  html.empty("meta", {{"charset", "utf-8"}});
  html.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.element("title", fmt::format("{} · 绩效", title));
  html.empty("link", {{"rel", "stylesheet"}, {"href", "/style.css"}});
  html.empty("link", {{"rel", "icon"}, {"href", "/icon.svg"}, {"type", "image/svg+xml"}});
  html.close("head").open("body");
  html.link("#content", "跳到正文", "skip");
  html.open("header", {{"class", "site"}}).open("div", {{"class", "wide"}});
  html.link("/", "绩效", "brand");
  html.open("nav", {{"aria-label", "主导航"}});
  write_section_link(html, "/", "项目", section == Section::Projects);
  write_section_link(html, "/documents", "文档", section == Section::Documents);
  write_section_link(html, "/rules", "规则", section == Section::Rules);
  html.close("nav").close("div").close("header");
  html.open("main", {{"id", "content"}, {"class", "wide"}});
  html.append(content).close("main");
  html.open("footer", {{"class", "site"}}).open("div", {{"class", "wide"}});
  html.text(fmt::format("绩效 {} · 每个数字有出处，每个分数可复算 · ", kVersion));
  html.link("/api/openapi.yaml", "接口说明");
  html.close("div").close("footer").close("body").close("html");
  return {.status = 200,
          .content_type = "text/html; charset=utf-8",
          .body = "<!doctype html>\n" + html.bytes() + "\n",
          .headers = {{"Cache-Control", "no-cache"}}};
}

std::string project_url(std::string_view region, std::string_view key) {
  return fmt::format("/projects/{}/{}", url_escaped(region), url_escaped(key));
}

std::string source_url(const RevisionId& revision) {
  return fmt::format("/documents/{}/revisions/{}", url_escaped(revision.document),
                     revision.revision);
}

std::string source_line_url(const RevisionId& revision, std::uint32_t line) {
  const std::size_t page = (std::max(line, 1U) - 1) / kSourceLines + 1;
  const std::string of_page = page == 1 ? "" : fmt::format("?page={}", page);
  return fmt::format("{}{}#L{}", source_url(revision), of_page, line);
}

std::string rule_url(std::string_view rule) { return "/rules/" + url_escaped(rule); }

std::string finding_anchor(const StoredFinding& stored) {
  return fmt::format("finding-{}", stored.number);
}

std::string finding_url(const StoredFinding& stored) {
  const std::string page = stored.finding.project.empty()
                               ? source_url(stored.revision)
                               : project_url(stored.revision.region, stored.finding.project) +
                                     "?document=" + url_escaped(stored.revision.document);
  return page + "#" + finding_anchor(stored);
}

Mark mark_of(Severity severity) noexcept {
  switch (severity) {
    case Severity::Error: return {"错误", "✕", "error"};
    case Severity::Warning: return {"警告", "▲", "warning"};
    case Severity::Info: return {"提示", "●", "info"};
  }
  return kInsufficientMark;
}

Mark mark_of(const Finding& finding) noexcept {
  return finding.verdict == Verdict::InsufficientData ? kInsufficientMark
                                                      : mark_of(finding.severity);
}

void write_mark(Html& html, const Mark& mark) {
  html.open("span", {{"class", fmt::format("mark {}", mark.css_class)}});
  html.element("span", mark.shape, {{"class", "shape"}, {"aria-hidden", "true"}});
  html.text(mark.word).close("span");
}

void write_counts(Html& html, const FindingCounts& counts) {
  const std::pair<Mark, std::size_t> kinds[] = {
      {mark_of(Severity::Error), counts.error},
      {mark_of(Severity::Warning), counts.warning},
      {mark_of(Severity::Info), counts.info},
      {kInsufficientMark, counts.insufficient},
  };
  bool any = false;
  html.open("span", {{"class", "counts"}});
  for (const auto& [mark, count] : kinds) {
    if (count == 0) continue;
    any = true;
    html.open("span", {{"class", fmt::format("mark {}", mark.css_class)}});
    html.element("span", mark.shape, {{"class", "shape"}, {"aria-hidden", "true"}});
    html.text(fmt::format("{} {}", mark.word, count)).close("span");
  }
  if (!any) write_mark(html, {"未发现问题", "✓", "passed"});
  html.close("span");
}

void write_chip(Html& html, const StoredFinding& stored, std::string_view href) {
  const Mark mark = mark_of(stored.finding);
  html.open("a", {{"href", href},
                  {"class", fmt::format("chip {}", mark.css_class)},
                  {"title", fmt::format("{}：{}", mark.word, stored.finding.message)}});
  html.element("span", mark.shape, {{"class", "shape"}, {"aria-hidden", "true"}});
  html.text(stored.finding.rule).close("a").text(" ");
}

std::vector<const StoredFinding*> gravest_first(std::vector<const StoredFinding*> findings) {
  const auto lightness = [](const StoredFinding* stored) {
    if (stored->finding.verdict == Verdict::InsufficientData) return 3;
    return 2 - static_cast<int>(stored->finding.severity);
  };
  std::stable_sort(
      findings.begin(), findings.end(),
      [&](const StoredFinding* a, const StoredFinding* b) { return lightness(a) < lightness(b); });
  return findings;
}

std::string place_words(const Origin& origin) {
  std::string words;
  if (origin.line != 0) {
    words = fmt::format("第 {} 行", origin.line);
  } else if (origin.page != 0) {
    words = fmt::format("第 {} 页", origin.page);
  }
  if (origin.in_table()) {
    if (!words.empty()) words += " · ";
    words += fmt::format("表 {}", origin.table + 1);
    if (origin.row != Origin::kNone) words += fmt::format(" 第 {} 行", origin.row + 1);
    if (origin.column != Origin::kNone) words += fmt::format("第 {} 列", origin.column + 1);
  }
  return words.empty() ? "未标明位置" : words;
}

void write_fact(Html& html, std::string_view name, std::string_view words) {
  if (words.empty()) return;
  html.open("div").element("dt", name).element("dd", words).close("div");
}

void write_finding_card(Html& html, const StoredFinding& stored) {
  const Finding& finding = stored.finding;
  const Mark mark = mark_of(finding);
  html.open("article",
            {{"class", fmt::format("finding {}", mark.css_class)}, {"id", finding_anchor(stored)}});
  html.open("h4");
  write_mark(html, mark);
  html.text(" ").text(finding.message).close("h4");
  html.open("p", {{"class", "rule"}}).text("规则 ");
  html.link(rule_url(finding.rule), finding.rule);
  if (finding.project.empty() && !finding.subject.empty()) html.text(" · " + finding.subject);
  if (finding.verdict == Verdict::InsufficientData) {
    html.text(fmt::format(" · 原定级别：{}", mark_of(finding.severity).word));
  }
  html.close("p");
  write_evidence(html, stored);
  html.open("dl", {{"class", "facts"}});
  write_fact(html, "应为", finding.expected);
  write_fact(html, "实为", finding.actual);
  write_fact(html, "改法", finding.fix);
  write_fact(html, "依据", finding.basis);
  html.close("dl").close("article");
}

void write_findings_by_severity(Html& html, const std::vector<StoredFinding>& findings) {
  const Group groups[] = {
      {mark_of(Severity::Error), failed_with<Severity::Error>},
      {mark_of(Severity::Warning), failed_with<Severity::Warning>},
      {mark_of(Severity::Info), failed_with<Severity::Info>},
      {kInsufficientMark,
       [](const Finding& finding) { return finding.verdict == Verdict::InsufficientData; }},
  };
  for (const Group& group : groups) {
    const auto count =
        std::count_if(findings.begin(), findings.end(),
                      [&](const StoredFinding& stored) { return group.holds(stored.finding); });
    if (count == 0) continue;
    html.open("h3", {{"class", "group"}});
    write_mark(html, group.mark);
    html.element("span", fmt::format("{} 条", count), {{"class", "quiet"}}).close("h3");
    for (const StoredFinding& stored : findings) {
      if (group.holds(stored.finding)) write_finding_card(html, stored);
    }
  }
}

void write_pager(Html& html, const Request& request, const PageRequest& page, std::size_t total) {
  const std::size_t pages = (total + page.size - 1) / page.size;
  if (pages <= 1) return;
  const auto url = [&](std::size_t number) {
    std::string address = request.path + "?";
    for (const auto& [name, value] : request.query) {
      if (name == "page" || value.empty()) continue;
      address += url_escaped(name) + "=" + url_escaped(value) + "&";
    }
    return fmt::format("{}page={}", address, number);
  };
  html.open("nav", {{"class", "pager"}, {"aria-label", "分页"}});
  if (page.page > 1) html.link(url(page.page - 1), "上一页");
  html.element("span", fmt::format("第 {} 页，共 {} 页", page.page, pages));
  if (page.page < pages) html.link(url(page.page + 1), "下一页");
  html.close("nav");
}

}  // namespace jx
