// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pages/ocr/recogniser.h"

namespace jx {

/// A character that was read on a line.
struct ReadCharacter {
  char32_t code = 0;
  float probability = 0;
  float place = 0;  ///< Of its middle: 0 is the left edge of the picture, 1 the right one.
};

using ReadLine = std::vector<ReadCharacter>;

/// The likeliest character of each step; what goes on over several steps is one character, and two
/// that are equal stand apart. Blanks at the ends are left out. `characters` are those of the model
/// that gave the scores, by class.
ReadLine decode_line(const LineScores& scores, std::span<const char32_t> characters);

std::u32string text_of(const ReadLine& line);

/// The probability of the least sure character; 1 without any.
float least_probability(const ReadLine& line) noexcept;

/// The classes of a model by its characters, to ask for the likelihood of some of them.
class CharacterIndex {
 public:
  explicit CharacterIndex(std::span<const char32_t> characters);

  /// How likely `code` is at the step where it is likeliest; 0 for one that the model lacks.
  float likelihood(const LineScores& scores, char32_t code) const noexcept;
  /// The same within the steps around a place on the line (as of ReadCharacter).
  float likelihood(const LineScores& scores, char32_t code, float place) const noexcept;

 private:
  struct Entry {
    char32_t code;
    std::uint32_t number;
  };
  float likeliest(const LineScores& scores, char32_t code, std::size_t begin,
                  std::size_t end) const noexcept;

  std::vector<Entry> entries_;  ///< Sorted by code.
};

}  // namespace jx
