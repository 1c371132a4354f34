// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sandbox/child_process.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

namespace jx {
namespace {

constexpr std::size_t kMostSaid = 4096;

/// What a program may need to be loaded at all, and what our own test builds need.
constexpr std::string_view kInherited[] = {"LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS",
                                           "TSAN_OPTIONS", "LSAN_OPTIONS"};

Error make_start_error(std::string_view what, int reason) {
  return {ErrorCode::Io,
          fmt::format("无法启动隔离进程（{}：{}）", what, std::generic_category().message(reason))};
}

/// Stands in the environment of every child.
constexpr const char* kChildMark = "JIXIAO_CHILD";

std::vector<std::string> make_environment() {
  std::vector<std::string> environment{std::string(kChildMark) + "=1"};
  for (const std::string_view name : kInherited) {
    const char* const value = std::getenv(std::string(name).c_str());
    if (value != nullptr) environment.push_back(fmt::format("{}={}", name, value));
  }
  return environment;
}

std::vector<char*> to_pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// What posix_spawn is told, released at the end.
class SpawnPlan {
 public:
  SpawnPlan() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  /// The signals of a fresh program, whatever this one does with them.
  int reset_signals() {
    sigset_t all;
    sigset_t none;
    sigfillset(&all);
    sigemptyset(&none);
    const int reason = posix_spawnattr_setsigdefault(&attributes_, &all);
    if (reason != 0) return reason;
    posix_spawnattr_setsigmask(&attributes_, &none);
    flags_ |= POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
    return 0;
  }

  /// The process leads a group of its own.
  void lead_group() {
    posix_spawnattr_setpgroup(&attributes_, 0);
    flags_ |= POSIX_SPAWN_SETPGROUP;
  }

  /// `file` may be none. The standard ones are connected first: it takes the place of any other.
  int connect(int talk, int errors, int file) {
    const std::pair<int, int> places[] = {
        {talk, STDIN_FILENO}, {talk, STDOUT_FILENO}, {errors, STDERR_FILENO}, {file, kGivenFile}};
    for (const auto& [from, to] : places) {
      if (from < 0) continue;
      const int reason = posix_spawn_file_actions_adddup2(&actions_, from, to);
      if (reason != 0) return reason;
    }
    return posix_spawn_file_actions_addclosefrom_np(&actions_,
                                                    file < 0 ? kGivenFile : kGivenFile + 1);
  }

  int spawn(const ChildProcess::Command& command, pid_t& id) {
    posix_spawnattr_setflags(&attributes_, flags_);
    std::vector<std::string> arguments = command.arguments;
    std::vector<std::string> environment = make_environment();
    return posix_spawn(&id, command.program.c_str(), &actions_, &attributes_,
                       to_pointers(arguments).data(), to_pointers(environment).data());
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
  short flags_ = 0;
};

/// Waits until the process is dead; its status, or -1 when somebody else took it.
int reap(pid_t id) noexcept {
  int status = 0;
  while (waitpid(id, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return status;
}

/// Makes room above the standard descriptors, which a program may have been started without.
int above_standard(int descriptor) noexcept {
  if (descriptor < 0 || descriptor > STDERR_FILENO) return descriptor;
  const int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  close(descriptor);
  return moved;
}

}  // namespace

std::string name_of_signal(int signal) {
  const char* const name = sigabbrev_np(signal);
  return name != nullptr ? fmt::format("SIG{}", name) : fmt::format("信号 {}", signal);
}

Result<ChildProcess> ChildProcess::start(const Command& command,
                                         std::vector<std::string_view> input,
                                         const Patience& patience) {
  if (std::getenv(kChildMark) != nullptr) {
    return Error{ErrorCode::Io, "隔离进程不能再启动隔离进程"};
  }
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return make_start_error("socketpair", errno);
  }
  Descriptor talk(above_standard(ends[0]));
  const Descriptor talk_of_child(above_standard(ends[1]));
  if (pipe2(ends, O_CLOEXEC) != 0) return make_start_error("pipe", errno);
  Descriptor errors(above_standard(ends[0]));
  const Descriptor errors_of_child(above_standard(ends[1]));
  fcntl(errors.get(), F_SETFL, O_NONBLOCK);

  SpawnPlan plan;
  int reason = plan.reset_signals();
  if (reason == 0) reason = plan.connect(talk_of_child.get(), errors_of_child.get(), command.file);
  if (command.group) plan.lead_group();
  pid_t id = -1;
  if (reason == 0) reason = plan.spawn(command, id);
  if (reason != 0) return make_start_error(command.program.string(), reason);
  return ChildProcess(id, command.group, std::move(talk), std::move(errors), std::move(input),
                      patience);
}

ChildProcess::ChildProcess(pid_t id, bool group, Descriptor talk, Descriptor errors,
                           std::vector<std::string_view> input, const Patience& patience)
    : id_(id),
      group_(group),
      talk_(std::move(talk)),
      errors_(std::move(errors)),
      input_(std::move(input)),
      patience_(patience) {}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : id_(std::exchange(other.id_, -1)),
      group_(other.group_),
      talk_(std::move(other.talk_)),
      errors_(std::move(other.errors_)),
      input_(std::move(other.input_)),
      sent_pieces_(other.sent_pieces_),
      patience_(other.patience_),
      spent_(other.spent_),
      at_end_(other.at_end_),
      timed_out_(other.timed_out_),
      said_(std::move(other.said_)) {}

ChildProcess::~ChildProcess() {
  if (id_ < 0) return;
  kill_all();
  reap(id_);
}

/// Not to be called once the process is reaped: its number may be somebody else's then.
void ChildProcess::kill_all() const noexcept {
  if (group_) kill(-id_, SIGKILL);
  kill(id_, SIGKILL);
}

Result<std::size_t> ChildProcess::read(std::span<char> bytes) {
  const Clock::time_point begin = Clock::now();
  const Clock::duration patience =
      std::min<Clock::duration>(patience_.silence, patience_.total - spent_);
  while (!at_end_) {
    const Clock::duration waited = Clock::now() - begin;
    if (waited >= patience) return time_out();
    const bool sending = sent_pieces_ < input_.size();
    pollfd watched[] = {
        {talk_.get(), static_cast<short>(sending ? POLLIN | POLLOUT : POLLIN), 0},
        {errors_.get(), POLLIN, 0},
    };
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(patience - waited).count();
    if (poll(watched, std::size(watched), static_cast<int>(left)) < 0 && errno != EINTR) {
      return make_start_error("poll", errno);
    }
    if (watched[1].revents != 0) read_errors();
    if ((watched[0].revents & POLLOUT) != 0) send_input();
    if ((watched[0].revents & ~POLLOUT) == 0) continue;
    const ssize_t got = recv(talk_.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (got > 0) {
      spent_ += Clock::now() - begin;
      return static_cast<std::size_t>(got);
    }
    // A reset means that the child left before it had read everything: an end as well.
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) at_end_ = true;
  }
  return std::size_t{0};
}

void ChildProcess::send_input() {
  std::string_view& piece = input_[sent_pieces_];
  const ssize_t sent =
      piece.empty() ? 0
                    : send(talk_.get(), piece.data(), piece.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent < 0 && (errno == EAGAIN || errno == EINTR)) return;
  // Whoever does not listen may still answer.
  if (sent < 0) sent_pieces_ = input_.size();
  if (sent >= 0) piece.remove_prefix(static_cast<std::size_t>(sent));
  if (sent >= 0 && piece.empty()) ++sent_pieces_;
  if (sent_pieces_ == input_.size()) shutdown(talk_.get(), SHUT_WR);
}

void ChildProcess::read_errors() {
  std::array<char, kMostSaid> bytes;
  const ssize_t got = ::read(errors_.get(), bytes.data(), bytes.size());
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) return errors_.reset();
  said_.append(bytes.data(), std::min(static_cast<std::size_t>(got), kMostSaid - said_.size()));
}

Result<std::size_t> ChildProcess::time_out() {
  timed_out_ = true;
  at_end_ = true;
  kill_all();
  return Error{ErrorCode::LimitExceeded, "隔离进程超过了时限"};
}

Ending ChildProcess::end() {
  // A process whose end of the socket is closed is dying or pretends to: how it died is settled by
  // then, and this changes it only for the pretender.
  kill_all();
  const int status = reap(std::exchange(id_, -1));
  read_errors();
  Ending ending{.said = std::move(said_)};
  if (timed_out_) {
    ending.kind = Ending::Kind::TimedOut;
  } else if (status < 0 || !at_end_) {
    ending.kind = Ending::Kind::Stopped;
  } else if (WIFSIGNALED(status)) {
    ending.kind = Ending::Kind::Signalled;
    ending.code = WTERMSIG(status);
  } else {
    ending.code = WEXITSTATUS(status);
  }
  return ending;
}

}  // namespace jx
