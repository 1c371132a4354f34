// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "archiving/manifest.h"
#include "base/check.h"

/// A manifest is taken only as to_text() would write it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jx;
  constexpr std::size_t kMostBytes = 65536;
  const std::string_view input(reinterpret_cast<const char*>(data), std::min(size, kMostBytes));
  const Result<ArchiveManifest> manifest = read_manifest(input);
  if (!manifest.ok()) {
    JX_CHECK(!manifest.error().message.empty(), "says why");
    return 0;
  }
  JX_CHECK(to_text(*manifest) == input, "one spelling only");
  for (const ArchiveItem& item : manifest->items) (void)reference_of(*manifest, item, 1);
  return 0;
}
