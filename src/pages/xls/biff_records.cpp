// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xls/biff_records.h"

#include <algorithm>
#include <bit>

#include "base/text.h"
#include "codecs/charset.h"
#include "codecs/little_endian.h"

namespace jx {
namespace {

/// Every line end is "\n", and characters that no screen shows are left out.
std::string shown_words(const std::string& words) {
  std::string out;
  out.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    const bool before_line_end = i + 1 < words.size() && words[i + 1] == '\n';
    if (c == '\r') {
      if (!before_line_end) out += '\n';
    } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n') {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::optional<BiffRecord> BiffScanner::next() noexcept {
  constexpr std::size_t kHeaderBytes = 4;
  if (at_ >= stream_.size() || stream_.size() - at_ < kHeaderBytes) return std::nullopt;
  const BiffRecord record{.kind = little16(stream_, at_),
                          .data = stream_.substr(at_ + kHeaderBytes, little16(stream_, at_ + 2))};
  at_ += kHeaderBytes + record.data.size();
  return record;
}

bool BiffScanner::is_next(std::uint32_t kind) const noexcept {
  return at_ + 4 <= stream_.size() && little16(stream_, at_) == kind;
}

bool BiffReader::at_end() {
  while (part_ < parts_.size() && at_ >= parts_[part_].size()) {
    ++part_;
    at_ = 0;
  }
  return part_ >= parts_.size();
}

std::uint32_t BiffReader::read8() {
  return at_end() ? 0U : static_cast<unsigned char>(parts_[part_][at_++]);
}

std::uint32_t BiffReader::read16() {
  const std::uint32_t low = read8();
  return low | (read8() << 8);
}

std::uint32_t BiffReader::read32() {
  const std::uint32_t low = read16();
  return low | (read16() << 16);
}

void BiffReader::skip(std::uint64_t bytes) {
  while (bytes > 0 && !at_end()) {
    const std::uint64_t step = std::min<std::uint64_t>(bytes, parts_[part_].size() - at_);
    at_ += step;
    bytes -= step;
  }
}

std::string BiffReader::read_characters(std::uint32_t count, bool wide) {
  std::string utf16;
  while (count > 0) {
    const bool part_ended = part_ < parts_.size() && at_ >= parts_[part_].size();
    if (at_end()) break;
    if (part_ended) wide = (read8() & 1U) != 0;
    if (at_end()) break;
    if (wide) {
      utf16 += static_cast<char>(read8());
      utf16 += static_cast<char>(read8());
    } else {
      utf16 += static_cast<char>(read8());
      utf16 += '\0';
    }
    --count;
  }
  return shown_words(utf16_to_utf8(utf16));
}

std::string BiffReader::read_string(std::uint32_t count) {
  if (!words_.unicode) return read_old_string(count);
  const std::uint32_t flags = read8();
  const std::uint32_t runs = (flags & 0x08U) != 0 ? read16() : 0;
  const std::uint32_t extra = (flags & 0x04U) != 0 ? read32() : 0;
  std::string words = read_characters(count, (flags & 1U) != 0);
  constexpr std::uint64_t kRunBytes = 4;
  skip(runs * kRunBytes + extra);
  return words;
}

std::string BiffReader::read_old_string(std::uint32_t count) {
  std::string bytes;
  for (; count > 0 && !at_end(); --count) bytes += static_cast<char>(read8());
  if (words_.code_page != 0) return shown_words(decode_code_page(bytes, words_.code_page));
  // Programs that do not name a page write Chinese as Chinese programs do.
  constexpr std::uint32_t kWestern = 1252;
  auto decoded = decode_text(bytes);
  return shown_words(decoded.ok() && decoded->replaced == 0 ? decoded->text
                                                            : decode_code_page(bytes, kWestern));
}

double read_rk(std::uint32_t packed) noexcept {
  const bool hundredth = (packed & 1U) != 0;
  const bool whole = (packed & 2U) != 0;
  const double value = whole ? static_cast<double>(static_cast<std::int32_t>(packed) >> 2)
                             : std::bit_cast<double>(std::uint64_t{packed & 0xfffffffcU} << 32);
  return hundredth ? value / 100 : value;
}

}  // namespace jx
