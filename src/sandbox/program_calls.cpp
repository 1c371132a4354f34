// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sandbox/program_calls.h"

#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

#include "sandbox/call_filter.h"

namespace jx {
namespace {

/// Besides kNeverAllowed. A list of what is refused, unlike that of our own readers: which calls
/// the next version of a program of millions of lines makes, nobody knows. Files are Landlock's
/// matter.
constexpr int kRefused[] = {
    // Other processes: to look at them, to leave one's own group.
    SCMP_SYS(process_madvise),
    SCMP_SYS(kcmp),
    SCMP_SYS(setsid),
    SCMP_SYS(setpgid),
    SCMP_SYS(setpriority),
    // To reach anybody (see add_sockets).
    SCMP_SYS(connect),
    // Memory that all processes share, and queues.
    SCMP_SYS(shmget),
    SCMP_SYS(shmat),
    SCMP_SYS(msgget),
    SCMP_SYS(semget),
    SCMP_SYS(mq_open),
    // More doors.
    SCMP_SYS(io_uring_register),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(name_to_handle_at),
    SCMP_SYS(fanotify_init),
    SCMP_SYS(vmsplice),
    // More of the machine and of rights, for those who run us as root.
    SCMP_SYS(move_mount),
    SCMP_SYS(open_tree),
    SCMP_SYS(fsopen),
    SCMP_SYS(fsmount),
    SCMP_SYS(mount_setattr),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(sethostname),
    SCMP_SYS(setdomainname),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(clock_adjtime),
    SCMP_SYS(adjtimex),
    SCMP_SYS(syslog),
    SCMP_SYS(acct),
    SCMP_SYS(quotactl),
    SCMP_SYS(ioperm),
    SCMP_SYS(iopl),
    SCMP_SYS(setreuid),
    SCMP_SYS(setregid),
    SCMP_SYS(setgroups),
    // Landlock does not watch these, and the folder must stay removable.
    SCMP_SYS(chmod),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(fchown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(setxattr),
    SCMP_SYS(lsetxattr),
    SCMP_SYS(fsetxattr),
    SCMP_SYS(removexattr),
    SCMP_SYS(lremovexattr),
    SCMP_SYS(fremovexattr),
    SCMP_SYS(utime),
    SCMP_SYS(utimes),
    SCMP_SYS(utimensat),
    SCMP_SYS(futimesat),
};

/// No network. Office programs insist on a local socket in which they would hear of a second start:
/// they may listen on one, which Landlock keeps inside their folder, but neither connect it nor
/// send anything to an address.
void add_sockets(CallFilter& filter) noexcept {
  constexpr std::uint64_t kTypeMask = 0xf;  // Without SOCK_CLOEXEC and SOCK_NONBLOCK.
  filter.add_unless(SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 0, AF_UNIX);
  for (const int type : {SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET}) {
    const auto value = static_cast<std::uint64_t>(type);
    filter.add(SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1, kTypeMask, value);
    filter.add(SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socketpair), 1, kTypeMask, value);
  }
}

/// "May I write there?" is answered no, everywhere: with that, office programs make their socket
/// where they are told to instead of in /tmp. What may be written is settled when it is opened.
void add_questions(CallFilter& filter) noexcept {
  filter.add(SCMP_ACT_ERRNO(EACCES), SCMP_SYS(access), 1, W_OK, W_OK);
  filter.add(SCMP_ACT_ERRNO(EACCES), SCMP_SYS(faccessat), 2, W_OK, W_OK);
}

}  // namespace

int filter_calls_of_program() noexcept {
  CallFilter filter(SCMP_ACT_ALLOW);
  filter.set(SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
  filter.set(SCMP_FLTATR_CTL_TSYNC, 1);
  filter.add(SCMP_ACT_ERRNO(EPERM), kNeverAllowed);
  filter.add(SCMP_ACT_ERRNO(EPERM), kRefused);
  add_sockets(filter);
  add_questions(filter);
  // clone3 hides its flags from filters; "no such call" makes the library fall back to clone.
  filter.add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3));
  filter.add(SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 0, CLONE_THREAD, 0);
  // A process may signal itself, not others: that is how abort() ends it.
  const auto own = static_cast<std::uint64_t>(getpid());
  filter.add_unless(SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 0, own);
  // Limits that can only be lowered by now are its own affair, those of others are not.
  filter.add_unless(SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 0, 0);
  return filter.load();
}

}  // namespace jx
