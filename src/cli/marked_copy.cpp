// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/marked_copy.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <set>
#include <utility>
#include <variant>

#include "pipeline/marking.h"
#include "reports/finding_words.h"

namespace jx {
namespace {

MarkTone tone_of(const Finding& finding) noexcept {
  if (finding.verdict == Verdict::InsufficientData) return MarkTone::Doubt;
  switch (finding.severity) {
    case Severity::Error: return MarkTone::Error;
    case Severity::Warning: return MarkTone::Warning;
    case Severity::Info: return MarkTone::Info;
  }
  return MarkTone::Info;
}

std::size_t hash_of(std::string_view words) noexcept {
  return std::hash<std::string_view>()(words);
}

}  // namespace

void RowWords::add(const Page& page) {
  for (const Block& block : page.blocks) {
    const auto* const grid = std::get_if<NativeGrid>(&block);
    if (grid == nullptr) continue;
    for (const GridCell& cell : grid->cells) {
      entries_.push_back({.page = page.number,
                          .line = cell.origin.line,
                          .column = cell.column,
                          .words = hash_of(cell.text)});
    }
  }
}

void RowWords::finish() {
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.page, a.line, a.column) < std::tie(b.page, b.line, b.column);
  });
}

std::uint32_t RowWords::find(std::uint32_t page, std::uint32_t line, std::string_view words) const {
  const auto before = [](const Entry& a, const Entry& b) {
    return std::pair(a.page, a.line) < std::pair(b.page, b.line);
  };
  const auto [first, last] =
      std::equal_range(entries_.begin(), entries_.end(), Entry{.page = page, .line = line}, before);
  const std::size_t hash = hash_of(words);
  const auto found =
      std::find_if(first, last, [hash](const Entry& entry) { return entry.words == hash; });
  return found == last ? Origin::kNone : found->column;
}

Result<MarkedCopy> make_marked_copy(const Document& document, const std::vector<Finding>& findings,
                                    const Review& review, const RowWords& words,
                                    const PipelineOptions& options) {
  std::vector<FileMark> marks;
  std::vector<std::size_t> finding_of;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Waiver* const waiver = review.waiver_of(i);
    const std::string note = note_of(findings[i], waiver);
    const MarkTone tone = waiver == nullptr ? tone_of(findings[i]) : MarkTone::Info;
    std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> places;
    for (const EvidenceLine& line : findings[i].evidence) {
      FileMark mark{.origin = line.origin, .tone = tone, .note = note};
      if (mark.origin.column == Origin::kNone) {
        mark.origin.column = words.find(mark.origin.page, mark.origin.line, line.text);
      }
      // A finding that cites one cell twice is noted there once.
      if (!places.emplace(mark.origin.page, mark.origin.line, mark.origin.column).second) continue;
      marks.push_back(std::move(mark));
      finding_of.push_back(i);
    }
  }
  MarkedCopy copy;
  JX_TRY(copy.document, mark_apart(document, marks, options.limits, options.reader));
  std::vector<bool> placed(findings.size(), false);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto& unplaced = copy.document.unplaced;
    if (!std::binary_search(unplaced.begin(), unplaced.end(), i)) placed[finding_of[i]] = true;
  }
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (!placed[i]) copy.unplaced.push_back(i);
  }
  return copy;
}

std::string describe(const MarkedCopy& copy, std::string_view path,
                     const std::vector<Finding>& findings) {
  std::string text = fmt::format("已标注 {} 处，写入 {}\n", copy.document.places, path);
  for (const std::string& remark : copy.document.remarks) text += fmt::format("  {}\n", remark);
  if (copy.unplaced.empty()) return text;
  text += fmt::format("  有 {} 条没有可标注的位置，不在这份文件里：\n", copy.unplaced.size());
  for (const std::size_t index : copy.unplaced) {
    const Finding& finding = findings[index];
    text += fmt::format("    {}[{}] {}：{}\n", chinese_word(finding), finding.rule, finding.subject,
                        finding.message);
  }
  return text;
}

}  // namespace jx
