// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <utility>

#include "model/field.h"
#include "model/finding.h"
#include "model/submission.h"

namespace jx {

std::string_view to_string(Absence absence) noexcept {
  switch (absence) {
    case Absence::Blank: return "blank";
    case Absence::NotApplicable: return "not-applicable";
    case Absence::NotDue: return "not-due";
    case Absence::NotObtainable: return "not-obtainable";
    case Absence::Unread: return "unread";
  }
  return "";
}

std::string_view to_string(GoalSource source) noexcept {
  switch (source) {
    case GoalSource::Declared: return "declared";
    case GoalSource::Approved: return "approved";
    case GoalSource::Adjusted: return "adjusted";
    case GoalSource::Published: return "published";
    case GoalSource::Tender: return "tender";
    case GoalSource::Unstated: return "unstated";
  }
  return "";
}

std::string_view chinese_name(GoalSource source) noexcept {
  switch (source) {
    case GoalSource::Declared: return "申报";
    case GoalSource::Approved: return "批复";
    case GoalSource::Adjusted: return "调整";
    case GoalSource::Published: return "公开";
    case GoalSource::Tender: return "招标/方案";
    case GoalSource::Unstated: return "未说明";
  }
  return "";
}

std::string_view to_string(ParagraphKind kind) noexcept {
  switch (kind) {
    case ParagraphKind::Heading: return "heading";
    case ParagraphKind::Statement: return "statement";
  }
  return "";
}

std::string_view to_string(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::Fail: return "fail";
    case Verdict::Pass: return "pass";
    case Verdict::NotApplicable: return "not-applicable";
    case Verdict::InsufficientData: return "insufficient-data";
  }
  return "";
}

std::string_view to_string(Severity severity) noexcept {
  switch (severity) {
    case Severity::Info: return "info";
    case Severity::Warning: return "warning";
    case Severity::Error: return "error";
  }
  return "";
}

bool has_column(const PrintedTable& table, ColumnRole role) noexcept {
  return std::find(table.columns.begin(), table.columns.end(), role) != table.columns.end();
}

bool has_column(const Submission& submission, const Origin& origin, ColumnRole role) noexcept {
  return origin.table < submission.tables.size() &&
         has_column(submission.tables[origin.table], role);
}

bool is_doubtful(const Submission& submission, const Origin& origin) noexcept {
  if (origin.table >= submission.tables.size()) return false;
  const auto& cells = submission.tables[origin.table].doubtful;
  return std::binary_search(cells.begin(), cells.end(), std::pair(origin.row, origin.column));
}

}  // namespace jx
