// SPDX-License-Identifier: AGPL-3.0-or-later
#include "findings/pairing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

bool is_letter(char32_t character) noexcept {
  return is_han(character) || (character >= U'a' && character <= U'z') ||
         (character >= U'0' && character <= U'9');
}

std::vector<std::string> longer_first(std::span<const std::string> names) {
  std::vector<std::string> sorted;
  for (const std::string& name : names) {
    if (character_count(name) >= 2) sorted.push_back(name);
  }
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return sorted;
}

/// Puts a gap where words were taken away, so that what stood around them does not join.
void add_gap(std::u32string& object) {
  if (!object.empty() && object.back() != 0) object.push_back(0);
}

}  // namespace

Pairer::Pairer(const Lexicon& lexicon, std::span<const std::string> own_names)
    : lexicon_(lexicon), own_names_("own-name", "", true, longer_first(own_names)) {}

Pairer::CharacterPair Pairer::pair_at(std::u32string_view object, std::size_t index) noexcept {
  if (index + 1 >= object.size() || object[index] == 0 || object[index + 1] == 0) return 0;
  return static_cast<CharacterPair>(object[index]) << 32U | object[index + 1];
}

void Pairer::cut_object(std::string_view text, Text& into) const {
  std::vector<WordMatch> cuts = own_names_.find_all_in(text);
  const std::vector<WordMatch> generic = lexicon_.words("pairing-generic").find_all_in(text);
  cuts.insert(cuts.end(), generic.begin(), generic.end());
  std::sort(cuts.begin(), cuts.end(), [](const WordMatch& a, const WordMatch& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::size_t place = 0;
  std::size_t next_cut = 0;
  while (place < text.size()) {
    while (next_cut < cuts.size() && cuts[next_cut].begin < place) ++next_cut;
    if (next_cut < cuts.size() && cuts[next_cut].begin == place) {
      place = cuts[next_cut].end;
      add_gap(into.object);
      continue;
    }
    char32_t character = fold_character(next_character(text, place));
    if (character >= U'A' && character <= U'Z') character += U'a' - U'A';
    if (is_letter(character)) {
      into.object.push_back(character);
    } else if (!is_space(character)) {
      add_gap(into.object);
    }
  }
}

std::size_t Pairer::add(std::string_view text) {
  Text added;
  cut_object(text, added);
  for (std::size_t index = 0; index < added.object.size(); ++index) {
    if (const CharacterPair pair = pair_at(added.object, index)) added.pairs.push_back(pair);
  }
  std::sort(added.pairs.begin(), added.pairs.end());
  added.pairs.erase(std::unique(added.pairs.begin(), added.pairs.end()), added.pairs.end());
  for (const CharacterPair pair : added.pairs) ++frequency_[pair];
  for (const auto& [word, kind] : lexicon_.map("object-kin").entries) {
    if (contains(text, word)) added.kin.emplace_back(word, kind);
  }
  texts_.push_back(std::move(added));
  return texts_.size() - 1;
}

std::string Pairer::object_of(std::size_t text) const {
  std::u32string object = texts_[text].object;
  std::replace(object.begin(), object.end(), U'\0', U' ');
  const std::string words = to_utf8(object);
  return std::string(trimmed(words));
}

bool Pairer::holds(const Text& text, CharacterPair pair) noexcept {
  return pair != 0 && std::binary_search(text.pairs.begin(), text.pairs.end(), pair);
}

/// The last two characters of the object's last part that has two.
Pairer::CharacterPair Pairer::head_of(const Text& text) noexcept {
  for (std::size_t index = text.object.size(); index-- > 0;) {
    if (const CharacterPair pair = pair_at(text.object, index)) return pair;
  }
  return 0;
}

double Pairer::rarity(CharacterPair pair) const {
  // A project about training says 培训 in every row; half of what a rare word says is left to it.
  constexpr double kLeast = 0.5;
  const auto found = frequency_.find(pair);
  if (found == frequency_.end()) return 1;
  return std::max(kLeast, 1 / std::sqrt(static_cast<double>(found->second)));
}

double Pairer::coverage(std::size_t text, std::size_t other) const {
  const Text& own = texts_[text];
  const Text& there = texts_[other];
  double covered = 0;
  double uncovered = 0;
  for (std::size_t index = 0; index < own.object.size(); ++index) {
    if (own.object[index] == 0) continue;
    const CharacterPair behind = pair_at(own.object, index);
    const CharacterPair before = index == 0 ? 0 : pair_at(own.object, index - 1);
    if (behind == 0 && before == 0) continue;  // a single character between two cuts
    double weight = 0;
    for (const CharacterPair pair : {behind, before}) {
      if (holds(there, pair)) weight = std::max(weight, rarity(pair));
    }
    covered += weight;
    if (weight == 0) uncovered += 1;
  }
  return covered == 0 ? 0 : covered / (covered + uncovered);
}

std::vector<std::string> Pairer::shared_words(const Text& text, const Text& other) const {
  std::vector<std::string> words;
  std::u32string word;
  const auto close = [&] {
    if (word.size() >= 2) {
      std::string shown = to_utf8(word);
      if (std::find(words.begin(), words.end(), shown) == words.end()) {
        words.push_back(std::move(shown));
      }
    }
    word.clear();
  };
  for (std::size_t index = 0; index < text.object.size(); ++index) {
    if (!holds(other, pair_at(text.object, index))) {
      close();
      continue;
    }
    if (word.empty()) word.push_back(text.object[index]);
    word.push_back(text.object[index + 1]);
  }
  close();
  return words;
}

Pairing Pairer::pair_by_kin(std::size_t left, std::size_t right) const {
  Pairing pairing;
  pairing.left = left;
  pairing.right = right;
  for (const auto& [word, kind] : texts_[left].kin) {
    for (const auto& [other_word, other_kind] : texts_[right].kin) {
      if (kind != other_kind) continue;
      pairing.basis = PairingBasis::Kin;
      pairing.score = kKin;
      pairing.reason = fmt::format("同类事物（{}）：“{}”与“{}”", kind, word, other_word);
      return pairing;
    }
  }
  return pairing;
}

Pairing Pairer::pair(std::size_t left, std::size_t right) const {
  const double score = std::max(coverage(left, right), coverage(right, left));
  if (score < kPaired) return pair_by_kin(left, right);
  std::string reason = "共同词";
  for (const std::string& word : shared_words(texts_[left], texts_[right])) {
    reason += fmt::format("“{}”", word);
  }
  return {.left = left,
          .right = right,
          .basis = PairingBasis::Words,
          .score = score,
          .same_head = holds(texts_[right], head_of(texts_[left])) ||
                       holds(texts_[left], head_of(texts_[right])),
          .reason = std::move(reason)};
}

std::vector<Pairing> Pairer::pair_all(std::span<const std::size_t> lefts,
                                      std::span<const std::size_t> rights) const {
  lefts = lefts.first(std::min(lefts.size(), kMostTexts));
  rights = rights.first(std::min(rights.size(), kMostTexts));
  std::vector<Pairing> pairings;
  for (const std::size_t left : lefts) {
    for (const std::size_t right : rights) {
      Pairing pairing = pair(left, right);
      if (pairing.basis != PairingBasis::None) pairings.push_back(std::move(pairing));
    }
  }
  std::stable_sort(pairings.begin(), pairings.end(),
                   [](const Pairing& a, const Pairing& b) { return a.score > b.score; });
  return pairings;
}

std::vector<std::string> quoted_names_in(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kMarks = {
      std::pair{std::string_view("“"), std::string_view("”")},
      std::pair{std::string_view("‘"), std::string_view("’")},
      std::pair{std::string_view("「"), std::string_view("」")},
      std::pair{std::string_view("『"), std::string_view("』")}};
  std::vector<std::string> names;
  for (const auto& [open, close] : kMarks) {
    for (std::size_t begin = name.find(open); begin != std::string_view::npos;) {
      const std::size_t from = begin + open.size();
      const std::size_t end = name.find(close, from);
      if (end == std::string_view::npos) break;
      if (end > from) names.emplace_back(name.substr(from, end - from));
      begin = name.find(open, end);
    }
  }
  return names;
}

}  // namespace jx
