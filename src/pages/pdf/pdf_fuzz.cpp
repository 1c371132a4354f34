// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "pages/pdf/pdf_reader.h"
#include "pages/reach.h"

/// The input is a file; whatever comes out of it stands on the page.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const jx::Document document{.name = "input.pdf",
                              .sha256 = {},
                              .format = jx::Format::Pdf,
                              .bytes = std::string(reinterpret_cast<const char*>(data), size)};
  const jx::ReadLimits limits{.pages = 20, .pixels = 1 << 20};
  const jx::PageSink sink = [](jx::Page&& page) -> jx::Result<void> {
    JX_CHECK(!page.scan || page.drawing, "a scan has a drawing");
    if (!page.drawing) return {};
    for (const jx::Glyph& glyph : page.drawing->glyphs) {
      JX_CHECK(jx::is_within_reach(glyph), "a glyph has a place");
      JX_CHECK(glyph.turn < 4, "there are four directions");
    }
    for (const jx::Ruling& ruling : page.drawing->rulings) {
      JX_CHECK(ruling.from < ruling.to, "a ruling has a length");
      JX_CHECK(jx::is_within_reach(ruling), "a ruling has a place");
    }
    return {};
  };
  static_cast<void>(jx::read_pdf_pages(document, limits, sink));
  return 0;
}
