// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <memory>
#include <string>

#include "cli/command.h"
#include "codecs/json_writer.h"

namespace jx {
namespace {

void write_card(JsonWriter& json, const RuleCard& card) {
  json.begin_object();
  json.member("id", card.id).member("name", card.name).member("severity", to_string(card.severity));
  json.member("title", card.title).member("title_en", card.title_en).member("why", card.why);
  json.member("basis", card.basis.clause).member("verified", card.basis.verified);
  json.member("bad", card.bad).member("good", card.good).member("fix", card.fix);
  json.end_object();
}

void run(Program& program, const std::string& format) {
  const Result<Reference> reference = program.load();
  if (!reference.ok()) return program.fail("", reference.error());
  std::string out;
  JsonWriter json(out);
  const bool json_wanted = format == "json";
  if (json_wanted) {
    json.begin_object(JsonWriter::Layout::Lines)
        .key("rules")
        .begin_array(JsonWriter::Layout::Lines);
  }
  const bool english = program.style().language == Language::English;
  for (const RuleCard& card : reference->cards.cards()) {
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

}  // namespace

void add_rules_command(Program& program) {
  auto format = std::make_shared<std::string>("text");
  CLI::App* command = program.app.add_subcommand("rules", "列出全部规则");
  command->add_option("--format", *format, "text 或 json")->check(CLI::IsMember({"text", "json"}));
  command->callback([&program, format] { run(program, *format); });
}

}  // namespace jx
