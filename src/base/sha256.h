// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace jx {

/// The SHA-256 of `bytes` as 64 lower-case hexadecimal digits: the name under which a file's
/// content is known.
std::string sha256_hex(std::string_view bytes);

}  // namespace jx
