// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "findings/review.h"
#include "model/finding.h"

namespace jx {

/// 错误, 警告, 提示; 资料不足 for what could not be decided.
std::string_view chinese_word(const Finding& finding) noexcept;

/// A finding for a note at the cell it is about: what is wrong, how to put it right, by which
/// clause, and who lets it stand if someone does (`waiver` may be null). Lines with "\n" between
/// them.
std::string note_of(const Finding& finding, const Waiver* waiver);
/// "批复如此（张三，有效至 2026-12-31）"
std::string words_of(const Waiver& waiver);

}  // namespace jx
