// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace jx {

/// Many words by number, in a third of the memory that they take by themselves: they lie together
/// in small packed blocks, of which those that were asked for last are kept unpacked. Cells ask for
/// words in the order in which they were added, or for the same few, so that this costs hardly any
/// time; words asked for at random cost a microsecond each.
class PackedWords {
 public:
  void add(std::string_view words);

  std::size_t size() const noexcept { return begins_.size(); }
  /// Empty past the end. Good until the next call.
  std::string_view operator[](std::size_t index);

 private:
  struct Block {
    std::size_t first = 0;    ///< Number of its first words.
    std::uint32_t bytes = 0;  ///< Unpacked.
    std::string packed;       ///< As long as `bytes` where packing makes it no shorter.
  };
  struct Unpacked {
    std::size_t block = ~std::size_t{0};
    std::string bytes;
  };
  static constexpr std::size_t kUnpackedBlocks = 64;
  /// Of so many words one is listed with its block.
  static constexpr std::size_t kListed = 64;

  void pack();
  std::size_t find_block(std::size_t index) const noexcept;
  std::string_view unpack(std::size_t block);

  std::string open_;  ///< The words that are not in a block yet.
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> listed_;  ///< The block of each kListed-th words.
  std::deque<std::uint16_t> begins_;   ///< Within the block; they end where the next ones begin.
  std::size_t first_open_ = 0;
  std::array<Unpacked, kUnpackedBlocks> unpacked_;
};

}  // namespace jx
