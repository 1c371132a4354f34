// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/value_words.h"

namespace jx::values {

ValueWords::ValueWords(const Lexicon& words)
    : lexicon(words),
      not_applicable(words.words("value-not-applicable")),
      approximate_before(words.words("value-approximate-before")),
      approximate_after(words.words("value-approximate-after")),
      not_later_after(words.words("value-not-later-after")),
      not_later_before(words.words("value-not-later-before")),
      currency(words.words("value-currency")),
      measure_words(words.words("value-measure-word")),
      counted_nouns(words.words("value-counted-noun")),
      latin_units(words.words("value-latin-unit")),
      unit_look_alikes(words.words("value-unit-look-alike")),
      labels(words.words("value-label")),
      names_behind(words.words("value-name-behind")),
      idioms(words.words("value-idiom")),
      levels(words.words("value-level")),
      changes(words.words("value-change")),
      outcomes(words.words("value-outcome")),
      standards(words.words("value-standard")),
      degrees(words.words("value-degree")),
      scales(words.words("value-scale")),
      verbs(words.words("value-verb")) {}

}  // namespace jx::values
