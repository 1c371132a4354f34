// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "model/field.h"

namespace jx {

/// What a person calls it.
constexpr std::string_view words_of(Absence absence) noexcept {
  switch (absence) {
    case Absence::Blank: return "未填";
    case Absence::NotApplicable: return "不适用";
    case Absence::NotDue: return "未到期";
    case Absence::NotObtainable: return "无法采集";
    case Absence::Unread: return "未读懂";
  }
  return "";
}

}  // namespace jx
