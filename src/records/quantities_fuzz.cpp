// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/check.h"
#include "records/values.h"

namespace {

const jx::Lexicon& lexicon() {
  static const jx::Lexicon loaded =
      jx::Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  return loaded;
}

}  // namespace

/// The input is a text; its quantities must stand in it, in order and apart from each other.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::size_t end = 0;
  for (const jx::Quantity& quantity : jx::extract_quantities(text, lexicon())) {
    JX_CHECK(quantity.begin >= end, "quantities do not overlap");
    JX_CHECK(quantity.end > quantity.begin && quantity.end <= size, "a quantity has words");
    JX_CHECK(quantity.raw == text.substr(quantity.begin, quantity.end - quantity.begin),
             "the words are those at the place");
    const bool number = quantity.kind == jx::QuantityKind::Number;
    const bool range = quantity.kind == jx::QuantityKind::Range;
    JX_CHECK(quantity.value.has_value() || !(number || range), "a number has a value");
    JX_CHECK(quantity.value_high.has_value() == range, "a range has two ends");
    JX_CHECK(!quantity.date || quantity.date->valid(), "a date exists");
    end = quantity.end;
  }
  return 0;
}
