// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/sha256.h"
#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rule.h"

namespace jx {
namespace {

bool listed(const std::vector<std::string>& ids, std::string_view id) noexcept {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool to_run(const CheckOptions& options, std::string_view id) noexcept {
  return (options.only.empty() || listed(options.only, id)) && !listed(options.without, id);
}

/// What decides a finding's place in the report: its project (the document comes last), the place
/// of its first evidence, the position of its rule. Big documents have hundreds of thousands of
/// findings, so these small keys are sorted instead of the findings themselves.
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
  std::string words = finding.rule + '\n' + finding.project;
  for (const EvidenceLine& line : finding.evidence) words += '\n' + fold(line.text);
  if (repetition > 0) words += '\n' + std::to_string(repetition);
  return sha256_hex(words).substr(0, 16);
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

class Collector final : public FindingSink {
 public:
  explicit Collector(const Submission& submission)
      : submission_(submission), document_(static_cast<std::uint32_t>(submission.projects.size())) {
    by_key_.reserve(submission.projects.size());
    for (std::uint32_t index = 0; index < document_; ++index) {
      by_key_.try_emplace(submission.projects[index].key.text, index);
    }
    passed_by_.assign(submission.projects.size() + 1, kNoRule);
  }

  void begin(std::size_t rule, const RuleCard& card) {
    rule_ = static_cast<std::uint32_t>(rule);
    card_ = &card;
    basis_ = card.basis.to_string();
  }

  CheckResult finish() && {
    CheckResult result;
    result.findings = std::move(findings_).finish();
    result.passed = std::move(passes_).finish();
    result.not_applicable = not_applicable_;
    return result;
  }

 private:
  static constexpr std::uint32_t kNoRule = 0xffffffff;

  void add(Verdict verdict, Answer answer) override {
    if (verdict == Verdict::NotApplicable) {
      ++not_applicable_;
      return;
    }
    const auto at = by_key_.find(answer.project);
    const std::uint32_t project = at == by_key_.end() ? document_ : at->second;
    if (verdict == Verdict::Pass) {
      // One entry a rule and project: rules run one after the other, so the last one tells.
      if (std::exchange(passed_by_[project], rule_) == rule_) return;
      passes_.add(project, rule_, make_finding(verdict, project, std::move(answer)));
    } else {
      findings_.add(project, rule_, make_finding(verdict, project, std::move(answer)));
    }
  }

  Finding make_finding(Verdict verdict, std::uint32_t project, Answer answer) const {
    Finding finding;
    finding.rule = card_->id;
    finding.verdict = verdict;
    finding.severity = answer.severity.value_or(card_->severity);
    finding.project = std::move(answer.project);
    finding.subject = answer.subject.empty() ? subject_of(project) : std::move(answer.subject);
    finding.message = std::move(answer.message);
    finding.evidence = std::move(answer.evidence);
    finding.expected = std::move(answer.expected);
    finding.actual = std::move(answer.actual);
    finding.basis = basis_;
    // What holds needs no fix.
    if (verdict != Verdict::Pass) {
      finding.fix = std::move(answer.fix);
      if (finding.fix.empty()) finding.fix = card_->fix;
      finding.fix += answer.more_fix;
    }
    finding.confidence = answer.confidence;
    return finding;
  }

  std::string subject_of(std::uint32_t project) const {
    return project < document_ ? shown_name(submission_.projects[project]) : "整份文件";
  }

  const Submission& submission_;
  std::uint32_t document_;  ///< Stands for the document where a project's index is asked for.
  std::unordered_map<std::string_view, std::uint32_t> by_key_;
  std::vector<std::uint32_t> passed_by_;  ///< The last rule that passed, by project.
  std::uint32_t rule_ = 0;
  const RuleCard* card_ = nullptr;
  std::string basis_;
  FindingList findings_;
  FindingList passes_;
  std::size_t not_applicable_ = 0;
};

}  // namespace

CheckResult check_submission(const Submission& submission, const Profile& profile,
                             const Lexicon& lexicon, std::span<const Rule> rules,
                             const RuleCards& cards, const CheckOptions& options,
                             const CheckAids& aids) {
  const Facts facts = gather_facts(submission, profile);
  const RuleInput input{.submission = submission,
                        .facts = facts,
                        .profile = profile,
                        .lexicon = lexicon,
                        .approved = options.approved,
                        .library = aids.library};
  Collector collector(submission);
  for (std::size_t index = 0; index < rules.size(); ++index) {
    if (!to_run(options, rules[index].id)) continue;
    const RuleCard* card = cards.find(rules[index].id);
    JX_CHECK(card != nullptr, "a rule without a card: RuleCards::load() lets none through");
    collector.begin(index, *card);
    rules[index].check(input, collector);
  }
  std::vector<RuleUse> uses;
  for (std::size_t index = 0; index < aids.added.size(); ++index) {
    const AddedRule& added = aids.added[index];
    if (!to_run(options, added.id)) continue;
    const RuleCard* card = cards.find(added.id);
    JX_CHECK(card != nullptr, "an added rule without a card");
    collector.begin(rules.size() + index, *card);
    uses.push_back(added.check(input, collector));
  }
  CheckResult result = std::move(collector).finish();
  result.uses = std::move(uses);
  return result;
}

void RuleUse::add(const RuleUse& other) {
  rows += other.rows;
  selected += other.selected;
  projects += other.projects;
  undecided += other.undecided;
  left.resize(std::max(left.size(), other.left.size()));
  for (std::size_t i = 0; i < other.left.size(); ++i) left[i] += other.left[i];
}

}  // namespace jx
