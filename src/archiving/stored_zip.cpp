// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archiving/stored_zip.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <set>

namespace jx {
namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kDirectoryHeader = 0x02014b50;
constexpr std::uint32_t kEnd = 0x06054b50;
constexpr std::uint16_t kVersion = 20;
constexpr std::uint16_t kNamesAreUtf8 = 0x0800;
constexpr std::uint16_t kFirstDay = 0x0021;  // 1980-01-01
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kSizeOffset = 22;  // Of the unpacked size in a local header.
constexpr std::size_t kNameOffset = 26;  // Of the length of the name.
constexpr std::size_t kMostEntries = 65'535;
constexpr std::size_t kMostBytes = std::numeric_limits<std::uint32_t>::max();

std::uint32_t crc32_of(std::string_view bytes) noexcept {
  static const auto kTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) {
        value = (value & 1U) != 0 ? 0xedb88320U ^ (value >> 1U) : value >> 1U;
      }
      table[i] = value;
    }
    return table;
  }();
  std::uint32_t crc = 0xffffffffU;
  for (const char byte : bytes) {
    crc = kTable[(crc ^ static_cast<unsigned char>(byte)) & 0xffU] ^ (crc >> 8U);
  }
  return crc ^ 0xffffffffU;
}

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xffU);
}

std::uint64_t get(std::string_view bytes, std::size_t at, int size) noexcept {
  std::uint64_t value = 0;
  for (int i = 0; i < size; ++i) {
    value |= std::uint64_t{static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)])}
             << (8 * i);
  }
  return value;
}

/// What the headers of an entry share: from the version needed to the length of the name.
void put_common(std::string& out, const StoredEntry& entry, std::uint32_t crc) {
  put(out, kVersion, 2);
  put(out, kNamesAreUtf8, 2);
  put(out, 0, 2);  // Stored.
  put(out, 0, 2);  // Midnight.
  put(out, kFirstDay, 2);
  put(out, crc, 4);
  put(out, entry.content.size(), 4);
  put(out, entry.content.size(), 4);
  put(out, entry.name.size(), 2);
  put(out, 0, 2);  // No extra field.
}

std::string local_header(const StoredEntry& entry, std::uint32_t crc) {
  std::string out;
  put(out, kLocalHeader, 4);
  put_common(out, entry, crc);
  return out.append(entry.name);
}

std::string directory_header(const StoredEntry& entry, std::uint32_t crc, std::size_t offset) {
  std::string out;
  put(out, kDirectoryHeader, 4);
  put(out, kVersion, 2);
  put_common(out, entry, crc);
  put(out, 0, 2);  // No comment.
  put(out, 0, 2);  // First disk.
  put(out, 0, 2);  // Attributes: none.
  put(out, 0, 4);
  put(out, offset, 4);
  return out.append(entry.name);
}

std::string end_record(std::size_t entries, std::size_t size, std::size_t offset) {
  std::string out;
  put(out, kEnd, 4);
  put(out, 0, 4);
  put(out, entries, 2);
  put(out, entries, 2);
  put(out, size, 4);
  put(out, offset, 4);
  put(out, 0, 2);
  return out;
}

Error fault_at(std::size_t offset, std::string_view where) {
  return malformed(fmt::format("压缩包第 {} 字节（{}）与归档时写的不同。", offset, where));
}

/// Takes `expected` off the rest, or says where they begin to differ.
Result<void> take(std::string_view bytes, std::size_t& at, std::string_view expected,
                  std::string_view where) {
  const std::string_view rest = bytes.substr(at);
  const auto [mine, other] =
      std::mismatch(rest.begin(), rest.end(), expected.begin(), expected.end());
  if (other != expected.end()) {
    return fault_at(at + static_cast<std::size_t>(mine - rest.begin()), where);
  }
  at += expected.size();
  return {};
}

struct ReadEntry {
  StoredEntry entry;
  std::uint32_t crc = 0;
  std::size_t offset = 0;
};

Result<ReadEntry> take_entry(std::string_view bytes, std::size_t& at) {
  ReadEntry read;
  read.offset = at;
  if (bytes.size() - at < kLocalSize) return fault_at(at, "文件头不完整");
  const std::size_t size = get(bytes, at + kSizeOffset, 4);
  const std::size_t name_size = get(bytes, at + kNameOffset, 2);
  const std::size_t rest = bytes.size() - at - kLocalSize;
  if (name_size == 0 || name_size > rest || size > rest - name_size) {
    return fault_at(at + kSizeOffset, "文件的长度");
  }
  read.entry.name = bytes.substr(at + kLocalSize, name_size);
  read.entry.content = bytes.substr(at + kLocalSize + name_size, size);
  read.crc = crc32_of(read.entry.content);
  JX_TRY_VOID(take(bytes, at, local_header(read.entry, read.crc),
                   fmt::format("“{}”的文件头或内容", read.entry.name)));
  at += size;
  return read;
}

}  // namespace

Result<std::string> write_stored_zip(const std::vector<StoredEntry>& entries) {
  if (entries.size() > kMostEntries) {
    return Error{ErrorCode::LimitExceeded, "文件超过 65535 个，请分成几个包。"};
  }
  std::string out;
  std::string directory;
  std::set<std::string_view> names;
  for (const StoredEntry& entry : entries) {
    if (entry.name.empty() || entry.name.size() > kMostEntries ||
        !names.insert(entry.name).second) {
      return malformed(fmt::format("压缩包里的文件名“{}”为空、太长或重复。", entry.name));
    }
    if (entry.content.size() > kMostBytes - out.size() - directory.size()) {
      return Error{ErrorCode::LimitExceeded, "压缩包超过 4 GB，请分成几个包。"};
    }
    const std::uint32_t crc = crc32_of(entry.content);
    directory += directory_header(entry, crc, out.size());
    out.append(local_header(entry, crc)).append(entry.content);
  }
  const std::size_t offset = out.size();
  if (offset + directory.size() > kMostBytes) {
    return Error{ErrorCode::LimitExceeded, "压缩包超过 4 GB，请分成几个包。"};
  }
  out += directory;
  return out + end_record(entries.size(), directory.size(), offset);
}

Result<std::vector<StoredEntry>> read_stored_zip(std::string_view bytes) {
  std::vector<StoredEntry> entries;
  std::string directory;
  std::set<std::string_view> names;
  std::size_t at = 0;
  while (bytes.size() - at >= 4 && get(bytes, at, 4) == kLocalHeader) {
    JX_TRY(const ReadEntry read, take_entry(bytes, at));
    if (!names.insert(read.entry.name).second) return fault_at(read.offset, "文件名重复");
    if (entries.size() == kMostEntries) return fault_at(read.offset, "文件太多");
    entries.push_back(read.entry);
    directory += directory_header(read.entry, read.crc, read.offset);
  }
  const std::size_t offset = at;
  if (offset > kMostBytes) return fault_at(offset, "压缩包超过 4 GB");
  JX_TRY_VOID(take(bytes, at, directory, "目录"));
  JX_TRY_VOID(take(bytes, at, end_record(entries.size(), directory.size(), offset), "结尾"));
  if (at != bytes.size()) return fault_at(at, "结尾之后还有内容");
  return entries;
}

}  // namespace jx
