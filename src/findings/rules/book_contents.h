// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "findings/rule.h"

/// What a book says it contains: the tables listed under 目录, and the titles of tables in its
/// text.
namespace jx {

/// A table in the list of contents.
struct ListedTable {
  const Paragraph* entry = nullptr;
  std::string title;  ///< Folded, without number, dots and page.
};

struct BookContents {
  std::vector<ListedTable> tables;
  std::size_t end = 0;  ///< Index of the first paragraph behind the list; 0 without one.
};

BookContents find_contents(const Submission& submission, const Lexicon& lexicon);
/// The folded title without the number in front, quotes, dots and page number behind it.
std::string plain_title(std::string_view title);
/// True for words that end as the title of a table does.
bool is_table_title(std::string_view title);

}  // namespace jx
