// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "archiving/pdfa.h"
#include "base/check.h"

/// The input is a PDF file, or what passes for one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jx;
  const PdfaClaim claim = read_pdfa_claim({reinterpret_cast<const char*>(data), size});
  JX_CHECK(claim.part.size() <= 1 && claim.conformance.size() <= 1, "one character each");
  JX_CHECK(claim.claimed() || claim.conformance.empty(), "no conformance to nothing");
  return 0;
}
