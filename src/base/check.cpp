// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace jx {

void fail_check(const char* condition, const char* message, const char* file, int line) noexcept {
  std::fprintf(stderr, "%s:%d: broken invariant: %s (%s)\n", file, line, message, condition);
  std::abort();
}

}  // namespace jx
