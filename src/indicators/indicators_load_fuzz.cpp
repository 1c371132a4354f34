// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "indicators/library.h"

/// The input is a file of the library and, behind the first form feed, words to search in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jx;
  static const Lexicon lexicon =
      Lexicon::load(std::filesystem::path(JX_SOURCE_DIR) / "data/lexicon").value();
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = input.find('\f');
  const std::string_view words = end == std::string_view::npos ? "培训" : input.substr(end + 1);
  const std::array<std::pair<std::string, std::string>, 1> texts = {
      {{"fuzz.toml", std::string(input.substr(0, end))}}};
  const Result<IndicatorLibrary> library = IndicatorLibrary::load_texts(texts, lexicon);
  if (!library.ok()) return 0;
  (void)library->search(words, 3);
  (void)library->find_named(words);
  const std::array<WeightedText, 1> about = {{{words, 1}}};
  const std::array level2s = {Level2::Quantity};
  (void)library->choose(library->trades_of(about), about, level2s, 3);
  return 0;
}
