// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/finding.h"
#include "model/submission.h"

/// What was read and found, kept: documents with their revisions, asked in the words of the field.
///
/// A document is a file of one region, known by its base name: the same name from the same region
/// again is the same document. Other bytes, another profile, another rule set or another correction
/// make a new revision of it; nothing new makes none. Revisions never change once they are written,
/// so the old ones stay readable beside the new. Lists and searches show the newest revision.
///
/// A store is used by one thread at a time; threads that work at once open one each.
namespace jx {

/// The region of documents that do not say where they come from.
inline constexpr std::string_view kUnknownRegion = "-";

/// One revision of one document.
struct RevisionId {
  std::string region;    ///< Six digits, or kUnknownRegion.
  std::string document;  ///< See document_id().
  int revision = 0;      ///< From 1.

  friend bool operator==(const RevisionId&, const RevisionId&) = default;
};

/// The id of a document: 16 hexadecimal digits that follow from region and base name alone, so that
/// two stores give one document the same id, and no counter has to be shared.
std::string document_id(std::string_view region, std::string_view file);

/// Everything that goes into the store at once. Borrows; copy nothing before importing.
struct DocumentImport {
  const Submission& submission;  ///< Its `file` names the document, its profile gives the region.
  std::span<const Finding> findings;  ///< FAIL and INSUFFICIENT_DATA.
  std::span<const Finding> passed;
  std::span<const std::string> lines;  ///< The document's text, for showing the source.
  std::string rule_set;                ///< The version of the rules.
  /// Hash of all that was read and found. Two imports with equal bytes, profile, rule set and
  /// digest are the same import.
  std::string digest;
  std::string imported_at;  ///< ISO 8601; the store asks no clock.
};

enum class ImportResult { Unchanged, NewDocument, NewRevision };

struct ImportOutcome {
  ImportResult result = ImportResult::Unchanged;
  RevisionId revision;  ///< The new one, or the one that already was there.
};

/// How many findings of each kind; passed checks are not among them.
struct FindingCounts {
  std::size_t error = 0;
  std::size_t warning = 0;
  std::size_t info = 0;
  std::size_t insufficient = 0;  ///< Of any severity: the data do not suffice to answer.

  friend bool operator==(const FindingCounts&, const FindingCounts&) = default;
};

struct RevisionSummary {
  RevisionId id;
  std::string name;  ///< The file's base name.
  std::string sha256;
  std::string profile;
  std::string rule_set;
  std::string imported_at;
  std::optional<int> fiscal_year;
  std::size_t projects = 0;
  FindingCounts findings;
};

struct ProjectSummary {
  RevisionId revision;
  std::string document_name;
  std::string key;  ///< ProjectKey text.
  std::string code;
  std::string name;
  std::string unit;
  std::string budget;  ///< As a decimal; empty when absent.
  std::string budget_unit;
  std::optional<int> fiscal_year;
  std::size_t indicators = 0;
  FindingCounts findings;
};

/// Which part of a long list: pages count from 1.
struct PageRequest {
  std::size_t page = 1;
  std::size_t size = 50;

  std::size_t offset() const noexcept { return (page - 1) * size; }
};

template <typename T>
struct ListPage {
  std::vector<T> items;
  std::size_t total = 0;  ///< On all pages.
};

/// Empty or absent members do not restrict.
struct ProjectQuery {
  std::string text = {};  ///< Part of the code, of any name, or of an alias.
  std::string unit = {};  ///< Part of the unit's name or its code.
  std::optional<int> fiscal_year = {};
  std::string rule = {};                  ///< A finding of this rule …
  std::optional<Severity> severity = {};  ///< … and of this severity, that failed.
  PageRequest page = {};
};

struct FindingQuery {
  std::optional<RevisionId> revision = {};  ///< Absent: the newest of every document.
  std::optional<std::string> project = {};  ///< ProjectKey text; "" for the document as a whole.
  std::string rule = {};
  std::optional<Severity> severity = {};
  std::optional<Verdict> verdict = {};  ///< Absent: all but the passed ones.
  PageRequest page{.page = 1, .size = 100000};
};

struct StoredFinding {
  RevisionId revision;
  std::size_t number = 0;  ///< In its revision, from 1: the order in which the check gave them.
  Finding finding;
};

class Store {
 public:
  virtual ~Store() = default;

  /// All of it or nothing. Fails with Conflict when another program keeps writing.
  virtual Result<ImportOutcome> import_document(const DocumentImport& import) = 0;

  /// The newest revision of every document, by region and name.
  virtual Result<ListPage<RevisionSummary>> documents(const PageRequest& page) = 0;
  /// All revisions of a document, newest first; NotFound when there is no such document.
  virtual Result<std::vector<RevisionSummary>> revisions(std::string_view document) = 0;
  /// What was read, as it was imported.
  virtual Result<Submission> submission(const RevisionId& revision) = 0;
  /// The same with no other project than this one.
  virtual Result<Submission> submission_of(const RevisionId& revision, std::string_view key) = 0;
  virtual Result<std::vector<std::string>> source_lines(const RevisionId& revision) = 0;

  /// Projects of the newest revisions, by region, code and document.
  virtual Result<ListPage<ProjectSummary>> projects(const ProjectQuery& query) = 0;
  /// The newest revisions in which a project stands, the latest import first; NotFound when none.
  virtual Result<std::vector<ProjectSummary>> find_project(std::string_view region,
                                                           std::string_view key) = 0;
  /// By document, revision and number.
  virtual Result<ListPage<StoredFinding>> findings(const FindingQuery& query) = 0;
};

}  // namespace jx
