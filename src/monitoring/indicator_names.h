// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "model/submission.h"

namespace jx {

/// What the ledger calls the indicators of one goal set: the 三级指标, told apart by the 二级指标
/// and then by a number where several have the same one. Ask in the order of the document.
class IndicatorNames {
 public:
  std::string name_of(const Indicator& indicator);

 private:
  std::map<std::string, int> taken_;
};

/// The ledger's name for how much of a project's budget was spent.
inline constexpr const char* kExecutedName = "预算执行数";

}  // namespace jx
