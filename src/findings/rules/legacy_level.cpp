// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
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

/// "产出进度指标（10分）" → "产出进度".
std::string_view bare_term(std::string_view words) noexcept {
  std::string_view text = without_end_brackets(trimmed(words));
  constexpr std::string_view kEnding = "指标";
  if (text.size() > kEnding.size() && text.ends_with(kEnding)) text.remove_suffix(kEnding.size());
  return text;
}

class LegacyTerms {
 public:
  explicit LegacyTerms(const WordMap& map) : map_(map) {}

  template <typename Level>
  void look_at(const Field<Level>& level) {
    // Neighbouring rows mostly say the same.
    if (!level.has_value() || level.raw == last_) return;
    last_ = level.raw;
    const std::string_view term = bare_term(level.raw);
    const auto entry = std::find_if(map_.entries.begin(), map_.entries.end(),
                                    [&](const auto& each) { return each.first == term; });
    if (entry == map_.entries.end()) return;
    const std::string shown = fmt::format("{}（今称{}）", in_quotes(level.raw), entry->second);
    if (std::find(shown_.begin(), shown_.end(), shown) != shown_.end()) return;
    shown_.push_back(shown);
    evidence_.push_back(evidence_of(level));
  }

  const std::vector<std::string>& shown() const noexcept { return shown_; }
  std::vector<EvidenceLine> take_evidence() noexcept { return std::move(evidence_); }

 private:
  const WordMap& map_;
  std::string last_;
  std::vector<std::string> shown_;
  std::vector<EvidenceLine> evidence_;
};

}  // namespace

/// TX12: names of levels from older forms. They are understood all the same.
void check_legacy_level(const RuleInput& input, FindingSink& sink) {
  const WordMap& map = input.lexicon.map("legacy-level");
  for (const ProjectFacts& facts : input.facts.projects) {
    LegacyTerms level1(map);
    LegacyTerms level2(map);
    for (const Indicator& indicator : indicators_of(facts.goal_set)) {
      level1.look_at(indicator.level1);
      level2.look_at(indicator.level2);
    }
    std::vector<std::string> shown = level1.shown();
    shown.insert(shown.end(), level2.shown().begin(), level2.shown().end());
    if (shown.empty()) continue;
    Answer answer = answer_about(facts, fmt::format("指标类别用了旧称：{}。", joined(shown)));
    answer.evidence = level1.take_evidence();
    for (EvidenceLine& line : level2.take_evidence()) answer.evidence.push_back(std::move(line));
    answer.expected = "用现行指标体系的名称";
    answer.actual = joined(shown);
    answer.confidence = 0.8;
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
