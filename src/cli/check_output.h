// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/checked_document.h"
#include "cli/command.h"
#include "cli/output_place.h"

namespace jx {

/// The form in which findings come out: one a format.
/// What is to be said after all documents.
struct CheckEnd {
  std::vector<WaiverBook::Idle> waivers = {};
  std::vector<RuleUseNote> rules = {};  ///< Added ones, all of them.
  bool complete = true;                 ///< False when a document could not be read.
};

class CheckOutput {
 public:
  CheckOutput() = default;
  CheckOutput(const CheckOutput&) = delete;
  CheckOutput& operator=(const CheckOutput&) = delete;
  virtual ~CheckOutput() = default;

  virtual Result<void> add(const CheckedDocument& checked, const Reference& reference,
                           DocumentOutput& output) = 0;
  /// After the last document.
  virtual Result<void> finish(const CheckEnd& /*end*/, DocumentOutput& /*output*/) { return {}; }
  /// Whether finish() says which added rules selected nothing.
  virtual bool tells_idle_rules() const { return true; }
};

/// All documents one after another: "text", "json", "sarif" or "html". `title` is for web pages.
std::unique_ptr<CheckOutput> make_check_output(std::string_view format, const TextStyle& style,
                                               std::string title);
/// A review sheet a document, in a folder, which must outlive it.
std::unique_ptr<CheckOutput> make_review_sheets(OutputPlace& folder);
/// One workbook at `path`.
Result<std::unique_ptr<CheckOutput>> make_findings_workbook(const std::filesystem::path& path);

}  // namespace jx
