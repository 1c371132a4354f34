// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/store_path.h"

#include <cstdlib>

namespace jx {

std::filesystem::path default_store_path() {
  const char* data = std::getenv("XDG_DATA_HOME");
  // The XDG specification: a relative path there is to be ignored.
  if (data != nullptr && *data == '/') {
    return std::filesystem::path(data) / "jixiao" / "jixiao.db";
  }
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home != '\0') {
    return std::filesystem::path(home) / ".local" / "share" / "jixiao" / "jixiao.db";
  }
  return "jixiao.db";
}

}  // namespace jx
