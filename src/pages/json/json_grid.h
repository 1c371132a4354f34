// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "documents/document.h"
#include "pages/json/json_tape.h"
#include "pages/page.h"

namespace jx {

/// Where in the JSON we are, for messages: "$.tables[2].rows[5]". A step lives on the stack of the
/// function that takes it.
struct JsonPath {
  const JsonPath* parent = nullptr;
  std::string_view name;  ///< Of a member; empty for an element.
  std::size_t index = 0;

  std::string to_string() const;
};

/// Malformed: the value at `path` is of another kind than a table needs.
Error make_shape_error(const JsonTape& tape, std::size_t node, const JsonPath& path,
                       std::string_view expected);

/// Turns rows of JSON into one NativeGrid.
class JsonGridBuilder {
 public:
  JsonGridBuilder(const JsonTape& tape, const ReadLimits& limits, std::uint32_t page,
                  Diagnostics& diagnostics)
      : tape_(tape), limits_(limits), page_(page), diagnostics_(diagnostics) {}

  /// A header row: an array of words, or several of them.
  Result<void> add_head(std::size_t array, const JsonPath& path);
  /// Each element is a row: an array of cells, or an object whose names are headers.
  Result<void> add_rows(std::size_t array, const JsonPath& path);
  /// One object as the only row, its names as the header.
  Result<void> add_record(std::size_t object, const JsonPath& path);
  /// Objects with "row", "column", "text" and spans, as `jixiao tables` writes them.
  Result<void> add_placed_cells(std::size_t array, const JsonPath& path);

  NativeGrid take() &&;

 private:
  Result<void> add_array_row(std::size_t array, const JsonPath& path);
  Result<void> add_object_row(std::size_t object, const JsonPath& path);
  Result<void> add_placed_cell(std::size_t object, const JsonPath& path);
  Result<std::uint32_t> read_count(std::size_t object, std::string_view name,
                                   std::uint32_t fallback, const JsonPath& path);
  Result<std::uint32_t> column_of(std::string_view key, std::uint32_t position, std::size_t node,
                                  const JsonPath& path);
  void begin_named_columns();
  void add_cell(std::uint32_t row, std::uint32_t column, std::size_t node);
  std::string words_of(std::size_t node);
  Error make_width_error(std::size_t node, std::size_t width, const JsonPath& path) const;

  const JsonTape& tape_;
  const ReadLimits& limits_;
  std::uint32_t page_;
  Diagnostics& diagnostics_;
  NativeGrid grid_;

  /// Columns that got their name from the rows' own member names.
  struct NamedColumn {
    std::string_view name;
    std::uint32_t line = 0;
    std::uint32_t last_row = 0;  ///< The row that filled it last, plus one.
  };
  std::vector<NamedColumn> columns_;
  std::size_t headed_columns_ = 0;      ///< So many of them have their name from the head.
  std::deque<std::string> head_names_;  ///< A deque, because the names are referred to.
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> columns_by_name_;
};

}  // namespace jx
