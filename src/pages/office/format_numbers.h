// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "pages/office/format_section.h"
#include "pages/office/significant_digits.h"

/// Numbers under one section of a format. Part of number_format.h, not for other folders.
namespace jx {

/// The number without its sign, as General shows it: at most 11 characters.
std::string show_general(const SignificantDigits& number);

/// The number without its sign. Sections of dates are for format_dates.h.
std::string show_number(const FormatSection& section, SignificantDigits number);

/// Arabic digits in `text` written in other numerals. As a number ("一百二十") when the whole is
/// one, else digit by digit ("二〇二一").
enum class NumeralStyle : std::uint8_t { Positional, DigitByDigit };
std::string write_numerals(std::string_view text, Numerals numerals, NumeralStyle style);

}  // namespace jx
