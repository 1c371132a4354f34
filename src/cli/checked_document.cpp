// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/checked_document.h"

namespace jx {

void CheckTotals::add(const CheckedDocument& checked) {
  ++documents;
  passed += checked.result.passed_count;
  fixed += checked.review.fixed.size();
  for (std::size_t i = 0; i < checked.result.findings.size(); ++i) {
    const Finding& finding = checked.result.findings[i];
    fresh += checked.review.state_of(i) == FindingState::New ? 1U : 0U;
    unchanged += checked.review.state_of(i) == FindingState::Unchanged ? 1U : 0U;
    if (checked.review.waiver_of(i) != nullptr) {
      ++waived;
    } else if (finding.verdict == Verdict::InsufficientData) {
      ++insufficient;
    } else {
      ++by_severity[static_cast<std::size_t>(finding.severity)];
    }
  }
}

std::size_t CheckTotals::at_or_above(Severity severity) const {
  std::size_t count = 0;
  for (auto i = static_cast<std::size_t>(severity); i < by_severity.size(); ++i) {
    count += by_severity[i];
  }
  return count;
}

void CheckTotals::write(JsonWriter& json, bool with_waivers, bool compared) const {
  json.begin_object();
  json.member("documents", documents);
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
    json.member(to_string(severity), by_severity[static_cast<std::size_t>(severity)]);
  }
  json.member("insufficient-data", insufficient).member("passed", passed);
  if (with_waivers) json.member("waived", waived);
  if (compared) json.member("new", fresh).member("unchanged", unchanged).member("fixed", fixed);
  json.end_object();
}

}  // namespace jx
