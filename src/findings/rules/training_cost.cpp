// SPDX-License-Identifier: AGPL-3.0-or-later
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "findings/evidence.h"
#include "findings/rules/indicator_words.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

bool is_about_training(std::string_view words) noexcept {
  return contains(words, "培训") || contains(words, "参训");
}

/// The persons and the days that a training project promises.
struct Training {
  const Indicator* persons = nullptr;
  const Indicator* days = nullptr;
  Decimal person_count;
  Decimal day_count;
};

/// The whole budget goes into training: neither a building (培训中心) nor things bought beside it.
bool is_training_project(std::string_view name, const Lexicon& lexicon) {
  return stands_alone(name, lexicon.words("training-project-word"),
                      lexicon.words("expense-standard-exception")) &&
         !lexicon.words("spending-beside-training").find_in(name);
}

std::optional<Training> training_of(const ProjectFacts& facts, const Lexicon& lexicon) {
  if (!is_training_project(facts.project->name(), lexicon)) return std::nullopt;
  Training training;
  DecimalSum persons;
  DecimalSum days;
  for (const Indicator& indicator : indicators_of(facts.goal_set)) {
    const Decimal* const value = number_of(indicator);
    if (value == nullptr || level1_of(indicator) != Level1::Output) continue;
    if (!is_about_training(indicator.name.text)) continue;
    // 报到后 90 天内组织培训 is a time limit, not a length.
    if (level2_of(indicator) == Level2::Timeliness) continue;
    const Unit& unit = unit_of(indicator);
    if (unit.dimension == Dimension::People || unit.dimension == Dimension::PersonTimes) {
      const Result<Decimal> count = value->times(unit.factor);
      if (!count.ok()) return std::nullopt;
      persons.add(*count);
      if (training.persons == nullptr) training.persons = &indicator;
    } else if (unit.dimension == Dimension::Time && unit.name == "天") {
      days.add(*value);
      if (training.days == nullptr) training.days = &indicator;
    }
  }
  if (training.persons == nullptr || training.days == nullptr) return std::nullopt;
  const Result<Decimal> person_sum = persons.total();
  const Result<Decimal> day_sum = days.total();
  if (!person_sum.ok() || !day_sum.ok()) return std::nullopt;
  training.person_count = *person_sum;
  training.day_count = *day_sum;
  if (training.person_count <= Decimal(0) || training.day_count <= Decimal(0)) return std::nullopt;
  return training;
}

/// The budget in 元; nothing when the table does not say its unit.
std::optional<Decimal> budget_in_yuan(const Project& project) {
  if (!project.budget.has_value() || project.budget_unit.dimension != Dimension::Money) {
    return std::nullopt;
  }
  const Result<Decimal> yuan = project.budget->times(project.budget_unit.factor);
  if (!yuan.ok() || *yuan <= Decimal(0)) return std::nullopt;
  return *yuan;
}

}  // namespace

/// VL09: what a training day of one person would cost, budget ÷ persons ÷ days, far above the
/// standard: the target is too low for the money, or rows are missing. A screen, not a proof: the
/// days may be those of one session, which only makes the true cost higher or the target vaguer.
void check_training_cost(const RuleInput& input, FindingSink& sink) {
  const Threshold& standard = input.profile.threshold("training-cost-per-person-day");
  for (const ProjectFacts& facts : input.facts.projects) {
    const std::optional<Training> training = training_of(facts, input.lexicon);
    const std::optional<Decimal> yuan =
        training ? budget_in_yuan(*facts.project) : std::optional<Decimal>{};
    if (!yuan) continue;
    const Result<Decimal> per_person = yuan->divided_by(training->person_count, 2);
    if (!per_person.ok()) continue;
    const Result<Decimal> per_day = per_person->divided_by(training->day_count, 2);
    if (!per_day.ok()) continue;
    const std::string sum =
        fmt::format("预算 {}{} ÷ {}{} = {} 元/人次，÷ {} 天 = {} 元/人天",
                    plain(*facts.project->budget), facts.project->budget_unit.name,
                    plain(training->person_count), unit_of(*training->persons).name,
                    plain(*per_person), plain(training->day_count), plain(*per_day));
    Answer answer = answer_about(facts, sum + "。");
    answer.evidence = {evidence_of(facts.project->budget), evidence_of(training->persons->target),
                       evidence_of(training->days->target)};
    answer.expected = fmt::format("不超过 {} 元/人天", plain(standard.value));
    answer.actual = fmt::format("{} 元/人天", plain(*per_day));
    answer.confidence = 0.7;
    if (*per_day <= standard.value) {
      sink.pass(std::move(answer));
      continue;
    }
    answer.message = fmt::format("{}，高于培训费标准 {} 元/人天：目标值偏低或预算偏高{}。", sum,
                                 plain(standard.value),
                                 facts.complete ? "" : "（该项目只见节选，可能另有其他班次）");
    sink.fail(std::move(answer));
  }
}

}  // namespace jx
