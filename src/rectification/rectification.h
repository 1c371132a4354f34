// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/result.h"

/// 整改: problems from their registration until they are struck off, step by step. Nothing is
/// changed or deleted: where a problem stands follows from its steps.
namespace jx {

enum class RectificationAction : std::uint8_t {
  Register,  ///< 登记
  Issue,     ///< 下发: to whom, and until when
  Plan,      ///< 制定措施
  Start,     ///< 开始整改
  Submit,    ///< 提交: what was done, with evidence
  Return,    ///< 退回: why it is not enough
  Close,     ///< 销号
  Extend,    ///< 延期
};
inline constexpr std::size_t kRectificationActions = 8;
std::string_view to_string(RectificationAction action) noexcept;     ///< "register", "issue" …
std::string_view chinese_name(RectificationAction action) noexcept;  ///< "登记"
std::optional<RectificationAction> find_rectification_action(std::string_view name) noexcept;

/// Where a problem stands.
enum class RectificationState : std::uint8_t {
  Registered,
  Issued,
  Planned,
  Underway,
  Submitted,
  Closed,
};
std::string_view to_string(RectificationState state) noexcept;     ///< "registered" …
std::string_view chinese_name(RectificationState state) noexcept;  ///< "已登记"

/// Where a problem was found.
inline constexpr std::array<std::string_view, 4> kProblemSources = {"监控", "自评", "评价", "审计"};

/// One step of one problem. Which members a step needs depends on its action.
struct RectificationStep {
  RectificationAction action = RectificationAction::Register;
  std::uint64_t problem = 0;  ///< The number of its registration; 0 of the registration itself.
  // Of a registration.
  std::string source = {};   ///< One of kProblemSources.
  std::string project = {};  ///< Code, or name where there is no code.
  std::string title = {};
  std::string detail = {};
  std::string rule = {};  ///< What it was found by: a rule, an indicator's code.
  std::optional<Decimal> amount = {};
  // Of an issue or an extension.
  std::string responsible = {};
  std::optional<Date> deadline = {};
  std::string document = {};  ///< 通知文号, or the paper that allows more time.
  // Of the others.
  std::string words = {};  ///< Measures, what was done, the reason, the outcome of the check.
  std::vector<std::string> evidence = {};  ///< Digests of files.
  std::string person = {};                 ///< Who stands for the step.
  std::string recorded_at = {};            ///< "2022-06-02T09:30:00Z"; nothing here asks a clock.
};

/// A step as it is stored and hashed: text only.
inline constexpr std::size_t kStepFields = 16;
using StepFields = std::array<std::string, kStepFields>;
/// The first is the number.
extern const std::array<std::string_view, kStepFields> kStepFieldNames;
StepFields to_fields(const RectificationStep& step, std::uint64_t number);
/// Malformed for fields that no step of ours has.
Result<RectificationStep> step_from_fields(const StepFields& fields);

/// "2022-06-30"; Malformed for anything else.
Result<Date> parse_day(std::string_view text);

struct NumberedStep {
  std::uint64_t number = 0;
  RectificationStep step;
};

/// A problem and where it stands.
struct RectificationCase {
  std::uint64_t number = 0;  ///< Of its registration.
  RectificationState state = RectificationState::Registered;
  RectificationStep registration;
  std::string responsible;
  std::optional<Date> deadline;        ///< The last one in force.
  std::optional<Date> first_deadline;  ///< Before any extension.
  std::string measures;
  std::optional<Date> submitted;  ///< The day of the last submission.
  std::string submitted_by;
  std::optional<Date> closed;
  std::size_t returns = 0;
  std::size_t extensions = 0;
  std::vector<NumberedStep> steps;  ///< Its history, the registration first.

  /// Days beyond the deadline on that day: until the submission that stands, or until today while
  /// there is none. 0 when in time or without a deadline.
  std::int64_t days_overdue(const Date& today) const;
};

/// All problems, with what may come next checked at every step.
class RectificationCases {
 public:
  /// Conflict when the step cannot follow on where its problem stands; Malformed when it lacks what
  /// its action needs. The message names the problem and what to do instead.
  Result<void> add(const RectificationStep& step, std::uint64_t number);
  /// What is asked of new steps only, never of stored ones: Conflict for a problem that is
  /// registered and not closed yet, and for a file that is handed in twice in one step.
  Result<void> check_new(const RectificationStep& step) const;

  const std::vector<RectificationCase>& all() const noexcept { return cases_; }
  const RectificationCase* find(std::uint64_t number) const noexcept;

 private:
  Result<void> follow(RectificationCase& problem, const RectificationStep& step,
                      std::uint64_t number) const;

  std::vector<RectificationCase> cases_;
};

/// How far the rectification has come.
struct RectificationSummary {
  std::size_t registered = 0;
  std::size_t issued = 0;  ///< Ever.
  std::size_t submitted = 0;
  std::size_t closed = 0;
  std::size_t overdue = 0;      ///< Open and beyond the deadline.
  std::size_t closed_late = 0;  ///< Closed, submitted beyond the deadline.
  std::optional<Decimal> rate;  ///< 整改率: closed of issued, percent; absent without issues.
};
RectificationSummary summarise(std::span<const RectificationCase> cases, const Date& today);

}  // namespace jx
