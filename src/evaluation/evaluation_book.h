// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/result.h"
#include "evaluation/framework.h"

/// 评价簿: what evaluators write down of one project, in one TOML file that people edit; described
/// in docs/evaluation.md. Nothing in it is computed.
namespace jx {

/// What one reviewer or expert gives a point.
struct PointMark {
  std::string by;
  std::optional<Decimal> points;  ///< Absent: not marked yet.
  std::string reason;             ///< Why less than all.
};

/// What reviewers who differed settled on.
struct Agreement {
  Decimal points;
  std::string by;
  std::string reason;
};

/// 评价要点
struct EvaluatedPoint {
  int number = 0;
  std::string text;
  std::optional<Decimal> full;  ///< Absent: an equal part of the indicator's points.
  std::string facts;
  std::vector<std::string> evidence;  ///< Ids.
  std::vector<PointMark> marks;       ///< Of reviewers and of members of the panel.
  std::optional<Agreement> agreed;
  std::string not_applicable;  ///< Why the point does not count here; empty when it does.
};

struct EvaluatedIndicator {
  std::string code;
  std::string level1;
  std::string level2;
  std::string name;
  std::string explanation;
  EvaluationMethod method = EvaluationMethod::Points;
  std::optional<Decimal> weight;
  std::string standard;  ///< 评分标准 in words.
  std::vector<EvaluatedPoint> points;

  // Of a rate or saving.
  std::string part_name;
  std::string whole_name;
  std::optional<Decimal> part;
  std::optional<Decimal> whole;
  std::string unit;
  std::optional<Decimal> full_at;
  std::optional<Decimal> zero_at;
  // Of a date.
  std::optional<Date> planned;
  std::optional<Date> done;
  std::optional<Decimal> deducted_a_day;  ///< Points for each day of delay.
  // Of all three.
  std::string facts;
  std::vector<std::string> evidence;
  std::string by;          ///< Who took the figures down,
  std::string checked_by;  ///< and who compared them with the evidence.
};

/// 资料清单
struct EvidenceItem {
  std::string id;  ///< "Z01"
  std::string title;
  std::string kind;
  std::string provider;
  std::optional<Date> received;
  std::string file;  ///< Beside the book; empty for paper.
  // What was found of the file when the book was loaded.
  std::string sha256;
  std::uint64_t bytes = 0;
};

/// 资金核查: one source of money.
struct FundLine {
  std::string source;
  std::optional<Decimal> budget;
  std::optional<Decimal> arrived;
  std::optional<Decimal> spent;
  std::vector<std::string> evidence;
};

/// 抽查凭证
struct Voucher {
  std::string number;
  std::optional<Date> date;
  std::string summary;
  std::optional<Decimal> amount;
  std::string payee;
  std::string remark;
  std::vector<std::string> evidence;
};

/// 问题
struct Problem {
  std::string id;  ///< "W01"
  std::string title;
  std::string detail;
  std::vector<std::string> indicators;  ///< Codes that lost points by it.
  std::optional<Decimal> amount;
  std::string cause;
  std::string advice;
  std::string reply;  ///< 单位反馈
  std::vector<std::string> evidence;
};

/// Words of the report by the id of their place in the outline.
using ReportWords = std::vector<std::pair<std::string, std::string>>;

struct EvaluationBook {
  std::string project;  ///< Code, or name where there is no code.
  std::string name;
  std::string unit;
  std::string region;  ///< 行政区划代码; empty: the country. Decides what a grade means.
  std::optional<int> fiscal_year;  ///< The same.
  std::string period;              ///< 评价期间
  std::string institution;         ///< Who evaluates.
  std::string lead;                ///< 主评人
  std::optional<Date> date;
  std::string framework;               ///< Its id.
  std::vector<std::string> reviewers;  ///< Two.
  std::vector<std::string> panel;      ///< 评审专家; none, or three and more.
  Decimal base = Decimal(100);
  std::string weights_file;   ///< What `evaluate` gave as JSON; empty: weights stand here.
  std::string weights_basis;  ///< Where weights that stand here come from.
  std::string money_unit;     ///< Of funds and vouchers.
  std::vector<EvaluatedIndicator> indicators;
  std::vector<EvidenceItem> evidence;
  std::vector<FundLine> funds;
  std::vector<Voucher> vouchers;
  std::vector<Problem> problems;
  ReportWords report;

  const EvidenceItem* find_evidence(std::string_view id) const noexcept;
};

/// The id of the framework that a book names, for reading it before the book.
Result<std::string> framework_of_book(std::string_view text, const std::string& name);

/// Malformed with line and column: an unknown key, an evidence id that is none, a code or point
/// that comes twice, a mark by nobody of the evaluation. `name` stands for the file.
Result<EvaluationBook> read_evaluation_book(std::string_view text, const std::string& name,
                                            const Framework& framework);

/// The name and the points of a weight.
using NamedPoints = std::vector<std::pair<std::string, Decimal>>;
/// Sets the weights of a book whose `weights_file` gave these, by code or name. Malformed for an
/// indicator without a weight, a weight without an indicator.
Result<void> bring_weights(const NamedPoints& points, EvaluationBook& book);

}  // namespace jx
