// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

namespace jx {

/// Where a rule of the profile comes from, and whether its text was verified by someone.
struct Basis {
  std::string clause;  ///< "财预〔2020〕10号 第十三条"
  bool verified = false;

  /// The clause, with "（依据未核实）" behind it when it was not verified.
  std::string to_string() const;
};

}  // namespace jx
