// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace jx {

/// A new seed for a random test, printed so that a failure can be repeated:
/// `JX_TEST_SEED=12345 base_test --gtest_filter=…`.
inline std::uint32_t test_seed() {
  const char* const given = std::getenv("JX_TEST_SEED");
  const std::uint32_t seed = given != nullptr
                                 ? static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10))
                                 : std::random_device{}();
  std::printf("JX_TEST_SEED=%u\n", seed);
  return seed;
}

}  // namespace jx
