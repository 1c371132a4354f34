// SPDX-License-Identifier: AGPL-3.0-or-later
#include <utility>

#include "records/phrases.h"
#include "records/values.h"

namespace jx {

std::vector<Quantity> extract_quantities(std::string_view text, const Lexicon& lexicon) {
  const values::ValueWords words(lexicon);
  std::vector<Quantity> quantities;
  for (values::Phrase& phrase : values::scan_phrases(text, values::Mode::Prose, words)) {
    // A faulty number has no value that could be trusted; its words are kept all the same.
    const bool faulty = phrase.fault != values::Fault::None;
    quantities.push_back({
        .kind = faulty && phrase.kind != QuantityKind::Date ? QuantityKind::Ordinal : phrase.kind,
        .comparator = faulty ? Comparator::Unstated : phrase.comparator,
        .value = faulty ? std::nullopt : phrase.value,
        .value_high = faulty ? std::nullopt : phrase.value_high,
        .date = phrase.date,
        .unit = faulty ? Unit{} : std::move(phrase.unit),
        .raw = std::string(text.substr(phrase.begin, phrase.end - phrase.begin)),
        .begin = phrase.begin,
        .end = phrase.end,
        .origin = {},
        .per_each = phrase.per_each,
        .approximate = phrase.approximate,
    });
  }
  return quantities;
}

}  // namespace jx
