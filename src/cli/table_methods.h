// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cli/command.h"
#include "codecs/json_writer.h"
#include "evaluation/inputs.h"
#include "reports/text.h"

/// Methods of `jixiao evaluate` that make something of one table, whatever file it stands in.
namespace jx {

/// What they all take; each has options of its own beside it.
struct TableMethodOptions {
  ReadingOptions reading;
  std::string format = "text";
  int table = 0;  ///< From 1; 0: the first one that has rows and columns.
};

/// What a method makes of a table: both outputs, one of which is asked for.
struct TableAnswer {
  std::function<std::string(const TextStyle& style)> text;
  std::function<void(JsonWriter& json)> json;
};
using TableMethod = std::function<Result<TableAnswer>(const NamedTable& table)>;

/// A command below `evaluate`, with the options that all of them have.
CLI::App* add_table_method(Program& program, CLI::App& evaluate, const std::string& name,
                           const std::string& what,
                           const std::shared_ptr<TableMethodOptions>& options, TableMethod method);

/// 成本效益、成本效果、最低成本、标杆、比较、因素
void add_analysis_commands(Program& program, CLI::App& evaluate);

}  // namespace jx
