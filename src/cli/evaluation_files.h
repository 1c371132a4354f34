// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/json_value.h"
#include "evaluation/evaluation_book.h"
#include "evaluation/evaluation_scores.h"
#include "evaluation/framework.h"
#include "reports/evaluation.h"

/// Books of evaluations as files, with what they refer to.
namespace jx {

/// A book with everything that its scores were made from, word for word.
struct LoadedBook {
  std::string text;
  LoadedFramework framework;
  std::string weights_text;  ///< JSON of `evaluate`; empty where the book states its weights.
  EvaluationBook book;
  EvaluationScores scores;
  std::vector<std::string> missing_files;  ///< Evidence that the book names and nobody finds.

  /// `use` is what grades mean there; a proof does without: it holds what was scored.
  EvaluatedBook view(const ResultUse* use = nullptr) const {
    return {book, framework.framework, scores, use};
  }
};

/// The text of a file; NotFound, LimitExceeded.
Result<std::string> read_whole_file(const std::filesystem::path& path);

/// Weights with points in the JSON of `evaluate`; Malformed with the path of the fault.
Result<NamedPoints> read_weight_points(std::string_view json, std::string_view name);
/// The weights themselves, as shares.
Result<std::vector<std::pair<std::string, double>>> read_weight_shares(std::string_view json,
                                                                       std::string_view name);

/// Reads a book, its framework from the folder of frameworks, its weights and evidence files from
/// beside the book, and scores it.
Result<LoadedBook> load_evaluation_book(const std::filesystem::path& path,
                                        const std::filesystem::path& frameworks);

/// A proof of the scores: the words of book, framework and weights, and what came of them.
std::string evaluation_proof_of(const LoadedBook& loaded);

struct EvaluationVerdict {
  std::string project;
  std::size_t indicators = 0;
  std::optional<Decimal> total;
  std::optional<ProofDifference> difference;
};
/// Scores again from the proof alone. Malformed when it is none.
Result<EvaluationVerdict> verify_evaluation_proof(std::string_view text, std::string_view name);

}  // namespace jx
