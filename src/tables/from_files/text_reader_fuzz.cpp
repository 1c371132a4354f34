// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as text, CSV or Markdown: the first byte chooses, the rest is the file.
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "pages/decoded_document.h"
#include "pages/wire_test_support.h"
#include "tables/from_files/check_tables.h"
#include "tables/from_files/read_tables.h"

namespace {

jx::Document choose_document(std::uint8_t choice, std::string bytes) {
  using jx::Format;
  constexpr Format kFormats[] = {Format::Text, Format::Delimited, Format::Markdown};
  jx::Document document{.name = "fuzz", .sha256 = {}, .format = {}, .bytes = std::move(bytes)};
  document.format = kFormats[choice % std::size(kFormats)];
  return document;
}

/// Nothing of a running text is lost; other notations drop their own marks.
void check_words(const jx::Document& document, const jx::Tables& tables) {
  if (document.format != jx::Format::Text) return;
  jx::Diagnostics ignored;
  const auto decoded = jx::DecodedDocument::decode(document, ignored);
  JX_CHECK(decoded.ok(), "it was decoded before");
  JX_CHECK(jx::count_letters(tables) >= jx::letters_only(decoded->text()).size(),
           "every letter is found again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  // What the file is taken for is read from the same bytes, to reach the sniffing too.
  if (data[0] == '?') {
    const auto tables = jx::read_tables("fuzz", std::move(bytes), jx::shipped_lexicon());
    if (tables.ok()) jx::check_tables(*tables);
    return 0;
  }
  const jx::Document document = choose_document(data[0], std::move(bytes));
  auto pages = jx::read_text_pages(document, {.columns = 64, .cells = 100'000});
  if (!pages.ok()) return 0;
  jx::check_wire(*pages);
  const jx::Tables tables = jx::extract_tables(*std::move(pages), jx::shipped_lexicon());
  jx::check_tables(tables);
  check_words(document, tables);
  return 0;
}
