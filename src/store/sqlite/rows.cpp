// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/sqlite/rows.h"

#include <fmt/core.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace jx {
namespace {

constexpr int kBusyMilliseconds = 5000;

std::string insert_sql(const TableColumns& table) {
  std::string sql = fmt::format("INSERT INTO {} (region, document, revision, {}) VALUES (?, ?, ?",
                                table.table, table.columns);
  const auto commas = std::count(table.columns.begin(), table.columns.end(), ',');
  for (auto i = commas; i >= 0; --i) sql += ", ?";
  return sql + ")";
}

std::string select_sql(const TableColumns& table, bool one_project) {
  return fmt::format(
      "SELECT {} FROM {} WHERE region = ? AND document = ? AND revision = ?{} ORDER BY {}",
      table.columns, table.table, one_project ? " AND project = ?" : "", table.order);
}

void bind_key(SQLite::Statement& statement, const RevisionId& revision) {
  statement.bind(1, revision.region);
  statement.bind(2, revision.document);
  statement.bind(3, revision.revision);
}

std::string_view take_part(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return part;
}

template <typename Number>
Number parse_number(std::string_view text) {
  Number value{};
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size()) {
    throw DamagedRow("no number: " + std::string(text));
  }
  return value;
}

std::uint32_t parse_place(std::string_view text, std::uint32_t unknown) {
  return text == "-" ? unknown : parse_number<std::uint32_t>(text);
}

std::string place(std::uint32_t value, std::uint32_t unknown) {
  return value == unknown ? "-" : std::to_string(value);
}

}  // namespace

Connection::Connection(const std::string& path)
    : database_(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMilliseconds) {
  database_.exec("PRAGMA journal_mode = WAL");
  database_.exec("PRAGMA synchronous = NORMAL");
  database_.exec("PRAGMA foreign_keys = ON");
}

SQLite::Statement& Connection::prepare(const std::string& sql) {
  auto& statement = statements_[sql];
  if (statement == nullptr) statement = std::make_unique<SQLite::Statement>(database_, sql);
  // Not reset(): it would throw once more what the last use has failed with already.
  statement->tryReset();
  statement->clearBindings();
  return *statement;
}

std::string origin_text(const Origin& origin) {
  constexpr std::uint32_t kNone = Origin::kNone;
  std::string text =
      fmt::format("{}/{}/{}/{}/{}/{}/{}", place(origin.page, 0), place(origin.table, kNone),
                  place(origin.row, kNone), place(origin.column, kNone), place(origin.line, 0),
                  place(origin.first_column, 0), place(origin.last_column, 0));
  const Box& box = origin.box;
  if (box != Box{}) {
    text += fmt::format("/{}/{}/{}/{}", box.left, box.top, box.right, box.bottom);
  }
  return text;
}

Origin parse_origin(std::string_view text) {
  constexpr std::uint32_t kNone = Origin::kNone;
  Origin origin;
  origin.page = parse_place(take_part(text, '/'), 0);
  origin.table = parse_place(take_part(text, '/'), kNone);
  origin.row = parse_place(take_part(text, '/'), kNone);
  origin.column = parse_place(take_part(text, '/'), kNone);
  origin.line = parse_place(take_part(text, '/'), 0);
  origin.first_column = parse_place(take_part(text, '/'), 0);
  origin.last_column = parse_place(take_part(text, '/'), 0);
  if (!text.empty()) {
    for (float* edge : {&origin.box.left, &origin.box.top, &origin.box.right, &origin.box.bottom}) {
      *edge = parse_number<float>(take_part(text, '/'));
    }
  }
  return origin;
}

std::string origins_text(const std::vector<Origin>& origins) {
  std::string text;
  for (const Origin& origin : origins) {
    if (!text.empty()) text += ' ';
    text += origin_text(origin);
  }
  return text;
}

std::vector<Origin> parse_origins(std::string_view text) {
  std::vector<Origin> origins;
  while (!text.empty()) origins.push_back(parse_origin(take_part(text, ' ')));
  return origins;
}

/// The inverse of Date::to_string: "2021-12-31", "2021-12", "2021", "--12-31".
Date parse_stored_date(std::string_view text) {
  Date date;
  if (text.starts_with("--")) {
    text.remove_prefix(2);
  } else if (!text.empty()) {
    date.year = parse_number<int>(take_part(text, '-'));
  }
  if (!text.empty()) date.month = parse_number<int>(take_part(text, '-'));
  if (!text.empty()) date.day = parse_number<int>(text);
  return date;
}

Decimal parse_stored_decimal(const std::string& text) {
  Result<Decimal> value = Decimal::parse(text);
  if (!value.ok()) throw DamagedRow("no decimal: " + text);
  return *std::move(value);
}

Absence parse_absence(std::string_view text) {
  return named(text,
               {Absence::Blank, Absence::NotApplicable, Absence::NotDue, Absence::NotObtainable,
                Absence::Unread},
               [](Absence absence) { return to_string(absence); });
}

RowWriter::RowWriter(Connection& connection, const TableColumns& table, const RevisionId& revision)
    : statement_(connection.prepare(insert_sql(table))) {
  bind_key(statement_, revision);
}

RowWriter& RowWriter::null() {
  statement_.bind(next());
  return *this;
}

RowWriter& RowWriter::text(std::string_view value) {
  statement_.bind(next(), std::string(value));
  return *this;
}

RowWriter& RowWriter::integer(std::int64_t value) {
  statement_.bind(next(), value);
  return *this;
}

RowWriter& RowWriter::real(double value) {
  statement_.bind(next(), value);
  return *this;
}

RowWriter& RowWriter::unit(const Unit& value) {
  return text(value.name).text(key_of(value.dimension)).text(value.factor.to_string());
}

RowWriter& RowWriter::decimal(const std::optional<Decimal>& value) {
  return value ? text(value->to_string()) : null();
}

RowWriter& RowWriter::date(const std::optional<Date>& value) {
  return value ? text(value->to_string()) : null();
}

RowWriter& RowWriter::year(const std::optional<int>& value) {
  return value ? integer(*value) : null();
}

RowWriter& RowWriter::text_field(const Field<std::string>& field) {
  if (field.has_value()) {
    text(*field);
  } else {
    null();
  }
  return surroundings(field);
}

void RowWriter::end() {
  statement_.exec();
  statement_.reset();
  column_ = 3;
}

RowReader::RowReader(Connection& connection, const TableColumns& table, const RevisionId& revision,
                     std::optional<std::int64_t> project)
    : statement_(connection.prepare(select_sql(table, project.has_value()))) {
  bind_key(statement_, revision);
  if (project) statement_.bind(4, *project);
}

bool RowReader::next() {
  column_ = 0;
  return statement_.executeStep();
}

std::string RowReader::text() { return column().getString(); }

std::optional<std::string> RowReader::text_or_null() {
  const SQLite::Column cell = column();
  if (cell.isNull()) return std::nullopt;
  return cell.getString();
}

std::int64_t RowReader::integer() { return column().getInt64(); }

std::optional<std::int64_t> RowReader::integer_or_null() {
  const SQLite::Column cell = column();
  if (cell.isNull()) return std::nullopt;
  return cell.getInt64();
}

double RowReader::real() { return column().getDouble(); }

Words RowReader::words() {
  Words words;
  words.text = text();
  words.origin = origin();
  return words;
}

Unit RowReader::unit() {
  Unit unit;
  unit.name = text();
  unit.dimension = term_of<Dimension>(text()).value_or(Dimension::Unknown);
  unit.factor = parse_stored_decimal(text());
  return unit;
}

std::optional<Decimal> RowReader::decimal() {
  const std::optional<std::string> value = text_or_null();
  if (!value) return std::nullopt;
  return parse_stored_decimal(*value);
}

std::optional<Date> RowReader::date() {
  const std::optional<std::string> value = text_or_null();
  if (!value) return std::nullopt;
  return parse_stored_date(*value);
}

Field<std::string> RowReader::text_field() {
  Field<std::string> field;
  field.value = text_or_null();
  surroundings(field);
  return field;
}

Field<Decimal> RowReader::decimal_field() {
  Field<Decimal> field;
  field.value = decimal();
  surroundings(field);
  return field;
}

Field<Unit> RowReader::unit_field() {
  Field<Unit> field;
  if (statement_.getColumn(column_).isNull()) {
    column_ += 3;
  } else {
    field.value = unit();
  }
  surroundings(field);
  return field;
}

std::optional<int> RowReader::year() {
  const std::optional<std::int64_t> value = integer_or_null();
  if (!value) return std::nullopt;
  return static_cast<int>(*value);
}

}  // namespace jx
