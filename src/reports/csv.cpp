// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/csv.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "reports/printed_number.h"
#include "reports/table_shape.h"

namespace jx {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

/// What makes spreadsheets run a cell; some take the full-width signs for the plain ones.
constexpr std::array<std::string_view, 9> kFormulaSigns = {"=",  "+",  "-",  "@", "\t",
                                                           "＝", "＋", "－", "＠"};

/// A sign alone marks an empty cell, and a signed number is a number.
bool is_formula(std::string_view text) noexcept {
  return std::any_of(kFormulaSigns.begin(), kFormulaSigns.end(), [&](std::string_view sign) {
    return text.starts_with(sign) && text.size() > sign.size() && !looks_like_number(text);
  });
}

void append_field(std::string& out, std::string_view text) {
  const std::string_view guard = is_formula(text) ? "'" : "";
  const bool bare_ends = !text.starts_with(' ') && !text.ends_with(' ');
  if (bare_ends && text.find_first_of(",\"\r\n\t") == std::string_view::npos) {
    out += guard;
    out += text;
    return;
  }
  out += '"';
  out += guard;
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_table(std::string& out, const Table& table) {
  for (std::uint32_t row = 0; row < table.rows; ++row) {
    std::uint32_t column = 0;
    for (const Cell& cell : table.row(row)) {
      for (; column < cell.column; ++column) out += ',';
      append_field(out, cell.text);
    }
    for (; column + 1 < table.columns; ++column) out += ',';
    out += kLineEnd;
  }
}

}  // namespace

Result<std::string> render_table_csv(const Table& table) {
  JX_TRY_VOID(check_extent(table));
  std::string out;
  append_table(out, table);
  return out;
}

Result<std::string> render_named_table_csv(std::string_view file, const Table& table) {
  JX_TRY_VOID(check_extent(table));
  std::string out;
  append_field(out, fmt::format("【第{}张表】{} {}", table.index + 1, file, page_words_of(table)));
  out += kLineEnd;
  for (const Caption* caption : {&table.label, &table.title, &table.unit}) {
    if (caption->text.empty()) continue;
    append_field(out, caption->text);
    out += kLineEnd;
  }
  append_table(out, table);
  out += kLineEnd;
  return out;
}

Result<std::string> render_tables_csv(std::string_view file, const Tables& tables) {
  std::string out;
  for (const Table& table : tables.tables) {
    JX_TRY(const std::string text, render_named_table_csv(file, table));
    out += text;
  }
  return out;
}

}  // namespace jx
