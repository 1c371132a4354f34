// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pages/office/package.h"

namespace jx {

/// Where a paragraph stands in the lists of a document.
struct WordListPlace {
  std::optional<std::uint32_t> list;   ///< 0 says: in none, whatever its style says.
  std::optional<std::uint32_t> level;  ///< From 0.
};

/// The numbers that Word prints before the paragraphs of a list. They stand in no text of the file
/// (nor does the 序号 column of many a table): they are counted, as Word counts them.
class WordNumbering {
 public:
  static constexpr std::size_t kLevels = 9;

  struct Level {
    std::uint32_t start = 1;
    std::string format = "decimal";
    std::string text;          ///< "%1.%2、"
    bool is_legal = false;     ///< Shows the numbers of all levels as 1, 2, 3.
    std::string ends = "tab";  ///< What stands between number and words.
  };
  struct Levels {
    std::vector<Level> levels = std::vector<Level>(kLevels);
  };
  struct List {
    std::uint32_t definition = 0;
    std::map<std::uint32_t, std::uint32_t> starts;  ///< By level, where it begins otherwise.
  };

  std::map<std::uint32_t, Levels> definitions;
  std::map<std::uint32_t, List> lists;
  std::map<std::string, WordListPlace, std::less<>> styles;

  /// Reads the parts that define lists and styles. `parts` are those of the main part.
  static Result<WordNumbering> read(OfficePackage& package, const std::vector<Relationship>& parts);

  /// What stands before the paragraph's words, counting it: "（一）", "3.", or nothing.
  std::string next_number(const WordListPlace& place, std::string_view style);

 private:
  std::map<std::uint32_t, std::vector<std::optional<std::uint32_t>>> counters_;
};

/// A number as a list shows it: 3 as "3", "三", "③", "c", "iii".
std::string show_list_number(std::uint32_t number, std::string_view format);

}  // namespace jx
