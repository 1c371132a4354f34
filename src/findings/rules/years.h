// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "model/submission.h"

/// What a year in a text is there for.
namespace jx {

/// "2021-2023年", "2021年至2023年": the year is the end of a span that may hold this one.
bool is_year_in_span(std::string_view text, const Quantity& quantity);
/// 2024 届毕业生, 2024 版教材: the year is part of a name.
bool is_year_in_name(std::string_view text, const Quantity& quantity);

}  // namespace jx
