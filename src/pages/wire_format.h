// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

/// The marks in the stream that writer and reader share.
namespace jx::wire {

inline constexpr std::string_view kMark = "JXPG";
inline constexpr unsigned kVersion = 2;

// What follows in the stream.
inline constexpr unsigned kEnd = 0;
inline constexpr unsigned kPage = 1;
inline constexpr unsigned kFailed = 2;
inline constexpr unsigned kPart = 3;  ///< A page with changes, or one that continues.

// Kinds of blocks.
inline constexpr unsigned kLine = 0;
inline constexpr unsigned kFooter = 1;
inline constexpr unsigned kGrid = 2;
/// Added to a kind: a line with its confidence and other readings, a grid with other readings.
inline constexpr unsigned kDoubted = 4;

// What a page has besides blocks.
inline constexpr unsigned kDrawn = 1;
inline constexpr unsigned kScanned = 2;
inline constexpr unsigned kReadings = 4;  ///< Other readings of its drawing.

// What is unusual about a cell.
inline constexpr unsigned kSpans = 1;
inline constexpr unsigned kUnsure = 2;

// Of a glyph, above its two bits of turn.
inline constexpr unsigned kTurns = 3;
inline constexpr unsigned kBold = 4;
inline constexpr unsigned kUncertain = 8;

/// Of an origin: its numbers in the order of the struct, a bit each, and above them its box.
inline constexpr std::size_t kOriginNumbers = 7;
inline constexpr unsigned kOriginBox = 1U << kOriginNumbers;

}  // namespace jx::wire
