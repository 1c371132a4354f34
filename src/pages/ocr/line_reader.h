// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "pages/ocr/line_decoding.h"
#include "pages/ocr/recogniser.h"

namespace jx {

/// What a line says, and what else it may say.
struct LineReading {
  ReadLine characters;  ///< With probabilities that take the doubts below into account.
  /// Another reading that somebody should see; empty where the models agree.
  std::u32string other;
};

/// Reads lines with the first model, and asks the second one about what is easily misread: lines
/// with figures, short ones, and ones the first is not sure of. Where the two see different
/// figures, those are doubtful, however sure each model is of its own.
///
/// A sign that stands alone has no neighbours to be known by, and models for running text take "≥"
/// for "V" and "%" for "g". Such a sign is read as the likeliest one of a short list (figures,
/// operators, percent, ticks), by what both models saw; so is an operator before a figure.
class LineReader {
 public:
  explicit LineReader(const Recogniser& recogniser);

  /// Whether there is a second model to ask.
  bool compares() const noexcept { return recogniser_.has(Recogniser::Model::Second); }

  /// `is_sign`: no more than one character stands there, and nothing else in its cell.
  Result<LineReading> read(const LinePicture& picture, bool is_sign);

 private:
  struct Scores {
    LineScores first;
    LineScores second;
  };
  float second_likelihood(const LineScores& scores, char32_t code) const;
  void choose_sign(const Scores& scores, LineReading& reading) const;
  void choose_operator(const LineScores& scores, LineReading& reading) const;
  ReadLine decode_second(const LineScores& scores) const;

  const Recogniser& recogniser_;
  CharacterIndex first_;
  CharacterIndex second_;
};

}  // namespace jx
