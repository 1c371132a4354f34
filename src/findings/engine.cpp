// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
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

/// A finding with what decides its place in the report.
struct Placed {
  std::size_t project = 0;  ///< Index of the project; the number of projects for the document.
  std::size_t rule = 0;     ///< Position in the list of rules.
  Finding finding;
};

Origin place_of(const Finding& finding) noexcept {
  return finding.evidence.empty() ? Origin{} : finding.evidence.front().origin;
}

bool comes_before(const Placed& a, const Placed& b) noexcept {
  const auto key = [](const Placed& placed) {
    const Origin origin = place_of(placed.finding);
    return std::tuple(placed.project, origin.page, origin.line, origin.table, origin.row,
                      origin.column, placed.rule);
  };
  return key(a) < key(b);
}

/// The words that make a finding the same one in the next version of the file: no places, no
/// numbers worked out from elsewhere in it.
std::string fingerprint_of(const Finding& finding, std::size_t repetition) {
  std::string words = finding.rule + '\n' + finding.project;
  for (const EvidenceLine& line : finding.evidence) words += '\n' + fold(line.text);
  if (repetition > 0) words += '\n' + std::to_string(repetition);
  return sha256_hex(words).substr(0, 16);
}

class Collector final : public FindingSink {
 public:
  explicit Collector(const Submission& submission) : submission_(submission) {
    for (std::size_t index = 0; index < submission.projects.size(); ++index) {
      by_key_.try_emplace(submission.projects[index].key.text, index);
    }
  }

  void begin(std::size_t rule, const RuleCard& card) {
    rule_ = rule;
    card_ = &card;
    passed_.clear();
  }

  CheckResult finish() && {
    CheckResult result;
    result.findings = settle(findings_);
    result.passed = settle(passes_);
    result.not_applicable = not_applicable_;
    return result;
  }

 private:
  void add(Verdict verdict, Answer answer) override {
    if (verdict == Verdict::NotApplicable) {
      ++not_applicable_;
      return;
    }
    const auto at = by_key_.find(answer.project);
    const std::size_t project = at == by_key_.end() ? submission_.projects.size() : at->second;
    if (verdict == Verdict::Pass) {
      if (!passed_.insert(project).second) return;
      passes_.push_back({project, rule_, make_finding(verdict, project, std::move(answer))});
    } else {
      findings_.push_back({project, rule_, make_finding(verdict, project, std::move(answer))});
    }
  }

  Finding make_finding(Verdict verdict, std::size_t project, Answer answer) const {
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
    finding.basis = card_->basis.to_string();
    finding.fix = answer.fix.empty() ? card_->fix : std::move(answer.fix);
    finding.confidence = answer.confidence;
    return finding;
  }

  std::string subject_of(std::size_t project) const {
    if (project < submission_.projects.size()) return shown_name(submission_.projects[project]);
    return "整份文件";
  }

  static std::vector<Finding> settle(std::vector<Placed>& placed) {
    std::stable_sort(placed.begin(), placed.end(), comes_before);
    std::unordered_map<std::string, std::size_t> seen;
    std::vector<Finding> findings;
    findings.reserve(placed.size());
    for (Placed& each : placed) {
      Finding& finding = findings.emplace_back(std::move(each.finding));
      const std::string plain = fingerprint_of(finding, 0);
      const std::size_t repetition = seen[plain]++;
      finding.fingerprint = repetition == 0 ? plain : fingerprint_of(finding, repetition);
    }
    return findings;
  }

  const Submission& submission_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::size_t rule_ = 0;
  const RuleCard* card_ = nullptr;
  std::unordered_set<std::size_t> passed_;  ///< Projects for which the current rule has passed.
  std::vector<Placed> findings_;
  std::vector<Placed> passes_;
  std::size_t not_applicable_ = 0;
};

}  // namespace

CheckResult check_submission(const Submission& submission, const Profile& profile,
                             const Lexicon& lexicon, std::span<const Rule> rules,
                             const RuleCards& cards, const CheckOptions& options) {
  const Facts facts = gather_facts(submission, profile);
  const RuleInput input{
      .submission = submission, .facts = facts, .profile = profile, .lexicon = lexicon};
  Collector collector(submission);
  for (std::size_t index = 0; index < rules.size(); ++index) {
    if (!to_run(options, rules[index].id)) continue;
    const RuleCard* card = cards.find(rules[index].id);
    JX_CHECK(card != nullptr, "a rule without a card: RuleCards::load() lets none through");
    collector.begin(index, *card);
    rules[index].check(input, collector);
  }
  return std::move(collector).finish();
}

}  // namespace jx
