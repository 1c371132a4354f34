// SPDX-License-Identifier: AGPL-3.0-or-later
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "findings/evidence.h"
#include "findings/rules/printed_groups.h"
#include "findings/rules/rules.h"

namespace jx {
namespace {

constexpr std::size_t kMostEvidence = 60;
constexpr std::size_t kMostShown = 5;

struct Totals {
  DecimalSum naive;     ///< Every printed cell.
  DecimalSum distinct;  ///< Each project once.
  bool repeated = false;
  bool conflicting = false;  ///< Some project prints two different amounts.
  bool one_unit = true;
  std::optional<Unit> unit;              ///< Of the first project.
  std::size_t repeating = 0;             ///< Projects.
  std::vector<std::string> repetitions;  ///< Of the first of them.
  std::vector<EvidenceLine> evidence;
};

void add_unit(const Unit& unit, Totals& totals) {
  if (!totals.unit) totals.unit = unit;
  totals.one_unit = totals.one_unit && totals.unit->name == unit.name;
}

/// Nearly every project prints its budget once.
void add_single(const Project& project, Totals& totals) {
  const Field<Decimal>& print = project.budget_prints.front();
  if (!print.has_value()) return;
  add_unit(project.budget_unit, totals);
  totals.distinct.add(*print);
  totals.naive.add(*print);
}

void add_project(const Project& project, Totals& totals) {
  if (project.budget_prints.size() == 1) return add_single(project, totals);
  const std::vector<const Field<Decimal>*> prints = budget_prints_by_table(project);
  if (prints.empty()) return;
  add_unit(project.budget_unit, totals);
  totals.distinct.add(**prints.front());
  for (const Field<Decimal>* print : prints) {
    totals.naive.add(**print);
    totals.conflicting = totals.conflicting || **print != **prints.front();
  }
  if (prints.size() < 2) return;
  totals.repeated = true;
  ++totals.repeating;
  if (totals.repetitions.size() < kMostShown) {
    totals.repetitions.push_back(fmt::format("{} 的 {} 印了 {} 次", shown_name(project),
                                             prints.front()->raw, prints.size()));
  }
  for (const Field<Decimal>* print : prints) {
    if (totals.evidence.size() < kMostEvidence) totals.evidence.push_back(evidence_of(*print));
  }
}

class BudgetSurvey final : public Survey {
 public:
  void look(const RuleInput& part) override {
    for (const ProjectFacts& facts : part.facts.projects) add_project(*facts.project, totals_);
  }
  const Totals& totals() const noexcept { return totals_; }

 private:
  Totals totals_;
};

}  // namespace

std::unique_ptr<Survey> survey_budgets() { return std::make_unique<BudgetSurvey>(); }

void check_repeated_budget(const RuleInput& input, FindingSink& sink) {
  if (!input.document) return;
  const Totals& totals = static_cast<const BudgetSurvey&>(*input.survey).totals();
  if (!totals.repeated || !totals.one_unit) return;
  const Result<Decimal> naive = totals.naive.total();
  const Result<Decimal> distinct = totals.distinct.total();
  if (!naive.ok() || !distinct.ok() || *naive <= *distinct) return;
  const std::string unit = totals.unit->name;
  std::string message = fmt::format("预算数逐行相加得 {} {}，每个项目只计一次应为 {} {}：{}",
                                    naive->to_string(), unit, distinct->to_string(), unit,
                                    joined_of(totals.repetitions, totals.repeating));
  if (totals.conflicting) message += "；其中有项目各处印的预算数还不相同，这里按第一处计";
  sink.fail({.message = std::move(message),
             .evidence = totals.evidence,
             .expected = fmt::format("{} {}", distinct->to_string(), unit),
             .actual = fmt::format("{} {}", naive->to_string(), unit),
             .confidence = 0.95});
}

}  // namespace jx
