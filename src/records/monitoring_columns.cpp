// SPDX-License-Identifier: AGPL-3.0-or-later
#include "records/monitoring_columns.h"

#include <algorithm>

#include "base/text.h"

namespace jx {
namespace {

constexpr std::array<std::string_view, kMonitoringColumns> kLists = {
    "monitor-executed",      "monitor-forecast", "monitor-cause",  "monitor-explanation",
    "monitor-outlook",       "monitor-measures", "monitor-remark", "monitor-light",
    "fund-initial",          "fund-full-year",   "monitor-spent",  "monitor-rate",
    "monitor-spent-forecast"};

bool is_digit(char byte) noexcept { return byte >= '0' && byte <= '9'; }

/// The month whose digits end right before `end`.
std::optional<int> month_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && is_digit(text[begin - 1])) --begin;
  const std::string_view digits = text.substr(begin, end - begin);
  if (digits.empty() || digits.size() > 2) return std::nullopt;
  int month = 0;
  for (const char digit : digits) month = 10 * month + (digit - '0');
  return month >= 1 && month <= 12 ? std::optional(month) : std::nullopt;
}

/// The cells that cover a column within the header, from the top.
std::vector<const Cell*> headers_of(const Table& table, std::uint32_t first, std::uint32_t column) {
  std::vector<const Cell*> found;
  for (const Cell& cell : table.cells) {
    if (cell.row >= table.header_rows) break;
    const bool covers = cell.column <= column && column < cell.column + cell.colspan;
    if (covers && cell.row + cell.rowspan > first) found.push_back(&cell);
  }
  return found;
}

/// Where the header of the indicators begins; what is above belongs to the head of the form.
std::uint32_t first_header_row(const Table& table, const Lexicon& lexicon) {
  std::uint32_t first = 0;
  for (const Cell& cell : table.cells) {
    if (cell.row >= table.header_rows) break;
    if (lexicon.find_column(cell.text) == ColumnRole::Level3) first = cell.row;
  }
  return first;
}

class HeaderReader {
 public:
  HeaderReader(const Table& table, const Lexicon& lexicon) : table_(table), lexicon_(lexicon) {}

  MonitoringColumns run() && {
    const std::uint32_t first = first_header_row(table_, lexicon_);
    for (std::uint32_t column = 0; column < table_.columns; ++column) {
      const std::vector<const Cell*> headers = headers_of(table_, first, column);
      if (!headers.empty()) take(column, headers);
    }
    return std::move(columns_);
  }

 private:
  void take(std::uint32_t column, const std::vector<const Cell*>& headers) {
    const MonthlyLabel label = without_months(headers.back()->text);
    if (take_tick(column, label.words)) return;
    std::optional<MonitoringColumn> found = find_monitoring_column(label.words, lexicon_);
    // A group that nobody divided: its own words say what stands below.
    if (!found && headers.size() > 1) {
      found = find_monitoring_column(without_months(headers.front()->text).words, lexicon_);
    }
    if (!found) return;
    auto& place = columns_.places[static_cast<std::size_t>(*found)];
    if (place) return;
    place = column;
    const bool dated = *found == MonitoringColumn::Executed || *found == MonitoringColumn::Spent;
    if (dated && label.month) columns_.month = label.month;
  }

  bool take_tick(std::uint32_t column, const std::string& words) {
    if (const auto cause = find_deviation_cause(words)) {
      columns_.causes.emplace_back(column, *cause);
      return true;
    }
    if (const auto outlook = find_likelihood(words)) {
      columns_.outlooks.emplace_back(column, *outlook);
      return true;
    }
    return false;
  }

  const Table& table_;
  const Lexicon& lexicon_;
  MonitoringColumns columns_;
};

}  // namespace

MonthlyLabel without_months(std::string_view label) {
  constexpr std::string_view kMonth = "月";
  MonthlyLabel result;
  std::string folded = fold(label);
  const std::size_t bracket = folded.find('(');
  if (bracket != std::string::npos && bracket > 0) folded.erase(bracket);
  while (!folded.empty() && (folded.back() == ':' || folded.back() == '.')) folded.pop_back();
  const std::size_t at = folded.rfind(kMonth);
  if (at == std::string::npos || at == 0) {
    result.words = std::move(folded);
    return result;
  }
  result.month = month_before(folded, at);
  std::string_view rest = std::string_view(folded).substr(at + kMonth.size());
  for (const std::string_view end : {"底", "末", "份"}) {
    if (rest.starts_with(end)) rest.remove_prefix(end.size());
  }
  result.words = rest;
  return result;
}

std::optional<MonitoringColumn> find_monitoring_column(std::string_view label,
                                                       const Lexicon& lexicon) {
  for (std::size_t i = 0; i < kLists.size(); ++i) {
    const auto words = lexicon.words(kLists[i]).words();
    const bool named = std::any_of(words.begin(), words.end(),
                                   [&](const std::string& word) { return fold(word) == label; });
    if (named) return static_cast<MonitoringColumn>(i);
  }
  return std::nullopt;
}

bool MonitoringColumns::is_form() const noexcept {
  const bool foresees = find(MonitoringColumn::Forecast) || find(MonitoringColumn::Cause) ||
                        find(MonitoringColumn::Outlook) || !causes.empty() || !outlooks.empty();
  // 6月底完成值 beside 偏差原因: a self-evaluation is of the whole year.
  const bool explains = month && *month < 12 && find(MonitoringColumn::Explanation);
  return find(MonitoringColumn::Executed).has_value() && (foresees || explains);
}

MonitoringColumns read_monitoring_columns(const Table& table, const Lexicon& lexicon) {
  return HeaderReader(table, lexicon).run();
}

}  // namespace jx
