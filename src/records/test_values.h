// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "records/values.h"

/// Targets and quantities in one line, so that a test table can say what it expects of each cell:
/// "number at-least 95 %", "date at-most 2023-11", "level 合格".
namespace jx::test {

inline void append_word(std::string& line, std::string_view word) {
  if (word.empty()) return;
  if (!line.empty()) line += ' ';
  line += word;
}

template <typename Value>
void append_values(std::string& line, const Value& value) {
  if (value.value) append_word(line, value.value->to_string());
  if (value.value_high) line += ".." + value.value_high->to_string();
  if (value.date) append_word(line, value.date->to_string());
}

inline std::string show(const Target& target) {
  constexpr std::string_view kKinds[] = {"number", "range", "date",
                                         "level",  "text",  "not-applicable"};
  std::string line(kKinds[static_cast<std::size_t>(target.kind)]);
  append_word(line, key_of(target.comparator));
  append_values(line, target);
  if (target.date_high) line += ".." + target.date_high->to_string();
  append_word(line, target.unit.name);
  append_word(line, target.level);
  if (target.approximate) append_word(line, "approximate");
  return line;
}

inline std::string show(const Result<Target>& target) {
  return target.ok() ? show(*target) : std::string(to_string(target.error().code));
}

inline std::string show(const Quantity& quantity) {
  constexpr std::string_view kKinds[] = {"number", "range", "date", "ordinal"};
  std::string line(kKinds[static_cast<std::size_t>(quantity.kind)]);
  append_word(line, key_of(quantity.comparator));
  append_values(line, quantity);
  append_word(line, quantity.unit.name);
  if (quantity.per_each) append_word(line, "each");
  if (quantity.approximate) append_word(line, "approximate");
  return line;
}

/// A row of a test table: a name, the words, and what show() should make of them.
struct WordsCase {
  std::string_view name;
  std::string_view words;
  std::string_view expected;
};

inline void PrintTo(const WordsCase& row, std::ostream* stream) { *stream << row.words; }

}  // namespace jx::test
