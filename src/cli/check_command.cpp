// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cli/check_output.h"
#include "cli/checked_document.h"
#include "cli/command.h"
#include "cli/fix_documents.h"
#include "cli/output_file.h"
#include "cli/output_place.h"
#include "cli/previous_files.h"
#include "cli/review_options.h"
#include "cli/side_document.h"
#include "cli/spool.h"
#include "findings/submission_check.h"
#include "reports/json.h"

namespace jx {
namespace {

constexpr std::array<std::string_view, 5> kFormats = {"text", "json", "sarif", "html", "xlsx"};

struct Options {
  ReadingOptions reading;
  std::string format;  ///< Empty: by the ending of `output`, else text.
  std::string output;
  std::string fail_on = "error";
  std::vector<std::string> only;
  std::vector<std::string> without;
  std::string mark;
  std::string approved;
  std::vector<std::string> previous;
  ReviewOptions review;
  bool fix = false;
  std::string write;
};

/// A misspelt rule id must not pass silently as "nothing found".
Result<void> require_known_rules(const Options& options, const std::vector<std::string>& known) {
  for (const auto* ids : {&options.only, &options.without}) {
    for (const std::string& id : *ids) {
      if (std::find(known.begin(), known.end(), id) != known.end()) continue;
      return Error{.code = ErrorCode::NotFound,
                   .message = "没有编号为 " + id + " 的规则；jixiao rules 列出全部规则"};
    }
  }
  return {};
}

/// What the house rules looked at in all documents.
class HouseUses {
 public:
  void add(const CheckedDocument& checked, const Reference& reference) {
    house_ = &reference.house;
    for (const RuleUse& use : checked.result.uses) {
      uses_.try_emplace(use.id, RuleUse{.id = use.id}).first->second.add(use);
    }
  }

  /// In the order of the files. Those that --only or --without left out are not among them.
  std::vector<RuleUseNote> notes() const {
    std::vector<RuleUseNote> notes;
    if (house_ == nullptr) return notes;
    for (const HouseRule& rule : house_->rules()) {
      const auto use = uses_.find(rule.card.id);
      if (use == uses_.end()) continue;
      notes.push_back({.use = use->second,
                       .place = rule.place,
                       .idle = use->second.selected > 0 ? "" : idle_reason(rule, use->second)});
    }
    return notes;
  }

 private:
  const HouseRules* house_ = nullptr;  ///< Of the reference, which outlives the run.
  std::map<std::string, RuleUse, std::less<>> uses_;
};

bool reaches(const CheckTotals& totals, const std::string& fail_on) {
  if (fail_on == "never") return false;
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
    if (fail_on == to_string(severity)) return totals.at_or_above(severity) > 0;
  }
  return false;
}

/// Takes what is found, and what holds as JSON.
class PassedJson {
 public:
  PassedJson() { json_.begin_array(JsonWriter::Layout::Lines); }

  CheckResult check(const Submission& submission, const PipelineOptions& options,
                    const Reference& reference) {
    CheckResult result;
    stream_check(submission, options, reference, [&](CheckResult&& part) {
      for (const Finding& finding : part.passed) write_finding(json_, finding, &submission);
      part.passed.clear();
      append(result, std::move(part));
    });
    json_.end_array();
    spool_->add(text_);
    return result;
  }
  std::shared_ptr<Spool> spool() const { return spool_; }

 private:
  /// In a member of {"documents": [...]}.
  static constexpr JsonWriter::Depth kDepth{3};

  std::shared_ptr<Spool> spool_ = std::make_shared<Spool>();
  std::string text_;
  JsonWriter json_{text_, kDepth, [this](std::string& written) {
                     spool_->add(written);
                     written.clear();
                   }};
};

/// What one document is held against.
struct Beside {
  std::shared_ptr<const Submission> approved;
  std::shared_ptr<const PreviousDocuments> previous;
};

/// The files that documents are held against.
struct SideFiles {
  SideDocument approved;
  PreviousFiles previous;

  Result<Beside> beside(const Submission& document, const PipelineOptions& pipeline,
                        const Reference& reference) {
    JX_TRY(auto approval, approved.read(pipeline, reference));
    JX_TRY(auto earlier, previous.read(pipeline, reference));
    if (earlier != nullptr) JX_TRY_VOID(earlier->require_before(document));
    return Beside{.approved = std::move(approval), .previous = std::move(earlier)};
  }
};

Result<std::shared_ptr<const CheckedDocument>> check(
    const LoadedDocument& loaded, const PipelineOptions& pipeline, const Reference& reference,
    const Options& options, const std::string& format, Reviewer& reviewer, SideFiles& sides) {
  PipelineOptions checking = pipeline;
  checking.check = {.only = options.only,
                    .without = options.without,
                    .passed_wanted = format == "json" || format == "text"};
  RowWords words;
  if (!options.mark.empty() && loaded.document.format == Format::Xlsx) {
    checking.watch_page = [&](const Page& page) {
      words.add(page);
      return pipeline.watch_page ? pipeline.watch_page(page) : Result<void>();
    };
  }
  JX_TRY(ReadOutcome read, run_read(loaded.document, overlay_of(loaded), checking, reference));
  // Half the memory of a large document, and no rule looks at it.
  if (format != "html") read.tables = {};
  words.finish();
  JX_TRY(const Beside beside, sides.beside(read.submission, pipeline, reference));
  checking.check.approved = beside.approved.get();
  checking.check.previous = beside.previous.get();
  std::shared_ptr<Spool> passed_json;
  CheckResult result;
  if (format == "json") {
    PassedJson passed;
    result = passed.check(read.submission, checking, reference);
    passed_json = passed.spool();
  } else {
    result = run_check(read.submission, checking, reference);
  }
  JX_TRY(Reviewer::Reviewed reviewed, reviewer.review(loaded.document.name, result));
  CheckedDocument checked{.submission = std::move(read.submission),
                          .result = std::move(result),
                          .review = std::move(reviewed.review),
                          .tables = std::move(read.tables),
                          .waivers = std::move(reviewed.own_waivers),
                          .passed_json = std::move(passed_json)};
  if (!options.mark.empty()) {
    checked.copy =
        make_marked_copy(loaded.document, checked.result.findings, checked.review, words, checking);
  }
  return std::make_shared<const CheckedDocument>(std::move(checked));
}

/// Writes the marked copy of a document, or says why there is none: the findings stand all the
/// same.
void deliver_copy(Program& program, const CheckedDocument& checked, OutputPlace& place,
                  bool text_wanted, DocumentOutput& output) {
  const std::string& file = checked.submission.file;
  if (!checked.copy->ok()) return program.fail(file, checked.copy->error());
  const MarkedCopy& copy = **checked.copy;
  const std::string ending = std::filesystem::path(file).extension().string();
  const std::filesystem::path path =
      place.is_folder() ? place.next_file(file, "-标注" + ending) : place.path();
  if (const auto written = write_file(path, copy.document.bytes); !written.ok()) {
    return program.fail(file, written.error());
  }
  const std::string text = describe(copy, path.string(), checked.result.findings);
  if (text_wanted) {
    output.text += text;
  } else {
    fmt::print(stderr, "{}", text);  // Machine output has no place for it.
  }
}

Result<std::optional<OutputPlace>> open_mark_place(const Options& options) {
  if (options.mark.empty()) return std::optional<OutputPlace>();
  JX_TRY(OutputPlace place, OutputPlace::open(options.mark, options.reading.files));
  if (!place.is_folder() && options.reading.files.size() > 1) {
    return Error{.code = ErrorCode::Conflict,
                 .message = "一个文件名只放一份标注；有几个文件时请用 --mark 文件夹/"};
  }
  return std::optional<OutputPlace>(std::move(place));
}

std::string format_of(const Options& options) {
  if (!options.format.empty()) return options.format;
  const std::string ending = std::filesystem::path(options.output).extension().string();
  for (const std::string_view format : kFormats) {
    if (ending == "." + std::string(format)) return std::string(format);
  }
  return "text";
}

void complain_of_idle_rules(Program& program, const std::vector<RuleUseNote>& rules) {
  for (const RuleUseNote& rule : rules) {
    if (rule.idle.empty()) continue;
    program.complain(fmt::format("{}: 自定规则 {} {}", rule.place, rule.use.id, rule.idle));
  }
}

/// Checks all documents and gives them to `form`, with what it has to say going to `put`.
void run_into(Program& program, const Options& options, CheckOutput& form, const TextSink& put) {
  const std::string format = format_of(options);
  Result<std::optional<OutputPlace>> mark_place = open_mark_place(options);
  if (!mark_place.ok()) return program.fail("", mark_place.error());
  Result<std::vector<std::string>> known = program.rule_ids();
  if (!known.ok()) return program.fail("", known.error());
  if (const auto all_known = require_known_rules(options, *known); !all_known.ok()) {
    return program.fail("", all_known.error());
  }
  Result<std::unique_ptr<Reviewer>> reviewer =
      Reviewer::open(options.review, options.reading.files.size(), *std::move(known));
  if (!reviewer.ok()) return program.fail("", reviewer.error());
  CheckTotals totals;
  SideFiles sides{.approved = SideDocument(options.approved),
                  .previous = PreviousFiles(options.previous)};
  HouseUses house;
  const auto read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                        const Reference& reference) -> Result<Delivery> {
    JX_TRY(const auto checked,
           check(loaded, pipeline, reference, options, format, **reviewer, sides));
    return Delivery([&, checked](DocumentOutput& output) -> Result<void> {
      totals.add(*checked);
      house.add(*checked, reference);
      (*reviewer)->keep(checked->waivers);
      JX_TRY_VOID(form.add(*checked, reference, output));
      if (*mark_place) deliver_copy(program, *checked, **mark_place, format == "text", output);
      return {};
    });
  };
  const auto finish = [&](DocumentOutput& output) {
    const CheckEnd end{.waivers = (*reviewer)->idle(),
                       .rules = house.notes(),
                       .complete = program.exit == Exit::Clean};
    const auto finished = form.finish(end, output);
    if (!finished.ok()) program.fail("", finished.error());
    if (!form.tells_idle_rules()) complain_of_idle_rules(program, end.rules);
    if (!output.json_wanted) return;
    if ((*reviewer)->has_waivers()) write_idle_waivers(output.json, end.waivers);
    if (!end.rules.empty()) write_rule_uses(output.json, end.rules);
    output.json.key("summary");
    totals.write(output.json, (*reviewer)->has_waivers(), (*reviewer)->compares());
  };
  run_documents(program, options.reading,
                {.json_wanted = format == "json", .put = put, .read = read, .add_tail = finish});
  if (program.exit == Exit::Clean && reaches(totals, options.fail_on)) {
    program.exit = Exit::Findings;
  }
}

std::string title_of(const Options& options) {
  return options.reading.files.size() == 1 ? options.reading.files.front() : "绩效审核";
}

void run_into_file(Program& program, const Options& options, const std::string& format) {
  if (format == "xlsx") {
    auto book = make_findings_workbook(options.output);
    if (!book.ok()) return program.fail("", book.error());
    return run_into(program, options, **book, print);
  }
  Result<OutputFile> file = OutputFile::create(options.output);
  if (!file.ok()) return program.fail("", file.error());
  const auto form = make_check_output(format, TextStyle{}, title_of(options));
  run_into(program, options, *form, [&](std::string_view text) { file->write(text); });
  if (const auto done = file->commit(); !done.ok()) program.fail("", done.error());
}

void run(Program& program, const Options& options) {
  if (options.fix) return fix_documents(program, options.reading, options.write);
  const std::string format = format_of(options);
  if (options.output.empty()) {
    if (format == "xlsx") {
      return program.fail("", Error{.code = ErrorCode::Unsupported,
                                    .message = "Excel 文件要有名字：请加 --output 文件名.xlsx"});
    }
    const auto form = make_check_output(format, program.style(), title_of(options));
    return run_into(program, options, *form, print);
  }
  Result<OutputPlace> place = OutputPlace::open(options.output, options.reading.files);
  if (!place.ok()) return program.fail("", place.error());
  if (!place->is_folder()) return run_into_file(program, options, format);
  if (format != "html") {
    return program.fail("",
                        Error{.code = ErrorCode::Conflict,
                              .message = "只有审核表（--format html）能一份文件一个地写进文件夹；"
                                         "其他格式请用 --output 文件名"});
  }
  run_into(program, options, *make_review_sheets(*place), print);
}

}  // namespace

void add_check_command(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.app.add_subcommand("check", "逐条检查绩效目标和指标，给出证据和改法");
  options->reading.add_to(*command);
  command
      ->add_option(
          "--format", options->format,
          "text（默认）、json、sarif（SARIF 2.1.0）、html（审核表）或 xlsx（意见清单）；不写时看 "
          "--output 的后缀")
      ->check(CLI::IsMember({"text", "json", "sarif", "html", "xlsx"}));
  command->add_option("--output", options->output,
                      "写到这个文件；html 可以是文件夹：每份文件一张审核表");
  command->add_option("--fail-on", options->fail_on, "发现这一级及以上的问题时退出码为 1")
      ->check(CLI::IsMember({"error", "warning", "info", "never"}));
  command->add_option("--only", options->only, "只用这些规则")->delimiter(',');
  command->add_option("--without", options->without, "不用这些规则")->delimiter(',');
  command->add_option("--mark", options->mark,
                      "另存一份带标注的原文件（.xlsx、.docx）：有问题的格上色、加批注，行前加 ⚠；"
                      "文件名，或几份文件时的文件夹");
  command->add_option("--approved", options->approved,
                      "批复的绩效目标表；自评表的指标、指标值、分值与它对照（SC05、SC06、WT10）");
  command->add_option("--previous", options->previous,
                      "上一年度的绩效目标表、自评表（可给几份）；年度目标、指标值与它们对照（GO06、"
                      "VL08、VL14）");
  options->review.add_to(*command);
  program.add_house_option(*command);
  CLI::Option* const fix = command->add_flag(
      "--fix", options->fix,
      "不列问题，而列出不必问人就能改的写法（单位和性质的别名、全角数字、多余空格）改前改后的对照；"
      ".xlsx、文本、CSV、TSV、Markdown");
  command
      ->add_option("--write", options->write,
                   "把改后的文件写到这里（文件名，或几份文件时的文件夹）；原件从不改写")
      ->needs(fix);
  command->callback([&program, options] { run(program, *options); });
}

}  // namespace jx
