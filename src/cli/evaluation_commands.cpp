// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/evaluation_commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/evaluation_files.h"
#include "cli/evaluation_start.h"
#include "cli/output_file.h"
#include "cli/survey_commands.h"
#include "evaluation/weight_points.h"
#include "reports/evaluation.h"
#include "reports/evaluation_papers.h"
#include "reports/methods.h"
#include "reports/papers.h"

namespace jx {
namespace {

struct Options {
  ReadingOptions reading;
  std::string book;
  std::string format = "text";
  std::string framework = "project-expenditure";
  std::string proof;
  std::string verify;
  std::string output;
  std::vector<std::string> reviewers;
  std::string subjective;
  std::string objective;
  std::string combination = "mean";
  double share = 0.5;
  std::string base;
  int places = 0;
  std::string vary = "10";  ///< Percent of each weight.
};

using Action = std::function<Result<void>(Program& program, const Options& options)>;

CLI::App* add_action(Program& program, CLI::App& parent, const std::string& name,
                     const std::string& what, const std::shared_ptr<Options>& options,
                     const Action& action) {
  CLI::App* const command = parent.add_subcommand(name, what);
  command->callback([&program, options, action] {
    const Result<void> done = action(program, *options);
    if (!done.ok()) program.fail("", done.error());
  });
  return command;
}

std::filesystem::path frameworks_of(const Program& program) {
  return program.data_folder() / "frameworks";
}

Result<void> show_framework(Program& program, const Options& options) {
  JX_TRY(const LoadedFramework loaded, load_framework(frameworks_of(program), options.framework));
  print(render_framework_text(loaded.framework, program.style()));
  return {};
}

void tell_missing(Program& program, const LoadedBook& loaded) {
  for (const std::string& missing : loaded.missing_files) {
    program.complain(fmt::format("资料清单里的文件找不到：{}", missing));
  }
}

Result<void> verify_proof_file(Program& program, const std::string& path) {
  JX_TRY(const std::string text, read_whole_file(path));
  JX_TRY(const EvaluationVerdict verdict, verify_evaluation_proof(text, path));
  if (verdict.difference) {
    print(fmt::format("{}：与重新计算的结果不一致\n  {}\n  证明里：{}\n  重算得：{}\n", path,
                      verdict.difference->path, verdict.difference->proof,
                      verdict.difference->again));
    program.exit = Exit::Findings;
    return {};
  }
  print(fmt::format("{}：重新计算，结果一致（{}，{} 个指标，{}）\n", path, verdict.project,
                    verdict.indicators,
                    verdict.total ? fmt::format("总分 {}", verdict.total->to_string())
                                  : std::string("没有总分")));
  return {};
}

Result<std::vector<ResultUse>> load_uses(const Program& program) {
  return load_result_uses(program.data_folder() / "result-use");
}

/// What a grade means for the next budget where and when the book was made.
const ResultUse* use_of(const std::vector<ResultUse>& uses, const EvaluationBook& book) {
  return find_result_use(uses, book.region, book.fiscal_year);
}

/// Scores that are open are findings: the evaluation is not finished.
Result<void> score_book(Program& program, const Options& options) {
  if (!options.verify.empty()) return verify_proof_file(program, options.verify);
  JX_TRY(const LoadedBook loaded, load_evaluation_book(options.book, frameworks_of(program)));
  JX_TRY(const std::vector<ResultUse> uses, load_uses(program));
  const EvaluatedBook view = loaded.view(use_of(uses, loaded.book));
  tell_missing(program, loaded);
  if (options.format == "json") {
    std::string text;
    JsonWriter json(text);
    write_evaluation(json, view);
    print(text + "\n");
  } else {
    print(render_evaluation_text(view, program.style()));
  }
  if (!options.proof.empty()) {
    JX_TRY_VOID(write_file(options.proof, evaluation_proof_of(loaded)));
  }
  if (!loaded.scores.total || !loaded.missing_files.empty()) program.exit = Exit::Findings;
  return {};
}

Result<void> show_sensitivity(Program& program, const Options& options) {
  const Result<Decimal> part = Decimal::parse(options.vary);
  if (!part.ok())
    return malformed(fmt::format("--vary {}：不是数；请写 10 这样的数", options.vary));
  JX_TRY(const LoadedBook loaded, load_evaluation_book(options.book, frameworks_of(program)));
  tell_missing(program, loaded);
  const EvaluatedBook view = loaded.view();
  JX_TRY(const EvaluationSensitivity found,
         find_sensitivity(view.book, view.framework, view.scores, *part));
  if (options.format == "json") {
    std::string text;
    JsonWriter json(text);
    write_sensitivity(json, view, found);
    print(text + "\n");
  } else {
    print(render_sensitivity_text(view, found, program.style()));
  }
  if (!loaded.missing_files.empty()) program.exit = Exit::Findings;
  return {};
}

Result<void> write_papers(Program& program, const Options& options) {
  JX_TRY(const LoadedBook loaded, load_evaluation_book(options.book, frameworks_of(program)));
  tell_missing(program, loaded);
  JX_TRY(const ReportOutline outline,
         load_report_outline(program.data_folder() / "outlines" / "evaluation-report.toml"));
  const std::filesystem::path folder = options.output;
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
  if (fault) {
    return Error{ErrorCode::Io, fmt::format("建不了文件夹 {}；请检查路径和权限。", options.output)};
  }
  JX_TRY(const std::vector<ResultUse> uses, load_uses(program));
  const std::vector<Paper> papers =
      evaluation_papers(loaded.view(use_of(uses, loaded.book)), outline);
  for (const Paper& paper : papers) {
    JX_TRY(const std::string bytes, render_paper_docx(paper));
    JX_TRY_VOID(write_file(folder / (paper.name + ".docx"), bytes));
    print(fmt::format("{}\n", (folder / (paper.name + ".docx")).string()));
  }
  const std::filesystem::path book = folder / "工作底稿.xlsx";
  JX_TRY(OutputFile file, OutputFile::create(book));
  file.pause();
  JX_TRY_VOID(write_papers_xlsx(file.partial(), papers));
  JX_TRY_VOID(file.commit());
  print(fmt::format("{}\n", book.string()));
  return {};
}

/// The objective weights in the order of the subjective ones.
Result<std::vector<double>> in_order(const std::vector<std::pair<std::string, double>>& names,
                                     const std::vector<std::pair<std::string, double>>& shares) {
  std::vector<double> ordered;
  for (const auto& named : names) {
    const auto found = std::find_if(shares.begin(), shares.end(),
                                    [&](const auto& each) { return each.first == named.first; });
    if (found == shares.end()) {
      return malformed(fmt::format("客观权重里没有“{}”；两份权重要对同样的指标。", named.first));
    }
    ordered.push_back(found->second);
  }
  if (shares.size() != names.size()) {
    return malformed(fmt::format("主观权重有 {} 个，客观权重有 {} 个；两份权重要对同样的指标。",
                                 names.size(), shares.size()));
  }
  return ordered;
}

Result<void> combine(Program& program, const Options& options) {
  JX_TRY(const std::string first, read_whole_file(options.subjective));
  JX_TRY(const std::string second, read_whole_file(options.objective));
  JX_TRY(const auto subjective, read_weight_shares(first, options.subjective));
  JX_TRY(const auto objective, read_weight_shares(second, options.objective));
  CombinedWeights combined;
  for (const auto& [name, share] : subjective) {
    combined.names.push_back(name);
    combined.subjective.push_back(share);
  }
  JX_TRY(combined.objective, in_order(subjective, objective));
  combined.combination =
      options.combination == "product" ? Combination::Product : Combination::Mean;
  combined.share = options.share;
  JX_TRY(combined.weights, combine_weights(combined.subjective, combined.objective,
                                           combined.combination, combined.share));
  if (!options.base.empty()) {
    const Result<Decimal> base = Decimal::parse(options.base);
    if (!base.ok()) return malformed(fmt::format("--base {}：不是数", options.base));
    JX_TRY(combined.points, to_points(combined.weights, *base, options.places));
  }
  if (options.format != "json") {
    print(render_combined_text(combined, program.style()));
    return {};
  }
  std::string text;
  JsonWriter json(text);
  json.begin_object(JsonWriter::Layout::Lines).key("documents");
  json.begin_array(JsonWriter::Layout::Lines).begin_object(JsonWriter::Layout::Lines);
  write_combined(json, combined);
  json.end_object().end_array().end_object();
  print(text + "\n");
  return {};
}

void add_format(CLI::App& command, Options& options) {
  command.add_option("--format", options.format, "text（默认）或 json")
      ->check(CLI::IsMember({"text", "json"}));
}

void add_start(Program& program, CLI::App& evaluate) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = evaluate.add_subcommand(
      "start", "新建一本评价簿：框架里的指标和要点，加上项目自己的产出、效益指标；由人填写");
  options->reading.add_to(*command);
  command->add_option("--framework", options->framework, "指标体系框架，默认 project-expenditure");
  command->add_option("--reviewers", options->reviewers, "两位评分人，逗号隔开")
      ->delimiter(',')
      ->expected(2)
      ->required();
  command->add_option("--output", options->output, "写到这个文件，如 评价簿.toml")->required();
  command->callback([&program, options] {
    start_evaluation_book(program, options->reading, frameworks_of(program),
                          {options->framework, options->reviewers, options->output});
  });
}

void add_combine(Program& program, CLI::App& evaluate) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = add_action(
      program, evaluate, "combine",
      "把主观权重（ahp、delphi）和客观权重（entropy）合起来，按最大余数法凑整", options, combine);
  command->add_option("--subjective", options->subjective, "主观权重：evaluate 的 JSON 输出")
      ->required();
  command->add_option("--objective", options->objective, "客观权重：evaluate 的 JSON 输出")
      ->required();
  command->add_option("--combination", options->combination, "mean（加权平均，默认）或 product")
      ->check(CLI::IsMember({"mean", "product"}));
  command->add_option("--share", options->share, "加权平均时主观权重占的比例，默认 0.5")
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--base", options->base, "把权重分成这么多分（如 90、100）");
  command->add_option("--places", options->places, "分值的小数位数，默认 0")
      ->check(CLI::Range(0, 4));
  add_format(*command, *options);
}

}  // namespace

void add_evaluation_commands(Program& program, CLI::App& evaluate) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_action(program, evaluate, "framework",
                                 "列出指标体系框架：三级指标和评价要点", options, show_framework);
  command->add_option("id", options->framework, "框架编号，默认 project-expenditure");
  add_start(program, evaluate);

  options = std::make_shared<Options>();
  command = add_action(program, evaluate, "score",
                       "按评价簿评分：每个要点两人独立评分、对照、商定，每分有佐证和算式", options,
                       score_book);
  CLI::Option* const book = command->add_option("book", options->book, "评价簿（TOML）");
  add_format(*command, *options);
  command->add_option("--proof", options->proof,
                      "另写一个评分证明：框架、评价簿、权重、结果，可用 --verify 重新计算");
  CLI::Option* const verify =
      command->add_option("--verify", options->verify, "按评分证明重新计算，看结果是否一致");
  verify->excludes(book);
  command->callback(
      [&program, options, run = std::function<Result<void>(Program&, const Options&)>(score_book)] {
        if (options->book.empty() && options->verify.empty())
          throw CLI::RequiredError("book 或 --verify");
        const Result<void> done = run(program, *options);
        if (!done.ok()) program.fail("", done.error());
      });

  options = std::make_shared<Options>();
  command = add_action(program, evaluate, "sensitivity",
                       "敏感性：改一个得分或一个权重，总分和等级怎样变，最少改多少等级就变",
                       options, show_sensitivity);
  command->add_option("book", options->book, "评价簿（TOML）")->required();
  command->add_option("--vary", options->vary, "权重各变动它自己的百分之几，默认 10");
  add_format(*command, *options);

  options = std::make_shared<Options>();
  command =
      add_action(program, evaluate, "papers",
                 "写工作底稿：评分底稿、资料清单、资金核查、问题清单和评价报告（Word 和 Excel）",
                 options, write_papers);
  command->add_option("book", options->book, "评价簿（TOML）")->required();
  command->add_option("--output", options->output, "写到这个文件夹")->required();
  add_combine(program, evaluate);
  add_survey_commands(program, evaluate);
}

}  // namespace jx
