// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "serve/highlight.h"
#include "serve/page_parts.h"
#include "serve/pages.h"
#include "serve/queries.h"

namespace jx {
namespace {

/// Cells with more bytes get room for a sentence; some fifteen Chinese characters.
constexpr std::size_t kLongCell = 45;

/// What is listed below the source, at most; `jixiao check` and `read` give all of it.
constexpr std::size_t kMostListed = 200;

/// The part of the source that one page shows: lines from `begin` to before `end`, from 0.
struct SourcePart {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A part of the source of one revision with what its findings cite.
class SourceView {
 public:
  SourceView(const std::vector<std::string>& lines, SourcePart part,
             const std::vector<StoredFinding>& findings)
      : lines_(lines), part_(part), findings_(findings) {
    for (std::size_t i = 0; i < findings.size(); ++i) {
      for (const EvidenceLine& evidence : findings[i].finding.evidence) {
        const std::uint32_t line = evidence.origin.line;
        if (line <= part.begin || line > part.end) continue;
        citations_[line].push_back(cite(lines[line - 1], evidence, i));
      }
    }
  }

  /// Lines with tabs that follow each other are one table, the others stand as they are.
  void write(Html& html) const {
    html.open("div", {{"class", "source"}});
    bool in_table = false;
    for (std::size_t i = part_.begin; i < part_.end; ++i) {
      const bool tabbed = lines_[i].find('\t') != std::string::npos;
      if (tabbed && !in_table) html.open("div", {{"class", "scroll"}}).open("table");
      if (!tabbed && in_table) html.close("table").close("div");
      in_table = tabbed;
      write_line(html, i + 1, tabbed);
    }
    if (in_table) html.close("table").close("div");
    html.close("div");
  }

 private:
  void write_line(Html& html, std::size_t number, bool tabbed) const {
    const std::string anchor = fmt::format("L{}", number);
    const auto found = citations_.find(static_cast<std::uint32_t>(number));
    static const std::vector<Citation> kNone;
    const std::vector<Citation>& citations = found == citations_.end() ? kNone : found->second;
    const std::string_view row = tabbed ? "tr" : "div";
    const std::string_view cell = tabbed ? "td" : "span";
    html.open(row, {{"id", anchor}, {"class", "line"}});
    html.open(tabbed ? "th" : "span", {{"class", "number"}});
    html.link("#" + anchor, std::to_string(number)).close(tabbed ? "th" : "span");
    std::string_view rest = lines_[number - 1];
    const auto open_cell = [&] {
      const std::size_t size = std::min(rest.find('\t'), rest.size());
      html.open(cell, {{"class", size > kLongCell ? "words long" : "words"}});
      rest.remove_prefix(std::min(size + 1, rest.size()));
    };
    open_cell();
    for (const MarkedText& segment : cut_line(lines_[number - 1], citations, '\t')) {
      if (segment.text == "\t" && tabbed) {
        html.close(cell);
        open_cell();
      } else {
        write_segment(html, segment);
      }
    }
    html.close(cell);
    html.open(cell, {{"class", "cited-by"}});
    write_back_links(html, citations);
    html.close(cell).close(row);
  }

  void write_segment(Html& html, const MarkedText& segment) const {
    if (segment.findings.empty()) {
      html.text(segment.text);
      return;
    }
    std::string rules;
    std::string_view gravest = kInsufficientMark.css_class;
    int grade = -1;
    std::set<std::string_view> seen;
    for (const std::size_t index : segment.findings) {
      const Finding& finding = findings_[index].finding;
      if (seen.insert(finding.rule).second) rules += (rules.empty() ? "" : " ") + finding.rule;
      if (finding.verdict == Verdict::InsufficientData) continue;
      if (static_cast<int>(finding.severity) > grade) {
        grade = static_cast<int>(finding.severity);
        gravest = mark_of(finding.severity).css_class;
      }
    }
    html.element("mark", segment.text, {{"class", gravest}, {"title", rules}});
  }

  void write_back_links(Html& html, const std::vector<Citation>& citations) const {
    std::set<std::size_t> cited;
    for (const Citation& citation : citations) cited.insert(citation.finding);
    std::vector<const StoredFinding*> citing;
    citing.reserve(cited.size());
    for (const std::size_t index : cited) citing.push_back(&findings_[index]);
    for (const StoredFinding* stored : gravest_first(std::move(citing)))
      write_chip(html, *stored, finding_url(*stored));
  }

  const std::vector<std::string>& lines_;
  SourcePart part_;
  const std::vector<StoredFinding>& findings_;
  std::map<std::uint32_t, std::vector<Citation>> citations_;
};

void write_head(Html& html, const RevisionSummary& shown,
                const std::vector<RevisionSummary>& revisions, const ProfileSet& profiles) {
  html.open("p", {{"class", "crumbs"}}).link("/documents", "文档").text(" / " + shown.name);
  html.close("p").open("div", {{"class", "title"}}).element("h1", shown.name);
  html.open("p");
  write_counts(html, shown.findings);
  html.close("p").close("div");
  html.open("dl", {{"class", "facts head"}});
  html.open("div").element("dt", "版本").open("dd");
  for (const RevisionSummary& revision : revisions) {
    const std::string words = fmt::format("第 {} 版", revision.id.revision);
    if (revision.id == shown.id) {
      html.element("strong", words);
    } else {
      html.link(source_url(revision.id), words);
    }
    html.text(" ");
  }
  html.close("dd").close("div");
  write_fact(html, "导入时间", shown.imported_at);
  const Profile* profile = profiles.find(shown.profile);
  write_fact(
      html, "规则集",
      profile == nullptr ? shown.profile : fmt::format("{}（{}）", profile->title, shown.profile));
  write_fact(html, "规则版本", shown.rule_set);
  html.open("div").element("dt", "SHA-256").open("dd");
  html.element("code", shown.sha256, {{"class", "hash"}}).close("dd").close("div").close("dl");
}

/// Says that a list goes on; nothing when it does not.
void write_left_out(Html& html, std::size_t all, std::string_view where) {
  if (all <= kMostListed) return;
  html.element("p", fmt::format("…… 另有 {} 条，{}。", all - kMostListed, where),
               {{"class", "quiet"}});
}

void write_projects(Html& html, const RevisionId& id, const Submission& submission) {
  if (submission.projects.empty()) return;
  html.element("h2", "项目").open("ul", {{"class", "plain"}});
  const std::size_t shown = std::min(kMostListed, submission.projects.size());
  for (const Project& project : std::span(submission.projects).first(shown)) {
    html.open("li");
    html.link(project_url(id.region, project.key.text) + "?document=" + url_escaped(id.document),
              project.name().empty() ? std::string_view(project.key.text) : project.name());
    html.text(" ").element("span", project.code.value.value_or(std::string{}),
                           {{"class", "code inline"}});
    html.close("li");
  }
  html.close("ul");
  write_left_out(html, submission.projects.size(), "在项目列表里按名称或编码查找");
}

/// Where the tables stand in a source of several pages.
void write_tables(Html& html, const RevisionId& id, const Submission& submission) {
  if (submission.tables.empty()) return;
  html.element("h2", "表格").open("ul", {{"class", "plain"}});
  const std::size_t shown = std::min(kMostListed, submission.tables.size());
  for (const PrintedTable& table : std::span(submission.tables).first(shown)) {
    const std::string words =
        fmt::format("表 {} {} {}", table.table + 1, table.label.text, table.title.text);
    html.open("li");
    if (table.header.line == 0) {
      html.text(words);
    } else {
      html.link(source_line_url(id, table.header.line), words);
    }
    html.close("li");
  }
  html.close("ul");
  write_left_out(html, submission.tables.size(), "见原文");
}

void write_document_findings(Html& html, const std::vector<StoredFinding>& findings) {
  std::vector<const StoredFinding*> of_document;
  for (const StoredFinding& stored : findings) {
    if (stored.finding.project.empty()) of_document.push_back(&stored);
  }
  html.open("h2", {{"id", "document-findings"}}).text("整份文档的问题");
  html.element("span", fmt::format("{} 条", of_document.size()), {{"class", "quiet"}});
  html.close("h2");
  if (of_document.empty()) html.element("p", "✓ 没有发现问题。", {{"class", "nothing"}});
  const std::size_t all = of_document.size();
  of_document = gravest_first(std::move(of_document));
  of_document.resize(std::min(all, kMostListed));
  std::vector<StoredFinding> shown;
  shown.reserve(of_document.size());
  for (const StoredFinding* stored : of_document) shown.push_back(*stored);
  write_findings_by_severity(html, shown);
  write_left_out(html, all, "较轻的没有列出；jixiao check 列出全部");
}

void write_unread(Html& html, const RevisionId& id, const Submission& submission) {
  if (submission.unread.empty()) return;
  html.open("h2").text("未读懂的内容");
  html.element("span", fmt::format("{} 处", submission.unread.size()), {{"class", "quiet"}});
  html.close("h2").open("ul", {{"class", "evidence"}});
  const std::size_t shown = std::min(kMostListed, submission.unread.size());
  for (const Unread& unread : std::span(submission.unread).first(shown)) {
    const Origin& origin = unread.words.origin;
    html.open("li");
    if (origin.line != 0) {
      html.link(source_line_url(id, origin.line), place_words(origin), "place");
    }
    html.text(" ").element("q", unread.words.text).text(" " + unread.reason).close("li");
  }
  html.close("ul");
  write_left_out(html, submission.unread.size(), "jixiao read 列出全部");
}

/// The lines that ?page= asks for; NotFound behind the last page.
Result<SourcePart> find_part(const PageRequest& page, std::size_t lines) {
  if (page.page > 1 && page.offset() >= lines) {
    return Error{.code = ErrorCode::NotFound,
                 .message = fmt::format("原文只有 {} 行，没有第 {} 页", lines, page.page)};
  }
  return SourcePart{page.offset(), std::min(page.offset() + page.size, lines)};
}

void write_source(Html& html, const Request& request, const PageRequest& page, SourcePart part,
                  const std::vector<std::string>& lines,
                  const std::vector<StoredFinding>& findings) {
  html.open("h2").text("原文");
  std::string words = "原件不是纯文本，这里不显示；请按页码和表格对照原件";
  if (!lines.empty()) words = fmt::format("{} 行；标出的是问题所指的地方", lines.size());
  if (part.end - part.begin < lines.size()) {
    words += fmt::format("；这里是第 {}–{} 行", part.begin + 1, part.end);
  }
  html.element("span", words, {{"class", "quiet"}}).close("h2");
  if (lines.empty()) return;
  write_pager(html, request, page, lines.size());
  SourceView(lines, part, findings).write(html);
  write_pager(html, request, page, lines.size());
}

Result<Response> render(const Request& request, const PathValues& values,
                        const ServeContext& context) {
  JX_TRY(PageRequest page, parse_page(request));
  page.size = kSourceLines;
  JX_TRY(const RevisionId id, find_revision(context.store, values[0], values[1]));
  JX_TRY(const std::vector<RevisionSummary> revisions, context.store.revisions(id.document));
  JX_TRY(const std::vector<std::string> lines, context.store.source_lines(id));
  JX_TRY(const SourcePart part, find_part(page, lines.size()));
  JX_TRY(const ListPage<StoredFinding> findings, context.store.findings({.revision = id}));
  const auto shown =
      std::find_if(revisions.begin(), revisions.end(),
                   [&](const RevisionSummary& revision) { return revision.id == id; });
  Html html;
  write_head(html, *shown, revisions, context.reference.profiles);
  if (page.page > 1) {
    // What concerns the whole document stands on the first page only.
    html.open("p").link(source_url(id) + "#document-findings",
                        "项目、表格和整份文档的问题见第一页");
    html.close("p");
    write_source(html, request, page, part, lines, findings.items);
    return make_page(shown->name, Section::Documents, html);
  }
  JX_TRY(const Submission submission, context.store.submission(id));
  write_projects(html, id, submission);
  if (lines.size() > kSourceLines) write_tables(html, id, submission);
  write_source(html, request, page, part, lines, findings.items);
  write_document_findings(html, findings.items);
  write_unread(html, id, submission);
  return make_page(shown->name, Section::Documents, html);
}

}  // namespace

Response get_source_page(const Request& request, const PathValues& values,
                         const ServeContext& context) {
  Result<Response> page = render(request, values, context);
  if (!page.ok()) return make_error_page(failure_of(page.error().code), page.error().message);
  return *std::move(page);
}

}  // namespace jx
