// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/columns.h"

#include <fmt/core.h>

#include <algorithm>

#include "base/text.h"

namespace jx {
namespace {

/// A bound header may stand a few rows down, below titles that the tables stage could not tell.
constexpr std::uint32_t kRowsSearchedForHeader = 10;

constexpr ColumnRole kFirstRole = ColumnRole::Ignored;
constexpr ColumnRole kLastRole = ColumnRole::TaskTarget;

std::optional<ColumnRole> find_role(std::string_view name) {
  const std::string wanted = fold(name);
  for (int i = static_cast<int>(kFirstRole); i <= static_cast<int>(kLastRole); ++i) {
    const auto role = static_cast<ColumnRole>(i);
    if (wanted == fold(chinese_name(role)) || wanted == fold(key_of(role))) return role;
  }
  return std::nullopt;
}

std::string all_role_names() {
  std::string names;
  for (int i = static_cast<int>(kFirstRole); i <= static_cast<int>(kLastRole); ++i) {
    if (!names.empty()) names += "、";
    names += chinese_name(static_cast<ColumnRole>(i));
  }
  return names;
}

/// The header cells over each column, the lowest row first.
std::vector<std::vector<const Cell*>> header_cells(const Table& table, std::uint32_t rows) {
  std::vector<std::vector<const Cell*>> result(table.columns);
  for (std::uint32_t row = rows; row-- > 0;) {
    for (const Cell& cell : table.row(row)) {
      const std::uint32_t end = std::min<std::uint32_t>(table.columns, cell.column + cell.colspan);
      for (std::uint32_t column = cell.column; column < end; ++column) {
        result[column].push_back(&cell);
      }
    }
  }
  return result;
}

/// Two groups of indicators side by side, where each begins, and where the second one ends:
/// 中期 on the left and 年度 on the right, below one 一级指标 (财预〔2015〕88号, the form of
/// declaration).
struct Halves {
  std::size_t left = 0;
  std::size_t right = 0;
  std::size_t end = 0;
};

std::vector<std::size_t> places_of(const std::vector<ColumnRole>& roles, ColumnRole role) {
  std::vector<std::size_t> places;
  for (std::size_t column = 0; column < roles.size(); ++column) {
    if (roles[column] == role) places.push_back(column);
  }
  return places;
}

/// "绩效指标" left of "一级指标" is the label of the whole block, where a third level has a column
/// of its own.
void leave_out_block_label(std::vector<ColumnRole>& roles) {
  const auto names = places_of(roles, ColumnRole::Level3);
  const auto levels = places_of(roles, ColumnRole::Level1);
  if (levels.empty() || names.empty() || names.back() < levels.front()) return;
  // The label may be as wide as several columns.
  for (const std::size_t name : names) {
    if (name < levels.front()) roles[name] = ColumnRole::Ignored;
  }
}

std::optional<Halves> find_halves(const std::vector<ColumnRole>& roles) {
  const auto names = places_of(roles, ColumnRole::Level3);
  const auto values = places_of(roles, ColumnRole::TargetValue);
  const auto middles = places_of(roles, ColumnRole::Level2);
  const bool twice = names.size() == 2 && values.size() == 2 && middles.size() <= 2 &&
                     names[0] < values[0] && values[0] < names[1] && names[1] < values[1];
  if (!twice || places_of(roles, ColumnRole::Level1).size() > 1) return std::nullopt;
  const bool own_middle = middles.size() == 2 && middles[1] > values[0];
  return Halves{.left = middles.empty() ? names[0] : std::min(middles[0], names[0]),
                .right = own_middle ? std::min(middles[1], names[1]) : names[1],
                .end = values[1] + 1};
}

/// How many rows say something in these columns.
std::size_t filled_rows(const Table& table, std::uint32_t header_rows, std::size_t first,
                        std::size_t end) {
  std::size_t filled = 0;
  std::uint32_t last = table.rows;
  for (const Cell& cell : table.cells) {
    if (cell.row < header_rows || cell.row == last || cell.column < first || cell.column >= end) {
      continue;
    }
    if (trimmed(cell.text).empty()) continue;
    last = cell.row;
    ++filled;
  }
  return filled;
}

/// The year is what is budgeted and scored. Only a form that was filled on its left side alone is
/// read there. The other half's cells stay with their rows.
void read_one_half(const Table& table, std::uint32_t header_rows, const Halves& halves,
                   std::vector<ColumnRole>& roles, Diagnostics& diagnostics) {
  const auto value_of = [&](std::size_t first, std::size_t end) {
    for (std::size_t column = first; column < end; ++column) {
      if (roles[column] == ColumnRole::TargetValue) return column;
    }
    return first;
  };
  const std::size_t right_value = value_of(halves.right, halves.end);
  const bool year = filled_rows(table, header_rows, right_value, right_value + 1) > 0;
  const std::size_t first = year ? halves.left : halves.right;
  const std::size_t end = year ? halves.right : halves.end;
  for (std::size_t column = first; column < end; ++column) {
    // A second level that both share stays.
    const bool shared =
        roles[column] == ColumnRole::Level2 && places_of(roles, ColumnRole::Level2).size() == 1;
    if (!shared) roles[column] = ColumnRole::Unknown;
  }
  if (filled_rows(table, header_rows, first, end) == 0) return;
  const Origin origin = table.cells.empty() ? Origin{} : table.cells.front().origin;
  diagnostics.note("two-halves",
                   "同一行并排有两组指标（左边中期、右边年度），读的是年度一组；中期的原样保留",
                   origin);
}

/// In how many rows a column has words of its own, or figures where only those count.
std::size_t own_rows(const Table& table, std::uint32_t header_rows, std::size_t column,
                     bool figures_only) {
  std::size_t rows = 0;
  for (const Cell& cell : table.cells) {
    if (cell.row < header_rows || cell.column != column || trimmed(cell.text).empty()) continue;
    const bool figure = fold(cell.text).find_first_of("0123456789") != std::string::npos;
    if (figure || !figures_only) ++rows;
  }
  return rows;
}

/// Of columns with one role the left one is read, unless another says clearly more (绩效标准 in
/// words beside 当年预期实现值), or the same as adjusted later (年初指标值, 调整指标值).
std::size_t best_of(const Table& table, std::uint32_t header_rows, ColumnRole role,
                    const std::vector<std::size_t>& places,
                    const std::vector<std::vector<const Cell*>>& headers) {
  const bool figures_only = role == ColumnRole::TargetValue;
  std::size_t best = places.front();
  std::size_t most = own_rows(table, header_rows, best, figures_only);
  const std::size_t least_to_win = 2 * most + 1;
  for (const std::size_t place : places) {
    const std::size_t rows = own_rows(table, header_rows, place, figures_only);
    const bool adjusted = !headers[place].empty() && contains(headers[place].front()->text, "调整");
    if ((rows >= least_to_win && rows > most) || (adjusted && rows > 0 && rows >= most)) {
      best = place;
      most = rows;
    }
  }
  return best;
}

/// 指标内容 explains an indicator where another column names it; else it is the name (申报表 with
/// 一级指标, 二级指标, 指标内容, 指标值).
void read_content_as_name(std::vector<ColumnRole>& roles) {
  const auto is = [&](ColumnRole role) { return std::find(roles.begin(), roles.end(), role); };
  const auto content = is(ColumnRole::Explanation);
  const auto value = is(ColumnRole::TargetValue);
  const bool names = is(ColumnRole::Level3) == roles.end() && is(ColumnRole::Level2) < content &&
                     content < value && value != roles.end();
  if (names) *content = ColumnRole::Level3;
}

/// 年度绩效目标1（40分） left of 一级指标 labels the whole block: it reaches down over its rows.
bool labels_block(const Cell& header, std::uint32_t header_rows,
                  const std::vector<ColumnRole>& roles) {
  const auto level1 = std::find(roles.begin(), roles.end(), ColumnRole::Level1);
  return level1 != roles.end() &&
         level1 - roles.begin() > static_cast<std::ptrdiff_t>(header.column) &&
         header.row + header.rowspan > header_rows;
}

/// Leaves one column of each role. A column that is left out stays with its rows as words; one
/// that has none was only the rest of a wide header, or the label of a block.
void settle_doubles(const Table& table, std::uint32_t header_rows,
                    const std::vector<std::vector<const Cell*>>& headers,
                    std::vector<ColumnRole>& roles, Diagnostics& diagnostics) {
  for (std::size_t column = 0; column < roles.size(); ++column) {
    const ColumnRole role = roles[column];
    if (role == ColumnRole::Unknown || role == ColumnRole::Ignored) continue;
    const std::vector<std::size_t> places = places_of(roles, role);
    if (places.size() < 2) continue;
    const std::size_t best = best_of(table, header_rows, role, places, headers);
    for (const std::size_t place : places) {
      if (place == best) continue;
      roles[place] = ColumnRole::Unknown;
      if (own_rows(table, header_rows, place, false) == 0) continue;
      const std::string left = headers[place].empty() ? "" : headers[place].front()->text;
      const Cell* const read = headers[best].empty() ? nullptr : headers[best].front();
      diagnostics.warn("column-twice",
                       fmt::format("“{}”有不止一列，读的是第 {} 列“{}”，第 {} 列“{}”原样保留",
                                   chinese_name(role), best + 1, read == nullptr ? "" : read->text,
                                   place + 1, left),
                       read == nullptr ? Origin{} : read->origin);
    }
  }
}

}  // namespace

Result<std::vector<ColumnBinding>> parse_column_bindings(std::string_view text) {
  std::vector<ColumnBinding> bindings;
  if (trimmed(text).empty()) return bindings;
  for (const std::string_view part : split(text, ",")) {
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      return Error{
          .code = ErrorCode::Malformed,
          .message = fmt::format("列绑定“{}”缺少等号；写法：三级指标=l3,指标值=value", part)};
    }
    const std::string_view name = trimmed(part.substr(0, equals));
    const std::string_view header = trimmed(part.substr(equals + 1));
    const std::optional<ColumnRole> role = find_role(name);
    if (!role || header.empty()) {
      return Error{
          .code = ErrorCode::Malformed,
          .message = fmt::format("列绑定“{}”无法理解；等号左边可以是：{}", part, all_role_names())};
    }
    bindings.push_back({.header = std::string(header), .role = *role});
  }
  return bindings;
}

std::optional<std::uint32_t> ColumnMap::find(ColumnRole role) const noexcept {
  return by_role_[static_cast<std::size_t>(role)];
}

ColumnRole ColumnMap::role_of(std::uint32_t column) const noexcept {
  return column < roles_.size() ? roles_[column] : ColumnRole::Unknown;
}

void ColumnMap::assign(std::uint32_t column, ColumnRole role) {
  roles_[column] = role;
  std::optional<std::uint32_t>& slot = by_role_[static_cast<std::size_t>(role)];
  if (!slot) slot = column;
}

bool ColumnMap::holds_indicators() const noexcept {
  if (holds_tasks()) return false;
  return has(ColumnRole::Level3) || has(ColumnRole::TargetValue) ||
         (has(ColumnRole::Level1) && has(ColumnRole::Level2));
}

bool ColumnMap::holds_tasks() const noexcept {
  return has(ColumnRole::TaskName) && has(ColumnRole::TaskTarget);
}

ColumnRole ColumnBinder::role_of(const Cell& header) const {
  const std::string folded = bindings_.empty() ? std::string{} : fold(header.text);
  for (const ColumnBinding& binding : bindings_) {
    if (fold(binding.header) == folded) return binding.role;
  }
  return lexicon_.find_column(header.text).value_or(ColumnRole::Unknown);
}

/// By the lowest header cell over each column that names something.
std::vector<ColumnRole> ColumnBinder::roles_of(
    const std::vector<std::vector<const Cell*>>& headers) const {
  std::vector<ColumnRole> roles(headers.size(), ColumnRole::Unknown);
  for (std::size_t column = 0; column < headers.size(); ++column) {
    for (const Cell* header : headers[column]) {
      roles[column] = role_of(*header);
      if (roles[column] != ColumnRole::Unknown) break;
    }
  }
  return roles;
}

/// The money unit in the brackets behind a header.
std::string ColumnBinder::money_unit_in(std::string_view header) const {
  const std::string words = fold(header);
  const std::size_t open = words.rfind('(');
  if (open == std::string::npos || !words.ends_with(')')) return {};
  std::string unit(trimmed(std::string_view(words).substr(open + 1, words.size() - open - 2)));
  constexpr std::string_view kUnit = "单位:";
  if (unit.starts_with(kUnit)) unit.erase(0, kUnit.size());
  const std::optional<Unit> known = lexicon_.find_unit(unit);
  return known && known->dimension == Dimension::Money ? unit : std::string();
}

std::uint32_t ColumnBinder::header_rows_of(const Table& table) const {
  if (bindings_.empty()) return table.header_rows;
  for (std::uint32_t row = 0; row < std::min(table.rows, kRowsSearchedForHeader); ++row) {
    const auto cells = table.row(row);
    const bool bound = std::any_of(cells.begin(), cells.end(), [&](const Cell& cell) {
      const std::string folded = fold(cell.text);
      return std::any_of(bindings_.begin(), bindings_.end(), [&](const ColumnBinding& binding) {
        return fold(binding.header) == folded;
      });
    });
    if (bound) return std::max(row + 1, table.header_rows);
  }
  return table.header_rows;
}

ColumnMap ColumnBinder::bind(const Table& table, const ColumnMap* continued,
                             Diagnostics& diagnostics, std::vector<Unread>& unread) const {
  ColumnMap map;
  map.header_rows_ = header_rows_of(table);
  if (map.header_rows_ == 0 && continued != nullptr && continued->columns() == table.columns) {
    map = *continued;
    map.header_rows_ = 0;
    return map;
  }
  map.roles_.assign(table.columns, ColumnRole::Unknown);
  const auto headers = header_cells(table, map.header_rows_);
  std::vector<ColumnRole> roles = roles_of(headers);
  leave_out_block_label(roles);
  if (const auto halves = find_halves(roles)) {
    read_one_half(table, map.header_rows_, *halves, roles, diagnostics);
  }
  settle_doubles(table, map.header_rows_, headers, roles, diagnostics);
  read_content_as_name(roles);
  for (std::uint32_t column = 0; column < table.columns; ++column) {
    const ColumnRole role = roles[column];
    const Cell* shown = headers[column].empty() ? nullptr : headers[column].front();
    if (role == ColumnRole::Unknown) {
      if (shown != nullptr && role_of(*shown) == ColumnRole::Unknown &&
          !labels_block(*shown, map.header_rows_, roles)) {
        unread.push_back({.words = {shown->text, shown->origin},
                          .reason = "不认识这一列的表头；可用 --columns 说明它是什么"});
      }
      continue;
    }
    map.assign(column, role);
    if (role == ColumnRole::Budget && shown != nullptr) {
      map.budget_unit_words_ = money_unit_in(shown->text);
    }
  }
  return map;
}

}  // namespace jx
