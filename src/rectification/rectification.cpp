// SPDX-License-Identifier: AGPL-3.0-or-later
#include "rectification/rectification.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

using Action = RectificationAction;
using State = RectificationState;

struct ActionName {
  std::string_view name;
  std::string_view chinese;
};
constexpr std::array<ActionName, kRectificationActions> kActions = {{{"register", "登记"},
                                                                     {"issue", "下发"},
                                                                     {"plan", "制定措施"},
                                                                     {"start", "开始整改"},
                                                                     {"submit", "提交"},
                                                                     {"return", "退回"},
                                                                     {"close", "销号"},
                                                                     {"extend", "延期"}}};
constexpr std::array<ActionName, 6> kStates = {{{"registered", "已登记"},
                                                {"issued", "已下发"},
                                                {"planned", "已定措施"},
                                                {"underway", "整改中"},
                                                {"submitted", "待复核"},
                                                {"closed", "已销号"}}};

/// What may be done from where, and where it leads.
struct Transition {
  Action action;
  State from;
  State to;
};
constexpr Transition kTransitions[] = {{Action::Issue, State::Registered, State::Issued},
                                       {Action::Plan, State::Issued, State::Planned},
                                       {Action::Start, State::Planned, State::Underway},
                                       {Action::Submit, State::Underway, State::Submitted},
                                       {Action::Return, State::Submitted, State::Underway},
                                       {Action::Close, State::Submitted, State::Closed},
                                       {Action::Extend, State::Issued, State::Issued},
                                       {Action::Extend, State::Planned, State::Planned},
                                       {Action::Extend, State::Underway, State::Underway}};

std::string allowed_from(State state) {
  std::string names;
  for (const Transition& each : kTransitions) {
    if (each.from == state)
      names += (names.empty() ? "" : "、") + std::string(chinese_name(each.action));
  }
  return names.empty() ? "没有下一步了" : "可以" + names;
}

Error conflict(std::string message) {
  return Error{.code = ErrorCode::Conflict, .message = std::move(message)};
}

/// "…T…" → its day; the shape was checked.
Result<Date> day_of_instant(std::string_view recorded_at) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
  const bool fits =
      recorded_at.size() == kShape.size() &&
      std::equal(recorded_at.begin(), recorded_at.end(), kShape.begin(), [](char have, char want) {
        return want == 'd' ? have >= '0' && have <= '9' : have == want;
      });
  if (!fits) {
    return malformed(fmt::format("记录时间“{}”应写成 2022-06-02T09:30:00Z 的样子。", recorded_at));
  }
  return parse_day(recorded_at.substr(0, 10));
}

std::chrono::sys_days days(const Date& date) {
  return std::chrono::year_month_day{std::chrono::year(date.year),
                                     std::chrono::month(static_cast<unsigned>(date.month)),
                                     std::chrono::day(static_cast<unsigned>(date.day))};
}

Result<void> check_registration(const RectificationStep& step) {
  if (std::find(kProblemSources.begin(), kProblemSources.end(), step.source) ==
      kProblemSources.end()) {
    return malformed(fmt::format("问题来源“{}”只能是监控、自评、评价或审计。", step.source));
  }
  if (step.project.empty()) return malformed("登记问题要写明项目。");
  if (step.title.empty()) return malformed("登记问题要写明是什么问题。");
  return {};
}

/// What a step needs, whatever came before it.
Result<void> check_step(const RectificationStep& step) {
  if (step.person.empty()) return malformed("每一步都要写明经办人。");
  JX_TRY(const Date day, day_of_instant(step.recorded_at));
  switch (step.action) {
    case Action::Register: return check_registration(step);
    case Action::Issue:
      if (step.responsible.empty()) return malformed("下发要写明责任单位或责任人。");
      if (!step.deadline) return malformed("下发要写明整改期限。");
      if (*step.deadline < day) return malformed("整改期限早于下发的日期。");
      return {};
    case Action::Plan: return step.words.empty() ? malformed("请写明整改措施。") : Result<void>();
    case Action::Start: return {};
    case Action::Submit:
      if (step.words.empty()) return malformed("提交要写明怎样改的。");
      return step.evidence.empty() ? malformed("提交要附整改的佐证文件。") : Result<void>();
    case Action::Return:
      return step.words.empty() ? malformed("退回要写明哪里不够。") : Result<void>();
    case Action::Close:
      return step.words.empty() ? malformed("销号要写明复核意见。") : Result<void>();
    case Action::Extend:
      if (step.words.empty()) return malformed("延期要写明原因。");
      if (!step.deadline) return malformed("延期要写明新的期限。");
      return step.document.empty() ? malformed("延期要写明同意延期的文件或批示。") : Result<void>();
  }
  return {};
}

}  // namespace

const std::array<std::string_view, kStepFields> kStepFieldNames = {
    "number", "action",   "problem", "source",      "project",  "title",
    "detail", "rule",     "amount",  "responsible", "deadline", "document",
    "words",  "evidence", "person",  "recorded_at"};

std::string_view to_string(RectificationAction action) noexcept {
  return kActions[static_cast<std::size_t>(action)].name;
}
std::string_view chinese_name(RectificationAction action) noexcept {
  return kActions[static_cast<std::size_t>(action)].chinese;
}
std::optional<RectificationAction> find_rectification_action(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kActions.size(); ++i) {
    if (kActions[i].name == name) return static_cast<RectificationAction>(i);
  }
  return std::nullopt;
}
std::string_view to_string(RectificationState state) noexcept {
  return kStates[static_cast<std::size_t>(state)].name;
}
std::string_view chinese_name(RectificationState state) noexcept {
  return kStates[static_cast<std::size_t>(state)].chinese;
}

Result<Date> parse_day(std::string_view text) {
  Date date;
  const auto read = [&](std::size_t begin, std::size_t size, int& part) {
    const char* const first = text.data() + begin;
    const auto [end, fault] = std::from_chars(first, first + size, part);
    return fault == std::errc() && end == first + size;
  };
  constexpr std::size_t kSize = 10;
  const bool fits = text.size() == kSize && text[4] == '-' && text[7] == '-' &&
                    read(0, 4, date.year) && read(5, 2, date.month) && read(8, 2, date.day);
  if (fits && date.valid() && date.day != 0) return date;
  return malformed(fmt::format("日期“{}”看不懂；请写 2022-06-30 的样子。", text));
}

StepFields to_fields(const RectificationStep& step, std::uint64_t number) {
  std::string evidence;
  for (const std::string& digest : step.evidence) {
    evidence += (evidence.empty() ? "" : " ") + digest;
  }
  return {std::to_string(number),
          std::string(to_string(step.action)),
          step.problem == 0 ? std::string() : std::to_string(step.problem),
          step.source,
          step.project,
          step.title,
          step.detail,
          step.rule,
          step.amount ? step.amount->to_string() : std::string(),
          step.responsible,
          step.deadline ? step.deadline->to_string() : std::string(),
          step.document,
          step.words,
          evidence,
          step.person,
          step.recorded_at};
}

Result<RectificationStep> step_from_fields(const StepFields& fields) {
  RectificationStep step;
  const auto action = find_rectification_action(fields[1]);
  if (!action) return malformed(fmt::format("整改台账里有不认识的动作“{}”。", fields[1]));
  step.action = *action;
  if (!fields[2].empty()) {
    const char* const end = fields[2].data() + fields[2].size();
    const auto [last, fault] = std::from_chars(fields[2].data(), end, step.problem);
    if (fault != std::errc() || last != end) {
      return malformed(fmt::format("问题编号“{}”不是整数。", fields[2]));
    }
  }
  step.source = fields[3];
  step.project = fields[4];
  step.title = fields[5];
  step.detail = fields[6];
  step.rule = fields[7];
  if (!fields[8].empty()) {
    JX_TRY(step.amount, Decimal::parse(fields[8]));
  }
  step.responsible = fields[9];
  if (!fields[10].empty()) {
    JX_TRY(step.deadline, parse_day(fields[10]));
  }
  step.document = fields[11];
  step.words = fields[12];
  if (!fields[13].empty()) {
    for (const std::string_view digest : split(fields[13], " ")) step.evidence.emplace_back(digest);
  }
  step.person = fields[14];
  step.recorded_at = fields[15];
  return step;
}

std::int64_t RectificationCase::days_overdue(const Date& today) const {
  if (!deadline) return 0;
  const Date& until = submitted ? *submitted : today;
  return std::max<std::int64_t>((days(until) - days(*deadline)).count(), 0);
}

const RectificationCase* RectificationCases::find(std::uint64_t number) const noexcept {
  const auto found = std::find_if(cases_.begin(), cases_.end(),
                                  [&](const auto& each) { return each.number == number; });
  return found == cases_.end() ? nullptr : &*found;
}

Result<void> RectificationCases::follow(RectificationCase& problem, const RectificationStep& step,
                                        std::uint64_t number) const {
  const auto* const transition =
      std::find_if(std::begin(kTransitions), std::end(kTransitions), [&](const Transition& each) {
        return each.action == step.action && each.from == problem.state;
      });
  if (transition == std::end(kTransitions)) {
    return conflict(fmt::format("问题 {}“{}”{}，不能{}；{}。", problem.number,
                                problem.registration.title, chinese_name(problem.state),
                                chinese_name(step.action), allowed_from(problem.state)));
  }
  if (step.action == Action::Close && step.person == problem.submitted_by) {
    return conflict(
        fmt::format("问题 {} 是“{}”提交的，要由另一人复核销号。", problem.number, step.person));
  }
  if (step.action == Action::Extend && *step.deadline <= *problem.deadline) {
    return conflict(fmt::format("问题 {} 的期限已是 {}，延期要晚于它。", problem.number,
                                problem.deadline->to_string()));
  }
  JX_TRY(const Date day, day_of_instant(step.recorded_at));
  problem.state = transition->to;
  switch (step.action) {
    case Action::Register:
    case Action::Start: break;
    case Action::Issue:
      problem.responsible = step.responsible;
      problem.deadline = step.deadline;
      problem.first_deadline = step.deadline;
      break;
    case Action::Plan: problem.measures = step.words; break;
    case Action::Submit:
      problem.submitted = day;
      problem.submitted_by = step.person;
      break;
    case Action::Return:
      problem.submitted.reset();
      ++problem.returns;
      break;
    case Action::Close: problem.closed = day; break;
    case Action::Extend:
      problem.deadline = step.deadline;
      ++problem.extensions;
      break;
  }
  problem.steps.push_back({number, step});
  return {};
}

Result<void> RectificationCases::add(const RectificationStep& step, std::uint64_t number) {
  JX_TRY_VOID(check_step(step));
  if (step.action == Action::Register) {
    RectificationCase problem;
    problem.number = number;
    problem.registration = step;
    problem.steps.push_back({number, step});
    cases_.push_back(std::move(problem));
    return {};
  }
  const auto found = std::find_if(cases_.begin(), cases_.end(),
                                  [&](const auto& each) { return each.number == step.problem; });
  if (found == cases_.end()) {
    return Error{
        .code = ErrorCode::NotFound,
        .message = fmt::format("没有编号为 {} 的问题；用 rectify list 看有哪些。", step.problem)};
  }
  return follow(*found, step, number);
}

Result<void> RectificationCases::check_new(const RectificationStep& step) const {
  const std::set<std::string> files(step.evidence.begin(), step.evidence.end());
  if (files.size() != step.evidence.size()) {
    return conflict("同一份佐证文件给了两次。请去掉重复的。");
  }
  if (step.action != Action::Register) return {};
  for (const RectificationCase& each : cases_) {
    const RectificationStep& known = each.registration;
    if (each.state == State::Closed || known.source != step.source ||
        known.project != step.project || known.title != step.title || known.rule != step.rule) {
      continue;
    }
    return conflict(fmt::format("“{}”已登记为问题 {}，{}；不用再登记。", step.title, each.number,
                                chinese_name(each.state)));
  }
  return {};
}

RectificationSummary summarise(std::span<const RectificationCase> cases, const Date& today) {
  RectificationSummary summary;
  for (const RectificationCase& each : cases) {
    ++summary.registered;
    if (each.first_deadline) ++summary.issued;
    if (each.state == State::Submitted) ++summary.submitted;
    const bool late = each.days_overdue(today) > 0;
    if (each.state == State::Closed) {
      ++summary.closed;
      summary.closed_late += late ? 1 : 0;
    } else {
      summary.overdue += late ? 1 : 0;
    }
  }
  if (summary.issued == 0) return summary;
  const Decimal hundredfold(static_cast<std::int64_t>(summary.closed) * 100);
  const Result<Decimal> rate =
      hundredfold.divided_by(Decimal(static_cast<std::int64_t>(summary.issued)), 2);
  if (rate.ok()) summary.rate = *rate;
  return summary;
}

}  // namespace jx
