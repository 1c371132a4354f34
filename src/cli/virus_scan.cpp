// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/virus_scan.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/text.h"
#include "sandbox/child_process.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostAnswer = std::size_t{1} << 20;
/// What clamscan exits with when it found something.
constexpr int kFound = 1;

/// Its data take a while to load, and a package may be large.
constexpr Patience kPatience{.silence = std::chrono::minutes(15),
                             .total = std::chrono::minutes(60)};

struct ScannerAnswer {
  std::string words;
  Ending ending;
};

Result<ScannerAnswer> ask(const fs::path& scanner, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "clamscan");
  JX_TRY(ChildProcess child,
         ChildProcess::start({.program = scanner, .arguments = std::move(arguments), .group = true},
                             {}, kPatience));
  ScannerAnswer answer;
  std::array<char, 4096> bytes{};
  for (;;) {
    JX_TRY(const std::size_t count, child.read(bytes));
    if (count == 0) break;
    answer.words.append(bytes.data(), count);
    if (answer.words.size() > kMostAnswer) {
      return Error{.code = ErrorCode::LimitExceeded, .message = "clamscan 的回答太长"};
    }
  }
  answer.ending = child.end();
  return answer;
}

/// "/tmp/p/a.exe: Eicar-Signature FOUND" → "a.exe：Eicar-Signature"
std::vector<std::string> found_in(std::string_view words, const fs::path& package) {
  constexpr std::string_view kEnd = " FOUND";
  std::vector<std::string> found;
  for (std::string_view line : split(words, "\n")) {
    line = trimmed(line);
    if (!line.ends_with(kEnd)) continue;
    line.remove_suffix(kEnd.size());
    const std::string root = package.string();
    if (line.starts_with(root)) line.remove_prefix(root.size());
    while (line.starts_with('/')) line.remove_prefix(1);
    found.emplace_back(trimmed(line));
  }
  return found;
}

}  // namespace

std::optional<fs::path> find_virus_scanner() {
  const char* const folders = std::getenv("PATH");
  if (folders == nullptr) return std::nullopt;
  for (const std::string_view folder : split(folders, ":")) {
    if (!folder.starts_with('/')) continue;
    const fs::path program = fs::path(folder) / "clamscan";
    std::error_code ignored;
    if (fs::is_regular_file(program, ignored) && access(program.c_str(), X_OK) == 0) return program;
  }
  return std::nullopt;
}

VirusScan scan_for_viruses(const std::optional<fs::path>& scanner, const fs::path& package) {
  VirusScan scan{.asked = true, .scanner = {}, .failure = {}, .found = {}};
  if (!scanner) {
    scan.failure = "这台机器上没有 clamscan（Debian 的 clamav 包），没有扫描";
    return scan;
  }
  const Result<ScannerAnswer> version = ask(*scanner, {"--version"});
  scan.scanner = version.ok() ? std::string(trimmed(version->words)) : std::string();
  if (scan.scanner.empty()) scan.scanner = "clamscan";
  const Result<ScannerAnswer> answer =
      ask(*scanner, {"--recursive", "--infected", "--no-summary", "--", package.string()});
  if (!answer.ok()) {
    scan.failure = fmt::format("{} 没有做成：{}", scan.scanner, answer.error().message);
    return scan;
  }
  const Ending& ending = answer->ending;
  const bool answered = ending.kind == Ending::Kind::Exited && ending.code <= kFound;
  if (!answered) {
    scan.failure = fmt::format("{} 没有做成（以 {} 结束）：{}", scan.scanner, ending.code,
                               trimmed(ending.said));
    return scan;
  }
  scan.found = found_in(answer->words, package);
  if (ending.code == kFound && scan.found.empty()) {
    scan.failure = scan.scanner + " 说有病毒，却没有说在哪里";
  }
  return scan;
}

}  // namespace jx
