// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/block_limit.h"

#include <fmt/core.h>

namespace jx {

Result<void> BlockLimit::count(std::uint64_t added, const Origin& place) {
  blocks_ += added;
  if (blocks_ <= most_) return {};
  return Error{ErrorCode::LimitExceeded,
               fmt::format("到第 {} 行为止已有超过 {} 个单元格和文字行，没有读入。"
                           "请按项目或按单位拆分成几个文件。",
                           place.line, most_),
               place};
}

}  // namespace jx
