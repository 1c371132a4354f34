// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/headed_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ledger/register_cells.h"

namespace jx {
namespace {

/// Titles and unit lines stand above the names.
constexpr std::uint32_t kHeaderRows = 12;
constexpr std::string_view kSerialNumber = "序号";

std::string listed(std::span<const std::string_view> names) {
  std::string all;
  for (const std::string_view each : names) {
    all += (all.empty() ? "" : "、") + std::string(each);
  }
  return all;
}

}  // namespace

Result<HeadedTable> HeadedTable::read(const Table& table, const HeadedColumns& columns) {
  HeadedTable named(table, columns);
  named.find_header();
  for (std::uint32_t column = 0; column < table.columns; ++column) {
    JX_TRY_VOID(named.add_column(column));
  }
  for (std::size_t name = 0; name < columns.needed; ++name) {
    if (named.has(name)) continue;
    return malformed(fmt::format("表里没有“{}”列。要有的列：{}。", columns.names[name],
                                 listed(columns.names.first(columns.needed))));
  }
  named.find_merged();
  return named;
}

bool HeadedTable::is_likely(const Table& table, const HeadedColumns& columns) {
  HeadedTable named(table, columns);
  named.find_header();
  return 2 * named.needed_in(named.header_) >= columns.needed;
}

bool HeadedTable::is_blank(std::uint32_t row) const {
  return std::none_of(places_.begin(), places_.end(),
                      [&](const auto& place) { return place && !words_at(row, *place).empty(); });
}

std::string HeadedTable::words(std::uint32_t row, std::size_t name) const {
  if (!places_[name]) return {};
  const auto merged = merged_.find(std::pair(*places_[name], row));
  const bool down = name < columns_.grouping && merged != merged_.end() && merged->second > header_;
  return words_at(down ? merged->second : row, *places_[name]);
}

Error HeadedTable::fault(std::uint32_t row, std::size_t name, std::string_view message) const {
  const auto cells = table_->row(row);
  const std::uint32_t line =
      !cells.empty() && cells.front().origin.line != 0 ? cells.front().origin.line : row + 1;
  Error error = malformed(fmt::format("第 {} 行“{}”：{}。", line, columns_.names[name], message));
  if (places_[name]) {
    const Cell* const cell = table_->find(row, *places_[name]);
    if (cell != nullptr) error.origin = cell->origin;
  }
  return error;
}

std::string HeadedTable::words_at(std::uint32_t row, std::uint32_t column) const {
  const Cell* const cell = table_->find(row, column);
  return cell == nullptr ? std::string() : plain_cell(cell->text);
}

std::optional<std::size_t> HeadedTable::find_name(std::string_view header) const {
  std::string_view wanted = header;
  const std::string key = header_words(header).key;
  for (const auto& [alias, name] : columns_.aliases) {
    if (fold(alias) == key) wanted = name;
  }
  for (std::size_t name = 0; name < columns_.names.size(); ++name) {
    if (columns_.names[name] == wanted || fold(columns_.names[name]) == key) return name;
  }
  return std::nullopt;
}

std::size_t HeadedTable::needed_in(std::uint32_t row) const {
  std::vector<bool> there(columns_.needed);
  for (std::uint32_t column = 0; column < table_->columns; ++column) {
    const auto name = find_name(words_at(row, column));
    if (name && *name < columns_.needed) there[*name] = true;
  }
  return static_cast<std::size_t>(std::count(there.begin(), there.end(), true));
}

/// The first row with all names that are needed, else the one with most of them.
void HeadedTable::find_header() {
  std::size_t most = 0;
  for (std::uint32_t row = 0; row < std::min(table_->rows, kHeaderRows); ++row) {
    const std::size_t found = needed_in(row);
    if (found > most) {
      most = found;
      header_ = row;
    }
    if (found == columns_.needed) return;
  }
}

Result<void> HeadedTable::add_column(std::uint32_t column) {
  const std::string header = words_at(header_, column);
  const std::optional<std::size_t> name = find_name(header);
  if (!name && header_words(header).key == kSerialNumber) return {};
  if (header.empty()) {
    for (std::uint32_t row = header_ + 1; row < table_->rows; ++row) {
      if (words_at(row, column).empty()) continue;
      return malformed(
          fmt::format("第 {} 列没有列名，却有内容“{}”。", column + 1, words_at(row, column)));
    }
    return {};
  }
  if (!name) {
    return malformed(fmt::format("不认得“{}”列；认得的是：{}。", header, listed(columns_.names)));
  }
  if (places_[*name]) return malformed(fmt::format("“{}”列出现了两次。", columns_.names[*name]));
  places_[*name] = column;
  return {};
}

void HeadedTable::find_merged() {
  for (const Cell& cell : table_->cells) {
    for (std::uint32_t below = 1; below < cell.rowspan; ++below) {
      merged_.emplace(std::pair(cell.column, cell.row + below), cell.row);
    }
  }
}

}  // namespace jx
