// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "base/result.h"
#include "findings/review.h"
#include "findings/rule.h"
#include "model/submission.h"

namespace jx {

/// The findings of all documents as one sheet of an Excel workbook, a row each, with a filter: by
/// severity, rule, project, state; and on a second sheet the documents with what they were checked
/// by. The same findings give the same bytes.
class FindingsWorkbook {
 public:
  explicit FindingsWorkbook(const std::filesystem::path& path);
  ~FindingsWorkbook();
  FindingsWorkbook(const FindingsWorkbook&) = delete;
  FindingsWorkbook& operator=(const FindingsWorkbook&) = delete;

  /// LimitExceeded past the 1,048,575th finding.
  Result<void> add(const Submission& submission, const CheckResult& result, const Review& review,
                   std::string_view rule_set);
  /// Io when the file cannot be written.
  Result<void> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace jx
