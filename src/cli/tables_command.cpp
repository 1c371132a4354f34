// SPDX-License-Identifier: AGPL-3.0-or-later
#include <memory>
#include <string>

#include "cli/command.h"
#include "reports/json.h"

namespace jx {
namespace {

struct Options {
  ReadingOptions reading;
  std::string format = "text";
};

void run(Program& program, const Options& options) {
  run_documents(program, options.reading, options.format == "json",
                [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                    const Reference& reference, DocumentOutput& output) -> Result<void> {
                  JX_TRY(const TablesOutcome read,
                         run_tables(loaded.document, overlay_of(loaded), pipeline, reference));
                  if (output.json_wanted) {
                    write_tables(output.json, read.file, read.sha256, read.tables,
                                 read.corrections);
                  } else {
                    output.text += render_tables_text(read.file, read.tables, program.style());
                  }
                  return {};
                });
}

}  // namespace

void add_tables_command(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.app.add_subcommand("tables", "列出文件里的表格，照原样，带位置");
  options->reading.add_to(*command);
  command->add_option("--format", options->format, "text 或 json")
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([&program, options] { run(program, *options); });
}

}  // namespace jx
