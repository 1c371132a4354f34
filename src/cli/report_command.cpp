// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/output_file.h"
#include "findings/rules/rules.h"
#include "reports/json.h"
#include "reports/review.h"
#include "reviews/form.h"

namespace jx {
namespace {

struct Options {
  ReadingOptions reading;
  std::string form = "goal-review";
  std::string format;  ///< Empty: by the ending of `output`, else text.
  std::string output;
};

struct ReviewedFile {
  Submission submission;
  CheckResult checked;
  std::vector<ProjectReview> reviews;  ///< Points into the two above.
};

std::string format_of(const Options& options) {
  if (!options.format.empty()) return options.format;
  if (options.output.ends_with(".docx")) return "docx";
  return options.output.ends_with(".json") ? "json" : "text";
}

Result<ReviewForm> find_form(const Program& program, const std::string& id) {
  JX_TRY(std::vector<ReviewForm> forms,
         load_review_forms(program.data_folder() / "reviews", all_rules()));
  std::string known;
  for (ReviewForm& form : forms) {
    if (form.id == id) return std::move(form);
    known += (known.empty() ? "" : "、") + fmt::format("{}（{}）", form.id, form.title);
  }
  return Error{ErrorCode::NotFound, fmt::format("没有叫“{}”的表；有的是：{}", id, known)};
}

Result<std::shared_ptr<const ReviewedFile>> review_file(const LoadedDocument& loaded,
                                                        const PipelineOptions& pipeline,
                                                        const Reference& reference,
                                                        const ReviewForm& form) {
  JX_TRY(ReadOutcome outcome, run_read(loaded.document, overlay_of(loaded), pipeline, reference));
  const auto file = std::make_shared<ReviewedFile>();
  file->submission = std::move(outcome.submission);
  file->checked = run_check(file->submission, pipeline, reference);
  file->reviews = review(form, file->submission, file->checked);
  return std::shared_ptr<const ReviewedFile>(file);
}

/// All documents in one file of Word, written after the last one.
Result<void> write_docx(const ReviewForm& form, const std::string& path,
                        const std::vector<std::shared_ptr<const ReviewedFile>>& files) {
  std::vector<ReviewedDocument> documents;
  documents.reserve(files.size());
  for (const auto& file : files) documents.push_back({form, file->submission, file->reviews});
  JX_TRY(const std::string bytes, render_review_docx(documents));
  return write_file(path, bytes);
}

void run(Program& program, const Options& options) {
  const std::string format = format_of(options);
  if (format == "docx" && options.output.empty()) {
    return program.fail(
        "", Error{ErrorCode::Unsupported, "Word 文件要有名字：请加 --output 文件名.docx"});
  }
  const Result<ReviewForm> form = find_form(program, options.form);
  if (!form.ok()) return program.fail("", form.error());
  std::optional<OutputFile> file;
  if (!options.output.empty() && format != "docx") {
    Result<OutputFile> created = OutputFile::create(options.output);
    if (!created.ok()) return program.fail("", created.error());
    file.emplace(*std::move(created));
  }
  std::vector<std::shared_ptr<const ReviewedFile>> files;
  const TextStyle style = options.output.empty() ? program.style() : TextStyle{};
  const DocumentFunction read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                                    const Reference& reference) -> Result<Delivery> {
    JX_TRY(const auto reviewed, review_file(loaded, pipeline, reference, *form));
    return Delivery([&, reviewed](DocumentOutput& output) -> Result<void> {
      const ReviewedDocument document{*form, reviewed->submission, reviewed->reviews};
      if (format == "docx") files.push_back(reviewed);
      if (format == "text") output.text += render_review_text(document, style);
      if (format == "json") write_review(output.json, document);
      return {};
    });
  };
  const TextSink put = file ? TextSink([&](std::string_view text) { file->write(text); }) : print;
  run_documents(program, options.reading,
                {.json_wanted = format == "json", .put = put, .read = read});
  Result<void> written;
  if (file) written = file->commit();
  if (format == "docx" && !files.empty()) written = write_docx(*form, options.output, files);
  if (!written.ok()) program.fail("", written.error());
}

}  // namespace

void add_report_command(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.app.add_subcommand(
      "report", "按检查结果填评审表、起草报告章节：每一分扣在哪里都有依据，由人确定");
  options->reading.add_to(*command);
  command->add_option("--form", options->form,
                      "goal-review（绩效目标审核表，四性审核，默认）或 goal-chapter（评价报告"
                      "“项目决策—绩效目标”一节）；data/reviews 里可以加自己的");
  command
      ->add_option("--format", options->format,
                   "text（默认）、json 或 docx；不写时看 --output 的后缀")
      ->check(CLI::IsMember({"text", "json", "docx"}));
  command->add_option("--output", options->output, "写到这个文件；docx 是可以再改的 Word 文件");
  command->callback([&program, options] { run(program, *options); });
}

}  // namespace jx
