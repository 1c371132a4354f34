// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as the answer of a reader in another process: refused, or pages that are the same when
// they are written and read again and that the next stages can take.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "pages/page_parts.h"
#include "pages/wire_test_support.h"
#include "tables/drawn/lay_out.h"
#include "tables/from_files/read_tables.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  jx::Result<jx::Pages> pages = jx::from_wire(bytes, {.bytes = 1 << 20, .cells = 100'000});
  if (!pages.ok()) return 0;
  const jx::Result<jx::Pages> again = jx::from_wire(jx::to_wire(*pages), {});
  JX_CHECK(again.ok() && jx::same(*pages, *again), "what was read can be written and read again");
  jx::Diagnostics diagnostics;
  jx::Pages whole;
  jx::PageJoiner joiner;
  for (jx::Page& part : pages->pages) {
    std::optional<jx::Page> page = joiner.add(std::move(part));
    if (!page) continue;
    jx::lay_out(*page, diagnostics);
    whole.pages.push_back(*std::move(page));
  }
  (void)jx::extract_tables(std::move(whole), jx::shipped_lexicon());
  return 0;
}
