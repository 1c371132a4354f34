// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// ZIP archives in one spelling only: entries unpacked, in order, without dates, comments or extra
/// fields. Any reader opens them, and since the same entries can be written in one way alone, a
/// changed byte is found wherever it stands, also where other readers never look.
namespace jx {

struct StoredEntry {
  std::string_view name;  ///< UTF-8, parts separated by "/".
  std::string_view content;
};

/// LimitExceeded for more than 65,535 entries or 4 GB. Names must be there and differ.
Result<std::string> write_stored_zip(const std::vector<StoredEntry>& entries);

/// The entries, which point into `bytes`. Malformed, naming entry and offset, for every byte that
/// write_stored_zip() would have written otherwise.
Result<std::vector<StoredEntry>> read_stored_zip(std::string_view bytes);

}  // namespace jx
