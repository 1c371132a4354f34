// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lexicon/lexicon.h"

/// The input is a lexicon and, behind the first form feed, a text to look up in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = input.find('\f');
  const std::string_view text = end == std::string_view::npos ? "≥90%以上" : input.substr(end + 1);
  const jx::Result<jx::Lexicon> lexicon = jx::Lexicon::load_text(input.substr(0, end), "fuzz.toml");
  if (!lexicon.ok()) return 0;
  (void)lexicon->find_column(text);
  for (const jx::Level1 level : jx::all_terms<jx::Level1>())
    (void)lexicon->find_level2(text, level);
  (void)lexicon->find_level1(text);
  (void)lexicon->find_comparator(text);
  (void)lexicon->find_direction(text);
  (void)lexicon->find_unit(text);
  for (std::size_t i = 0; i <= text.size(); ++i) {
    (void)lexicon->match_comparator_prefix(text.substr(i));
    (void)lexicon->match_comparator_suffix_at(text.substr(i));
    (void)lexicon->match_unit_prefix(text.substr(i));
  }
  return 0;
}
