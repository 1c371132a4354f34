// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"
#include "lexicon/lexicon.h"
#include "model/finding.h"
#include "model/submission.h"
#include "profiles/profile.h"

/// Submission → Findings. A rule is a pure function over a submission and what was worked out about
/// it beforehand (Facts); it answers FAIL, PASS, NOT_APPLICABLE or INSUFFICIENT_DATA with evidence.
/// Its words (what, why, clause, examples, fix) are its card, data/rules/*.toml. One check a file
/// in findings/rules; the list of all of them is findings/rules.def.
namespace jx {

/// 0.2/0.1 or 10/15: how a project writes its weights (domain reference: weight base).
enum class WeightScale { Unknown, Fraction, Points };

/// What every rule wants to know of a project, worked out once.
struct ProjectFacts {
  const Project* project = nullptr;
  const GoalSet* goal_set = nullptr;  ///< The set with the indicators; null when there is none.
  std::optional<Decimal> weight_sum;  ///< Absent when no weight was read.
  WeightScale scale = WeightScale::Unknown;
  std::optional<Decimal> matched_base;  ///< The profile's base that the sum equals.
  /// False: an excerpt. "Missing X" rules then answer INSUFFICIENT_DATA.
  bool complete = false;
  std::string complete_reason;          ///< Chinese, for the message.
  const TaskList* task_list = nullptr;  ///< The list linked to this project, or null.
};

struct Facts {
  std::vector<ProjectFacts> projects;  ///< In the submission's order.
};

class IndicatorLibrary;

/// Everything a rule may look at.
struct RuleInput {
  const Submission& submission;
  const Facts& facts;
  const Profile& profile;
  const Lexicon& lexicon;
  /// What was approved, where a file of its own says it; null otherwise.
  const Submission* approved = nullptr;
  const IndicatorLibrary* library = nullptr;  ///< Common indicators; null without them.
};

/// What a rule says about one subject; the engine adds severity, basis, fix and fingerprint.
struct Answer {
  std::string project = {};  ///< ProjectKey text; empty for the document.
  std::string subject = {};  ///< Shown name; the engine fills it from `project` when empty.
  std::string message = {};  ///< One Chinese sentence: what is wrong (or holds), with the numbers.
  std::vector<EvidenceLine> evidence = {};
  std::string expected = {};
  std::string actual = {};
  std::string fix = {};                   ///< Overrides the card's fix when the case allows more.
  std::string more_fix = {};              ///< Goes behind the fix, the card's or the own one.
  std::optional<Severity> severity = {};  ///< Overrides the card's severity.
  double confidence = 0.9;
};

/// Where a rule puts its answers. It adds, it never reads what others found.
class FindingSink {
 public:
  virtual ~FindingSink() = default;
  void fail(Answer answer) { add(Verdict::Fail, std::move(answer)); }
  void pass(Answer answer) { add(Verdict::Pass, std::move(answer)); }
  void insufficient(Answer answer) { add(Verdict::InsufficientData, std::move(answer)); }
  void not_applicable(Answer answer) { add(Verdict::NotApplicable, std::move(answer)); }

 private:
  virtual void add(Verdict verdict, Answer answer) = 0;
};

using RuleFunction = void (*)(const RuleInput& input, FindingSink& sink);

/// What an added rule looked at, so that one that looked at nothing cannot pass for one that found
/// nothing.
struct RuleUse {
  std::string id;
  std::size_t rows = 0;                ///< Rows, or projects, that were there to select from.
  std::vector<std::size_t> left = {};  ///< How many were left after each condition, in their order.
  std::size_t selected = 0;            ///< By all conditions.
  std::size_t projects = 0;            ///< Judged as a whole: counts and sums.
  std::size_t undecided = 0;           ///< Not judged for want of a value that could be read.

  void add(const RuleUse& other);  ///< Of the same rule, in another document.
};

/// What an added rule looked at in a whole run.
struct RuleUseNote {
  RuleUse use;
  std::string place;  ///< "house.toml:3:1"
  std::string idle;   ///< Why it selected nothing; empty when it selected something.
};

/// A rule that does not come with the program. Its card is among the cards of the check.
struct AddedRule {
  std::string id;
  std::function<RuleUse(const RuleInput& input, FindingSink& sink)> check;
};

/// A rule's words, from data/rules/*.toml.
struct RuleCard {
  std::string id;    ///< "WT01"
  std::string name;  ///< "WEIGHT_SUM"
  Severity severity = Severity::Warning;
  std::string title;     ///< One Chinese sentence: what is checked.
  std::string title_en;  ///< The same in English.
  std::string why;       ///< Why a reviewer asks for it.
  std::string why_en;    ///< The same in English; empty where nobody wrote it yet.
  Basis basis;
  std::string bad;   ///< An example that fires.
  std::string good;  ///< The same, put right.
  std::string fix;
  std::string fix_en;  ///< As why_en.
  /// Of which profiles and years the rule speaks; empty: of all.
  std::string applies = {};
  std::string applies_en = {};
};

struct Rule {
  std::string_view id;
  RuleFunction check;
};

/// The cards, by id. Loading fails when a rule has no card, a card has no rule, or a key is
/// unknown.
class RuleCards {
 public:
  static Result<RuleCards> load(const std::filesystem::path& folder, std::span<const Rule> rules);
  std::span<const RuleCard> cards() const noexcept { return cards_; }
  const RuleCard* find(std::string_view id) const noexcept;
  /// Of an added rule. Conflict when there is a card of that id.
  Result<void> add(RuleCard card);

 private:
  std::vector<RuleCard> cards_;
};

/// Works out scale, sums, completeness and the task list of every project.
Facts gather_facts(const Submission& submission, const Profile& profile);

/// Which rules to run; empty means all.
struct CheckOptions {
  std::vector<std::string> only;
  std::vector<std::string> without;
  /// The approved goal sets, for rules that compare a self-evaluation with them; may be null. It
  /// must outlive the check.
  const Submission* approved = nullptr;
};

struct CheckResult {
  std::vector<Finding>
      findings;                 ///< FAIL and INSUFFICIENT_DATA, by project, then place, then rule.
  std::vector<Finding> passed;  ///< PASS, one entry a rule and project.
  std::size_t not_applicable = 0;
  std::vector<RuleUse> uses = {};  ///< Of the added rules that were run.
};

/// What a check may be given besides the rules.
struct CheckAids {
  std::span<const AddedRule> added = {};
  const IndicatorLibrary* library = nullptr;
};

/// Runs the rules, then the added ones. Pure: the same submission, profile and rules give the same
/// result.
CheckResult check_submission(const Submission& submission, const Profile& profile,
                             const Lexicon& lexicon, std::span<const Rule> rules,
                             const RuleCards& cards, const CheckOptions& options = {},
                             const CheckAids& aids = {});

}  // namespace jx
