// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include <string>
#include <vector>

#include "reports/evaluation_paper_parts.h"

namespace jx {
namespace {

class ReportWriter {
 public:
  ReportWriter(const EvaluatedBook& evaluated, const ReportOutline& outline)
      : evaluated_(evaluated),
        book_(evaluated.book),
        scores_(evaluated.scores),
        outline_(outline),
        parts_(evaluated) {}

  Paper write() const {
    Paper paper{.name = "5-评价报告",
                .title = fmt::format("{}{}", book_.name, outline_.title),
                .wide = false,
                .parts = {}};
    paper.parts.emplace_back(
        PaperText{fmt::format("（报告提纲：{}。“待补”的地方由评价人填写。）", outline_.basis)});
    for (const OutlineSection& section : outline_.sections) add_section(section, paper);
    paper.parts.emplace_back(PaperHeading{1, "附：绩效评价指标评分表"});
    paper.parts.emplace_back(score_table());
    paper.parts.emplace_back(
        PaperText{fmt::format("评价机构：{}（盖章）", shown(book_.institution))});
    paper.parts.emplace_back(
        PaperText{fmt::format("主评人（签字）：____________　日期：{}", shown(book_.date))});
    return paper;
  }

 private:
  void add_section(const OutlineSection& section, Paper& paper) const {
    paper.parts.emplace_back(PaperHeading{section.level, section.title});
    bool filled = false;
    for (const auto& [id, words] : book_.report) {
      if (id != section.id) continue;
      paper.parts.emplace_back(PaperText{words});
      filled = true;
    }
    const std::size_t before = paper.parts.size();
    add_from_data(section, paper);
    const bool people_only = section.from == OutlineSource::Nothing;
    if (!filled && !section.wanted.empty() &&
        (people_only || paper.parts.size() == before || needs_words(section.from))) {
      paper.parts.emplace_back(PaperText{fmt::format(
          "（待补：{}。在评价簿的 [report] 里写 {} = \"……\"）", section.wanted, section.id)});
    }
  }

  /// The data says something of the place, yet not what a reader wants to know.
  static bool needs_words(OutlineSource from) {
    return from == OutlineSource::Project || from == OutlineSource::Method;
  }

  void add_from_data(const OutlineSection& section, Paper& paper) const {
    switch (section.from) {
      case OutlineSource::Nothing: break;
      case OutlineSource::Project: paper.parts.emplace_back(PaperText{parts_.head()}); break;
      case OutlineSource::Funds:
        if (!book_.funds.empty()) {
          paper.parts.emplace_back(PaperText{parts_.in_unit() + "。"});
          paper.parts.emplace_back(parts_.fund_table());
        }
        break;
      case OutlineSource::Method:
        paper.parts.emplace_back(PaperText{
            fmt::format("指标体系按{}（{}）编制，共 {} 个指标，满分 {} "
                        "分；权重：{}。每个要点由两人独立评分后对照。",
                        evaluated_.framework.title, evaluated_.framework.basis,
                        book_.indicators.size(), book_.base.to_string(), parts_.weights_basis())});
        break;
      case OutlineSource::Conclusion:
        paper.parts.emplace_back(PaperText{parts_.conclusion()});
        paper.parts.emplace_back(parts_.level_table());
        break;
      case OutlineSource::Analysis: add_analysis(section.level1, paper); break;
      case OutlineSource::Problems: add_problems(paper); break;
      case OutlineSource::Advice: add_advice(paper); break;
    }
  }

  void add_analysis(const std::string& level1, Paper& paper) const {
    for (std::size_t i = 0; i < book_.indicators.size(); ++i) {
      const EvaluatedIndicator& indicator = book_.indicators[i];
      if (indicator.level1 != level1) continue;
      const EvaluatedScore& score = scores_.indicators[i];
      paper.parts.emplace_back(
          PaperHeading{3, fmt::format("{} {}", indicator.code, indicator.name)});
      paper.parts.emplace_back(PaperText{indicator_in_words(indicator, score)});
    }
  }

  static std::string indicator_in_words(const EvaluatedIndicator& indicator,
                                        const EvaluatedScore& score) {
    std::string words = fmt::format("该指标满分 {} 分", score.full.trimmed().to_string());
    if (!score.score) return words + fmt::format("，没有得分：{}。", chinese_name(score.gap));
    words += fmt::format("，得 {} 分，得分率 {}。", score.score->to_string(),
                         shown_rate(percent(score.score, score.full)));
    if (indicator.method != EvaluationMethod::Points) {
      return words + fmt::format("{}{}。佐证：{}。",
                                 indicator.facts.empty() ? "" : indicator.facts + "。",
                                 score.derivation, shown(indicator.evidence));
    }
    for (std::size_t i = 0; i < score.points.size(); ++i) {
      const EvaluatedPoint& point = indicator.points[i];
      const PointScore& each = score.points[i];
      if (!point.not_applicable.empty()) {
        words += fmt::format("\n{}不适用：{}。", circled(point.number), point.not_applicable);
        continue;
      }
      words += fmt::format("\n{}{}{}{}（{} / {}，佐证 {}）。", circled(point.number), point.text,
                           point.facts.empty() ? "" : "：" + point.facts,
                           each.deducted_for.empty() ? "" : "，扣分：" + each.deducted_for,
                           each.score->to_string(), each.full.to_string(), shown(point.evidence));
    }
    return words;
  }

  void add_problems(Paper& paper) const {
    int number = 0;
    for (const Problem& problem : book_.problems) {
      paper.parts.emplace_back(PaperText{fmt::format(
          "{}. {}。{}（佐证 {}；{}）。原因：{}。", ++number, problem.title, shown(problem.detail),
          shown(problem.evidence), parts_.lost_by(problem), shown(problem.cause))});
    }
  }

  void add_advice(Paper& paper) const {
    int number = 0;
    for (const Problem& problem : book_.problems) {
      if (problem.advice.empty()) continue;
      paper.parts.emplace_back(
          PaperText{fmt::format("{}. 针对“{}”：{}。", ++number, problem.title, problem.advice)});
    }
    const std::string use = use_in_words(evaluated_);
    if (!use.empty()) {
      paper.parts.emplace_back(PaperText{
          fmt::format("{}. 评价等级为“{}”，结果应用建议：{}。", ++number, scores_.grade, use)});
    }
  }

  /// Why points are missing: what people wrote, or the calculation.
  static std::string reasons_of(const EvaluatedScore& score) {
    if (!score.score) return std::string(chinese_name(score.gap));
    if (score.points.empty()) return *score.score < score.full ? score.derivation : std::string();
    std::string reasons;
    for (const PointScore& point : score.points) {
      if (point.deducted_for.empty()) continue;
      reasons += (reasons.empty() ? "" : "；") + point.deducted_for;
    }
    return reasons;
  }

  PaperTable score_table() const {
    PaperTable table{
        .title = "绩效评价指标评分表", .widths = {10, 14, 22, 9, 10, 15, 30}, .rows = {}};
    table.rows.push_back(
        {"一级指标", "二级指标", "三级指标", "分值", "得分", "得分率", "扣分原因"});
    for (std::size_t i = 0; i < book_.indicators.size(); ++i) {
      const EvaluatedIndicator& indicator = book_.indicators[i];
      const EvaluatedScore& score = scores_.indicators[i];
      table.rows.push_back({indicator.level1, indicator.level2, indicator.name,
                            score.full.trimmed().to_string(), shown(score.score),
                            shown_rate(percent(score.score, score.full)), reasons_of(score)});
    }
    table.rows.push_back(
        {"合计", "", "", scores_.weight_sum.trimmed().to_string(), scores_.scored.to_string(),
         shown_rate(percent(scores_.scored, scores_.weight_sum)),
         scores_.missing == 0 ? std::string() : fmt::format("{} 个指标没有得分", scores_.missing)});
    return table;
  }

  const EvaluatedBook& evaluated_;
  const EvaluationBook& book_;
  const EvaluationScores& scores_;
  const ReportOutline& outline_;
  const EvaluationParts parts_;
};

}  // namespace

Paper evaluation_report(const EvaluatedBook& evaluated, const ReportOutline& outline) {
  return ReportWriter(evaluated, outline).write();
}

}  // namespace jx
