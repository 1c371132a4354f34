// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/before_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/before_goals.h"
#include "cli/output_file.h"
#include "cli/side_document.h"
#include "evaluation/before_evaluation.h"
#include "reports/before_evaluation.h"

namespace jx {
namespace {

struct Options {
  ReadingOptions reading;
  std::string framework = "national";
  std::string format;  ///< Empty: by the ending of `output`, else text.
  std::string output;
  std::string goals;    ///< A file of declared goals; empty: none.
  std::string project;  ///< Which of its projects.
};

/// The declared goals that go with all score tables of a run.
struct DeclaredGoals {
  SideDocument document;
  ReviewForm form = {};
  std::string project = {};
};

std::string format_of(const Options& options) {
  if (!options.format.empty()) return options.format;
  return options.output.ends_with(".docx") ? "docx" : "text";
}

Result<BeforeFramework> find_framework(const Program& program, const std::string& id) {
  JX_TRY(std::vector<BeforeFramework> all,
         load_before_frameworks(program.data_folder() / "before-evaluations"));
  std::string known;
  for (BeforeFramework& framework : all) {
    if (framework.id == id) return std::move(framework);
    known += (known.empty() ? "" : "、") + fmt::format("{}（{}）", framework.id, framework.title);
  }
  return Error{ErrorCode::NotFound, fmt::format("没有叫“{}”的框架；有的是：{}", id, known)};
}

/// Title and lines around the score table, as they stand; a sheet says there whose it is.
std::vector<std::string> lines_around(const Tables& tables, const Table& table) {
  constexpr std::size_t kMostLines = 20;
  std::vector<std::string> lines;
  if (!table.title.text.empty()) lines.push_back(table.title.text);
  for (const OutsideLine& line : tables.lines) {
    if (line.kind == LineKind::PageNumber || lines.size() == kMostLines) continue;
    lines.push_back(line.text);
  }
  return lines;
}

Result<std::vector<BeforeProposal>> propose(const PipelineOptions& pipeline,
                                            const Reference& reference, DeclaredGoals& goals,
                                            std::vector<std::string>& about) {
  JX_TRY(const std::shared_ptr<const Submission> declared,
         goals.document.read(pipeline, reference));
  if (declared == nullptr) return std::vector<BeforeProposal>();
  for (std::string& line : declared_project(*declared, goals.project)) {
    about.push_back(std::move(line));
  }
  const CheckResult checked = run_check(*declared, pipeline, reference);
  return propose_from_goals(goals.form, *declared, checked, goals.project);
}

Result<NamedBeforeEvaluation> evaluate(const LoadedDocument& loaded,
                                       const PipelineOptions& pipeline, const Reference& reference,
                                       const BeforeFramework& framework, DeclaredGoals& goals) {
  JX_TRY(const TablesOutcome read,
         run_tables(loaded.document, overlay_of(loaded), pipeline, reference));
  const auto found =
      std::find_if(read.tables.tables.begin(), read.tables.tables.end(),
                   [](const Table& each) { return each.rows >= 2 && each.columns >= 2; });
  if (found == read.tables.tables.end()) {
    return Error{ErrorCode::NotFound,
                 "没有找到评分表。请用第一列是评分要点，有得分、扣分原因、佐证各列的表格"};
  }
  JX_TRY(const NamedTable table, NamedTable::read(*found));
  std::vector<std::string> about = lines_around(read.tables, *found);
  JX_TRY(const std::vector<BeforeProposal> proposals, propose(pipeline, reference, goals, about));
  JX_TRY(BeforeEvaluation evaluation, evaluate_before(framework, table, proposals));
  return NamedBeforeEvaluation{read.file, read.sha256, std::move(evaluation), std::move(about)};
}

void run(Program& program, const Options& options) {
  const std::string format = format_of(options);
  if (format == "docx" && options.output.empty()) {
    return program.fail(
        "", Error{ErrorCode::Unsupported, "Word 文件要有名字：请加 --output 文件名.docx"});
  }
  const Result<BeforeFramework> framework = find_framework(program, options.framework);
  if (!framework.ok()) return program.fail("", framework.error());
  DeclaredGoals goals{.document = SideDocument(options.goals)};
  if (!options.goals.empty()) {
    Result<ReviewForm> form = goal_form_of(*framework);
    if (!form.ok()) return program.fail("", form.error());
    goals.form = *std::move(form);
    goals.project = options.project;
  }
  const TextStyle style = program.style();
  std::vector<NamedBeforeEvaluation> all;
  const DocumentFunction read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                                    const Reference& reference) -> Result<Delivery> {
    JX_TRY(NamedBeforeEvaluation named, evaluate(loaded, pipeline, reference, *framework, goals));
    return Delivery([&, named = std::move(named)](DocumentOutput& output) -> Result<void> {
      if (named.evaluation.gaps > 0) program.exit = std::max(program.exit, Exit::Findings);
      if (format == "docx") all.push_back(named);
      if (format == "text") output.text += render_before_text(named.evaluation, style);
      if (format == "json") {
        output.json.begin_object(JsonWriter::Layout::Lines).member("file", named.file);
        output.json.member("sha256", named.sha256);
        write_before(output.json, named.evaluation);
        output.json.end_object();
      }
      return {};
    });
  };
  run_documents(program, options.reading, {.json_wanted = format == "json", .read = read});
  if (format != "docx" || all.empty()) return;
  const Result<std::string> bytes = render_before_docx(all);
  const Result<void> written =
      bytes.ok() ? write_file(options.output, *bytes) : Result<void>(bytes.error());
  if (!written.ok()) program.fail(options.output, written.error());
}

}  // namespace

void add_before_command(Program& program, CLI::App& evaluate) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = evaluate.add_subcommand(
      "before",
      "事前绩效评估：一行一个评分要点（编号或名称），列得分、扣分原因、佐证，汇总各方面和结论");
  options->reading.add_to(*command);
  command->add_option("--framework", options->framework,
                      "评估框架，见 data/before-evaluations；默认 national");
  command
      ->add_option("--format", options->format,
                   "text（默认）、json 或 docx；不写时看 --output 的后缀")
      ->check(CLI::IsMember({"text", "json", "docx"}));
  command->add_option("--output", options->output, "Word 文件写到这里");
  CLI::Option* const goals = command->add_option("--goals", options->goals,
                                                 "申报的绩效目标：没有评分的目标合理性要点由它的检"
                                                 "查结果得出，写明规则和出处；评了分的写出建议");
  command->add_option("--project", options->project, "--goals 里是哪一个项目（编码或名称）")
      ->needs(goals);
  command->callback([&program, options] { run(program, *options); });
}

}  // namespace jx
