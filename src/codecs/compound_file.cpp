// SPDX-License-Identifier: AGPL-3.0-or-later
#include "codecs/compound_file.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "codecs/little_endian.h"

namespace jx {
namespace {

constexpr std::string_view kMark("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
constexpr std::size_t kHeaderBytes = 512;
constexpr std::size_t kEntryBytes = 128;
constexpr std::size_t kHeaderTables = 109;
constexpr std::uint32_t kLastNumber = 0xfffffffa;  ///< Larger ones say "end" or "free".
constexpr std::uint32_t kNoEntry = 0xffffffff;

/// As long as the chain is.
constexpr std::uint64_t kWhole = ~std::uint64_t{0};

Error make_damage_error() {
  return {ErrorCode::Malformed,
          "文件不完整或已损坏，内部目录读不出来。请重新下载、复制，或用原软件另存后再试。"};
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::vector<std::uint32_t> to_numbers(std::string_view bytes) {
  std::vector<std::uint32_t> numbers(bytes.size() / 4);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = little32(bytes, i * 4);
  return numbers;
}

}  // namespace

bool CompoundFile::has_mark(std::string_view bytes) noexcept { return bytes.starts_with(kMark); }

Result<CompoundFile> CompoundFile::open(std::string_view bytes) {
  CompoundFile file(bytes);
  JX_TRY_VOID(file.read_header());
  JX_TRY_VOID(file.read_sector_table());
  JX_TRY_VOID(file.read_directory());
  return file;
}

const CompoundFile::Stream* CompoundFile::find(std::string_view name) const {
  const std::string wanted = lower_ascii(name);
  const auto found = std::find_if(streams_.begin(), streams_.end(), [&](const Stream& stream) {
    return lower_ascii(stream.name) == wanted;
  });
  return found == streams_.end() ? nullptr : &*found;
}

Result<void> CompoundFile::read_header() {
  if (!has_mark(bytes_) || bytes_.size() < kHeaderBytes) return make_damage_error();
  sector_shift_ = little16(bytes_, 30);
  small_shift_ = little16(bytes_, 32);
  directory_start_ = little32(bytes_, 48);
  small_limit_ = little32(bytes_, 56);
  small_table_start_ = little32(bytes_, 60);
  const bool known = (sector_shift_ == 9 || sector_shift_ == 12) && small_shift_ == 6;
  return known ? Result<void>() : make_damage_error();
}

std::string_view CompoundFile::sector(std::uint32_t number) const noexcept {
  const std::uint64_t size = std::uint64_t{1} << sector_shift_;
  const std::uint64_t begin = (std::uint64_t{number} + 1) << sector_shift_;
  // The last sector of a file may be cut short.
  return begin < bytes_.size() ? bytes_.substr(begin, size) : std::string_view{};
}

/// The table of sectors lies in sectors itself, whose numbers are in the header and in a chain of
/// sectors of their own.
Result<void> CompoundFile::read_sector_table() {
  const std::uint64_t most = (bytes_.size() >> sector_shift_) + 1;
  std::vector<std::uint32_t> tables;
  for (std::size_t i = 0; i < kHeaderTables; ++i) tables.push_back(little32(bytes_, 76 + i * 4));
  std::uint32_t more = little32(bytes_, 68);
  for (std::uint64_t step = 0; more < kLastNumber && !sector(more).empty(); ++step) {
    if (step > most) return make_damage_error();
    const std::vector<std::uint32_t> numbers = to_numbers(sector(more));
    if (numbers.empty()) break;
    tables.insert(tables.end(), numbers.begin(), numbers.end() - 1);
    more = numbers.back();
  }
  for (const std::uint32_t table : tables) {
    if (table >= kLastNumber) continue;
    const std::vector<std::uint32_t> numbers = to_numbers(sector(table));
    next_.insert(next_.end(), numbers.begin(), numbers.end());
    if (next_.size() > most + (bytes_.size() >> 2)) return make_damage_error();
  }
  return {};
}

Result<void> CompoundFile::read_directory() {
  JX_TRY(const std::string directory, read_chain(directory_start_, kWhole));
  if (directory.size() < kEntryBytes) return make_damage_error();
  // The root's own content are the small sectors.
  JX_TRY(small_, read_chain(little32(directory, 116), little32(directory, 120)));
  JX_TRY(const std::string table, read_chain(small_table_start_, kWhole));
  small_next_ = to_numbers(table);
  list_folder(directory, little32(directory, 76));
  return {};
}

/// The entries of a folder form a tree; what is met twice is met once.
void CompoundFile::list_folder(std::string_view directory, std::uint32_t first) {
  const std::size_t count = directory.size() / kEntryBytes;
  std::vector<bool> seen(count);
  std::vector<std::uint32_t> waiting = {first};
  while (!waiting.empty()) {
    const std::uint32_t number = waiting.back();
    waiting.pop_back();
    if (number == kNoEntry || number >= count || seen[number]) continue;
    seen[number] = true;
    const std::string_view entry = directory.substr(number * kEntryBytes, kEntryBytes);
    waiting.push_back(little32(entry, 68));
    waiting.push_back(little32(entry, 72));
    constexpr unsigned char kStream = 2;
    if (static_cast<unsigned char>(entry[66]) != kStream) continue;
    const std::size_t name_bytes = std::min<std::size_t>(little16(entry, 64), 64);
    streams_.push_back({.name = utf16_to_utf8(entry.substr(0, name_bytes < 2 ? 0 : name_bytes - 2)),
                        .start = little32(entry, 116),
                        .size = little32(entry, 120)});
  }
}

Result<std::string> CompoundFile::read(const Stream& stream) const {
  return stream.size < small_limit_ ? read_small_chain(stream.start, stream.size)
                                    : read_chain(stream.start, stream.size);
}

/// As many sectors as `size` needs, or fewer where the chain ends.
Result<std::string> CompoundFile::read_chain(std::uint32_t start, std::uint64_t size) const {
  std::string content;
  for (std::uint32_t at = start; at < kLastNumber && content.size() < size;) {
    const std::string_view part = sector(at);
    // A ring would give more than there is.
    if (part.empty() || content.size() + part.size() > bytes_.size()) return make_damage_error();
    content += part.substr(0, size - content.size());
    if (at >= next_.size()) return make_damage_error();
    at = next_[at];
  }
  return content;
}

Result<std::string> CompoundFile::read_small_chain(std::uint32_t start, std::uint64_t size) const {
  std::string content;
  const std::uint64_t sector_bytes = std::uint64_t{1} << small_shift_;
  for (std::uint32_t at = start; at < kLastNumber && content.size() < size;) {
    const std::uint64_t begin = std::uint64_t{at} << small_shift_;
    if (begin >= small_.size() || content.size() > small_.size()) return make_damage_error();
    content += std::string_view(small_).substr(
        begin, std::min<std::uint64_t>(sector_bytes, size - content.size()));
    if (at >= small_next_.size()) return make_damage_error();
    at = small_next_[at];
  }
  return content;
}

}  // namespace jx
