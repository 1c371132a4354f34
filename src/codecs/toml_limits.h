// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

/// What a TOML text must satisfy before a parser sees it. Part of toml.h, not for other folders.
namespace jx {

/// A place in a TOML file, both from 1; columns count characters.
struct TomlPlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// "columns.toml:12:5: message", with the place as the error's origin.
Error toml_error(ErrorCode code, std::string_view name, TomlPlace place, std::string_view message);

/// Checks size, UTF-8, NUL, and how deep brackets and dotted keys nest. Dotted keys matter because
/// each dot is a table inside a table, and tables are destroyed recursively.
Result<void> check_toml_limits(std::string_view text, std::string_view name);

}  // namespace jx
