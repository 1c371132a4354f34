// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/monitored_forms.h"

#include <algorithm>
#include <memory>
#include <set>

#include "monitoring/indicator_names.h"
#include "records/monitoring_forms.h"

namespace jx {
namespace {

/// The form has no place to explain the money: nothing is missing there.
void forget_unexplained_money(std::vector<MonitoringFinding>& findings) {
  std::erase_if(findings, [](const MonitoringFinding& finding) {
    return finding.rule == "MO03" && finding.subject == kExecutedName;
  });
}

}  // namespace

Result<ReadForms> read_forms(const LoadedDocument& loaded, const PipelineOptions& pipeline,
                             const Reference& reference) {
  JX_TRY(const ReadOutcome outcome,
         run_read(loaded.document, overlay_of(loaded), pipeline, reference));
  ReadForms read{
      .file = outcome.submission.file,
      .sha256 = outcome.submission.sha256,
      .profile = outcome.submission.profile,
      .forms = read_monitoring_forms(outcome.tables, outcome.submission, reference.lexicon)};
  if (!read.forms.empty()) return read;
  return Error{
      ErrorCode::NotFound,
      "没有找到监控表（三级指标、执行情况，以及全年预计完成情况、偏差原因或完成目标可能性）。"
      "要把目标和台账里的数对照，请加 --ledger 台账 --month 2021-07"};
}

Result<int> MonitoredForms::month_of(const MonitoringForm& form) const {
  if (form.month) return *form.month;
  if (!base_.settings.month.empty()) return base_.month.first.month;
  return malformed("监控表没有写截至哪一月；请加 --month，如 --month 2021-07");
}

Result<MonitoredDocument> MonitoredForms::add(const ReadForms& read, const Reference& reference) {
  const bool told = !base_.settings.month.empty();
  if (!read.profile.fiscal_year && !told) {
    return malformed("监控表没有写年度；请加 --year 或 --month，如 --month 2021-07");
  }
  const int year = told ? base_.month.first.year : *read.profile.fiscal_year;
  std::set<std::string> projects;
  for (const MonitoringForm& form : read.forms) {
    JX_TRY(const int month, month_of(form));
    filed_.emplace_back(year, FiledForm{read.file, form, month});
    projects.insert(form.project.key.text);
  }
  std::vector<FiledForm> together;
  for (const auto& [of, form] : filed_) {
    if (of == year && projects.contains(form.form.project.key.text)) together.push_back(form);
  }
  JX_TRY(FiledFigures figures, collect_figures(together, year));
  JX_TRY(const LightRules* const rules,
         choose_lights(base_, base_.settings.lights, read.profile.region, year));
  const Profile* const profile = reference.profiles.find(read.profile.id);
  JX_CHECK(profile != nullptr, "a profile that was chosen among those there are");
  MonitoredDocument document;
  document.file = read.file;
  document.sha256 = read.sha256;
  document.profile = read.profile.id;
  document.cards = base_.cards;
  const auto filed = std::make_shared<const FiledFigures>(std::move(figures));
  document.filed = filed;
  document.monitoring = monitor({.submission = filed->submission,
                                 .figures = filed->figures,
                                 .statements = filed->statements,
                                 .plan = {},
                                 .rules = *rules,
                                 .profile = *profile,
                                 .year = year,
                                 .month = filed->month});
  document.findings = find_deviations(document.monitoring, *rules);
  forget_unexplained_money(document.findings);
  return document;
}

}  // namespace jx
