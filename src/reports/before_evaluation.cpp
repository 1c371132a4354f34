// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/before_evaluation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "reports/docx.h"
#include "reports/json.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

constexpr std::size_t kNameWidth = 24;

std::string points_of(const std::optional<Decimal>& score) {
  return score ? score->trimmed().to_string() : "—";
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string out;
  for (const std::string& each : words) out += (out.empty() ? "" : std::string(between)) + each;
  return out;
}

std::string total_in_words(const BeforeEvaluation& evaluation) {
  if (!evaluation.total) {
    return fmt::format("已评 {} 分（满分 100）；有要点没有评分，没有总分和结论",
                       points_of(evaluation.scored));
  }
  return fmt::format("总分 {}，结论：{}", points_of(evaluation.total), evaluation.conclusion);
}

/// "[由目标审核得出]", or what the review would give instead of a person's score.
std::string review_words(const BeforeScore& score) {
  if (score.from_review) return "由申报目标的审核得出";
  if (!score.proposal || score.proposal->points == *score.score) return "";
  return fmt::format("申报目标的审核建议 {}{}", points_of(score.proposal->points),
                     score.proposal->reason.empty() ? "" : "：" + score.proposal->reason);
}

void write_point(JsonWriter& json, const BeforeScore& score) {
  json.begin_object().member("id", score.point.id).member("name", score.point.name);
  json.member("points", score.point.points.to_string());
  write_decimal(json, "score", score.score);
  json.member("deducted", score.deducted.to_string()).member("reason", score.reason);
  json.key("evidence").begin_array();
  for (const std::string& each : score.evidence) json.value(each);
  json.end_array().key("gaps").begin_array();
  for (const BeforeGap gap : score.gaps) json.value(to_string(gap));
  json.end_array();
  if (score.proposal) {
    json.member("from_review", score.from_review).key("proposal").begin_object();
    json.member("score", score.proposal->points.to_string());
    json.member("reason", score.proposal->reason).key("evidence").begin_array();
    for (const std::string& each : score.proposal->evidence) json.value(each);
    json.end_array().end_object();
  }
  json.end_object();
}

std::vector<std::string> row_of(const BeforeScore& score) {
  std::string reason = score.reason;
  const std::string reviewed = review_words(score);
  if (!reviewed.empty()) reason += (reason.empty() ? "（" : "\n（") + reviewed + "）";
  for (const BeforeGap gap : score.gaps) {
    reason += (reason.empty() ? "" : "\n") + fmt::format("（{}）", chinese_name(gap));
  }
  return {score.point.id + " " + score.point.name,
          score.point.question,
          score.point.points.trimmed().to_string(),
          score.score ? points_of(score.score) : "",
          score.score ? score.deducted.trimmed().to_string() : "",
          reason,
          joined(score.evidence, "\n")};
}

void add_overview(DocxWriter& out, const BeforeEvaluation& evaluation) {
  constexpr std::array kWidths = {40, 20, 20, 20};
  std::vector<std::vector<std::string>> rows = {{"方面", "满分", "得分", "没有评分的要点"}};
  for (const BeforeDimensionScore& dimension : evaluation.dimensions) {
    const auto open = std::count_if(dimension.points.begin(), dimension.points.end(),
                                    [](const BeforeScore& each) { return !each.score; });
    rows.push_back({dimension.name, dimension.most.trimmed().to_string(),
                    points_of(dimension.score), std::to_string(open)});
  }
  rows.push_back({"合计", "100", points_of(evaluation.total), ""});
  out.table(kWidths, rows);
}

/// "80 分以上支持，60 分以上调整后支持，其余不予支持"
std::string conclusions_in_words(const BeforeFramework& framework) {
  std::string words;
  for (const BeforeConclusion& each : framework.conclusions) {
    if (!words.empty()) words += "，";
    words += each.least.is_zero()
                 ? "其余" + each.name
                 : fmt::format("{} 分以上{}", each.least.trimmed().to_string(), each.name);
  }
  return words;
}

/// Points that were taken off: what the project has to improve.
void add_deductions(DocxWriter& out, const BeforeEvaluation& evaluation) {
  std::size_t number = 0;
  for (const BeforeDimensionScore& dimension : evaluation.dimensions) {
    for (const BeforeScore& score : dimension.points) {
      if (!score.score || score.deducted.is_zero()) continue;
      if (number == 0) out.heading(2, "扣分的要点");
      out.item(fmt::format("{}. {} {}（{}）：扣 {} 分，{}", ++number, score.point.id,
                           score.point.name, dimension.name, score.deducted.trimmed().to_string(),
                           score.reason.empty() ? "没有写原因" : score.reason));
    }
  }
}

std::string dimension_title(const BeforeDimensionScore& dimension) {
  const std::string most = dimension.most.trimmed().to_string();
  return dimension.score ? fmt::format("{}（满分 {} 分，得 {} 分）", dimension.name, most,
                                       points_of(dimension.score))
                         : fmt::format("{}（满分 {} 分，还有要点没有评分）", dimension.name, most);
}

void add_document(DocxWriter& out, const NamedBeforeEvaluation& named) {
  const BeforeEvaluation& evaluation = named.evaluation;
  out.title(evaluation.framework.title);
  for (const std::string& line : named.about) out.paragraph(line);
  if (named.about.empty()) {
    out.paragraph("项目：____________  单位：____________  申报金额：____________");
  }
  out.paragraph(fmt::format("评分依据：{}", evaluation.framework.basis));
  out.paragraph(fmt::format("评分记录：{}，sha256 {}", named.file, named.sha256));
  out.heading(2, "结论");
  out.paragraph(fmt::format("{}。（{}）", total_in_words(evaluation),
                            conclusions_in_words(evaluation.framework)));
  add_overview(out, evaluation);
  add_deductions(out, evaluation);
  constexpr std::array kWidths = {16, 26, 8, 8, 8, 18, 16};
  for (const BeforeDimensionScore& dimension : evaluation.dimensions) {
    out.heading(2, dimension_title(dimension));
    std::vector<std::vector<std::string>> rows = {
        {"评分要点", "评什么", "分值", "得分", "扣分", "扣分原因", "佐证"}};
    for (const BeforeScore& score : dimension.points) rows.push_back(row_of(score));
    out.table(kWidths, rows);
  }
  out.paragraph("评估人：____________  复核人：____________  日期：____________");
}

}  // namespace

std::string render_before_text(const BeforeEvaluation& evaluation, const TextStyle& style) {
  std::string out =
      fmt::format("{}（{}）\n", evaluation.framework.title, evaluation.framework.basis);
  for (const BeforeDimensionScore& dimension : evaluation.dimensions) {
    out += inked(fmt::format("{} / {}  {}\n", points_of(dimension.score),
                             dimension.most.trimmed().to_string(), dimension.name),
                 TextInk::Strong, style);
    for (const BeforeScore& score : dimension.points) {
      out += fmt::format("  {} / {}  {} {}", padded(points_of(score.score), 4),
                         padded(score.point.points.trimmed().to_string(), 3), score.point.id,
                         padded(score.point.name, kNameWidth));
      if (!score.reason.empty()) out += fmt::format(" {}", score.reason);
      if (!score.evidence.empty()) out += fmt::format("（佐证：{}）", joined(score.evidence, "、"));
      if (const std::string words = review_words(score); !words.empty()) {
        out += fmt::format(" [{}]", words);
      }
      for (const BeforeGap gap : score.gaps) {
        out += " " + inked(fmt::format("[{}]", chinese_name(gap)), TextInk::Yellow, style);
      }
      out += "\n";
    }
  }
  return out + inked(total_in_words(evaluation), TextInk::Strong, style) + "\n";
}

void write_before(JsonWriter& json, const BeforeEvaluation& evaluation) {
  json.member("method", "before").member("framework", evaluation.framework.id);
  json.member("basis", evaluation.framework.basis);
  json.key("dimensions").begin_array(Layout::Lines);
  for (const BeforeDimensionScore& dimension : evaluation.dimensions) {
    json.begin_object(Layout::Lines).member("name", dimension.name);
    json.member("most", dimension.most.to_string());
    write_decimal(json, "score", dimension.score);
    json.key("points").begin_array(Layout::Lines);
    for (const BeforeScore& score : dimension.points) write_point(json, score);
    json.end_array().end_object();
  }
  json.end_array();
  json.member("scored", evaluation.scored.to_string());
  write_decimal(json, "total", evaluation.total);
  json.member("conclusion", evaluation.conclusion);
  json.member("gaps", evaluation.gaps);
}

Result<std::string> render_before_docx(std::span<const NamedBeforeEvaluation> evaluations) {
  DocxWriter out;
  for (const NamedBeforeEvaluation& each : evaluations) add_document(out, each);
  return std::move(out).finish();
}

}  // namespace jx
