// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <optional>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/rules.h"
#include "findings/rules/self_evaluations.h"
#include "lexicon/unit_conversion.h"

namespace jx {
namespace {

/// The value in the other row's unit: 120000 人次 is 12 万人次.
std::optional<Decimal> in_unit_of(const Indicator& to, const Indicator& from,
                                  const std::optional<Decimal>& value) {
  const Unit& wanted = unit_of(to);
  const Unit& own = unit_of(from);
  if (!value || wanted.name.empty() || own.name.empty()) return value;
  return convert_exactly(*value, own, wanted);
}

/// Numbers and dates by their values, sentences by their letters: "≥ 12 个" is "≥12个".
bool is_same_promise(const Indicator& a, const Indicator& b) {
  const Target& left = *a.target;
  const Target& right = *b.target;
  if (!left.value && !left.date && !right.value && !right.date) {
    return letters_only(fold(a.target.raw)) == letters_only(fold(b.target.raw));
  }
  const auto sign_of = [](const Indicator& indicator) { return comparator_of(indicator); };
  const bool one_unsaid = sign_of(a) == Comparator::Unstated || sign_of(b) == Comparator::Unstated;
  if (!one_unsaid && sign_of(a) != sign_of(b)) return false;
  return left.value == in_unit_of(a, b, right.value) &&
         left.value_high == in_unit_of(a, b, right.value_high) && left.date == right.date &&
         left.date_high == right.date_high;
}

/// What cannot be compared, 人 and 人次, is not called changed.
bool can_compare(const Indicator& a, const Indicator& b) {
  if (!a.target.has_value() || !b.target.has_value()) return false;
  const Unit& left = unit_of(a);
  const Unit& right = unit_of(b);
  if (left.name.empty() || right.name.empty() || left.name == right.name) return true;
  return b.target->value && convert_exactly(*b.target->value, right, left).has_value();
}

}  // namespace

void check_changed_target(const RuleInput& input, FindingSink& sink) {
  for (const EvaluatedProject& evaluated : evaluated_projects(input)) {
    const ApprovedPairs approved = pair_with_approved(input, evaluated);
    if (approved.approved == nullptr || approved.pairs.empty()) continue;
    RowFaults faults;
    std::size_t compared = 0;
    for (const auto& [before, after] : approved.pairs) {
      if (!can_compare(*before, *after)) continue;
      ++compared;
      if (is_same_promise(*before, *after)) continue;
      faults.add(fmt::format("{}批复{}，自评{}", shown_name(*after), in_quotes(before->target.raw),
                             in_quotes(after->target.raw)),
                 evidence_of(after->target));
    }
    if (faults.empty()) {
      if (compared == 0) continue;
      sink.pass({.project = evaluated.project->key.text,
                 .message = fmt::format("{} 项指标值与批复的一致", compared),
                 .evidence = {project_evidence(*evaluated.project)}});
      continue;
    }
    sink.fail({.project = evaluated.project->key.text,
               .message = fmt::format("自评表的指标值与批复的不一致，也没有见到调整后的目标：{}",
                                      joined(faults.rows)),
               .evidence = std::move(faults.evidence),
               .expected = "按批复（或按程序调整后）的指标值自评",
               .actual = joined(faults.rows, 3),
               .confidence = 0.85});
  }
}

}  // namespace jx
