// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evaluation/before_evaluation.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace jx {
namespace {

struct BeforeColumns {
  std::size_t score = 0;
  std::optional<std::size_t> reason;
  std::optional<std::size_t> evidence;
};

Result<BeforeColumns> find_columns(const NamedTable& table) {
  BeforeColumns columns;
  JX_TRY(columns.score, table.column("得分"));
  const auto find = [&](std::string_view name) -> std::optional<std::size_t> {
    const Result<std::size_t> found = table.column(name);
    return found.ok() ? std::optional(*found) : std::nullopt;
  };
  columns.reason = find("扣分原因");
  columns.evidence = find("佐证");
  return columns;
}

std::optional<std::size_t> find_row(const NamedTable& table, const BeforePoint& point) {
  const std::vector<std::string>& rows = table.rows();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string key = fold(rows[row]);
    if (key == fold(point.id) || key == fold(point.name) || key == fold(point.id + point.name)) {
      return row;
    }
  }
  return std::nullopt;
}

std::vector<std::string> evidence_in(std::string_view words) {
  std::vector<std::string> evidence;
  const std::string usual = replaced(replaced(words, ";", "；"), "\n", "；");
  for (const std::string_view each : split(usual, "；")) {
    if (!trimmed(each).empty()) evidence.emplace_back(trimmed(each));
  }
  return evidence;
}

Result<BeforeScore> read_score(const BeforePoint& point, const NamedTable& table, std::size_t row,
                               const BeforeColumns& columns) {
  BeforeScore score{.point = point};
  if (columns.reason) score.reason = trimmed(table.words(row, *columns.reason));
  if (columns.evidence) score.evidence = evidence_in(table.words(row, *columns.evidence));
  if (trimmed(table.words(row, columns.score)).empty()) {
    score.gaps.push_back(BeforeGap::NotScored);
    return score;
  }
  JX_TRY(const Decimal given, table.number(row, columns.score));
  if (given.is_negative() || given > point.points) {
    return table.fault(
        row, columns.score,
        fmt::format("得分 {} 不在 0 到 {} 之间", given.to_string(), point.points.to_string()));
  }
  score.score = given;
  JX_TRY(score.deducted, point.points.minus(given));
  if (!score.deducted.is_zero() && score.reason.empty()) score.gaps.push_back(BeforeGap::NoReason);
  if (!given.is_zero() && score.evidence.empty()) score.gaps.push_back(BeforeGap::NoEvidence);
  return score;
}

/// Rows that are no point of the framework: a misspelt one would otherwise just have no score.
Result<void> check_rows(const NamedTable& table, const std::vector<bool>& used,
                        std::size_t score_column) {
  for (std::size_t row = 0; row < used.size(); ++row) {
    const std::string key = fold(table.rows()[row]);
    if (used[row] || key == fold("合计") || key == fold("总分")) continue;
    return table.fault(
        row, score_column,
        fmt::format("框架里没有“{}”这个评分要点；请写编号（如 A1）或全名", table.rows()[row]));
  }
  return {};
}

/// Where nobody gave a score, the review's counts; where somebody did, it stands beside it.
Result<void> propose(std::span<const BeforeProposal> proposals, BeforeScore& score) {
  const auto found =
      std::find_if(proposals.begin(), proposals.end(),
                   [&](const BeforeProposal& each) { return each.point == score.point.id; });
  if (found == proposals.end()) return {};
  score.proposal = *found;
  if (score.score) return {};
  score.from_review = true;
  score.score = found->points;
  JX_TRY(score.deducted, score.point.points.minus(found->points));
  if (score.reason.empty()) score.reason = found->reason;
  score.evidence.insert(score.evidence.end(), found->evidence.begin(), found->evidence.end());
  score.gaps.clear();
  return {};
}

Result<void> conclude(BeforeEvaluation& evaluation) {
  DecimalSum sum;
  bool complete = true;
  for (BeforeDimensionScore& dimension : evaluation.dimensions) {
    DecimalSum most;
    DecimalSum scored;
    bool all = true;
    for (const BeforeScore& point : dimension.points) {
      most.add(point.point.points);
      evaluation.gaps += point.gaps.size();
      all = all && point.score.has_value();
      if (point.score) scored.add(*point.score);
      if (point.score) sum.add(*point.score);
    }
    JX_TRY(dimension.most, most.total());
    JX_TRY(const Decimal score, scored.total());
    if (all) dimension.score = score;
    complete = complete && all;
  }
  JX_TRY(evaluation.scored, sum.total());
  if (!complete) return {};
  evaluation.total = evaluation.scored;
  const auto& conclusions = evaluation.framework.conclusions;
  const auto found =
      std::find_if(conclusions.begin(), conclusions.end(),
                   [&](const BeforeConclusion& each) { return *evaluation.total >= each.least; });
  if (found != conclusions.end()) evaluation.conclusion = found->name;
  return {};
}

}  // namespace

std::string_view to_string(BeforeGap gap) noexcept {
  switch (gap) {
    case BeforeGap::NotScored: return "not-scored";
    case BeforeGap::NoReason: return "no-reason";
    case BeforeGap::NoEvidence: return "no-evidence";
  }
  return "";
}

std::string_view chinese_name(BeforeGap gap) noexcept {
  switch (gap) {
    case BeforeGap::NotScored: return "没有评分";
    case BeforeGap::NoReason: return "扣了分，没有写原因";
    case BeforeGap::NoEvidence: return "给了分，没有佐证";
  }
  return "";
}

Result<BeforeEvaluation> evaluate_before(const BeforeFramework& framework, const NamedTable& table,
                                         std::span<const BeforeProposal> proposals) {
  JX_TRY(const BeforeColumns columns, find_columns(table));
  BeforeEvaluation evaluation{.framework = framework};
  std::vector<bool> used(table.rows().size());
  for (const BeforeDimension& dimension : framework.dimensions) {
    BeforeDimensionScore& added = evaluation.dimensions.emplace_back();
    added.name = dimension.name;
    for (const BeforePoint& point : dimension.points) {
      const std::optional<std::size_t> row = find_row(table, point);
      if (!row) {
        added.points.push_back({.point = point, .gaps = {BeforeGap::NotScored}});
        continue;
      }
      if (used[*row]) {
        return table.fault(*row, columns.score, "这一行同时是两个评分要点的名称或编号");
      }
      used[*row] = true;
      JX_TRY(BeforeScore score, read_score(point, table, *row, columns));
      added.points.push_back(std::move(score));
    }
  }
  JX_TRY_VOID(check_rows(table, used, columns.score));
  for (BeforeDimensionScore& dimension : evaluation.dimensions) {
    for (BeforeScore& score : dimension.points) JX_TRY_VOID(propose(proposals, score));
  }
  JX_TRY_VOID(conclude(evaluation));
  return evaluation;
}

}  // namespace jx
