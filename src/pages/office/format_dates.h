// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "pages/office/format_section.h"

/// Dates and times under one section of a format. Part of number_format.h, not for other folders.
namespace jx {

/// Days since the last of 1899 (or since 1 January 1904), their fraction the time of day; nothing
/// where Excel shows no date: before the first day and after the year 9999.
std::optional<std::string> show_date(const FormatSection& section, double days, bool from_1904);

}  // namespace jx
