// SPDX-License-Identifier: AGPL-3.0-or-later
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <system_error>

#include "sandbox/child_process.h"

namespace jx {
namespace {

constexpr std::string_view kMark = "JXC1";
constexpr std::size_t kReportBytes = kMark.size() + 2 * kProtections;
constexpr int kMostReason = 255;

}  // namespace

void end_with_parent() noexcept { prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

Result<void> write_answer(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Error{ErrorCode::Io, std::generic_category().message(errno)};
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<void> read_input(std::span<char> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Error{ErrorCode::Io, std::generic_category().message(errno)};
    if (got == 0) return Error{ErrorCode::Malformed, "输入在中途结束"};
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
  return {};
}

Result<void> send_confinement(const Confinement& confinement) {
  std::string report(kMark);
  for (const Confinement::Part& part : confinement.parts) {
    report += static_cast<char>(part.standing);
    report += static_cast<char>(std::clamp(part.reason, 0, kMostReason));
  }
  return write_answer(report);
}

Result<Confinement> receive_confinement(ChildProcess& child) {
  const Error junk{ErrorCode::Malformed, "隔离进程没有报告它的保护措施"};
  std::string report(kReportBytes, '\0');
  std::span<char> rest(report);
  while (!rest.empty()) {
    JX_TRY(const std::size_t got, child.read(rest));
    if (got == 0) return junk;
    rest = rest.subspan(got);
  }
  if (!report.starts_with(kMark)) return junk;
  Confinement confinement;
  for (std::size_t i = 0; i < kProtections; ++i) {
    const auto standing = static_cast<unsigned char>(report[kMark.size() + 2 * i]);
    if (standing > static_cast<unsigned char>(Standing::LeftOut)) return junk;
    confinement.parts[i] = {static_cast<Standing>(standing),
                            static_cast<unsigned char>(report[kMark.size() + 2 * i + 1])};
  }
  return confinement;
}

}  // namespace jx
