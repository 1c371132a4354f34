// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

/// The tests' stand-in for a program of others (see program_confinement_test.cpp).
namespace jx {

/// True when this process was started to be locked in as such a program, or has become one.
bool is_test_program(int argc, const char* const* argv) noexcept;
[[noreturn]] void run_test_program(int argc, char** argv);

}  // namespace jx
