// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "base/text.h"
#include "reports/text.h"

namespace jx {

/// A text for a terminal, written line by line.
class TextLines {
 public:
  explicit TextLines(const TextStyle& style) : style_(style) {}

  template <typename... Parts>
  void add(fmt::format_string<Parts...> format, Parts&&... parts) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Parts>(parts)...);
    out_ += '\n';
  }
  void add_title(std::string_view title);
  void add_note(std::string_view note);  ///< "[注意] …"
  void add_diagnostics(const Diagnostics& diagnostics);
  /// Rows of the same number of cells, aligned; the first column to the left, others to the right.
  void add_columns(const std::vector<std::vector<std::string>>& rows);

  std::string take() && { return std::move(out_); }

 private:
  TextStyle style_;
  std::string out_;
};

/// The columns that the longest of the names takes, within reason.
template <typename Range, typename NameOf>
std::size_t widest(const Range& range, NameOf name_of) {
  std::size_t most = 0;
  for (const auto& each : range) {
    most = std::max(most, display_width(name_of(each)));
  }
  constexpr std::size_t kMost = 36;
  return std::min(most, kMost);
}

}  // namespace jx
