// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/evaluation.h"

#include <fmt/format.h>

#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "reports/json.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

std::string points_of(const std::optional<Decimal>& score, const Decimal& full) {
  return fmt::format("{} / {}", score ? score->to_string() : "—", full.trimmed().to_string());
}

std::string references(const std::vector<std::string>& evidence) {
  return evidence.empty() ? std::string() : fmt::format(" [{}]", joined(evidence));
}

class ScoreSheet {
 public:
  ScoreSheet(const EvaluatedBook& evaluated, const TextStyle& style)
      : evaluated_(evaluated), style_(style) {}

  std::string render() && {
    const EvaluationBook& book = evaluated_.book;
    add("{}", inked(fmt::format("{}（{}）", book.name, book.project), TextInk::Strong, style_));
    add("框架：{}，{}；评分人 {}", evaluated_.framework.title, evaluated_.framework.basis,
        joined(book.reviewers));
    for (const LevelScore& level : evaluated_.scores.levels) add_level(level);
    add_calibration();
    add_end();
    return std::move(out_);
  }

 private:
  template <typename... Parts>
  void add(fmt::format_string<Parts...> format, Parts&&... parts) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Parts>(parts)...);
    out_ += '\n';
  }

  void add_level(const LevelScore& level) {
    const std::string rate = level.rate ? fmt::format("，得分率 {}%", level.rate->to_string())
                                        : fmt::format("，{} 个指标没有得分", level.missing);
    add("\n{}  {} / {}{}", inked(level.name, TextInk::Strong, style_), level.scored.to_string(),
        level.full.trimmed().to_string(), rate);
    for (std::size_t i = 0; i < evaluated_.book.indicators.size(); ++i) {
      if (evaluated_.book.indicators[i].level1 == level.name) add_indicator(i);
    }
  }

  void add_indicator(std::size_t index) {
    constexpr std::size_t kPointsWidth = 13;
    const EvaluatedIndicator& indicator = evaluated_.book.indicators[index];
    const EvaluatedScore& score = evaluated_.scores.indicators[index];
    const std::string says = score.score ? score.derivation : std::string(chinese_name(score.gap));
    add("  {}{} {}：{}{}",
        inked(padded(points_of(score.score, score.full), kPointsWidth),
              score.score ? TextInk::Plain : TextInk::Yellow, style_),
        indicator.code, indicator.name, says, references(indicator.evidence));
    for (std::size_t i = 0; i < score.points.size(); ++i) {
      add_point(indicator.points[i], score.points[i]);
    }
  }

  void add_point(const EvaluatedPoint& point, const PointScore& score) {
    add("      {} {}{}", circled(point.number), shortened(point.text, kTextWidth),
        references(point.evidence));
    if (!point.not_applicable.empty()) return add("         {}", score.derivation);
    add("         {}；{}", points_of(score.score, score.full), score.derivation);
    if (!score.deducted_for.empty()) add("         扣分原因：{}", score.deducted_for);
  }

  void add_calibration() {
    const Calibration& calibration = evaluated_.scores.calibration;
    if (calibration.compared == 0) return;
    const auto& reviewers = evaluated_.book.reviewers;
    add("\n{}", inked("两位评分人的对照", TextInk::Strong, style_));
    add("  都评了的要点 {} 个：一致 {} 个，{}高 {} 个，{}高 {} 个；平均{}高 {} 分；没有商定的 {} "
        "个",
        calibration.compared, calibration.same, reviewers[0], calibration.first_higher,
        reviewers[1], calibration.second_higher,
        calibration.lean.is_negative() ? reviewers[1] : reviewers[0],
        calibration.lean.is_negative() ? calibration.lean.to_string().substr(1)
                                       : calibration.lean.to_string(),
        calibration.open);
    for (const Calibration::Place& place : calibration.differences) {
      const EvaluatedIndicator& indicator = evaluated_.book.indicators[place.indicator];
      const PointScore& score = evaluated_.scores.indicators[place.indicator].points[place.point];
      add("  {} {} {}：{}", indicator.code, indicator.name,
          circled(indicator.points[place.point].number), score.derivation);
    }
  }

  void add_end() {
    const EvaluationScores& scores = evaluated_.scores;
    out_ += '\n';
    for (const std::string& remark : scores.remarks) {
      add("{} {}", inked("[注意]", TextInk::Yellow, style_), remark);
    }
    if (scores.total) {
      add("{}",
          inked(fmt::format("总分 {} ÷ {} × 100 = {}，等级“{}”（{}）", scores.scored.to_string(),
                            evaluated_.book.base.to_string(), scores.total->to_string(),
                            scores.grade, evaluated_.framework.grades_basis),
                TextInk::Strong, style_));
      const std::string use = use_in_words(evaluated_);
      if (!use.empty()) add("结果应用建议：{}", use);
    } else {
      add("{}", inked(fmt::format("没有总分：{} 个指标没有得分，已得 {} 分", scores.missing,
                                  scores.scored.to_string()),
                      TextInk::Yellow, style_));
    }
  }

  static constexpr std::size_t kTextWidth = 70;

  const EvaluatedBook& evaluated_;
  TextStyle style_;
  std::string out_;
};

// --- JSON ---------------------------------------------------------------------------------------

void write_texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.key(key).begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

template <typename Score>
void write_gap(JsonWriter& json, const Score& score) {
  if (score.score) return;
  json.member("absent", to_string(score.gap)).member("reason", chinese_name(score.gap));
}

void write_point(JsonWriter& json, const EvaluatedPoint& point, const PointScore& score) {
  json.begin_object().member("number", point.number).member("text", point.text);
  json.member("full", score.full.to_string());
  write_decimal(json, "score", score.score);
  write_gap(json, score);
  if (!point.not_applicable.empty()) json.member("not_applicable", point.not_applicable);
  if (score.settled != Settlement::None) json.member("settled", to_string(score.settled));
  json.key("marks").begin_array();
  for (const PointMark& mark : point.marks) {
    json.begin_object().member("by", mark.by);
    write_decimal(json, "points", mark.points);
    if (!mark.reason.empty()) json.member("reason", mark.reason);
    json.end_object();
  }
  json.end_array();
  if (score.panel) {
    json.key("panel").begin_object().member("mean", score.panel->mean.to_string());
    json.member("spread", score.panel->spread.to_string()).member("trimmed", score.panel->trimmed);
    json.end_object();
  }
  json.member("derivation", score.derivation);
  if (!score.deducted_for.empty()) json.member("deducted_for", score.deducted_for);
  write_texts(json, "evidence", point.evidence);
  json.end_object();
}

void write_indicator(JsonWriter& json, const EvaluatedIndicator& indicator,
                     const EvaluatedScore& score) {
  json.begin_object(Layout::Lines).member("code", indicator.code);
  json.member("level1", indicator.level1).member("level2", indicator.level2);
  json.member("name", indicator.name).member("method", to_string(indicator.method));
  json.member("full", score.full.to_string());
  write_decimal(json, "score", score.score);
  write_gap(json, score);
  if (score.rate) json.member("rate", score.rate->to_string());
  json.member("derivation", score.derivation);
  write_texts(json, "evidence", indicator.evidence);
  if (indicator.method == EvaluationMethod::Points) {
    json.key("points").begin_array(Layout::Lines);
    for (std::size_t i = 0; i < score.points.size(); ++i) {
      write_point(json, indicator.points[i], score.points[i]);
    }
    json.end_array();
  }
  json.end_object();
}

void write_calibration(JsonWriter& json, const EvaluatedBook& evaluated) {
  const Calibration& calibration = evaluated.scores.calibration;
  json.key("calibration").begin_object(Layout::Lines);
  json.member("compared", calibration.compared).member("same", calibration.same);
  json.member("first_higher", calibration.first_higher);
  json.member("second_higher", calibration.second_higher).member("open", calibration.open);
  json.member("lean", calibration.lean.to_string());
  json.key("differences").begin_array(Layout::Lines);
  for (const Calibration::Place& place : calibration.differences) {
    const EvaluatedIndicator& indicator = evaluated.book.indicators[place.indicator];
    const PointScore& score = evaluated.scores.indicators[place.indicator].points[place.point];
    json.begin_object().member("code", indicator.code);
    json.member("point", indicator.points[place.point].number);
    json.member("difference", score.difference->to_string());
    write_decimal(json, "score", score.score);
    json.end_object();
  }
  json.end_array().end_object();
}

void write_evidence(JsonWriter& json, const EvaluationBook& book) {
  json.key("evidence").begin_array(Layout::Lines);
  for (const EvidenceItem& item : book.evidence) {
    json.begin_object().member("id", item.id).member("title", item.title);
    if (!item.file.empty()) json.member("file", item.file);
    if (!item.sha256.empty()) json.member("sha256", item.sha256).member("bytes", item.bytes);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string circled(int number) {
  constexpr int kLast = 20;
  constexpr char32_t kFirst = 0x2460;
  if (number < 1 || number > kLast) return fmt::format("({})", number);
  std::string text;
  append_character(text, kFirst + static_cast<char32_t>(number - 1));
  return text;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : "、") + word;
  return text;
}

std::string render_evaluation_text(const EvaluatedBook& evaluated, const TextStyle& style) {
  return ScoreSheet(evaluated, style).render();
}

void write_evaluation(JsonWriter& json, const EvaluatedBook& evaluated) {
  const EvaluationBook& book = evaluated.book;
  const EvaluationScores& scores = evaluated.scores;
  json.begin_object(Layout::Lines).member("project", book.project).member("name", book.name);
  json.member("framework", evaluated.framework.id).member("basis", evaluated.framework.basis);
  write_texts(json, "reviewers", book.reviewers);
  write_texts(json, "panel", book.panel);
  json.key("levels").begin_array(Layout::Lines);
  for (const LevelScore& level : scores.levels) {
    json.begin_object().member("name", level.name).member("full", level.full.to_string());
    json.member("scored", level.scored.to_string()).member("missing", level.missing);
    write_decimal(json, "rate", level.rate);
    json.end_object();
  }
  json.end_array().key("indicators").begin_array(Layout::Lines);
  for (std::size_t i = 0; i < book.indicators.size(); ++i) {
    write_indicator(json, book.indicators[i], scores.indicators[i]);
  }
  json.end_array();
  write_calibration(json, evaluated);
  write_evidence(json, book);
  json.member("base", book.base.to_string()).member("weight_sum", scores.weight_sum.to_string());
  json.member("scored", scores.scored.to_string()).member("missing", scores.missing);
  write_decimal(json, "total", scores.total);
  json.member("grade", scores.grade);
  if (const GradeUse* const use = evaluated.grade_use()) {
    json.key("result_use").begin_object().member("effect", to_string(use->effect));
    json.member("advice", use->advice).member("basis", evaluated.use->basis.to_string());
    json.end_object();
  }
  write_texts(json, "remarks", scores.remarks);
  json.end_object();
}

std::string use_in_words(const EvaluatedBook& evaluated) {
  const GradeUse* const use = evaluated.grade_use();
  if (use == nullptr) return {};
  return fmt::format("{}（{}）", use->advice, evaluated.use->basis.to_string());
}

std::string render_framework_text(const Framework& framework, const TextStyle& style) {
  std::string out = inked(framework.title, TextInk::Strong, style) + "\n";
  out += fmt::format("编号 {}；依据：{}\n", framework.id, framework.basis);
  std::string above;
  for (const FrameworkIndicator& indicator : framework.indicators) {
    const std::string levels = indicator.level1 + " — " + indicator.level2;
    if (levels != above) out += "\n" + inked(levels, TextInk::Strong, style) + "\n";
    above = levels;
    out += fmt::format("  {} {}（{}）\n     {}\n", indicator.code, indicator.name,
                       chinese_name(indicator.method), indicator.explanation);
    for (std::size_t i = 0; i < indicator.points.size(); ++i) {
      out += fmt::format("     {} {}\n", circled(static_cast<int>(i + 1)), indicator.points[i]);
    }
    if (!indicator.part.empty()) {
      out +=
          fmt::format("     {}、{}；{}\n", indicator.part, indicator.whole,
                      indicator.full_at && indicator.zero_at
                          ? fmt::format("{}% 得满分，{}% 得 0 分", indicator.full_at->to_string(),
                                        indicator.zero_at->to_string())
                          : std::string("得满分和得 0 分的比率由评价方案写明"));
    }
  }
  return out;
}

}  // namespace jx
