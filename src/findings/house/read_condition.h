// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "codecs/toml.h"
#include "findings/house/condition.h"
#include "lexicon/lexicon.h"

/// Conditions of house rules out of TOML. Part of house_rules.h, not for other folders.
namespace jx {

/// The lists of words of a file, by name.
using HouseLists = std::map<std::string, std::vector<std::string>, std::less<>>;

struct ConditionReader {
  const HouseLists& lists;
  const Lexicon& lexicon;

  /// The condition on one column: `weight = { at-least = 10 }`, `unit = "%"`.
  Result<Condition> read(const TomlTable& table, const std::string& column) const;
  /// All conditions of a table, in the file's order.
  Result<std::vector<Condition>> read_all(const TomlTable& table) const;
};

/// "above", "at-least", "below", "at-most", "is" of a table; Malformed when no number does them
/// all.
Result<NumberTest> read_number_test(const TomlTable& table);
/// The words of a key: one text, an array, or "list:名称". Bounded.
Result<std::vector<std::string>> read_house_words(const TomlTable& table, std::string_view key,
                                                  const HouseLists& lists);
/// The key "unit" of a table, as the lexicon knows it; Unknown without one.
Result<Unit> read_house_unit(const TomlTable& table, const Lexicon& lexicon);

}  // namespace jx
