// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/diagnostics.h"
#include "base/result.h"

/// HTML as browsers find it in the wild → elements and words, one by one and without a tree.
namespace jx {

/// The attributes of the element being started, names in lower case, values with their entities
/// resolved. Views are good until start() returns.
class HtmlAttributes {
 public:
  explicit HtmlAttributes(const unsigned char* const* pairs) noexcept : pairs_(pairs) {}

  /// The value of an attribute; empty for one without a value.
  std::optional<std::string_view> find(std::string_view name) const noexcept;

 private:
  const unsigned char* const* pairs_;  ///< Name, value, name, value, …, null; or null.
};

/// Receives what the parser finds. Elements that the file forgot to close are ended in good order.
class HtmlHandler {
 public:
  HtmlHandler() = default;
  HtmlHandler(const HtmlHandler&) = delete;
  HtmlHandler& operator=(const HtmlHandler&) = delete;
  virtual ~HtmlHandler() = default;

  /// `line` is that of the tag's end, from 1. An error stops the reading and is handed on.
  virtual Result<void> start(std::string_view name, const HtmlAttributes& attributes,
                             std::uint32_t line) = 0;
  virtual Result<void> end(std::string_view name) = 0;
  /// A run of text; one text may come in several pieces.
  virtual Result<void> text(std::string_view text, std::uint32_t line) = 0;
};

/// `text` is UTF-8. What was repaired is told to `diagnostics`. LimitExceeded for markup that would
/// take forever, or what the handler said.
Result<void> parse_html(std::string_view text, HtmlHandler& handler, Diagnostics& diagnostics);

}  // namespace jx
