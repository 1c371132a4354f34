// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/command.h"

namespace jx {

struct BookStart {
  std::string framework;
  std::vector<std::string> reviewers;
  std::string output;
};

/// Writes a book for people to fill in: the framework's indicators that go for any project, and the
/// project's own output and benefit indicators. Nothing that nobody said stands in it. Of several
/// projects each gets a file of its own: `output` with its code.
void start_evaluation_book(Program& program, const ReadingOptions& reading,
                           const std::filesystem::path& frameworks, const BookStart& start);

}  // namespace jx
