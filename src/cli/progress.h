// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <mutex>
#include <string>
#include <string_view>

namespace jx {

/// "[#######.....] 12/40 name", within `width` columns.
std::string progress_line(std::size_t done, std::size_t all, std::string_view name,
                          std::size_t width);

/// How far a command is with its documents, on the last line of a terminal. Anything else that is
/// written to the terminal comes after clear(). Safe from any thread.
class Progress {
 public:
  /// Nothing is ever shown on what is not a terminal.
  Progress(std::FILE* terminal, bool wanted);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  bool wanted() const noexcept { return wanted_; }
  /// Shows how far it is, some times a second however often it is told; not at once for a single
  /// document, which is mostly read by then.
  void show(std::size_t done, std::size_t all, std::string_view name);
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  std::FILE* terminal_;
  bool wanted_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_shown_ = begin_;
  std::mutex mutex_;
  bool shown_ = false;
};

}  // namespace jx
