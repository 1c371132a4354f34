// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "records/values.h"

namespace jx {
namespace {

constexpr std::string_view kPopulation = "总人数";
constexpr std::string_view kScore = "得分";
constexpr std::string_view kLeeway = "浮动";

std::string_view words_at(const Table& table, std::uint32_t row, std::uint32_t column) {
  const Cell* const cell = table.find(row, column);
  return cell == nullptr ? std::string_view() : trimmed(cell->text);
}

Result<void> add_name(std::string_view name, std::string_view what, std::size_t number,
                      std::vector<std::string>& names) {
  if (name.empty()) return malformed(fmt::format("第 {} {}没有名称。请补上名称。", number, what));
  if (std::find(names.begin(), names.end(), name) != names.end()) {
    return malformed(fmt::format("名称“{}”出现了两次。请改成不同的名称。", name));
  }
  names.emplace_back(name);
  return {};
}

Result<std::size_t> find_name(const std::vector<std::string>& names, std::string_view what,
                              std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string known;
  for (const std::string& each : names) known += (known.empty() ? "" : "、") + each;
  return Error{.code = ErrorCode::NotFound,
               .message = fmt::format("表里没有“{}”{}；有的是：{}", name, what, known)};
}

bool listed(std::span<const std::string> names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Result<void> check_columns(const NamedTable& table, std::span<const std::string> names) {
  for (const std::string& name : names) {
    if (auto found = table.column(name); !found.ok()) return std::move(found).error();
  }
  return {};
}

Result<std::vector<Decimal>> numbers_of_column(const NamedTable& table, std::size_t column) {
  std::vector<Decimal> numbers;
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    JX_TRY(const Decimal number, table.number(row, column));
    numbers.push_back(number);
  }
  return numbers;
}

/// A whole number of people.
Result<std::int64_t> people(const NamedTable& table, std::size_t row, std::size_t column) {
  JX_TRY(const Decimal number, table.number(row, column));
  if (!number.is_whole()) {
    return table.fault(row, column, fmt::format("人数是 {}，应是整数", number.to_string()));
  }
  return number.trimmed().mantissa();
}

/// "3" or "1/3" where `row` meets `column`.
Result<Judgement> read_judgement(const NamedTable& table, std::size_t row, std::size_t column,
                                 std::size_t other) {
  const std::string words = fold(table.words(row, column));
  const std::size_t slash = words.find('/');
  const bool inverse = slash != std::string::npos && trimmed(words.substr(0, slash)) == "1";
  const auto times = parse_number(inverse ? words.substr(slash + 1) : words);
  if (!times.ok()) {
    return table.fault(
        row, column,
        fmt::format("“{}”不是判断。请写 1 到 9，或 1/2 到 1/9", table.words(row, column)));
  }
  if (*times < Decimal(1)) {
    return table.fault(row, column,
                       fmt::format("“{}”小于 1。不如对方重要时请写成 1/3 的样子，免得舍入",
                                   table.words(row, column)));
  }
  return inverse ? Judgement{.more = other, .less = row, .times = *times}
                 : Judgement{.more = row, .less = other, .times = *times};
}

}  // namespace

Result<NamedTable> NamedTable::read(const Table& table) {
  if (table.rows < 2 || table.columns < 2) {
    return malformed(fmt::format("表格只有 {} 行 {} 列，至少要有表头和一行、名称和一列。",
                                 table.rows, table.columns));
  }
  NamedTable named(table);
  for (std::uint32_t column = 1; column < table.columns; ++column) {
    JX_TRY_VOID(add_name(words_at(table, 0, column), "列", column + 1, named.columns_));
  }
  for (std::uint32_t row = 1; row < table.rows; ++row) {
    JX_TRY_VOID(add_name(words_at(table, row, 0), "行", row + 1, named.rows_));
  }
  return named;
}

Result<std::size_t> NamedTable::column(std::string_view name) const {
  return find_name(columns_, "列", name);
}

Result<std::size_t> NamedTable::row(std::string_view name) const {
  return find_name(rows_, "行", name);
}

std::string_view NamedTable::words(std::size_t row, std::size_t column) const {
  return words_at(*table_, static_cast<std::uint32_t>(row + 1),
                  static_cast<std::uint32_t>(column + 1));
}

Result<Decimal> NamedTable::number(std::size_t row, std::size_t column) const {
  const std::string_view text = words(row, column);
  if (text.empty()) return fault(row, column, "是空白。空白不等于 0，没有就请填 0");
  const auto number = parse_number(text);
  if (!number.ok()) return fault(row, column, fmt::format("“{}”不是数", text));
  return *number;
}

Error NamedTable::fault(std::size_t row, std::size_t column, std::string_view message) const {
  Error error = malformed(fmt::format("“{}”行“{}”列：{}。", rows_[row], columns_[column], message));
  const Cell* const cell =
      table_->find(static_cast<std::uint32_t>(row + 1), static_cast<std::uint32_t>(column + 1));
  if (cell != nullptr) error.origin = cell->origin;
  return error;
}

Result<PairwiseMatrix> read_pairwise(const NamedTable& table) {
  const std::vector<std::string>& criteria = table.rows();
  std::vector<Judgement> judgements;
  for (std::size_t column = 0; column < table.columns().size(); ++column) {
    const std::string& name = table.columns()[column];
    const auto found = std::find(criteria.begin(), criteria.end(), name);
    if (found == criteria.end()) {
      return malformed(
          fmt::format("判断矩阵有“{}”列而没有“{}”行。行和列应是同样的要素。", name, name));
    }
    const auto other = static_cast<std::size_t>(found - criteria.begin());
    for (std::size_t row = 0; row < criteria.size(); ++row) {
      if (table.words(row, column).empty()) continue;
      JX_TRY(const Judgement judgement, read_judgement(table, row, column, other));
      if (row == other) {
        if (judgement.times == Decimal(1)) continue;
        return table.fault(row, column, "要素与自己比较应为 1");
      }
      judgements.push_back(judgement);
    }
  }
  return PairwiseMatrix::make(criteria, judgements);
}

Result<std::vector<DecisionUnit>> read_decision_units(const NamedTable& table,
                                                      std::span<const std::string> inputs) {
  JX_TRY_VOID(check_columns(table, inputs));
  std::vector<DecisionUnit> units;
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    DecisionUnit unit{.name = table.rows()[row], .inputs = {}, .outputs = {}};
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
      JX_TRY(const Decimal number, table.number(row, column));
      (listed(inputs, table.columns()[column]) ? unit.inputs : unit.outputs).push_back(number);
    }
    units.push_back(std::move(unit));
  }
  return units;
}

Result<std::vector<EntropyColumn>> read_entropy_columns(
    const NamedTable& table, std::span<const std::string> less_is_better) {
  JX_TRY_VOID(check_columns(table, less_is_better));
  std::vector<EntropyColumn> columns;
  for (std::size_t column = 0; column < table.columns().size(); ++column) {
    const std::string& name = table.columns()[column];
    JX_TRY(std::vector<Decimal> values, numbers_of_column(table, column));
    columns.push_back({.name = name,
                       .less_is_better = listed(less_is_better, name),
                       .values = std::move(values)});
  }
  return columns;
}

Result<DelphiRound> read_delphi_round(const NamedTable& table) {
  DelphiRound round{.items = table.columns(), .scores = {}};
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    std::vector<Decimal>& scores = round.scores.emplace_back();
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
      JX_TRY(const Decimal number, table.number(row, column));
      scores.push_back(number);
    }
  }
  return round;
}

Result<std::vector<AnswerGroup>> read_answer_groups(const NamedTable& table,
                                                    std::span<const AnswerLevel> levels) {
  std::vector<std::size_t> places;
  for (const AnswerLevel& level : levels) {
    JX_TRY(const std::size_t column, table.column(level.name));
    places.push_back(column);
  }
  const auto population = table.column(kPopulation);
  for (std::size_t column = 0; column < table.columns().size(); ++column) {
    const bool known = std::find(places.begin(), places.end(), column) != places.end() ||
                       (population.ok() && *population == column);
    if (known) continue;
    return malformed(
        fmt::format("“{}”列不是答案的档次，也不是总人数。请删去，或用 --levels 写明各档次。",
                    table.columns()[column]));
  }
  std::vector<AnswerGroup> groups;
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    AnswerGroup group{.name = table.rows()[row], .population = {}, .counts = {}};
    if (population.ok() && !table.words(row, *population).empty()) {
      JX_TRY(group.population, people(table, row, *population));
    }
    for (const std::size_t column : places) {
      JX_TRY(const std::int64_t count, people(table, row, column));
      group.counts.push_back(count);
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

Result<std::vector<RankedScore>> read_ranked_scores(const NamedTable& table) {
  JX_TRY(const std::size_t score, table.column(kScore));
  const auto leeway = table.column(kLeeway);
  std::vector<RankedScore> scores;
  for (std::size_t row = 0; row < table.rows().size(); ++row) {
    RankedScore each{.name = table.rows()[row], .score = {}, .leeway = Decimal(0)};
    JX_TRY(each.score, table.number(row, score));
    if (leeway.ok()) {
      JX_TRY(each.leeway, table.number(row, *leeway));
    }
    scores.push_back(std::move(each));
  }
  return scores;
}

}  // namespace jx
