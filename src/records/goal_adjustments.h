// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lexicon/lexicon.h"
#include "model/goal_adjustment.h"
#include "model/submission.h"

/// 绩效目标调整 as a record beside the approved table: what was changed, why, and who approved it.
/// The approved set stays; the adjusted one stands beside it, so that both are scored.
namespace jx {

/// What happens to one indicator.
struct IndicatorAdjustment {
  std::string name;
  std::optional<std::string> target;  ///< The new 指标值, in words: "≥90次".
  std::optional<Decimal> weight;
  bool removed = false;
  bool added = false;
  std::string level1;  ///< Of an indicator that is added.
  std::string level2;
  std::string place;  ///< "调整.toml:12:1", for messages.
};

struct ProjectAdjustment {
  std::string project;  ///< Code, or name.
  GoalAdjustment approval;
  std::optional<std::string> goal;  ///< The new 年度目标, where it changed.
  std::vector<IndicatorAdjustment> indicators;
  std::string place;
};

/// Reads the TOML text of a record:
///
///     [[project]]
///     project = "110101T00000000000001"     # 编码，或名称
///     reason = "上级调减资金"
///     document = "某财预〔2024〕12号"
///     approver = "某县财政局"
///     date = 2024-09-10
///     goal = "全年流动服务 90 次。"           # 可省
///     [[project.indicator]]
///     name = "流动服务次数"
///     target = "≥90次"                       # 指标值、分值，改哪个写哪个
///     weight = 60
///     [[project.indicator]]
///     name = "图书更新册数"
///     removed = true
///     [[project.indicator]]
///     name = "线上服务人次"
///     added = true
///     level1 = "产出指标"
///     level2 = "数量指标"
///     target = "≥500人次"
///     weight = 10
///
/// Malformed with line and column; a change without reason, document or approver is refused: it is
/// no adjustment that anybody approved.
Result<std::vector<ProjectAdjustment>> parse_goal_adjustments(std::string_view toml,
                                                              const std::string& name);

/// An adjustment that found its project.
struct AppliedAdjustment {
  std::size_t position = 0;  ///< In the record.
  std::string project;       ///< ProjectKey text.
};

/// Adds an adjusted set to each project that the record speaks of, and gives what found its own.
/// NotFound for an indicator that the approved set does not have, Conflict for one that it has
/// twice, or has already and is to be added, or a project that has an adjusted set; Malformed for
/// words that are no target or level.
Result<std::vector<AppliedAdjustment>> apply_goal_adjustments(
    const std::vector<ProjectAdjustment>& adjustments, const Lexicon& lexicon,
    Submission& submission);

}  // namespace jx
