// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <fmt/core.h>

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"
#include "pages/json/json_tape.h"

namespace jx {

/// A value of a JSON text and the way to it, for messages.
class JsonValue {
 public:
  JsonValue(const JsonTape& tape, std::size_t node, std::string path)
      : tape_(&tape), node_(node), path_(std::move(path)) {}

  Error fault(std::string_view what) const {
    return {ErrorCode::Malformed, fmt::format("{}：{}", path_, what)};
  }
  std::optional<JsonValue> find(std::string_view name) const {
    if (!tape_->is(node_, JsonKind::Object)) return std::nullopt;
    const std::size_t found = tape_->find_member(node_, name);
    if (found == JsonTape::npos || tape_->is(found, JsonKind::Null)) return std::nullopt;
    return JsonValue(*tape_, found, path_ + "." + std::string(name));
  }
  Result<JsonValue> member(std::string_view name) const {
    std::optional<JsonValue> found = find(name);
    if (!found) return fault(fmt::format("缺少“{}”", name));
    return *std::move(found);
  }
  Result<std::string> text() const {
    if (!tape_->is(node_, JsonKind::String)) return fault("应当是文字");
    return std::string(tape_->text(node_));
  }
  Result<Decimal> decimal() const {
    JX_TRY(const std::string digits, text());
    Result<Decimal> value = Decimal::parse(digits);
    if (!value.ok()) return fault(value.error().message);
    return value;
  }
  Result<double> number() const {
    double value = 0;
    const std::string_view digits = tape_->text(node_);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool read = error == std::errc() && end == digits.data() + digits.size();
    if (!tape_->is(node_, JsonKind::Number) || !read) return fault("应当是数字");
    return value;
  }
  Result<std::vector<JsonValue>> items() const {
    if (!tape_->is(node_, JsonKind::Array)) return fault("应当是数组");
    std::vector<JsonValue> items;
    for (std::size_t at = tape_->first_child(node_); at != tape_->end(node_);
         at = tape_->next(at)) {
      items.emplace_back(*tape_, at, fmt::format("{}[{}]", path_, items.size()));
    }
    return items;
  }

 private:
  const JsonTape* tape_;
  std::size_t node_;
  std::string path_;
};

/// Where a proof and what was computed again from its inputs differ.
struct ProofDifference {
  std::string path;  ///< "$.documents[0].projects[0].goal_sets[0].results.total"
  std::string proof;
  std::string again;
};

/// The first value in which two texts of JSON differ, members and items in their order.
std::optional<ProofDifference> find_difference(const JsonTape& proof, const JsonTape& again);

}  // namespace jx
