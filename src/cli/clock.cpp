// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/clock.h"

#include <fmt/chrono.h>

#include <algorithm>
#include <ctime>
#include <string_view>

namespace jx {

std::string now_text() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

std::string fault_of_moment(const std::string& moment) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
  const bool fits = moment.size() == kShape.size() &&
                    std::equal(moment.begin(), moment.end(), kShape.begin(), [](char a, char b) {
                      return b == 'd' ? a >= '0' && a <= '9' : a == b;
                    });
  if (!fits) return fmt::format("时间“{}”应写成 2021-04-02T09:30:00Z 的样子。", moment);
  // Clocks of two machines may differ, but not by days.
  constexpr std::time_t kTolerance = 24 * 60 * 60;
  const std::string latest =
      fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr) + kTolerance));
  if (moment <= latest) return "";
  return fmt::format(
      "时间 {} 还没有到（这台机器现在是 {}）；记下以后，早于它的都记不进来。请核对。", moment,
      now_text());
}

}  // namespace jx
