// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "sandbox/child_process.h"
#include "sandbox/sanitizers.h"
#include "sandbox/test_program.h"

/// A hostile stand-in: this program, started once more as a child, locks itself in and then tries
/// what an intruder would. Where the kernel lacks a protection, the tests demand that it says so.
namespace jx {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

// ---------------------------------------------------------------- the child

void answer(std::string_view text) { (void)write_answer(text).ok(); }

void tell(bool done) { answer(done ? "done" : std::string("denied: ") + std::strerror(errno)); }

std::string all_input() {
  std::string input;
  char bytes[65536];
  ssize_t got = 0;
  while ((got = read(STDIN_FILENO, bytes, sizeof bytes)) > 0) {
    input.append(bytes, static_cast<std::size_t>(got));
  }
  return input;
}

void start_thread() {
  std::string words = "denied";
  std::thread([&] { words = "done"; }).join();
  answer(words);
}

[[noreturn]] void spin() {
  for (volatile unsigned turns = 0;;) turns = turns + 1;
}

void crash() {
  volatile int* volatile nowhere = nullptr;
  *nowhere = 1;
}

void allocate(std::size_t bytes) {
  void* const memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  tell(memory != MAP_FAILED);
}

const std::map<std::string, std::function<void(const std::string&)>>& acts() {
  static const std::map<std::string, std::function<void(const std::string&)>> kActs = {
      {"nothing", [](const std::string&) { answer("done"); }},
      {"echo", [](const std::string&) { answer(all_input()); }},
      {"read a file", [](const std::string& path) { tell(open(path.c_str(), O_RDONLY) >= 0); }},
      {"list a folder", [](const std::string&) { tell(open("/", O_RDONLY | O_DIRECTORY) >= 0); }},
      {"write a file",
       [](const std::string& path) { tell(open(path.c_str(), O_WRONLY | O_CREAT, 0600) >= 0); }},
      {"remove a file", [](const std::string& path) { tell(unlink(path.c_str()) == 0); }},
      {"open a socket", [](const std::string&) { tell(socket(AF_INET, SOCK_STREAM, 0) >= 0); }},
      {"fork", [](const std::string&) { tell(fork() >= 0); }},
      {"execute",
       [](const std::string&) {
         char name[] = "true";
         char* const arguments[] = {name, nullptr};
         execv("/bin/true", arguments);
         tell(false);
       }},
      {"signal the parent", [](const std::string&) { tell(kill(getppid(), 0) == 0); }},
      {"write a program",
       [](const std::string&) {
         tell(mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
              MAP_FAILED);
       }},
      {"start a thread", [](const std::string&) { start_thread(); }},
      {"allocate", [](const std::string&) { allocate(std::size_t{4} << 30); }},
      {"spin", [](const std::string&) { spin(); }},
      {"hang up and spin",
       [](const std::string&) {
         close(STDOUT_FILENO);
         close(STDIN_FILENO);
         spin();
       }},
      {"write junk",
       [](const std::string&) {
         const std::string junk(1 << 16, 'x');
         while (write_answer(junk).ok()) continue;
       }},
      {"crash", [](const std::string&) { crash(); }},
      {"abort",
       [](const std::string&) {
         (void)!write(STDERR_FILENO, "why it ended\n", 13);
         std::abort();
       }},
      {"use a descriptor",
       [](const std::string& number) {
         char byte = 0;
         tell(read(std::atoi(number.c_str()), &byte, 1) >= 0);
       }},
      {"read the given file",
       [](const std::string&) {
         char bytes[8] = {};
         const ssize_t got = pread(kGivenFile, bytes, sizeof bytes, 4);
         answer(got < 0 ? std::strerror(errno) : std::string(bytes, static_cast<std::size_t>(got)));
       }},
      {"change the given file",
       [](const std::string&) {
         const bool written = write(kGivenFile, "x", 1) == 1;
         const bool cut = ftruncate(kGivenFile, 0) == 0;
         const bool opened = fchmod(kGivenFile, 0777) == 0;
         answer(written || cut || opened ? "done" : "denied");
       }},
      {"look at the environment",
       [](const std::string& name) { answer(std::getenv(name.c_str()) ? "seen" : "empty"); }},
  };
  return kActs;
}

/// Makes a call fail as a kernel without it, or a container that forbids it, would.
void take_away(int call, int reason) {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  seccomp_rule_add(filter, SCMP_ACT_ERRNO(static_cast<unsigned>(reason)), call, 0);
  seccomp_load(filter);
  seccomp_release(filter);
}

/// Arguments: "act", its name, its object, what the kernel lacks, "threads" when they are allowed.
[[noreturn]] void act(char** arguments) {
  end_with_parent();
  const std::string lacking = arguments[4];
  if (lacking == "landlock") take_away(SCMP_SYS(landlock_create_ruleset), ENOSYS);
  if (lacking == "seccomp") take_away(SCMP_SYS(seccomp), EPERM);
  const Confinement confinement = confine({.memory_bytes = std::uint64_t{1} << 30,
                                           .cpu_seconds = lacking == "time" ? 1U : 60U,
                                           .threads = std::strcmp(arguments[5], "threads") == 0,
                                           .file = lacking == "nothing, and keeps a file"});
  if (!send_confinement(confinement).ok()) _exit(3);
  acts().at(arguments[2])(arguments[3]);
  _exit(0);
}

// ---------------------------------------------------------------- the parent

struct Attempt {
  std::string act;
  std::string object = {};
  std::string lacking = {};
  bool threads = false;
  Patience patience = {.silence = 60s, .total = 60s};
  int file = -1;
};

struct Outcome {
  Confinement confinement;
  std::string answer;
  Ending ending;

  bool ended_by(int signal) const {
    return ending.kind == Ending::Kind::Signalled && ending.code == signal;
  }
};

Outcome try_out(const Attempt& attempt, std::string_view input = {},
                std::size_t most = std::size_t{1} << 30) {
  Outcome outcome;
  auto child =
      ChildProcess::start({.program = "/proc/self/exe",
                           .arguments = {"hostile", "act", attempt.act, attempt.object,
                                         attempt.lacking, attempt.threads ? "threads" : "alone"},
                           .file = attempt.file},
                          {input}, attempt.patience);
  EXPECT_TRUE(child.ok()) << child.error().message;
  const auto confinement = receive_confinement(*child);
  if (!confinement.ok()) {
    const Ending ending = child->end();
    ADD_FAILURE() << confinement.error().message << " code " << ending.code << ": " << ending.said;
    return outcome;
  }
  outcome.confinement = *confinement;
  std::string bytes(1 << 16, '\0');
  while (outcome.answer.size() < most) {
    const auto got = child->read(bytes);
    if (!got.ok() || *got == 0) break;
    outcome.answer.append(bytes, 0, *got);
  }
  outcome.ending = child->end();
  return outcome;
}

/// Killed by the filter; without one, refused by something else; never done.
void expect_killed(const Outcome& outcome) {
  if (outcome.confinement.holds(Protection::SystemCalls)) {
    EXPECT_TRUE(outcome.ended_by(SIGSYS)) << outcome.answer << " code " << outcome.ending.code;
    EXPECT_EQ(outcome.answer, "");
  } else {
    EXPECT_FALSE(outcome.confinement.complaints().empty());
    std::printf("this kernel has no filter for system calls: %s\n", outcome.answer.c_str());
  }
}

fs::path unused_path(std::string_view name) {
  return fs::temp_directory_path() / (std::string(name) + std::to_string(getpid()));
}

TEST(Confinement, IsCompleteOrSaysWhatIsMissing) {
  const Outcome outcome = try_out({.act = "nothing"});
  EXPECT_EQ(outcome.answer, "done");
  EXPECT_EQ(outcome.ending.kind, Ending::Kind::Exited);
  std::size_t missing = 0;
  for (const Confinement::Part& part : outcome.confinement.parts) {
    missing += part.standing == Standing::Missing ? 1U : 0U;
    EXPECT_EQ(part.standing == Standing::Missing, part.reason != 0);
  }
  EXPECT_EQ(outcome.confinement.complaints().size(), missing);
  for (const std::string& complaint : outcome.confinement.complaints()) {
    std::printf("%s\n", complaint.c_str());
  }
  EXPECT_NE(outcome.confinement[Protection::Descriptors].standing, Standing::Missing);
  EXPECT_TRUE(outcome.confinement.holds(Protection::Limits));
  EXPECT_TRUE(outcome.confinement.holds(Protection::Privileges));
  EXPECT_NE(outcome.confinement[Protection::Memory].standing, Standing::Missing);
}

TEST(Confinement, OpensNoFile) {
  const Outcome read = try_out({.act = "read a file", .object = "/etc/passwd"});
  EXPECT_THAT(read.answer, ::testing::StartsWith("denied"));
  EXPECT_THAT(try_out({.act = "list a folder"}).answer, ::testing::StartsWith("denied"));
}

TEST(Confinement, WritesNoFile) {
  const fs::path path = unused_path("jx_sandbox_written");
  expect_killed(try_out({.act = "write a file", .object = path.string()}));
  EXPECT_FALSE(fs::exists(path));
}

TEST(Confinement, RemovesNoFile) {
  const fs::path path = unused_path("jx_sandbox_kept");
  close(open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  expect_killed(try_out({.act = "remove a file", .object = path.string()}));
  EXPECT_TRUE(fs::remove(path));
}

TEST(Confinement, OpensNoSocket) { expect_killed(try_out({.act = "open a socket"})); }
TEST(Confinement, StartsNoProcess) { expect_killed(try_out({.act = "fork"})); }
TEST(Confinement, StartsNoProcessWhereThreadsAreAllowed) {
  expect_killed(try_out({.act = "fork", .threads = true}));
}
TEST(Confinement, StartsNoProgram) { expect_killed(try_out({.act = "execute"})); }
TEST(Confinement, SignalsNobody) { expect_killed(try_out({.act = "signal the parent"})); }
TEST(Confinement, WritesNoProgramIntoMemory) { expect_killed(try_out({.act = "write a program"})); }
TEST(Confinement, StartsNoThread) { expect_killed(try_out({.act = "start a thread"})); }

TEST(Confinement, StartsThreadsWhereTheyAreAllowed) {
  EXPECT_EQ(try_out({.act = "start a thread", .threads = true}).answer, "done");
}

TEST(Confinement, GetsNoMoreMemoryThanItsLimit) {
  const Outcome outcome = try_out({.act = "allocate"});
  if (kSanitized) {
    std::printf("the sanitizer of this build needs the address space that would be limited\n");
    EXPECT_EQ(outcome.confinement[Protection::Memory].standing, Standing::LeftOut);
    return;
  }
  EXPECT_THAT(outcome.answer, ::testing::StartsWith("denied"));
}

TEST(Confinement, GetsNoMoreProcessorTimeThanItsLimit) {
  EXPECT_TRUE(try_out({.act = "spin", .lacking = "time"}).ended_by(SIGXCPU));
}

TEST(Confinement, InheritsNoDescriptorAndNoEnvironment) {
  const int open_one = open("/etc/passwd", O_RDONLY);  // On purpose not closed by exec.
  ASSERT_GE(open_one, 3);
  const Outcome outcome = try_out({.act = "use a descriptor", .object = std::to_string(open_one)});
  close(open_one);
  EXPECT_EQ(outcome.answer, std::string("denied: ") + std::strerror(EBADF));
  ASSERT_NE(std::getenv("PATH"), nullptr);
  EXPECT_EQ(try_out({.act = "look at the environment", .object = "PATH"}).answer, "empty");
}

TEST(Confinement, LetsAGivenFileBeReadAndNothingElse) {
  const std::string keeps = "nothing, and keeps a file";
  std::FILE* const file = std::tmpfile();
  ASSERT_NE(file, nullptr);
  std::fputs("abc 预算", file);
  std::fflush(file);
  const std::string path = "/proc/self/fd/" + std::to_string(fileno(file));
  const int given = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  ASSERT_GE(given, 0);
  const auto attempt = [&](const char* act, const std::string& lacking) {
    return try_out({.act = act, .lacking = lacking, .file = given}).answer;
  };
  EXPECT_EQ(attempt("read the given file", keeps), "预算");
  EXPECT_EQ(attempt("change the given file", keeps), "denied");
  EXPECT_EQ(attempt("read the given file", ""), std::strerror(EBADF)) << "it was not to keep one";
  EXPECT_EQ(try_out({.act = "read the given file", .lacking = keeps}).answer, std::strerror(EBADF));
  char first = 0;
  EXPECT_EQ(pread(given, &first, 1, 0), 1);
  EXPECT_EQ(first, 'a');
  close(given);
  std::fclose(file);
}

TEST(Confinement, SaysThatTheKernelHasNoLandlock) {
  const Outcome outcome =
      try_out({.act = "read a file", .object = "/etc/passwd", .lacking = "landlock"});
  EXPECT_EQ(outcome.confinement[Protection::Files].standing, Standing::Missing);
  EXPECT_EQ(outcome.confinement[Protection::Files].reason, ENOSYS);
  EXPECT_THAT(outcome.confinement.complaints(),
              ::testing::Contains(::testing::HasSubstr("Landlock")));
  EXPECT_THAT(outcome.answer, ::testing::StartsWith("denied"));
}

TEST(Confinement, SaysThatSystemCallsCannotBeFiltered) {
  const Outcome outcome =
      try_out({.act = "read a file", .object = "/etc/passwd", .lacking = "seccomp"});
  EXPECT_EQ(outcome.confinement[Protection::SystemCalls].standing, Standing::Missing);
  EXPECT_NE(outcome.confinement[Protection::SystemCalls].reason, 0);
  EXPECT_THAT(outcome.confinement.complaints(),
              ::testing::Contains(::testing::HasSubstr("seccomp")));
  const bool closed = outcome.confinement.holds(Protection::Files) ||
                      outcome.confinement.holds(Protection::Descriptors);
  EXPECT_EQ(outcome.answer.starts_with("denied"), closed) << outcome.answer;
}

TEST(ChildProcess, IsStoppedWhenItTakesTooLong) {
  const Outcome outcome = try_out({.act = "spin", .patience = {.silence = 100ms, .total = 60s}});
  EXPECT_EQ(outcome.ending.kind, Ending::Kind::TimedOut);
  const Outcome in_total = try_out({.act = "spin", .patience = {.silence = 60s, .total = 300ms}});
  EXPECT_EQ(in_total.ending.kind, Ending::Kind::TimedOut);
}

TEST(ChildProcess, IsStoppedWhenItHangsUpAndGoesOn) {
  EXPECT_TRUE(try_out({.act = "hang up and spin"}).ended_by(SIGKILL));
}

TEST(ChildProcess, IsStoppedWhenNobodyWantsMore) {
  const Outcome outcome = try_out({.act = "write junk"}, {}, 1 << 20);
  EXPECT_GE(outcome.answer.size(), std::size_t{1} << 20);
  EXPECT_EQ(outcome.ending.kind, Ending::Kind::Stopped);
}

TEST(ChildProcess, CrashesWithoutHarm) {
  const Outcome outcome = try_out({.act = "crash"});
  // A compiler may turn the forbidden write into a trap.
  EXPECT_TRUE(outcome.ended_by(SIGSEGV) || outcome.ended_by(SIGILL) ||
              (outcome.ending.kind == Ending::Kind::Exited && outcome.ending.code != 0))
      << static_cast<int>(outcome.ending.kind) << " " << outcome.ending.code;
  const Outcome aborted = try_out({.act = "abort"});
  EXPECT_TRUE(aborted.ended_by(SIGABRT) ||
              (aborted.ending.kind == Ending::Kind::Exited && aborted.ending.code != 0));
  EXPECT_THAT(aborted.ending.said, ::testing::HasSubstr("why it ended"));
}

TEST(ChildProcess, TakesAndGivesMoreThanASocketHolds) {
  std::string input(8 << 20, '\0');
  for (std::size_t i = 0; i < input.size(); ++i) input[i] = static_cast<char>(i * 31 + i / 251);
  const Outcome outcome = try_out({.act = "echo"}, input);
  EXPECT_TRUE(outcome.answer == input) << outcome.answer.size();
  EXPECT_EQ(outcome.ending.kind, Ending::Kind::Exited);
}

TEST(ChildProcess, NeedNotReadItsInput) {
  const std::string input(8 << 20, 'x');
  EXPECT_EQ(try_out({.act = "nothing"}, input).answer, "done");
}

TEST(ChildProcess, RunsFromSeveralThreadsAtOnce) {
  std::vector<std::thread> threads;
  for (char letter = 'a'; letter < 'e'; ++letter) {
    threads.emplace_back([letter] {
      const std::string input(100'000, letter);
      for (int i = 0; i < 3; ++i) EXPECT_TRUE(try_out({.act = "echo"}, input).answer == input);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(ChildProcess, LeavesNoZombie) {
  (void)try_out({.act = "crash"});
  (void)try_out({.act = "spin", .patience = {.silence = 50ms, .total = 50ms}});
  {
    const auto forgotten = ChildProcess::start(
        {"/proc/self/exe", {"hostile", "act", "spin", "", "", "alone"}}, {}, {});
    ASSERT_TRUE(forgotten.ok());
  }
  EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(ChildProcess, StartsNoChildren) {
  auto child = ChildProcess::start({"/usr/bin/env", {"env"}}, {}, {});
  ASSERT_TRUE(child.ok()) << child.error().message;
  std::string environment(1 << 12, '\0');
  const auto got = child->read(environment);
  ASSERT_TRUE(got.ok());
  EXPECT_THAT(environment, ::testing::HasSubstr("JIXIAO_CHILD=1"));
  setenv("JIXIAO_CHILD", "1", 1);
  EXPECT_FALSE(ChildProcess::start({"/usr/bin/env", {"env"}}, {}, {}).ok());
  unsetenv("JIXIAO_CHILD");
}

TEST(ChildProcess, CannotBeAProgramThatIsNotThere) {
  const auto child = ChildProcess::start({"/nowhere/jixiao", {"jixiao"}}, {}, {});
  ASSERT_FALSE(child.ok());
  EXPECT_EQ(child.error().code, ErrorCode::Io);
  EXPECT_THAT(child.error().message, ::testing::HasSubstr("/nowhere/jixiao"));
}

}  // namespace
}  // namespace jx

int main(int argc, char** argv) {
  if (jx::is_test_program(argc, argv)) jx::run_test_program(argc, argv);
  if (argc == 6 && std::strcmp(argv[1], "act") == 0) jx::act(argv);
  ::testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
