// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/new_workbook.h"

#include <fmt/core.h>

#include <ctime>

namespace jx {

NewWorkbook::NewWorkbook(const std::filesystem::path& path) {
  constexpr std::time_t kCreated = 315'532'800;  // 1980-01-01.
  lxw_workbook_options options{};
  options.use_zip64 = LXW_TRUE;
  book_.reset(workbook_new_opt(path.c_str(), &options));
  if (!book_) return;
  lxw_doc_properties properties{};
  properties.created = kCreated;
  note(workbook_set_properties(book_.get(), &properties));
}

Result<void> NewWorkbook::close() {
  if (!book_) return Error{.code = ErrorCode::Io, .message = "没有足够的内存写 Excel 文件"};
  if (failed_) {
    return Error{.code = ErrorCode::Io,
                 .message = "写不出 Excel 文件的内容；请检查路径、权限和磁盘空间"};
  }
  const lxw_error closed = workbook_close(book_.release());
  if (closed == LXW_NO_ERROR) return {};
  return Error{.code = ErrorCode::Io,
               .message = fmt::format("写不出 Excel 文件（{}）；请检查路径、权限和磁盘空间",
                                      lxw_strerror(closed))};
}

}  // namespace jx
