// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as an old workbook: an error with a message, or sound tables. Bytes that are no
// compound file become the workbook stream of one.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "codecs/compound_file.h"
#include "codecs/test_compound.h"
#include "tables/from_files/check_tables.h"
#include "tables/from_files/read_tables.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  constexpr std::size_t kOneTable = 60'000;  // As much as one sector of numbers can chain.
  if (!jx::CompoundFile::has_mark(bytes) && size < kOneTable) {
    bytes = jx::make_compound("Workbook", std::move(bytes));
  }
  const jx::Document document{
      .name = "fuzz", .sha256 = {}, .format = jx::Format::Xls, .bytes = std::move(bytes)};
  auto pages = jx::read_xls_pages(document, {.columns = 64, .cells = 100'000});
  if (!pages.ok()) {
    JX_CHECK(!pages.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  jx::check_tables(jx::extract_tables(*std::move(pages), jx::shipped_lexicon()));
  return 0;
}
