// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.h"
#include "base/result.h"

/// 台账的种类: what a row of a register has in it, what must hold between rows, and which figures
/// are counted from them. Data (data/registers/*.toml), so that an office can add its own.
namespace jx {

enum class CellType : std::uint8_t { Text, Date, Number, Whole, Choice };

struct RegisterColumn {
  std::string name;
  std::vector<std::string> aliases;  ///< Headers of shop platforms and banks for the same.
  CellType type = CellType::Text;
  bool required = false;
  std::vector<std::string> choices;
  /// What others write, and what it means: 已完成 for the choice 交易成功, 无退款申请 for 0.
  std::vector<std::pair<std::string, std::string>> words;
  bool month = false;      ///< Of a date: a month without its day is enough.
  bool fill_down = false;  ///< A blank cell means what stands above it, as in grouped lists.
  std::string unit;        ///< Of a number; empty: figures without a unit only.
};

/// A column that is worked out from others of the row and never typed.
struct ComputedColumn {
  enum class Kind : std::uint8_t {
    Product,     ///< 人数 × 天数
    Difference,  ///< 应运行 − 停机; nothing to take off is the first alone.
    NotAfter,    ///< 是 when the first date is not after the second, else 否.
  };
  std::string name;
  Kind kind = Kind::Product;
  std::size_t first = 0;  ///< Columns.
  std::size_t second = 0;
};

/// Rows whose columns hold these words; several words of one column are alternatives, "*" is
/// anything but blank, "" is blank.
using RowCondition = std::vector<std::pair<std::size_t, std::string>>;

struct RegisterFormula {
  enum class Kind : std::uint8_t {
    Count,     ///< Rows.
    Sum,       ///< Of a column.
    Distinct,  ///< Different values of columns together.
    Share,     ///< Rows that meet `where` of those that meet `among`, in %.
    SumShare,  ///< Sum of `above` of the sum of `below`, in %.
  };
  std::string id;
  std::string name;
  std::string unit;
  Kind kind = Kind::Count;
  std::vector<std::size_t> columns;  ///< Sum: one; SumShare: above, below; Distinct: any.
  RowCondition where;
  RowCondition among;  ///< Of a share.
  Decimal divisor{1};  ///< 10000 for 元 that are counted in 万元.
};

struct RegisterCheck {
  enum class Kind : std::uint8_t {
    NotAfter,       ///< The first date is not after the second.
    AtMost,         ///< The first number is not above the second.
    Balance,        ///< Income, expense, balance: each balance follows from the one before.
    WithinBudget,   ///< By group: the sum of the first is not above the largest of the second.
    Concentration,  ///< By group: no share of the sum is above the limit.
    Burst,          ///< The share of `months` in the year's sum is not above the limit.
    Round,          ///< Amounts that are whole multiples of the limit.
    Forbidden,      ///< Rows that meet the condition.
    Filled,         ///< The columns are filled in rows that meet the condition.
    Together,       ///< Rows of a group have the same value in the second column.
    Repeated,       ///< No two rows have the same in all columns.
  };
  std::string id;
  Kind kind = Kind::Forbidden;
  std::string message;               ///< Chinese: what is wrong, for a person.
  std::vector<std::size_t> columns;  ///< What they are depends on the kind.
  std::optional<std::size_t> group;
  std::optional<Decimal> limit;
  std::vector<int> months;
  RowCondition where;
};

struct RegisterKind {
  std::string id;    ///< "training"
  std::string name;  ///< 培训台账
  std::string about;
  bool open = false;  ///< Other columns may be there; they are left out.
  std::vector<RegisterColumn> columns;
  std::vector<ComputedColumn> computed;  ///< Numbered behind the columns.
  std::size_t date = 0;                  ///< The column that says when.
  std::vector<std::size_t> key;          ///< What tells a row from others.
  /// What the evidence of a row must show: the first that is filled in.
  std::vector<std::size_t> amount;
  std::vector<RegisterCheck> checks;
  std::vector<RegisterFormula> formulas;

  const std::string& name_of(std::size_t column) const noexcept;
  const RegisterFormula* find_formula(std::string_view id) const noexcept;
};

Result<RegisterKind> read_register_kind(std::string_view text, std::string name);
/// All kinds of a folder, by id.
Result<std::vector<RegisterKind>> load_register_kinds(const std::filesystem::path& folder);
Result<const RegisterKind*> find_register_kind(const std::vector<RegisterKind>& kinds,
                                               std::string_view id);

}  // namespace jx
