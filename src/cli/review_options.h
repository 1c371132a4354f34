// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "cli/earlier_check.h"
#include "findings/review.h"

namespace jx {

/// The options of a review: waivers, the day it is made on, an earlier check.
struct ReviewOptions {
  std::string waivers;   ///< A file; that beside a document counts too.
  std::string today;     ///< "2026-06-30"; empty: the clock's.
  std::string baseline;  ///< Output of an earlier check.

  void add_to(CLI::App& command);
};

/// Reviews the documents of one command, several at once.
class Reviewer {
 public:
  /// Malformed or NotFound for what the options name; waivers of rules that do not exist.
  static Result<std::unique_ptr<Reviewer>> open(const ReviewOptions& options, std::size_t documents,
                                                std::vector<std::string> rule_ids);

  struct Reviewed {
    Review review;
    std::shared_ptr<WaiverBook> own_waivers;  ///< Those beside the document, or null.
  };
  Result<Reviewed> review(const std::string& file, const CheckResult& result);
  /// Keeps the waivers beside a document for idle(); to be called in the order of the documents.
  void keep(std::shared_ptr<WaiverBook> waivers);

  bool has_waivers() const noexcept { return !books_.empty(); }
  bool compares() const noexcept { return earlier_.has_value(); }
  std::vector<WaiverBook::Idle> idle() const;

 private:
  Date today_;
  std::size_t documents_ = 0;
  std::vector<std::string> rule_ids_;  ///< Of the rules that a waiver may name.
  std::optional<EarlierCheck> earlier_;
  std::vector<std::shared_ptr<WaiverBook>> books_;  ///< First the one for all documents, if any.
  std::shared_ptr<WaiverBook> shared_;
  std::mutex reviewing_;
};

}  // namespace jx
