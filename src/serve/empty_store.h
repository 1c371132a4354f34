// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "store/store.h"

namespace jx::testing {

/// A store with nothing in it, for tests of what needs no content.
class EmptyStore : public Store {
 public:
  Result<ImportOutcome> import_document(const DocumentImport&) override { return none(); }
  Result<ListPage<RevisionSummary>> documents(const PageRequest&) override {
    return ListPage<RevisionSummary>{};
  }
  Result<std::vector<RevisionSummary>> revisions(std::string_view) override { return none(); }
  Result<Submission> submission(const RevisionId&) override { return none(); }
  Result<Submission> submission_of(const RevisionId&, std::string_view) override { return none(); }
  Result<std::vector<std::string>> source_lines(const RevisionId&) override { return none(); }
  Result<ListPage<ProjectSummary>> projects(const ProjectQuery&) override {
    return ListPage<ProjectSummary>{};
  }
  Result<std::vector<ProjectSummary>> find_project(std::string_view, std::string_view) override {
    return none();
  }
  Result<ListPage<StoredFinding>> findings(const FindingQuery&) override {
    return ListPage<StoredFinding>{};
  }

 private:
  static Error none() { return {.code = ErrorCode::NotFound, .message = "<空>"}; }
};

}  // namespace jx::testing
