// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <vector>

#include "lexicon/lexicon.h"
#include "model/monitoring_form.h"
#include "model/submission.h"
#include "tables/table.h"

namespace jx {

/// Reads filled monitoring forms (项目支出绩效目标执行监控表), of one project with the money above
/// its indicators, or lists that name a project in every row. Columns are found by their headers,
/// months in front of them left aside. `submission` is what extract_submission() made of the same
/// tables: projects, indicators and targets are taken from there. One form for each table and
/// project; empty without any.
std::vector<MonitoringForm> read_monitoring_forms(const Tables& tables,
                                                  const Submission& submission,
                                                  const Lexicon& lexicon);

}  // namespace jx
