// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "records/test_tables.h"

/// Every self-evaluation belongs to a project that is there.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kMostBytes = 16384;
  const std::string_view text(reinterpret_cast<const char*>(data), std::min(size, kMostBytes));
  const jx::Submission read = jx::test::read(jx::test::tables_of_lines(text));
  for (const jx::SelfEvaluation& evaluation : read.self_evaluations) {
    bool found = false;
    for (const jx::Project& project : read.projects) {
      found = found || project.key.text == evaluation.project;
    }
    JX_CHECK(found, "a self-evaluation has its project");
  }
  return 0;
}
