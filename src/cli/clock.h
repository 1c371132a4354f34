// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

namespace jx {

/// This moment, "2021-04-02T09:30:00Z". Commands ask the clock; nothing below them does.
std::string now_text();

/// For an option that takes a moment: what is wrong with it, or empty. One that lies ahead of the
/// clock is refused, since nothing earlier could be recorded after it.
std::string fault_of_moment(const std::string& moment);

}  // namespace jx
