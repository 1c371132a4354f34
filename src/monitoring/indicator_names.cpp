// SPDX-License-Identifier: AGPL-3.0-or-later
#include "monitoring/indicator_names.h"

#include <fmt/format.h>

#include "base/text.h"

namespace jx {

std::string IndicatorNames::name_of(const Indicator& indicator) {
  std::string name(trimmed(indicator.name.text));
  if (name.empty()) name = "（三级指标空白）";
  if (taken_[name]++ == 0) return name;
  std::string level = fmt::format("{}（{}）", name, trimmed(indicator.level2.raw));
  if (taken_[level]++ == 0) return level;
  return fmt::format("{}（{}）", level, taken_[level]);
}

}  // namespace jx
