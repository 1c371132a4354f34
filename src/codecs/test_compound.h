// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Compound files and the numbers in them, for tests.
namespace jx {

inline std::string to_little(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i, value >>= 8) out += static_cast<char>(value);
  return out;
}

inline std::string ascii_to_utf16(std::string_view text) {
  std::string out;
  for (const char c : text) out += std::string{c, '\0'};
  return out;
}

/// An entry of the directory.
inline std::string make_compound_entry(std::string_view name, char kind, std::uint32_t child,
                                       std::uint32_t start, std::uint64_t size) {
  std::string entry = ascii_to_utf16(name);
  entry.resize(64);
  entry += to_little((name.size() + 1) * 2, 2) + kind + '\1';
  entry += to_little(0xffffffff, 4) + to_little(0xffffffff, 4) + to_little(child, 4);
  entry.resize(116);
  return entry + to_little(start, 4) + to_little(size, 8);
}

/// A file of one stream, which is made as long as large streams are: sector 0 is the table of
/// sectors, 1 the directory, the rest the stream.
inline std::string make_compound(std::string_view name, std::string stream) {
  constexpr std::uint32_t kEnd = 0xfffffffe;
  if (stream.size() < 4096) stream.resize(4096);
  stream.resize((stream.size() + 511) / 512 * 512);
  const auto sectors = static_cast<std::uint32_t>(stream.size() / 512);
  std::string header("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  header.resize(24);
  header += to_little(0x3e, 2) + to_little(3, 2) + to_little(0xfffe, 2) + to_little(9, 2) +
            to_little(6, 2);
  header.resize(44);
  header += to_little(1, 4) + to_little(1, 4) + to_little(0, 4) + to_little(4096, 4) +
            to_little(kEnd, 4) + to_little(0, 4) + to_little(kEnd, 4) + to_little(0, 4) +
            to_little(0, 4);
  while (header.size() < 512) header += to_little(0xffffffff, 4);
  std::string table = to_little(0xfffffffd, 4) + to_little(kEnd, 4);
  for (std::uint32_t i = 0; i < sectors; ++i) {
    table += to_little(i + 1 < sectors ? i + 3 : kEnd, 4);
  }
  while (table.size() < 512) table += to_little(0xffffffff, 4);
  std::string directory = make_compound_entry("Root Entry", 5, 1, kEnd, 0) +
                          make_compound_entry(name, 2, 0xffffffff, 2, stream.size());
  directory.resize(512);
  return header + table + directory + stream;
}

}  // namespace jx
