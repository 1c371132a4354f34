// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/page_drawer.h"

#include <fmt/core.h>

#include "base/sha256.h"
#include "reports/page_svg.h"

namespace jx {

Result<void> PageDrawer::begin(const Page& page) {
  ++pages_;
  if (!page.drawing) return {};
  ++drawn_pages_;
  if (wanted_ != 0 && page.number != wanted_) return {};
  // The name of the document may be anything; where it goes is known when its turn has come.
  const std::string name = fmt::format("{}-{}", sha256_hex(file_).substr(0, 16), page.number);
  JX_TRY(OutputFile file, OutputFile::create(folder_ / name));
  file.write(render_page_svg_begin(file_, page));
  file.pause();
  begun_.push_back({page.number, std::move(file)});
  return {};
}

Result<void> PageDrawer::check(const OutputPlace& place) const {
  if (drawn_pages_ == 0) {
    return Error{.code = ErrorCode::Unsupported,
                 .message = "没有可画的页：只有 PDF、OFD 这样的版式文件记有文字和表线的位置"};
  }
  if (begun_.empty()) {
    return Error{.code = ErrorCode::NotFound,
                 .message = fmt::format("没有第 {} 页可画；文件共 {} 页", wanted_, pages_)};
  }
  if (begun_.size() > 1 && !place.is_folder()) {
    return Error{.code = ErrorCode::Conflict,
                 .message = fmt::format("文件有 {} 页，一个 SVG 只画一页；请加 --page 页号，或者用 "
                                        "--draw 文件夹/",
                                        begun_.size())};
  }
  return {};
}

Result<std::vector<std::string>> PageDrawer::finish(const Tables& tables, OutputPlace& place) {
  JX_TRY_VOID(check(place));
  std::vector<std::string> written;
  const std::size_t digits = std::to_string(begun_.back().page).size();  // So that they sort.
  for (Begun& begun : begun_) {
    const std::filesystem::path path =
        place.is_folder()
            ? place.next_file(file_, fmt::format("-第{:0{}}页.svg", begun.page, digits))
            : place.path();
    begun.file.write(render_page_svg_end(begun.page, tables));
    JX_TRY_VOID(begun.file.commit_as(path));
    written.push_back(path.string());
  }
  return written;
}

}  // namespace jx
