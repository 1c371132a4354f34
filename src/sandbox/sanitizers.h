// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace jx {

/// Whether this program was built with a sanitizer. Those reserve terabytes of address space, and
/// find out with a pipe whether memory may be read: such a build, which is for tests, is locked in
/// without a memory limit and may open pipes.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
inline constexpr bool kSanitized = __has_feature(address_sanitizer) ||
                                   __has_feature(thread_sanitizer) ||
                                   __has_feature(memory_sanitizer);
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace jx
