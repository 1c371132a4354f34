// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/store.h"

#include "base/sha256.h"

namespace jx {

std::string document_id(std::string_view region, std::string_view file) {
  const std::string_view name = file.substr(file.find_last_of('/') + 1);
  return sha256_hex(std::string(region) + '\n' + std::string(name)).substr(0, 16);
}

}  // namespace jx
