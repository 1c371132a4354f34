// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/output_place.h"
#include "pipeline/pipeline.h"

namespace jx {

/// Writes the tables of one document into files of its own in the folder of `place`, CSV a file a
/// table, and says which it wrote.
Result<std::vector<std::string>> write_tables_files(const std::string& format,
                                                    const TablesOutcome& read, OutputPlace& place);

/// What stands before and after all documents of one output: the head and the end of a web page,
/// the mark by which Excel knows UTF-8.
std::string tables_prologue(const std::string& format, const std::string& title);
std::string tables_epilogue(const std::string& format);

/// One document of such an output, JSON excepted, which is written piece by piece. `number` counts
/// the documents from 1.
Result<std::string> render_tables(const std::string& format, const TablesOutcome& read,
                                  std::size_t number, const TextStyle& style);

}  // namespace jx
