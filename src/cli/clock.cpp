// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/clock.h"

#include <fmt/chrono.h>

#include <ctime>

namespace jx {

std::string now_text() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

}  // namespace jx
