// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/evaluation_papers.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "reports/evaluation_paper_parts.h"

namespace jx {
namespace {

using Row = std::vector<std::string>;

class PaperWriter {
 public:
  explicit PaperWriter(const EvaluatedBook& evaluated)
      : evaluated_(evaluated),
        book_(evaluated.book),
        scores_(evaluated.scores),
        parts_(evaluated) {}

  std::vector<Paper> write() const {
    return {score_paper(), evidence_paper(), fund_paper(), problem_paper()};
  }

 private:
  static PaperText signatures() {
    return {
        "编制：____________  日期：____________    复核：____________  "
        "日期：____________"};
  }

  // --- 评分底稿
  // -----------------------------------------------------------------------------------

  Paper score_paper() const {
    Paper paper{.name = "1-评分底稿", .title = "绩效评价评分底稿", .wide = true, .parts = {}};
    paper.parts.emplace_back(PaperText{parts_.head()});
    paper.parts.emplace_back(
        PaperText{fmt::format("指标体系：{}（{}）。权重：{}。评分人：{}、{}。",
                              evaluated_.framework.title, evaluated_.framework.basis,
                              parts_.weights_basis(), book_.reviewers[0], book_.reviewers[1])});
    paper.parts.emplace_back(parts_.level_table());
    paper.parts.emplace_back(score_table());
    paper.parts.emplace_back(PaperHeading{2, "两位评分人的对照"});
    paper.parts.emplace_back(PaperText{calibration()});
    if (!scores_.calibration.differences.empty()) paper.parts.emplace_back(difference_table());
    if (!book_.panel.empty()) paper.parts.emplace_back(panel_table());
    for (const std::string& remark : scores_.remarks) {
      paper.parts.emplace_back(PaperText{"注意：" + remark});
    }
    paper.parts.emplace_back(PaperText{parts_.conclusion()});
    paper.parts.emplace_back(signatures());
    return paper;
  }

  PaperTable score_table() const {
    PaperTable table{
        .title = "评分底稿", .widths = {8, 12, 20, 7, 24, 8, 8, 8, 8, 26, 18}, .rows = {}};
    table.rows.push_back({"编码", "指标", "评价要点或公式", "标准分", "查明的事实", "佐证",
                          book_.reviewers[0] + "评分", book_.reviewers[1] + "评分", "定分",
                          "计算过程", "扣分原因"});
    for (std::size_t i = 0; i < book_.indicators.size(); ++i) {
      add_score_rows(book_.indicators[i], scores_.indicators[i], table);
    }
    return table;
  }

  static std::string mark_of(const EvaluatedPoint& point, const std::string& by) {
    for (const PointMark& mark : point.marks) {
      if (mark.by == by) return shown(mark.points);
    }
    return missing_word();
  }

  void add_score_rows(const EvaluatedIndicator& indicator, const EvaluatedScore& score,
                      PaperTable& table) const {
    const bool by_points = indicator.method == EvaluationMethod::Points;
    const std::string state = score.score ? score.derivation : std::string(chinese_name(score.gap));
    std::string formula(chinese_name(indicator.method));
    if (!indicator.part_name.empty()) {
      formula = fmt::format("{}：{}、{}", formula, indicator.part_name, indicator.whole_name);
    }
    if (!indicator.standard.empty()) formula += "；" + indicator.standard;
    table.rows.push_back(
        {indicator.code, indicator.name, by_points ? "合计" : formula, score.full.to_string(),
         by_points ? "" : shown(indicator.facts), by_points ? "" : shown(indicator.evidence),
         by_points ? "" : "取数 " + shown(indicator.by),
         by_points ? "" : "复核 " + shown(indicator.checked_by), shown(score.score), state, ""});
    for (std::size_t i = 0; i < score.points.size(); ++i) {
      const EvaluatedPoint& point = indicator.points[i];
      const PointScore& each = score.points[i];
      const bool counts = point.not_applicable.empty();
      table.rows.push_back({"", "", circled(point.number) + point.text,
                            counts ? each.full.to_string() : "—", counts ? shown(point.facts) : "",
                            counts ? shown(point.evidence) : "",
                            counts ? mark_of(point, book_.reviewers[0]) : "—",
                            counts ? mark_of(point, book_.reviewers[1]) : "—",
                            counts ? shown(each.score) : "—", each.derivation, each.deducted_for});
    }
  }

  std::string calibration() const {
    const Calibration& calibration = scores_.calibration;
    if (calibration.compared == 0) return "还没有两人都评了的要点。";
    const bool second = calibration.lean.is_negative();
    const std::string lean = calibration.lean.to_string();
    return fmt::format(
        "两人都评了的要点 {} 个，一致 {} 个；{}高 {} 个，{}高 "
        "{} 个；平均{}高 {} 分；没有商定的 {} "
        "个。",
        calibration.compared, calibration.same, book_.reviewers[0], calibration.first_higher,
        book_.reviewers[1], calibration.second_higher,
        second ? book_.reviewers[1] : book_.reviewers[0], second ? lean.substr(1) : lean,
        calibration.open);
  }

  PaperTable difference_table() const {
    PaperTable table{.title = "评分差异", .widths = {8, 22, 8, 8, 8, 8, 40}, .rows = {}};
    table.rows.push_back(
        {"编码", "要点", book_.reviewers[0], book_.reviewers[1], "相差", "定分", "怎样定的"});
    for (const Calibration::Place& place : scores_.calibration.differences) {
      const EvaluatedIndicator& indicator = book_.indicators[place.indicator];
      const EvaluatedPoint& point = indicator.points[place.point];
      const PointScore& score = scores_.indicators[place.indicator].points[place.point];
      std::string how(score.score ? chinese_name(score.settled) : chinese_name(score.gap));
      if (score.settled == Settlement::Agreed) {
        how += fmt::format("（{}）：{}", point.agreed->by, point.agreed->reason);
      }
      table.rows.push_back({indicator.code, circled(point.number) + point.text,
                            mark_of(point, book_.reviewers[0]), mark_of(point, book_.reviewers[1]),
                            score.difference->to_string(), shown(score.score), how});
    }
    return table;
  }

  PaperTable panel_table() const {
    PaperTable table{.title = "专家评分", .widths = {8, 26}, .rows = {}};
    Row header{"编码", "要点"};
    for (const std::string& expert : book_.panel) {
      header.push_back(expert);
      table.widths.push_back(8);
    }
    header.insert(header.end(), {"均分", "最高最低相差"});
    table.widths.insert(table.widths.end(), {8, 10});
    table.rows.push_back(std::move(header));
    for (std::size_t i = 0; i < book_.indicators.size(); ++i) {
      for (std::size_t j = 0; j < scores_.indicators[i].points.size(); ++j) {
        add_panel_row(book_.indicators[i], book_.indicators[i].points[j],
                      scores_.indicators[i].points[j], table);
      }
    }
    return table;
  }

  void add_panel_row(const EvaluatedIndicator& indicator, const EvaluatedPoint& point,
                     const PointScore& score, PaperTable& table) const {
    const bool any =
        std::any_of(point.marks.begin(), point.marks.end(), [&](const PointMark& mark) {
          return std::find(book_.panel.begin(), book_.panel.end(), mark.by) != book_.panel.end();
        });
    if (!any) return;
    Row row{indicator.code, circled(point.number) + point.text};
    for (const std::string& expert : book_.panel) row.push_back(mark_of(point, expert));
    row.push_back(score.panel ? score.panel->mean.to_string() : "（未评完）");
    row.push_back(score.panel ? score.panel->spread.to_string() : "");
    table.rows.push_back(std::move(row));
  }

  // --- 资料清单
  // -----------------------------------------------------------------------------------

  /// "A11①、B12"
  std::string used_for(const std::string& id) const {
    std::vector<std::string> places;
    const auto holds = [&](const std::vector<std::string>& ids) {
      return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    for (const EvaluatedIndicator& indicator : book_.indicators) {
      if (holds(indicator.evidence)) places.push_back(indicator.code);
      for (const EvaluatedPoint& point : indicator.points) {
        if (holds(point.evidence)) places.push_back(indicator.code + circled(point.number));
      }
    }
    for (const Problem& problem : book_.problems) {
      if (holds(problem.evidence)) places.push_back("问题 " + problem.id);
    }
    for (const FundLine& line : book_.funds) {
      if (holds(line.evidence)) places.push_back("资金：" + line.source);
    }
    for (const Voucher& voucher : book_.vouchers) {
      if (holds(voucher.evidence)) places.push_back("凭证 " + voucher.number);
    }
    return places.empty() ? "（没有用到）" : joined(places);
  }

  /// Items whose files are the same, byte for byte: one evidence counted twice.
  std::vector<std::string> same_files() const {
    std::vector<std::string> notes;
    for (std::size_t i = 0; i < book_.evidence.size(); ++i) {
      const EvidenceItem& item = book_.evidence[i];
      const auto end = book_.evidence.begin() + static_cast<std::ptrdiff_t>(i);
      const auto same = std::find_if(book_.evidence.begin(), end, [&](const EvidenceItem& each) {
        return !item.sha256.empty() && each.sha256 == item.sha256;
      });
      if (same == end) continue;
      notes.push_back(fmt::format("{} 和 {} 是同一个文件（{}、{}），请核对是不是登记了两次。",
                                  same->id, item.id, same->file, item.file));
    }
    return notes;
  }

  Paper evidence_paper() const {
    Paper paper{.name = "2-资料清单", .title = "绩效评价资料清单", .wide = true, .parts = {}};
    paper.parts.emplace_back(PaperText{parts_.head()});
    PaperTable table{.title = "资料清单", .widths = {7, 24, 12, 16, 11, 16, 34, 22}, .rows = {}};
    table.rows.push_back(
        {"编号", "资料名称", "类别", "提供单位", "收到日期", "文件", "摘要（SHA-256）", "用于"});
    for (const EvidenceItem& item : book_.evidence) {
      const std::string sum = item.file.empty()     ? "（纸质）"
                              : item.sha256.empty() ? "（文件找不到）"
                                                    : item.sha256;
      table.rows.push_back({item.id, item.title, shown(item.kind), shown(item.provider),
                            shown(item.received), item.file, sum, used_for(item.id)});
    }
    if (book_.evidence.empty()) paper.parts.emplace_back(PaperText{"还没有登记资料。"});
    paper.parts.emplace_back(std::move(table));
    for (const std::string& note : same_files()) paper.parts.emplace_back(PaperText{note});
    paper.parts.emplace_back(
        PaperText{"提供人：____________  接收人：____________  日期：____________"});
    return paper;
  }

  // --- 资金核查
  // -----------------------------------------------------------------------------------

  Paper fund_paper() const {
    Paper paper{.name = "3-资金核查", .title = "绩效评价资金核查表", .wide = true, .parts = {}};
    paper.parts.emplace_back(PaperText{parts_.head() + parts_.in_unit() + "。"});
    if (book_.funds.empty()) paper.parts.emplace_back(PaperText{"还没有填资金来源和金额。"});
    paper.parts.emplace_back(parts_.fund_table());
    for (const std::string& note : fund_notes()) paper.parts.emplace_back(PaperText{note});
    paper.parts.emplace_back(PaperHeading{2, "抽查凭证"});
    if (book_.vouchers.empty()) {
      paper.parts.emplace_back(PaperText{"还没有登记抽查的凭证。"});
    } else {
      paper.parts.emplace_back(voucher_table());
    }
    paper.parts.emplace_back(signatures());
    return paper;
  }

  /// Money that nobody had: more spent than arrived, more arrived than was budgeted.
  void add_excess_notes(std::vector<std::string>& notes) const {
    const auto compare = [&](const FundLine& line, std::string_view what,
                             const std::optional<Decimal>& more, std::string_view than,
                             const std::optional<Decimal>& less) {
      if (!more || !less || *more <= *less) return;
      notes.push_back(fmt::format("{}的{} {} 大于{} {}，多 {}，请核对来源和用途。", line.source,
                                  what, more->to_string(), than, less->to_string(),
                                  shown(taken_away(more, less))));
    };
    for (const FundLine& line : book_.funds) {
      compare(line, "支出", line.spent, "到位", line.arrived);
      compare(line, "到位", line.arrived, "预算", line.budget);
    }
  }

  /// How much of the money was looked at, and vouchers that stand there twice.
  void add_voucher_notes(std::vector<std::string>& notes) const {
    DecimalSum sum;
    for (std::size_t i = 0; i < book_.vouchers.size(); ++i) {
      const Voucher& voucher = book_.vouchers[i];
      if (voucher.amount) sum.add(*voucher.amount);
      const auto end = book_.vouchers.begin() + static_cast<std::ptrdiff_t>(i);
      const auto same = std::find_if(book_.vouchers.begin(), end, [&](const Voucher& each) {
        return each.number == voucher.number && each.date == voucher.date;
      });
      if (same == end) continue;
      notes.push_back(fmt::format("凭证 {} 登记了两次（{} 和 {}），请核对是不是重复入账。",
                                  voucher.number, shown(same->amount), shown(voucher.amount)));
    }
    const Result<Decimal> total = sum.total();
    const std::optional<Decimal> spent = parts_.sum_of(&FundLine::spent);
    if (book_.vouchers.empty() || !total.ok() || !spent) return;
    notes.push_back(fmt::format("抽查凭证 {} 张，金额 {}，占支出 {} 的 {}。", book_.vouchers.size(),
                                total->to_string(), spent->to_string(),
                                shown_rate(percent(*total, spent))));
  }

  /// Figures of one thing that stand in two places and differ.
  std::vector<std::string> fund_notes() const {
    std::vector<std::string> notes;
    const auto compare = [&](const std::string& code, std::string_view what,
                             const std::optional<Decimal>& figure,
                             const std::optional<Decimal>& funds) {
      if (!figure || !funds || *figure == *funds) return;
      notes.push_back(fmt::format("指标 {} 的{}是 {}，资金核查合计是 {}，两处不一致，请核对。",
                                  code, what, figure->to_string(), funds->to_string()));
    };
    for (const EvaluatedIndicator& indicator : book_.indicators) {
      for (const auto& [name, amount] : {std::pair(&indicator.part_name, &indicator.part),
                                         std::pair(&indicator.whole_name, &indicator.whole)}) {
        if (*name == "预算资金")
          compare(indicator.code, *name, *amount, parts_.sum_of(&FundLine::budget));
        if (*name == "实际到位资金") {
          compare(indicator.code, *name, *amount, parts_.sum_of(&FundLine::arrived));
        }
        if (*name == "实际支出资金") {
          compare(indicator.code, *name, *amount, parts_.sum_of(&FundLine::spent));
        }
      }
    }
    add_excess_notes(notes);
    add_voucher_notes(notes);
    return notes;
  }

  PaperTable voucher_table() const {
    PaperTable table{.title = "抽查凭证", .widths = {12, 12, 30, 12, 20, 24, 10}, .rows = {}};
    table.rows.push_back({"凭证号", "日期", "摘要", "金额", "收款人", "核查意见", "佐证"});
    for (const Voucher& voucher : book_.vouchers) {
      table.rows.push_back({voucher.number, shown(voucher.date), shown(voucher.summary),
                            shown(voucher.amount), shown(voucher.payee), shown(voucher.remark),
                            shown(voucher.evidence)});
    }
    return table;
  }

  // --- 问题清单
  // -----------------------------------------------------------------------------------

  PaperTable problem_table() const {
    PaperTable table{.title = "问题清单", .widths = {7, 20, 26, 16, 10, 9, 20, 22, 20}, .rows = {}};
    table.rows.push_back(
        {"编号", "问题", "事实", "涉及指标", "金额", "佐证", "原因", "建议", "单位反馈"});
    for (const Problem& problem : book_.problems) {
      table.rows.push_back({problem.id, problem.title, shown(problem.detail),
                            parts_.lost_by(problem),
                            problem.amount ? problem.amount->to_string() : "—",
                            shown(problem.evidence), shown(problem.cause), shown(problem.advice),
                            problem.reply.empty() ? "（未反馈）" : problem.reply});
    }
    return table;
  }

  /// Indicators that lost points and that no problem names.
  std::vector<std::string> unexplained() const {
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < book_.indicators.size(); ++i) {
      const EvaluatedScore& score = scores_.indicators[i];
      if (!score.score || *score.score == score.full) continue;
      const std::string& code = book_.indicators[i].code;
      const bool named =
          std::any_of(book_.problems.begin(), book_.problems.end(), [&](const Problem& problem) {
            return std::find(problem.indicators.begin(), problem.indicators.end(), code) !=
                   problem.indicators.end();
          });
      if (!named) codes.push_back(code);
    }
    return codes;
  }

  Paper problem_paper() const {
    Paper paper{.name = "4-问题清单", .title = "绩效评价问题清单", .wide = true, .parts = {}};
    paper.parts.emplace_back(PaperText{parts_.head()});
    if (book_.problems.empty()) {
      paper.parts.emplace_back(PaperText{"还没有登记问题。"});
    } else {
      paper.parts.emplace_back(problem_table());
    }
    if (const auto codes = unexplained(); !codes.empty()) {
      paper.parts.emplace_back(
          PaperText{fmt::format("扣了分、没有对应问题的指标：{}。", joined(codes))});
    }
    paper.parts.emplace_back(PaperText{"被评价单位确认：____________（盖章）  日期：____________"});
    return paper;
  }

  const EvaluatedBook& evaluated_;
  const EvaluationBook& book_;
  const EvaluationScores& scores_;
  const EvaluationParts parts_;
};

}  // namespace

std::vector<Paper> evaluation_papers(const EvaluatedBook& evaluated, const ReportOutline& outline) {
  std::vector<Paper> papers = PaperWriter(evaluated).write();
  papers.push_back(evaluation_report(evaluated, outline));
  return papers;
}

}  // namespace jx
