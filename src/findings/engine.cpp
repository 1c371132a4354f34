// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <compare>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/sha256.h"
#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rule.h"
#include "findings/submission_check.h"

namespace jx {
namespace {

bool listed(const std::vector<std::string>& ids, std::string_view id) noexcept {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool to_run(const CheckOptions& options, std::string_view id) noexcept {
  return (options.only.empty() || listed(options.only, id)) && !listed(options.without, id);
}

/// What decides a finding's place in the report: its project, the place of its first evidence, the
/// position of its rule. These small keys are sorted instead of the findings themselves.
struct SortKey {
  std::uint32_t project = 0;
  std::uint32_t page = 0;
  std::uint32_t line = 0;
  std::uint32_t table = 0;
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t rule = 0;
  std::uint32_t index = 0;  ///< Of the finding; equal places keep the order of their answers.

  friend auto operator<=>(const SortKey&, const SortKey&) = default;
};

/// The words that make a finding the same one in the next version of the file: no places, no
/// numbers worked out from elsewhere in it.
std::string fingerprint_of(const Finding& finding, std::size_t repetition) {
  std::size_t length = finding.rule.size() + finding.project.size() + 24;
  for (const EvidenceLine& line : finding.evidence) length += line.text.size() + 1;
  std::string words;
  words.reserve(length);
  words += finding.rule;
  words += '\n';
  words += finding.project;
  for (const EvidenceLine& line : finding.evidence) {
    words += '\n';
    words += fold(line.text);
  }
  if (repetition > 0) words += '\n' + std::to_string(repetition);
  std::string digest = sha256_hex(words);
  digest.resize(16);
  return digest;
}

/// Answers of one kind, completed to findings.
class FindingList {
 public:
  void add(std::uint32_t project, std::uint32_t rule, Finding finding) {
    const Origin origin = finding.evidence.empty() ? Origin{} : finding.evidence.front().origin;
    keys_.push_back({.project = project,
                     .page = origin.page,
                     .line = origin.line,
                     .table = origin.table,
                     .row = origin.row,
                     .column = origin.column,
                     .rule = rule,
                     .index = static_cast<std::uint32_t>(findings_.size())});
    findings_.push_back(std::move(finding));
  }

  std::vector<Finding> finish() && {
    std::sort(keys_.begin(), keys_.end());
    std::vector<Finding> sorted;
    sorted.reserve(findings_.size());
    std::unordered_map<std::string_view, std::size_t> seen;  // Views into `sorted`.
    seen.reserve(findings_.size());
    for (const SortKey& key : keys_) {
      Finding& finding = sorted.emplace_back(std::move(findings_[key.index]));
      finding.fingerprint = fingerprint_of(finding, 0);
      const auto [at, first] = seen.try_emplace(finding.fingerprint, 0);
      if (!first) finding.fingerprint = fingerprint_of(finding, ++at->second);
    }
    return sorted;
  }

 private:
  std::vector<SortKey> keys_;
  std::vector<Finding> findings_;
};

}  // namespace

/// A rule that was asked for, and its words for every finding.
struct SubmissionCheck::Running {
  std::uint32_t index = 0;  ///< Among all rules, the added ones behind the others.
  const Rule* rule = nullptr;
  const AddedRule* added = nullptr;  ///< Instead of `rule`.
  const RuleCard* card = nullptr;
  std::string basis;
  std::unique_ptr<Survey> survey;
};

/// Takes the answers of one part, or of the document.
class SubmissionCheck::Collector final : public FindingSink {
 public:
  explicit Collector(std::span<const ProjectFacts> projects, bool passed_wanted)
      : projects_(projects),
        document_(static_cast<std::uint32_t>(projects.size())),
        passed_wanted_(passed_wanted) {
    passed_by_.assign(projects.size() + 1, kNoRule);
  }

  void begin(const Running& running) { running_ = &running; }

  /// The rule that began last.
  void run(const RuleInput& input) {
    if (running_->added != nullptr) {
      uses_.push_back(running_->added->check(input, *this));
    } else if (input.document || running_->rule->scope == RuleScope::Projects) {
      running_->rule->check(input, *this);
    }
  }

  /// Answers wait there, instead of becoming findings.
  void hold(HeldByProject& held) { held_ = &held; }

  void take(Verdict verdict, Answer answer) { add(verdict, std::move(answer)); }

  CheckResult finish() && {
    CheckResult result;
    result.findings = std::move(findings_).finish();
    result.passed = std::move(passes_).finish();
    result.uses = std::move(uses_);
    result.passed_count = passed_;
    result.not_applicable = not_applicable_;
    return result;
  }

 private:
  static constexpr std::uint32_t kNoRule = 0xffffffff;

  bool wants_pass(const ProjectFacts& facts) override {
    const std::size_t project = facts.number - projects_.front().number;
    if (passed_wanted_) return passed_by_[project] != running_->index;
    note_pass(project);
    return false;
  }

  /// One entry a rule and project: rules run one after the other, so the last one tells. False for
  /// a further one.
  bool note_pass(std::size_t project) {
    if (std::exchange(passed_by_[project], running_->index) == running_->index) return false;
    ++passed_;
    return true;
  }

  void add(Verdict verdict, Answer answer) override {
    if (verdict == Verdict::NotApplicable) {
      ++not_applicable_;
      return;
    }
    if (held_ != nullptr) {
      std::vector<Held>& waiting = (*held_)[answer.project].answers;
      waiting.push_back({.rule = running_->index,
                         .order = held_answers_++,
                         .verdict = verdict,
                         .answer = std::move(answer)});
      return;
    }
    const std::uint32_t project = index_of(answer.project);
    if (verdict != Verdict::Pass) {
      findings_.add(project, running_->index, make_finding(verdict, project, answer));
    } else if (note_pass(project) && passed_wanted_) {
      passes_.add(project, running_->index, make_finding(verdict, project, answer));
    }
  }

  /// The document's for what is about none of the projects. Most parts are searched a few times and
  /// have few projects: not worth an index.
  std::uint32_t index_of(const std::string& key) {
    constexpr std::size_t kFew = 64;
    if (projects_.size() <= kFew) {
      const auto at = std::find_if(projects_.begin(), projects_.end(), [&](const auto& facts) {
        return facts.project->key.text == key;
      });
      return static_cast<std::uint32_t>(at - projects_.begin());
    }
    if (by_key_.empty()) {
      for (std::uint32_t index = 0; index < document_; ++index) {
        by_key_.try_emplace(projects_[index].project->key.text, index);
      }
    }
    const auto at = by_key_.find(key);
    return at == by_key_.end() ? document_ : at->second;
  }

  Finding make_finding(Verdict verdict, std::uint32_t project, Answer& answer) const {
    const RuleCard& card = *running_->card;
    Finding finding;
    finding.rule = card.id;
    finding.verdict = verdict;
    finding.severity = answer.severity.value_or(card.severity);
    finding.project = std::move(answer.project);
    finding.subject = answer.subject.empty() ? subject_of(project) : std::move(answer.subject);
    finding.message = std::move(answer.message);
    finding.evidence = std::move(answer.evidence);
    finding.expected = std::move(answer.expected);
    finding.actual = std::move(answer.actual);
    finding.basis = running_->basis;
    // What holds needs no fix.
    if (verdict != Verdict::Pass) {
      finding.fix = std::move(answer.fix);
      if (finding.fix.empty()) finding.fix = card.fix;
      finding.fix += answer.more_fix;
    }
    finding.confidence = answer.confidence;
    return finding;
  }

  std::string subject_of(std::uint32_t project) const {
    return project < document_ ? shown_name(*projects_[project].project) : "整份文件";
  }

  std::span<const ProjectFacts> projects_;
  std::uint32_t document_;  ///< Stands for the document where a project's index is asked for.
  bool passed_wanted_;
  std::unordered_map<std::string_view, std::uint32_t> by_key_;
  std::vector<std::uint32_t> passed_by_;  ///< The last rule that passed, by project.
  const Running* running_ = nullptr;
  HeldByProject* held_ = nullptr;
  std::uint32_t held_answers_ = 0;
  std::vector<RuleUse> uses_;
  FindingList findings_;
  FindingList passes_;
  std::size_t passed_ = 0;
  std::size_t not_applicable_ = 0;
};

SubmissionCheck::SubmissionCheck(const Submission& document, const Profile& profile,
                                 const Lexicon& lexicon, std::span<const Rule> rules,
                                 const RuleCards& cards, CheckOptions options,
                                 const CheckAids& aids)
    : document_(document),
      profile_(profile),
      lexicon_(lexicon),
      options_(std::move(options)),
      prepared_(lexicon, profile),
      library_(aids.library),
      facts_(document) {
  for (std::uint32_t index = 0; index < rules.size(); ++index) {
    const Rule& rule = rules[index];
    if (!to_run(options_, rule.id)) continue;
    const RuleCard* card = cards.find(rule.id);
    JX_CHECK(card != nullptr, "a rule without a card: RuleCards::load() lets none through");
    running_.push_back({.index = index,
                        .rule = &rule,
                        .card = card,
                        .basis = card->basis.to_string(),
                        .survey = rule.begin_survey == nullptr ? nullptr : rule.begin_survey()});
  }
  for (const AddedRule& added : aids.added) {
    const auto index = static_cast<std::uint32_t>(rules.size() + running_.size());
    if (!to_run(options_, added.id)) continue;
    const RuleCard* card = cards.find(added.id);
    JX_CHECK(card != nullptr, "an added rule without a card");
    running_.push_back({.index = index,
                        .added = &added,
                        .card = card,
                        .basis = card->basis.to_string(),
                        .survey = nullptr});
  }
}

SubmissionCheck::~SubmissionCheck() = default;

RuleInput SubmissionCheck::input_of(const Facts& facts, const Running& rule, bool document) const {
  return {.submission = document_,
          .facts = facts,
          .profile = profile_,
          .lexicon = lexicon_,
          .prepared = prepared_,
          .approved = options_.approved,
          .previous = options_.previous,
          .library = library_,
          .document = document,
          .survey = rule.survey.get()};
}

Facts SubmissionCheck::facts_of(std::span<const Project> part, std::size_t first) const {
  return gather_facts(part, first, facts_, profile_);
}

void SubmissionCheck::survey(const Facts& part) {
  facts_.look(part);
  for (Running& rule : running_) {
    if (rule.survey != nullptr) rule.survey->look(input_of(part, rule, false));
  }
}

void SubmissionCheck::begin() {
  const Facts none;
  Collector collector({}, options_.passed_wanted);
  collector.hold(held_);
  for (const Running& rule : running_) {
    collector.begin(rule);
    collector.run(input_of(none, rule, true));
  }
  whole_ = std::move(collector).finish();
}

std::vector<const SubmissionCheck::Held*> SubmissionCheck::held_for(const Facts& part) const {
  std::vector<const Held*> held;
  if (held_.empty()) return held;
  for (const ProjectFacts& facts : part.projects) {
    const auto at = held_.find(facts.project->key.text);
    if (at == held_.end()) continue;
    at->second.taken = true;
    for (const Held& each : at->second.answers) held.push_back(&each);
  }
  return in_order(std::move(held));
}

std::vector<const SubmissionCheck::Held*> SubmissionCheck::in_order(std::vector<const Held*> held) {
  std::sort(held.begin(), held.end(), [](const Held* a, const Held* b) {
    return a->rule != b->rule ? a->rule < b->rule : a->order < b->order;
  });
  return held;
}

CheckResult SubmissionCheck::check(Facts& part) const {
  complete_facts(part, facts_, profile_);
  const std::vector<const Held*> held = held_for(part);
  auto next_held = held.begin();
  Collector collector(part.projects, options_.passed_wanted);
  for (const Running& rule : running_) {
    collector.begin(rule);
    collector.run(input_of(part, rule, false));
    for (; next_held != held.end() && (*next_held)->rule == rule.index; ++next_held) {
      collector.take((*next_held)->verdict, (*next_held)->answer);
    }
  }
  return std::move(collector).finish();
}

void RuleUse::add(const RuleUse& other) {
  rows += other.rows;
  selected += other.selected;
  projects += other.projects;
  undecided += other.undecided;
  left.resize(std::max(left.size(), other.left.size()));
  for (std::size_t i = 0; i < other.left.size(); ++i) left[i] += other.left[i];
}

CheckResult SubmissionCheck::finish() {
  std::vector<const Held*> held;
  for (const auto& [project, waiting] : held_) {
    if (waiting.taken) continue;
    for (const Held& each : waiting.answers) held.push_back(&each);
  }
  held = in_order(std::move(held));
  auto next_held = held.begin();
  Collector collector({}, options_.passed_wanted);
  for (const Running& rule : running_) {
    collector.begin(rule);
    for (; next_held != held.end() && (*next_held)->rule == rule.index; ++next_held) {
      collector.take((*next_held)->verdict, (*next_held)->answer);
    }
  }
  CheckResult result = std::move(collector).finish();
  result.uses = std::move(whole_.uses);
  result.not_applicable = whole_.not_applicable;
  return result;
}

std::size_t SubmissionCheck::end_of_part(std::span<const Project> projects,
                                         std::size_t first) noexcept {
  constexpr std::size_t kRows = 512;
  std::size_t rows = 0;
  while (first < projects.size() && rows < kRows) {
    ++rows;
    for (const GoalSet& set : projects[first].goal_sets) rows += set.indicators.size();
    ++first;
  }
  return first;
}

void append(CheckResult& result, CheckResult&& part) {
  const auto move_to = [](std::vector<Finding>& to, std::vector<Finding>& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  move_to(result.findings, part.findings);
  move_to(result.passed, part.passed);
  // Each part ran the same added rules in the same order.
  result.uses.resize(std::max(result.uses.size(), part.uses.size()));
  for (std::size_t i = 0; i < part.uses.size(); ++i) {
    result.uses[i].id = part.uses[i].id;
    result.uses[i].add(part.uses[i]);
  }
  result.passed_count += part.passed_count;
  result.not_applicable += part.not_applicable;
}

CheckResult check_submission(const Submission& submission, const Profile& profile,
                             const Lexicon& lexicon, std::span<const Rule> rules,
                             const RuleCards& cards, const CheckOptions& options,
                             const CheckAids& aids) {
  SubmissionCheck check(submission, profile, lexicon, rules, cards, options, aids);
  const std::span<const Project> projects = submission.projects;
  std::vector<Facts> parts;
  for (std::size_t first = 0; first < projects.size();) {
    const std::size_t end = SubmissionCheck::end_of_part(projects, first);
    check.survey(parts.emplace_back(check.facts_of(projects.subspan(first, end - first), first)));
    first = end;
  }
  check.begin();
  CheckResult result;
  for (Facts& part : parts) append(result, check.check(part));
  append(result, check.finish());
  return result;
}

}  // namespace jx
