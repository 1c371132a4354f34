// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/radicals.h"

#include <algorithm>
#include <iterator>

namespace jx {
namespace {

struct Radical {
  char32_t radical;
  char32_t ideograph;
};

constexpr Radical kRadicals[] = {
#define JX_RADICAL(radical, ideograph) {radical, ideograph},
#include "pages/radicals.def"
#undef JX_RADICAL
};

}  // namespace

char32_t unified_ideograph(char32_t character) noexcept {
  if (character < 0x2e80 || character > 0x2fdf) return character;
  const auto* const at = std::lower_bound(
      std::begin(kRadicals), std::end(kRadicals), character,
      [](const Radical& entry, char32_t wanted) { return entry.radical < wanted; });
  return at != std::end(kRadicals) && at->radical == character ? at->ideograph : character;
}

}  // namespace jx
