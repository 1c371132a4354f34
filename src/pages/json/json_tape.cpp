// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/json/json_tape.h"

#include <fmt/core.h>

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <limits>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

namespace json = boost::json;

void append_quoted(std::string& out, std::string_view words) {
  out += '"';
  for (const char c : words) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.find_first_of(" \t\n.[]\"'") == std::string_view::npos;
}

}  // namespace

/// Receives the events of the parser. It is the only place that knows where in the value we are
/// when a fault turns up.
class JsonTapeWriter {
 public:
  // Boost.JSON looks these up by name. NOLINTBEGIN(readability-identifier-naming)
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::size_t max_string_size = std::numeric_limits<std::uint32_t>::max();
  // NOLINTEND(readability-identifier-naming)

  explicit JsonTapeWriter(std::uint64_t most_nodes) : most_nodes_(most_nodes) {
    tape_.nodes_.push_back({.kind = JsonKind::Array});
  }

  void set_line(std::uint32_t line) noexcept { line_ = line; }
  std::size_t values() const noexcept { return values_; }

  /// "$.tables[2].rows[5][1]", the value that was being read.
  std::string path() const {
    std::string path = "$";
    if (values_ > 0) path += fmt::format("[{}]", values_);
    for (std::size_t i = 0; i < frames_.size(); ++i) {
      const bool hidden = i >= kPathHead && i + kPathTail < frames_.size();
      if (i == kPathHead && hidden) path += "…";
      if (!hidden) path += step_of(frames_[i]);
    }
    return path;
  }

  JsonTape take() && {
    tape_.nodes_.front().end = tape_.nodes_.size();
    tape_.root_ = values_ == 1 ? 1 : 0;
    return std::move(tape_);
  }

  // The parser's interface: false with `ec` set stops it.
  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) {
    ++values_;
    return true;
  }
  bool on_object_begin(json::error_code& ec) { return open(JsonKind::Object, ec); }
  bool on_object_end(std::size_t, json::error_code&) { return close(); }
  bool on_array_begin(json::error_code& ec) { return open(JsonKind::Array, ec); }
  bool on_array_end(std::size_t, json::error_code&) { return close(); }
  bool on_key_part(json::string_view part, std::size_t, json::error_code&) { return gather(part); }
  bool on_key(json::string_view part, std::size_t, json::error_code&) {
    gather(part);
    Frame& frame = frames_.back();
    frame.key = gathered_;
    frame.key_size = static_cast<std::uint32_t>(tape_.words_.size() - gathered_);
    gathered_ = tape_.words_.size();
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    return gather(part);
  }
  bool on_string(json::string_view part, std::size_t, json::error_code& ec) {
    return gather(part) && add_scalar(JsonKind::String, ec);
  }
  bool on_number_part(json::string_view part, json::error_code&) { return gather(part); }
  bool on_int64(std::int64_t, json::string_view part, json::error_code& ec) {
    return gather(part) && add_scalar(JsonKind::Number, ec);
  }
  bool on_uint64(std::uint64_t, json::string_view part, json::error_code& ec) {
    return gather(part) && add_scalar(JsonKind::Number, ec);
  }
  bool on_double(double, json::string_view part, json::error_code& ec) {
    return gather(part) && add_scalar(JsonKind::Number, ec);
  }
  bool on_bool(bool value, json::error_code& ec) {
    return gather(value ? "true" : "false") && add_scalar(JsonKind::Boolean, ec);
  }
  bool on_null(json::error_code& ec) { return add_scalar(JsonKind::Null, ec); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  struct Frame {
    std::size_t node = 0;
    bool is_array = false;
    std::size_t count = 0;  ///< Values complete so far.
    std::size_t key = 0;    ///< Of the member being read.
    std::uint32_t key_size = 0;
  };

  /// A deep path is shown from both ends.
  static constexpr std::size_t kPathHead = 8;
  static constexpr std::size_t kPathTail = 2;

  std::string step_of(const Frame& frame) const {
    if (frame.is_array) return fmt::format("[{}]", frame.count);
    if (frame.key_size == 0) return {};
    const std::string_view name(tape_.words_.data() + frame.key, frame.key_size);
    return is_plain_name(name) ? fmt::format(".{}", name) : fmt::format("[\"{}\"]", name);
  }

  bool gather(json::string_view part) {
    tape_.words_.append(part.data(), part.size());
    return true;
  }

  bool add_node(JsonKind kind, json::error_code& ec) {
    if (tape_.nodes_.size() > most_nodes_) {
      ec = json::error::array_too_large;
      return false;
    }
    JsonNode node{.kind = kind, .line = line_};
    if (!frames_.empty()) {
      node.key = frames_.back().key;
      node.key_size = frames_.back().key_size;
    }
    node.text = gathered_;
    node.text_size = static_cast<std::uint32_t>(tape_.words_.size() - gathered_);
    gathered_ = tape_.words_.size();
    tape_.nodes_.push_back(node);
    tape_.nodes_.back().end = tape_.nodes_.size();
    return true;
  }

  bool add_scalar(JsonKind kind, json::error_code& ec) {
    if (!add_node(kind, ec)) return false;
    count_value();
    return true;
  }

  bool open(JsonKind kind, json::error_code& ec) {
    if (!add_node(kind, ec)) return false;
    frames_.push_back({.node = tape_.nodes_.size() - 1, .is_array = kind == JsonKind::Array});
    return true;
  }

  bool close() {
    tape_.nodes_[frames_.back().node].end = tape_.nodes_.size();
    frames_.pop_back();
    count_value();
    return true;
  }

  void count_value() {
    if (frames_.empty()) return;
    ++frames_.back().count;
    frames_.back().key_size = 0;
  }

  JsonTape tape_;
  std::uint64_t most_nodes_;
  std::uint32_t line_ = 1;
  std::size_t gathered_ = 0;  ///< Where the words of the value being read begin.
  std::size_t values_ = 0;
  std::vector<Frame> frames_;
};

namespace {

using Parser = json::basic_parser<JsonTapeWriter>;

json::parse_options make_options() {
  json::parse_options options;
  options.max_depth = JsonTape::kMostDepth;
  return options;
}

std::string_view reason_of(json::error_code ec) {
  if (ec == json::error::incomplete) return "内容没有写完，可能缺少右括号或文件被截断";
  if (ec == json::error::illegal_leading_surrogate ||
      ec == json::error::illegal_trailing_surrogate || ec == json::error::expected_utf16_escape ||
      ec == json::error::expected_hex_digit) {
    return "\\u 转义不完整";
  }
  if (ec == json::error::exponent_overflow) return "数字的指数太大";
  if (ec == json::error::extra_data) return "值的后面还有多余的内容";
  return "写法不符合 JSON，可能多写或漏写了逗号、引号、冒号或括号";
}

struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

Error make_error(json::error_code ec, const JsonTapeWriter& writer, Place place) {
  const Origin origin{
      .line = place.line, .first_column = place.column, .last_column = place.column};
  if (ec == json::error::too_deep) {
    return {ErrorCode::LimitExceeded,
            fmt::format("JSON 第 {} 行第 {} 个字符（{}）嵌套超过 {} 层，没有读入。请把表放到外层。",
                        place.line, place.column, writer.path(), JsonTape::kMostDepth),
            origin};
  }
  if (ec == json::error::array_too_large) {
    return {ErrorCode::LimitExceeded,
            fmt::format("JSON 到第 {} 行（{}）为止的值太多，没有读入。请拆分成几个文件。",
                        place.line, writer.path()),
            origin};
  }
  return {ErrorCode::Malformed,
          fmt::format("JSON 第 {} 行第 {} 个字符（{}）有错：{}。请改正后再试。", place.line,
                      place.column, writer.path(), reason_of(ec)),
          origin};
}

/// Feeds the parser line by line, which is how a value learns its line.
class LineFeeder {
 public:
  LineFeeder(std::string_view text, const ReadLimits& limits)
      : text_(text), parser_(make_options(), limits.cells) {}

  Result<JsonTape> parse() {
    while (begin_ < text_.size()) {
      const std::size_t newline = std::min(text_.find('\n', begin_), text_.size() - 1);
      JX_TRY_VOID(feed(text_.substr(begin_, newline + 1 - begin_)));
      begin_ = newline + 1;
      ++place_.line;
    }
    --place_.line;
    if (!parser_.done()) {
      json::error_code ec;
      parser_.write_some(false, "", 0, ec);
      if (ec) return make_error(ec, parser_.handler(), place_);
    }
    return std::move(parser_.handler()).take();
  }

 private:
  Result<void> feed(std::string_view line) {
    parser_.handler().set_line(place_.line);
    std::string_view rest = line;
    while (!trimmed(rest).empty()) {
      // A complete value may be followed by another one only on a new line (JSON Lines).
      if (parser_.done()) {
        const bool new_line = trimmed(rest).size() == trimmed(line).size();
        if (!new_line) return fault(json::error::extra_data, line, rest);
        parser_.reset();
      }
      json::error_code ec;
      const std::size_t used = parser_.write_some(true, rest.data(), rest.size(), ec);
      rest.remove_prefix(std::min(used, rest.size()));
      if (ec) return fault(ec, line, rest);
    }
    place_.column = static_cast<std::uint32_t>(character_count(line));
    return {};
  }

  Error fault(json::error_code ec, std::string_view line, std::string_view rest) {
    const std::string_view before = line.substr(0, line.size() - rest.size());
    place_.column = static_cast<std::uint32_t>(character_count(before)) + 1;
    return make_error(ec, parser_.handler(), place_);
  }

  std::string_view text_;
  std::size_t begin_ = 0;
  Place place_;
  Parser parser_;
};

}  // namespace

Result<JsonTape> JsonTape::parse(std::string_view text, const ReadLimits& limits) {
  return LineFeeder(text, limits).parse();
}

std::string_view JsonTape::key(std::size_t node) const {
  return std::string_view(words_).substr(nodes_[node].key, nodes_[node].key_size);
}

std::string_view JsonTape::text(std::size_t node) const {
  return std::string_view(words_).substr(nodes_[node].text, nodes_[node].text_size);
}

std::size_t JsonTape::find_member(std::size_t object, std::string_view name) const {
  for (std::size_t node = first_child(object); node != end(object); node = next(node)) {
    if (key(node) == name) return node;
  }
  return npos;
}

std::string JsonTape::to_json(std::size_t node) const {
  const JsonNode& value = nodes_[node];
  if (value.kind == JsonKind::Null) return "null";
  std::string out;
  if (value.kind == JsonKind::String) {
    append_quoted(out, text(node));
    return out;
  }
  if (is_scalar(node)) return std::string(text(node));
  const bool is_object = value.kind == JsonKind::Object;
  out += is_object ? '{' : '[';
  for (std::size_t child = first_child(node); child != value.end; child = next(child)) {
    if (child != first_child(node)) out += ',';
    if (is_object) {
      append_quoted(out, key(child));
      out += ':';
    }
    out += to_json(child);  // No deeper than kMostDepth: the parser saw to it.
  }
  out += is_object ? '}' : ']';
  return out;
}

std::string_view chinese_name(JsonKind kind) noexcept {
  switch (kind) {
    case JsonKind::Null: return "空值";
    case JsonKind::Boolean: return "真假值";
    case JsonKind::Number: return "数字";
    case JsonKind::String: return "文字";
    case JsonKind::Array: return "数组";
    case JsonKind::Object: return "对象";
  }
  return "";
}

}  // namespace jx
