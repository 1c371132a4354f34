// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/origin.h"

namespace jx {

enum class Verdict : std::uint8_t { Fail, Pass, NotApplicable, InsufficientData };
enum class Severity : std::uint8_t { Info, Warning, Error };

std::string_view to_string(Verdict verdict) noexcept;    ///< "fail", "insufficient-data" …
std::string_view to_string(Severity severity) noexcept;  ///< "error", "warning", "info"

/// A place that shows the finding, with the part at fault.
struct EvidenceLine {
  Origin origin;
  std::string text;       ///< The cell's or line's own words.
  std::size_t begin = 0;  ///< Byte range of the offending part in `text`; begin == end: all of it.
  std::size_t end = 0;
};

/// One answer of one rule about one subject. A finding is data: the submission is at fault, not us.
struct Finding {
  std::string rule;  ///< Permanent id, "WT01".
  Verdict verdict = Verdict::Fail;
  Severity severity = Severity::Warning;
  std::string project;  ///< ProjectKey text; empty for the document as a whole.
  std::string subject;  ///< What a person calls it: the project's or the task list's name.
  std::string message;  ///< One Chinese sentence.
  std::vector<EvidenceLine> evidence;
  std::string expected;
  std::string actual;
  std::string basis;  ///< Clause; ends in "（依据未核实）" when not verified.
  std::string fix;
  double confidence = 1;
  std::string fingerprint;  ///< Stable over re-reading the same words elsewhere in the file.
};

}  // namespace jx
