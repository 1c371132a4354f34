// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "codecs/toml.h"

namespace {

/// Asks every table for every key in every way: no answer may crash, whatever the kinds.
void read_all(const jx::TomlTable& table, int depth) {
  if (depth > 2 * jx::kMostTomlDepth) return;
  for (const std::string& key : table.keys()) {
    (void)table.text(key);
    (void)table.flag(key);
    (void)table.whole(key);
    (void)table.decimal(key);
    (void)table.date(key);
    (void)table.texts(key);
    (void)table.pairs(key);
    (void)table.text(key + "x");
    (void)table.place(key, 1);
    if (const auto found = table.find_table(key); found.ok() && *found)
      read_all(**found, depth + 1);
    if (const auto found = table.tables(key); found.ok()) {
      for (const jx::TomlTable& item : *found) read_all(item, depth + 1);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const jx::Result<jx::TomlDocument> document = jx::TomlDocument::parse(text, "fuzz.toml");
  if (!document.ok()) return 0;
  (void)document->finish();
  read_all(document->root(), 0);
  (void)document->finish();
  return 0;
}
