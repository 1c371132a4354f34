// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/document.h"

namespace jx {

enum class JsonKind : std::uint8_t { Null, Boolean, Number, String, Array, Object };

/// One value. Values stand in the order of the file, children behind their parent, so that a
/// subtree is a range and nothing owns anything.
struct JsonNode {
  JsonKind kind = JsonKind::Null;
  std::uint32_t line = 1;
  std::uint32_t key_size = 0;
  std::uint32_t text_size = 0;
  std::size_t key = 0;   ///< Of an object's member: offset of its name in the words.
  std::size_t text = 0;  ///< Of a scalar: offset of its words.
  std::size_t end = 0;   ///< Index behind the last value of the subtree.
};

/// A JSON text as it was written: numbers keep their digits ("44.00"), objects their order and
/// their repeated names. Several values one after the other (JSON Lines) become one array.
class JsonTape {
 public:
  /// Deeper values are refused.
  static constexpr std::size_t kMostDepth = 64;

  /// Malformed, with line, column and path ("$.tables[2].rows[5][1]") of the fault.
  static Result<JsonTape> parse(std::string_view text, const ReadLimits& limits);

  std::size_t root() const noexcept { return root_; }
  const JsonNode& at(std::size_t node) const { return nodes_[node]; }
  std::string_view key(std::size_t node) const;
  std::string_view text(std::size_t node) const;
  bool is(std::size_t node, JsonKind kind) const { return nodes_[node].kind == kind; }
  bool is_scalar(std::size_t node) const { return nodes_[node].kind < JsonKind::Array; }

  /// Children from first to last: `for (n = first_child(p); n != end(p); n = next(n))`.
  std::size_t first_child(std::size_t node) const noexcept { return node + 1; }
  std::size_t end(std::size_t node) const { return nodes_[node].end; }
  std::size_t next(std::size_t node) const { return nodes_[node].end; }

  /// The first member of that name, or npos.
  // NOLINTNEXTLINE(readability-identifier-naming): named like the standard library's.
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  std::size_t find_member(std::size_t object, std::string_view name) const;

  /// The value written compactly, for a cell that holds more than a scalar.
  std::string to_json(std::size_t node) const;

 private:
  friend class JsonTapeWriter;

  std::vector<JsonNode> nodes_;
  std::string words_;
  std::size_t root_ = 0;
};

/// "对象", "数组", "数字" …: how messages call a value.
std::string_view chinese_name(JsonKind kind) noexcept;

}  // namespace jx
