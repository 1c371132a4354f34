// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jx {

/// Writes JSON as it goes, so that a million rows need no tree in memory.
///
/// A container is laid out over lines (one child a line) or inline; the choice is the caller's, so
/// that dumps stay readable in a diff. Values are written in the order given. Text must be UTF-8;
/// broken bytes come out as U+FFFD.
class JsonWriter {
 public:
  enum class Layout { Lines, Inline };

  /// Takes what was written so far and empties it.
  using Flush = std::function<void(std::string& written)>;

  /// With `flush`, at most about a megabyte of text waits in `out`.
  explicit JsonWriter(std::string& out, Flush flush = {}) : out_(out), flush_(std::move(flush)) {}

  /// Containers around a value, all laid out over lines.
  struct Depth {
    std::size_t levels = 0;
  };
  /// Writes one value as it will stand so deep in another writer's text (begin_given_value()).
  JsonWriter(std::string& out, Depth depth, Flush flush)
      : out_(out), flush_(std::move(flush)), levels_(depth.levels), after_key_(true) {}

  JsonWriter& begin_object(Layout layout = Layout::Inline) { return begin('{', layout); }
  JsonWriter& end_object() { return end('}'); }
  JsonWriter& begin_array(Layout layout = Layout::Inline) { return begin('[', layout); }
  JsonWriter& end_array() { return end(']'); }

  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(bool truth);
  JsonWriter& value(double number);
  template <std::integral T>
  requires(!std::same_as<T, bool>) JsonWriter& value(T number) {
    separate();
    out_ += std::to_string(number);
    return *this;
  }
  JsonWriter& null();
  /// What separates a value from the one before; the caller puts the value itself behind it.
  JsonWriter& begin_given_value() {
    separate();
    return *this;
  }

  template <typename T>
  JsonWriter& member(std::string_view name, const T& content) {
    return key(name).value(content);
  }

 private:
  struct Level {
    Layout layout = Layout::Lines;
    bool empty = true;
  };

  JsonWriter& begin(char bracket, Layout layout);
  JsonWriter& end(char bracket);
  void separate();
  void new_line();

  std::string& out_;
  Flush flush_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

/// `text` in quotation marks with everything escaped that JSON asks for.
void append_json_string(std::string& out, std::string_view text);

}  // namespace jx
