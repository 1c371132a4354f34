// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/json/json_reader.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "pages/decoded_document.h"
#include "pages/json/json_grid.h"
#include "pages/json/json_tape.h"

namespace jx {
namespace {

/// Members of a table that describe it; our own output carries the second line too.
constexpr std::string_view kTableMembers[] = {
    "title",       "label",     "unit",  "head",  "header",     "headers",          "columns",
    "rows",        "data",      "cells", "index", "page",       "printed_page",     "unit_words",
    "header_rows", "continues", "bbox",  "box",   "confidence", "extraction_method"};

/// Members of a document in our own output that hold no words of the document.
constexpr std::string_view kDocumentMembers[] = {"file",      "sha256",  "diagnostics", "tables",
                                                 "documents", "version", "format",      "encoding"};

template <std::size_t Size>
bool is_one_of(std::string_view name, const std::string_view (&names)[Size]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

class JsonReader {
 public:
  JsonReader(const JsonTape& tape, const ReadLimits& limits, Pages& pages)
      : tape_(tape), limits_(limits), pages_(pages) {}

  Result<void> read() {
    const JsonPath root;
    const std::size_t node = tape_.root();
    if (tape_.is(node, JsonKind::Array)) return read_array(node, root, {});
    if (!tape_.is(node, JsonKind::Object)) {
      return make_shape_error(tape_, node, root, "数组或对象");
    }
    return read_object(node, root);
  }

 private:
  /// An array is a grid (of objects or of arrays), a list of tables, or a list of lines.
  Result<void> read_array(std::size_t array, const JsonPath& path, std::string_view title) {
    const std::size_t first = tape_.first_child(array);
    if (first == tape_.end(array)) return {};
    if (tape_.is_scalar(first)) return read_lines(array, path);
    if (tape_.is(first, JsonKind::Object) && !is_plain_record(first)) {
      return read_objects(array, path);
    }
    JsonGridBuilder grid(tape_, limits_, page_, pages_.diagnostics);
    JX_TRY_VOID(grid.add_rows(array, path));
    add_grid(std::move(grid).take(), title);
    return {};
  }

  Result<void> read_lines(std::size_t array, const JsonPath& path) {
    std::size_t index = 0;
    for (std::size_t node = tape_.first_child(array); node != tape_.end(array);
         node = tape_.next(node)) {
      const JsonPath here{.parent = &path, .name = {}, .index = index++};
      if (!tape_.is_scalar(node)) return make_shape_error(tape_, node, here, "文字或数字");
      add_line(std::string(trimmed(tape_.text(node))), node);
    }
    return {};
  }

  Result<void> read_objects(std::size_t array, const JsonPath& path) {
    std::size_t index = 0;
    for (std::size_t node = tape_.first_child(array); node != tape_.end(array);
         node = tape_.next(node)) {
      const JsonPath here{.parent = &path, .name = {}, .index = index++};
      if (!tape_.is(node, JsonKind::Object)) return make_shape_error(tape_, node, here, "对象");
      JX_TRY_VOID(read_object(node, here));
    }
    return {};
  }

  Result<void> read_object(std::size_t object, const JsonPath& path) {
    if (is_table(object)) return read_table(object, path);
    if (is_plain_record(object)) return read_record(object, path);
    if (is_own_output(object)) return read_own_output(object, path);
    for (std::size_t node = tape_.first_child(object); node != tape_.end(object);
         node = tape_.next(node)) {
      const std::string_view name = tape_.key(node);
      const JsonPath here{.parent = &path, .name = name};
      const bool own = is_one_of(name, kDocumentMembers);
      if (tape_.is(node, JsonKind::Array) && name != "diagnostics") {
        JX_TRY_VOID(read_array(node, here, own ? std::string_view{} : name));
      } else if (tape_.is(node, JsonKind::Object)) {
        JX_TRY_VOID(read_object(node, here));
      } else if (!own) {
        add_member_line(node);
      }
    }
    return {};
  }

  /// The lines between the tables go back to where they stood: our output says from which line of
  /// the first document each came.
  Result<void> read_own_output(std::size_t object, const JsonPath& path) {
    const std::size_t tables = find_array(object, "tables");
    const std::size_t lines = find_array(object, "lines");
    const JsonPath here{.parent = &path, .name = "tables"};
    std::size_t line = tape_.first_child(lines);
    std::size_t index = 0;
    for (std::size_t table = tape_.first_child(tables); table != tape_.end(tables);
         table = tape_.next(table)) {
      const JsonPath element{.parent = &here, .name = {}, .index = index++};
      if (!tape_.is(table, JsonKind::Object)) {
        return make_shape_error(tape_, table, element, "对象");
      }
      const std::uint32_t first_line = first_line_of(table);
      for (; line != tape_.end(lines) && number_of(line, "line") < first_line;
           line = tape_.next(line)) {
        add_own_line(line);
      }
      JX_TRY_VOID(read_table(table, element));
    }
    for (; line != tape_.end(lines); line = tape_.next(line)) add_own_line(line);
    return {};
  }

  void add_own_line(std::size_t object) {
    if (!tape_.is(object, JsonKind::Object)) return;
    const auto text = find_words(object, "text");
    if (!text) return;
    take_page(object);
    add_line(std::string(trimmed(tape_.text(*text))), *text);
    std::get<TextLine>(pages_.pages.back().blocks.back()).is_footer =
        find_words(object, "printed_page").has_value();
  }

  bool is_own_output(std::size_t object) const {
    return tape_.find_member(object, "sha256") != JsonTape::npos &&
           find_array(object, "tables") != JsonTape::npos &&
           find_array(object, "lines") != JsonTape::npos;
  }

  /// The line in the first document of a table's first cell.
  std::uint32_t first_line_of(std::size_t table) const {
    const std::size_t cells = find_array(table, "cells");
    if (cells == JsonTape::npos || tape_.first_child(cells) == tape_.end(cells)) return 0;
    return number_of(tape_.first_child(cells), "line");
  }

  /// A member that is a whole number, or 0.
  std::uint32_t number_of(std::size_t object, std::string_view name) const {
    if (!tape_.is(object, JsonKind::Object)) return 0;
    const auto node = find_words(object, name);
    std::uint32_t number = 0;
    if (!node) return number;
    const std::string_view words = tape_.text(*node);
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), number);
    return error == std::errc{} && end == words.data() + words.size() ? number : 0;
  }

  Result<void> read_record(std::size_t object, const JsonPath& path) {
    JsonGridBuilder grid(tape_, limits_, page_, pages_.diagnostics);
    JX_TRY_VOID(grid.add_record(object, path));
    add_grid(std::move(grid).take(), {});
    return {};
  }

  Result<void> read_table(std::size_t object, const JsonPath& path) {
    take_page(object);
    for (std::size_t node = tape_.first_child(object); node != tape_.end(object);
         node = tape_.next(node)) {
      const std::string_view name = tape_.key(node);
      if (name == "label" || !is_one_of(name, kTableMembers)) add_described(node, name);
    }
    if (const auto unit = find_words(object, "unit")) add_unit_line(*unit);

    JsonGridBuilder grid(tape_, limits_, page_, pages_.diagnostics);
    for (const std::string_view name : {"head", "header", "headers", "columns"}) {
      const std::size_t head = find_array(object, name);
      if (head == JsonTape::npos) continue;
      JX_TRY_VOID(grid.add_head(head, {.parent = &path, .name = name}));
      break;
    }
    for (const std::string_view name : {"rows", "data"}) {
      const std::size_t rows = find_array(object, name);
      if (rows == JsonTape::npos) continue;
      JX_TRY_VOID(grid.add_rows(rows, {.parent = &path, .name = name}));
      break;
    }
    const std::size_t cells = find_array(object, "cells");
    if (cells != JsonTape::npos) {
      JX_TRY_VOID(grid.add_placed_cells(cells, {.parent = &path, .name = "cells"}));
    }
    const auto title = find_words(object, "title");
    add_grid(std::move(grid).take(), title ? tape_.text(*title) : std::string_view{});
    return {};
  }

  /// True when the object describes a table instead of being a row of one.
  bool is_table(std::size_t object) const {
    return find_array(object, "rows") != JsonTape::npos ||
           find_array(object, "cells") != JsonTape::npos ||
           find_array(object, "data") != JsonTape::npos;
  }

  /// True for an object of scalars: a row, its member names the headers.
  bool is_plain_record(std::size_t object) const {
    for (std::size_t node = tape_.first_child(object); node != tape_.end(object);
         node = tape_.next(node)) {
      if (!tape_.is_scalar(node)) return false;
    }
    return tape_.first_child(object) != tape_.end(object);
  }

  std::size_t find_array(std::size_t object, std::string_view name) const {
    const std::size_t node = tape_.find_member(object, name);
    return node != JsonTape::npos && tape_.is(node, JsonKind::Array) ? node : JsonTape::npos;
  }

  std::optional<std::size_t> find_words(std::size_t object, std::string_view name) const {
    const std::size_t node = tape_.find_member(object, name);
    if (node == JsonTape::npos || !tape_.is_scalar(node)) return std::nullopt;
    return trimmed(tape_.text(node)).empty() ? std::nullopt : std::optional(node);
  }

  void take_page(std::size_t object) {
    const std::uint32_t number = number_of(object, "page");
    if (number != 0) page_ = number;
  }

  void add_described(std::size_t node, std::string_view name) {
    if (!tape_.is_scalar(node)) {
      add_line(fmt::format("{}：{}", name, tape_.to_json(node)), node);
    } else if (name == "label") {
      add_line(std::string(trimmed(tape_.text(node))), node);
    } else {
      add_member_line(node);
    }
  }

  void add_member_line(std::size_t node) {
    const std::string_view words = trimmed(tape_.text(node));
    if (!words.empty()) add_line(fmt::format("{}：{}", tape_.key(node), words), node);
  }

  void add_unit_line(std::size_t node) {
    const std::string_view words = trimmed(tape_.text(node));
    add_line(contains(words, "单位") ? std::string(words) : fmt::format("单位：{}", words), node);
  }

  void add_line(std::string words, std::size_t node) {
    if (words.empty()) return;
    if (words.find('\0') != std::string::npos) {
      words = replaced(words, std::string_view("\0", 1), "\xef\xbf\xbd");
    }
    current_page().blocks.emplace_back(
        TextLine{.text = std::move(words), .origin = {.page = page_, .line = tape_.at(node).line}});
  }

  void add_grid(NativeGrid grid, std::string_view title) {
    if (grid.cells.empty() && trimmed(title).empty()) return;
    grid.title = trimmed(title);
    current_page().blocks.emplace_back(std::move(grid));
  }

  Page& current_page() {
    if (pages_.pages.empty() || pages_.pages.back().number != page_) {
      pages_.pages.push_back({.number = page_, .blocks = {}, .drawing = {}});
    }
    return pages_.pages.back();
  }

  const JsonTape& tape_;
  const ReadLimits& limits_;
  Pages& pages_;
  std::uint32_t page_ = 1;
};

}  // namespace

Result<Pages> read_json_pages(const Document& document, const ReadLimits& limits) {
  Pages pages;
  JX_TRY(const DecodedDocument decoded, DecodedDocument::decode(document, pages.diagnostics));
  JX_TRY(const JsonTape tape, JsonTape::parse(decoded.text(), limits));
  JX_TRY_VOID(JsonReader(tape, limits, pages).read());
  return pages;
}

}  // namespace jx
