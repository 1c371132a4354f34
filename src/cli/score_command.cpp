// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/monitored_document.h"
#include "cli/output_file.h"
#include "cli/score_forms.h"
#include "cli/score_proof.h"
#include "cli/side_document.h"
#include "documents/document.h"
#include "ledger/actuals.h"
#include "profiles/result_use.h"
#include "records/goal_adjustments.h"
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
  std::string form;
  std::string output;
  std::string adjustments;

  bool wants_forms() const { return format == "xlsx" || format == "docx"; }
};

/// What goes with all documents of a run.
struct Companions {
  SideDocument actuals;
  std::optional<MonitorBase> ledger = std::nullopt;
  std::vector<ProjectAdjustment> adjustments = {};
  std::vector<ResultUse> uses = {};
};

struct Scored {
  Submission submission;
  ScoredDocument document;
  std::vector<AppliedAdjustment> adjusted;
  Statements statements;
};

/// By the keys of `submission`; the only form of `from` belongs to its only project, as its actuals
/// do.
void collect_statements(const Submission& from, const Submission& submission,
                        Statements& statements) {
  for (const SelfEvaluation& evaluation : from.self_evaluations) {
    const bool only = from.self_evaluations.size() == 1 && submission.projects.size() == 1;
    const std::string& key = only ? submission.projects.front().key.text : evaluation.project;
    statements[key] = statements_of(from, evaluation);
  }
}

void note_approvals(const std::vector<ProjectAdjustment>& adjustments, Scored& scored) {
  for (const AppliedAdjustment& applied : scored.adjusted) {
    for (ScoredProject& project : scored.document.projects) {
      if (project.key != applied.project) continue;
      for (ScoredGoalSet& set : project.sets) {
        const bool adjusted = set.set.source == GoalSource::Adjusted;
        if (adjusted) set.adjustment = adjustments[applied.position].approval;
      }
    }
  }
}

Result<Scored> score(const LoadedDocument& loaded, const PipelineOptions& pipeline,
                     const Reference& reference, const std::string& policies,
                     Companions& companions) {
  JX_TRY(ReadOutcome outcome, run_read(loaded.document, overlay_of(loaded), pipeline, reference));
  Submission& submission = outcome.submission;
  Scored scored;
  JX_TRY(scored.adjusted,
         apply_goal_adjustments(companions.adjustments, reference.lexicon, submission));
  JX_TRY(const std::shared_ptr<const Submission> actuals,
         companions.actuals.read(pipeline, reference));
  collect_statements(submission, submission, scored.statements);
  if (actuals != nullptr) {
    collect_statements(*actuals, submission, scored.statements);
    bring_actuals(*actuals, submission);
  }
  if (companions.ledger) {
    JX_TRY(const MonitoredSubmission monitored,
           monitor_submission(submission, reference, *companions.ledger));
    bring_actuals(monitored.monitoring, reference.lexicon, submission);
  }
  const Profile* const profile = reference.profiles.find(submission.profile.id);
  JX_CHECK(profile != nullptr, "a profile that was chosen among those there are");
  ScoringRules rules = profile->scoring;
  if (!policies.empty()) JX_TRY_VOID(choose_policies(policies, rules));
  scored.document = score_submission(submission, *profile, rules);
  note_approvals(companions.adjustments, scored);
  scored.submission = std::move(submission);
  return scored;
}

Result<std::vector<ProjectAdjustment>> read_adjustments(const std::string& path) {
  if (path.empty()) return std::vector<ProjectAdjustment>();
  JX_TRY(const Document document, read_document(path, {}));
  return parse_goal_adjustments(document.bytes, path);
}

Result<void> load_companions(const Program& program, const Options& options,
                             Companions& companions) {
  JX_TRY(companions.adjustments, read_adjustments(options.adjustments));
  JX_TRY(companions.uses, load_result_uses(program.data_folder() / "result-use"));
  return {};
}

/// An adjustment that no document had a project for is a mistake somebody should hear of.
void complain_of_unused(Program& program, const std::vector<ProjectAdjustment>& adjustments,
                        const std::set<std::size_t>& used) {
  for (std::size_t i = 0; i < adjustments.size(); ++i) {
    if (used.contains(i)) continue;
    program.fail(adjustments[i].place,
                 Error{ErrorCode::NotFound,
                       fmt::format("这些文件里没有项目“{}”，它的目标调整没有用上；请核对编码或名称",
                                   adjustments[i].project)});
  }
}

void run(Program& program, const Options& options) {
  const TextStyle style = program.style();
  Companions companions{.actuals = SideDocument(options.actuals)};
  const Result<void> found = load_companions(program, options, companions);
  if (!found.ok()) return program.fail("", found.error());
  if (!options.monitor.ledger.empty()) {
    Result<MonitorBase> base = load_monitor_base(program, options.monitor);
    if (!base.ok()) return program.fail(options.monitor.ledger, base.error());
    companions.ledger = *std::move(base);
  }
  std::set<std::size_t> adjusted;
  std::vector<ScoredDocument> proven;
  std::optional<ScoreForms> forms;
  if (options.wants_forms()) {
    Result<ScoreForms> opened = ScoreForms::open(
        program, {options.format, options.form, options.output}, options.reading.files);
    if (!opened.ok()) return program.fail("", opened.error());
    forms.emplace(*std::move(opened));
  }
  const DocumentFunction each = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                                    const Reference& reference) -> Result<Delivery> {
    JX_TRY(Scored scored, score(loaded, pipeline, reference, options.policies, companions));
    const auto kept = std::make_shared<Scored>(std::move(scored));
    return Delivery([&, kept](DocumentOutput& output) -> Result<void> {
      for (const AppliedAdjustment& one : kept->adjusted) adjusted.insert(one.position);
      const ProfileChoice& chosen = kept->submission.profile;
      const ResultUse* const use =
          find_result_use(companions.uses, chosen.region, chosen.fiscal_year);
      if (forms) {
        JX_TRY(const std::string told,
               forms->add(kept->submission, kept->document, kept->statements));
        output.text += told;
      } else if (output.json_wanted) {
        write_scores(output.json, kept->document, use);
      } else {
        output.text += render_scores_text(kept->document, use, style);
      }
      if (!options.proof.empty()) proven.push_back(std::move(kept->document));
      return {};
    });
  };
  run_documents(program, options.reading, {.json_wanted = options.format == "json", .read = each});
  // A document that could not be read may have been the one.
  if (program.exit != Exit::Failed) complain_of_unused(program, companions.adjustments, adjusted);
  if (forms) {
    const Result<std::string> written = forms->finish();
    if (!written.ok()) return program.fail(options.output, written.error());
    print(*written);
  }
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
  command->add_option("--adjustments", options->adjustments,
                      "绩效目标调整记录（TOML）：原因、批复、改了什么；原目标和调整后目标都计分");
  command->add_option("--policy", options->policies,
                      "另选计分办法，如 REV-RATIO,OV-30-2；见 data/profiles/README.md");
  command
      ->add_option("--format", options->format,
                   "text（默认）、json，或填好的自评表：xlsx、docx（一个项目一张，须有 --output）")
      ->check(CLI::IsMember({"text", "json", "xlsx", "docx"}));
  command->add_option("--form", options->form,
                      "自评表的表式，见 data/forms；默认按地区，没有本地表式的用全国的");
  command->add_option("--output", options->output, "自评表写到这个文件；写到文件夹则一份文件一个");
  command->add_option("--proof", options->proof,
                      "另写一个计分证明：输入、规则、结果，可用 --verify 重新计算");
  CLI::Option* const proof =
      command->add_option("--verify", options->verify, "按计分证明重新计算，看结果是否一致");
  proof->excludes(files);
  command->callback([&program, options] {
    if (!options->verify.empty()) return verify(program, options->verify);
    // The ending of the file says which format is wanted, as in `jixiao report`.
    if (options->format == "text" && options->output.ends_with(".xlsx")) options->format = "xlsx";
    if (options->format == "text" && options->output.ends_with(".docx")) options->format = "docx";
    if (options->reading.files.empty()) throw CLI::RequiredError("files 或 --verify");
    run(program, *options);
  });
}

}  // namespace jx
