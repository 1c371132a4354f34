// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "model/field.h"
#include "model/finding.h"
#include "model/submission.h"

/// What nearly every rule needs: cells as evidence, names for messages, and what a row is in the
/// eyes of a reviewer (a row in use, a pre-printed row left blank, a row declared 不适用).
namespace jx {

/// The cell's own words; `begin` and `end` mark the part at fault, both 0 for all of it.
EvidenceLine evidence_of(const Words& words, std::size_t begin = 0, std::size_t end = 0);
template <typename T>
EvidenceLine evidence_of(const Field<T>& field, std::size_t begin = 0, std::size_t end = 0) {
  return {.origin = field.origin, .text = field.raw, .begin = begin, .end = end};
}
/// For a blank cell: its place if it has one, else the row's, and the words that identify the row.
template <typename T>
EvidenceLine blank_evidence(const Indicator& indicator, const Field<T>& field);

/// “words”
std::string in_quotes(std::string_view words);
/// The parts with 、 between them; past `most` parts "等 N 项" ends the list.
std::string joined(const std::vector<std::string>& parts, std::size_t most = 12);
/// The same where only the first of `all` parts were kept.
std::string joined_of(const std::vector<std::string>& first, std::size_t all);
/// The name for a message: “手工技能培训”, or 第 3 行（三级指标空白）.
std::string shown_name(const Indicator& indicator);
/// "15000021T000000007928-“布丝瑰”专项行动": the code and the first name, or the name alone.
std::string shown_name(const Project& project);
/// The first name cell of the project: evidence for findings about the project as a whole.
EvidenceLine project_evidence(const Project& project);

/// A row of a pre-printed form that nobody filled in: no name, value, weight nor unit.
bool is_unused(const Indicator& indicator) noexcept;
/// The row says itself that it does not apply: 不适用, 无, / as value, operator or name.
bool is_declared_not_applicable(const Indicator& indicator) noexcept;
/// A row with a promise in it: neither unused nor declared not applicable.
bool is_in_use(const Indicator& indicator) noexcept;
/// True when the row has a name that means something: not blank, not "指标1：", not 不适用, and the
/// row is in use. Ask it last: it looks at several cells.
bool is_named_row(const Indicator& indicator) noexcept;
/// "指标1：", "指标", "XX": what a form prints before anyone writes a name.
bool is_placeholder(std::string_view name) noexcept;

/// The operator in force: the value cell's own sign, else the 指标性质 column.
Comparator comparator_of(const Indicator& indicator) noexcept;
/// The unit in force: the value cell's own, else the 度量单位 column; Unknown when neither says.
const Unit& unit_of(const Indicator& indicator) noexcept;
/// The number that the target cell states; null for dates, levels and sentences.
const Decimal* number_of(const Indicator& indicator) noexcept;
/// True when the unit is a percentage, or no unit is known and the value cell itself says %.
bool is_percentage(const Indicator& indicator) noexcept;
/// A row about cost: 成本指标 under 产出 or any row under 成本.
bool is_cost(const Indicator& indicator) noexcept;

/// The indicators of the project's goal set; empty when it has none.
const std::vector<Indicator>& indicators_of(const GoalSet* goal_set) noexcept;

template <typename T>
EvidenceLine blank_evidence(const Indicator& indicator, const Field<T>& field) {
  return {.origin = field.origin.known() ? field.origin : indicator.origin,
          .text = indicator.name.text};
}

}  // namespace jx
