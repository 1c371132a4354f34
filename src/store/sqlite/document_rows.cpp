// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/document_rows.h"

#include <optional>
#include <string>
#include <utility>

namespace jx {
namespace {

constexpr TableColumns kPrintedTables{
    "printed_table",
    "position, printed_table, page, printed_page, title, title_origin, label, label_origin, unit, "
    "unit_origin, header, header_repeated, continues, is_task_list",
    "position"};
constexpr TableColumns kPageNumbers{"page_number", "position, text, origin, number", "position"};
constexpr TableColumns kUnread{"unread", "position, text, origin, reason", "position"};
constexpr TableColumns kCorrections{"correction", "position, what, origin, before, after, who, why",
                                    "position"};
constexpr TableColumns kDiagnostics{"diagnostic",
                                    "position, level, code, message, origin, left_out", "position"};
/// The revision whose rows are meant, and where they are.
struct Place {
  Connection& connection;
  const RevisionId& revision;
};

void write_prints(const Place& at, const Submission& submission) {
  for (std::size_t i = 0; i < submission.tables.size(); ++i) {
    const PrintedTable& table = submission.tables[i];
    RowWriter writer(at.connection, kPrintedTables, at.revision);
    writer.integer(stored(i)).integer(table.table).integer(table.page);
    writer.text(table.printed_page).words(table.title).words(table.label).words(table.unit);
    writer.origin(table.header).integer(table.header_repeated ? 1 : 0);
    if (table.continues) {
      writer.integer(*table.continues);
    } else {
      writer.null();
    }
    writer.integer(table.is_task_list ? 1 : 0).end();
  }
  for (std::size_t i = 0; i < submission.page_numbers.size(); ++i) {
    RowWriter(at.connection, kPageNumbers, at.revision)
        .integer(stored(i))
        .words(submission.page_numbers[i].words)
        .text(submission.page_numbers[i].number)
        .end();
  }
}

void write_notes(const Place& at, const Submission& submission) {
  for (std::size_t i = 0; i < submission.unread.size(); ++i) {
    RowWriter(at.connection, kUnread, at.revision)
        .integer(stored(i))
        .words(submission.unread[i].words)
        .text(submission.unread[i].reason)
        .end();
  }
  for (std::size_t i = 0; i < submission.corrections.size(); ++i) {
    const Correction& correction = submission.corrections[i];
    RowWriter(at.connection, kCorrections, at.revision)
        .integer(stored(i))
        .text(correction.what)
        .origin(correction.origin)
        .text(correction.before)
        .text(correction.after)
        .text(correction.who)
        .text(correction.why)
        .end();
  }
  std::int64_t number = 0;
  for (const Diagnostic& entry : submission.diagnostics.entries()) {
    RowWriter(at.connection, kDiagnostics, at.revision)
        .integer(number++)
        .text(entry.level == DiagnosticLevel::Warning ? "warning" : "note")
        .text(entry.code)
        .text(entry.message)
        .origin(entry.origin)
        .null()
        .end();
  }
  for (const auto& [code, count] : submission.diagnostics.left_out()) {
    RowWriter(at.connection, kDiagnostics, at.revision)
        .integer(number++)
        .text("note")
        .text(code)
        .text("")
        .origin({})
        .integer(stored(count))
        .end();
  }
}

void read_prints(const Place& at, Submission& submission) {
  for (RowReader row(at.connection, kPrintedTables, at.revision); row.next();) {
    row.skip();
    PrintedTable& table = submission.tables.emplace_back();
    table.table = row.number();
    table.page = row.number();
    table.printed_page = row.text();
    table.title = row.words();
    table.label = row.words();
    table.unit = row.words();
    table.header = row.origin();
    table.header_repeated = row.integer() != 0;
    if (const std::optional<std::int64_t> from = row.integer_or_null()) {
      table.continues = static_cast<std::uint32_t>(*from);
    }
    table.is_task_list = row.integer() != 0;
  }
  for (RowReader row(at.connection, kPageNumbers, at.revision); row.next();) {
    row.skip();
    PrintedPageNumber& number = submission.page_numbers.emplace_back();
    number.words = row.words();
    number.number = row.text();
  }
}

void read_notes(const Place& at, Submission& submission) {
  for (RowReader row(at.connection, kUnread, at.revision); row.next();) {
    row.skip();
    Unread& unread = submission.unread.emplace_back();
    unread.words = row.words();
    unread.reason = row.text();
  }
  for (RowReader row(at.connection, kCorrections, at.revision); row.next();) {
    row.skip();
    Correction& correction = submission.corrections.emplace_back();
    correction.what = row.text();
    correction.origin = row.origin();
    correction.before = row.text();
    correction.after = row.text();
    correction.who = row.text();
    correction.why = row.text();
  }
  for (RowReader row(at.connection, kDiagnostics, at.revision); row.next();) {
    row.skip();
    const bool warning = row.text() == "warning";
    std::string code = row.text();
    std::string message = row.text();
    const Origin origin = row.origin();
    if (const std::optional<std::int64_t> left_out = row.integer_or_null()) {
      // Past the bound only the count grows: that is what these rows restore.
      for (std::int64_t i = 0; i < *left_out; ++i) submission.diagnostics.note(code, "");
    } else if (warning) {
      submission.diagnostics.warn(std::move(code), std::move(message), origin);
    } else {
      submission.diagnostics.note(std::move(code), std::move(message), origin);
    }
  }
}

}  // namespace

void write_document_rows(Connection& connection, const RevisionId& revision,
                         const Submission& submission) {
  const Place at{connection, revision};
  write_prints(at, submission);
  write_notes(at, submission);
}

void read_document_rows(Connection& connection, const RevisionId& revision,
                        Submission& submission) {
  const Place at{connection, revision};
  read_prints(at, submission);
  read_notes(at, submission);
}

}  // namespace jx
