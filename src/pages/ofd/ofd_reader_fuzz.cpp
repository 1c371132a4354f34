// SPDX-License-Identifier: AGPL-3.0-or-later
// Any bytes as the page of an OFD file, and as the file itself: an error with a message, or glyphs
// with sound boxes.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "codecs/test_zip.h"
#include "pages/ofd/ofd_reader.h"
#include "pages/reach.h"

namespace {

void read(std::string bytes) {
  const jx::Document document{
      .name = "fuzz", .sha256 = {}, .format = jx::Format::Ofd, .bytes = std::move(bytes)};
  const auto sink = [](jx::Page&& page) -> jx::Result<void> {
    for (const jx::Glyph& glyph : page.drawing->glyphs) {
      JX_CHECK(jx::is_within_reach(glyph), "a glyph has a place");
    }
    return {};
  };
  const auto done = jx::read_ofd_pages(document, {.cells = 100'000}, sink);
  JX_CHECK(done.ok() || !done.error().message.empty(), "an error says what is wrong");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  read(bytes);
  read(jx::make_zip({{"OFD.xml", "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"},
                     {"D.xml",
                      "<Document><CommonData><PublicRes>P.xml</PublicRes></CommonData><Pages>"
                      "<Page BaseLoc='P.xml'/></Pages></Document>"},
                     {"P.xml", bytes}}));
  return 0;
}
