// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "codecs/html_writer.h"
#include "model/finding.h"
#include "serve/message.h"
#include "store/store.h"

/// Parts that several pages are made of.
namespace jx {

/// Where the site's sections are: the entry that is shown as the current one.
enum class Section { None, Projects, Documents, Rules };

/// The whole page around `content`.
Response make_page(std::string_view title, Section section, const Html& content);

// Addresses.
std::string project_url(std::string_view region, std::string_view key);
std::string source_url(const RevisionId& revision);
/// Of one line of the source, from 1: the page of the source that shows it, and its anchor there.
std::string source_line_url(const RevisionId& revision, std::uint32_t line);
std::string rule_url(std::string_view rule);
/// The page and anchor where a finding is told: its project's, or its document's when it has none.
std::string finding_url(const StoredFinding& stored);
/// "#finding-12" without the "#".
std::string finding_anchor(const StoredFinding& stored);

/// How a finding is marked: a word, a shape and a class that gives the colour. Word and shape alone
/// say it all, for print in grey and for eyes that see no red.
struct Mark {
  std::string_view word;
  std::string_view shape;
  std::string_view css_class;
};
Mark mark_of(Severity severity) noexcept;
Mark mark_of(const Finding& finding) noexcept;
inline constexpr Mark kInsufficientMark{"资料不足", "?", "insufficient"};
void write_mark(Html& html, const Mark& mark);
/// A finding's mark and rule, small, as a link to where it is told.
void write_chip(Html& html, const StoredFinding& stored, std::string_view href);
/// Errors first, what could not be decided last; else in the given order.
std::vector<const StoredFinding*> gravest_first(std::vector<const StoredFinding*> findings);
/// "✕ 错误 3  ▲ 警告 5"; "✓ 未发现问题" when all are zero.
void write_counts(Html& html, const FindingCounts& counts);

/// "第 12 行 · 表 1 第 2 行第 7 列".
std::string place_words(const Origin& origin);

/// One finding with everything that is known of it.
void write_finding_card(Html& html, const StoredFinding& stored);
/// All of them, the gravest first; headings of level 3.
void write_findings_by_severity(Html& html, const std::vector<StoredFinding>& findings);

/// A definition list's entry, left out when `words` is empty.
void write_fact(Html& html, std::string_view name, std::string_view words);

/// How many lines of the source stand on one page: a long document would be many megabytes.
inline constexpr std::size_t kSourceLines = 200;

/// Links to the pages of a list; nothing when there is one only. Keeps the other parameters.
void write_pager(Html& html, const Request& request, const PageRequest& page, std::size_t total);

}  // namespace jx
