// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "pages/image/image_reader.h"
#include "pages/wire_test_support.h"

/// The input is a file; whatever comes out of it is a page that another process would take.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const jx::Document document{.name = "input.png",
                              .sha256 = {},
                              .format = jx::Format::Image,
                              .bytes = std::string(reinterpret_cast<const char*>(data), size)};
  const jx::ReadLimits limits{.pages = 5, .pixels = 1 << 20};
  jx::Pages pages;
  const jx::PageSink sink = [&pages](jx::Page&& page) -> jx::Result<void> {
    pages.pages.push_back(std::move(page));
    return {};
  };
  if (jx::read_image_pages(document, limits, sink).ok()) jx::check_wire(pages);
  return 0;
}
