// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/result.h"

namespace jx {

std::string_view to_string(ErrorCode code) noexcept {
  switch (code) {
#define JX_ERROR(code, name) \
  case ErrorCode::code:      \
    return name;
#include "base/errors.def"
#undef JX_ERROR
  }
  return "";
}

}  // namespace jx
