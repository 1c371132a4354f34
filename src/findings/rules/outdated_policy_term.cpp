// SPDX-License-Identifier: AGPL-3.0-or-later
#include <charconv>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// Since when a term no longer fits, and what to write.
struct Outdated {
  int since = 0;
  std::string_view instead;
};

/// "2021: 脱贫户" → 2021, 脱贫户.
Outdated parse_outdated(std::string_view words) {
  Outdated outdated;
  const std::size_t colon = words.find(':');
  if (colon == std::string_view::npos) return outdated;
  std::from_chars(words.data(), words.data() + colon, outdated.since);
  outdated.instead = trimmed(words.substr(colon + 1));
  return outdated;
}

std::optional<Outdated> find_outdated(std::string_view term, const WordMap& map) {
  for (const auto& [word, since] : map.entries) {
    if (word == term) return parse_outdated(since);
  }
  return std::nullopt;  // A wording of today that contains a term.
}

class TermSearch {
 public:
  TermSearch(const Lexicon& lexicon, int fiscal_year)
      : terms_(lexicon.words("policy-term")),
        map_(lexicon.map("policy-term-outdated")),
        fiscal_year_(fiscal_year) {}

  void look(const Words& words) {
    if (!terms_.find_in(words.text)) return;
    for (const WordMatch& match : terms_.find_all_in(words.text)) {
      const std::optional<Outdated> outdated = find_outdated(match.word, map_);
      if (!outdated || fiscal_year_ < outdated->since) continue;
      evidence_.push_back(evidence_of(words, match.begin, match.end));
      if (!seen_.insert(match.word).second) continue;
      found_.push_back(in_quotes(match.word));
      instead_.push_back(fmt::format("{} → {}", match.word, outdated->instead));
    }
  }

  void report(const ProjectFacts& facts, FindingSink& sink) && {
    if (found_.empty()) return;
    Answer answer = answer_about(facts, fmt::format("{} 年度的目标仍用已过时的政策用语{}。",
                                                    fiscal_year_, joined(found_, 6)));
    answer.evidence = std::move(evidence_);
    answer.expected = joined(instead_, 6);
    answer.actual = joined(found_, 6);
    answer.confidence = 0.7;
    sink.fail(std::move(answer));
  }

 private:
  const WordList& terms_;
  const WordMap& map_;
  int fiscal_year_;
  std::vector<EvidenceLine> evidence_;
  std::vector<std::string> found_;
  std::vector<std::string> instead_;
  std::set<std::string_view> seen_;
};

}  // namespace

/// GO10: terms of policies that had ended by the fiscal year, in goals and names of indicators.
/// The wordings that go on (巩固拓展脱贫攻坚成果) are words of the list too, so that the longer one
/// is found in their place.
void check_outdated_policy_term(const RuleInput& input, FindingSink& sink) {
  for (const ProjectFacts& facts : input.facts.projects) {
    if (facts.goal_set == nullptr) continue;
    const std::optional<int> year = facts.goal_set->fiscal_year
                                        ? facts.goal_set->fiscal_year
                                        : input.submission.profile.fiscal_year;
    if (!year) continue;
    TermSearch search(input.lexicon, *year);
    for (const Indicator& indicator : facts.goal_set->indicators) search.look(indicator.name);
    for (const Goal& goal : facts.goal_set->goals) search.look(goal.words);
    std::move(search).report(facts, sink);
  }
}

}  // namespace jx
