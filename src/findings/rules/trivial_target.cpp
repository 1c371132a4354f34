// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "findings/evidence.h"
#include "findings/rules/earlier_years.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

/// A promise that nobody can break: ≥0 of what is counted, ≤100 % of a share.
class UnbreakablePromises {
 public:
  explicit UnbreakablePromises(const Lexicon& lexicon)
      : measures_(lexicon), signed_(lexicon.words("signed-measure")) {}

  bool holds(const Indicator& indicator) const {
    const Decimal* const value = number_of(indicator);
    if (value == nullptr || !is_named_row(indicator)) return false;
    const Comparator comparator = comparator_of(indicator);
    // 增长率 ≥0 promises that nothing gets less.
    if (comparator == Comparator::AtLeast) {
      return value->is_zero() && !row_says(indicator, signed_);
    }
    // Of cost, ≤100 % is CO05's matter.
    if (comparator != Comparator::AtMost || is_cost(indicator)) return false;
    const MeasureWord* const measure = measures_.find(indicator.name.text);
    return measure != nullptr && measure->capped && is_percentage(indicator) &&
           *value >= Decimal(100);
  }

 private:
  MeasureWords measures_;
  const WordList& signed_;
};

bool is_far_behind(const PriorActual& prior, const Decimal& ratio) {
  if (prior.target <= Decimal(0) || prior.fair <= Decimal(0)) return false;
  const Decimal& less = prior.more_is_better ? prior.target : prior.fair;
  const Decimal& greater = prior.more_is_better ? prior.fair : prior.target;
  const Result<Decimal> limit = less.times(ratio);
  return limit.ok() && greater >= *limit;
}

void check_unbreakable(const ProjectFacts& facts, const UnbreakablePromises& promises,
                       FindingSink& sink) {
  RowVerdicts verdicts(facts);
  std::vector<std::string> targets;
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    if (!promises.holds(indicator)) continue;
    verdicts.bad(indicator, evidence_of(indicator.target));
    targets.push_back(shown_target(indicator));
  }
  if (!verdicts.any_bad()) return;
  Answer answer =
      verdicts.failed(fmt::format("{} 个指标值不论做成什么样都算完成：{}（{}）。",
                                  verdicts.bad_count(), verdicts.bad_names(), joined(targets, 6)));
  answer.expected = "没有做到时会显示出来的指标值";
  answer.actual = joined(targets, 6);
  sink.fail(std::move(answer));
}

void check_reached_before(const RuleInput& input, const ProjectFacts& facts, FindingSink& sink) {
  const Decimal& ratio = input.profile.threshold("trivial-actual-ratio").value;
  RowVerdicts verdicts(facts);
  std::vector<std::string> pairs;
  for (const PriorActual& prior : prior_actuals(input, facts)) {
    if (!is_far_behind(prior, ratio)) continue;
    verdicts.bad(*prior.now, evidence_of(prior.now->target));
    pairs.push_back(fmt::format("{}，而{}", shown_target(*prior.now), prior.where));
  }
  if (!verdicts.any_bad()) return;
  Answer answer = verdicts.failed(fmt::format("{} 个指标值远低于上年已经做到的水平：{}。",
                                              verdicts.bad_count(), joined(pairs, 6)));
  answer.expected = fmt::format("与上年实际相差不到 {} 倍，或写明原因", plain(ratio));
  answer.actual = joined(pairs, 3);
  answer.confidence = 0.75;
  sink.fail(std::move(answer));
}

}  // namespace

/// VL08: a target that asks for nothing, or for much less than was reached the year before.
void check_trivial_target(const RuleInput& input, FindingSink& sink) {
  const UnbreakablePromises promises(input.lexicon);
  for (const ProjectFacts& facts : input.facts.projects) {
    check_unbreakable(facts, promises, sink);
    if (input.previous != nullptr) check_reached_before(input, facts, sink);
  }
}

}  // namespace jx
