// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sandbox/program_confinement.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <thread>

#include "sandbox/child_process.h"
#include "sandbox/sanitizers.h"
#include "sandbox/test_program.h"

extern char** environ;

/// A hostile stand-in again: locked in as a program of others is, it tries what such a program may
/// do and what it may not.
namespace jx {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::StartsWith;
namespace fs = std::filesystem;

// ---------------------------------------------------------------- the child

void answer(std::string_view text) { (void)write_answer(text).ok(); }

void tell(bool done) { answer(done ? "done" : std::string("denied: ") + std::strerror(errno)); }

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  return address;
}

void bind_socket(const std::string& path) {
  const int local = socket(AF_UNIX, SOCK_STREAM, 0);
  const sockaddr_un address = address_of(path);
  tell(bind(local, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
       listen(local, 1) == 0);
}

void connect_socket(const std::string& path) {
  const int local = socket(AF_UNIX, SOCK_STREAM, 0);
  const sockaddr_un address = address_of(path);
  tell(connect(local, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
}

void send_datagram(const std::string& path) {
  int ends[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) != 0) return tell(false);
  const sockaddr_un address = address_of(path);
  tell(sendto(ends[0], "x", 1, 0, reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
       1);
}

void fork_and_stay() {
  const pid_t child = fork();
  if (child < 0) return tell(false);
  if (child > 0) return answer("forked " + std::to_string(child));
  close(STDOUT_FILENO);
  close(STDIN_FILENO);
  for (;;) pause();
}

void raise_limit() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max = limit.rlim_max * 2;
  tell(setrlimit(RLIMIT_NOFILE, &limit) == 0);
}

void write_much(const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT, 0600);
  const std::string much(2 << 20, 'x');
  while (write(file, much.data(), much.size()) > 0) continue;
  tell(false);
}

void describe_environment() {
  std::string words = fs::current_path().string();
  for (char** each = environ; *each != nullptr; ++each) words += '|' + std::string(*each);
  answer(words);
}

const std::map<std::string, std::function<void(const std::string&)>>& acts() {
  static const std::map<std::string, std::function<void(const std::string&)>> kActs = {
      {"read", [](const std::string& path) { tell(open(path.c_str(), O_RDONLY) >= 0); }},
      {"write",
       [](const std::string& path) { tell(open(path.c_str(), O_WRONLY | O_CREAT, 0600) >= 0); }},
      {"write much", write_much},
      {"remove", [](const std::string& path) { tell(unlink(path.c_str()) == 0); }},
      {"link", [](const std::string& path) { tell(symlink("/etc/passwd", path.c_str()) == 0); }},
      {"close a folder", [](const std::string& path) { tell(chmod(path.c_str(), 0) == 0); }},
      {"bind", bind_socket},
      {"connect", connect_socket},
      {"send", send_datagram},
      {"network", [](const std::string&) { tell(socket(AF_INET, SOCK_STREAM, 0) >= 0); }},
      {"fork", [](const std::string&) { fork_and_stay(); }},
      {"signal", [](const std::string&) { tell(kill(getppid(), 0) == 0); }},
      {"leave the group", [](const std::string&) { tell(setsid() >= 0); }},
      {"raise a limit", [](const std::string&) { raise_limit(); }},
      {"thread", [](const std::string&) { std::thread([] { answer("done"); }).join(); }},
      {"allocate",
       [](const std::string&) {
         tell(mmap(nullptr, std::size_t{4} << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
              MAP_FAILED);
       }},
      {"describe", [](const std::string&) { describe_environment(); }},
      {"spin",
       [](const std::string&) {
         for (volatile unsigned turns = 0;;) turns = turns + 1;
       }},
  };
  return kActs;
}

ProgramPolicy policy_for(const fs::path& folder) {
  ProgramPolicy policy;
  policy.memory_bytes = std::uint64_t{1} << 30;
  policy.cpu_seconds = 60;
  policy.file_bytes = 1 << 20;
  policy.readable = {"/usr",     "/lib",
                     "/lib64",   "/etc/ld.so.cache",
                     "/nowhere", fs::read_symlink("/proc/self/exe").parent_path()};
  policy.folder = folder;
  return policy;
}

/// Arguments: "program", an act, its object, the folder.
[[noreturn]] void become(char** arguments) {
  end_with_parent();
  const fs::path self = fs::read_symlink("/proc/self/exe");
  if (!send_confinement(confine_program(policy_for(arguments[4]))).ok()) _exit(3);
  const Error failure = become_program({.program = self,
                                        .arguments = {"it", "became", arguments[2], arguments[3]},
                                        .environment = {"ONLY=this"},
                                        .folder = arguments[4]});
  answer("not started: " + failure.message);
  _exit(4);
}

// ---------------------------------------------------------------- the parent

class ProgramConfinement : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "jx_program_XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    outside_ = name;
    folder_ = outside_ / "folder";
    fs::create_directory(folder_);
    std::ofstream(outside_ / "secret") << "x";
    std::ofstream(folder_ / "own") << "x";
  }
  void TearDown() override { fs::remove_all(outside_); }

  std::string try_out(const std::string& act, const fs::path& object = {}) {
    auto child =
        ChildProcess::start({.program = "/proc/self/exe",
                             .arguments = {"it", "program", act, object.string(), folder_.string()},
                             .group = true},
                            {}, {.silence = 30s, .total = 30s});
    EXPECT_TRUE(child.ok());
    const auto confinement = receive_confinement(*child);
    EXPECT_TRUE(confinement.ok());
    if (confinement.ok()) confinement_ = *confinement;
    std::string answered;
    std::string bytes(4096, '\0');
    for (;;) {
      const auto got = child->read(bytes);
      if (!got.ok() || *got == 0) break;
      answered.append(bytes, 0, *got);
    }
    ending_ = child->end();
    return answered;
  }

  /// Denied, unless this kernel lacks the protection and has said so.
  void expect_denied(const std::string& answered, Protection by) {
    if (confinement_.holds(by)) {
      EXPECT_THAT(answered, StartsWith("denied"));
    } else {
      EXPECT_FALSE(confinement_.complaints().empty());
      std::printf("this kernel lacks %s: %s\n", std::string(to_string(by)).c_str(),
                  answered.c_str());
    }
  }

  fs::path outside_;
  fs::path folder_;
  Confinement confinement_;
  Ending ending_;
};

TEST_F(ProgramConfinement, LeavesTheProgramItsFolder) {
  EXPECT_EQ(try_out("read", folder_ / "own"), "done");
  EXPECT_EQ(try_out("write", folder_ / "new"), "done");
  EXPECT_EQ(try_out("remove", folder_ / "own"), "done");
  EXPECT_EQ(try_out("bind", "socket"), "done");
  EXPECT_EQ(try_out("thread"), "done");
}

TEST_F(ProgramConfinement, OpensAndChangesNoOtherFile) {
  expect_denied(try_out("read", outside_ / "secret"), Protection::Files);
  expect_denied(try_out("read", "/etc/passwd"), Protection::Files);
  expect_denied(try_out("write", outside_ / "new"), Protection::Files);
  expect_denied(try_out("remove", outside_ / "secret"), Protection::Files);
  expect_denied(try_out("link", folder_ / "link"), Protection::Files);
  expect_denied(try_out("bind", outside_ / "socket"), Protection::Files);
  if (confinement_.holds(Protection::Files)) {
    EXPECT_FALSE(fs::exists(outside_ / "new"));
    EXPECT_TRUE(fs::exists(outside_ / "secret"));
  }
}

TEST_F(ProgramConfinement, ReachesNobody) {
  for (const char* const act : {"network", "signal", "leave the group", "raise a limit"}) {
    SCOPED_TRACE(act);
    expect_denied(try_out(act), Protection::SystemCalls);
  }
  const int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of((folder_ / "listening").string());
  ASSERT_EQ(bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(listen(listening, 1), 0);
  expect_denied(try_out("connect", folder_ / "listening"), Protection::SystemCalls);
  expect_denied(try_out("send", folder_ / "listening"), Protection::SystemCalls);
  expect_denied(try_out("close a folder", folder_), Protection::SystemCalls);
  close(listening);
}

TEST_F(ProgramConfinement, StartsNoProcessAndLeavesNone) {
  const std::string answered = try_out("fork");
  expect_denied(answered, Protection::SystemCalls);
  constexpr std::string_view kForked = "forked ";
  if (!answered.starts_with(kForked)) return;
  // Without a filter, its group ends with it.
  const pid_t left = std::stoi(answered.substr(kForked.size()));
  for (int tries = 0; tries < 1000 && kill(left, 0) == 0; ++tries) std::this_thread::yield();
}

TEST_F(ProgramConfinement, GetsAnEnvironmentAndAFolderOfItsOwn) {
  EXPECT_EQ(try_out("describe"), folder_.string() + "|ONLY=this");
}

TEST_F(ProgramConfinement, WritesNoFileBeyondItsLimit) {
  (void)try_out("write much", folder_ / "much");
  EXPECT_EQ(ending_.kind, Ending::Kind::Signalled);
  EXPECT_EQ(ending_.code, SIGXFSZ);
  EXPECT_EQ(fs::file_size(folder_ / "much"), std::uintmax_t{1} << 20);
}

TEST_F(ProgramConfinement, GetsNoMoreMemoryThanItsLimit) {
  const std::string answered = try_out("allocate");
  if (kSanitized) {
    std::printf("not tried: the sanitizer of this build needs the address space\n");
    return;
  }
  EXPECT_THAT(answered, StartsWith("denied"));
}

TEST_F(ProgramConfinement, IsCompleteOrSaysWhatIsMissing) {
  (void)try_out("thread");
  std::size_t missing = 0;
  for (const Confinement::Part& part : confinement_.parts) {
    missing += part.standing == Standing::Missing ? 1U : 0U;
  }
  EXPECT_EQ(confinement_.complaints().size(), missing);
  EXPECT_TRUE(confinement_.holds(Protection::Descriptors));
  EXPECT_TRUE(confinement_.holds(Protection::Limits));
  EXPECT_TRUE(confinement_.holds(Protection::Privileges));
}

}  // namespace

bool is_test_program(int argc, const char* const* argv) noexcept {
  return (argc == 5 && std::strcmp(argv[1], "program") == 0) ||
         (argc == 4 && std::strcmp(argv[1], "became") == 0);
}

void run_test_program(int argc, char** argv) {
  if (argc == 5) become(argv);
  acts().at(argv[2])(argv[3]);
  _exit(0);
}

}  // namespace jx
