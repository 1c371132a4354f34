// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/checked_document.h"
#include "cli/command.h"

namespace jx {

/// The form in which findings come out: one a format.
class CheckOutput {
 public:
  CheckOutput() = default;
  CheckOutput(const CheckOutput&) = delete;
  CheckOutput& operator=(const CheckOutput&) = delete;
  virtual ~CheckOutput() = default;

  virtual Result<void> add(const CheckedDocument& checked, const Reference& reference,
                           DocumentOutput& output) = 0;
  /// After the last document; `complete` is false when one could not be read.
  virtual void finish(const std::vector<WaiverBook::Idle>& /*idle*/, bool /*complete*/,
                      DocumentOutput& /*output*/) {}
};

/// "text", "json" or "sarif".
std::unique_ptr<CheckOutput> make_check_output(std::string_view format, const TextStyle& style);

}  // namespace jx
