// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lexicon/word_trie.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace jx {
namespace {

/// While it grows.
struct Sprout {
  std::map<char32_t, std::uint32_t> edges;
  std::uint32_t word = WordTrie::kNone;
};

std::vector<Sprout> grow(std::span<const std::string> words) {
  std::vector<Sprout> sprouts(1);
  for (std::uint32_t index = 0; index < words.size(); ++index) {
    std::uint32_t at = 0;
    for (std::size_t position = 0; position < words[index].size();) {
      const char32_t character = next_character(words[index], position);
      const auto next = static_cast<std::uint32_t>(sprouts.size());
      const auto [edge, is_new] = sprouts[at].edges.try_emplace(character, next);
      at = edge->second;
      if (is_new) sprouts.emplace_back();
    }
    if (at != 0 && sprouts[at].word == WordTrie::kNone) sprouts[at].word = index;
  }
  return sprouts;
}

}  // namespace

WordTrie::WordTrie(std::span<const std::string> words) {
  const std::vector<Sprout> sprouts = grow(words);
  nodes_.reserve(sprouts.size());
  for (const Sprout& sprout : sprouts) {
    nodes_.push_back({.first_edge = static_cast<std::uint32_t>(edges_.size()),
                      .edges = static_cast<std::uint32_t>(sprout.edges.size()),
                      .word = sprout.word});
    for (const auto& [character, node] : sprout.edges) edges_.push_back({character, node});
  }
  for (const auto& [character, node] : sprouts.front().edges) {
    const std::size_t bit = start_bit(character);
    starts_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  for (const std::string& word : words) longest_ = std::max(longest_, word.size());
}

const WordTrie::Node* WordTrie::step(const Node& node, char32_t character) const noexcept {
  const std::span<const Edge> edges = std::span(edges_).subspan(node.first_edge, node.edges);
  // Behind the first character there are one or two, as a rule.
  constexpr std::size_t kFew = 8;
  const auto edge =
      edges.size() <= kFew
          ? std::find_if(edges.begin(), edges.end(),
                         [&](const Edge& each) { return each.character >= character; })
          : std::lower_bound(
                edges.begin(), edges.end(), character,
                [](const Edge& each, char32_t wanted) { return each.character < wanted; });
  if (edge == edges.end() || edge->character != character) return nullptr;
  return &nodes_[edge->node];
}

WordTrie::Match WordTrie::longest_at(std::string_view text, std::size_t begin) const noexcept {
  Match longest;
  const Node* node = &nodes_.front();
  for (std::size_t position = begin; position < text.size();) {
    node = step(*node, next_character(text, position));
    if (node == nullptr) break;
    if (node->word != kNone) longest = {.word = node->word, .begin = begin, .end = position};
  }
  return longest;
}

WordTrie::Match WordTrie::find_from(std::string_view text, std::size_t from) const noexcept {
  for (std::size_t position = from; position < text.size();) {
    const std::size_t begin = position;
    if (!may_start(next_character(text, position))) continue;
    const Match match = longest_at(text, begin);
    if (match.word != kNone) return match;
  }
  return {};
}

WordTrie::Match WordTrie::find_prefix_of(std::string_view text) const noexcept {
  return longest_at(text, 0);
}

WordTrie::Match WordTrie::find_suffix_of(std::string_view text) const noexcept {
  // From the front: the first place where the rest of the text is a word has the longest one.
  std::size_t position = text.size() > longest_ ? text.size() - longest_ : 0;
  while (position < text.size() && (static_cast<unsigned char>(text[position]) & 0xc0U) == 0x80U) {
    ++position;
  }
  while (position < text.size()) {
    const std::size_t begin = position;
    if (!may_start(next_character(text, position))) continue;
    const std::uint32_t word = find_whole(text.substr(begin));
    if (word != kNone) return {.word = word, .begin = begin, .end = text.size()};
  }
  return {};
}

std::uint32_t WordTrie::find_whole(std::string_view text) const noexcept {
  const Node* node = &nodes_.front();
  for (std::size_t position = 0; position < text.size();) {
    node = step(*node, next_character(text, position));
    if (node == nullptr) return kNone;
  }
  return node->word;
}

}  // namespace jx
