// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/toml.h"

#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <system_error>

#include "base/text.h"
#include "codecs/toml_limits.h"

namespace jx {

namespace {

using AskedKeys = std::set<std::string, std::less<>>;

TomlPlace place_of(const toml::source_region& region) {
  return {static_cast<std::uint32_t>(region.begin.line),
          static_cast<std::uint32_t>(region.begin.column)};
}

std::string_view name_of(toml::node_type type) {
  switch (type) {
    case toml::node_type::none: return "空";
    case toml::node_type::table: return "表";
    case toml::node_type::array: return "数组";
    case toml::node_type::string: return "文字";
    case toml::node_type::integer: return "整数";
    case toml::node_type::floating_point: return "小数";
    case toml::node_type::boolean: return "true/false";
    case toml::node_type::date: return "日期";
    case toml::node_type::time: return "时间";
    case toml::node_type::date_time: return "日期时间";
  }
  return "";
}

std::string quoted(std::string_view word) { return "“" + std::string(word) + "”"; }

}  // namespace

struct TomlDocument::Data {
  std::string name;
  std::string text;
  toml::table root;
  /// Which keys were asked for, of every table that was opened.
  std::map<const toml::table*, AskedKeys> asked;
  mutable TomlPlace last_place;
  mutable std::size_t last_offset = 0;  ///< Of `last_place`.

  /// Where a place is in `text`. Numbers are mostly read in the file's order, so going on from the
  /// last place keeps a file of nothing but numbers linear.
  std::size_t offset_of(const TomlPlace& place) const {
    if (std::pair(place.line, place.column) < std::pair(last_place.line, last_place.column)) {
      last_place = {};
      last_offset = 0;
    }
    while (last_place.line < place.line && last_offset < text.size()) {
      last_offset = std::min(text.find('\n', last_offset), text.size() - 1) + 1;
      last_place = {last_place.line + 1, 1};
    }
    while (last_place.column < place.column && last_offset < text.size()) {
      next_character(text, last_offset);
      ++last_place.column;
    }
    return last_offset;
  }

  Error error(const toml::source_region& region, std::string_view message) const {
    return toml_error(ErrorCode::Malformed, name, place_of(region), message);
  }
  std::string place(const toml::source_region& region) const {
    return name + ":" + std::to_string(region.begin.line) + ":" +
           std::to_string(region.begin.column);
  }
};

namespace {

const toml::table& table_of(const void* node) { return *static_cast<const toml::table*>(node); }

/// "，是否为“aliases”？" when one of the candidates is near.
std::string suggestion(std::string_view word, const AskedKeys& known) {
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  const std::optional<std::string_view> nearest = find_nearest(word, candidates);
  return nearest ? "，是否为" + quoted(*nearest) + "？" : std::string("。");
}

/// A key that is there, was not asked for yet, and looks like the missing one.
std::optional<std::string_view> find_misspelt(const toml::table& table, const AskedKeys& asked,
                                              std::string_view missing) {
  for (const auto& [key, node] : table) {
    const std::array<std::string_view, 1> wanted = {missing};
    if (!asked.contains(key.str()) && find_nearest(key.str(), wanted)) return key.str();
  }
  return std::nullopt;
}

Error missing_key(const TomlDocument::Data& document, const toml::table& table,
                  std::string_view key) {
  const auto asked = document.asked.find(&table);
  std::string message = "缺少键" + quoted(key);
  if (asked != document.asked.end()) {
    if (const auto misspelt = find_misspelt(table, asked->second, key)) {
      const toml::key& found = table.find(*misspelt)->first;
      return document.error(found.source(),
                            message + "，这里的" + quoted(*misspelt) + "是否为它？");
    }
  }
  return document.error(table.source(), message + "。");
}

Error wrong_type(const TomlDocument::Data& document, const toml::node& node, std::string_view key,
                 std::string_view expected) {
  return document.error(node.source(), quoted(key) + "应当是" + std::string(expected) + "，而不是" +
                                           std::string(name_of(node.type())) + "。");
}

/// The value of a key, which counts as asked for from now on; null when it is missing.
const toml::node* ask(TomlDocument::Data& document, const void* node, std::string_view key) {
  const toml::table& table = table_of(node);
  document.asked[&table].emplace(key);
  return table.get(key);
}

Result<std::string> read_text(const TomlDocument::Data& document, const toml::node& node,
                              std::string_view key) {
  const auto* const text = node.as_string();
  if (text == nullptr) return wrong_type(document, node, key, "文字");
  // The file holds no NUL, but an escape may.
  if (contains(text->get(), std::string_view("\0", 1))) {
    return document.error(node.source(), quoted(key) + "含有 NUL 字符。");
  }
  return text->get();
}

Result<std::string> read_filled_text(const TomlDocument::Data& document, const toml::node& node,
                                     std::string_view key) {
  JX_TRY(std::string text, read_text(document, node, key));
  if (trimmed(text).empty()) return document.error(node.source(), quoted(key) + "不能为空。");
  return text;
}

Result<bool> read_flag(const TomlDocument::Data& document, const toml::node& node,
                       std::string_view key) {
  const auto* const flag = node.as_boolean();
  if (flag == nullptr) return wrong_type(document, node, key, "true/false");
  return flag->get();
}

Result<std::int64_t> read_whole(const TomlDocument::Data& document, const toml::node& node,
                                std::string_view key) {
  const auto* const number = node.as_integer();
  if (number == nullptr) return wrong_type(document, node, key, "整数");
  return number->get();
}

/// The characters of the number that begins at `offset`, without the underscores TOML allows.
std::string literal_at(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(std::min(offset, text.size()));
  std::string literal(rest.substr(0, rest.find_first_not_of("0123456789.+-_eEinfa")));
  std::erase(literal, '_');
  return literal;
}

Result<Decimal> read_decimal(const TomlDocument::Data& document, const toml::node& node,
                             std::string_view key) {
  if (const auto* const whole = node.as_integer()) return Decimal(whole->get());
  if (node.as_floating_point() == nullptr) return wrong_type(document, node, key, "数");
  const std::string literal =
      literal_at(document.text, document.offset_of(place_of(node.source())));
  Result<Decimal> value = Decimal::parse(literal);
  if (!value.ok()) {
    return document.error(
        node.source(), quoted(key) + "应写成普通小数（至多 9 位小数），而不是 " + literal + "。");
  }
  return value;
}

Result<Date> read_date(const TomlDocument::Data& document, const toml::node& node,
                       std::string_view key) {
  const auto* const date = node.as_date();
  if (date == nullptr) return wrong_type(document, node, key, "日期（2021-12-31）");
  return Date{.year = date->get().year, .month = date->get().month, .day = date->get().day};
}

Result<std::vector<std::string>> read_texts(const TomlDocument::Data& document,
                                            const toml::node& node, std::string_view key) {
  const auto* const array = node.as_array();
  if (array == nullptr) return wrong_type(document, node, key, "文字的数组");
  std::vector<std::string> texts;
  texts.reserve(array->size());
  for (const toml::node& item : *array) {
    JX_TRY(std::string text, read_filled_text(document, item, key));
    texts.push_back(std::move(text));
  }
  return texts;
}

Result<std::vector<Decimal>> read_decimals(const TomlDocument::Data& document,
                                           const toml::node& node, std::string_view key) {
  const auto* const array = node.as_array();
  if (array == nullptr) return wrong_type(document, node, key, "数的数组");
  std::vector<Decimal> numbers;
  numbers.reserve(array->size());
  for (const toml::node& item : *array) {
    JX_TRY(const Decimal number, read_decimal(document, item, key));
    numbers.push_back(number);
  }
  return numbers;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

Result<Pairs> read_pairs(const TomlDocument::Data& document, const toml::node& node,
                         std::string_view key) {
  const auto* const array = node.as_array();
  if (array == nullptr) return wrong_type(document, node, key, "成对文字的数组");
  Pairs pairs;
  pairs.reserve(array->size());
  for (const toml::node& item : *array) {
    const auto* const pair = item.as_array();
    if (pair == nullptr || pair->size() != 2) {
      return document.error(item.source(), quoted(key) + "的每一项应当是一对文字。");
    }
    JX_TRY(std::string first, read_filled_text(document, (*pair)[0], key));
    JX_TRY(std::string second, read_text(document, (*pair)[1], key));
    pairs.emplace_back(std::move(first), std::move(second));
  }
  return pairs;
}

template <typename T>
using Reader = Result<T> (*)(const TomlDocument::Data&, const toml::node&, std::string_view);

template <typename T>
Result<T> require(TomlDocument::Data& document, const void* table, std::string_view key,
                  Reader<T> read) {
  const toml::node* const node = ask(document, table, key);
  if (node == nullptr) return missing_key(document, table_of(table), key);
  return read(document, *node, key);
}

template <typename T>
Result<std::optional<T>> find(TomlDocument::Data& document, const void* table, std::string_view key,
                              Reader<T> read) {
  const toml::node* const node = ask(document, table, key);
  if (node == nullptr) return std::optional<T>();
  JX_TRY(T value, read(document, *node, key));
  return std::optional<T>(std::move(value));
}

bool stands_before(const toml::source_region& a, const toml::source_region& b) {
  return std::pair(a.begin.line, a.begin.column) < std::pair(b.begin.line, b.begin.column);
}

}  // namespace

Result<TomlDocument> TomlDocument::load(const std::filesystem::path& file) {
  JX_TRY(const std::string bytes, read_toml_text(file));
  return parse(bytes, file.string());
}

Result<TomlDocument> TomlDocument::parse(std::string_view text, std::string name) {
  JX_TRY_VOID(check_toml_limits(text, name));
  auto data = std::make_unique<Data>();
  data->name = std::move(name);
  data->text = text;
  try {
    data->root = toml::parse(std::string_view(data->text));
  } catch (const toml::parse_error& error) {
    return data->error(error.source(), "TOML 语法错误：" + std::string(error.description()));
  }
  data->asked[&data->root];
  return TomlDocument(std::move(data));
}

TomlDocument::TomlDocument(std::unique_ptr<Data> data) noexcept : data_(std::move(data)) {}
TomlDocument::TomlDocument(TomlDocument&&) noexcept = default;
TomlDocument& TomlDocument::operator=(TomlDocument&&) noexcept = default;
TomlDocument::~TomlDocument() = default;

const std::string& TomlDocument::name() const noexcept { return data_->name; }

TomlTable TomlDocument::root() const { return TomlTable(*data_, &data_->root); }

Result<void> TomlDocument::finish() const {
  const toml::key* first = nullptr;
  const AskedKeys* known = nullptr;
  for (const auto& [table, asked] : data_->asked) {
    for (const auto& [key, node] : *table) {
      if (asked.contains(key.str())) continue;
      if (first != nullptr && !stands_before(key.source(), first->source())) continue;
      first = &key;
      known = &asked;
    }
  }
  if (first == nullptr) return {};
  return data_->error(first->source(),
                      "未知的键" + quoted(first->str()) + suggestion(first->str(), *known));
}

Result<std::string> TomlTable::text(std::string_view key) const {
  return require<std::string>(*document_, node_, key, read_filled_text);
}
Result<bool> TomlTable::flag(std::string_view key) const {
  return require<bool>(*document_, node_, key, read_flag);
}
Result<std::int64_t> TomlTable::whole(std::string_view key) const {
  return require<std::int64_t>(*document_, node_, key, read_whole);
}
Result<Decimal> TomlTable::decimal(std::string_view key) const {
  return require<Decimal>(*document_, node_, key, read_decimal);
}
Result<Date> TomlTable::date(std::string_view key) const {
  return require<Date>(*document_, node_, key, read_date);
}
Result<std::vector<std::string>> TomlTable::texts(std::string_view key) const {
  return require<std::vector<std::string>>(*document_, node_, key, read_texts);
}
Result<std::vector<Decimal>> TomlTable::decimals(std::string_view key) const {
  return require<std::vector<Decimal>>(*document_, node_, key, read_decimals);
}
Result<Pairs> TomlTable::pairs(std::string_view key) const {
  return require<Pairs>(*document_, node_, key, read_pairs);
}

Result<std::optional<std::string>> TomlTable::find_text(std::string_view key) const {
  return find<std::string>(*document_, node_, key, read_text);
}
Result<std::optional<bool>> TomlTable::find_flag(std::string_view key) const {
  return find<bool>(*document_, node_, key, read_flag);
}
Result<std::optional<std::int64_t>> TomlTable::find_whole(std::string_view key) const {
  return find<std::int64_t>(*document_, node_, key, read_whole);
}
Result<std::optional<Decimal>> TomlTable::find_decimal(std::string_view key) const {
  return find<Decimal>(*document_, node_, key, read_decimal);
}
Result<std::optional<Date>> TomlTable::find_date(std::string_view key) const {
  return find<Date>(*document_, node_, key, read_date);
}
Result<std::vector<std::string>> TomlTable::find_texts(std::string_view key) const {
  JX_TRY(std::optional<std::vector<std::string>> texts,
         find<std::vector<std::string>>(*document_, node_, key, read_texts));
  return std::move(texts).value_or(std::vector<std::string>());
}

Result<std::optional<TomlTable>> TomlTable::find_table(std::string_view key) const {
  const toml::node* const node = ask(*document_, node_, key);
  if (node == nullptr) return std::optional<TomlTable>();
  const toml::table* const table = node->as_table();
  if (table == nullptr) return wrong_type(*document_, *node, key, "表");
  document_->asked[table];
  return std::optional<TomlTable>(TomlTable(*document_, table));
}

Result<TomlTable> TomlTable::table(std::string_view key) const {
  JX_TRY(const std::optional<TomlTable> found, find_table(key));
  if (!found) return missing_key(*document_, table_of(node_), key);
  return *found;
}

Result<std::vector<TomlTable>> TomlTable::tables(std::string_view key) const {
  const toml::node* const node = ask(*document_, node_, key);
  std::vector<TomlTable> found;
  if (node == nullptr) return found;
  const toml::array* const array = node->as_array();
  if (array == nullptr) {
    return wrong_type(*document_, *node, key, "表的数组（[[" + std::string(key) + "]]）");
  }
  for (const toml::node& item : *array) {
    const toml::table* const table = item.as_table();
    if (table == nullptr) return wrong_type(*document_, item, key, "表的数组");
    document_->asked[table];
    found.push_back(TomlTable(*document_, table));
  }
  return found;
}

std::vector<std::string> TomlTable::keys() const {
  std::vector<const toml::key*> found;
  for (const auto& [key, node] : table_of(node_)) found.push_back(&key);
  std::sort(found.begin(), found.end(), [](const toml::key* a, const toml::key* b) {
    return stands_before(a->source(), b->source());
  });
  std::vector<std::string> names;
  names.reserve(found.size());
  for (const toml::key* key : found) names.emplace_back(key->str());
  return names;
}

bool TomlTable::has(std::string_view key) const { return ask(*document_, node_, key) != nullptr; }

TomlKind TomlTable::kind_of(std::string_view key) const {
  const toml::node* const node = ask(*document_, node_, key);
  if (node == nullptr) return TomlKind::Missing;
  if (node->is_string()) return TomlKind::Text;
  if (node->is_number()) return TomlKind::Number;
  if (node->is_boolean()) return TomlKind::Flag;
  if (node->is_array()) return TomlKind::Array;
  return node->is_table() ? TomlKind::Table : TomlKind::Other;
}

namespace {

/// Where a key's value or one of its items stands; the table itself when there is none.
const toml::source_region& region_of(const void* table, std::string_view key,
                                     std::optional<std::size_t> index) {
  const toml::node* const node = table_of(table).get(key);
  if (node == nullptr) return table_of(table).source();
  const toml::array* const array = node->as_array();
  if (!index || array == nullptr || *index >= array->size()) return node->source();
  return (*array)[*index].source();
}

}  // namespace

std::string TomlTable::place(std::string_view key) const {
  return document_->place(region_of(node_, key, std::nullopt));
}
std::string TomlTable::place(std::string_view key, std::size_t index) const {
  return document_->place(region_of(node_, key, index));
}
Error TomlTable::fault(std::string_view key, std::string_view message) const {
  return document_->error(region_of(node_, key, std::nullopt), message);
}
Error TomlTable::fault(std::string_view key, std::size_t index, std::string_view message) const {
  return document_->error(region_of(node_, key, index), message);
}

Result<std::string> read_toml_text(const std::filesystem::path& file) {
  const Error unreadable{ErrorCode::Io, file.string() + ": 无法读取，请检查权限。"};
  std::error_code failed;
  if (!std::filesystem::is_regular_file(file, failed)) {
    return Error{ErrorCode::NotFound, file.string() + ": 没有这个文件。"};
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return unreadable;
  // One byte more than allowed is enough for check_toml_limits to refuse it.
  const std::uintmax_t size = std::filesystem::file_size(file, failed);
  std::string bytes(std::min<std::uintmax_t>(failed ? 0 : size, kMostTomlBytes + 1), '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (failed || stream.bad()) return unreadable;
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

Result<std::vector<std::filesystem::path>> find_toml_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  std::filesystem::recursive_directory_iterator entry(folder, failed);
  for (; !failed && entry != std::filesystem::recursive_directory_iterator();
       entry.increment(failed)) {
    if (entry->path().extension() == ".toml" && entry->is_regular_file(failed)) {
      files.push_back(entry->path());
    }
  }
  if (failed) {
    return Error{ErrorCode::NotFound, folder.string() + ": 无法读取文件夹：" + failed.message()};
  }
  if (files.empty()) {
    return Error{ErrorCode::NotFound, folder.string() + ": 文件夹里没有 .toml 文件。"};
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.generic_string() < b.generic_string(); });
  return files;
}

std::optional<std::string_view> find_nearest(std::string_view word,
                                             std::span<const std::string_view> candidates) {
  const std::u32string wanted = to_utf32(word);
  // A third of the word may differ, up to three characters: more is another word.
  std::size_t limit = std::clamp<std::size_t>((wanted.size() + 2) / 3, 1, 3);
  std::optional<std::string_view> nearest;
  for (const std::string_view candidate : candidates) {
    const std::u32string other = to_utf32(candidate);
    const std::size_t distance = edit_distance(wanted, other, limit);
    if (distance > limit || distance >= other.size()) continue;
    nearest = candidate;
    if (distance == 0) break;
    limit = distance - 1;
  }
  return nearest;
}

}  // namespace jx
