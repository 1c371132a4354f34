// SPDX-License-Identifier: AGPL-3.0-or-later
#include <memory>
#include <string>
#include <utility>

#include "cli/command.h"
#include "reports/json.h"

namespace jx {
namespace {

struct Options {
  ReadingOptions reading;
  std::string format = "text";
};

void run(Program& program, const Options& options) {
  const TextStyle style = program.style();
  const auto read = [style](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                            const Reference& reference) -> Result<Delivery> {
    JX_TRY(ReadOutcome outcome, run_read(loaded.document, overlay_of(loaded), pipeline, reference));
    const auto submission = std::make_shared<const Submission>(std::move(outcome.submission));
    return Delivery([submission, style](DocumentOutput& output) -> Result<void> {
      if (output.json_wanted) {
        write_submission(output.json, *submission);
      } else {
        output.text += render_submission_text(*submission, style);
      }
      return {};
    });
  };
  run_documents(program, options.reading, {.json_wanted = options.format == "json", .read = read});
}

}  // namespace

void add_read_command(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      program.app.add_subcommand("read", "读出项目、目标、指标、任务清单和表外文字");
  options->reading.add_to(*command);
  command->add_option("--format", options->format, "text 或 json")
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([&program, options] { run(program, *options); });
}

}  // namespace jx
