// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/output_file.h"
#include "cli/output_place.h"
#include "cli/page_drawer.h"
#include "cli/streamed_tables.h"
#include "cli/tables_files.h"
#include "reports/json.h"

namespace jx {
namespace {

struct Options {
  ReadingOptions reading;
  std::string format;  ///< Empty: by the ending of `output`, else text.
  std::string output;
  std::string draw;
  std::uint32_t page = 0;  ///< 0: all.
};

constexpr std::array<std::string_view, 5> kFormats = {"text", "json", "csv", "xlsx", "html"};

std::string format_of(const Options& options) {
  if (!options.format.empty()) return options.format;
  const std::string ending = std::filesystem::path(options.output).extension().string();
  for (const std::string_view format : kFormats) {
    if (ending == "." + std::string(format)) return std::string(format);
  }
  return "text";
}

using TablesFunction = std::function<Result<void>(const TablesOutcome& read, DocumentOutput&)>;

/// Reads tables and hands them to `deliver`, in the order of the documents.
DocumentFunction reading_tables(TablesFunction deliver) {
  return
      [deliver = std::move(deliver)](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                                     const Reference& reference) -> Result<Delivery> {
        JX_TRY(TablesOutcome outcome,
               run_tables(loaded.document, overlay_of(loaded), pipeline, reference));
        const auto read = std::make_shared<const TablesOutcome>(std::move(outcome));
        return Delivery([read, deliver](DocumentOutput& output) { return deliver(*read, output); });
      };
}

/// Writes the tables of a document while it is read.
Result<Delivery> stream_document(Program& program, const Document& document,
                                 const PipelineOptions& pipeline, const Reference& reference,
                                 const std::string& format, const TextStyle& style) {
  const auto streamed = std::make_shared<StreamedTables>(format, style, document);
  JX_TRY(Tables rest, stream_tables(document, pipeline, reference,
                                    [&](Table&& table) { return streamed->add(table); }));
  streamed->end(std::move(rest));
  const bool remarks = format == "csv";
  return Delivery([streamed, &program, remarks, name = document.name](DocumentOutput& output) {
    if (remarks) program.remark(name, streamed->diagnostics());
    return streamed->deliver(output);
  });
}

/// All documents one after another, on standard output or into one file.
void run_into_one(Program& program, const Options& options, const std::string& format,
                  const TextSink& put) {
  const TextStyle style = options.output.empty() ? program.style() : TextStyle{};
  std::size_t number = 0;
  const TablesFunction deliver = [&](const TablesOutcome& read,
                                     DocumentOutput& output) -> Result<void> {
    if (output.json_wanted) {
      write_tables(output.json, read.file, read.sha256, read.tables, read.corrections);
      return {};
    }
    JX_TRY(const std::string text, render_tables(format, read, ++number, style));
    output.text += text;
    if (format == "csv") program.remark(read.file, read.tables.diagnostics);
    return {};
  };
  const DocumentFunction held = reading_tables(deliver);
  const DocumentFunction read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                                    const Reference& reference) {
    // A correction may name any cell: its document is held until all are in.
    return is_streamed(format) && !loaded.overlay
               ? stream_document(program, loaded.document, pipeline, reference, format, style)
               : held(loaded, pipeline, reference);
  };
  const std::vector<std::string>& files = options.reading.files;
  put(tables_prologue(format, files.size() == 1 ? files.front() : "表格"));
  run_documents(program, options.reading,
                {.json_wanted = format == "json", .put = put, .read = read});
  put(tables_epilogue(format));
}

/// Each document into files of its own.
void run_into_files(Program& program, const Options& options, const std::string& format,
                    OutputPlace& place) {
  const auto& inputs = options.reading.files;
  const TablesFunction deliver = [&](const TablesOutcome& read,
                                     DocumentOutput& output) -> Result<void> {
    const bool is_input = std::find(inputs.begin(), inputs.end(), read.file) != inputs.end();
    if (!place.is_folder() && !is_input) {
      return Error{.code = ErrorCode::Conflict,
                   .message = "一个 Excel 文件只放一份文件的表格；压缩包请用 --output 文件夹/"};
    }
    JX_TRY(const std::vector<std::string> written, write_tables_files(format, read, place));
    for (const std::string& path : written) output.text += path + "\n";
    if (written.empty()) output.text += read.file + "：没有找到表格\n";
    if (format == "csv") program.remark(read.file, read.tables.diagnostics);
    return {};
  };
  run_documents(program, options.reading, {.read = reading_tables(deliver)});
}

void run_into_file(Program& program, const Options& options, const std::string& format) {
  Result<OutputFile> file = OutputFile::create(options.output);
  if (!file.ok()) return program.fail("", file.error());
  run_into_one(program, options, format, [&](std::string_view text) { file->write(text); });
  if (const auto done = file->commit(); !done.ok()) program.fail("", done.error());
}

/// Pictures of the pages instead of tables.
void run_drawing(Program& program, const Options& options) {
  const bool has_ending = std::filesystem::path(options.draw).has_extension();
  Result<OutputPlace> place =
      OutputPlace::open(options.draw + (has_ending ? "" : "/"), options.reading.files);
  if (!place.ok()) return program.fail("", place.error());
  if (!place->is_folder() && options.reading.files.size() > 1) {
    return program.fail("", Error{.code = ErrorCode::Conflict,
                                  .message = "一个 SVG 只画一页；有几个文件时请用 --draw 文件夹/"});
  }
  const std::filesystem::path folder =
      place->is_folder() ? place->path() : place->path().parent_path();
  const DocumentFunction read = [&](const LoadedDocument& loaded, const PipelineOptions& pipeline,
                                    const Reference& reference) -> Result<Delivery> {
    const auto drawer = std::make_shared<PageDrawer>(loaded.document.name, options.page, folder);
    PipelineOptions watching = pipeline;
    watching.watch_page = [&](const Page& page) { return drawer->begin(page); };
    JX_TRY(TablesOutcome outcome,
           run_tables(loaded.document, overlay_of(loaded), watching, reference));
    const auto tables = std::make_shared<const Tables>(std::move(outcome.tables));
    return Delivery([drawer, tables, &place](DocumentOutput& output) -> Result<void> {
      JX_TRY(const std::vector<std::string> written, drawer->finish(*tables, *place));
      for (const std::string& path : written) output.text += path + "\n";
      return {};
    });
  };
  run_documents(program, options.reading, {.read = read});
}

void run(Program& program, const Options& options) {
  if (!options.draw.empty()) return run_drawing(program, options);
  const std::string format = format_of(options);
  if (options.output.empty()) {
    if (format != "xlsx") return run_into_one(program, options, format, print);
    return program.fail("", Error{.code = ErrorCode::Unsupported,
                                  .message = "Excel 文件要有名字：请加 --output 文件名.xlsx"});
  }
  Result<OutputPlace> place = OutputPlace::open(options.output, options.reading.files);
  if (!place.ok()) return program.fail("", place.error());
  if (!place->is_folder() && format != "xlsx") return run_into_file(program, options, format);
  if (!place->is_folder() && options.reading.files.size() > 1) {
    return program.fail("", Error{.code = ErrorCode::Conflict,
                                  .message = "一个 Excel 文件只放一份文件的表格；有几个文件时请用 "
                                             "--output 文件夹/"});
  }
  run_into_files(program, options, format, *place);
}

}  // namespace

void add_tables_command(Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.app.add_subcommand("tables", "列出文件里的表格，照原样，带位置");
  options->reading.add_to(*command);
  command
      ->add_option("--format", options->format,
                   "text（默认）、json、csv、xlsx 或 html；不写时看 --output 的后缀")
      ->check(CLI::IsMember({"text", "json", "csv", "xlsx", "html"}));
  command->add_option(
      "--output", options->output,
      "写到这个文件。已有的文件夹、以 / 结尾、或读几个文件而没有后缀时是文件夹：每份"
      "文件各写一个，csv 每张表一个；xlsx 一份文件一个工作簿");
  CLI::Option* const draw = command->add_option(
      "--draw", options->draw,
      "不列表格，而把版式文件（PDF、OFD）的页画成 SVG，识别出的格子叠在上面；文件或文件夹");
  draw->excludes("--output")->excludes("--format");
  command->add_option("--page", options->page, "只画这一页")
      ->needs(draw)
      ->check(CLI::PositiveNumber);
  command->footer(
      "csv 是带标记的 UTF-8，Excel 直接打开；几张表写在一起时，每张表前有一行“【第1张表】文件名 "
      "第1页”，"
      "随后是表号、标题和单位，表后空一行。合并单元格的内容只写在左上角一格。像公式的文字前加 '。");
  command->callback([&program, options] { run(program, *options); });
}

}  // namespace jx
