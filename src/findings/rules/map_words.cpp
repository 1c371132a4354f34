// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/rules/map_words.h"

#include <string>
#include <utility>
#include <vector>

namespace jx {

WordList keys_of(const WordMap& map) {
  std::vector<std::string> keys;
  keys.reserve(map.entries.size());
  for (const auto& [key, value] : map.entries) keys.push_back(key);
  return {map.name, map.basis, map.verified, std::move(keys)};
}

}  // namespace jx
