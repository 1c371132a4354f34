// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/ocr/line_decoding.h"

#include <algorithm>

namespace jx {

ReadLine decode_line(const LineScores& scores, std::span<const char32_t> characters) {
  ReadLine line;
  std::size_t before = 0;
  std::size_t first = 0;  // Step at which the last character of `line` began.
  const auto steps = static_cast<float>(scores.steps());
  for (std::size_t i = 0; i < scores.steps(); ++i) {
    const std::span<const float> step = scores.step(i);
    const auto likeliest = std::max_element(step.begin(), step.end());
    const auto number = static_cast<std::size_t>(likeliest - step.begin());
    if (number != 0 && number == before) {
      line.back().probability = std::max(line.back().probability, *likeliest);
      line.back().place = static_cast<float>(first + i + 1) / 2 / steps;
    } else if (number != 0) {
      first = i;
      line.push_back({.code = characters[number],
                      .probability = *likeliest,
                      .place = (static_cast<float>(i) + 0.5F) / steps});
    }
    before = number;
  }
  const auto is_blank = [](const ReadCharacter& read) { return read.code == U' '; };
  line.erase(line.begin(), std::find_if_not(line.begin(), line.end(), is_blank));
  while (!line.empty() && is_blank(line.back())) line.pop_back();
  return line;
}

std::u32string text_of(const ReadLine& line) {
  std::u32string text;
  for (const ReadCharacter& read : line) text += read.code;
  return text;
}

float least_probability(const ReadLine& line) noexcept {
  float least = 1;
  for (const ReadCharacter& read : line) least = std::min(least, read.probability);
  return least;
}

CharacterIndex::CharacterIndex(std::span<const char32_t> characters) {
  entries_.reserve(characters.size());
  for (std::uint32_t i = 1; i < characters.size(); ++i) entries_.push_back({characters[i], i});
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return a.code < b.code; });
}

float CharacterIndex::likelihood(const LineScores& scores, char32_t code) const noexcept {
  return likeliest(scores, code, 0, scores.steps());
}

float CharacterIndex::likelihood(const LineScores& scores, char32_t code,
                                 float place) const noexcept {
  const auto step = static_cast<std::size_t>(place * static_cast<float>(scores.steps()));
  return likeliest(scores, code, step > 0 ? step - 1 : 0, std::min(step + 2, scores.steps()));
}

float CharacterIndex::likeliest(const LineScores& scores, char32_t code, std::size_t begin,
                                std::size_t end) const noexcept {
  const auto entry =
      std::lower_bound(entries_.begin(), entries_.end(), code,
                       [](const Entry& each, char32_t wanted) { return each.code < wanted; });
  if (entry == entries_.end() || entry->code != code) return 0;
  float most = 0;
  for (std::size_t i = begin; i < end; ++i) most = std::max(most, scores.step(i)[entry->number]);
  return most;
}

}  // namespace jx
