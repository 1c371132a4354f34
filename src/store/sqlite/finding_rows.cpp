// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/finding_rows.h"

namespace jx {
namespace {

constexpr TableColumns kFindings{
    "finding",
    "number, rule, verdict, severity, project_key, subject, message, expected, actual, basis, "
    "fix, confidence, fingerprint",
    "number"};
constexpr TableColumns kEvidence{"evidence", "finding, position, origin, text, begins, ends",
                                 "finding, position"};

}  // namespace

void write_finding_rows(Connection& connection, const RevisionId& revision,
                        std::span<const Finding> findings, std::int64_t first) {
  std::int64_t number = first;
  for (const Finding& finding : findings) {
    RowWriter(connection, kFindings, revision)
        .integer(number)
        .text(finding.rule)
        .text(to_string(finding.verdict))
        .text(to_string(finding.severity))
        .text(finding.project)
        .text(finding.subject)
        .text(finding.message)
        .text(finding.expected)
        .text(finding.actual)
        .text(finding.basis)
        .text(finding.fix)
        .real(finding.confidence)
        .text(finding.fingerprint)
        .end();
    for (std::size_t i = 0; i < finding.evidence.size(); ++i) {
      const EvidenceLine& line = finding.evidence[i];
      RowWriter(connection, kEvidence, revision)
          .integer(number)
          .integer(stored(i))
          .origin(line.origin)
          .text(line.text)
          .integer(stored(line.begin))
          .integer(stored(line.end))
          .end();
    }
    ++number;
  }
}

Verdict parse_verdict(std::string_view text) {
  return named(text,
               {Verdict::Fail, Verdict::Pass, Verdict::NotApplicable, Verdict::InsufficientData},
               [](Verdict verdict) { return to_string(verdict); });
}

Severity parse_severity(std::string_view text) {
  return named(text, {Severity::Error, Severity::Warning, Severity::Info},
               [](Severity severity) { return to_string(severity); });
}

}  // namespace jx
