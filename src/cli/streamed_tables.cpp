// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/streamed_tables.h"

#include <utility>

#include "reports/csv.h"
#include "reports/json.h"

namespace jx {
namespace {

/// In {"documents": [...]}.
constexpr std::size_t kDepthOfDocument = 2;

}  // namespace

bool is_streamed(std::string_view format) noexcept {
  return format == "text" || format == "json" || format == "csv";
}

StreamedTables::StreamedTables(const std::string& format, const TextStyle& style,
                               const Document& document)
    : kind_(format == "json"  ? Kind::Json
            : format == "csv" ? Kind::Csv
                              : Kind::Text),
      style_(style),
      file_(document.name),
      json_(json_text_, JsonWriter::Depth{kDepthOfDocument}, [this](std::string& written) {
        spool_.add(written);
        written.clear();
      }) {
  if (kind_ == Kind::Json) begin_tables(json_, document.name, document.sha256);
  if (kind_ == Kind::Text) spool_.add(render_tables_begin(file_, style_));
}

Result<void> StreamedTables::add(const Table& table) {
  switch (kind_) {
    case Kind::Text: spool_.add(render_table_text(table, style_)); break;
    case Kind::Json: write_table(json_, table); break;
    case Kind::Csv: {
      JX_TRY(const std::string text, render_named_table_csv(file_, table));
      spool_.add(text);
    }
  }
  return {};
}

void StreamedTables::end(Tables&& rest) {
  if (kind_ == Kind::Text) spool_.add(render_tables_end(rest, style_));
  if (kind_ == Kind::Json) {
    end_tables(json_, rest, {});
    spool_.add(std::exchange(json_text_, {}));
  }
  diagnostics_ = std::move(rest.diagnostics);
}

Result<void> StreamedTables::deliver(DocumentOutput& output) {
  if (kind_ == Kind::Json) output.json.begin_given_value();
  output.put(std::exchange(output.text, {}));
  return spool_.pour(output.put);
}

}  // namespace jx
