// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lexicon/lexicon.h"

namespace jx {

WordList::WordList(std::string name, std::string basis, bool verified,
                   std::vector<std::string> words)
    : name_(std::move(name)),
      basis_(std::move(basis)),
      verified_(verified),
      words_(std::move(words)),
      trie_(words_) {}

WordMatch WordList::shown(const WordTrie::Match& match) const noexcept {
  return {.word = words_[match.word], .begin = match.begin, .end = match.end};
}

std::optional<WordMatch> WordList::find_in(std::string_view text) const {
  const WordTrie::Match match = trie_.find_from(text, 0);
  if (match.word == WordTrie::kNone) return std::nullopt;
  return shown(match);
}

std::vector<WordMatch> WordList::find_all_in(std::string_view text) const {
  std::vector<WordMatch> matches;
  for (WordTrie::Match match = trie_.find_from(text, 0); match.word != WordTrie::kNone;
       match = trie_.find_from(text, match.end)) {
    matches.push_back(shown(match));
  }
  return matches;
}

std::optional<std::string_view> WordList::find_prefix_of(std::string_view text) const {
  const WordTrie::Match match = trie_.find_prefix_of(text);
  if (match.word == WordTrie::kNone) return std::nullopt;
  return words_[match.word];
}

std::optional<std::string_view> WordList::find_suffix_of(std::string_view text) const {
  const WordTrie::Match match = trie_.find_suffix_of(text);
  if (match.word == WordTrie::kNone) return std::nullopt;
  return words_[match.word];
}

bool WordList::contains(std::string_view word) const noexcept {
  return trie_.find_whole(word) != WordTrie::kNone;
}

}  // namespace jx
