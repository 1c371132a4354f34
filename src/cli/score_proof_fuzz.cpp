// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "cli/score_proof.h"

/// Whatever stands in a proof, computing it again ends with a verdict or an error.
// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer asks for this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)jx::verify_proof(text, "proof.json");
  return 0;
}
