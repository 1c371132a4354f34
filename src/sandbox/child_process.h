// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.h"
#include "base/result.h"
#include "sandbox/confinement.h"

namespace jx {

/// How long a child may take. The time that the caller spends between two reads does not count.
struct Patience {
  std::chrono::milliseconds silence{120'000};  ///< For the next bytes of its answer.
  std::chrono::milliseconds total{3'600'000};
};

/// How a child came to its end.
struct Ending {
  enum class Kind : std::uint8_t {
    Exited,     ///< By itself; `code` is its exit code.
    Signalled,  ///< `code` is the signal, not sent by us.
    TimedOut,   ///< Its patience was used up; we ended it.
    Stopped,    ///< We ended it, without need for more of its answer.
  };
  Kind kind = Kind::Exited;
  int code = 0;
  std::string said;  ///< The beginning of what it wrote to standard error; not to be trusted.
};

/// A signal by its name, "SIGSEGV", for messages.
std::string name_of_signal(int signal);

/// A program that gets bytes and answers with bytes, over one socket that is its standard input and
/// output. It inherits nothing else: no descriptor but a file if it is given one, no environment
/// but LD_LIBRARY_PATH, the options of sanitizers and a mark that it is a child, no signal
/// settings. Safe to start from any thread.
///
/// Ends with this object: the child is killed if need be and always reaped. It also ends when the
/// thread that started it does (see end_with_parent()).
class ChildProcess {
 public:
  struct Command {
    std::filesystem::path program;
    std::vector<std::string> arguments;  ///< The first is the name it goes by.
    /// Whether it leads a group of processes: whatever it starts then ends with it.
    bool group = false;
    /// A file, open for reading only, that it gets as descriptor kGivenFile; -1 for none. Stays the
    /// caller's.
    int file = -1;
  };

  /// `input` is sent while the answer is read; its pieces must outlive the reading. Io when the
  /// program cannot be started, and in a child: a program that does not know its part would go on
  /// starting itself.
  static Result<ChildProcess> start(const Command& command, std::vector<std::string_view> input,
                                    const Patience& patience);
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) = delete;
  ~ChildProcess();

  /// The next bytes of the answer: at least one, none at its end. LimitExceeded when the patience
  /// is used up; the child is dead then.
  Result<std::size_t> read(std::span<char> bytes);

  /// Ends the child if it has not ended, and says how it went. Call it once.
  Ending end();

 private:
  using Clock = std::chrono::steady_clock;

  ChildProcess(pid_t id, bool group, Descriptor talk, Descriptor errors,
               std::vector<std::string_view> input, const Patience& patience);

  void kill_all() const noexcept;
  void send_input();
  void read_errors();
  Result<std::size_t> time_out();

  pid_t id_ = -1;
  bool group_ = false;
  Descriptor talk_;
  Descriptor errors_;
  std::vector<std::string_view> input_;
  std::size_t sent_pieces_ = 0;
  Patience patience_;
  Clock::duration spent_{};
  bool at_end_ = false;
  bool timed_out_ = false;
  std::string said_;
};

/// In the child: asks the kernel to end this process when the one that started it ends.
void end_with_parent() noexcept;

/// In the child: tells the parent how this process was locked in; the first bytes of its answer.
Result<void> send_confinement(const Confinement& confinement);
/// In the parent: takes that report.
Result<Confinement> receive_confinement(ChildProcess& child);

/// In the child: writes all of `bytes` to standard output.
Result<void> write_answer(std::string_view bytes);
/// In the child: fills `bytes` from standard input. Malformed when it ends before.
Result<void> read_input(std::span<char> bytes);

}  // namespace jx
