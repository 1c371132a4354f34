// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/budget_columns.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

/// No published budget table has a deeper header; a table without one ends the search here.
constexpr std::uint32_t kMostHeaderRows = 6;
/// Nor is any wider; what follows looks at every column from every other.
constexpr std::uint32_t kMostColumns = 128;

/// The words of a header without what stands in brackets, quotes, spaces and a year in front:
/// “三公”经费预算数（万元） → 三公经费预算数.
std::string plain_header(std::string_view header) {
  std::string folded = fold(header);
  std::string plain;
  int depth = 0;
  for (std::size_t position = 0; position < folded.size();) {
    const std::size_t begin = position;
    const char32_t c = next_character(folded, position);
    if (c == U'(' || c == U'[') ++depth;
    const bool mark = c == U'"' || c == U'\'' || c == U'\n' || c == U':' || c == U'*';
    if (depth == 0 && !mark) plain.append(folded, begin, position - begin);
    if ((c == U')' || c == U']') && depth > 0) --depth;
  }
  return plain;
}

/// The same with what stands in brackets kept: 因公出国（境）费.
std::string whole_header(std::string_view header) {
  std::string folded = fold(header);
  std::erase_if(folded, [](char c) { return c == '(' || c == ')' || c == '"' || c == '\n'; });
  return folded;
}

std::string_view without_year(std::string_view header) noexcept {
  constexpr std::string_view kYear = "年";
  constexpr std::string_view kOf = "度";
  const bool digits = header.size() > 4 && std::all_of(header.begin(), header.begin() + 4,
                                                       [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || !header.substr(4).starts_with(kYear)) return header;
  header.remove_prefix(4 + kYear.size());
  if (header.starts_with(kOf)) header.remove_prefix(kOf.size());
  return header;
}

std::optional<std::string_view> look_up(const WordMap& map, std::string_view word) noexcept {
  for (const auto& [from, to] : map.entries) {
    if (from == word) return to;
  }
  return std::nullopt;
}

/// What a header means by that map, looked at with and without brackets and year: 增减（%） is no
/// 增减, but 预算数（万元） is 预算数.
std::optional<std::string_view> find_meaning(const WordMap& map, std::string_view header) {
  const std::string plain = plain_header(header);
  const std::string whole = whole_header(header);
  for (const std::string_view form : {std::string_view(whole), std::string_view(plain)}) {
    for (const std::string_view words : {form, without_year(form)}) {
      if (words.empty()) continue;
      if (const auto found = look_up(map, words)) return found;
    }
  }
  return std::nullopt;
}

/// 一、…: the words of a line, not of a header.
bool begins_numbered(std::string_view text) noexcept {
  constexpr std::string_view kFirst = "一、";
  return trimmed(text).starts_with(kFirst);
}

/// Rows at the top that are no lines: without a figure, a number in front, or 合计 standing alone.
std::uint32_t header_rows_of(const Table& table, const WordList& totals) {
  const std::uint32_t most = std::min(table.rows, kMostHeaderRows);
  for (std::uint32_t row = 0; row < most; ++row) {
    const auto cells = table.row(row);
    if (cells.empty()) return row;
    if (row > 0 && cells.size() == 1 && totals.contains(fold(cells.front().text))) return row;
    for (const Cell& cell : cells) {
      if (is_figure(cell.text) || begins_numbered(cell.text)) return row;
    }
  }
  return most;
}

/// Where the next header of a row above begins, right of that column.
std::uint32_t next_group(const Table& table, std::uint32_t row, std::uint32_t column) noexcept {
  std::uint32_t next = table.columns;
  for (std::uint32_t above = 0; above < row; ++above) {
    for (const Cell& cell : table.row(above)) {
      if (cell.column > column) next = std::min(next, cell.column);
    }
  }
  return next;
}

/// Header cells over each column, the outermost first.
std::vector<std::vector<const Cell*>> paths_of(const Table& table, std::uint32_t rows) {
  std::vector<std::vector<const Cell*>> paths(table.columns);
  for (std::uint32_t row = 0; row < rows; ++row) {
    const auto cells = table.row(row);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const Cell& cell = cells[i];
      const std::uint32_t reach = next_group(table, row, cell.column);
      std::uint32_t end = cell.column + cell.colspan;
      // Text and delimited files have no spans: a group reaches to the next header of its row.
      if (cell.colspan == 1 && row + 1 < rows && cell.rowspan == 1 &&
          table.find(row + 1, cell.column) != nullptr) {
        end = std::min(reach, i + 1 < cells.size() ? cells[i + 1].column : table.columns);
      }
      for (std::uint32_t column = cell.column; column < std::min(end, table.columns); ++column) {
        paths[column].push_back(&cell);
      }
    }
  }
  return paths;
}

/// For each column whether a figure stands below its header.
std::vector<bool> columns_with_figures(const Table& table, std::uint32_t header_rows) {
  std::vector<bool> figures(table.columns);
  for (const Cell& cell : table.cells) {
    if (cell.row < header_rows || cell.column >= table.columns || figures[cell.column]) continue;
    figures[cell.column] = is_figure(cell.text);
  }
  return figures;
}

/// 基本支出 under 增减率 is a rate and no amount: it becomes 增减率 under 基本支出.
void take_rate_down(BudgetColumn& column) {
  if (std::erase(column.groups, AmountKind::ChangeRate) == 0) return;
  const bool named = column.kind != AmountKind::Total && column.kind != AmountKind::Amount &&
                     column.kind != AmountKind::ChangeRate;
  if (named) column.groups.push_back(column.kind);
  column.kind = AmountKind::ChangeRate;
}

}  // namespace

bool is_figure(std::string_view text) noexcept {
  bool digit = false;
  for (std::size_t position = 0; position < text.size();) {
    const char32_t c = fold_character(next_character(text, position));
    if (c >= U'0' && c <= U'9') {
      digit = true;
    } else if (!is_space(c) &&
               std::u32string_view(U".,-+%()").find(c) == std::u32string_view::npos) {
      return false;
    }
  }
  return digit;
}

std::optional<int> year_in(std::string_view text) noexcept {
  constexpr std::size_t kDigits = 4;
  constexpr std::string_view kYear = "年";
  for (std::size_t at = text.find("20"); at != std::string_view::npos;
       at = text.find("20", at + 1)) {
    if (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9') continue;
    const std::string_view rest = text.substr(at);
    if (rest.size() < kDigits || !rest.substr(kDigits).starts_with(kYear)) continue;
    int year = 0;
    bool digits = true;
    for (std::size_t i = 0; i < kDigits; ++i) {
      digits = digits && rest[i] >= '0' && rest[i] <= '9';
      year = year * 10 + (rest[i] - '0');
    }
    if (digits) return year;
  }
  return std::nullopt;
}

bool BudgetLayout::has_code() const noexcept {
  return std::any_of(blocks.begin(), blocks.end(),
                     [](const BudgetBlock& block) { return !block.codes.empty(); });
}

bool BudgetLayout::has_project() const noexcept {
  return std::any_of(blocks.begin(), blocks.end(),
                     [](const BudgetBlock& block) { return block.project.has_value(); });
}

std::size_t BudgetLayout::telling_amounts() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(amounts.begin(), amounts.end(), [](const BudgetColumn& column) {
        return column.kind != AmountKind::Unknown && column.kind != AmountKind::Amount;
      }));
}

BudgetHeaderReader::BudgetHeaderReader(const Lexicon& lexicon) : lexicon_(lexicon) {}

AmountKind BudgetHeaderReader::amount_of(std::string_view header) const {
  const auto found = find_meaning(lexicon_.map("amount-column"), header);
  return found ? find_amount_kind(*found).value_or(AmountKind::Unknown) : AmountKind::Unknown;
}

BudgetHeaderReader::LabelRole BudgetHeaderReader::label_of(std::string_view header) const {
  const auto found = find_meaning(lexicon_.map("budget-line-column"), header);
  if (!found) return LabelRole::None;
  if (*found == "code") return LabelRole::Code;
  if (*found == "name") return LabelRole::Name;
  if (*found == "project") return LabelRole::Project;
  return *found == "project-code" ? LabelRole::ProjectCode : LabelRole::Other;
}

BudgetSide BudgetHeaderReader::side_of(std::string_view header) const {
  const auto found = find_meaning(lexicon_.map("budget-side"), header);
  if (!found) return BudgetSide::Unstated;
  return *found == "income" ? BudgetSide::Income : BudgetSide::Expenditure;
}

/// The lowest header that is the name of a column without amounts, unless one below it names
/// amounts: 项目 stands above 合计 in no table, but 收入 does.
BudgetHeaderReader::LabelRole BudgetHeaderReader::role_of(
    const std::vector<const Cell*>& path) const {
  for (auto cell = path.rbegin(); cell != path.rend(); ++cell) {
    const bool lowest = cell == path.rbegin();
    if (amount_of((*cell)->text) != AmountKind::Unknown) return LabelRole::None;
    const LabelRole role = label_of((*cell)->text);
    if (role != LabelRole::None && (lowest || role == LabelRole::Code)) return role;
  }
  return LabelRole::None;
}

BudgetColumn BudgetHeaderReader::column_of(const std::vector<const Cell*>& path) const {
  BudgetColumn column;
  constexpr std::string_view kOfWhich = "其中";
  for (const Cell* cell : path) {
    if (const auto year = year_in(cell->text)) column.year = year;
    column.of_which = column.of_which || trimmed(cell->text).starts_with(kOfWhich);
    const AmountKind kind = amount_of(replaced(cell->text, kOfWhich, ""));
    if (cell == path.back()) {
      column.kind = kind;
    } else if (kind != AmountKind::Unknown && kind != AmountKind::Amount &&
               kind != AmountKind::Total) {
      column.groups.push_back(kind);
    }
  }
  if (path.empty()) return column;
  column.header = {path.back()->text, path.back()->origin};
  take_rate_down(column);
  // 预算数 under a header that says of what is that amount: 小计 of its group.
  if (column.kind == AmountKind::Amount && !column.groups.empty()) column.kind = AmountKind::Total;
  return column;
}

Unit BudgetHeaderReader::unit_in(std::string_view header) const {
  const std::string folded = fold(header);
  const std::size_t open = folded.rfind('(');
  const std::size_t close = folded.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return {};
  const auto unit = lexicon_.find_unit(folded.substr(open + 1, close - open - 1));
  return unit && unit->dimension == Dimension::Money ? *unit : Unit{};
}

void BudgetHeaderReader::add_label(BudgetLayout& layout, std::uint32_t column,
                                   LabelRole role) const {
  if (layout.blocks.empty() || !layout.blocks.back().amounts.empty()) layout.blocks.emplace_back();
  BudgetBlock& block = layout.blocks.back();
  const auto take = [&](std::optional<std::uint32_t>& slot) {
    if (!slot) slot = column;
  };
  // A second group of codes (部门 beside 政府 经济分类) says the same rows again.
  const bool adjoining = block.codes.empty() || block.codes.back() + 1 == column;
  switch (role) {
    case LabelRole::Code:
      if (adjoining) block.codes.push_back(column);
      break;
    case LabelRole::Name: take(block.name); break;
    case LabelRole::Project: take(block.project); break;
    case LabelRole::ProjectCode: take(block.project_code); break;
    case LabelRole::Other:
    case LabelRole::None: break;
  }
  block.labels.push_back(column);
}

void BudgetHeaderReader::name_sides(const std::vector<std::vector<const Cell*>>& paths,
                                    BudgetLayout& layout) const {
  for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
    BudgetBlock& block = layout.blocks[i];
    for (const std::uint32_t column : block.labels) {
      for (const Cell* cell : paths[column]) {
        const BudgetSide side = side_of(cell->text);
        if (side != BudgetSide::Unstated) block.side = side;
      }
    }
    if (block.side == BudgetSide::Unstated && layout.blocks.size() > 1) {
      block.side = i == 0 ? BudgetSide::Income : BudgetSide::Expenditure;
    }
    for (const std::uint32_t column : block.amounts) layout.amounts[column].side = block.side;
  }
}

BudgetLayout BudgetHeaderReader::read(const Table& table) const {
  BudgetLayout layout;
  layout.columns = table.columns;
  if (table.columns > kMostColumns) return layout;
  layout.header_rows = header_rows_of(table, lexicon_.words("budget-total"));
  const auto paths = paths_of(table, layout.header_rows);
  std::vector<bool> figures;  // Only where a header is unknown.
  for (std::uint32_t column = 0; column < table.columns; ++column) {
    if (paths[column].empty()) continue;
    const LabelRole role = role_of(paths[column]);
    if (role != LabelRole::None) {
      add_label(layout, column, role);
      continue;
    }
    BudgetColumn amount = column_of(paths[column]);
    if (amount.kind == AmountKind::Unknown && figures.empty()) {
      figures = columns_with_figures(table, layout.header_rows);
    }
    if (amount.kind == AmountKind::Unknown && !figures[column]) {
      layout.unknown.push_back(amount.header);
      continue;
    }
    if (layout.unit.dimension == Dimension::Unknown) layout.unit = unit_in(amount.header.text);
    if (layout.blocks.empty()) layout.blocks.emplace_back();
    layout.blocks.back().amounts.push_back(static_cast<std::uint32_t>(layout.amounts.size()));
    layout.places.push_back(column);
    layout.amounts.push_back(std::move(amount));
  }
  name_sides(paths, layout);
  return layout;
}

}  // namespace jx
