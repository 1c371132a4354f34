// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "cli/command.h"
#include "cli/output_file.h"
#include "codecs/json_writer.h"
#include "reports/rule_markdown.h"

namespace jx {
namespace {

void write_card(JsonWriter& json, const RuleCard& card) {
  json.begin_object();
  json.member("id", card.id).member("name", card.name).member("severity", to_string(card.severity));
  json.member("title", card.title).member("title_en", card.title_en).member("why", card.why);
  json.member("basis", card.basis.clause).member("verified", card.basis.verified);
  json.member("why_en", card.why_en).member("fix_en", card.fix_en);
  json.member("bad", card.bad).member("good", card.good).member("fix", card.fix);
  json.end_object();
}

struct Options {
  std::string format = "text";
  std::string output;
};

/// A page a rule, in a folder that is made if need be.
void write_pages(Program& program, const Reference& reference, const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  for (const MarkdownPage& page : make_rule_pages(reference.cards, program.style().language)) {
    const auto written = write_file(std::filesystem::path(folder) / page.file, page.text);
    if (!written.ok()) return program.fail(folder, written.error());
  }
}

void write_list(Program& program, const Reference& reference, bool json_wanted) {
  std::string out;
  JsonWriter json(out);
  if (json_wanted) {
    json.begin_object(JsonWriter::Layout::Lines)
        .key("rules")
        .begin_array(JsonWriter::Layout::Lines);
  }
  const bool english = program.style().language == Language::English;
  for (const RuleCard& card : reference.cards.cards()) {
    if (json_wanted) {
      write_card(json, card);
    } else {
      out += fmt::format("{}  {}  {}\n", card.id, padded(to_string(card.severity), 7),
                         english ? card.title_en : card.title);
    }
  }
  if (json_wanted) json.end_array().end_object();
  print(out);
}

void run(Program& program, const Options& options) {
  const Result<Reference> reference = program.load();
  if (!reference.ok()) return program.fail("", reference.error());
  if (options.format != "markdown") {
    return write_list(program, *reference, options.format == "json");
  }
  if (options.output.empty()) {
    return program.fail("", {.code = ErrorCode::Unsupported,
                             .message = "一条规则一页，要放进文件夹：请加 --output 文件夹"});
  }
  write_pages(program, *reference, options.output);
}

}  // namespace

void add_rules_command(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.app.add_subcommand("rules", "列出全部规则");
  command
      ->add_option("--format", options->format,
                   "text、json，或 markdown：一条规则一页，另加目录，语言用 --lang 选")
      ->check(CLI::IsMember({"text", "json", "markdown"}));
  command->add_option("--output", options->output, "markdown 的文件夹");
  program.add_house_option(*command);
  command->callback([&program, options] { run(program, *options); });
}

}  // namespace jx
