// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "findings/rule.h"
#include "lexicon/terms.h"

/// What a house rule may ask of a row, of its project and of the document.
namespace jx {

enum class HouseColumn : std::uint8_t {
  Level1,
  Level2,
  Name,
  Operator,
  Value,
  ValueText,
  Unit,
  Weight,
  Direction,
  Explanation,
  ValueBasis,
  ScoringRule,
  Remark,
  Project,
  ProjectCode,
  UnitName,
  UnitCode,
  Budget,
  Goal,
  Profile,
  Form,
  Region,
  FiscalYear,
};

enum class ColumnType : std::uint8_t {
  Text,
  Number,
  Term,  ///< A word of a closed vocabulary: a level, an operator, a direction.
};

enum class ColumnScope : std::uint8_t { Row, Project, Document };

struct ColumnInfo {
  HouseColumn column = HouseColumn::Name;
  std::string_view key;      ///< "level1"
  std::string_view chinese;  ///< "一级指标"; may stand in rules instead of the key.
  ColumnType type = ColumnType::Text;
  ColumnScope scope = ColumnScope::Row;
};

/// All columns, by HouseColumn.
std::span<const ColumnInfo> house_columns() noexcept;
const ColumnInfo& info_of(HouseColumn column) noexcept;
/// By its key or its Chinese name; null for another word.
const ColumnInfo* find_house_column(std::string_view name) noexcept;

/// A row with its project, or a project without a row.
struct HouseSubject {
  const RuleInput& input;
  const ProjectFacts& facts;
  const Indicator* row = nullptr;
};

/// What stands in a column, as far as it is known.
struct HouseCell {
  /// Where it stands; no place when the form has no such column.
  EvidenceLine evidence = {};
  /// Text: every spelling (a unit as written and its canonical name, all goals of a project).
  std::vector<std::string_view> texts = {};
  std::optional<Decimal> number = {};
  std::optional<Decimal> number_high = {};  ///< The end of a range of values.
  Unit unit = {};                           ///< Of the number.
  std::optional<std::uint8_t> term = {};
  /// Meaningful when there is neither a text, a number nor a term.
  Absence absence = Absence::Blank;
  bool asked = true;  ///< False when the form has no such column.

  bool present() const noexcept { return !texts.empty() || number.has_value() || term.has_value(); }
};

/// JX_CHECK: a column of a row needs a row.
HouseCell cell_of(HouseColumn column, const HouseSubject& subject);

}  // namespace jx
