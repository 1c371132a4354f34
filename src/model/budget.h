// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/origin.h"
#include "lexicon/terms.h"
#include "model/field.h"

/// The budget tables of a published book (部门预算公开): what each column of amounts holds, and the
/// lines with their amounts, as printed. Nothing is added up here: that is for rules.
namespace jx {

/// Which of the published tables it is.
enum class BudgetTableKind : std::uint8_t {
  Unknown,
#define JX_BUDGET_TABLE(name, key, chinese) name,
#include "model/budget_terms.def"
};

/// What a column of amounts holds.
enum class AmountKind : std::uint8_t {
  Unknown,
#define JX_AMOUNT(name, key, chinese) name,
#include "model/budget_terms.def"
};

std::string_view key_of(BudgetTableKind kind) noexcept;        ///< "income"; "unknown"
std::string_view chinese_name(BudgetTableKind kind) noexcept;  ///< 收入预算总表; 预算表
std::string_view key_of(AmountKind kind) noexcept;             ///< "basic"; "unknown"
std::string_view chinese_name(AmountKind kind) noexcept;       ///< 基本支出; 未知
/// The term with that key; absent for a key that is not of this vocabulary. "unknown" is one.
std::optional<BudgetTableKind> find_budget_table_kind(std::string_view key) noexcept;
std::optional<AmountKind> find_amount_kind(std::string_view key) noexcept;

/// Tables that print 收入 and 支出 side by side have lines of both.
enum class BudgetSide : std::uint8_t { Unstated, Income, Expenditure };

std::string_view to_string(BudgetSide side) noexcept;  ///< "income" …

/// A column of amounts.
struct BudgetColumn {
  AmountKind kind = AmountKind::Unknown;
  /// What the headers above it say, the outermost first: 小计 under 公务用车 has {Vehicles} here
  /// and Total as its kind.
  std::vector<AmountKind> groups;
  BudgetSide side = BudgetSide::Unstated;
  std::optional<int> year;  ///< Where a header above says it: "2024年预算数".
  bool of_which = false;    ///< 其中：…, so that its neighbours need not make up the whole.
  Words header;             ///< The lowest header cell, as written.

  friend bool operator==(const BudgetColumn& a, const BudgetColumn& b) {
    return a.kind == b.kind && a.groups == b.groups && a.side == b.side && a.year == b.year &&
           a.of_which == b.of_which && a.header.text == b.header.text;
  }
};

enum class BudgetLineKind : std::uint8_t {
  Entry,
  Subtotal,  ///< 本年收入合计, 小计: of what stands above it.
  Total,     ///< 合计, 收入总计: of the whole table or side.
};

std::string_view to_string(BudgetLineKind kind) noexcept;  ///< "entry" …

/// An amount of a line; a blank cell is one without a value.
struct BudgetAmount {
  std::uint32_t column = 0;  ///< Index into BudgetTable::columns.
  Field<Decimal> amount;
};

/// One row of a budget table, or one side of it.
struct BudgetLine {
  BudgetLineKind kind = BudgetLineKind::Entry;
  BudgetSide side = BudgetSide::Unstated;
  /// 科目编码 put together: "201" 类, "20103" 款, "2010301" 项; of 经济分类 "301" and "30101".
  /// Empty when the row has none.
  std::string code;
  /// Where a row stands in the numbering or the codes of its table: 1 类 or 一、, 2 款 or （一）, 3
  /// 项 or 1.; 0 when neither says.
  std::uint32_t depth = 0;
  bool of_which = false;              ///< 其中：…
  Words name;                         ///< 科目名称 or the row's own words, its number included.
  Words project;                      ///< 项目名称 of a table of projects, without its code.
  std::string project_code;           ///< Empty when there is none.
  std::vector<BudgetAmount> amounts;  ///< By column; of its side only.
  Origin origin;                      ///< The row.

  /// The amount in that column, or null when the line has no cell there at all.
  const Field<Decimal>* find(std::uint32_t column) const noexcept;
};

/// A budget table, the pages that it goes on over joined.
struct BudgetTable {
  BudgetTableKind kind = BudgetTableKind::Unknown;
  std::vector<std::uint32_t> prints;  ///< Indexes in Submission::tables, one for each page of it.
  Words title;
  Words unit_words;  ///< The unit line's own words.
  Unit unit;         ///< Unknown when no unit line was found.
  std::optional<int> fiscal_year;
  std::vector<BudgetColumn> columns;
  std::vector<BudgetLine> lines;
  std::vector<Words> notes;  ///< "注：本表为空表" in it or directly behind it.

  Origin origin() const noexcept;  ///< The title's, else that of the first line.
};

}  // namespace jx
