// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/command.h"
#include "cli/output_place.h"
#include "forms/layout.h"
#include "forms/statements.h"
#include "model/submission.h"
#include "reports/forms.h"
#include "scores/scored_document.h"

/// Official forms out of scored documents: `jixiao score --format xlsx|docx`.
namespace jx {

struct FormRequest {
  std::string format;  ///< "xlsx" or "docx".
  std::string form;    ///< Id of a form; empty: by the region of each document.
  std::string output;
};

/// What was said beside the labels of self-evaluations, by the key of the project.
using Statements = std::map<std::string, std::vector<FormStatement>>;

class ScoreForms {
 public:
  /// Malformed or NotFound for a form that does not exist or an output without a name.
  static Result<ScoreForms> open(const Program& program, const FormRequest& request,
                                 const std::vector<std::string>& inputs);

  /// Fills the forms of a document, one a project; gives what to tell the user. In a folder they
  /// are written at once, in one file by finish().
  Result<std::string> add(const Submission& submission, const ScoredDocument& document,
                          const Statements& statements);
  Result<std::string> finish();

 private:
  ScoreForms(FormRequest request, std::vector<FormLayout> layouts, OutputPlace place)
      : request_(std::move(request)), layouts_(std::move(layouts)), place_(std::move(place)) {}

  void add_comparison(const ScoredProject& project, const ScoredGoalSet& reported);
  Result<std::string> write(const std::filesystem::path& path);

  FormRequest request_;
  std::vector<FormLayout> layouts_;
  OutputPlace place_;
  std::vector<FormSheet> sheets_;
  FormNotes notes_;
};

}  // namespace jx
