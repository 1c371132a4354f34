// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/register_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.h"
#include "ledger/register_cells.h"
#include "records/values.h"

namespace jx {
namespace {

constexpr std::string_view kReporter = "填报单位";
constexpr std::string_view kEvidence = "佐证";
/// Titles, unit lines and 填报单位 stand above the names of the columns.
constexpr std::uint32_t kHeaderRows = 12;

Decimal number_of(const std::string& cell) {
  return cell.empty() ? Decimal() : Decimal::parse(cell).value_or(Decimal());
}

Result<std::string> compute(const ComputedColumn& computed, const RegisterRow& row) {
  const std::string& first = row.cells[computed.first];
  const std::string& second = row.cells[computed.second];
  if (first.empty()) return std::string();
  switch (computed.kind) {
    case ComputedColumn::Kind::NotAfter:
      if (second.empty()) return std::string();
      return std::string(is_not_after(first, second) ? "是" : "否");
    case ComputedColumn::Kind::Product: {
      if (second.empty()) return std::string();
      JX_TRY(const Decimal product, number_of(first).times(number_of(second)));
      return product.trimmed().to_string();
    }
    case ComputedColumn::Kind::Difference: {
      JX_TRY(const Decimal difference, number_of(first).minus(number_of(second)));
      return difference.trimmed().to_string();
    }
  }
  return std::string();
}

Date to_date(const std::string& cell) {
  const std::optional<DateMatch> match = match_date_prefix(cell);
  return match ? match->date : Date{};
}

/// Where the names of the columns stand, and which column of the table is which.
struct Header {
  std::uint32_t row = 0;
  std::uint32_t last_row = 0;  ///< Of a header of two rows: 资金 above 到位数 and 支出数.
  std::vector<std::string> names;                    ///< By column of the table.
  std::vector<std::optional<std::uint32_t>> places;  ///< By column of the kind.
  std::vector<std::size_t> ranks;                    ///< How good the name was, 0 the best.
  /// Other columns of a date, the better first: 创建时间 where there is no 付款时间.
  std::vector<std::map<std::size_t, std::uint32_t>> spare;
  std::vector<std::string> units;  ///< As the header names them.
  std::optional<std::uint32_t> reporter;
  std::optional<std::uint32_t> evidence;
  std::vector<std::uint32_t> unknown;
  std::optional<std::size_t> twice;
  std::size_t found = 0;
};

/// The rows of several tables, put together as one register.
class RowCollector {
 public:
  RowCollector(const RegisterKind& kind, const RegisterReading& reading, bool several)
      : kind_(kind), reading_(reading), several_(several) {}

  /// False for a table that has hardly a column of the register.
  Result<bool> add(const Table& table);
  RegisterRows take() && { return std::move(result_); }

 private:
  struct Seen {
    std::string place;
    std::size_t row = 0;
  };

  std::string words(std::uint32_t row, std::uint32_t column) const;
  /// A column of the kind, and the place of this name among those that it has.
  struct FoundColumn {
    std::size_t column = 0;
    std::size_t rank = 0;
  };
  std::optional<FoundColumn> find_column(const std::string& header) const;
  static void take_place(Header& header, FoundColumn found, std::uint32_t place, std::string unit);
  bool is_name(const std::string& words_here) const;
  std::string name_at(std::uint32_t row, std::uint32_t column, std::uint32_t& last_row) const;
  std::string unit_of_table(const RegisterColumn& column) const;
  Header header_at(std::uint32_t row) const;
  Header best_header() const;
  bool is_fixed(std::size_t column) const {
    return reading_.fixed.contains(kind_.columns[column].name);
  }
  std::size_t missing_in(const Header& header) const;
  bool is_relevant(const Header& header) const;
  Result<void> check_header(const Header& header);
  std::string unit_in(const HeaderWords& words) const;
  std::string known() const;

  Result<void> add_rows();
  Result<void> add_row(std::uint32_t row);
  Result<RegisterRow> read_row(std::uint32_t row);
  Result<std::string> cell_of(std::uint32_t row, std::size_t column);
  bool is_blank(std::uint32_t row) const;
  bool is_header_again(std::uint32_t row) const;
  /// 合计, 填表人 and the like under the rows: why the row is none, or empty.
  std::string reason_to_pass(std::uint32_t row) const;
  std::string place_of(std::uint32_t row) const;
  void find_spans();
  /// The row where the merged cell over this one begins.
  std::uint32_t start_of(std::uint32_t row, std::uint32_t column) const;

  const RegisterKind& kind_;
  const RegisterReading& reading_;
  bool several_;
  const Table* table_ = nullptr;
  Header header_;
  /// By column and row under it: where a cell merged downwards begins.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> merged_;
  std::map<std::string, Seen> seen_;
  std::vector<std::string> above_;  ///< The words of the last row, for what is filled down.
  std::size_t filled_ = 0;
  RegisterRows result_;
};

std::string RowCollector::words(std::uint32_t row, std::uint32_t column) const {
  const Cell* const cell = table_->find(row, column);
  return cell == nullptr ? std::string() : plain_cell(cell->text);
}

/// "第 3 行": as the file counts them, where it does.
std::string RowCollector::place_of(std::uint32_t row) const {
  const auto cells = table_->row(row);
  const std::uint32_t line =
      !cells.empty() && cells.front().origin.line != 0 ? cells.front().origin.line : row + 1;
  return several_ ? fmt::format("第 {} 页第 {} 行", table_->page, line)
                  : fmt::format("第 {} 行", line);
}

std::optional<RowCollector::FoundColumn> RowCollector::find_column(
    const std::string& header) const {
  const auto bound = reading_.headers.find(header);
  const std::string whole = fold(bound == reading_.headers.end() ? header : bound->second);
  const std::string key = header_words(whole).key;
  for (const std::string& wanted : {whole, key}) {
    for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
      const RegisterColumn& column = kind_.columns[i];
      if (fold(column.name) == wanted) return FoundColumn{i, 0};
      for (std::size_t alias = 0; alias < column.aliases.size(); ++alias) {
        if (fold(column.aliases[alias]) == wanted) return FoundColumn{i, alias + 1};
      }
    }
  }
  return std::nullopt;
}

/// 含税 in brackets is no unit; 美元 is one that cannot be converted, which is then said.
std::string RowCollector::unit_in(const HeaderWords& words) const {
  const bool known = reading_.lexicon != nullptr && reading_.lexicon->find_unit(words.unit);
  return known || words.unit.ends_with("元") ? words.unit : std::string();
}

/// Of two names for one column the better counts; platforms print several times and amounts.
void RowCollector::take_place(Header& header, FoundColumn found, std::uint32_t place,
                              std::string unit) {
  const std::size_t at = found.column;
  if (!header.spare[at].emplace(found.rank, place).second) header.twice = at;
  if (header.places[at] && header.ranks[at] <= found.rank) return;
  if (!header.places[at]) ++header.found;
  header.places[at] = place;
  header.ranks[at] = found.rank;
  header.units[at] = std::move(unit);
}

bool RowCollector::is_name(const std::string& words_here) const {
  return !words_here.empty() &&
         (words_here == kReporter || words_here == kEvidence || find_column(words_here));
}

/// Under a cell that is merged over several columns stands what each of them is called. A title
/// over the whole table is none of those: beside a group stand names.
std::string RowCollector::name_at(std::uint32_t row, std::uint32_t column,
                                  std::uint32_t& last_row) const {
  const auto cells = table_->row(row);
  const auto group = std::find_if(cells.begin(), cells.end(), [&](const Cell& each) {
    return each.colspan > 1 && each.column <= column && column < each.column + each.colspan;
  });
  std::string name = words(row, column);
  if (is_name(name) || group == cells.end() || row + 1 >= table_->rows) return name;
  const bool beside_names = std::any_of(
      cells.begin(), cells.end(), [&](const Cell& each) { return is_name(plain_cell(each.text)); });
  std::string below = words(row + 1, column);
  if (!beside_names || !is_name(below)) return name;
  last_row = row + 1;
  return below;
}

Header RowCollector::header_at(std::uint32_t row) const {
  Header header;
  header.row = row;
  header.last_row = row;
  header.names.resize(table_->columns);
  header.places.resize(kind_.columns.size());
  header.ranks.resize(kind_.columns.size());
  header.spare.resize(kind_.columns.size());
  header.units.resize(kind_.columns.size());
  for (std::uint32_t column = 0; column < table_->columns; ++column) {
    const std::string name = name_at(row, column, header.last_row);
    header.names[column] = name;
    if (name == kReporter || name == kEvidence) {
      (name == kReporter ? header.reporter : header.evidence) = column;
      continue;
    }
    const auto found = name.empty() ? std::nullopt : find_column(name);
    if (!found || reading_.left_out.contains(name)) {
      header.unknown.push_back(column);
    } else {
      const std::string own = unit_in(header_words(name));
      take_place(header, *found, column,
                 own.empty() ? unit_of_table(kind_.columns[found->column]) : own);
    }
  }
  return header;
}

/// "单位：万元" above the table holds for its amounts of money that name no unit themselves.
std::string RowCollector::unit_of_table(const RegisterColumn& column) const {
  if (reading_.lexicon == nullptr || table_->unit_words.empty()) return {};
  const auto whole = reading_.lexicon->find_unit(table_->unit_words);
  const auto own = reading_.lexicon->find_unit(column.unit);
  const bool money =
      whole && own && whole->dimension == Dimension::Money && own->dimension == Dimension::Money;
  return money ? table_->unit_words : std::string();
}

std::size_t RowCollector::missing_in(const Header& header) const {
  std::size_t missing = 0;
  for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
    if (kind_.columns[i].required && !header.places[i] && !is_fixed(i)) ++missing;
  }
  return missing;
}

/// The first row that names all columns that are needed, else the one that names most.
Header RowCollector::best_header() const {
  std::optional<Header> best;
  for (std::uint32_t row = 0; row < std::min(table_->rows, kHeaderRows); ++row) {
    Header header = header_at(row);
    if (missing_in(header) == 0) return header;
    if (!best || header.found > best->found) best = std::move(header);
  }
  return best ? *std::move(best) : Header{};
}

/// A table that names half of the columns that are needed was meant to be the register.
bool RowCollector::is_relevant(const Header& header) const {
  std::size_t needed = 0;
  std::size_t named = 0;
  for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
    if (!kind_.columns[i].required || is_fixed(i)) continue;
    ++needed;
    if (header.places[i]) ++named;
  }
  return header.found > 0 && 2 * named >= needed;
}

std::string RowCollector::known() const {
  std::string all;
  for (const RegisterColumn& column : kind_.columns) {
    all += (all.empty() ? "" : "、") + column.name;
  }
  return all;
}

Result<void> RowCollector::check_header(const Header& header) {
  if (header.twice) {
    return malformed(fmt::format("“{}”列出现了两次。", kind_.columns[*header.twice].name));
  }
  for (const std::uint32_t column : header.unknown) {
    const std::string& name = header.names[column];
    constexpr std::array<std::string_view, 3> kNumbers = {"序号", "编号", "No."};
    const bool number = std::find(kNumbers.begin(), kNumbers.end(), name) != kNumbers.end();
    if (name.empty() || number || reading_.left_out.contains(name)) continue;
    if (!kind_.open) {
      return malformed(fmt::format("{}不认得“{}”列；认得的是：{}。", kind_.name, name, known()));
    }
    auto& ignored = result_.ignored;
    if (std::find(ignored.begin(), ignored.end(), name) == ignored.end()) ignored.push_back(name);
  }
  for (std::size_t i = 0; i < header.places.size(); ++i) {
    for (const auto& [rank, place] : header.spare[i]) {
      const bool used = place == *header.places[i] || kind_.columns[i].type == CellType::Date;
      if (!used) result_.ignored.push_back(header.names[place]);
    }
    if (header.places[i] && is_fixed(i)) {
      return malformed(
          fmt::format("表里已有“{}”列，不能再另外指定。", header.names[*header.places[i]]));
    }
    if (header.places[i] || !kind_.columns[i].required || is_fixed(i)) continue;
    return malformed(
        fmt::format("{}的表里没有“{}”列；列有：{}。", kind_.name, kind_.columns[i].name, known()));
  }
  return {};
}

void RowCollector::find_spans() {
  merged_.clear();
  for (const Cell& cell : table_->cells) {
    for (std::uint32_t below = 1; below < cell.rowspan; ++below) {
      merged_.emplace(std::pair(cell.column, cell.row + below), cell.row);
    }
  }
}

std::uint32_t RowCollector::start_of(std::uint32_t row, std::uint32_t column) const {
  const auto found = merged_.find(std::pair(column, row));
  return found == merged_.end() ? row : found->second;
}

Result<bool> RowCollector::add(const Table& table) {
  table_ = &table;
  header_ = best_header();
  if (several_ && !is_relevant(header_)) return false;
  Result<void> checked = check_header(header_);
  if (checked.ok()) checked = add_rows();
  if (checked.ok()) return true;
  if (several_ && header_.row < table.rows && !checked.error().message.starts_with("第 ")) {
    return Error{.code = checked.error().code,
                 .message = fmt::format("第 {} 页：{}", table.page, checked.error().message)};
  }
  return checked.error();
}

Result<void> RowCollector::add_rows() {
  find_spans();
  above_.assign(kind_.columns.size(), "");
  for (std::uint32_t row = header_.last_row + 1; row < table_->rows; ++row) {
    if (is_blank(row) || is_header_again(row)) continue;
    const std::string reason = reason_to_pass(row);
    if (!reason.empty()) {
      result_.remarks.push_back(fmt::format("{}没有登记：{}", place_of(row), reason));
      continue;
    }
    JX_TRY_VOID(add_row(row));
  }
  if (filled_ > 0) {
    result_.remarks.push_back(fmt::format("{} 个空白格照上一行登记", filled_));
    filled_ = 0;
  }
  return {};
}

bool RowCollector::is_blank(std::uint32_t row) const {
  if (header_.reporter && !words(row, *header_.reporter).empty()) return false;
  bool other = false;
  for (const std::uint32_t column : header_.unknown) {
    const std::string cell = words(row, column);
    // A number in front of a line that was left blank says nothing.
    other = other || (!cell.empty() && !Decimal::parse(cell).ok());
  }
  if (other) return false;
  return std::none_of(header_.places.begin(), header_.places.end(),
                      [&](const auto& place) { return place && !words(row, *place).empty(); });
}

bool RowCollector::is_header_again(std::uint32_t row) const {
  return header_.found > 1 &&
         std::all_of(header_.places.begin(), header_.places.end(), [&](const auto& place) {
           return !place || words(row, *place) == header_.names[*place];
         });
}

std::string RowCollector::reason_to_pass(std::uint32_t row) const {
  constexpr std::array<std::string_view, 8> kTotals = {"合计", "小计",     "总计",     "共计",
                                                       "累计", "本页小计", "本月合计", "本年累计"};
  std::size_t filled = 0;
  std::string first;
  for (std::uint32_t column = 0; column < table_->columns; ++column) {
    const std::string cell = words(row, column);
    if (cell.empty()) continue;
    if (filled++ == 0) first = cell;
  }
  const std::string key = header_words(first).key;
  for (const std::string_view total : kTotals) {
    if (key == total) return fmt::format("是“{}”行", first);
  }
  const bool known =
      std::any_of(header_.places.begin(), header_.places.end(),
                  [&](const auto& place) { return place && !words(row, *place).empty(); });
  if (!known) return fmt::format("只有“{}”，没有一列是登记的内容", first);
  constexpr std::array<std::string_view, 7> kNotes = {"注:",    "备注:",  "说明:",  "填表人",
                                                      "制表人", "审核人", "负责人:"};
  const std::string folded = fold(first);
  const bool note = std::any_of(kNotes.begin(), kNotes.end(),
                                [&](std::string_view word) { return folded.starts_with(word); });
  return note ? fmt::format("“{}”是表下的话", first) : std::string();
}

Result<void> RowCollector::add_row(std::uint32_t row) {
  JX_TRY(RegisterRow read, read_row(row));
  const std::string key = key_of(kind_, read);
  const auto [place, fresh] =
      seen_.emplace(key, Seen{.place = place_of(row), .row = result_.rows.size()});
  if (fresh) {
    result_.rows.push_back(std::move(read));
    return {};
  }
  const RegisterRow& other = result_.rows[place->second.row];
  if (other.cells == read.cells && other.reporter == read.reporter) {
    result_.remarks.push_back(
        fmt::format("{}与{}一模一样（{}），只登记一次", place_of(row), place->second.place, key));
    return {};
  }
  return Error{.code = ErrorCode::Conflict,
               .message = fmt::format("{}与{}重复（{}），会算两次。", place_of(row),
                                      place->second.place, key)};
}

/// The words of a column; those of a merged cell stand for each of its rows, but an amount does
/// not: it would be counted as often.
Result<std::string> RowCollector::cell_of(std::uint32_t row, std::size_t column) {
  const RegisterColumn& about = kind_.columns[column];
  const auto fixed = reading_.fixed.find(about.name);
  if (fixed != reading_.fixed.end()) return fixed->second;
  if (!header_.places[column]) return std::string();
  const std::uint32_t place = *header_.places[column];
  const std::uint32_t start = start_of(row, place);
  const bool number = about.type == CellType::Number || about.type == CellType::Whole;
  if (start != row && start > header_.last_row) {
    if (!number || about.fill_down) return words(start, place);
    return malformed(
        fmt::format("是从{}合并下来的格子，不知道每行各是多少，请拆开", place_of(start)));
  }
  std::string cell = words(row, place);
  for (const auto& [rank, other] : header_.spare[column]) {
    if (cell.empty() && about.type == CellType::Date) cell = words(row, other);
  }
  if (!cell.empty() || !about.fill_down || above_[column].empty()) return cell;
  ++filled_;
  return above_[column];
}

Result<RegisterRow> RowCollector::read_row(std::uint32_t row) {
  RegisterRow read;
  read.place = place_of(row);
  read.evidence = reading_.evidence;
  if (header_.evidence) {
    const auto own = split_evidence(words(start_of(row, *header_.evidence), *header_.evidence));
    read.evidence.insert(read.evidence.end(), own.begin(), own.end());
  }
  const auto given = reading_.fixed.find(std::string(kReporter));
  if (given != reading_.fixed.end()) {
    read.reporter = given->second;
  } else if (header_.reporter) {
    read.reporter = words(start_of(row, *header_.reporter), *header_.reporter);
  }
  for (std::size_t i = 0; i < kind_.columns.size(); ++i) {
    const RegisterColumn& column = kind_.columns[i];
    Result<std::string> cell = cell_of(row, i);
    Result<std::string> value =
        cell.ok() ? read_register_cell(column, *cell, header_.units[i], reading_.lexicon) : cell;
    if (!value.ok()) {
      return malformed(
          fmt::format("{}“{}”：{}。", place_of(row), column.name, value.error().message));
    }
    above_[i] = *std::move(cell);
    read.cells.push_back(*std::move(value));
  }
  JX_TRY_VOID(finish_row(kind_, read));
  return read;
}

/// A fixed value or a binding for a column that there is not would be without effect.
Result<void> check_reading(const RegisterKind& kind, const RegisterReading& reading) {
  const auto check = [&](const std::string& name) -> Result<void> {
    if (name == kReporter) return {};
    std::string known;
    for (const RegisterColumn& column : kind.columns) {
      if (column.name == name) return {};
      known += (known.empty() ? "" : "、") + column.name;
    }
    return malformed(fmt::format("{}没有“{}”列；列有：{}。", kind.name, name, known));
  };
  for (const auto& [column, value] : reading.fixed) JX_TRY_VOID(check(column));
  for (const auto& [header, column] : reading.headers) JX_TRY_VOID(check(column));
  return {};
}

}  // namespace

bool is_not_after(const std::string& first, const std::string& second) noexcept {
  const std::size_t known = std::min(first.size(), second.size());
  return std::string_view(first).substr(0, known) <= std::string_view(second).substr(0, known);
}

Result<void> finish_row(const RegisterKind& kind, RegisterRow& row) {
  row.date = to_date(row.cells[kind.date]);
  for (const ComputedColumn& computed : kind.computed) {
    JX_TRY(std::string cell, compute(computed, row));
    row.cells.push_back(std::move(cell));
  }
  return {};
}

std::string key_of(const RegisterKind& kind, const RegisterRow& row) {
  std::string key;
  for (const std::size_t column : kind.key) {
    if (row.cells[column].empty()) continue;
    key += (key.empty() ? "" : " ") + row.cells[column];
  }
  return key;
}

Result<RegisterRows> read_register_table(const Table& table, const RegisterKind& kind,
                                         const RegisterReading& reading) {
  JX_TRY_VOID(check_reading(kind, reading));
  RowCollector rows(kind, reading, false);
  JX_TRY_VOID(rows.add(table));
  return std::move(rows).take();
}

Result<RegisterRows> read_register_tables(std::span<const Table> tables, const RegisterKind& kind,
                                          const RegisterReading& reading) {
  JX_TRY_VOID(check_reading(kind, reading));
  if (tables.size() == 1) return read_register_table(tables.front(), kind, reading);
  RowCollector rows(kind, reading, true);
  std::vector<std::string> others;
  for (const Table& table : tables) {
    JX_TRY(const bool taken, rows.add(table));
    if (taken) continue;
    const std::string title = table.title.text.empty() ? "" : "“" + table.title.text + "”";
    others.push_back(
        fmt::format("第 {} 页的表{}没有{}的列，没有登记", table.page, title, kind.name));
  }
  if (others.size() == tables.size()) {
    std::string known;
    for (const RegisterColumn& column : kind.columns) {
      known += (known.empty() ? "" : "、") + column.name + (column.required ? "*" : "");
    }
    return Error{.code = ErrorCode::NotFound,
                 .message = fmt::format("没有找到{}的表格；表头要有这些列（*必有）：{}。",
                                        kind.name, known)};
  }
  RegisterRows result = std::move(rows).take();
  result.remarks.insert(result.remarks.end(), others.begin(), others.end());
  return result;
}

}  // namespace jx
