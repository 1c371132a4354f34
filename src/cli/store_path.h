// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>

namespace jx {

/// Where documents are kept when --store does not say: $XDG_DATA_HOME/jixiao/jixiao.db, else
/// ~/.local/share/jixiao/jixiao.db, else jixiao.db in the current folder.
std::filesystem::path default_store_path();

}  // namespace jx
