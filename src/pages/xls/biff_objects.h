// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pages/office/sheet_pages.h"
#include "pages/xls/biff_records.h"

namespace jx {

/// What floats over the cells of an old sheet: text boxes, the captions of controls, comments. Goes
/// by the order of the records: where a shape lies, what it is, its text, and last which cell a
/// comment belongs to.
class BiffObjects {
 public:
  BiffObjects(const BiffWords& words, SheetPages& pages) : words_(words), pages_(pages) {}

  void read_drawing(std::string_view data);
  void read_object(std::string_view data);
  /// The text stands in the records that continue this one, and perhaps more drawing.
  void read_text(std::string_view data, std::vector<std::string_view> continued);
  void read_comment(std::string_view data);
  /// Hands on the comment whose end is known only when something else comes.
  void finish();

 private:
  enum class Kind : std::uint8_t { Shape, Control, Comment };

  void add_text(std::uint32_t count, std::vector<std::string_view> parts);
  void read_old_comment(std::string_view data);

  BiffWords words_;
  SheetPages& pages_;
  std::uint32_t row_ = 0;  ///< Under the corner of the shape.
  std::uint32_t column_ = 0;
  std::uint32_t number_ = 0;  ///< Of the object.
  Kind kind_ = Kind::Shape;
  std::map<std::uint32_t, std::string> comments_;  ///< By number of the object that shows them.
  std::size_t comment_bytes_ = 0;

  // A comment of Excel 5, which comes in pieces.
  bool open_ = false;
  std::uint32_t open_row_ = 0;
  std::uint32_t open_column_ = 0;
  std::string open_bytes_;
};

}  // namespace jx
