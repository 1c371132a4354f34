// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "ledger/figures.h"
#include "monitoring/lights.h"
#include "monitoring/plan.h"
#include "reports/monitoring.h"

namespace jx {

/// What monitoring is told on the command line.
struct MonitorSettings {
  std::string ledger;  ///< Empty: the documents are forms that were handed in.
  std::string month;   ///< "2021-07"; of forms without a month of their own.
  std::string plan;    ///< A file; empty: none.
  std::string units;   ///< A list of units; empty: nothing is rolled up.
  std::string lights;  ///< Empty: the plan's, else by region and year.
};

/// What all documents of a run are looked at with.
struct MonitorBase {
  MonitorSettings settings;
  Period month;
  std::string ledger_id;
  StandingEntries standing;
  std::vector<LightRules> lights;
  std::vector<MonitoringCard> cards;
  std::vector<ReportingUnit> units;
};

/// Without a ledger, `month` may be missing and the base has no figures.
Result<MonitorBase> load_monitor_base(const Program& program, const MonitorSettings& settings);

/// The plan, checked against the document; an empty one when `path` is empty.
Result<MonitoringPlan> plan_for(const std::string& path, const Submission& submission,
                                const Reference& reference);

/// Where the projects of a submission stand. `base` must outlive the result, which points into it.
struct MonitoredSubmission {
  MonitoringPlan plan;
  Monitoring monitoring;
  std::vector<MonitoringFinding> findings;
};
Result<MonitoredSubmission> monitor_submission(const Submission& submission,
                                               const Reference& reference, const MonitorBase& base);

/// The rules of lights that are asked for by name, or those of the region and year. NotFound for a
/// name that there is not.
Result<const LightRules*> choose_lights(const MonitorBase& base, const std::string& wanted,
                                        const std::string& region, int year);

/// Where the projects of a document stand; the same holds for `base`.
Result<MonitoredDocument> monitor_document(const LoadedDocument& loaded,
                                           const PipelineOptions& pipeline,
                                           const Reference& reference, const MonitorBase& base);

}  // namespace jx
