// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "store/store.h"

namespace jx {

/// Opens the SQLite database at `path`, makes it (and its folder) when there is none, and brings
/// its schema up to date. ":memory:" is a database of its own that lives as long as the store.
/// Several stores, in one program or in many, may be open on one file: readers never wait, one
/// writer at a time, others wait up to five seconds.
Result<std::unique_ptr<Store>> open_sqlite_store(const std::filesystem::path& path);

}  // namespace jx
