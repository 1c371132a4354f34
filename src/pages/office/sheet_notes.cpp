// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/office/sheet_notes.h"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

/// More text beside its cells than any sheet has that people made.
constexpr std::size_t kMostBytes = 4 << 20;

/// Longer comments are told by their beginning.
constexpr std::size_t kMostCommentCharacters = 500;

constexpr std::uint32_t kBehindAllRows = 0xffffffff;

void append_lines(std::vector<Block>& blocks, std::string_view text, const Origin& origin) {
  for (const std::string_view line : split(text, "\n")) {
    if (trimmed(line).empty()) continue;
    blocks.emplace_back(TextLine{.text = std::string(trimmed(line)), .origin = origin});
  }
}

}  // namespace

bool SheetNotes::add_text_box(std::uint32_t row, std::uint32_t column, std::string_view text) {
  if (trimmed(text).empty()) return true;
  constexpr std::size_t kBytesOfBox = 64;
  if (bytes_ + text.size() + kBytesOfBox > kMostBytes) return false;
  bytes_ += text.size() + kBytesOfBox;
  boxes_.push_back({.row = row, .column = column, .text = std::string(text)});
  return true;
}

void SheetNotes::clear() noexcept {
  boxes_.clear();
  bytes_ = 0;
}

std::vector<Block> SheetNotes::take_above(std::uint32_t row, std::uint32_t page) {
  std::stable_sort(boxes_.begin(), boxes_.end(), [](const TextBox& a, const TextBox& b) {
    return std::tie(a.row, a.column) < std::tie(b.row, b.column);
  });
  const auto end = std::find_if(boxes_.begin(), boxes_.end(),
                                [row](const TextBox& box) { return box.row >= row; });
  std::vector<Block> blocks;
  for (auto box = boxes_.begin(); box != end; ++box) {
    append_lines(blocks, box->text, {.page = page, .line = box->row + 1});
  }
  boxes_.erase(boxes_.begin(), end);
  return blocks;
}

std::vector<Block> SheetNotes::take_rest(std::uint32_t page) {
  return take_above(kBehindAllRows, page);
}

std::string describe_comment(std::string_view sheet, std::string_view cell, std::string_view author,
                             std::string_view text) {
  std::string words = replaced(trimmed(text), "\n", " ");
  // Excel puts the author's name before what is written.
  for (const std::string_view colon : {":", "："}) {
    const std::string head = std::string(author) + std::string(colon);
    if (!author.empty() && words.starts_with(head)) words.erase(0, head.size());
  }
  words = std::string(trimmed(words));
  const std::size_t cut = byte_offset(words, kMostCommentCharacters);
  if (cut < words.size()) {
    const std::size_t length = character_count(words);
    words = fmt::format("{}……（共 {} 字）", words.substr(0, cut), length);
  }
  const std::string by = trimmed(author).empty() ? "" : fmt::format("（{}）", trimmed(author));
  return fmt::format("工作表“{}”的 {} 单元格有批注{}：“{}”", sheet, cell, by, words);
}

}  // namespace jx
