// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/line_reader.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "pages/page.h"

namespace jx {
namespace {

using Model = Recogniser::Model;

/// What stands alone in a cell of a form besides words, and how often in comparison: targets are
/// hardly ever "more than".
struct Sign {
  char32_t code;
  float weight;
};
constexpr Sign kSigns[] = {{U'0', 1},  {U'1', 1},  {U'2', 1}, {U'3', 1}, {U'4', 1},
                           {U'5', 1},  {U'6', 1},  {U'7', 1}, {U'8', 1}, {U'9', 1},
                           {U'≥', 20}, {U'≤', 20}, {U'=', 5}, {U'>', 1}, {U'<', 1},
                           {U'%', 10}, {U'‰', 1},  {U'√', 2}, {U'×', 1}};

bool is_operator(char32_t code) noexcept {
  constexpr std::u32string_view kOperators = U"≥≤><=";
  return kOperators.find(code) != std::u32string_view::npos;
}

/// The likeliest of the signs, and its share of the likelihood of all.
struct Choice {
  char32_t code = 0;
  float likelihood = 0;
  float share = 0;
};

/// `likelihood_of` says how likely a sign is by what was seen, 0 for one that is out of question.
template <typename LikelihoodOf>
Choice choose(const LikelihoodOf& likelihood_of) {
  Choice best;
  float sum = 0;
  for (const Sign& sign : kSigns) {
    const float likelihood = sign.weight * likelihood_of(sign.code);
    sum += likelihood;
    if (likelihood > best.likelihood) best = {.code = sign.code, .likelihood = likelihood};
  }
  if (sum > 0) best.share = best.likelihood / sum;
  return best;
}

/// What models for running text take operators for.
constexpr std::u32string_view kOperatorLike = U"VvMWwXＶ√》〉>三二≧⩾≥";

constexpr float kSure = 0.9F;
/// A model that never saw a sign printed alone still gives it this; less says nothing.
constexpr float kFloor = 0.001F;
/// What is left of the certainty of a character that is doubted: below kDoubtful.
constexpr float kDoubted = 0.4F;

bool is_digit(char32_t code) noexcept { return code >= U'0' && code <= U'9'; }

bool has_digit(const ReadLine& line) noexcept {
  return std::any_of(line.begin(), line.end(),
                     [](const ReadCharacter& read) { return is_digit(fold_character(read.code)); });
}

/// Part of a number when it stands beside a figure.
bool joins_figures(char32_t folded) noexcept { return folded == U'.' || folded == U'%'; }

/// The figures of a text in their order: what must not be misread.
std::u32string figures_of(std::u32string_view text) {
  std::u32string figures;
  bool after_digit = false;
  for (const char32_t code : text) {
    const char32_t folded = fold_character(code);
    const bool kept = is_digit(folded) || (after_digit && joins_figures(folded));
    if (kept) figures += folded;
    after_digit = is_digit(folded);
  }
  // A full stop behind the last figure ends a sentence.
  while (!figures.empty() && figures.back() == U'.') figures.pop_back();
  return figures;
}

/// Letters that look like figures: a model that sees one where the other sees the figure does not
/// contradict it.
char32_t figure_like(char32_t folded) noexcept {
  switch (folded) {
    case U'O':
    case U'o':
    case U'〇': return U'0';
    case U'l':
    case U'I': return U'1';
    case U'Z':
    case U'z': return U'2';
    case U'S':
    case U's': return U'5';
    case U'B': return U'8';
    default: return folded;
  }
}

bool has_same_figures(std::u32string_view text, std::u32string_view seconded) {
  if (figures_of(text) == figures_of(seconded)) return true;
  return text.size() == seconded.size() &&
         std::equal(text.begin(), text.end(), seconded.begin(), [](char32_t a, char32_t b) {
           const char32_t folded = fold_character(a);
           return is_digit(folded) ? figure_like(fold_character(b)) == folded
                                   : !is_digit(fold_character(b));
         });
}

void doubt_figures(ReadLine& line) {
  for (ReadCharacter& read : line) {
    const char32_t folded = fold_character(read.code);
    if (is_digit(folded) || joins_figures(folded)) {
      read.probability = std::min(read.probability, kDoubted);
    }
  }
}

bool is_letter(char32_t code) noexcept {
  return (code >= U'A' && code <= U'Z') || (code >= U'a' && code <= U'z');
}

/// A letter at the end of a number ("93C") is a figure that lost a part to the line beside it.
bool is_broken_number(const ReadLine& line) {
  constexpr std::size_t kLongest = 6;  // Codes of forms are longer.
  if (line.size() > kLongest) return false;
  const auto letters = std::count_if(line.begin(), line.end(), [](const ReadCharacter& read) {
    return is_letter(fold_character(read.code));
  });
  const auto figures = std::count_if(line.begin(), line.end(), [](const ReadCharacter& read) {
    const char32_t folded = fold_character(read.code);
    return is_digit(folded) || joins_figures(folded);
  });
  return letters == 1 && figures > 0 && static_cast<std::size_t>(letters + figures) == line.size();
}

/// Which of two commas it is matters to nobody, unless it stands in a number.
void trust_punctuation(ReadLine& line) {
  constexpr std::u32string_view kPunctuation = U",.;:!?、。·…\"'()《》【】-–—~";
  constexpr float kTrusted = 0.7F;
  const auto is_figure = [&line](std::size_t i) {
    return i < line.size() && is_digit(fold_character(line[i].code));
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char32_t folded = fold_character(line[i].code);
    if (kPunctuation.find(folded) == std::u32string_view::npos) continue;
    const bool follows_figure = i > 0 && is_figure(i - 1);
    if (follows_figure && (is_figure(i + 1) || folded == U'.')) continue;
    line[i].probability = std::max(line[i].probability, kTrusted);
  }
}

/// Whether the model may be trusted about a lone character.
bool is_settled(const ReadLine& line) noexcept {
  if (line.size() != 1) return false;
  const char32_t code = fold_character(line[0].code);
  const bool expected =
      is_han(code) || std::any_of(std::begin(kSigns), std::end(kSigns),
                                  [code](const Sign& sign) { return sign.code == code; });
  return expected && line[0].probability >= kSure;
}

}  // namespace

LineReader::LineReader(const Recogniser& recogniser)
    : recogniser_(recogniser),
      first_(recogniser.characters(Model::Main)),
      second_(recogniser.has(Model::Second) ? recogniser.characters(Model::Second)
                                            : std::span<const char32_t>()) {}

ReadLine LineReader::decode_second(const LineScores& scores) const {
  return decode_line(scores, recogniser_.characters(Model::Second));
}

Result<LineReading> LineReader::read(const LinePicture& picture, bool is_sign) {
  constexpr std::size_t kShort = 3;
  JX_TRY(LineScores first, recogniser_.score(Model::Main, picture));
  LineReading reading{.characters = decode_line(first, recogniser_.characters(Model::Main)),
                      .other = {}};
  ReadLine& line = reading.characters;
  trust_punctuation(line);
  choose_operator(first, reading);
  const bool is_easy =
      line.size() > kShort && !has_digit(line) && least_probability(line) >= kDoubtful;
  if (is_easy || !recogniser_.has(Model::Second)) return reading;

  JX_TRY(LineScores second, recogniser_.score(Model::Second, picture));
  if (is_sign && line.size() <= 1 && !is_settled(line)) {
    choose_sign({std::move(first), std::move(second)}, reading);
    return reading;
  }
  const std::u32string seconded = text_of(decode_second(second));
  const std::u32string text = text_of(line);
  if (is_broken_number(line)) doubt_figures(line);
  if (!has_same_figures(text, seconded)) {
    doubt_figures(line);
    reading.other = seconded;
  } else if (least_probability(line) < kDoubtful && seconded != text) {
    reading.other = seconded;
  }
  return reading;
}

/// The second model hardly tells operators from each other: it says that there is one.
float LineReader::second_likelihood(const LineScores& scores, char32_t code) const {
  if (!is_operator(code)) return second_.likelihood(scores, code);
  float most = 0;
  for (const Sign& sign : kSigns) {
    if (is_operator(sign.code)) most = std::max(most, second_.likelihood(scores, sign.code));
  }
  return most;
}

void LineReader::choose_sign(const Scores& scores, LineReading& reading) const {
  const std::u32string before = text_of(reading.characters);
  const Choice best = choose([&](char32_t code) {
    return std::max(first_.likelihood(scores.first, code), kFloor) *
           std::max(second_likelihood(scores.second, code), kFloor);
  });
  // A word of one character that a model is fairly sure of is no sign.
  const bool is_word =
      before.size() == 1 && is_han(before[0]) && reading.characters[0].probability >= kDoubtful;
  const bool is_seen = best.likelihood > 40 * kFloor * kFloor;
  const std::u32string seconded = text_of(decode_second(scores.second));
  if (is_word || !is_seen) {
    if (seconded != before) reading.other = seconded;
    return;
  }
  // Whatever the list leaves to choose from, a figure is sure only if both models saw it.
  const std::u32string chosen(1, best.code);
  const bool is_guess = is_digit(best.code) &&
                        !(has_same_figures(chosen, before) && has_same_figures(chosen, seconded));
  const float sure = is_guess ? std::min(best.share, kDoubted) : best.share;
  reading.characters = {{.code = best.code, .probability = sure, .place = 0.5F}};
  if (before != chosen) reading.other = before;
}

void LineReader::choose_operator(const LineScores& scores, LineReading& reading) const {
  ReadLine& line = reading.characters;
  if (line.size() < 2 || !is_digit(fold_character(line[1].code))) return;
  ReadCharacter& front = line[0];
  if (kOperatorLike.find(front.code) == std::u32string_view::npos) return;
  if (is_operator(front.code) && front.probability >= kSure) return;
  float seen = 0;
  const Choice best = choose([&](char32_t code) {
    if (!is_operator(code)) return 0.0F;
    const float likelihood = first_.likelihood(scores, code, front.place);
    seen = std::max(seen, likelihood);
    return std::max(likelihood, kFloor);
  });
  if (seen <= kFloor) {
    front.probability = std::min(front.probability, kDoubted);
    return;
  }
  if (best.code != front.code) reading.other = text_of(line);
  front.code = best.code;
  front.probability = std::min(best.share, front.probability);
}

}  // namespace jx
