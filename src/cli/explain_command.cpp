// SPDX-License-Identifier: AGPL-3.0-or-later
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"

namespace jx {
namespace {

void run(Program& program, const std::vector<std::string>& ids) {
  const Result<Reference> reference = program.load();
  if (!reference.ok()) return program.fail("", reference.error());
  bool first = true;
  for (const std::string& id : ids) {
    const RuleCard* card = reference->cards.find(id);
    if (card == nullptr) {
      program.fail(
          id, {.code = ErrorCode::NotFound, .message = "没有这条规则；jixiao rules 列出全部规则"});
      continue;
    }
    if (!first) print("\n");
    first = false;
    print(render_card_text(*card, program.style()));
  }
}

}  // namespace

void add_explain_command(Program& program) {
  auto ids = std::make_shared<std::vector<std::string>>();
  CLI::App* command =
      program.app.add_subcommand("explain", "说明一条规则：查什么、为什么、依据、正反例、改法");
  command->add_option("rules", *ids, "规则编号，如 WT01")->required();
  program.add_house_option(*command);
  command->callback([&program, ids] { run(program, *ids); });
}

}  // namespace jx
