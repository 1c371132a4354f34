// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/text_fixes.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "pages/text/line_scanner.h"

namespace jx {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// A replacement within the text.
struct Splice {
  std::size_t begin = 0;
  std::size_t end = 0;
  const SafeFix* fix = nullptr;
};

class TextFixer {
 public:
  TextFixer(std::string_view mark, std::string_view text, std::string_view name)
      : mark_(mark), text_(text), name_(name) {}

  FixedText fix(const std::vector<SafeFix>& fixes) {
    std::multimap<std::uint32_t, const SafeFix*> by_line;
    for (const SafeFix& one : fixes) by_line.emplace(one.origin.line, &one);
    out_.bytes = mark_;
    LineScanner scanner(text_);
    while (const std::optional<FileLine> line = scanner.next()) {
      const auto [first, last] = by_line.equal_range(line->number);
      for (auto at = first; at != last;) {
        const auto here = at++;
        if (const auto splice = find_place(*line, *here->second)) {
          splices_.push_back(*splice);
          by_line.erase(here);
        }
      }
      apply_to(*line);
    }
    out_.bytes += text_.substr(done_);
    for (const auto& [number, left] : by_line) out_.left_out.push_back(*left);
    return std::move(out_);
  }

 private:
  /// Where the words stand in the cell or line that the origin names; exactly once, or not at all.
  std::optional<Splice> find_place(const FileLine& line, const SafeFix& fix) const {
    const Origin& origin = fix.origin;
    if (origin.first_column < line.first_column || origin.last_column < origin.first_column) {
      return std::nullopt;
    }
    const std::size_t begin = byte_offset(line.text, origin.first_column - line.first_column);
    const std::size_t end = byte_offset(line.text, origin.last_column - line.first_column + 1);
    const std::string_view cell = line.text.substr(begin, end - begin);
    const std::size_t found = cell.find(fix.before);
    if (found == std::string_view::npos || cell.rfind(fix.before) != found) return std::nullopt;
    const auto line_begin = static_cast<std::size_t>(line.text.data() - text_.data());
    return Splice{.begin = line_begin + begin + found,
                  .end = line_begin + begin + found + fix.before.size(),
                  .fix = &fix};
  }

  void apply_to(const FileLine& line) {
    if (splices_.empty()) return;
    std::sort(splices_.begin(), splices_.end(),
              [](const Splice& a, const Splice& b) { return a.begin < b.begin; });
    const auto line_begin = static_cast<std::size_t>(line.text.data() - text_.data());
    const std::size_t line_end = line_begin + line.text.size();
    out_.bytes += text_.substr(done_, line_begin - done_);
    done_ = line_begin;
    std::string changed;
    for (const Splice& splice : splices_) {
      // Two that overlap cannot both be right: the first counts.
      if (splice.begin < done_) {
        out_.left_out.push_back(*splice.fix);
        continue;
      }
      changed += text_.substr(done_, splice.begin - done_);
      changed += splice.fix->after;
      done_ = splice.end;
      out_.applied.push_back(*splice.fix);
    }
    changed += text_.substr(done_, line_end - done_);
    done_ = line_end;
    splices_.clear();
    add_to_diff(line, changed);
    out_.bytes += changed;
  }

  void add_to_diff(const FileLine& line, std::string_view changed) {
    if (out_.diff.empty()) out_.diff = fmt::format("--- {0}\n+++ {0}（改后）\n", name_);
    out_.diff += fmt::format("@@ -{0} +{0} @@\n-{1}\n+{2}\n", line.number, line.text, changed);
  }

  std::string_view mark_;
  std::string_view text_;
  std::string_view name_;
  FixedText out_;
  std::vector<Splice> splices_;  ///< Of the line at hand.
  std::size_t done_ = 0;         ///< How much of the text is in the output.
};

}  // namespace

Result<FixedText> fix_text(const Document& document, const std::vector<SafeFix>& fixes) {
  const bool supported = document.format == Format::Text || document.format == Format::Delimited ||
                         document.format == Format::Markdown;
  if (!supported) {
    return Error{
        ErrorCode::Unsupported,
        fmt::format("“{}”是 {} 格式，不能自动改；能自动改的是 .xlsx、文本、CSV、TSV 和 Markdown。"
                    "请用 --mark（.xlsx、.docx）或 --format html 看意见，再自己改。",
                    document.name, to_string(document.format))};
  }
  std::string_view text = document.bytes;
  const std::string_view mark = text.starts_with(kByteOrderMark) ? kByteOrderMark : "";
  text.remove_prefix(mark.size());
  if (!is_valid_utf8(text)) {
    return Error{
        ErrorCode::Unsupported,
        fmt::format("“{}”不是 UTF-8 编码，不能原样改。请另存为 UTF-8 再试。", document.name)};
  }
  return TextFixer(mark, text, document.name).fix(fixes);
}

}  // namespace jx
