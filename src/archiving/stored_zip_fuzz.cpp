// SPDX-License-Identifier: AGPL-3.0-or-later
// What can be read is what would be written again, to the byte.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "archiving/stored_zip.h"
#include "base/check.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer asks for this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto entries = jx::read_stored_zip(bytes);
  if (!entries.ok()) return 0;
  const auto again = jx::write_stored_zip(*entries);
  JX_CHECK(again.ok() && *again == bytes, "one spelling");
  return 0;
}
