// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>

#include "reports/methods.h"
#include "reports/text_lines.h"

namespace jx {
namespace {

std::string as_points(const Points& points, std::size_t index) {
  return points.empty() ? "" : fmt::format("  {} 分", points[index].to_string());
}

void add_completed(const PairwiseMatrix& matrix, const AhpResult& result, TextLines& lines) {
  for (std::size_t index = 0; index < result.completed.size(); ++index) {
    const auto& [row, column] = matrix.open_pairs()[index];
    lines.add("没有判断的“{}”比“{}”，按一致性最好补为 {:.4f}。", matrix.criteria()[row],
              matrix.criteria()[column], result.completed[index]);
  }
}

void add_worst(const PairwiseMatrix& matrix, const AhpResult& result, TextLines& lines) {
  if (!result.worst) return;
  const Judgement& judgement = matrix.judgements()[result.worst->judgement];
  std::string others = "没有它就算不出权重";
  if (result.worst->fitting) {
    others = fmt::format("其余判断说是 {:.2f}", *result.worst->fitting);
    if (result.worst->ratio_without) {
      others += fmt::format("，去掉它 CR = {:.4f}", *result.worst->ratio_without);
    }
  }
  lines.add("与其他判断最不合的是“{}”比“{}”为 {}（{}）。", matrix.criteria()[judgement.more],
            matrix.criteria()[judgement.less], judgement.times.to_string(), others);
}

std::string consistency_in_words(const AhpResult& result) {
  if (!result.consistency_ratio) {
    return fmt::format("{}没有这么多要素的值，一致性无法判断；可用 --random-index donegan-dodd",
                       chinese_name(result.random_index));
  }
  return fmt::format("CR = {:.4f}（{}），{}", *result.consistency_ratio,
                     chinese_name(result.random_index),
                     result.consistent() ? "小于 0.10，可以接受" : "不小于 0.10，请专家重新判断");
}

}  // namespace

std::string render_ahp_text(const PairwiseMatrix& matrix, const AhpResult& result,
                            const Points& points, const TextStyle& style) {
  TextLines lines(style);
  lines.add_title(fmt::format("层次分析法（{}）", chinese_name(result.method)));
  const std::size_t width = widest(matrix.criteria(), [](const std::string& name) { return name; });
  for (std::size_t index = 0; index < matrix.size(); ++index) {
    lines.add("  {}  {:.4f}{}", padded(matrix.criteria()[index], width), result.weights[index],
              as_points(points, index));
  }
  lines.add("λmax = {:.4f}，CI = {:.4f}，{}。", result.lambda_max, result.consistency_index,
            consistency_in_words(result));
  add_completed(matrix, result, lines);
  add_worst(matrix, result, lines);
  return std::move(lines).take();
}

std::string render_entropy_text(std::span<const EntropyColumn> columns,
                                std::span<const EntropyWeight> weights, const Points& points,
                                const TextStyle& style) {
  TextLines lines(style);
  lines.add_title("熵权法");
  const std::size_t width = widest(columns, [](const EntropyColumn& each) { return each.name; });
  for (std::size_t index = 0; index < columns.size(); ++index) {
    lines.add("  {}  {:.4f}{}  熵 {:.4f}{}", padded(columns[index].name, width),
              weights[index].weight, as_points(points, index), weights[index].entropy,
              columns[index].less_is_better ? "（反向）" : "");
  }
  return std::move(lines).take();
}

std::string render_delphi_text(const DelphiRound& round, const DelphiResult& result,
                               const Points& points, const TextStyle& style) {
  TextLines lines(style);
  lines.add_title(fmt::format("德尔菲法：{} 位专家", round.scores.size()));
  const std::size_t width = widest(round.items, [](const std::string& name) { return name; });
  for (std::size_t index = 0; index < round.items.size(); ++index) {
    const DelphiItem& item = result.items[index];
    lines.add("  {}  {:.4f}{}  平均 {:.2f}，标准差 {:.2f}，变异系数 {:.2f}",
              padded(round.items[index], width), result.weights[index], as_points(points, index),
              item.mean, item.deviation, item.variation);
  }
  lines.add("肯德尔和谐系数 W = {:.4f}，χ² = {:.2f}，p = {:.4f}：{}。", result.concordance,
            result.chi_square, result.p_value,
            result.p_value < 0.05 ? "专家意见一致，不是偶然" : "看不出专家意见一致");
  lines.add_diagnostics(result.diagnostics);
  return std::move(lines).take();
}

std::string render_combined_text(const CombinedWeights& combined, const TextStyle& style) {
  TextLines lines(style);
  lines.add_title(combined.combination == Combination::Product
                      ? std::string("组合权重：主观 × 客观，再归一")
                      : fmt::format("组合权重：{:.4g} × 主观 + {:.4g} × 客观", combined.share,
                                    1 - combined.share));
  const std::size_t width =
      widest(combined.names, [](const auto& name) -> const std::string& { return name; });
  for (std::size_t index = 0; index < combined.names.size(); ++index) {
    lines.add("  {}  {:.4f}（主观 {:.4f}，客观 {:.4f}）{}", padded(combined.names[index], width),
              combined.weights[index], combined.subjective[index], combined.objective[index],
              as_points(combined.points, index));
  }
  return std::move(lines).take();
}

std::string render_efficiency_text(std::span<const DecisionUnit> units, const DeaResult& result,
                                   const EfficiencyQuestion& question, const TextStyle& style) {
  TextLines lines(style);
  lines.add_title(fmt::format(
      "数据包络分析（{}，{}）",
      question.returns == ReturnsToScale::Constant ? "CCR，规模报酬不变" : "BCC，规模报酬可变",
      question.orientation == Orientation::Input ? "投入导向" : "产出导向"));
  const std::size_t width = widest(units, [](const DecisionUnit& unit) { return unit.name; });
  for (std::size_t index = 0; index < units.size(); ++index) {
    const DeaScore& score = result.scores[index];
    std::string peers;
    for (const Peer& peer : score.peers) {
      if (peer.unit == index) continue;
      peers += fmt::format("{}{} {:.3f}", peers.empty() ? "，参照 " : "、", units[peer.unit].name,
                           peer.share);
    }
    lines.add("  {}  {:.6f}  {}{}", padded(units[index].name, width), score.efficiency,
              score.efficient               ? "有效"
              : score.efficiency > 1 - 1e-7 ? "弱有效（有松弛）"
                                            : "无效",
              score.efficient ? "" : peers);
  }
  lines.add_diagnostics(result.diagnostics);
  return std::move(lines).take();
}

std::string render_survey_text(std::span<const AnswerLevel> levels, const SurveyResult& result,
                               const TextStyle& style) {
  TextLines lines(style);
  lines.add_title(fmt::format("满意度调查：有效问卷 {} 份{}", result.valid,
                              result.weighted ? "，各组按总人数加权" : ""));
  std::string values;
  std::string satisfied;
  for (const AnswerLevel& level : levels) {
    values +=
        fmt::format("{}{} {}", values.empty() ? "" : "、", level.name, level.value.to_string());
    if (level.satisfied) satisfied += (satisfied.empty() ? "" : "、") + level.name;
  }
  lines.add("  满意度得分 {}（{}）", result.score.to_string(), values);
  lines.add("  满意率 {}%（{}），95% 置信区间 {:.2f}% 至 {:.2f}%", result.satisfied.to_string(),
            satisfied, result.interval.low, result.interval.high);
  lines.add("  两个数口径不同，请用绩效目标里写明的那一个。");
  lines.add_diagnostics(result.diagnostics);
  return std::move(lines).take();
}

std::string render_ranks_text(std::span<const RankedScore> scores, std::span<const Rank> ranks,
                              const TextStyle& style) {
  TextLines lines(style);
  lines.add_title("排名");
  const std::size_t width = widest(scores, [](const RankedScore& each) { return each.name; });
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return ranks[a].rank < ranks[b].rank; });
  for (const std::size_t index : order) {
    const Rank& rank = ranks[index];
    lines.add("  {:>3}  {}  {}{}{}", rank.rank, padded(scores[index].name, width),
              scores[index].score.to_string(),
              rank.equals > 1 ? fmt::format("  并列 {} 个", rank.equals) : "",
              rank.best == rank.worst
                  ? ""
                  : fmt::format("  ±{}：第 {} 至第 {} 名", scores[index].leeway.to_string(),
                                rank.best, rank.worst));
  }
  return std::move(lines).take();
}

}  // namespace jx
