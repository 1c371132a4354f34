// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/clock.h"
#include "cli/command.h"
#include "cli/evaluation_files.h"
#include "cli/output_file.h"
#include "ledger/evidence.h"
#include "rectification/book.h"
#include "reports/rectification.h"

namespace jx {
namespace {

/// All actions share one set of options; each command offers those that it knows.
struct Options {
  std::string book;
  std::string id;
  std::string title;
  std::string hash = "intl";
  std::string person;
  std::string at;  ///< Empty: now.
  std::string on;  ///< Empty: today.
  std::string from;
  std::string amount;
  std::string deadline;
  std::vector<std::string> files;
  std::string format = "text";
  std::string head;
  std::string output;
  bool overdue = false;
  std::vector<std::uint64_t> problems;
  RectificationStep step;

  std::string moment() const { return at.empty() ? now_text() : at; }
  Result<Date> today() const {
    constexpr std::size_t kDay = 10;
    return parse_day(on.empty() ? now_text().substr(0, kDay) : on);
  }
};

using Action = std::function<Result<void>(Program& program, const Options& options)>;

Result<void> create(Program& /*program*/, const Options& options) {
  JX_TRY(const HashProfile profile, parse_hash_profile(options.hash));
  JX_TRY(const RectificationBook book,
         RectificationBook::create(options.book, {.id = options.id,
                                                  .title = options.title,
                                                  .profile = profile,
                                                  .created_at = options.moment()}));
  print(fmt::format("新建了整改台账 {}（{}）。\n", book.identity().id, options.book));
  return {};
}

Result<void> append(const Options& options, std::vector<RectificationStep> steps) {
  JX_TRY(RectificationBook book, RectificationBook::open(options.book));
  for (RectificationStep& step : steps) {
    step.person = options.person;
    step.recorded_at = options.moment();
  }
  JX_TRY(std::uint64_t number, book.append(steps));
  for (const RectificationStep& step : steps) {
    print(step.action == RectificationAction::Register
              ? fmt::format("问题 {}：{}\n", number, step.title)
              : fmt::format("问题 {}：{}，记为第 {} 步。\n", step.problem,
                            chinese_name(step.action), number));
    ++number;
  }
  return {};
}

/// The problems of an evaluation book, each under the indicators that lost points by it.
Result<std::vector<RectificationStep>> problems_of(const Program& program,
                                                   const std::string& path) {
  JX_TRY(const LoadedBook loaded, load_evaluation_book(path, program.data_folder() / "frameworks"));
  std::vector<RectificationStep> steps;
  for (const Problem& problem : loaded.book.problems) {
    RectificationStep step;
    step.source = "评价";
    step.project = loaded.book.project;
    step.title = problem.title;
    step.detail = problem.detail;
    step.rule = problem.id;
    for (const std::string& code : problem.indicators) step.rule += " " + code;
    step.amount = problem.amount;
    steps.push_back(std::move(step));
  }
  if (!steps.empty()) return steps;
  return Error{ErrorCode::NotFound, fmt::format("{} 里没有登记问题（[[problem]]）。", path)};
}

Result<void> register_problems(Program& program, const Options& options) {
  if (!options.from.empty()) {
    JX_TRY(std::vector<RectificationStep> steps, problems_of(program, options.from));
    return append(options, std::move(steps));
  }
  RectificationStep step = options.step;
  if (!options.amount.empty()) {
    JX_TRY(step.amount, Decimal::parse(options.amount));
  }
  return append(options, {std::move(step)});
}

Result<void> take_step(Program& /*program*/, const Options& options, RectificationAction action) {
  RectificationStep step = options.step;
  step.action = action;
  if (!options.deadline.empty()) {
    JX_TRY(step.deadline, parse_day(options.deadline));
  }
  if (!options.files.empty()) {
    JX_TRY(const RectificationBook book, RectificationBook::open(options.book));
    const EvidenceFolder folder(options.book, book.identity().profile);
    for (const std::string& path : options.files) {
      JX_TRY(const EvidenceFile file, folder.add(path));
      const std::string digest = to_hex(file.digest);
      const auto& taken = step.evidence;
      if (std::find(taken.begin(), taken.end(), digest) != taken.end()) {
        print(fmt::format("{}：与前面的是同一个文件，只收一次\n", path));
        continue;
      }
      step.evidence.push_back(digest);
      print(fmt::format("{}  {}\n", step.evidence.back(),
                        std::filesystem::path(path).filename().string()));
    }
  }
  return append(options, {std::move(step)});
}

Result<void> write_list(const Options& options, const RectificationList& list,
                        const std::string& title) {
  const Paper paper = rectification_paper(list, title);
  if (!options.output.ends_with(".xlsx")) {
    JX_TRY(const std::string bytes, render_paper_docx(paper));
    return write_file(options.output, bytes);
  }
  JX_TRY(OutputFile file, OutputFile::create(options.output));
  file.pause();
  JX_TRY_VOID(write_papers_xlsx(file.partial(), std::span(&paper, 1)));
  return file.commit();
}

Result<void> list(Program& program, const Options& options) {
  JX_TRY(const RectificationBook book, RectificationBook::open(options.book));
  JX_TRY(const RectificationCases cases, book.cases());
  JX_TRY(const Date today, options.today());
  std::vector<RectificationCase> shown;
  for (const RectificationCase& each : cases.all()) {
    const bool open = each.state != RectificationState::Closed;
    if (!options.overdue || (open && each.days_overdue(today) > 0)) shown.push_back(each);
  }
  const RectificationList listed{shown, summarise(cases.all(), today), today};
  if (!options.output.empty()) {
    JX_TRY_VOID(write_list(options, listed, book.identity().title));
  } else if (options.format == "json") {
    std::string text;
    JsonWriter json(text);
    write_rectification(json, listed);
    print(text + "\n");
  } else {
    print(render_rectification_text(listed, program.style()));
  }
  if (listed.summary.overdue > 0) program.exit = Exit::Findings;
  return {};
}

Result<const RectificationCase*> find_problem(const RectificationCases& cases,
                                              std::uint64_t number) {
  const RectificationCase* const problem = cases.find(number);
  if (problem != nullptr) return problem;
  return Error{ErrorCode::NotFound,
               fmt::format("没有编号为 {} 的问题；用 rectify list 看有哪些。", number)};
}

Result<void> write_notice(Program& /*program*/, const Options& options) {
  JX_TRY(const RectificationBook book, RectificationBook::open(options.book));
  JX_TRY(const RectificationCases cases, book.cases());
  std::vector<RectificationCase> problems;
  for (const std::uint64_t number : options.problems) {
    JX_TRY(const RectificationCase* const problem, find_problem(cases, number));
    problems.push_back(*problem);
  }
  JX_TRY(const Paper paper, rectification_notice(problems));
  JX_TRY(const std::string bytes, render_paper_docx(paper));
  return write_file(options.output, bytes);
}

Result<void> show(Program& program, const Options& options) {
  JX_TRY(const RectificationBook book, RectificationBook::open(options.book));
  JX_TRY(const RectificationCases cases, book.cases());
  JX_TRY(const Date today, options.today());
  JX_TRY(const RectificationCase* const problem, find_problem(cases, options.step.problem));
  print(render_case_text(*problem, today, program.style()));
  return {};
}

/// The first evidence file that is missing or was changed; empty when all are as they were.
Result<std::string> check_evidence(const RectificationBook& book, const std::string& file) {
  const EvidenceFolder folder(file, book.identity().profile);
  JX_TRY(const std::vector<NumberedStep> steps, book.steps());
  for (const NumberedStep& each : steps) {
    for (const std::string& digest : each.step.evidence) {
      const Result<void> checked = folder.check(digest);
      if (!checked.ok()) return fmt::format("第 {} 步：{}", each.number, checked.error().message);
    }
  }
  return std::string();
}

Result<void> verify(Program& program, const Options& options) {
  JX_TRY(const RectificationBook book, RectificationBook::open(options.book));
  std::optional<LedgerHead> head;
  if (!options.head.empty()) {
    JX_TRY(const std::string text, read_whole_file(options.head));
    JX_TRY(head, read_head(text));
  }
  JX_TRY(LedgerCheck check, book.verify(head));
  if (check.fault.empty()) {
    JX_TRY(check.fault, check_evidence(book, options.book));
  }
  if (check.fault.empty()) {
    print(fmt::format("整改台账 {} 完好：{} 步，{} {}{}。\n", book.identity().id, check.entries,
                      to_string(book.identity().profile), to_hex(check.digest),
                      head ? "，与导出的台账头相符" : ""));
  } else {
    print(fmt::format("整改台账 {} 不完好：{}\n", book.identity().id, check.fault));
    program.exit = Exit::Findings;
  }
  return {};
}

Result<void> export_head(Program& /*program*/, const Options& options) {
  JX_TRY(const RectificationBook book, RectificationBook::open(options.book));
  JX_TRY(LedgerHead head, book.head());
  head.at = options.moment();
  if (!options.output.empty()) return write_file(options.output, to_text(head));
  print(to_text(head));
  return {};
}

CLI::App* add_action(Program& program, CLI::App& parent, const std::string& name,
                     const std::string& what, const std::shared_ptr<Options>& options,
                     const Action& action) {
  CLI::App* const command = parent.add_subcommand(name, what);
  command->add_option("--book", options->book, "整改台账文件")->required();
  command->callback([&program, options, action] {
    const Result<void> done = action(program, *options);
    if (!done.ok()) program.fail(options->book, done.error());
  });
  return command;
}

void add_stamp(CLI::App& command, Options& options) {
  command.add_option("--person", options.person, "经办人")->required();
  command.add_option("--at", options.at, "记录时间（如 2022-06-02T09:30:00Z）；默认现在");
}

/// A command for one step of one problem, with its words.
CLI::App* add_step(Program& program, CLI::App& parent, RectificationAction action,
                   const std::string& what, const std::shared_ptr<Options>& options) {
  CLI::App* const command = add_action(
      program, parent, std::string(to_string(action)), what, options,
      [action](Program& chosen, const Options& given) { return take_step(chosen, given, action); });
  command->add_option("problem", options->step.problem, "问题的编号")->required();
  add_stamp(*command, *options);
  return command;
}

void add_steps(Program& program, CLI::App& rectify) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      add_step(program, rectify, RectificationAction::Issue, "下发：责任单位、期限、通知", options);
  command->add_option("--responsible", options->step.responsible, "责任单位或责任人")->required();
  command->add_option("--deadline", options->deadline, "整改期限，如 2022-06-30")->required();
  command->add_option("--document", options->step.document, "整改通知的文号");

  options = std::make_shared<Options>();
  command = add_step(program, rectify, RectificationAction::Plan, "单位制定整改措施", options);
  command->add_option("--measures", options->step.words, "整改措施")->required();

  options = std::make_shared<Options>();
  add_step(program, rectify, RectificationAction::Start, "开始整改", options);

  options = std::make_shared<Options>();
  command = add_step(program, rectify, RectificationAction::Submit, "提交整改结果和佐证", options);
  command->add_option("--result", options->step.words, "怎样改的")->required();
  command->add_option("--evidence", options->files, "佐证文件；收进台账旁的文件夹")->required();

  options = std::make_shared<Options>();
  command =
      add_step(program, rectify, RectificationAction::Return, "复核不通过，退回再改", options);
  command->add_option("--reason", options->step.words, "哪里不够")->required();

  options = std::make_shared<Options>();
  command = add_step(program, rectify, RectificationAction::Close,
                     "复核通过，销号；复核的人不能是提交的人", options);
  command->add_option("--opinion", options->step.words, "复核意见")->required();

  options = std::make_shared<Options>();
  command = add_step(program, rectify, RectificationAction::Extend, "延期", options);
  command->add_option("--deadline", options->deadline, "新的期限")->required();
  command->add_option("--reason", options->step.words, "原因")->required();
  command->add_option("--document", options->step.document, "同意延期的文件或批示")->required();
}

void add_beginning(Program& program, CLI::App& rectify) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_action(program, rectify, "create", "新建一本整改台账", options, create);
  command->add_option("--id", options->id, "编号，如 140001-2022")->required();
  command->add_option("--title", options->title, "名称")->required();
  command->add_option("--hash", options->hash, "intl（SHA-256，默认）或 gm（SM3）")
      ->check(CLI::IsMember({"intl", "gm"}));
  command->add_option("--at", options->at, "新建时间；默认现在");

  options = std::make_shared<Options>();
  command = add_action(program, rectify, "register",
                       "登记问题：一个一个登记，或用 --from 登记评价簿里的全部问题", options,
                       register_problems);
  CLI::Option* const from = command->add_option("--from", options->from, "评价簿");
  command->add_option("--source", options->step.source, "监控、自评、评价或审计")->excludes(from);
  command->add_option("--project", options->step.project, "项目编码或名称")->excludes(from);
  command->add_option("--title", options->step.title, "什么问题")->excludes(from);
  command->add_option("--detail", options->step.detail, "事实");
  command->add_option("--rule", options->step.rule, "由哪条规则、哪个指标发现");
  command->add_option("--amount", options->amount, "涉及金额");
  add_stamp(*command, *options);
}

void add_looking(Program& program, CLI::App& rectify) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_action(program, rectify, "list",
                                 "列出问题、期限、整改率；有逾期的以 1 退出", options, list);
  command->add_flag("--overdue", options->overdue, "只列逾期没有提交的");
  command->add_option("--on", options->on, "看这一天的情况；默认今天");
  command->add_option("--format", options->format, "text（默认）或 json")
      ->check(CLI::IsMember({"text", "json"}));
  command->add_option("--output", options->output, "写成 .docx 或 .xlsx");

  options = std::make_shared<Options>();
  command =
      add_action(program, rectify, "notice", "写整改通知书（Word）：下发的问题、期限、要求，附回执",
                 options, write_notice);
  command->add_option("problems", options->problems, "问题的编号，可以几个，要是一份通知下发的")
      ->required();
  command->add_option("--output", options->output, "写成 .docx")->required();

  options = std::make_shared<Options>();
  command = add_action(program, rectify, "show", "一个问题的全部经过", options, show);
  command->add_option("problem", options->step.problem, "问题的编号")->required();
  command->add_option("--on", options->on, "看这一天的情况；默认今天");

  options = std::make_shared<Options>();
  command = add_action(program, rectify, "verify", "从头验证：每一步、每份佐证", options, verify);
  command->add_option("--head", options->head, "以前导出、另处保存的台账头");

  options = std::make_shared<Options>();
  command = add_action(program, rectify, "head", "导出台账头：步数和末步的摘要，另处保存", options,
                       export_head);
  command->add_option("--output", options->output, "写到这个文件");
  command->add_option("--at", options->at, "导出时间；默认现在");
}

}  // namespace

void add_rectify_command(Program& program) {
  CLI::App* const rectify = program.app.add_subcommand(
      "rectify", "整改：登记、下发、措施、提交、复核、销号，只增不改，逾期的列得出来");
  rectify->require_subcommand(1);
  add_beginning(program, *rectify);
  add_steps(program, *rectify);
  add_looking(program, *rectify);
}

}  // namespace jx
