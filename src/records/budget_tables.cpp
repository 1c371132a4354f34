// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/budget_tables.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "records/budget_lines.h"
#include "records/values.h"

namespace jx {
namespace {

/// Titles are short; a sentence about a table is longer.
constexpr std::size_t kMostTitleCharacters = 45;

bool may_be_budget_title(std::string_view text) {
  const std::string_view words = trimmed(text);
  if (words.empty() || character_count(words) > kMostTitleCharacters) return false;
  return !words.ends_with("。") && !words.ends_with("；") && !fold(words).starts_with("注");
}

/// "单位：万元" standing alone: the money unit it names.
Unit unit_line(std::string_view text, const Lexicon& lexicon) {
  const std::string folded = fold(text);
  constexpr std::string_view kUnit = "单位:";
  const std::size_t at = folded.rfind(kUnit);
  if (at == std::string::npos) return {};
  std::string words = folded.substr(at + kUnit.size());
  while (words.ends_with(')')) words.pop_back();
  if (words.starts_with("人民币")) words.erase(0, std::string_view("人民币").size());
  const auto unit = lexicon.find_unit(words);
  return unit && unit->dimension == Dimension::Money ? *unit : Unit{};
}

bool has_total(const BudgetTable& table) noexcept {
  return std::any_of(table.lines.begin(), table.lines.end(),
                     [](const BudgetLine& line) { return line.kind == BudgetLineKind::Total; });
}

}  // namespace

std::span<const OutsideLine> BudgetTableReader::lines_before(std::uint32_t table) const {
  const auto by_table = [](const OutsideLine& line, std::uint32_t index) {
    return line.before_table < index;
  };
  const auto& all = tables_.lines;
  const auto begin = std::lower_bound(all.begin(), all.end(), table, by_table);
  const auto end = std::lower_bound(begin, all.end(), table + 1, by_table);
  return {begin, end};
}

/// 注：… directly behind the table.
void BudgetTableReader::read_notes_below(const Table& table) {
  for (const OutsideLine& line : lines_before(table.index + 1)) {
    if (line.origin.page != table.page || !is_budget_note(line.text)) return;
    submission_.budget_tables.back().notes.push_back({line.text, line.origin});
  }
}

BudgetTableKind BudgetTableReader::kind_of(std::string_view title) const {
  if (!may_be_budget_title(title)) return BudgetTableKind::Unknown;
  const std::string folded = fold(title);
  for (const auto& [words, key] : lexicon_.map("budget-table").entries) {
    if (contains(folded, words)) {
      return find_budget_table_kind(key).value_or(BudgetTableKind::Unknown);
    }
  }
  return BudgetTableKind::Unknown;
}

BudgetTableReader::Heading BudgetTableReader::heading_of(const Table& table) const {
  Heading heading;
  const auto above = lines_before(table.index);
  heading.kind = kind_of(table.title.text);
  if (heading.kind != BudgetTableKind::Unknown) {
    heading.title = {table.title.text, table.title.origin};
  }
  heading.unit_words = {table.unit.text, table.unit.origin};
  if (const auto unit = lexicon_.find_unit(table.unit_words)) heading.unit = *unit;
  for (auto line = above.rbegin(); line != above.rend(); ++line) {
    if (line->origin.page != table.page || line->kind == LineKind::PageNumber) continue;
    if (heading.unit.dimension == Dimension::Unknown) {
      heading.unit = unit_line(line->text, lexicon_);
      if (heading.unit.dimension == Dimension::Money)
        heading.unit_words = {line->text, line->origin};
    }
    if (heading.kind != BudgetTableKind::Unknown) continue;
    heading.kind = kind_of(line->text);
    if (heading.kind != BudgetTableKind::Unknown) heading.title = {line->text, line->origin};
  }
  if (heading.unit.dimension != Dimension::Money) heading.unit = {};
  return heading;
}

/// Tables of indicators and tasks never come here, so the titles of a book and headers that only a
/// budget table has are enough.
bool BudgetTableReader::is_budget_table(const BudgetLayout& layout, BudgetTableKind kind) const {
  if (layout.header_rows == 0 || layout.amounts.empty()) return false;
  const bool has_rows = std::any_of(
      layout.blocks.begin(), layout.blocks.end(),
      [](const BudgetBlock& block) { return !block.codes.empty() || block.name || block.project; });
  if (kind == BudgetTableKind::OfficialExpenses) return layout.telling_amounts() > 0;
  if (!has_rows) return false;
  if (kind != BudgetTableKind::Unknown) {
    return layout.telling_amounts() > 0 || std::any_of(layout.amounts.begin(), layout.amounts.end(),
                                                       [](const BudgetColumn& column) {
                                                         return column.kind == AmountKind::Amount;
                                                       });
  }
  return layout.has_code() && layout.telling_amounts() > 0;
}

const BudgetLayout* BudgetTableReader::find_continued(const Table& table, const BudgetLayout& own,
                                                      const Heading& heading) const {
  if (!last_ || *last_ + 1 != table.index || layout_.columns != table.columns) return nullptr;
  const BudgetTable& before = submission_.budget_tables.back();
  const bool same_title =
      heading.title.empty() || fold(heading.title.text) == fold(before.title.text);
  if (!same_title) return nullptr;
  if (own.header_rows > 0 && !own.amounts.empty()) {
    if (own.amounts != layout_.amounts) return nullptr;
    return table.continues || !has_total(before) ? &layout_ : nullptr;
  }
  return table.continues ? &layout_ : nullptr;
}

void BudgetTableReader::begin(const Table& table, const BudgetLayout& layout, Heading heading) {
  BudgetTable& made = submission_.budget_tables.emplace_back();
  made.kind = heading.kind;
  made.title = std::move(heading.title);
  made.unit_words = std::move(heading.unit_words);
  made.unit = heading.unit.dimension == Dimension::Money ? heading.unit : layout.unit;
  made.fiscal_year = year_in(made.title.text);
  made.columns = layout.amounts;
  // Only projects have a table of 项目名称 with their money.
  if (made.kind == BudgetTableKind::Unknown && layout.has_project()) {
    made.kind = BudgetTableKind::Projects;
  }
  layout_ = layout;
  for (const Words& header : layout.unknown) {
    submission_.unread.push_back({.words = header, .reason = "不认识这一列的表头，没有读作金额"});
  }
  BudgetLineReader(layout_, lexicon_, made).read(table, layout.header_rows);
}

bool BudgetTableReader::read(const Table& table) {
  Heading heading = heading_of(table);
  const BudgetLayout own = headers_.read(table);
  if (find_continued(table, own, heading) != nullptr) {
    BudgetTable& before = submission_.budget_tables.back();
    const std::uint32_t first_row = own.amounts.empty() ? 0 : own.header_rows;
    BudgetLineReader(layout_, lexicon_, before).read(table, first_row);
  } else if (is_budget_table(own, heading.kind)) {
    begin(table, own, std::move(heading));
  } else {
    return false;
  }
  submission_.budget_tables.back().prints.push_back(table.index);
  read_notes_below(table);
  last_ = table.index;
  return true;
}

}  // namespace jx
