// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/house/read_condition.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/house/house_rules.h"

namespace jx {
namespace {

constexpr std::array<std::string_view, 10> kTextKeys = {
    "is",   "not",    "contains", "contains-all", "lacks",
    "like", "unlike", "longest",  "shortest",     "present"};
constexpr std::array<std::string_view, 7> kNumberKeys = {"is",      "above", "at-least", "below",
                                                         "at-most", "unit",  "present"};
constexpr std::array<std::string_view, 3> kTermKeys = {"is", "not", "present"};

std::span<const std::string_view> keys_of(ColumnType type) noexcept {
  switch (type) {
    case ColumnType::Text: return kTextKeys;
    case ColumnType::Number: return kNumberKeys;
    case ColumnType::Term: return kTermKeys;
  }
  return {};
}

std::string_view type_name(ColumnType type) noexcept {
  switch (type) {
    case ColumnType::Text: return "文字";
    case ColumnType::Number: return "数";
    case ColumnType::Term: return "固定用语";
  }
  return "";
}

bool is_in(std::span<const std::string_view> words, std::string_view word) noexcept {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string in_words(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    text += fmt::format("{}{}", text.empty() ? "" : "、", word);
  }
  return text;
}

/// A comparison that exists, but not for a column of this type, says so: that is the usual mistake.
Result<void> require_keys(const TomlTable& table, const ColumnInfo& info) {
  const auto allowed = keys_of(info.type);
  for (const std::string& key : table.keys()) {
    if (is_in(allowed, key)) continue;
    if (is_in(kTextKeys, key) || is_in(kNumberKeys, key)) {
      return table.fault(key, fmt::format("“{}”是{}列，不能用 {} 比较；可用 {}", info.chinese,
                                          type_name(info.type), key, in_words(allowed)));
    }
    const auto nearest = find_nearest(key, allowed);
    return table.fault(key, fmt::format("没有“{}”这种比较{}“{}”可用 {}", key,
                                        nearest ? fmt::format("，是否为“{}”？", *nearest) : "；",
                                        info.chinese, in_words(allowed)));
  }
  if (table.keys().empty()) return table.fault("", "空的条件；请写明怎样比较，或删去");
  return {};
}

Result<std::uint32_t> read_terms(const TomlTable& table, std::string_view key, HouseColumn column) {
  JX_TRY(const std::vector<std::string> words, read_house_words(table, key, {}));
  std::uint32_t bits = 0;
  for (const std::string& word : words) {
    const std::optional<std::uint8_t> term = find_term(column, word);
    if (!term) {
      return table.fault(key, fmt::format("“{}”不是{}；可用：{}", word, info_of(column).chinese,
                                          term_names(column)));
    }
    bits |= 1U << *term;
  }
  return bits;
}

Result<std::vector<std::string>> read_folded(const TomlTable& table, std::string_view key,
                                             const HouseLists& lists) {
  JX_TRY(std::vector<std::string> words, read_house_words(table, key, lists));
  for (std::string& word : words) word = fold(word);
  return words;
}

Result<std::optional<std::size_t>> read_length(const TomlTable& table, std::string_view key) {
  JX_TRY(const std::optional<std::int64_t> length, table.find_whole(key));
  if (!length) return std::optional<std::size_t>();
  if (*length < 0) return table.fault(key, "字数不能为负");
  return std::optional(static_cast<std::size_t>(*length));
}

Result<TextTest> read_text_test(const TomlTable& table, const HouseLists& lists) {
  TextTest test;
  JX_TRY(test.equals, read_folded(table, "is", lists));
  JX_TRY(test.differs, read_folded(table, "not", lists));
  JX_TRY(test.contains, read_folded(table, "contains", lists));
  JX_TRY(test.contains_all, read_folded(table, "contains-all", lists));
  JX_TRY(test.lacks, read_folded(table, "lacks", lists));
  JX_TRY(test.like, read_folded(table, "like", lists));
  JX_TRY(test.unlike, read_folded(table, "unlike", lists));
  for (const auto* patterns : {&test.like, &test.unlike}) {
    for (const std::string& pattern : *patterns) {
      if (character_count(pattern) <= kLongestHousePattern) continue;
      return table.fault(patterns == &test.like ? "like" : "unlike",
                         fmt::format("式样超过 {} 字，请写短些", kLongestHousePattern));
    }
  }
  JX_TRY(test.longest, read_length(table, "longest"));
  JX_TRY(test.shortest, read_length(table, "shortest"));
  return test;
}

/// A bare value stands for `is`.
Result<Condition> read_bare(const TomlTable& table, const std::string& key, Condition condition,
                            const HouseLists& lists) {
  const ColumnInfo& info = info_of(condition.column);
  if (info.type == ColumnType::Term) {
    JX_TRY(condition.terms, read_terms(table, key, info.column));
    return condition;
  }
  const TomlKind kind = table.kind_of(key);
  if (info.type == ColumnType::Text) {
    if (kind == TomlKind::Number) {
      return table.fault(key, fmt::format("“{}”是文字列，不能与数比较", info.chinese));
    }
    JX_TRY(condition.text.equals, read_folded(table, key, lists));
    return condition;
  }
  if (kind == TomlKind::Text) {
    return table.fault(key,
                       fmt::format("“{}”是数列，不能与文字比较；请写数，不加引号", info.chinese));
  }
  if (kind == TomlKind::Array) {
    JX_TRY(condition.number.equals, table.decimals(key));
  } else {
    JX_TRY(const Decimal number, table.decimal(key));
    condition.number.equals = {number};
  }
  return condition;
}

Result<Condition> read_table(const TomlTable& table, Condition condition,
                             const ConditionReader& reader) {
  const ColumnInfo& info = info_of(condition.column);
  JX_TRY_VOID(require_keys(table, info));
  JX_TRY(condition.present, table.find_flag("present"));
  switch (info.type) {
    case ColumnType::Text: {
      JX_TRY(condition.text, read_text_test(table, reader.lists));
      break;
    }
    case ColumnType::Number: {
      JX_TRY(condition.number, read_number_test(table));
      JX_TRY(condition.unit, read_house_unit(table, reader.lexicon));
      break;
    }
    case ColumnType::Term: {
      JX_TRY(condition.terms, read_terms(table, "is", info.column));
      JX_TRY(condition.not_terms, read_terms(table, "not", info.column));
      break;
    }
  }
  if (condition.unit.name.empty() || !condition.number.empty()) return condition;
  return table.fault("unit", "只写了单位，没有可比较的数");
}

/// Nothing can be absent and compared at once; a rule that says so never holds.
Result<void> require_sense(const TomlTable& table, const std::string& key, const Condition& made) {
  const bool compared =
      !made.number.empty() || !made.text.empty() || made.terms != 0 || made.not_terms != 0;
  if (made.present == false && compared) {
    return table.fault(key, "既要求未填（present = false）又要比较，永远不会成立");
  }
  if (!made.present && !compared) return table.fault(key, "没有写明怎样比较");
  return {};
}

}  // namespace

Result<std::vector<std::string>> read_house_words(const TomlTable& table, std::string_view key,
                                                  const HouseLists& lists) {
  constexpr std::string_view kList = "list:";
  if (table.kind_of(key) == TomlKind::Missing) return std::vector<std::string>();
  if (table.kind_of(key) == TomlKind::Array) {
    JX_TRY(std::vector<std::string> words, table.texts(key));
    if (words.empty()) return table.fault(key, "空的数组；请写上词语，或删去这一项");
    if (words.size() <= kMostHouseWords) return words;
    return table.fault(key, fmt::format("词语超过 {} 个", kMostHouseWords));
  }
  JX_TRY(std::string word, table.text(key));
  if (!word.starts_with(kList)) return std::vector{std::move(word)};
  const auto list = lists.find(trimmed(std::string_view(word).substr(kList.size())));
  if (list != lists.end()) return list->second;
  return table.fault(
      key, fmt::format("没有名为“{}”的词表；请在 [lists] 中写上它", word.substr(kList.size())));
}

Result<Unit> read_house_unit(const TomlTable& table, const Lexicon& lexicon) {
  JX_TRY(const std::optional<std::string> words, table.find_text("unit"));
  if (!words) return Unit{};
  std::optional<Unit> unit = lexicon.find_unit(*words);
  if (unit) return *std::move(unit);
  return table.fault("unit",
                     fmt::format("不认识单位“{}”；请用 %、元、万元、人次 一类的写法", *words));
}

Result<NumberTest> read_number_test(const TomlTable& table) {
  NumberTest test;
  JX_TRY(test.above, table.find_decimal("above"));
  JX_TRY(test.at_least, table.find_decimal("at-least"));
  JX_TRY(test.below, table.find_decimal("below"));
  JX_TRY(test.at_most, table.find_decimal("at-most"));
  if (table.kind_of("is") == TomlKind::Array) {
    JX_TRY(test.equals, table.decimals("is"));
  } else if (table.has("is")) {
    JX_TRY(const Decimal number, table.decimal("is"));
    test.equals = {number};
  }
  const std::optional<Decimal>& low = test.at_least ? test.at_least : test.above;
  const std::optional<Decimal>& high = test.at_most ? test.at_most : test.below;
  if (low && high && (*low > *high || (*low == *high && (test.above || test.below)))) {
    return table.fault(test.at_least ? "at-least" : "above",
                       fmt::format("没有数能同时 {}", test.shown()));
  }
  return test;
}

Result<Condition> ConditionReader::read(const TomlTable& table, const std::string& column) const {
  const ColumnInfo* const info = find_house_column(column);
  if (info == nullptr) {
    std::vector<std::string_view> names;
    for (const ColumnInfo& each : house_columns()) names.push_back(each.key);
    const auto nearest = find_nearest(column, names);
    return table.fault(column, fmt::format("没有“{}”这一列{}可用的列：{}", column,
                                           nearest ? fmt::format("，是否为“{}”？", *nearest) : "；",
                                           in_words(names)));
  }
  Condition condition{.column = info->column, .place = table.place(column)};
  Result<Condition> made = [&]() -> Result<Condition> {
    if (table.kind_of(column) != TomlKind::Table) {
      return read_bare(table, column, std::move(condition), lists);
    }
    JX_TRY(const TomlTable inner, table.table(column));
    return read_table(inner, std::move(condition), *this);
  }();
  if (made.ok()) JX_TRY_VOID(require_sense(table, column, *made));
  return made;
}

Result<std::vector<Condition>> ConditionReader::read_all(const TomlTable& table) const {
  std::vector<Condition> conditions;
  for (const std::string& column : table.keys()) {
    if (conditions.size() == kMostHouseConditions) {
      return table.fault(column,
                         fmt::format("条件超过 {} 个，请拆成几条规则", kMostHouseConditions));
    }
    JX_TRY(Condition condition, read(table, column));
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

}  // namespace jx
