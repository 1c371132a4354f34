// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "findings/rule.h"
#include "model/budget.h"

/// What a budget table prints and what can be worked out from the rest of it: down its lines (类 is
/// the sum of its 款, 合计 of all 类), across its columns (合计 is 基本支出 and 项目支出) and from
/// year to year (增减率). It rests on codes, numbers and headers as they are printed; nothing is
/// expected that the table does not show.
namespace jx {

enum class SumOutcome : std::uint8_t {
  Equal,
  Rounding,  ///< Off by no more than its addends' rounding: 四舍五入尾差.
  Different,
  Undecided,  ///< A number could not be read, or rows may be missing: see `reason`.
};

/// How the parts make the whole.
enum class BudgetRelation : std::uint8_t {
  Sum,
  AtMost,  ///< The parts are 其中: they may be less than the whole.
  Rate,    ///< 增减率, in percent: of the first part, this year's, over the second, last year's.
};

/// One amount of a table that others make.
struct BudgetSum {
  const BudgetTable* table = nullptr;
  const BudgetLine* line = nullptr;  ///< Of the whole.
  std::uint32_t column = 0;          ///< Of the whole.
  const Field<Decimal>* whole = nullptr;
  /// Of what it is made: names for the message beside the amounts, blank ones left out.
  std::vector<std::pair<std::string, const Field<Decimal>*>> parts = {};
  SumOutcome outcome = SumOutcome::Equal;
  BudgetRelation relation = BudgetRelation::Sum;
  Decimal sum = {};         ///< What the parts make; 0 when undecided.
  Decimal difference = {};  ///< sum − whole
  std::string reason = {};  ///< Chinese; of Undecided.
};

/// How far a sum may be off for rounding: units of the last printed place, for each addend.
struct RoundingTolerance {
  Decimal units_per_addend;
};
RoundingTolerance rounding_of(const Profile& profile);

/// 10^-scale, the unit of the last place that any of the amounts prints.
Decimal last_place(int scale);

/// Sums down the lines, by column.
std::vector<BudgetSum> line_sums(const BudgetTable& table, const RuleInput& input);
/// Sums across the columns, by line.
std::vector<BudgetSum> column_sums(const BudgetTable& table, const RuleInput& input);
/// 增减额 and 增减率, by line, from the amounts of both years beside them.
std::vector<BudgetSum> change_sums(const BudgetTable& table, const RuleInput& input);

/// A number stands there, if only one that could not be read.
bool is_printed(const Field<Decimal>* amount) noexcept;
bool is_uncertain(const Field<Decimal>& amount, const RuleInput& input);
/// Compares what a Sum or AtMost prints with its parts.
void judge_sum(BudgetSum& sum, const RuleInput& input);

/// 第 10 页“一般公共服务支出”的合计
std::string shown_amount(const BudgetTable& table, const BudgetLine& line, std::uint32_t column);
/// “2025年部门收入预算总表”, or the kind's name when it has no title.
std::string shown_table(const BudgetTable& table);
/// "100+20+3"; the names instead of the numbers where there are few.
std::string shown_parts(const BudgetSum& sum);
/// The amount's cell, or its row when the cell is blank.
EvidenceLine amount_evidence(const BudgetLine& line, const Field<Decimal>& amount);

/// Says what the sums of one rule came to: a FAIL each for the different ones, one
/// INSUFFICIENT_DATA a table for the undecided, and one PASS that counts the rest and names the
/// rounding. NOT_APPLICABLE without any sum.
void report_sums(const std::vector<BudgetSum>& sums, std::string_view what, const RuleInput& input,
                 FindingSink& sink);

/// True when a note of the table says why its numbers need not agree.
bool explains_difference(const BudgetTable& table, const Lexicon& lexicon);

}  // namespace jx
