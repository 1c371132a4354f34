// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"
#include "findings/prepared.h"
#include "findings/row_facts.h"
#include "lexicon/lexicon.h"
#include "model/finding.h"
#include "model/submission.h"
#include "profiles/profile.h"

/// Submission → Findings. A rule is a pure function over a submission and what was worked out about
/// it beforehand (Facts); it answers FAIL, PASS, NOT_APPLICABLE or INSUFFICIENT_DATA with evidence.
/// Its words (what, why, clause, examples, fix) are its card, data/rules/*.toml. One check a file
/// in findings/rules; the list of all of them is findings/rules.def.
///
/// A document may be long, so its projects are checked in parts, one after the other or at once
/// (findings/submission_check.h): a rule sees some of the projects, and says of each what holds
/// whatever the others are. What it has to know of all of them it gathers beforehand (Survey).
namespace jx {

/// 0.2/0.1 or 10/15: how a project writes its weights (domain reference: weight base).
enum class WeightScale { Unknown, Fraction, Points };

/// The rows of one printed table between two of them, both included.
struct PrintedRows {
  std::uint32_t table = 0;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

/// What every rule wants to know of a project, worked out once.
struct ProjectFacts {
  const Project* project = nullptr;
  std::size_t number = 0;             ///< Of the project in the submission, from 0.
  const GoalSet* goal_set = nullptr;  ///< The set with the indicators; null when there is none.
  std::optional<Decimal> weight_sum;  ///< Absent when no weight was read.
  WeightScale scale = WeightScale::Unknown;
  std::optional<Decimal> matched_base;  ///< The profile's base that the sum equals.
  /// False: an excerpt (why_incomplete()). "Missing X" rules then answer INSUFFICIENT_DATA.
  bool complete = false;
  const TaskList* task_list = nullptr;  ///< The list linked to this project, or null.
  std::span<const RowFacts> rows;       ///< Of the goal set's indicators, in their order.
  RowTraits traits;                     ///< Of these rows.
  std::optional<PrintedRows> printed;   ///< Where they stand, if in one table.
};

/// Of the projects of one part, which they point to. They are worked out once: after that rules
/// look at records of the rows that they speak of.
struct Facts {
  std::vector<ProjectFacts> projects;  ///< In the submission's order.
  std::vector<RowFacts> rows;          ///< Of all of them, project by project.

  Facts() = default;
  Facts(Facts&&) = default;
  Facts& operator=(Facts&&) = default;
  Facts(const Facts&) = delete;  // Projects point to their rows.
  Facts& operator=(const Facts&) = delete;
};

class IndicatorLibrary;
class PreviousYear;
class Survey;

/// Everything a rule may look at in one call.
struct RuleInput {
  const Submission& submission;  ///< Of its projects a rule sees those of the part alone: `facts`.
  const Facts& facts;
  const Profile& profile;
  const Lexicon& lexicon;
  const Prepared& prepared;  ///< What rules make of the lexicon.
  /// What was approved, where a file of its own says it; null otherwise.
  const Submission* approved = nullptr;
  const PreviousYear* previous = nullptr;  ///< What was promised and done the year before; or null.
  const IndicatorLibrary* library = nullptr;  ///< Common indicators; null without them.
  /// The one call in a document in which statements, task lists, printed tables and the document as
  /// a whole are judged. A call for a part of the projects looks them up at most.
  bool document = true;
  const Survey* survey = nullptr;  ///< The rule's own, if it has one.

  /// What is judged in this call: nothing of them unless `document`.
  std::span<const TaskList> judged_task_lists() const noexcept {
    return document ? std::span(submission.task_lists) : std::span<const TaskList>();
  }
  std::span<const Paragraph> judged_paragraphs() const noexcept {
    return document ? std::span(submission.paragraphs) : std::span<const Paragraph>();
  }
  std::span<const PrintedTable> judged_tables() const noexcept {
    return document ? std::span(submission.tables) : std::span<const PrintedTable>();
  }
};

/// What a rule keeps of all projects before it judges any of them: a few sums and places, never the
/// projects themselves, which are not there any more when it is used.
class Survey {
 public:
  virtual ~Survey() = default;
  /// Each part of the projects, in order; `document` is false.
  virtual void look(const RuleInput& part) = 0;
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
  /// The same about a project, the answer made only if somebody will read it: most rules pass for
  /// most projects.
  template <std::invocable Make>
  void pass(const ProjectFacts& facts, Make&& make) {
    if (wants_pass(facts)) add(Verdict::Pass, std::forward<Make>(make)());
  }
  void insufficient(Answer answer) { add(Verdict::InsufficientData, std::move(answer)); }
  void not_applicable() { add(Verdict::NotApplicable, {}); }

 private:
  virtual bool wants_pass(const ProjectFacts& /*facts*/) { return true; }
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
  /// Compares cells by their values and levels alone, whatever their words mean.
  bool structural = false;
};

enum class RuleScope {
  Projects,  ///< Called for each part of the projects, and for the document as a whole.
  /// Called for the document alone. Such a rule may look at the submission's own projects, which
  /// are there unless a caller hands them over in parts without keeping them.
  Document,
};

struct Rule {
  std::string_view id;
  RuleFunction check;
  std::unique_ptr<Survey> (*begin_survey)() = nullptr;
  RuleScope scope = RuleScope::Projects;
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

/// Which rows of each printed table hold indicators at all: first and last, over all projects.
using TableSpans = std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>>;

/// What facts about a project depend on besides itself.
struct DocumentFacts {
  TableSpans spans;
  std::map<std::string_view, const TaskList*> task_lists;  ///< By ProjectKey text.

  explicit DocumentFacts(const Submission& submission);
  void look(const Facts& part);
};

/// Works out what is known of projects by themselves: their rows, scale, sums and task list. The
/// first of them has the number `first`.
Facts gather_facts(std::span<const Project> projects, std::size_t first,
                   const DocumentFacts& document, const Profile& profile);
/// What depends on the others: which projects are complete. After the document has looked at all.
void complete_facts(Facts& facts, const DocumentFacts& document, const Profile& profile);
/// All of it, of all projects of a submission.
Facts gather_facts(const Submission& submission, const Profile& profile);
/// Why a project that is not complete is taken for an excerpt: Chinese, for messages.
std::string why_incomplete(const ProjectFacts& facts, const Profile& profile);

/// Which rules to run; empty means all.
struct CheckOptions {
  std::vector<std::string> only;
  std::vector<std::string> without;
  /// The approved goal sets, for rules that compare a self-evaluation with them; may be null. It
  /// must outlive the check.
  const Submission* approved = nullptr;
  /// The year before, for rules that look back; may be null. It must outlive the check.
  const PreviousYear* previous = nullptr;
  /// Whether anybody reads what holds; if not, it is only counted.
  bool passed_wanted = true;
};

struct CheckResult {
  std::vector<Finding>
      findings;                 ///< FAIL and INSUFFICIENT_DATA, by project, then place, then rule.
  std::vector<Finding> passed;  ///< PASS, one entry a rule and project, where they are wanted.
  std::size_t passed_count = 0;
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
