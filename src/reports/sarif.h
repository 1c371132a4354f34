// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "codecs/json_writer.h"
#include "findings/review.h"
#include "findings/rule.h"
#include "model/submission.h"

/// Findings as SARIF 2.1.0 (OASIS), for code hosts, editors and dashboards: one run, its rules from
/// the cards. What could not be decided is of the kind "open". Places in a text are regions with
/// columns in characters; those in tables are logical locations. Waivers are suppressions, and with
/// an earlier check each result has a baseline state, those that are gone included.
namespace jx {

class SarifWriter {
 public:
  /// Writes the head, with the version of the rules. `out` and `cards` must outlive it; `out` may
  /// be emptied at any time.
  SarifWriter(std::string& out, const RuleCards& cards, std::string_view rule_set);

  void add(const Submission& submission, const CheckResult& result, const Review& review);
  /// `complete` is false when a document could not be read. Added rules that selected nothing are
  /// notifications.
  void finish(bool complete, const std::vector<RuleUseNote>& rules = {});

 private:
  void write_result(const Submission& submission, const Finding& finding, const Waiver* waiver,
                    FindingState state);
  void write_notifications(const std::vector<RuleUseNote>& rules);
  void write_gone(std::string_view file, const EarlierFinding& finding);

  JsonWriter json_;
  std::vector<std::string> files_;
  std::map<std::string, std::size_t, std::less<>> rule_indexes_;
};

}  // namespace jx
