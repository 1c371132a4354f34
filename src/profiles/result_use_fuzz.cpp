// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "profiles/result_use.h"

/// The input says what a grade means for the next budget; one that can be read is asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jx;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  Result<ResultUse> use = parse_result_use(input, "fuzz.toml");
  if (!use.ok()) return 0;
  const std::vector<ResultUse> all = {*std::move(use)};
  for (const std::string_view region : {"", "510000", "510104"}) {
    const ResultUse* const found = find_result_use(all, region, 2025);
    JX_CHECK(found == nullptr || found == all.data(), "the only one, or none");
  }
  return 0;
}
