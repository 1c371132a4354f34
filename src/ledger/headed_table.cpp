// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/headed_table.h"

#include <fmt/format.h>

#include "base/text.h"

namespace jx {
namespace {

std::string listed(std::span<const std::string_view> names) {
  std::string all;
  for (const std::string_view each : names) {
    all += (all.empty() ? "" : "、") + std::string(each);
  }
  return all;
}

}  // namespace

Result<HeadedTable> HeadedTable::read(const Table& table, std::span<const std::string_view> names,
                                      std::size_t needed) {
  HeadedTable named(table, names);
  for (std::uint32_t column = 0; column < table.columns; ++column) {
    JX_TRY_VOID(named.add_column(column));
  }
  for (std::size_t name = 0; name < needed; ++name) {
    if (named.has(name)) continue;
    return malformed(
        fmt::format("表里没有“{}”列。要有的列：{}。", names[name], listed(names.first(needed))));
  }
  return named;
}

std::string HeadedTable::words(std::uint32_t row, std::size_t name) const {
  return places_[name] ? std::string(words_at(row, *places_[name])) : std::string();
}

Error HeadedTable::fault(std::uint32_t row, std::size_t name, std::string_view message) const {
  Error error = malformed(fmt::format("第 {} 行“{}”：{}。", row + 1, names_[name], message));
  if (places_[name]) {
    const Cell* const cell = table_->find(row, *places_[name]);
    if (cell != nullptr) error.origin = cell->origin;
  }
  return error;
}

std::string_view HeadedTable::words_at(std::uint32_t row, std::uint32_t column) const {
  const Cell* const cell = table_->find(row, column);
  return cell == nullptr ? std::string_view() : trimmed(cell->text);
}

Result<void> HeadedTable::add_column(std::uint32_t column) {
  const std::string_view header = words_at(0, column);
  for (std::size_t name = 0; name < names_.size(); ++name) {
    if (names_[name] != header) continue;
    if (places_[name]) return malformed(fmt::format("“{}”列出现了两次。", header));
    places_[name] = column;
    return {};
  }
  return malformed(fmt::format("不认得“{}”列；认得的是：{}。", header, listed(names_)));
}

}  // namespace jx
