// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/docx/word_pages.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"

namespace jx {

void WordPages::note_rendered_break() noexcept {
  break_set_ = false;
  ++page_;
}

Origin WordPages::next_place() noexcept {
  if (std::exchange(break_set_, false)) ++page_;
  return {.page = page_, .line = ++line_};
}

Page& WordPages::page_at(std::uint32_t number) {
  // A table that begins on one page and ends on another leaves its page behind.
  if (pages_.empty() || pages_.back().number < number) {
    pages_.push_back({.number = number, .blocks = {}, .drawing = std::nullopt});
  }
  return pages_.back();
}

Result<void> WordPages::add_lines(std::string_view text, const Origin& origin) {
  for (const std::string_view line : split(text, "\n")) {
    const std::string_view words = trimmed(line);
    if (words.empty()) continue;
    JX_TRY_VOID(count_cell(1));
    page_at(origin.page)
        .blocks.emplace_back(TextLine{.text = std::string(words), .origin = origin});
  }
  return {};
}

void WordPages::add_grid(NativeGrid grid, std::uint32_t page) {
  if (!grid.cells.empty()) page_at(page).blocks.emplace_back(std::move(grid));
}

void WordPages::add_footer(std::string_view text) {
  const std::string_view words = trimmed(text);
  const bool known = std::find(footers_.begin(), footers_.end(), words) != footers_.end();
  if (letters_only(words).empty() || known) return;
  footers_.emplace_back(words);
  page_at(page_).blocks.emplace_back(TextLine{
      .text = std::string(words), .origin = {.page = page_, .line = ++line_}, .is_footer = true});
}

Result<void> WordPages::count_cell(std::uint32_t columns) {
  if (columns > limits_.columns) {
    return Error{
        ErrorCode::LimitExceeded,
        fmt::format("文档里有一个表格超过 {} 列，没有读入。请拆分后再试。", limits_.columns),
        Origin{.page = page_, .line = line_}};
  }
  if (++blocks_ > limits_.cells) {
    return Error{
        ErrorCode::LimitExceeded,
        fmt::format("文档的单元格和段落超过 {} 个，没有读入。请拆分后再试。", limits_.cells),
        Origin{.page = page_, .line = line_}};
  }
  return {};
}

void WordPages::report(Diagnostics& diagnostics) const {
  if (deletions + insertions > 0) {
    diagnostics.warn(
        "tracked-changes",
        fmt::format("文档有未处理的修订：{} 处删除的内容没有读，{} 处插入的内容已读入。"
                    "请在 Word 或 WPS 里接受或拒绝全部修订后再核对。",
                    deletions, insertions));
  }
  if (hidden_texts > 0) {
    diagnostics.note("hidden-text",
                     fmt::format("文档里有 {} 处隐藏文字，没有读。请核对原文件。", hidden_texts));
  }
  if (prompts > 0) {
    diagnostics.note("blank-field", fmt::format("有 {} 处填写框还是提示语，按空白处理。", prompts));
  }
  if (unknown_symbols > 0) {
    diagnostics.warn(
        "unknown-symbol",
        fmt::format("有 {} 个符号认不出，以“\xef\xbf\xbd”代替。请核对原文件。", unknown_symbols));
  }
  const auto unread = [&diagnostics](std::string_view what) {
    diagnostics.note("part-unread",
                     fmt::format("文档里的{}没有读。请核对其中有没有要用的内容。", what));
  };
  if (has_pictures) unread("图片");
  if (has_objects) unread("嵌入对象或图表");
  if (has_comments) unread("批注");
  if (has_review_signs) unread("审核标记“⚠”");
}

Pages WordPages::take(Diagnostics diagnostics) && {
  report(diagnostics);
  return {.pages = std::move(pages_), .diagnostics = std::move(diagnostics)};
}

}  // namespace jx
