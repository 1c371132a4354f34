// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/packed_words.h"

#include <lz4.h>

#include <utility>

#include "base/check.h"

namespace jx {
namespace {

/// Short, because a whole block is unpacked for one of its words.
constexpr std::size_t kBlockBytes = 4096;

/// Longer words stand in a block of their own, as they are.
constexpr std::size_t kMostPacked = 64 << 10;

std::string pack_bytes(const std::string& bytes) {
  if (bytes.size() > kMostPacked) return bytes;
  const auto size = static_cast<int>(bytes.size());
  std::string packed(static_cast<std::size_t>(LZ4_compressBound(size)), '\0');
  const int length =
      LZ4_compress_default(bytes.data(), packed.data(), size, static_cast<int>(packed.size()));
  if (length <= 0 || length >= size) return bytes;
  return packed.substr(0, static_cast<std::size_t>(length));
}

}  // namespace

void PackedWords::add(std::string_view words) {
  const bool full = !open_.empty() && open_.size() + words.size() > kBlockBytes;
  if (full || open_.size() >= kBlockBytes) pack();
  if (begins_.size() % kListed == 0) listed_.push_back(static_cast<std::uint32_t>(blocks_.size()));
  begins_.push_back(static_cast<std::uint16_t>(open_.size()));
  open_ += words;
}

void PackedWords::pack() {
  blocks_.push_back({.first = first_open_,
                     .bytes = static_cast<std::uint32_t>(open_.size()),
                     .packed = pack_bytes(open_)});
  first_open_ = begins_.size();
  open_.clear();
  if (open_.capacity() > 2 * kBlockBytes) open_.shrink_to_fit();
}

std::string_view PackedWords::operator[](std::size_t index) {
  if (index >= begins_.size()) return {};
  const std::size_t block = find_block(index);
  const bool is_open = block == blocks_.size();
  const std::string_view bytes = is_open ? std::string_view(open_) : unpack(block);
  const std::size_t behind = is_open                       ? begins_.size()
                             : block + 1 == blocks_.size() ? first_open_
                                                           : blocks_[block + 1].first;
  const std::size_t end = index + 1 == behind ? bytes.size() : begins_[index + 1];
  return bytes.substr(begins_[index], end - begins_[index]);
}

/// blocks_.size() for the open one.
std::size_t PackedWords::find_block(std::size_t index) const noexcept {
  if (index >= first_open_) return blocks_.size();
  std::size_t block = listed_[index / kListed];
  while (block + 1 < blocks_.size() && blocks_[block + 1].first <= index) ++block;
  return block;
}

std::string_view PackedWords::unpack(std::size_t block) {
  const Block& packed = blocks_[block];
  if (packed.packed.size() == packed.bytes) return packed.packed;
  Unpacked& place = unpacked_[block % kUnpackedBlocks];
  if (place.block == block) return place.bytes;
  place.block = block;
  place.bytes.resize(packed.bytes);
  const int length =
      LZ4_decompress_safe(packed.packed.data(), place.bytes.data(),
                          static_cast<int>(packed.packed.size()), static_cast<int>(packed.bytes));
  JX_CHECK(length == static_cast<int>(packed.bytes), "a block unpacks to what was packed");
  return place.bytes;
}

}  // namespace jx
