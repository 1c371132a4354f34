// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

namespace jx {

/// 绩效目标调整: why an approved goal set was changed, and who let it be changed.
struct GoalAdjustment {
  std::string reason;
  std::string document;  ///< 批复文号
  std::string approver;
  std::string date;  ///< "2024-09-10"
};

}  // namespace jx
