// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jx {

/// Many words as one automaton over their characters: looks all of them up in a text at once,
/// however many they are. At a place where no word begins, which is nearly every place, it costs
/// one bit to see that.
class WordTrie {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  /// Empty words are passed over; of equal ones the first counts.
  explicit WordTrie(std::span<const std::string> words);

  struct Match {
    std::uint32_t word = kNone;  ///< Its index.
    std::size_t begin = 0;       ///< Bytes.
    std::size_t end = 0;
  };
  /// The leftmost word that begins at `from` or behind it, the longest there.
  Match find_from(std::string_view text, std::size_t from) const noexcept;
  /// The longest word that the text begins with.
  Match find_prefix_of(std::string_view text) const noexcept;
  /// The longest word that the text ends with.
  Match find_suffix_of(std::string_view text) const noexcept;
  /// The word that is the whole of the text.
  std::uint32_t find_whole(std::string_view text) const noexcept;

 private:
  struct Edge {
    char32_t character = 0;
    std::uint32_t node = 0;
  };
  struct Node {
    std::uint32_t first_edge = 0;  ///< The edges of a node stand together, sorted.
    std::uint32_t edges = 0;
    std::uint32_t word = kNone;  ///< That ends here.
  };
  static constexpr std::size_t kStartBits = 2048;

  static std::size_t start_bit(char32_t character) noexcept {
    return (character ^ (character >> 11U)) % kStartBits;
  }
  bool may_start(char32_t character) const noexcept {
    const std::size_t bit = start_bit(character);
    return (starts_[bit / 64] >> (bit % 64) & 1U) != 0;
  }
  const Node* step(const Node& node, char32_t character) const noexcept;
  Match longest_at(std::string_view text, std::size_t begin) const noexcept;

  std::vector<Node> nodes_;  ///< The root first.
  std::vector<Edge> edges_;
  std::array<std::uint64_t, kStartBits / 64> starts_{};  ///< First characters, hashed.
  std::size_t longest_ = 0;                              ///< Bytes.
};

}  // namespace jx
