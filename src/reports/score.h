// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "codecs/json_writer.h"
#include "profiles/result_use.h"
#include "reports/text.h"
#include "scores/scored_document.h"

/// Scores as JSON, as text for a terminal, and as a proof: everything a second run needs to compute
/// the same.
namespace jx {

/// One member of "documents". `use`, which may be null: what a grade means for the next budget.
void write_scores(JsonWriter& json, const ScoredDocument& document, const ResultUse* use);
/// One member of "documents" of a proof: rules, inputs, results.
void write_proof(JsonWriter& json, const ScoredDocument& document);
std::string render_scores_text(const ScoredDocument& document, const ResultUse* use,
                               const TextStyle& style);

}  // namespace jx
