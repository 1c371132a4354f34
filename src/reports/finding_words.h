// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "model/finding.h"

namespace jx {

/// 错误, 警告, 提示; 资料不足 for what could not be decided.
std::string_view chinese_word(const Finding& finding) noexcept;

/// A finding for a note at the cell it is about: what is wrong, how to put it right, by which
/// clause. Lines with "\n" between them.
std::string note_of(const Finding& finding);

}  // namespace jx
