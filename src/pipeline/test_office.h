// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

/// A stand-in for LibreOffice, for tests: it does what the document says, as one that a hostile
/// document has taken over would.
namespace jx {

/// True when this process became what was to convert a document.
bool is_test_office(int argc, const char* const* argv) noexcept;
[[noreturn]] void run_test_office(int argc, char** argv);

}  // namespace jx
