// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include "base/text.h"
#include "reports/docx.h"
#include "reports/json.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;

constexpr std::string_view kProposal =
    "分值和结论是程序按规则提出的建议，由评审人员核对证据后确定。";
/// Places of one finding that are named.
constexpr std::size_t kMostPlaces = 3;

std::string one_line(std::string_view text) { return replaced(text, "\n", " "); }

std::string shown_project(const ProjectReview& review) {
  const Project& project = *review.project;
  return project.code.has_value() ? fmt::format("{} {}", *project.code, one_line(project.name()))
                                  : one_line(project.name());
}

std::string shown_points(const Decimal& points, const Decimal& most) {
  return fmt::format("{} / {}", points.to_string(), most.to_string());
}

std::string places_of(const Finding& finding, const Submission& submission) {
  std::string words;
  for (const EvidenceLine& line : finding.evidence) {
    if (!line.origin.known()) continue;
    if (static_cast<std::size_t>(std::count(words.begin(), words.end(), ';')) + 1 > kMostPlaces) {
      break;
    }
    words += (words.empty() ? "" : "; ") + place_of(line.origin, &submission);
  }
  return words;
}

/// "查 5 条：3 条符合，1 条不符合，1 条资料不足"
std::string looked_at(const ItemReview& item) {
  const std::size_t all = item.holds.size() + item.deductions.size() + item.unknown.size();
  if (all == 0) return "程序没有查到可以判断的内容，请人工评审";
  return fmt::format("查 {} 条：{} 条符合，{} 条不符合，{} 条资料不足", all, item.holds.size(),
                     item.deductions.size(), item.unknown.size());
}

std::string shown_deduction(const Deduction& deduction) {
  const std::string taken = deduction.points == Decimal(0)
                                ? std::string("该项已扣完")
                                : fmt::format("扣 {} 分", deduction.points.to_string());
  return fmt::format(
      "[{}] {}：{}{}", deduction.rule, taken, one_line(deduction.findings.front()->message),
      deduction.findings.size() > 1 ? fmt::format("（共 {} 处）", deduction.findings.size()) : "");
}

std::string total_of(const ProjectReview& review) {
  std::string words =
      fmt::format("建议 {} 分（满分 {} 分）", review.points.to_string(), review.most.to_string());
  if (!review.grade.empty()) words += fmt::format("，等次“{}”", review.grade);
  if (!review.opinion.empty()) words += "：" + review.opinion;
  return words;
}

// --- Word ---------------------------------------------------------------------------------------

class ReviewDocument {
 public:
  explicit ReviewDocument(DocxWriter& out) : out_(out) {}

  void add(const ReviewedDocument& reviewed) {
    out_.heading(1, reviewed.form.title);
    out_.paragraph(fmt::format("来源：{}（SHA-256 {}）。依据：{}。{}", reviewed.submission.file,
                               reviewed.submission.sha256, reviewed.form.basis, kProposal));
    for (const ProjectReview& review : reviewed.reviews) add_project(reviewed, review);
  }

 private:
  void add_project(const ReviewedDocument& reviewed, const ProjectReview& review) {
    out_.heading(2, shown_project(review));
    out_.paragraph(total_of(review) + "。");
    add_form(review);
    for (const ItemReview& item : review.items) add_item(item, reviewed.submission);
    if (review.others.empty()) return;
    out_.heading(3, "不计分的其他意见");
    for (const Finding* const finding : review.others) add_finding(*finding, reviewed.submission);
  }

  void add_form(const ProjectReview& review) {
    constexpr std::array kWidths = {14, 18, 35, 9, 12, 12};
    std::vector<std::vector<std::string>> rows{
        {"审核内容", "要点", "评价内容", "分值", "建议得分", "评审人确定"}};
    for (const ItemReview& item : review.items) {
      rows.push_back({item.item->group, item.item->name, item.item->question,
                      item.item->points.to_string(), item.points.to_string(), ""});
    }
    rows.push_back({"合计", "", "", review.most.to_string(), review.points.to_string(), ""});
    out_.table(kWidths, rows);
  }

  void add_item(const ItemReview& item, const Submission& submission) {
    out_.heading(3, fmt::format("{} {}（{} 分，建议 {} 分）", item.item->group, item.item->name,
                                item.item->points.to_string(), item.points.to_string()));
    out_.paragraph(looked_at(item) + "。");
    if (!item.holds.empty()) out_.paragraph("符合要求的：");
    for (const Finding* const finding : item.holds) {
      out_.item(fmt::format("[{}] {}", finding->rule, one_line(finding->message)));
    }
    if (!item.deductions.empty()) out_.paragraph("不符合要求的：");
    for (const Deduction& deduction : item.deductions) {
      out_.item(shown_deduction(deduction));
      for (const Finding* const finding : deduction.findings) add_evidence(*finding, submission);
    }
    if (!item.unknown.empty()) out_.paragraph("资料不足、不能判断的：");
    for (const Finding* const finding : item.unknown) add_finding(*finding, submission);
  }

  void add_evidence(const Finding& finding, const Submission& submission) {
    std::string words = "证据：" + places_of(finding, submission);
    if (!finding.expected.empty()) words += fmt::format("。应为：{}", one_line(finding.expected));
    if (!finding.actual.empty()) words += fmt::format("；实际：{}", one_line(finding.actual));
    words += fmt::format("。依据：{}。改法：{}", finding.basis, one_line(finding.fix));
    out_.note(words);
  }

  void add_finding(const Finding& finding, const Submission& submission) {
    out_.item(fmt::format("[{}] {}（{}）", finding.rule, one_line(finding.message),
                          places_of(finding, submission)));
  }

  DocxWriter& out_;
};

// --- JSON ---------------------------------------------------------------------------------------

void write_fingerprints(JsonWriter& json, std::string_view key,
                        const std::vector<const Finding*>& findings) {
  json.key(key).begin_array();
  for (const Finding* const finding : findings) json.value(finding->fingerprint);
  json.end_array();
}

void write_rules(JsonWriter& json, std::string_view key,
                 const std::vector<const Finding*>& findings) {
  json.key(key).begin_array();
  for (const Finding* const finding : findings) json.value(finding->rule);
  json.end_array();
}

void write_item(JsonWriter& json, const ItemReview& item) {
  json.begin_object().member("group", item.item->group).member("name", item.item->name);
  json.member("question", item.item->question).member("most", item.item->points.to_string());
  json.member("points", item.points.to_string()).member("looked_at", item.looked_at());
  write_rules(json, "holds", item.holds);
  json.key("deductions").begin_array();
  for (const Deduction& deduction : item.deductions) {
    json.begin_object().member("rule", deduction.rule);
    json.member("severity", to_string(deduction.severity));
    json.member("points", deduction.points.to_string());
    json.member("message", deduction.findings.front()->message);
    write_fingerprints(json, "findings", deduction.findings);
    json.end_object();
  }
  json.end_array();
  write_rules(json, "unknown", item.unknown);
  json.end_object();
}

}  // namespace

std::string render_review_text(const ReviewedDocument& reviewed, const TextStyle& style) {
  std::string out =
      fmt::format("{}\n{}：{}\n", inked(reviewed.submission.file, TextInk::Strong, style),
                  reviewed.form.title, kProposal);
  const auto print = [&](std::string_view text) { out.append(text) += '\n'; };
  for (const ProjectReview& review : reviewed.reviews) {
    print("");
    print(inked(shown_project(review), TextInk::Strong, style));
    print("  " + total_of(review));
    for (const ItemReview& item : review.items) {
      print(fmt::format("  {} {}  {}  {}", item.item->group, item.item->name,
                        inked(shown_points(item.points, item.item->points), TextInk::Strong, style),
                        looked_at(item)));
      for (const Deduction& deduction : item.deductions) {
        print("      " + shown_deduction(deduction));
      }
    }
    if (!review.others.empty()) {
      print(fmt::format("  不计分的其他意见 {} 条（jixiao check 列出）", review.others.size()));
    }
  }
  if (reviewed.reviews.empty()) print("  没有读到项目");
  return out + "\n";
}

void write_review(JsonWriter& json, const ReviewedDocument& reviewed) {
  json.begin_object(Layout::Lines);
  json.member("file", reviewed.submission.file).member("sha256", reviewed.submission.sha256);
  json.member("form", reviewed.form.id).member("basis", reviewed.form.basis);
  json.key("projects").begin_array(Layout::Lines);
  for (const ProjectReview& review : reviewed.reviews) {
    json.begin_object(Layout::Lines).member("project", review.project->key.text);
    json.member("name", review.project->name()).member("most", review.most.to_string());
    json.member("points", review.points.to_string()).member("grade", review.grade);
    json.member("opinion", review.opinion);
    json.key("items").begin_array(Layout::Lines);
    for (const ItemReview& item : review.items) write_item(json, item);
    json.end_array();
    write_rules(json, "others", review.others);
    json.end_object();
  }
  json.end_array().end_object();
}

Result<std::string> render_review_docx(std::span<const ReviewedDocument> documents) {
  DocxWriter out;
  ReviewDocument document(out);
  for (const ReviewedDocument& reviewed : documents) document.add(reviewed);
  return std::move(out).finish();
}

}  // namespace jx
