// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/book_contents.h"

#include "base/text.h"

namespace jx {
namespace {

bool is_mark(char c) noexcept { return c == '.' || c == '"' || c == '-' || (c >= '0' && c <= '9'); }

/// A list of contents ends with the first sentence, or far below its head.
constexpr std::size_t kMostEntries = 80;

}  // namespace

std::string plain_title(std::string_view title) {
  std::string plain = fold(title);
  for (const std::string_view dots : {"…", "·", "—"}) plain = replaced(plain, dots, "");
  while (!plain.empty() && is_mark(plain.back())) plain.pop_back();
  // "4." or "一、" in front; the year of "2025年…" is part of the title.
  constexpr std::string_view kNumerals = "一二三四五六七八九十";
  std::size_t length = 0;
  while (length + 3 <= plain.size() && contains(kNumerals, plain.substr(length, 3))) length += 3;
  if (length > 0 && std::string_view(plain).substr(length).starts_with("、")) {
    plain.erase(0, length + std::string_view("、").size());
  }
  length = 0;
  while (length < plain.size() && plain[length] >= '0' && plain[length] <= '9') ++length;
  const std::string_view rest = std::string_view(plain).substr(length);
  if (length > 0 && length <= 2) {
    if (rest.starts_with(".")) plain.erase(0, length + 1);
    if (rest.starts_with("、")) plain.erase(0, length + std::string_view("、").size());
  }
  std::erase(plain, '"');
  return plain;
}

bool is_table_title(std::string_view title) {
  const std::string plain = plain_title(title);
  return plain.ends_with("表") && plain.size() > std::string_view("预算表").size();
}

BookContents find_contents(const Submission& submission, const Lexicon& lexicon) {
  const WordList& chapters = lexicon.words("book-chapter");
  BookContents contents;
  const std::vector<Paragraph>& all = submission.paragraphs;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (fold(all[i].words.text) != "目录") continue;
    std::size_t at = i + 1;
    for (; at < all.size() && at - i <= kMostEntries; ++at) {
      const std::string_view text = trimmed(all[at].words.text);
      if (text.ends_with("。") || all[at].words.origin.page > all[i].words.origin.page + 1) break;
      // The same title a second time is the table's own: the list is over.
      const std::string title = plain_title(text);
      bool again = false;
      for (const ListedTable& listed : contents.tables) again = again || listed.title == title;
      if (again) break;
      // 五、部门预算表 is the chapter that the tables are in.
      if (is_table_title(text) && !chapters.contains(title))
        contents.tables.push_back({.entry = &all[at], .title = title});
    }
    contents.end = at;
    break;
  }
  return contents;
}

}  // namespace jx
