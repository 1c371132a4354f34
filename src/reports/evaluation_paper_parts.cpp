// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/evaluation_paper_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace jx {
namespace {

using Row = std::vector<std::string>;

constexpr std::string_view kMissing = "（未填）";

Row fund_row(const std::string& source, const std::optional<Decimal>& budget,
             const std::optional<Decimal>& arrived, const std::optional<Decimal>& spent,
             const std::string& evidence) {
  return {source,
          shown(budget),
          shown(arrived),
          shown(spent),
          shown(taken_away(arrived, spent)),
          shown_rate(percent(arrived, budget)),
          shown_rate(percent(spent, arrived)),
          shown_rate(percent(spent, budget)),
          evidence};
}

}  // namespace

std::string missing_word() { return std::string(kMissing); }

std::string shown(const std::optional<Decimal>& value) {
  return value ? value->to_string() : std::string(kMissing);
}
std::string shown(const std::optional<Date>& date) {
  return date ? date->to_string() : std::string(kMissing);
}
std::string shown(const std::string& words) {
  return words.empty() ? std::string(kMissing) : words;
}
std::string shown(const std::vector<std::string>& words) {
  return words.empty() ? std::string(kMissing) : joined(words);
}

std::optional<Decimal> taken_away(const std::optional<Decimal>& from,
                                  const std::optional<Decimal>& part) {
  if (!from || !part) return std::nullopt;
  const Result<Decimal> rest = from->minus(*part);
  return rest.ok() ? std::optional(*rest) : std::nullopt;
}

std::optional<Decimal> percent(const std::optional<Decimal>& part,
                               const std::optional<Decimal>& whole) {
  if (!part || !whole || *whole <= Decimal(0)) return std::nullopt;
  const Result<Decimal> hundredfold = part->times(Decimal(100));
  if (!hundredfold.ok()) return std::nullopt;
  const Result<Decimal> rate = hundredfold->divided_by(*whole, 2);
  return rate.ok() ? std::optional(*rate) : std::nullopt;
}

std::string shown_rate(const std::optional<Decimal>& rate) {
  return rate ? rate->to_string() + "%" : std::string("（算不出）");
}

std::string deducted(const Decimal& full, const std::optional<Decimal>& score) {
  const std::optional<Decimal> rest = taken_away(full, score);
  return rest ? rest->to_string() : std::string(kMissing);
}

std::string EvaluationParts::head() const {
  return fmt::format(
      "项目：{}（{}）。单位：{}。评价期间：{}。评价机构：{}"
      "。主评人：{}。日期：{}。",
      book_.name, book_.project, shown(book_.unit), shown(book_.period), shown(book_.institution),
      shown(book_.lead), shown(book_.date));
}

std::string EvaluationParts::conclusion() const {
  if (scores_.total) {
    return fmt::format("综合得分 {} 分，评价等级“{}”（{}）。", scores_.total->to_string(),
                       scores_.grade, evaluated_.framework.grades_basis);
  }
  return fmt::format("没有总分：{} 个指标没有得分，已得 {} 分。", scores_.missing,
                     scores_.scored.to_string());
}

std::string EvaluationParts::weights_basis() const {
  return book_.weights_file.empty() ? book_.weights_basis
                                    : fmt::format("由 {} 算出", book_.weights_file);
}

PaperTable EvaluationParts::level_table() const {
  PaperTable table{.title = "评分表", .widths = {20, 15, 15, 15, 20}, .rows = {}};
  table.rows.push_back({"一级指标", "权重", "得分", "得分率", "没有得分的指标"});
  for (const LevelScore& level : scores_.levels) {
    table.rows.push_back({level.name, level.full.to_string(), level.scored.to_string(),
                          level.rate ? level.rate->to_string() + "%" : "—",
                          std::to_string(level.missing)});
  }
  table.rows.push_back({"合计", scores_.weight_sum.to_string(), scores_.scored.to_string(),
                        scores_.total ? scores_.total->to_string() + "%" : "—",
                        std::to_string(scores_.missing)});
  return table;
}

std::string EvaluationParts::in_unit() const {
  return book_.money_unit.empty() ? "金额单位没有写明" : "金额单位：" + book_.money_unit;
}

std::optional<Decimal> EvaluationParts::sum_of(std::optional<Decimal> FundLine::*column) const {
  DecimalSum sum;
  for (const FundLine& line : book_.funds) {
    if (!(line.*column)) return std::nullopt;
    sum.add(*(line.*column));
  }
  const Result<Decimal> total = sum.total();
  return total.ok() && !book_.funds.empty() ? std::optional(*total) : std::nullopt;
}

PaperTable EvaluationParts::fund_table() const {
  PaperTable table{.title = "资金核查", .widths = {14, 12, 12, 12, 12, 15, 14, 14, 9}, .rows = {}};
  table.rows.push_back({"资金来源", "预算", "到位", "支出", "结余（到位−支出）", "到位率",
                        "支出÷到位", "支出÷预算", "佐证"});
  for (const FundLine& line : book_.funds) {
    table.rows.push_back(
        fund_row(line.source, line.budget, line.arrived, line.spent, shown(line.evidence)));
  }
  if (!book_.funds.empty()) {
    table.rows.push_back(fund_row("合计", sum_of(&FundLine::budget), sum_of(&FundLine::arrived),
                                  sum_of(&FundLine::spent), ""));
  }
  return table;
}

std::string EvaluationParts::lost_by(const Problem& problem) const {
  std::string words;
  for (std::size_t i = 0; i < book_.indicators.size(); ++i) {
    const std::string& code = book_.indicators[i].code;
    if (std::find(problem.indicators.begin(), problem.indicators.end(), code) ==
        problem.indicators.end()) {
      continue;
    }
    const EvaluatedScore& score = scores_.indicators[i];
    words += fmt::format("{}{} 扣 {}", words.empty() ? "" : "，", code,
                         deducted(score.full, score.score));
  }
  return words.empty() ? "（没有写明）" : words;
}

}  // namespace jx
