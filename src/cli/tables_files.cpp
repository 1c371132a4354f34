// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/tables_files.h"

#include <fmt/core.h>

#include "cli/output_file.h"
#include "reports/csv.h"
#include "reports/json.h"
#include "reports/tables_html.h"
#include "reports/xlsx.h"

namespace jx {
namespace {

namespace fs = std::filesystem;

std::string json_document(const TablesOutcome& read) {
  std::string text;
  JsonWriter json(text);
  json.begin_object(JsonWriter::Layout::Lines).key("documents");
  json.begin_array(JsonWriter::Layout::Lines);
  write_tables(json, read.file, read.sha256, read.tables, read.corrections);
  json.end_array().member("rule_set", read.rule_set).end_object();
  return text;
}

Result<std::vector<std::string>> write_csv_files(const TablesOutcome& read, OutputPlace& place) {
  std::vector<std::string> written;
  for (const Table& table : read.tables.tables) {
    JX_TRY(const std::string text, render_table_csv(table));
    const fs::path path = place.next_file(read.file, fmt::format("-表{}.csv", table.index + 1));
    JX_TRY_VOID(write_file(path, std::string(kByteOrderMark) + text));
    written.push_back(path.string());
  }
  return written;
}

}  // namespace

std::string tables_prologue(const std::string& format, const std::string& title) {
  if (format == "csv") return std::string(kByteOrderMark);
  return format == "html" ? html_page_begin(title) : std::string();
}

std::string tables_epilogue(const std::string& format) {
  return format == "html" ? html_page_end() : std::string();
}

Result<std::string> render_tables(const std::string& format, const TablesOutcome& read,
                                  std::size_t number, const TextStyle& style) {
  if (format == "csv") return render_tables_csv(read.file, read.tables);
  if (format == "html") return render_tables_html(read.file, number, read.tables);
  return render_tables_text(read.file, read.tables, style);
}

Result<std::vector<std::string>> write_tables_files(const std::string& format,
                                                    const TablesOutcome& read, OutputPlace& place) {
  if (format == "csv") return write_csv_files(read, place);
  const std::string ending = format == "text" ? ".txt" : "." + format;
  const fs::path path = place.is_folder() ? place.next_file(read.file, ending) : place.path();
  if (format == "xlsx") {
    JX_TRY(OutputFile file, OutputFile::create(path));
    JX_TRY_VOID(write_tables_xlsx(file.partial(), read.file, read.tables));
    JX_TRY_VOID(file.commit());
  } else if (format == "json") {
    JX_TRY_VOID(write_file(path, json_document(read)));
  } else {
    JX_TRY(const std::string text, render_tables(format, read, 1, {}));
    JX_TRY_VOID(
        write_file(path, tables_prologue(format, read.file) + text + tables_epilogue(format)));
  }
  return std::vector{path.string()};
}

}  // namespace jx
