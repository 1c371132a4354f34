// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "reports/reconciliation.h"

namespace jx {
namespace {

struct Options {
  ReadingOptions reading;
  std::string format = "text";
  std::string fail_on = "contradictory";
};

/// The rules that look at several sets of goals, or at amounts that stand in more than one.
constexpr std::array<std::string_view, 6> kRulesOfSets = {"GS01", "TX14", "TX15",
                                                          "LG03", "LG04", "LG06"};

struct ReadDocument {
  Submission submission;
  CheckResult checked;
};

Result<ReadDocument> read(const LoadedDocument& loaded, const PipelineOptions& pipeline,
                          const Reference& reference) {
  PipelineOptions checking = pipeline;
  checking.check.only.assign(kRulesOfSets.begin(), kRulesOfSets.end());
  JX_TRY(ReadOutcome outcome, run_read(loaded.document, overlay_of(loaded), checking, reference));
  CheckResult checked = run_check(outcome.submission, checking, reference);
  return ReadDocument{std::move(outcome.submission), std::move(checked)};
}

bool fails(const Reconciliation& reconciliation, const std::string& fail_on) {
  if (fail_on == "never") return false;
  for (const ProjectReconciliation& project : reconciliation.projects) {
    for (const SetComparison& comparison : project.comparisons) {
      const std::size_t same = comparison.count(ReconciledRelation::Same);
      if (comparison.count(ReconciledRelation::Contradictory) > 0) return true;
      if (fail_on == "difference" && (same < comparison.rows.size() || !comparison.head.empty())) {
        return true;
      }
    }
  }
  return false;
}

void report(const std::vector<std::shared_ptr<const ReadDocument>>& documents, Program& program,
            const Options& options) {
  std::vector<const Submission*> submissions;
  std::vector<DocumentFindings> findings;
  for (const auto& document : documents) {
    submissions.push_back(&document->submission);
    findings.push_back({&document->submission, document->checked.findings});
  }
  const Result<Reference> reference = program.load();
  if (!reference.ok()) return program.fail("", reference.error());
  const Reconciliation reconciliation = reconcile(submissions, reference->lexicon);
  std::string text;
  if (options.format == "json") {
    JsonWriter json(text);
    write_reconciliation(json, reconciliation, findings, reference->rule_set);
  } else {
    text = render_reconciliation_text(reconciliation, findings, program.style());
  }
  print(text);
  if (fails(reconciliation, options.fail_on) && program.exit == Exit::Clean) {
    program.exit = Exit::Findings;
  }
}

void run(Program& program, const Options& options) {
  std::vector<std::shared_ptr<const ReadDocument>> documents;
  const DocumentFunction each = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                                    const Reference& reference) -> Result<Delivery> {
    JX_TRY(ReadDocument document, read(loaded, pipeline, reference));
    const auto shared = std::make_shared<const ReadDocument>(std::move(document));
    return Delivery([&documents, shared](DocumentOutput& /*output*/) -> Result<void> {
      documents.push_back(shared);
      return {};
    });
  };
  run_documents(program, options.reading, {.read = each});
  if (!documents.empty() || options.format == "json") report(documents, program, options);
}

}  // namespace

void add_reconcile_command(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.app.add_subcommand(
      "reconcile", "把同一项目的几套目标（批复、公开、调整、招标任务清单、自评）放在一起对照");
  options->reading.add_to(*command);
  command->add_option("--format", options->format, "text 或 json")
      ->check(CLI::IsMember({"text", "json"}));
  command
      ->add_option("--fail-on", options->fail_on,
                   "有什么时以 1 退出：contradictory（矛盾，默认）、difference（任何出入）、never")
      ->check(CLI::IsMember({"contradictory", "difference", "never"}));
  command->footer(
      "一个文件里有几套目标，或几个文件各有一套，都可以。项目按代码对应，没有代码的按名称；任务清单"
      "按"
      "名称里的专有词。");
  command->callback([&program, options] { run(program, *options); });
}

}  // namespace jx
