// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "codecs/json_writer.h"
#include "model/finding.h"
#include "reconciling/reconcile.h"
#include "reports/text.h"

/// What `jixiao reconcile` says: the sets beside each other, and what the rules about sets of goals
/// found in the documents.
namespace jx {

/// Findings of one document.
struct DocumentFindings {
  const Submission* submission = nullptr;
  std::span<const Finding> findings;
};

/// What is the same is only counted; everything else has a line with both places.
std::string render_reconciliation_text(const Reconciliation& reconciliation,
                                       std::span<const DocumentFindings> findings,
                                       const TextStyle& style);

/// One value, an object; docs/formats/reconcile.schema.json. `rule_set` is the version of the
/// rules.
void write_reconciliation(JsonWriter& json, const Reconciliation& reconciliation,
                          std::span<const DocumentFindings> findings, std::string_view rule_set);

}  // namespace jx
