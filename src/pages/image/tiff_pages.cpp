// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/image/tiff_pages.h"

#include <algorithm>
#include <set>

namespace jx {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kEntryBytes = 12;
constexpr std::uint64_t kImageWidth = 256;
constexpr std::uint64_t kImageLength = 257;
// Types of values.
constexpr std::uint64_t kByte = 1;
constexpr std::uint64_t kShort = 3;
constexpr std::uint64_t kLong = 4;

class TiffBytes {
 public:
  explicit TiffBytes(std::string_view bytes) noexcept
      : bytes_(bytes), big_first_(bytes.starts_with('M')) {}

  bool holds(std::uint64_t offset, std::uint64_t size) const noexcept {
    return offset <= bytes_.size() && size <= bytes_.size() - offset;
  }
  /// Of `size` bytes that the file holds.
  std::uint64_t number(std::uint64_t offset, std::size_t size) const noexcept {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t place = static_cast<std::size_t>(offset) + (big_first_ ? i : size - 1 - i);
      value = value << 8U | static_cast<unsigned char>(bytes_[place]);
    }
    return value;
  }
  /// The value of an entry of a directory, if it is one number.
  std::uint64_t value(std::uint64_t entry) const noexcept {
    switch (number(entry + 2, 2)) {
      case kByte: return number(entry + 8, 1);
      case kShort: return number(entry + 8, 2);
      case kLong: return number(entry + 8, 4);
      default: return 0;
    }
  }

 private:
  std::string_view bytes_;
  bool big_first_;
};

}  // namespace

bool is_tiff(std::string_view bytes) noexcept {
  return bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv);
}

std::optional<std::vector<TiffPage>> find_tiff_pages(std::string_view bytes, std::size_t most) {
  const TiffBytes tiff(bytes);
  std::vector<TiffPage> pages;
  std::set<std::uint64_t> seen;
  if (!tiff.holds(4, 4)) return std::nullopt;
  std::uint64_t next = tiff.number(4, 4);
  while (next != 0 && pages.size() <= most) {
    if (!seen.insert(next).second || !tiff.holds(next, 2)) return std::nullopt;
    const std::uint64_t entries = tiff.number(next, 2);
    const std::uint64_t first = next + 2;
    const std::uint64_t end = first + entries * kEntryBytes;
    if (!tiff.holds(first, end - first)) return std::nullopt;
    TiffPage page;
    for (std::uint64_t i = 0; i < entries; ++i) {
      const std::uint64_t entry = first + i * kEntryBytes;
      const std::uint64_t tag = tiff.number(entry, 2);
      // Of a size that is stated twice nobody knows which one the decoder takes.
      if (tag == kImageWidth) page.width = std::max(page.width, tiff.value(entry));
      if (tag == kImageLength) page.height = std::max(page.height, tiff.value(entry));
    }
    pages.push_back(page);
    next = tiff.holds(end, 4) ? tiff.number(end, 4) : 0;
  }
  return pages;
}

}  // namespace jx
