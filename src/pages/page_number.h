// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jx {

/// The number in a line that can only be a page number: "- 147 -", "— 12 —", "第 3 页 共 9 页",
/// "Page 3 of 9". Digits are given as ASCII; nothing for any other line.
std::optional<std::string> find_page_number(std::string_view line);

/// The number of a line that is a page number only where its place says so: "147", "3/9".
std::optional<std::string> find_bare_number(std::string_view line);

}  // namespace jx
