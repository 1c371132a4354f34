// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <seccomp.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>

namespace jx {

/// What nothing may do that reads what strangers sent, neither our readers nor another's program.
inline constexpr int kNeverAllowed[] = {
    // Other processes: to start them, to signal them, to look into them.
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(rt_sigqueueinfo),
    SCMP_SYS(rt_tgsigqueueinfo),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal),
    // The system around this process, and its rights.
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(setuid),
    SCMP_SYS(setgid),
    SCMP_SYS(setresuid),
    SCMP_SYS(setresgid),
    SCMP_SYS(capset),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(kexec_load),
    // Doors through which kernels were attacked.
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
};

/// Collects rules for system calls; the first failure is kept and the rest are left out.
class CallFilter {
 public:
  /// `otherwise`: what becomes of calls without a rule.
  explicit CallFilter(std::uint32_t otherwise) noexcept : context_(seccomp_init(otherwise)) {
    if (!context_) reason_ = ENOMEM;
  }

  template <std::size_t Size>
  void add(std::uint32_t action, const int (&calls)[Size]) noexcept {
    for (const int call : calls) keep(seccomp_rule_add_array(context_.get(), action, call, 0, {}));
  }
  void add(std::uint32_t action, int call) noexcept {
    keep(seccomp_rule_add_array(context_.get(), action, call, 0, {}));
  }
  /// Where the argument number `argument`, taken through `mask`, is `value`.
  void add(std::uint32_t action, int call, unsigned argument, std::uint64_t mask,
           std::uint64_t value) noexcept {
    const scmp_arg_cmp condition{
        .arg = argument, .op = SCMP_CMP_MASKED_EQ, .datum_a = mask, .datum_b = value};
    keep(seccomp_rule_add_array(context_.get(), action, call, 1, &condition));
  }
  /// Where the argument number `argument` is anything but `value`.
  void add_unless(std::uint32_t action, int call, unsigned argument, std::uint64_t value) noexcept {
    const scmp_arg_cmp condition{
        .arg = argument, .op = SCMP_CMP_NE, .datum_a = value, .datum_b = 0};
    keep(seccomp_rule_add_array(context_.get(), action, call, 1, &condition));
  }
  void set(scmp_filter_attr attribute, std::uint32_t value) noexcept {
    keep(seccomp_attr_set(context_.get(), attribute, value));
  }
  int load() noexcept {
    if (reason_ == 0) keep(seccomp_load(context_.get()));
    return reason_;
  }

 private:
  void keep(int result) noexcept {
    if (reason_ == 0 && result < 0) reason_ = -result;
  }

  struct Release {
    void operator()(void* context) const noexcept { seccomp_release(context); }
  };
  std::unique_ptr<std::remove_pointer_t<scmp_filter_ctx>, Release> context_;
  int reason_ = 0;
};

}  // namespace jx
