// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/budget_rows.h"

#include <charconv>
#include <string>

#include "base/text.h"

namespace jx {
namespace {

constexpr TableColumns kTables{"budget_table",
                               "budget_table, kind, prints, title, title_origin, unit_words, "
                               "unit_words_origin, unit, unit_dimension, unit_factor, fiscal_year",
                               "budget_table"};
constexpr TableColumns kColumns{
    "budget_column",
    "budget_table, position, kind, groups, side, year, of_which, header, header_origin",
    "budget_table, position"};
constexpr TableColumns kLines{"budget_line",
                              "budget_table, position, kind, side, code, depth, of_which, name, "
                              "name_origin, project, project_origin, project_code, origin",
                              "budget_table, position"};
constexpr TableColumns kAmounts{"budget_amount",
                                "budget_table, line, column_position, amount, absence, raw, origin",
                                "budget_table, line, column_position"};
constexpr TableColumns kNotes{"budget_note", "budget_table, position, text, origin",
                              "budget_table, position"};

std::string prints_text(const std::vector<std::uint32_t>& prints) {
  std::string text;
  for (const std::uint32_t print : prints) {
    if (!text.empty()) text += ' ';
    text += std::to_string(print);
  }
  return text;
}

std::vector<std::uint32_t> parse_prints(std::string_view text) {
  std::vector<std::uint32_t> prints;
  if (text.empty()) return prints;
  for (const std::string_view part : split(text, " ")) {
    std::uint32_t print = 0;
    const auto read = std::from_chars(part.data(), part.data() + part.size(), print);
    if (read.ec != std::errc() || read.ptr != part.data() + part.size()) {
      throw DamagedRow("no index of a printed table");
    }
    prints.push_back(print);
  }
  return prints;
}

std::string groups_text(const std::vector<AmountKind>& groups) {
  std::string text;
  for (const AmountKind group : groups) {
    if (!text.empty()) text += ' ';
    text += key_of(group);
  }
  return text;
}

AmountKind parse_amount_kind(std::string_view key) {
  const auto kind = find_amount_kind(key);
  if (!kind) throw DamagedRow("no such kind of amount");
  return *kind;
}

std::vector<AmountKind> parse_groups(std::string_view text) {
  std::vector<AmountKind> groups;
  if (text.empty()) return groups;
  for (const std::string_view part : split(text, " ")) groups.push_back(parse_amount_kind(part));
  return groups;
}

BudgetSide parse_side(std::string_view text) {
  return named(text, {BudgetSide::Unstated, BudgetSide::Income, BudgetSide::Expenditure},
               [](BudgetSide side) { return to_string(side); });
}

BudgetLineKind parse_line_kind(std::string_view text) {
  return named(text, {BudgetLineKind::Entry, BudgetLineKind::Subtotal, BudgetLineKind::Total},
               [](BudgetLineKind kind) { return to_string(kind); });
}

/// The revision whose rows are meant, and where they are.
struct Place {
  Connection& connection;
  const RevisionId& revision;
};

void write_lines(const Place& at, std::int64_t number, const BudgetTable& table) {
  for (std::size_t i = 0; i < table.lines.size(); ++i) {
    const BudgetLine& line = table.lines[i];
    RowWriter(at.connection, kLines, at.revision)
        .integer(number)
        .integer(stored(i))
        .text(to_string(line.kind))
        .text(to_string(line.side))
        .text(line.code)
        .integer(line.depth)
        .integer(line.of_which ? 1 : 0)
        .words(line.name)
        .words(line.project)
        .text(line.project_code)
        .origin(line.origin)
        .end();
    for (const BudgetAmount& each : line.amounts) {
      RowWriter(at.connection, kAmounts, at.revision)
          .integer(number)
          .integer(stored(i))
          .integer(each.column)
          .decimal_field(each.amount)
          .end();
    }
  }
}

void write_table(const Place& at, std::int64_t number, const BudgetTable& table) {
  RowWriter(at.connection, kTables, at.revision)
      .integer(number)
      .text(key_of(table.kind))
      .text(prints_text(table.prints))
      .words(table.title)
      .words(table.unit_words)
      .unit(table.unit)
      .year(table.fiscal_year)
      .end();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const BudgetColumn& column = table.columns[i];
    RowWriter(at.connection, kColumns, at.revision)
        .integer(number)
        .integer(stored(i))
        .text(key_of(column.kind))
        .text(groups_text(column.groups))
        .text(to_string(column.side))
        .year(column.year)
        .integer(column.of_which ? 1 : 0)
        .words(column.header)
        .end();
  }
  write_lines(at, number, table);
  for (std::size_t i = 0; i < table.notes.size(); ++i) {
    RowWriter(at.connection, kNotes, at.revision)
        .integer(number)
        .integer(stored(i))
        .words(table.notes[i])
        .end();
  }
}

BudgetTable& table_of(RowReader& row, Submission& submission) {
  const std::size_t number = row.size();
  if (number >= submission.budget_tables.size()) throw DamagedRow("no such budget table");
  return submission.budget_tables[number];
}

void read_columns(const Place& at, Submission& submission) {
  for (RowReader row(at.connection, kColumns, at.revision); row.next();) {
    BudgetColumn& column = table_of(row, submission).columns.emplace_back();
    row.skip();
    column.kind = parse_amount_kind(row.text());
    column.groups = parse_groups(row.text());
    column.side = parse_side(row.text());
    column.year = row.year();
    column.of_which = row.integer() != 0;
    column.header = row.words();
  }
}

void read_lines(const Place& at, Submission& submission) {
  for (RowReader row(at.connection, kLines, at.revision); row.next();) {
    BudgetLine& line = table_of(row, submission).lines.emplace_back();
    row.skip();
    line.kind = parse_line_kind(row.text());
    line.side = parse_side(row.text());
    line.code = row.text();
    line.depth = row.number();
    line.of_which = row.integer() != 0;
    line.name = row.words();
    line.project = row.words();
    line.project_code = row.text();
    line.origin = row.origin();
  }
  for (RowReader row(at.connection, kAmounts, at.revision); row.next();) {
    BudgetTable& table = table_of(row, submission);
    const std::size_t number = row.size();
    if (number >= table.lines.size()) throw DamagedRow("no such budget line");
    BudgetAmount& amount = table.lines[number].amounts.emplace_back();
    amount.column = row.number();
    if (amount.column >= table.columns.size()) throw DamagedRow("no such budget column");
    amount.amount = row.decimal_field();
  }
}

}  // namespace

void write_budget_rows(Connection& connection, const RevisionId& revision,
                       const Submission& submission) {
  const Place at{connection, revision};
  for (std::size_t i = 0; i < submission.budget_tables.size(); ++i) {
    write_table(at, stored(i), submission.budget_tables[i]);
  }
}

void read_budget_rows(Connection& connection, const RevisionId& revision, Submission& submission) {
  const Place at{connection, revision};
  for (RowReader row(connection, kTables, revision); row.next();) {
    BudgetTable& table = submission.budget_tables.emplace_back();
    row.skip();
    const auto kind = find_budget_table_kind(row.text());
    if (!kind) throw DamagedRow("no such kind of budget table");
    table.kind = *kind;
    table.prints = parse_prints(row.text());
    table.title = row.words();
    table.unit_words = row.words();
    table.unit = row.unit();
    table.fiscal_year = row.year();
  }
  read_columns(at, submission);
  read_lines(at, submission);
  for (RowReader row(connection, kNotes, revision); row.next();) {
    BudgetTable& table = table_of(row, submission);
    row.skip();
    table.notes.push_back(row.words());
  }
}

}  // namespace jx
