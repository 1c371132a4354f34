// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/monitored_document.h"

#include <fmt/format.h>

#include <utility>

namespace jx {
namespace {

std::vector<RolledRow> roll_up_rows(const Monitoring& monitoring, const MonitorBase& base) {
  std::vector<RolledRow> rolled;
  for (const MonitoredProject& project : monitoring.projects) {
    for (const MonitoredRow& row : project.rows) {
      std::vector<LedgerFigure> figures;
      for (const LedgerFigure& figure : base.standing.figures) {
        const bool same = figure.project == project.key && figure.indicator == row.name &&
                          figure.period.first.year == monitoring.year;
        if (same) figures.push_back(figure);
      }
      if (figures.empty()) continue;
      RolledRow& added = rolled.emplace_back();
      added.project = project.key;
      added.name = row.name;
      if (row.indicator.target.has_value()) added.unit = row.indicator.target->unit.name;
      added.units = roll_up(figures, row.aggregation, base.units, base.month.last);
    }
  }
  return rolled;
}

}  // namespace

Result<const LightRules*> choose_lights(const MonitorBase& base, const std::string& wanted,
                                        const std::string& region, int year) {
  if (wanted.empty()) {
    const LightRules* const found = find_light_rules(base.lights, region, year);
    JX_CHECK(found != nullptr, "there is a default");
    return found;
  }
  std::string known;
  for (const LightRules& rules : base.lights) {
    if (rules.id == wanted) return &rules;
    known += (known.empty() ? "" : "、") + rules.id;
  }
  return Error{ErrorCode::NotFound,
               fmt::format("没有叫“{}”的预警口径；有的是：{}。", wanted, known)};
}

Result<MonitorBase> load_monitor_base(const Program& program, const MonitorSettings& settings) {
  MonitorBase base;
  base.settings = settings;
  if (!settings.ledger.empty() || !settings.month.empty()) {
    JX_TRY(base.month, parse_period(settings.month));
  }
  if (!settings.ledger.empty()) {
    JX_TRY(const Ledger ledger, Ledger::open(settings.ledger));
    base.ledger_id = ledger.identity().id;
    JX_TRY(base.standing, read_standing(ledger));
  }
  JX_TRY(base.lights, load_light_rules(program.data_folder() / "monitoring" / "lights"));
  JX_TRY(base.cards, load_monitoring_cards(program.data_folder() / "monitoring" / "rules.toml"));
  if (find_light_rules(base.lights, "", std::nullopt) == nullptr) {
    return Error{ErrorCode::NotFound, "data/monitoring/lights 里没有 default 口径。"};
  }
  if (!settings.units.empty()) {
    JX_TRY(base.units, load_units(settings.units));
  }
  return base;
}

Result<MonitoringPlan> plan_for(const std::string& path, const Submission& submission,
                                const Reference& reference) {
  if (path.empty()) return MonitoringPlan{};
  JX_TRY(MonitoringPlan plan, load_plan(path, reference.lexicon));
  JX_TRY_VOID(check_plan(plan, submission));
  return plan;
}

Result<MonitoredSubmission> monitor_submission(const Submission& submission,
                                               const Reference& reference,
                                               const MonitorBase& base) {
  MonitoredSubmission result;
  JX_TRY(result.plan, plan_for(base.settings.plan, submission, reference));
  const std::string& wanted =
      base.settings.lights.empty() ? result.plan.lights : base.settings.lights;
  JX_TRY(const LightRules* const rules,
         choose_lights(base, wanted, submission.profile.region, base.month.first.year));
  const Profile* const profile = reference.profiles.find(submission.profile.id);
  JX_CHECK(profile != nullptr, "a profile that was chosen among those there are");
  result.monitoring = monitor({.submission = submission,
                               .figures = base.standing.figures,
                               .statements = base.standing.statements,
                               .plan = result.plan,
                               .rules = *rules,
                               .profile = *profile,
                               .year = base.month.first.year,
                               .month = base.month.first.month});
  result.findings = find_deviations(result.monitoring, *rules);
  return result;
}

Result<MonitoredDocument> monitor_document(const LoadedDocument& loaded,
                                           const PipelineOptions& pipeline,
                                           const Reference& reference, const MonitorBase& base) {
  JX_TRY(const ReadOutcome outcome,
         run_read(loaded.document, overlay_of(loaded), pipeline, reference));
  JX_TRY(MonitoredSubmission monitored, monitor_submission(outcome.submission, reference, base));
  MonitoredDocument document;
  document.file = outcome.submission.file;
  document.sha256 = outcome.submission.sha256;
  document.profile = outcome.submission.profile.id;
  document.plan = monitored.plan.title;
  document.generated = monitored.plan.generated;
  document.ledger = base.ledger_id;
  document.monitoring = std::move(monitored.monitoring);
  document.findings = std::move(monitored.findings);
  document.cards = base.cards;
  if (!base.units.empty()) document.rolled = roll_up_rows(document.monitoring, base);
  return document;
}

}  // namespace jx
