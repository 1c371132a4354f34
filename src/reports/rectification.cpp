// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/rectification.h"

#include <fmt/format.h>

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
                   .widths = {6, 20, 24, 8, 16, 11, 24, 24, 8, 9, 12},
                   .rows = {{"编号", "项目", "问题", "来源", "责任单位", "期限", "整改措施",
                             "整改结果", "佐证", "状态", "逾期"}}};
  for (const RectificationCase& problem : list.cases) {
    std::size_t evidence = 0;
    for (const NumberedStep& each : problem.steps) evidence += each.step.evidence.size();
    table.rows.push_back({std::to_string(problem.number), problem.registration.project,
                          problem.registration.title, problem.registration.source,
                          problem.responsible.empty() ? "（未下发）" : problem.responsible,
                          shown(problem.deadline), problem.measures,
                          last_words(problem, RectificationAction::Submit),
                          fmt::format("{} 份", evidence), std::string(chinese_name(problem.state)),
                          lateness(problem, list.today)});
  }
  paper.parts.emplace_back(std::move(table));
  paper.parts.emplace_back(PaperText{
      fmt::format("截至 {}：{}。", list.today.to_string(), summary_in_words(list.summary))});
  return paper;
}

}  // namespace jx
