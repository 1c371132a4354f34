// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/monitoring_form.h"
#include "monitoring/monitor.h"

/// 监控表 that were handed in → what monitor() looks at, so that the same lights and the same rules
/// MO01 to MO06 apply to them as to a ledger.
namespace jx {

/// A form and the file it came in.
struct FiledForm {
  std::string file;
  MonitoringForm form;
  int month = 0;  ///< The one that counts.
};

/// Where a figure or a statement stands: its number is the place in FiledFigures::sources, from 1.
struct FigureSource {
  std::string file;
  Origin origin;
};

/// Something in a form that is not understood or does not agree with itself.
struct FormRemark {
  std::string file;
  Origin origin;
  std::string words;
};

/// What the forms of one run say of one year.
struct FiledFigures {
  Submission submission;  ///< A project of the latest form each, the targets of the year.
  std::vector<LedgerFigure> figures;
  std::vector<Statement> statements;
  std::vector<FigureSource> sources;
  std::vector<FormRemark> remarks;  ///< Of the forms of the last month of each project.
  int month = 0;                    ///< The latest.
};

/// Figures are running totals from the year's beginning on, as the form asks for them. A figure in
/// another unit of the same dimension is converted exactly; one that cannot be is left out and
/// named. Malformed for two forms of one project and month.
Result<FiledFigures> collect_figures(const std::vector<FiledForm>& forms, int year);

}  // namespace jx
