// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/evaluation_papers.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace jx {
namespace {

using Row = std::vector<std::string>;

constexpr std::string_view kMissing = "（未填）";

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

/// In percent with two places; absent without both amounts or of nothing.
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

class PaperWriter {
 public:
  PaperWriter(const EvaluatedBook& evaluated, const ReportOutline& outline)
      : evaluated_(evaluated),
        book_(evaluated.book),
        scores_(evaluated.scores),
        outline_(outline) {}

  std::vector<Paper> write() const {
    return {score_paper(), evidence_paper(), fund_paper(), problem_paper(), report()};
  }

 private:
  std::string head() const {
    return fmt::format(
        "项目：{}（{}）。单位：{}。评价期间：{}。评价机构：{}。主评人：{}。日期：{}。", book_.name,
        book_.project, shown(book_.unit), shown(book_.period), shown(book_.institution),
        shown(book_.lead), shown(book_.date));
  }
  static PaperText signatures() {
    return {"编制：____________  日期：____________    复核：____________  日期：____________"};
  }

  std::string conclusion() const {
    if (scores_.total) {
      return fmt::format("综合得分 {} 分，评价等级“{}”（{}）。", scores_.total->to_string(),
                         scores_.grade, evaluated_.framework.grades_basis);
    }
    return fmt::format("没有总分：{} 个指标没有得分，已得 {} 分。", scores_.missing,
                       scores_.scored.to_string());
  }

  // --- 评分底稿
  // -----------------------------------------------------------------------------------

  Paper score_paper() const {
    Paper paper{.name = "1-评分底稿", .title = "绩效评价评分底稿", .wide = true, .parts = {}};
    paper.parts.emplace_back(PaperText{head()});
    paper.parts.emplace_back(PaperText{fmt::format(
        "指标体系：{}（{}）。权重：{}。评分人：{}、{}。", evaluated_.framework.title,
        evaluated_.framework.basis, weights_basis(), book_.reviewers[0], book_.reviewers[1])});
    paper.parts.emplace_back(level_table());
    paper.parts.emplace_back(score_table());
    paper.parts.emplace_back(PaperHeading{2, "两位评分人的对照"});
    paper.parts.emplace_back(PaperText{calibration()});
    if (!scores_.calibration.differences.empty()) paper.parts.emplace_back(difference_table());
    if (!book_.panel.empty()) paper.parts.emplace_back(panel_table());
    for (const std::string& remark : scores_.remarks) {
      paper.parts.emplace_back(PaperText{"注意：" + remark});
    }
    paper.parts.emplace_back(PaperText{conclusion()});
    paper.parts.emplace_back(signatures());
    return paper;
  }

  std::string weights_basis() const {
    return book_.weights_file.empty() ? book_.weights_basis
                                      : fmt::format("由 {} 算出", book_.weights_file);
  }

  PaperTable level_table() const {
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
    return std::string(kMissing);
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
        "两人都评了的要点 {} 个，一致 {} 个；{}高 {} 个，{}高 {} 个；平均{}高 {} 分；没有商定的 {} "
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

  Paper evidence_paper() const {
    Paper paper{.name = "2-资料清单", .title = "绩效评价资料清单", .wide = true, .parts = {}};
    paper.parts.emplace_back(PaperText{head()});
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
    paper.parts.emplace_back(
        PaperText{"提供人：____________  接收人：____________  日期：____________"});
    return paper;
  }

  // --- 资金核查
  // -----------------------------------------------------------------------------------

  std::string in_unit() const {
    return book_.money_unit.empty() ? "金额单位没有写明" : "金额单位：" + book_.money_unit;
  }

  static Row fund_row(const std::string& source, const std::optional<Decimal>& budget,
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

  std::optional<Decimal> sum_of(std::optional<Decimal> FundLine::*column) const {
    DecimalSum sum;
    for (const FundLine& line : book_.funds) {
      if (!(line.*column)) return std::nullopt;
      sum.add(*(line.*column));
    }
    const Result<Decimal> total = sum.total();
    return total.ok() && !book_.funds.empty() ? std::optional(*total) : std::nullopt;
  }

  PaperTable fund_table() const {
    PaperTable table{
        .title = "资金核查", .widths = {18, 12, 12, 12, 12, 10, 12, 12, 12}, .rows = {}};
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

  Paper fund_paper() const {
    Paper paper{.name = "3-资金核查", .title = "绩效评价资金核查表", .wide = true, .parts = {}};
    paper.parts.emplace_back(PaperText{head() + in_unit() + "。"});
    if (book_.funds.empty()) paper.parts.emplace_back(PaperText{"还没有填资金来源和金额。"});
    paper.parts.emplace_back(fund_table());
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
        if (*name == "预算资金") compare(indicator.code, *name, *amount, sum_of(&FundLine::budget));
        if (*name == "实际到位资金") {
          compare(indicator.code, *name, *amount, sum_of(&FundLine::arrived));
        }
        if (*name == "实际支出资金") {
          compare(indicator.code, *name, *amount, sum_of(&FundLine::spent));
        }
      }
    }
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

  /// What the indicators that a problem names lost.
  std::string lost_by(const Problem& problem) const {
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

  PaperTable problem_table() const {
    PaperTable table{.title = "问题清单", .widths = {7, 20, 26, 16, 10, 9, 20, 22, 20}, .rows = {}};
    table.rows.push_back(
        {"编号", "问题", "事实", "涉及指标", "金额", "佐证", "原因", "建议", "单位反馈"});
    for (const Problem& problem : book_.problems) {
      table.rows.push_back({problem.id, problem.title, shown(problem.detail), lost_by(problem),
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
    paper.parts.emplace_back(PaperText{head()});
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

  // --- 评价报告
  // -----------------------------------------------------------------------------------

  Paper report() const {
    Paper paper{.name = "5-评价报告",
                .title = fmt::format("{}{}", book_.name, outline_.title),
                .wide = false,
                .parts = {}};
    paper.parts.emplace_back(
        PaperText{fmt::format("（报告提纲：{}。“待补”的地方由评价人填写。）", outline_.basis)});
    for (const OutlineSection& section : outline_.sections) add_section(section, paper);
    return paper;
  }

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
      case OutlineSource::Project: paper.parts.emplace_back(PaperText{head()}); break;
      case OutlineSource::Funds:
        if (!book_.funds.empty()) {
          paper.parts.emplace_back(PaperText{in_unit() + "。"});
          paper.parts.emplace_back(fund_table());
        }
        break;
      case OutlineSource::Method:
        paper.parts.emplace_back(PaperText{
            fmt::format("指标体系按{}（{}）编制，共 {} 个指标，满分 {} "
                        "分；权重：{}。每个要点由两人独立评分后对照。",
                        evaluated_.framework.title, evaluated_.framework.basis,
                        book_.indicators.size(), book_.base.to_string(), weights_basis())});
        break;
      case OutlineSource::Conclusion:
        paper.parts.emplace_back(PaperText{conclusion()});
        paper.parts.emplace_back(level_table());
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
          shown(problem.evidence), lost_by(problem), shown(problem.cause))});
    }
  }

  void add_advice(Paper& paper) const {
    int number = 0;
    for (const Problem& problem : book_.problems) {
      if (problem.advice.empty()) continue;
      paper.parts.emplace_back(
          PaperText{fmt::format("{}. 针对“{}”：{}。", ++number, problem.title, problem.advice)});
    }
  }

  const EvaluatedBook& evaluated_;
  const EvaluationBook& book_;
  const EvaluationScores& scores_;
  const ReportOutline& outline_;
};

}  // namespace

std::vector<Paper> evaluation_papers(const EvaluatedBook& evaluated, const ReportOutline& outline) {
  return PaperWriter(evaluated, outline).write();
}

}  // namespace jx
