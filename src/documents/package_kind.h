// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "documents/binary_kind.h"

namespace jx {

/// What a ZIP archive is, by the parts it holds and what they are said to be. Never fails: an
/// archive that is nothing else, or broken, is named by what is left of it.
BinaryKind find_package_kind(std::string_view bytes);

/// What a compound file (OLE2) is, by the streams it holds. Never fails either.
BinaryKind find_compound_kind(std::string_view bytes);

}  // namespace jx
