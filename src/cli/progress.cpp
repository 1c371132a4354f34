// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/progress.h"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "base/text.h"
#include "reports/text.h"

namespace jx {
namespace {

constexpr std::string_view kEraseLine = "\r\x1b[K";
constexpr std::chrono::seconds kShownAfter{1};  // Of a single document.
constexpr std::chrono::milliseconds kShownEvery{100};
constexpr std::size_t kBarWidth = 24;

std::size_t width_of(std::FILE* terminal) {
  constexpr std::size_t kUsual = 80;
  winsize size{};
  return ioctl(fileno(terminal), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsual;
}

/// Names of files may hold anything, also what a terminal would act on.
std::string printable(std::string_view name) {
  std::string shown;
  for (std::size_t position = 0; position < name.size();) {
    const char32_t character = next_character(name, position);
    append_character(
        shown, character < U' ' || (character >= 0x7f && character < 0xa0) ? U'?' : character);
  }
  return shown;
}

}  // namespace

std::string progress_line(std::size_t done, std::size_t all, std::string_view name,
                          std::size_t width) {
  const std::size_t filled = all == 0 ? 0 : std::min(done, all) * kBarWidth / all;
  const std::string line =
      fmt::format("[{}{}] {}/{} {}", std::string(filled, '#'), std::string(kBarWidth - filled, '.'),
                  done, all, printable(name));
  return shortened(line, width > 0 ? width - 1 : 0);  // The last column would begin a new line.
}

Progress::Progress(std::FILE* terminal, bool wanted)
    : terminal_(terminal), wanted_(wanted && isatty(fileno(terminal)) != 0) {}

void Progress::show(std::size_t done, std::size_t all, std::string_view name) {
  if (!wanted_) return;
  const std::lock_guard lock(mutex_);
  const Clock::time_point now = Clock::now();
  if (now - last_shown_ < kShownEvery || (all < 2 && now - begin_ < kShownAfter)) return;
  last_shown_ = now;
  fmt::print(terminal_, "{}{}", kEraseLine, progress_line(done, all, name, width_of(terminal_)));
  std::fflush(terminal_);
  shown_ = true;
}

void Progress::clear() {
  const std::lock_guard lock(mutex_);
  if (!shown_) return;
  fmt::print(terminal_, "{}", kEraseLine);
  std::fflush(terminal_);
  shown_ = false;
}

}  // namespace jx
