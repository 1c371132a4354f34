// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/command.h"

namespace jx {

void add_import_command(Program& program) {
  CLI::App* command = program.app.add_subcommand("import", "");
  command->callback([&program] {
    program.fail("", Error{.code = ErrorCode::Unsupported, .message = "这个版本还不能执行 import"});
  });
}

}  // namespace jx
