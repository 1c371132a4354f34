// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "records/scan_text.h"
#include "records/values.h"

namespace jx {
namespace {

using values::after;
using values::folded_at;
using values::is_digit;
using values::is_letter;

/// Shorter runs of letters and digits begin names (5G, 2021) and are no project codes.
constexpr std::size_t kShortestProjectCode = 10;
/// 3 digits of the department and 3 of the unit; deeper trees add 3 a level.
constexpr std::size_t kShortestUnitCode = 6;
constexpr std::size_t kLongestUnitCode = 18;

struct Run {
  std::size_t end = 0;
  std::size_t characters = 0;
  std::size_t digits = 0;
};

/// The letters and digits at the beginning, of either width.
Run leading_run(std::string_view text) {
  Run run;
  for (;;) {
    const char32_t character = folded_at(text, run.end);
    if (!is_digit(character) && !is_letter(character)) return run;
    run.end = after(text, run.end);
    ++run.characters;
    if (is_digit(character)) ++run.digits;
  }
}

bool is_joint(char32_t folded) noexcept {
  return folded == U'-' || folded == U':' || folded == U'_' || folded == U'/' || folded == U'·';
}

/// What stands behind the code without the dash or the spaces that join it.
std::string_view name_behind(std::string_view text, std::size_t end) {
  std::size_t position = values::skip_spaces(text, end);
  while (position < text.size() && is_joint(folded_at(text, position))) {
    position = values::skip_spaces(text, after(text, position));
  }
  return trimmed(text.substr(position));
}

bool is_joined(std::string_view text, std::size_t end) {
  return end == text.size() || is_joint(folded_at(text, end)) ||
         is_space(values::raw_at(text, end));
}

CodeAndName split_at(std::string_view text, std::size_t end) {
  return {text.substr(0, end), name_behind(text, end)};
}

}  // namespace

CodeAndName split_project(std::string_view words) {
  const std::string_view text = trimmed(words);
  const Run run = leading_run(text);
  // A code of the full length needs no dash before the name.
  constexpr std::size_t kFullLength = 21;
  const bool full = run.characters == kFullLength && run.digits >= kFullLength - 1;
  const bool code = run.characters >= kShortestProjectCode && run.digits > run.characters / 2;
  if (full || (code && is_joined(text, run.end))) return split_at(text, run.end);
  return {{}, text};
}

CodeAndName split_unit(std::string_view words) {
  const std::string_view text = trimmed(words);
  const Run run = leading_run(text);
  const bool levels = run.digits == run.characters && run.characters % 3 == 0 &&
                      run.characters >= kShortestUnitCode && run.characters <= kLongestUnitCode;
  if (levels && is_joined(text, run.end)) return split_at(text, run.end);
  return {{}, text};
}

}  // namespace jx
