// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as an archive: an error with a message, or entries that keep the limits.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/text.h"
#include "codecs/zip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr jx::ZipLimits kLimits{.entries = 100,
                                  .entry_bytes = 1 << 20,
                                  .total_bytes = 4 << 20,
                                  .ratio = 100,
                                  .ratio_free_bytes = 1 << 16};
  jx::Diagnostics diagnostics;
  auto archive =
      jx::ZipArchive::open({reinterpret_cast<const char*>(data), size}, kLimits, diagnostics);
  if (!archive.ok()) {
    JX_CHECK(!archive.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  JX_CHECK(archive->entries().size() <= kLimits.entries, "entries are counted");
  for (const jx::ZipEntry& entry : archive->entries()) {
    JX_CHECK(jx::is_valid_utf8(entry.name), "names are UTF-8");
    JX_CHECK(archive->find(entry.name) == &entry, "an entry is found by its name");
    const auto content = archive->read(entry);
    JX_CHECK(!content.ok() || content->size() <= kLimits.entry_bytes, "content is counted");
  }
  return 0;
}
