// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdlib>

#include "base/decimal.h"

namespace jx {

/// For statistics, which work in binary floating point.
inline double to_real(const Decimal& value) {
  return std::strtod(value.to_string().c_str(), nullptr);
}

}  // namespace jx
