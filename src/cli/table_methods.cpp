// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/table_methods.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace jx {
namespace {

Result<const Table*> choose_table(const Tables& tables, int number) {
  if (number > 0) {
    const auto index = static_cast<std::size_t>(number - 1);
    if (index < tables.tables.size()) return &tables.tables[index];
    return Error{ErrorCode::NotFound,
                 fmt::format("没有第 {} 张表，共 {} 张", number, tables.tables.size())};
  }
  const auto found =
      std::find_if(tables.tables.begin(), tables.tables.end(),
                   [](const Table& each) { return each.rows >= 2 && each.columns >= 2; });
  if (found != tables.tables.end()) return &*found;
  return Error{ErrorCode::NotFound, "没有找到表格。请用第一行是表头、第一列是名称的表格"};
}

Result<Delivery> answer_document(const LoadedDocument& loaded, const PipelineOptions& pipeline,
                                 const Reference& reference, const TableMethodOptions& options,
                                 const TableMethod& method, const TextStyle& style) {
  JX_TRY(const auto read, run_tables(loaded.document, overlay_of(loaded), pipeline, reference));
  JX_TRY(const Table* const table, choose_table(read.tables, options.table));
  JX_TRY(const NamedTable named, NamedTable::read(*table));
  JX_TRY(TableAnswer answer, method(named));
  return Delivery([answer = std::move(answer), file = read.file, sha256 = read.sha256,
                   number = table->index, style](DocumentOutput& output) -> Result<void> {
    if (output.json_wanted) {
      output.json.begin_object(JsonWriter::Layout::Lines).member("file", file);
      output.json.member("sha256", sha256).member("table", number);
      answer.json(output.json);
      output.json.end_object();
    } else {
      output.text += answer.text(style);
    }
    return {};
  });
}

void run(Program& program, const TableMethodOptions& options, const TableMethod& method) {
  const TextStyle style = program.style();
  run_documents(program, options.reading,
                {.json_wanted = options.format == "json",
                 .read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                             const Reference& reference) {
                   return answer_document(loaded, pipeline, reference, options, method, style);
                 }});
}

}  // namespace

CLI::App* add_table_method(Program& program, CLI::App& evaluate, const std::string& name,
                           const std::string& what,
                           const std::shared_ptr<TableMethodOptions>& options, TableMethod method) {
  CLI::App* const command = evaluate.add_subcommand(name, what);
  options->reading.add_to(*command);
  command->add_option("--format", options->format, "text（默认）或 json")
      ->check(CLI::IsMember({"text", "json"}));
  command->add_option("--table", options->table, "用文件里的第几张表；默认第一张")
      ->check(CLI::PositiveNumber);
  command->callback(
      [&program, options, method = std::move(method)] { run(program, *options, method); });
  return command;
}

}  // namespace jx
