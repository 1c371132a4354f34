// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "cli/marked_copy.h"
#include "cli/spool.h"
#include "codecs/json_writer.h"
#include "findings/review.h"
#include "findings/rule.h"
#include "model/submission.h"
#include "tables/table.h"

namespace jx {

/// A document that was checked, on its way to the output.
struct CheckedDocument {
  Submission submission;
  CheckResult result;  ///< `passed` is empty where `passed_json` is there.
  Review review = {};
  Tables tables = {};                           ///< Where the output shows them.
  std::optional<Result<MarkedCopy>> copy = {};  ///< Where one is wanted.
  std::shared_ptr<WaiverBook> waivers = {};     ///< Those beside the document, or null.
  /// What holds, as the array "passed" of JSON: there is far more of it than of what does not.
  std::shared_ptr<Spool> passed_json = {};
};

/// What was found in all documents. Waived findings count as such alone.
struct CheckTotals {
  std::size_t documents = 0;
  std::array<std::size_t, 3> by_severity{};  ///< FAIL, by Severity.
  std::size_t insufficient = 0;
  std::size_t passed = 0;
  std::size_t waived = 0;
  std::size_t fresh = 0;  ///< New since an earlier check.
  std::size_t unchanged = 0;
  std::size_t fixed = 0;

  void add(const CheckedDocument& checked);
  std::size_t at_or_above(Severity severity) const;
  void write(JsonWriter& json, bool with_waivers, bool compared) const;
};

}  // namespace jx
