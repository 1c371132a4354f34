// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/spool.h"
#include "tables/table.h"

namespace jx {

/// True for formats that say nothing of all tables before the first one.
bool is_streamed(std::string_view format) noexcept;

/// The tables of one document in such a format, written while the document is read and put out
/// when its turn has come: a long document is held neither as tables nor as text.
class StreamedTables {
 public:
  StreamedTables(const std::string& format, const TextStyle& style, const Document& document);
  StreamedTables(const StreamedTables&) = delete;
  StreamedTables& operator=(const StreamedTables&) = delete;

  /// LimitExceeded by check_extent() for CSV.
  Result<void> add(const Table& table);
  /// After the last table; `rest` as stream_tables() returns it.
  void end(Tables&& rest);
  Result<void> deliver(DocumentOutput& output);

  const Diagnostics& diagnostics() const noexcept { return diagnostics_; }

 private:
  enum class Kind { Text, Json, Csv };

  Kind kind_;
  TextStyle style_;
  std::string file_;
  Diagnostics diagnostics_;
  Spool spool_;
  std::string json_text_;
  JsonWriter json_;
};

}  // namespace jx
