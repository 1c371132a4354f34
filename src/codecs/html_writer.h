// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace jx {

/// `text` with everything escaped that means something in HTML or XML text or in a quoted
/// attribute. Control characters, which neither may hold, become U+FFFD.
std::string html_escaped(std::string_view text);

/// Writes HTML so that nothing unescaped can get in: tag and attribute names are ours, every text
/// and every attribute value is escaped.
class Html {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  /// Attributes with an empty value are left out, all but `value` itself, where empty says
  /// something.
  Html& open(std::string_view tag, Attributes attributes = {});
  Html& close(std::string_view tag);
  Html& text(std::string_view words);
  /// `<tag …>words</tag>`.
  Html& element(std::string_view tag, std::string_view words, Attributes attributes = {});
  /// An element without content: input, br.
  Html& empty(std::string_view tag, Attributes attributes = {}) { return open(tag, attributes); }
  Html& link(std::string_view href, std::string_view words, std::string_view css_class = {});
  Html& append(const Html& other);

  const std::string& bytes() const noexcept { return out_; }
  std::string take() && { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace jx
