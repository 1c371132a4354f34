// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/origin.h"
#include "lexicon/terms.h"
#include "model/field.h"
#include "store/store.h"

/// Rows of the tables of a revision, written and read column by column in one order: that of the
/// column list which both statements are made from. Everything here throws; SqliteStore turns it
/// into an Error.
namespace jx {

/// What stands in the database is not what we write: damaged, or edited by hand.
struct DamagedRow : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A table of the schema; `columns` are those behind region, document and revision.
struct TableColumns {
  std::string_view table;
  std::string_view columns;
  std::string_view order;  ///< For reading.
};

/// An open database and its prepared statements.
class Connection {
 public:
  explicit Connection(const std::string& path);

  SQLite::Database& database() noexcept { return database_; }
  /// The prepared statement of that text, reset and without bindings.
  SQLite::Statement& prepare(const std::string& sql);

 private:
  SQLite::Database database_;
  std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>> statements_;
};

/// Text forms of values that no type of ours reads back by itself.
std::string origin_text(const Origin& origin);
Origin parse_origin(std::string_view text);
std::string origins_text(const std::vector<Origin>& origins);
std::vector<Origin> parse_origins(std::string_view text);
Date parse_stored_date(std::string_view text);
Decimal parse_stored_decimal(const std::string& text);

/// The enumerator of `all` with that stored name; DamagedRow when there is none.
template <typename E, typename Name>
E named(std::string_view text, std::initializer_list<E> all, Name name) {
  for (const E candidate : all) {
    if (name(candidate) == text) return candidate;
  }
  throw DamagedRow("unknown name " + std::string(text));
}

Absence parse_absence(std::string_view text);

/// A count or an index as the database takes it.
inline std::int64_t stored(std::size_t value) noexcept { return static_cast<std::int64_t>(value); }

/// Writes rows of one table for one revision.
class RowWriter {
 public:
  RowWriter(Connection& connection, const TableColumns& table, const RevisionId& revision);

  RowWriter& null();
  RowWriter& text(std::string_view value);
  RowWriter& integer(std::int64_t value);
  RowWriter& real(double value);
  RowWriter& origin(const Origin& value) { return text(origin_text(value)); }
  RowWriter& words(const Words& value) { return text(value.text).origin(value.origin); }
  RowWriter& unit(const Unit& value);
  RowWriter& decimal(const std::optional<Decimal>& value);
  RowWriter& date(const std::optional<Date>& value);
  RowWriter& year(const std::optional<int>& value);
  /// Why it is absent, the raw words and their place: what follows the value of every field.
  template <typename T>
  RowWriter& surroundings(const Field<T>& field) {
    return text(field.has_value() ? std::string_view{} : to_string(field.absence))
        .text(field.raw)
        .origin(field.origin);
  }
  template <typename Term>
  RowWriter& term(const Field<Term>& field) {
    if (field.has_value()) {
      text(key_of(*field));
    } else {
      null();
    }
    return surroundings(field);
  }
  RowWriter& text_field(const Field<std::string>& field);
  RowWriter& decimal_field(const Field<Decimal>& field) {
    return decimal(field.value).surroundings(field);
  }
  /// Ends the row.
  void end();

 private:
  int next() noexcept { return ++column_; }

  SQLite::Statement& statement_;
  int column_ = 3;
};

/// Reads rows column by column.
class RowReader {
 public:
  explicit RowReader(SQLite::Statement& statement) : statement_(statement) {}
  /// The rows of one table for one revision; with `project`, only those of it.
  RowReader(Connection& connection, const TableColumns& table, const RevisionId& revision,
            std::optional<std::int64_t> project = std::nullopt);
  RowReader(const RowReader&) = delete;
  RowReader& operator=(const RowReader&) = delete;
  /// An unfinished statement would keep its read lock on the database.
  ~RowReader() { statement_.tryReset(); }

  bool next();
  std::string text();
  std::optional<std::string> text_or_null();
  std::int64_t integer();
  std::size_t size() { return static_cast<std::size_t>(integer()); }
  std::uint32_t number() { return static_cast<std::uint32_t>(integer()); }
  std::optional<std::int64_t> integer_or_null();
  double real();
  Origin origin() { return parse_origin(text()); }
  Words words();
  Unit unit();
  std::optional<Decimal> decimal();
  std::optional<Date> date();
  std::optional<int> year();
  template <typename T>
  void surroundings(Field<T>& field) {
    const std::string absence = text();
    if (!field.has_value()) field.absence = parse_absence(absence);
    field.raw = text();
    field.origin = origin();
  }
  template <typename Term>
  Field<Term> term() {
    Field<Term> field;
    // Terms whose key is empty are the unstated ones: the first of their vocabulary.
    if (const auto key = text_or_null()) field.value = term_of<Term>(*key).value_or(Term{});
    surroundings(field);
    return field;
  }
  Field<std::string> text_field();
  Field<Decimal> decimal_field();
  Field<Unit> unit_field();
  void skip() noexcept { ++column_; }

 private:
  SQLite::Column column() { return statement_.getColumn(column_++); }

  SQLite::Statement& statement_;
  int column_ = 0;
};

}  // namespace jx
