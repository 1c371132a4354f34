// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "evaluation/report_outline.h"
#include "reports/evaluation.h"
#include "reports/papers.h"

/// What the working papers and the report of an evaluation have in common.
namespace jx {

/// "（未填）": what nobody entered is said to be missing.
std::string missing_word();
std::string shown(const std::optional<Decimal>& value);
std::string shown(const std::optional<Date>& date);
std::string shown(const std::string& words);
std::string shown(const std::vector<std::string>& words);

/// `from` less `part`; absent without both.
std::optional<Decimal> taken_away(const std::optional<Decimal>& from,
                                  const std::optional<Decimal>& part);
/// In percent with two places; absent without both amounts or of nothing.
std::optional<Decimal> percent(const std::optional<Decimal>& part,
                               const std::optional<Decimal>& whole);
std::string shown_rate(const std::optional<Decimal>& rate);
/// What is missing to all points.
std::string deducted(const Decimal& full, const std::optional<Decimal>& score);

/// Sentences and tables that stand in several papers. Borrows the book.
class EvaluationParts {
 public:
  explicit EvaluationParts(const EvaluatedBook& evaluated)
      : evaluated_(evaluated), book_(evaluated.book), scores_(evaluated.scores) {}

  std::string head() const;
  std::string conclusion() const;
  std::string weights_basis() const;
  std::string in_unit() const;
  /// What the indicators that a problem names lost.
  std::string lost_by(const Problem& problem) const;
  /// Of all sources of money; absent where one is not entered.
  std::optional<Decimal> sum_of(std::optional<Decimal> FundLine::*column) const;
  PaperTable level_table() const;
  PaperTable fund_table() const;

 private:
  const EvaluatedBook& evaluated_;
  const EvaluationBook& book_;
  const EvaluationScores& scores_;
};

/// 评价报告 by its outline, filled as far as the book goes.
Paper evaluation_report(const EvaluatedBook& evaluated, const ReportOutline& outline);

}  // namespace jx
