// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "pages/page.h"

/// What a sheet says beside its cells. The text of boxes that float over it is printed with the
/// sheet: it becomes lines of the page, those that begin above the first cells before the grid,
/// the others behind it. Comments are not printed and are no part of what was handed in: each
/// becomes a note with its cell.
namespace jx {

class SheetNotes {
 public:
  /// With the cell under the box's top left corner; lines are divided by "\n". False when there is
  /// no room for more.
  bool add_text_box(std::uint32_t row, std::uint32_t column, std::string_view text);
  void clear() noexcept;
  bool empty() const noexcept { return boxes_.empty(); }

  /// The boxes that begin above `row`, from top to bottom; they are not given again.
  std::vector<Block> take_above(std::uint32_t row, std::uint32_t page);
  std::vector<Block> take_rest(std::uint32_t page);

 private:
  struct TextBox {
    std::uint32_t row = 0;
    std::uint32_t column = 0;
    std::string text;
  };

  std::vector<TextBox> boxes_;
  std::size_t bytes_ = 0;
};

/// "工作表“产出”的 B7 单元格有批注（张三）：“请核对”"
std::string describe_comment(std::string_view sheet, std::string_view cell, std::string_view author,
                             std::string_view text);

}  // namespace jx
