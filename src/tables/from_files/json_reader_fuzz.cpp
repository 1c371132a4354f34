// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as JSON: an error with a message, or sound tables.
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "pages/wire_test_support.h"
#include "tables/from_files/check_tables.h"
#include "tables/from_files/read_tables.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const jx::Document document{.name = "fuzz",
                              .sha256 = {},
                              .format = jx::Format::Json,
                              .bytes = {reinterpret_cast<const char*>(data), size}};
  auto pages = jx::read_json_pages(document, {.columns = 64, .cells = 100'000});
  if (!pages.ok()) {
    JX_CHECK(!pages.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  jx::check_wire(*pages);
  jx::check_tables(jx::extract_tables(*std::move(pages), jx::shipped_lexicon()));
  return 0;
}
