// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/figures.h"

#include <utility>

#include "base/text.h"

namespace jx {
namespace {

Result<LedgerFigure> to_figure(NumberedEntry&& numbered) {
  LedgerEntry& entry = numbered.entry;
  LedgerFigure figure;
  figure.number = numbered.number;
  JX_TRY(figure.period, parse_period(entry.period));
  figure.project = std::move(entry.project);
  figure.indicator = std::move(entry.indicator);
  figure.reporter = std::move(entry.reporter);
  figure.value = entry.value;
  figure.level = std::move(entry.level);
  figure.absence = entry.absence;
  figure.unit = std::move(entry.unit);
  figure.numerator = entry.numerator;
  figure.denominator = entry.denominator;
  figure.evidence = entry.evidence.size();
  return figure;
}

Result<Statement> to_statement(NumberedEntry&& numbered) {
  LedgerEntry& entry = numbered.entry;
  Statement statement;
  statement.number = numbered.number;
  JX_TRY(statement.period, parse_period(entry.period));
  statement.project = std::move(entry.project);
  statement.indicator = std::move(entry.indicator);
  for (const std::string_view word : split(entry.method, "、")) {
    if (const auto cause = find_deviation_cause(word)) statement.causes.push_back(*cause);
  }
  statement.explanation = std::move(entry.reason);
  statement.likelihood = find_likelihood(entry.level);
  statement.measures = std::move(entry.source);
  statement.person = std::move(entry.person);
  return statement;
}

}  // namespace

Result<StandingEntries> read_standing(const Ledger& ledger) {
  StandingEntries standing;
  JX_TRY_VOID(ledger.read({.kind = EntryKind::Actual, .standing_only = true},
                          [&](NumberedEntry&& each) -> Result<void> {
                            JX_TRY(LedgerFigure figure, to_figure(std::move(each)));
                            standing.figures.push_back(std::move(figure));
                            return {};
                          }));
  JX_TRY_VOID(ledger.read({.kind = EntryKind::Statement, .standing_only = true},
                          [&](NumberedEntry&& each) -> Result<void> {
                            JX_TRY(Statement statement, to_statement(std::move(each)));
                            standing.statements.push_back(std::move(statement));
                            return {};
                          }));
  return standing;
}

}  // namespace jx
