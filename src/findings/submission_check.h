// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "findings/rule.h"

namespace jx {

/// Checks a document whose projects come in parts, so that neither all of them nor all that is
/// found need be in memory: all parts once for survey(), then begin(), then all parts once more for
/// check(), in any order and on any threads. What is said does not depend on where the parts are
/// cut. The results of the parts in their order, and that of the document behind them, are the
/// result of the whole.
///
/// A part is handed over as its facts. They are small beside the records, which making them goes
/// through: a caller that can keeps them from survey() to check(), others make them twice.
class SubmissionCheck {
 public:
  /// Of `document` everything but its projects is looked at. All must outlive the check.
  SubmissionCheck(const Submission& document, const Profile& profile, const Lexicon& lexicon,
                  std::span<const Rule> rules, const RuleCards& cards, CheckOptions options,
                  const CheckAids& aids = {});
  ~SubmissionCheck();
  SubmissionCheck(const SubmissionCheck&) = delete;
  SubmissionCheck& operator=(const SubmissionCheck&) = delete;

  /// Of projects the first of which has the number `first` in the document. They must outlive it.
  Facts facts_of(std::span<const Project> part, std::size_t first) const;
  /// The next part; what rules must know of all of them is taken down.
  void survey(const Facts& part);
  /// After the last part was surveyed: judges statements, task lists and the document as a whole.
  void begin();
  /// What is found in a part, the facts of which are completed by what is known of the others.
  CheckResult check(Facts& part) const;
  /// What is found in the document as a whole. Once, when all parts were checked.
  CheckResult finish();

  /// Where to cut the projects from number `first` on: enough rows that a call of each rule costs
  /// nothing beside looking at them, few enough that they stay near the processor.
  static std::size_t end_of_part(std::span<const Project> projects, std::size_t first) noexcept;

 private:
  class Collector;
  struct Running;
  /// An answer of the document's call.
  struct Held {
    std::uint32_t rule = 0;
    std::uint32_t order = 0;  ///< Among all of them.
    Verdict verdict = Verdict::Fail;
    Answer answer;
  };
  /// What waits for a project. What no part has taken in the end is about none of its projects:
  /// then it stands with the document.
  struct Waiting {
    std::vector<Held> answers;
    mutable std::atomic<bool> taken = false;
  };
  using HeldByProject = std::map<std::string, Waiting, std::less<>>;  ///< By ProjectKey text.

  RuleInput input_of(const Facts& facts, const Running& rule, bool document) const;
  /// What was said beforehand of the projects of a part, by rule.
  std::vector<const Held*> held_for(const Facts& part) const;
  static std::vector<const Held*> in_order(std::vector<const Held*> held);

  const Submission& document_;
  const Profile& profile_;
  const Lexicon& lexicon_;
  CheckOptions options_;
  Prepared prepared_;
  const IndicatorLibrary* library_;
  DocumentFacts facts_;
  std::vector<Running> running_;
  HeldByProject held_;
  CheckResult whole_;
};

/// Puts the result of the next part behind.
void append(CheckResult& result, CheckResult&& part);

}  // namespace jx
