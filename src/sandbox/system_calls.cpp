// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sandbox/system_calls.h"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>

#include "sandbox/call_filter.h"
#include "sandbox/sanitizers.h"

namespace jx {
namespace {

/// Memory, threads that exist already, clocks, and the ends of a process. Reading and writing is
/// harmless: there is nothing open but the three standard descriptors and, to read, a given file.
constexpr int kAllowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(futex_waitv),
    SCMP_SYS(membarrier),
    SCMP_SYS(rseq),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(get_robust_list),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getrusage),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(uname),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

/// Libraries look for optional files on their way; they are told that they may not.
constexpr int kRefusedFiles[] = {
    SCMP_SYS(openat2),    SCMP_SYS(access),   SCMP_SYS(faccessat),  SCMP_SYS(faccessat2),
    SCMP_SYS(stat),       SCMP_SYS(lstat),    SCMP_SYS(newfstatat), SCMP_SYS(statx),
    SCMP_SYS(statfs),     SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd),
    SCMP_SYS(getdents64), SCMP_SYS(getxattr), SCMP_SYS(listxattr),
};

/// And what no reader of documents ever does: programs, sockets, changes to files.
constexpr int kHostile[] = {
    SCMP_SYS(execve),    SCMP_SYS(execveat), SCMP_SYS(socket),  SCMP_SYS(socketpair),
    SCMP_SYS(connect),   SCMP_SYS(bind),     SCMP_SYS(listen),  SCMP_SYS(accept),
    SCMP_SYS(accept4),   SCMP_SYS(sendto),   SCMP_SYS(sendmsg), SCMP_SYS(sendmmsg),
    SCMP_SYS(recvmsg),   SCMP_SYS(recvmmsg), SCMP_SYS(creat),   SCMP_SYS(truncate),
    SCMP_SYS(unlink),    SCMP_SYS(unlinkat), SCMP_SYS(rename),  SCMP_SYS(renameat),
    SCMP_SYS(renameat2), SCMP_SYS(mkdir),    SCMP_SYS(mkdirat), SCMP_SYS(rmdir),
    SCMP_SYS(link),      SCMP_SYS(linkat),   SCMP_SYS(symlink), SCMP_SYS(symlinkat),
    SCMP_SYS(mknod),     SCMP_SYS(mknodat),  SCMP_SYS(chmod),   SCMP_SYS(fchmodat),
    SCMP_SYS(chown),     SCMP_SYS(fchownat), SCMP_SYS(chdir),   SCMP_SYS(memfd_create),
};

/// Opening for reading is refused, for anything else it is an attack.
void add_opening(CallFilter& filter) noexcept {
  struct Call {
    int number;
    unsigned flags;  ///< Which argument.
  };
  for (const Call call : {Call{SCMP_SYS(open), 1}, Call{SCMP_SYS(openat), 2}}) {
    filter.add(SCMP_ACT_ERRNO(EACCES), call.number, call.flags, O_ACCMODE | O_CREAT, O_RDONLY);
    filter.add(SCMP_ACT_KILL_PROCESS, call.number, call.flags, O_ACCMODE, O_WRONLY);
    filter.add(SCMP_ACT_KILL_PROCESS, call.number, call.flags, O_ACCMODE, O_RDWR);
    filter.add(SCMP_ACT_KILL_PROCESS, call.number, call.flags, O_CREAT, O_CREAT);
  }
}

/// Memory holds data, never programs.
void add_memory(CallFilter& filter) noexcept {
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
    filter.add(SCMP_ACT_ALLOW, call, 2, PROT_EXEC, 0);
    filter.add(SCMP_ACT_KILL_PROCESS, call, 2, PROT_EXEC, PROT_EXEC);
  }
}

/// clone3 hides its flags from filters; "no such call" makes the library fall back to clone.
void add_threads(CallFilter& filter, bool allowed) noexcept {
  if (!allowed) return filter.add(SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone));
  constexpr std::uint64_t kThread = CLONE_THREAD | CLONE_VM | CLONE_SIGHAND | CLONE_FS;
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(clone), 0, kThread, kThread);
  filter.add(SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone), 0, CLONE_THREAD, 0);
}

}  // namespace

int filter_system_calls(const Policy& policy) noexcept {
  CallFilter filter(SCMP_ACT_ERRNO(ENOSYS));
  filter.set(SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
  filter.set(SCMP_FLTATR_CTL_TSYNC, 1);
  filter.add(SCMP_ACT_ALLOW, kAllowed);
  filter.add(SCMP_ACT_ERRNO(EACCES), kRefusedFiles);
  filter.add(SCMP_ACT_KILL_PROCESS, kNeverAllowed);
  filter.add(SCMP_ACT_KILL_PROCESS, kHostile);
  add_opening(filter);
  add_memory(filter);
  add_threads(filter, policy.threads);
  // A process may signal itself: that is how abort() ends it.
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 0, ~std::uint64_t{0},
             static_cast<std::uint64_t>(getpid()));
  if (kSanitized) filter.add(SCMP_ACT_ALLOW, {SCMP_SYS(pipe), SCMP_SYS(pipe2)});
  // Limits may be asked for, not set.
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, ~std::uint64_t{0}, 0);
  return filter.load();
}

}  // namespace jx
