// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "codecs/json_writer.h"
#include "pipeline/pipeline.h"
#include "reports/text.h"

/// One file a subcommand: each adds itself to the program and, when chosen, sets the exit code.
namespace jx {

/// Exit codes of every command.
enum class Exit : int {
  Clean = 0,
  Findings = 1,  ///< At or above --fail-on.
  Failed = 2,    ///< Could not do it.
};

/// What the program was started with, and what comes of it.
struct Program {
  CLI::App app;
  std::string language;        ///< "zh", "en", or empty: by locale.
  std::filesystem::path data;  ///< The data folder; found by itself when not given.
  std::vector<std::filesystem::path> house_rules;  ///< Files of rules that an office wrote.
  Exit exit = Exit::Clean;

  TextStyle style() const;
  std::filesystem::path data_folder() const;
  /// With the house rules, if there are any.
  Result<Reference> load() const;
  /// The ids of all rules, those of the house among them.
  Result<std::vector<std::string>> rule_ids() const;
  void add_house_option(CLI::App& command);
  /// Prints the error to standard error and sets the exit code to Failed.
  void fail(std::string_view where, const Error& error);
  /// Prints what is amiss with this machine to standard error, once however often it is said.
  void complain(std::string_view complaint);
  /// Prints what reading had to say of a document to standard error, for outputs without a place
  /// for it.
  void remark(std::string_view file, const Diagnostics& diagnostics);

 private:
  std::set<std::string, std::less<>> complaints_;
};

/// The options that say how documents are read; shared by tables, read, check and import.
struct ReadingOptions {
  std::vector<std::string> files;
  std::string columns;
  std::string profile;
  std::string region;
  int fiscal_year = 0;
  std::string corrections;
  std::string password;
  bool in_process = false;
  bool confine_all = false;
  bool no_recognition = false;
  bool no_conversion = false;
  std::size_t jobs = 0;  ///< 0: as many as there are processors.
  bool quiet = false;

  /// Gives the option that names the files, which are required unless the caller says otherwise.
  CLI::Option* add_to(CLI::App& command);
  Result<PipelineOptions> pipeline() const;
};

/// Writes to standard output; a closed pipe (`| head`) ends the program quietly.
void print(std::string_view text);

/// Takes what a command has to say, piece by piece.
using TextSink = std::function<void(std::string_view text)>;

/// Where a command that goes through documents puts what it has to say.
struct DocumentOutput {
  bool json_wanted = false;
  TextSink put = print;
  std::string text = {};  ///< Put out and emptied after each document, JSON also in between.
  JsonWriter json{text, [this](std::string& written) {
                    put(written);
                    written.clear();
                  }};
};

/// Puts out what a document became.
using Delivery = std::function<Result<void>(DocumentOutput& output)>;
/// Reads one document, or says why it cannot be read. Called on several threads at once.
using DocumentFunction = std::function<Result<Delivery>(
    const LoadedDocument& loaded, const PipelineOptions& options, const Reference& reference)>;

/// What a command does with its documents.
struct DocumentRun {
  bool json_wanted = false;
  TextSink put = print;
  DocumentFunction read;
  /// After the last document; JSON writes further members of the outermost object.
  std::function<void(DocumentOutput& output)> add_tail = {};
};

/// Goes through all files; a document that fails is reported and the others go on. JSON comes out
/// as {"documents": [...]}. Several documents are read at once, but they are delivered on this
/// thread, one after another in the order of the arguments: the output does not depend on --jobs.
void run_documents(Program& program, const ReadingOptions& reading, const DocumentRun& run);

/// The overlay of a document in the form the pipeline takes it.
inline const CorrectionOverlay* overlay_of(const LoadedDocument& loaded) {
  return loaded.overlay ? &*loaded.overlay : nullptr;
}

void add_tables_command(Program& program);
void add_read_command(Program& program);
void add_check_command(Program& program);
void add_explain_command(Program& program);
void add_rules_command(Program& program);
void add_profiles_command(Program& program);
void add_indicators_command(Program& program);
void add_reconcile_command(Program& program);
void add_report_command(Program& program);
void add_evaluate_command(Program& program);
void add_ledger_command(Program& program);
/// Parts of the ledger command.
void add_register_actions(Program& program, CLI::App& ledger);
void add_show_action(Program& program, CLI::App& ledger);
void add_evidence_actions(Program& program, CLI::App& ledger);
void add_monitor_command(Program& program);
void add_rectify_command(Program& program);
void add_import_command(Program& program);
void add_score_command(Program& program);
void add_serve_command(Program& program);

}  // namespace jx
