// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <sys/resource.h>

#include <cstdint>
#include <fstream>
#include <string>
#include <variant>

#include "pages/page.h"

/// What the programs of this folder measure of themselves.
namespace jx::bench {

/// Of this program alone: what getrusage() says begins with the memory of whoever started it.
inline std::uint64_t read_peak_kib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  std::uint64_t kib = 0;
  while (status >> word) {
    if (word == "VmHWM:") status >> kib;
  }
  return kib;
}

inline std::uint64_t count_marks(const Page& page) {
  std::uint64_t marks = page.drawing ? page.drawing->glyphs.size() : 0;
  for (const Block& block : page.blocks) {
    const auto* const grid = std::get_if<NativeGrid>(&block);
    marks += grid == nullptr ? 1 : grid->cells.size();
  }
  return marks;
}

inline double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace jx::bench
