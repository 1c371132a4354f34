// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/highlight.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace jx {

Citation cite(std::string_view line, const EvidenceLine& evidence, std::size_t finding) {
  Citation citation{.begin = 0, .end = line.size(), .finding = finding};
  const Origin& origin = evidence.origin;
  if (origin.first_column == 0 || origin.last_column < origin.first_column) return citation;
  citation.begin = byte_offset(line, origin.first_column - 1);
  citation.end = byte_offset(line, origin.last_column);
  if (citation.begin >= citation.end) return {.begin = 0, .end = line.size(), .finding = finding};
  if (evidence.begin >= evidence.end || evidence.end > evidence.text.size()) return citation;
  // The cell may have been trimmed or corrected: the part counts from where its words stand.
  const std::string_view cell = line.substr(citation.begin, citation.end - citation.begin);
  const std::size_t start = cell.find(evidence.text);
  if (start == std::string_view::npos) return citation;
  const std::size_t words = citation.begin + start;
  return {.begin = words + evidence.begin, .end = words + evidence.end, .finding = finding};
}

std::vector<MarkedText> cut_line(std::string_view line, const std::vector<Citation>& citations,
                                 char separator) {
  std::set<std::size_t> borders{0, line.size()};
  for (const Citation& citation : citations) {
    borders.insert(std::min(citation.begin, line.size()));
    borders.insert(std::min(citation.end, line.size()));
  }
  for (std::size_t at = line.find(separator); at != std::string_view::npos;
       at = line.find(separator, at + 1)) {
    borders.insert(at);
    borders.insert(at + 1);
  }
  std::vector<MarkedText> segments;
  for (auto border = borders.begin(); std::next(border) != borders.end(); ++border) {
    const std::size_t begin = *border;
    const std::size_t end = *std::next(border);
    MarkedText& segment = segments.emplace_back();
    segment.text = line.substr(begin, end - begin);
    if (segment.text.size() == 1 && segment.text.front() == separator) continue;
    std::set<std::size_t> findings;
    for (const Citation& citation : citations) {
      if (citation.begin <= begin && end <= citation.end) findings.insert(citation.finding);
    }
    segment.findings.assign(findings.begin(), findings.end());
  }
  return segments;
}

}  // namespace jx
