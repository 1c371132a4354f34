// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/monitored_document.h"
#include "cli/output_file.h"
#include "cli/score_proof.h"
#include "cli/side_document.h"
#include "documents/document.h"
#include "ledger/actuals.h"
#include "reports/score.h"

namespace jx {
namespace {

struct Options {
  ReadingOptions reading;
  std::string format = "text";
  std::string actuals;
  MonitorSettings monitor;  ///< Of the ledger that the actuals come from, if any.
  std::string policies;
  std::string proof;
  std::string verify;
};

Result<ScoredDocument> score(const LoadedDocument& loaded, const PipelineOptions& pipeline,
                             const Reference& reference, const std::string& policies,
                             SideDocument& actuals_file, const MonitorBase* ledger) {
  JX_TRY(ReadOutcome outcome, run_read(loaded.document, overlay_of(loaded), pipeline, reference));
  JX_TRY(const std::shared_ptr<const Submission> actuals, actuals_file.read(pipeline, reference));
  if (actuals != nullptr) bring_actuals(*actuals, outcome.submission);
  if (ledger != nullptr) {
    JX_TRY(const MonitoredSubmission monitored,
           monitor_submission(outcome.submission, reference, *ledger));
    bring_actuals(monitored.monitoring, reference.lexicon, outcome.submission);
  }
  const Profile* const profile = reference.profiles.find(outcome.submission.profile.id);
  JX_CHECK(profile != nullptr, "a profile that was chosen among those there are");
  ScoringRules rules = profile->scoring;
  if (!policies.empty()) JX_TRY_VOID(choose_policies(policies, rules));
  return score_submission(outcome.submission, *profile, rules);
}

void run(Program& program, const Options& options) {
  const TextStyle style = program.style();
  SideDocument actuals(options.actuals);
  std::vector<ScoredDocument> proven;
  std::optional<MonitorBase> ledger;
  if (!options.monitor.ledger.empty()) {
    Result<MonitorBase> base = load_monitor_base(program, options.monitor);
    if (!base.ok()) return program.fail(options.monitor.ledger, base.error());
    ledger = *std::move(base);
  }
  const DocumentFunction each = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                                    const Reference& reference) -> Result<Delivery> {
    JX_TRY(ScoredDocument scored, score(loaded, pipeline, reference, options.policies, actuals,
                                        ledger ? &*ledger : nullptr));
    const auto document = std::make_shared<ScoredDocument>(std::move(scored));
    return Delivery([&, document](DocumentOutput& output) -> Result<void> {
      if (output.json_wanted) {
        write_scores(output.json, *document);
      } else {
        output.text += render_scores_text(*document, style);
      }
      if (!options.proof.empty()) proven.push_back(std::move(*document));
      return {};
    });
  };
  run_documents(program, options.reading, {.json_wanted = options.format == "json", .read = each});
  if (options.proof.empty() || program.exit == Exit::Failed) return;
  const Result<void> written = write_file(options.proof, proof_of(proven));
  if (!written.ok()) program.fail(options.proof, written.error());
}

void verify(Program& program, const std::string& path) {
  const Result<Document> document = read_document(path, {});
  if (!document.ok()) return program.fail(path, document.error());
  const Result<ProofVerdict> verdict = verify_proof(document->bytes, path);
  if (!verdict.ok()) return program.fail("", verdict.error());
  if (verdict->difference) {
    const ProofDifference& difference = *verdict->difference;
    print(fmt::format("{}：与重新计算的结果不一致\n  {}\n  证明里：{}\n  重算得：{}\n", path,
                      difference.path, difference.proof, difference.again));
    program.exit = Exit::Findings;
    return;
  }
  std::string versions;
  for (const std::string& version : verdict->versions) {
    if (versions.find(version) == std::string::npos) versions += " " + version;
  }
  print(fmt::format("{}：重新计算，结果一致（{} 份文件，{} 套目标，计分规则版本{}）\n", path,
                    verdict->documents, verdict->goal_sets, versions));
}

}  // namespace

void add_score_command(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      program.app.add_subcommand("score", "按规则集给完成情况计分，每个得分写明计算过程");
  CLI::Option* const files = options->reading.add_to(*command);
  files->required(false);
  command->add_option("--actuals", options->actuals,
                      "完成值另在一个文件里：有三级指标、完成值，也可有得分、原因、基期值等列");
  CLI::Option* const ledger = command->add_option("--ledger", options->monitor.ledger,
                                                  "完成值和预算执行数从台账里来，要同时写 --month");
  CLI::Option* const month =
      command->add_option("--month", options->monitor.month, "台账算到哪一月底，如 2021-12");
  ledger->needs(month);
  month->needs(ledger);
  command->add_option("--plan", options->monitor.plan, "跟踪方案：台账里的数怎样汇总")
      ->needs(ledger);
  command->add_option("--policy", options->policies,
                      "另选计分办法，如 REV-RATIO,OV-30-2；见 data/profiles/README.md");
  command->add_option("--format", options->format, "text 或 json")
      ->check(CLI::IsMember({"text", "json"}));
  command->add_option("--proof", options->proof,
                      "另写一个计分证明：输入、规则、结果，可用 --verify 重新计算");
  CLI::Option* const proof =
      command->add_option("--verify", options->verify, "按计分证明重新计算，看结果是否一致");
  proof->excludes(files);
  command->callback([&program, options] {
    if (!options->verify.empty()) return verify(program, options->verify);
    if (options->reading.files.empty()) throw CLI::RequiredError("files 或 --verify");
    run(program, *options);
  });
}

}  // namespace jx
