// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "documents/document.h"
#include "findings/house/house_rules.h"
#include "findings/rule.h"
#include "indicators/library.h"
#include "lexicon/lexicon.h"
#include "model/submission.h"
#include "pipeline/reading.h"
#include "profiles/profile.h"
#include "records/corrections.h"
#include "records/records.h"
#include "tables/table.h"
#include "tables/tables.h"

/// The stages in order: bytes → Document → Pages → Tables → Submission → Findings.
namespace jx {

/// The data that every run needs: words, profiles, rule cards. Immutable once loaded, and safe to
/// share between threads.
struct Reference {
  Lexicon lexicon;
  ProfileSet profiles;
  RuleCards cards;   ///< Those of the house rules among them.
  HouseRules house;  ///< Empty unless somebody added some.
  IndicatorLibrary library;
  /// The program's version and a sum over all of that data, as outputs name it: the same words,
  /// profiles and cards have the same one on any machine. "0.1.0+1f0c6f2b9a77"; house rules add a
  /// sum of theirs.
  std::string rule_set = {};
};

/// Only the words of the data folder. Unsupported when they belong to another version: a list or
/// map is missing that this program asks for.
Result<Lexicon> load_lexicon(const std::filesystem::path& folder);

/// Loads data/lexicon, data/profiles, data/rules and data/indicators below `folder`.
Result<Reference> load_reference(const std::filesystem::path& folder);
/// Adds the rules that an office wrote for itself.
Result<void> add_house_rules(const std::vector<std::filesystem::path>& files, Reference& reference);

struct PipelineOptions {
  ReadOptions read;
  CheckOptions check;
  /// Threads at work on the projects of one document.
  std::size_t check_jobs = 1;
  ReadLimits limits;
  ReaderOptions reader;
  /// A correction overlay; when absent, `<file>.corrections.toml` beside the file is used if it
  /// exists.
  std::optional<std::filesystem::path> corrections;
  std::string password;  ///< For encrypted documents; empty without one.
  /// Shown each page as it was read, before tables are looked for in it; an error ends the reading.
  std::function<Result<void>(const Page& page)> watch_page;
};

/// What a document became.
struct ReadOutcome {
  Tables tables;
  Submission submission;
};

/// A document and its tables, corrections applied.
struct TablesOutcome {
  std::string file;
  std::string sha256;
  Tables tables;
  std::vector<Correction> corrections;
  std::string rule_set = {};  ///< Of the reference.
};

Result<TablesOutcome> run_tables(const Document& document, const CorrectionOverlay* overlay,
                                 const PipelineOptions& options, const Reference& reference);
/// Hands the tables on as they are found, so that a long document is not held, and returns the rest
/// of what run_tables() gives without an overlay.
Result<Tables> stream_tables(const Document& document, const PipelineOptions& options,
                             const Reference& reference, const TableStream::Sink& sink);
Result<ReadOutcome> run_read(const Document& document, const CorrectionOverlay* overlay,
                             const PipelineOptions& options, const Reference& reference);
/// Checks by the profile that the submission chose; JX_CHECK when it names none of the reference.
CheckResult run_check(const Submission& submission, const PipelineOptions& options,
                      const Reference& reference);
/// The same handed on in pieces, on this thread and in order, the document's own last: put
/// together they are what run_check() gives.
using CheckSink = std::function<void(CheckResult&& part)>;
void stream_check(const Submission& submission, const PipelineOptions& options,
                  const Reference& reference, const CheckSink& sink);

/// A document from a path, with the overlay that belongs to it.
struct LoadedDocument {
  Document document;
  std::optional<CorrectionOverlay> overlay;
};
Result<LoadedDocument> load_document(const std::filesystem::path& path,
                                     const PipelineOptions& options);

/// Takes a document by its name, or the reason why it cannot be had.
using LoadedSink = std::function<void(const std::string& name, Result<LoadedDocument>&& loaded)>;

/// Gives the documents at a path one by one: the file, or the files of a ZIP archive, each with the
/// overlay that belongs to it.
void load_documents(const std::filesystem::path& path, const PipelineOptions& options,
                    const LoadedSink& sink);

}  // namespace jx
