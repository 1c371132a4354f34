// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/json_value.h"
#include "scores/scored_document.h"

/// Proofs of scores: what `jixiao score --proof` wrote, read and computed again.
namespace jx {

/// The text of a proof.
std::string proof_of(const std::vector<ScoredDocument>& documents);

struct ProofVerdict {
  std::size_t documents = 0;
  std::size_t goal_sets = 0;
  std::vector<std::string> versions;  ///< Of the rules in the proof, one a document.
  std::optional<ProofDifference> difference;
};

/// Computes everything again from the rules and inputs in the proof alone. Malformed, with the path
/// of the fault, when it is no proof.
Result<ProofVerdict> verify_proof(std::string_view text, std::string_view name);

}  // namespace jx
