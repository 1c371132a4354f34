// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

namespace jx {

/// This moment, "2021-04-02T09:30:00Z". Commands ask the clock; nothing below them does.
std::string now_text();

}  // namespace jx
