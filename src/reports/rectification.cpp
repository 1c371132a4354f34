// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/rectification.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "reports/evaluation.h"
#include "reports/text_layout.h"

namespace jx {
namespace {

using Layout = JsonWriter::Layout;
using State = RectificationState;

std::string shown(const std::optional<Date>& date) {
  return date ? date->to_string() : std::string("—");
}

std::string amount_of(const RectificationStep& registration) {
  return registration.amount ? registration.amount->to_string() : std::string("—");
}

/// "逾期 3 天", "今天到期", "还有 5 天" are for people who plan their day; closed ones need none.
std::string lateness(const RectificationCase& problem, const Date& today) {
  const std::int64_t days = problem.days_overdue(today);
  if (days == 0) return {};
  return problem.submitted ? fmt::format("迟交 {} 天", days) : fmt::format("逾期 {} 天", days);
}

TextInk ink_of(const RectificationCase& problem, const Date& today) {
  if (problem.state == State::Closed) return TextInk::Green;
  return problem.days_overdue(today) > 0 ? TextInk::Red : TextInk::Plain;
}

std::string summary_in_words(const RectificationSummary& summary) {
  return fmt::format(
      "登记 {} 个，下发 {} 个，待复核 {} 个，销号 {} 个{}；逾期 {} 个，迟交后销号 {} 个",
      summary.registered, summary.issued, summary.submitted, summary.closed,
      summary.rate ? fmt::format("，整改率 {} ÷ {} = {}%", summary.closed, summary.issued,
                                 summary.rate->to_string())
                   : std::string(),
      summary.overdue, summary.closed_late);
}

std::string step_in_words(const NumberedStep& numbered) {
  const RectificationStep& step = numbered.step;
  std::string words = fmt::format("  第 {} 步  {}  {}  {}", numbered.number, step.recorded_at,
                                  chinese_name(step.action), step.person);
  if (!step.responsible.empty()) words += "；责任 " + step.responsible;
  if (step.deadline) words += "；期限 " + step.deadline->to_string();
  if (!step.document.empty()) words += "；" + step.document;
  if (!step.words.empty()) words += "；" + step.words;
  for (const std::string& digest : step.evidence) words += "\n      佐证 " + digest;
  return words;
}

void write_case(JsonWriter& json, const RectificationCase& problem, const Date& today) {
  const RectificationStep& registration = problem.registration;
  json.begin_object(Layout::Lines).member("number", problem.number);
  json.member("project", registration.project).member("title", registration.title);
  json.member("source", registration.source).member("state", to_string(problem.state));
  if (!registration.rule.empty()) json.member("rule", registration.rule);
  if (registration.amount) json.member("amount", registration.amount->to_string());
  if (!problem.responsible.empty()) json.member("responsible", problem.responsible);
  if (problem.deadline) json.member("deadline", problem.deadline->to_string());
  json.member("days_overdue", problem.days_overdue(today));
  json.member("returns", problem.returns).member("extensions", problem.extensions);
  if (problem.closed) json.member("closed", problem.closed->to_string());
  json.key("steps").begin_array(Layout::Lines);
  for (const NumberedStep& each : problem.steps) {
    json.begin_object().member("number", each.number);
    json.member("action", to_string(each.step.action)).member("person", each.step.person);
    json.member("recorded_at", each.step.recorded_at);
    if (!each.step.words.empty()) json.member("words", each.step.words);
    if (!each.step.document.empty()) json.member("document", each.step.document);
    if (each.step.deadline) json.member("deadline", each.step.deadline->to_string());
    json.key("evidence").begin_array();
    for (const std::string& digest : each.step.evidence) json.value(digest);
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

/// The words of the last step of that kind; empty when there was none.
std::string last_words(const RectificationCase& problem, RectificationAction action) {
  std::string words;
  for (const NumberedStep& each : problem.steps) {
    if (each.step.action == action) words = each.step.words;
  }
  return words;
}

/// The step that issued the first of them; all must have been issued to one unit by one paper.
Result<const NumberedStep*> issue_of(std::span<const RectificationCase> problems) {
  const NumberedStep* first = nullptr;
  for (const RectificationCase& problem : problems) {
    const auto found = std::find_if(
        problem.steps.begin(), problem.steps.end(),
        [](const auto& each) { return each.step.action == RectificationAction::Issue; });
    if (found == problem.steps.end()) {
      return malformed(fmt::format("问题 {} 还没有下发；先用 rectify issue 写明责任单位和期限。",
                                   problem.number));
    }
    if (first == nullptr) first = &*found;
    if (found->step.responsible == first->step.responsible &&
        found->step.document == first->step.document) {
      continue;
    }
    return malformed(
        fmt::format("问题 {} 下发给“{}”（{}），与前面的不是一份通知；请分开写。", problem.number,
                    found->step.responsible,
                    found->step.document.empty() ? std::string("没有文号") : found->step.document));
  }
  return first;
}

PaperTable notice_table(std::span<const RectificationCase> problems) {
  PaperTable table{.title = "要整改的问题",
                   .widths = {8, 22, 20, 24, 14, 11, 19},
                   .rows = {{"编号", "项目", "问题", "事实", "依据", "金额", "期限"}}};
  for (const RectificationCase& each : problems) {
    const RectificationStep& registration = each.registration;
    const bool moved = each.deadline != each.first_deadline;
    table.rows.push_back(
        {std::to_string(each.number), registration.project, registration.title,
         registration.detail.empty() ? "—" : registration.detail,
         registration.source + (registration.rule.empty() ? "" : "：" + registration.rule),
         amount_of(registration), shown(each.deadline) + (moved ? "（延期后）" : "")});
  }
  return table;
}

/// For the unit to fill in.
PaperTable answer_table(std::span<const RectificationCase> problems) {
  PaperTable table{.title = "整改回执",
                   .widths = {9, 26, 33, 15, 17},
                   .rows = {{"编号", "问题", "整改措施", "责任人", "完成日期"}}};
  for (const RectificationCase& each : problems) {
    table.rows.push_back(
        {std::to_string(each.number), each.registration.title, each.measures, "", ""});
  }
  return table;
}

}  // namespace

std::string render_rectification_text(const RectificationList& list, const TextStyle& style) {
  constexpr std::size_t kTitleWidth = 40;
  constexpr std::size_t kStateWidth = 10;
  std::string out;
  for (const RectificationCase& problem : list.cases) {
    out += fmt::format(
        "{:>4}  {}{}{}期限 {}  {}\n", problem.number,
        inked(padded(chinese_name(problem.state), kStateWidth), ink_of(problem, list.today), style),
        padded(shortened(problem.registration.title, kTitleWidth - 2), kTitleWidth),
        padded(problem.responsible.empty() ? "（未下发）" : problem.responsible, 24),
        shown(problem.deadline), lateness(problem, list.today));
  }
  return out + fmt::format("截至 {}：{}\n", list.today.to_string(), summary_in_words(list.summary));
}

std::string render_case_text(const RectificationCase& problem, const Date& today,
                             const TextStyle& style) {
  const RectificationStep& registration = problem.registration;
  std::string out = inked(fmt::format("问题 {}：{}", problem.number, registration.title),
                          TextInk::Strong, style) +
                    "\n";
  out += fmt::format("  项目 {}；来源 {}{}{}\n", registration.project, registration.source,
                     registration.rule.empty() ? "" : "；依据 " + registration.rule,
                     registration.amount ? "；金额 " + registration.amount->to_string() : "");
  if (!registration.detail.empty()) out += "  " + registration.detail + "\n";
  const std::string late = lateness(problem, today);
  out += fmt::format("  {}{}{}\n", chinese_name(problem.state),
                     problem.deadline ? "，期限 " + problem.deadline->to_string() : "",
                     late.empty() ? "" : "，" + late);
  for (const NumberedStep& each : problem.steps) out += step_in_words(each) + "\n";
  return out;
}

void write_rectification(JsonWriter& json, const RectificationList& list) {
  json.begin_object(Layout::Lines).member("today", list.today.to_string());
  json.key("problems").begin_array(Layout::Lines);
  for (const RectificationCase& problem : list.cases) write_case(json, problem, list.today);
  json.end_array().key("summary").begin_object();
  json.member("registered", list.summary.registered).member("issued", list.summary.issued);
  json.member("submitted", list.summary.submitted).member("closed", list.summary.closed);
  json.member("overdue", list.summary.overdue).member("closed_late", list.summary.closed_late);
  json.key("rate");
  if (list.summary.rate) {
    json.value(list.summary.rate->to_string());
  } else {
    json.null();
  }
  json.end_object().end_object();
}

Paper rectification_paper(const RectificationList& list, const std::string& title) {
  Paper paper{.name = "整改台账", .title = title, .wide = true, .parts = {}};
  PaperTable table{.title = "整改台账",
                   .widths = {7, 22, 22, 8, 10, 15, 16, 21, 21, 8, 10, 12},
                   .rows = {{"编号", "项目", "问题", "来源", "金额", "责任单位", "期限", "整改措施",
                             "整改结果", "佐证", "状态", "逾期"}}};
  for (const RectificationCase& problem : list.cases) {
    std::size_t evidence = 0;
    for (const NumberedStep& each : problem.steps) evidence += each.step.evidence.size();
    table.rows.push_back(
        {std::to_string(problem.number), problem.registration.project, problem.registration.title,
         problem.registration.source, amount_of(problem.registration),
         problem.responsible.empty() ? "（未下发）" : problem.responsible, shown(problem.deadline),
         problem.measures, last_words(problem, RectificationAction::Submit),
         fmt::format("{} 份", evidence), std::string(chinese_name(problem.state)),
         lateness(problem, list.today)});
  }
  paper.parts.emplace_back(std::move(table));
  paper.parts.emplace_back(PaperText{
      fmt::format("截至 {}：{}。", list.today.to_string(), summary_in_words(list.summary))});
  return paper;
}

Result<Paper> rectification_notice(std::span<const RectificationCase> problems) {
  JX_TRY(const NumberedStep* const issue, issue_of(problems));
  const RectificationCase& first = problems.front();
  Paper paper{.name = "整改通知书", .title = "整改通知书", .wide = false, .parts = {}};
  paper.parts.emplace_back(
      PaperText{"文号：" + (issue->step.document.empty() ? std::string("____________")
                                                         : issue->step.document)});
  paper.parts.emplace_back(PaperText{first.responsible + "："});
  paper.parts.emplace_back(PaperText{
      fmt::format("以下 {} 个问题由你单位整改，请在期限前完成，并把结果和佐证材料交来复核。",
                  problems.size())});
  paper.parts.emplace_back(notice_table(problems));
  paper.parts.emplace_back(PaperText{"一、收到通知后制定整改措施，写明谁负责、什么时候完成。"});
  paper.parts.emplace_back(
      PaperText{"二、整改完成后写明怎样改的，附佐证材料，一并提交；没有佐证的不能销号。"});
  paper.parts.emplace_back(
      PaperText{"三、复核通过的销号，不通过的退回再改；期限内改不完的，请事先申请延期。"});
  paper.parts.emplace_back(PaperText{"下发单位：____________（盖章）"});
  paper.parts.emplace_back(PaperText{fmt::format("经办人：{}    日期：{}", issue->step.person,
                                                 issue->step.recorded_at.substr(0, 10))});
  paper.parts.emplace_back(PaperHeading{2, "整改回执"});
  paper.parts.emplace_back(answer_table(problems));
  paper.parts.emplace_back(
      PaperText{"责任单位：____________（盖章）  负责人：____________  日期：____________"});
  return paper;
}

}  // namespace jx
