// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/image/gif_frames.h"

#include <cstddef>

namespace jx {
namespace {

constexpr unsigned kFrame = 0x2c;
constexpr unsigned kExtension = 0x21;

/// Goes through a file from its front; past the end everything is 0.
class GifBytes {
 public:
  explicit GifBytes(std::string_view bytes) noexcept : bytes_(bytes) {}

  bool at_end() const noexcept { return place_ >= bytes_.size(); }
  void skip(std::size_t size) noexcept { place_ += size; }
  unsigned byte() noexcept {
    const unsigned value = at_end() ? 0 : static_cast<unsigned char>(bytes_[place_]);
    ++place_;
    return value;
  }
  std::uint64_t number() noexcept {
    const unsigned low = byte();
    return low | byte() << 8U;
  }
  /// A table of colours, if the flags say that there is one.
  void skip_colours(unsigned flags) noexcept {
    constexpr unsigned kHasTable = 0x80;
    if ((flags & kHasTable) != 0) skip(std::size_t{3} << ((flags & 7U) + 1));
  }
  void skip_data() noexcept {
    while (const unsigned size = byte()) skip(size);
  }

 private:
  std::string_view bytes_;
  std::size_t place_ = 0;
};

}  // namespace

std::uint64_t count_gif_pixels(std::string_view bytes) noexcept {
  if (!bytes.starts_with("GIF8")) return 0;
  GifBytes in(bytes);
  constexpr std::size_t kBeforeFlags = 10;
  in.skip(kBeforeFlags);
  const unsigned flags = in.byte();
  in.skip(2);
  in.skip_colours(flags);
  std::uint64_t pixels = 0;
  while (!in.at_end()) {
    const unsigned kind = in.byte();
    if (kind == kFrame) {
      in.skip(4);
      const std::uint64_t width = in.number();
      pixels += width * in.number();
      in.skip_colours(in.byte());
    } else if (kind != kExtension) {
      break;
    }
    in.skip(1);  // The size of codes, or what the extension is for.
    in.skip_data();
  }
  return pixels;
}

}  // namespace jx
