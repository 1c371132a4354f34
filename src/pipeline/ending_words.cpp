// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pipeline/ending_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <csignal>

#include "base/text.h"
#include "pipeline/confined_request.h"

namespace jx {
namespace {

constexpr std::string_view kSaveAgain = "文件很可能已损坏。请用原软件打开并另存一份，再试一次。";
constexpr std::size_t kMostWords = 200;

/// The first line with words of what the reader left on its standard error, fit for a terminal.
std::string last_words(std::string_view said) {
  while (!said.empty()) {
    const std::string_view line = said.substr(0, said.find('\n'));
    said.remove_prefix(std::min(line.size() + 1, said.size()));
    std::string words;
    for (const char letter : line.substr(0, kMostWords)) {
      if (letter >= ' ' && letter <= '~') words += letter;
    }
    const bool has_letters = std::any_of(
        words.begin(), words.end(), [](unsigned char letter) { return std::isalpha(letter) != 0; });
    if (has_letters) return fmt::format("（读取进程留下的话：{}）", trimmed(words));
  }
  return {};
}

}  // namespace

Error EndingWords::explain(const Ending& ending) const {
  switch (ending.kind) {
    case Ending::Kind::TimedOut: return too_slow();
    case Ending::Kind::Signalled: return explain_signal(ending);
    case Ending::Kind::Exited:
      if (ending.code == kExitOutOfMemory) return out_of_memory();
      if (ending.code == 0) break;
      return crashed(fmt::format("退出码 {}", ending.code), ending);
    case Ending::Kind::Stopped: break;
  }
  return {ErrorCode::Malformed,
          fmt::format("读“{}”的进程没有按约定回答，它的结果没有采用。文件可能带有恶意内容，"
                      "请核实来源；确认可信的，请用原软件打开并另存一份，再试一次。",
                      name_)};
}

Error EndingWords::not_started(const Error& error) const {
  return {ErrorCode::Io,
          fmt::format("{}，没有读“{}”。请稍后再试；文件确实可信的，可以用 --in-process "
                      "在本进程内读。",
                      error.message, name_)};
}

Error EndingWords::explain_signal(const Ending& ending) const {
  switch (ending.code) {
    case SIGSYS:
      return {ErrorCode::Malformed,
              fmt::format("读“{}”时，读取进程试图做不允许的操作，已被系统终止，没有读入。"
                          "文件很可能带有恶意内容：请核实来源，不要用别的软件打开。",
                          name_)};
    case SIGXCPU: return too_slow();
    case SIGKILL: return out_of_memory();
    default: break;
  }
  return crashed(name_of_signal(ending.code), ending);
}

Error EndingWords::crashed(std::string_view how, const Ending& ending) const {
  return {ErrorCode::Malformed, fmt::format("读“{}”的进程意外终止（{}），没有读入。{}{}", name_,
                                            how, kSaveAgain, last_words(ending.said))};
}

Error EndingWords::too_slow() const {
  const auto seconds = [](auto time) {
    return std::chrono::ceil<std::chrono::seconds>(time).count();
  };
  return {
      ErrorCode::LimitExceeded,
      fmt::format("读“{}”用的时间太长（一页超过 {} 秒，或者总共超过 {} 秒），没有读入。{}", name_,
                  seconds(options_.patience.silence), seconds(options_.patience.total),
                  "文件确实很大的，请拆分成几个文件；否则请用原软件打开并另存一份，再试一次。")};
}

Error EndingWords::out_of_memory() const {
  return {ErrorCode::LimitExceeded,
          fmt::format("读“{}”用的内存太多（上限 {} MB），没有读入。"
                      "文件确实很大的，请拆分成几个文件；否则请用原软件打开并另存一份，再试一次。",
                      name_, options_.policy.memory_bytes >> 20)};
}

}  // namespace jx
