// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "codecs/xml.h"
#include "pages/office/number_format.h"
#include "pages/office/sheet_pages.h"

namespace jx {

/// Takes the elements of a workbook one by one and puts its cells on pages.
class WorkbookHandler : public XmlHandler {
 public:
  WorkbookHandler(SheetPages& pages, const FormatOptions& options)
      : pages_(pages), options_(options) {}

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override;
  Result<void> end(std::string_view name) override;
  Result<void> text(std::string_view text) override;

 private:
  enum class Taking : std::uint8_t { Nothing, Data, Visible };

  Result<void> start_in_table(std::string_view name, const XmlAttributes& attributes);
  void start_style(const XmlAttributes& attributes);
  void start_column(const XmlAttributes& attributes);
  Result<void> start_row(const XmlAttributes& attributes);
  Result<void> start_cell(const XmlAttributes& attributes);
  Result<void> end_data();
  std::string show() const;
  const NumberFormat& format_of(const std::string& style) const;

  SheetPages& pages_;
  FormatOptions options_;
  std::map<std::string, NumberFormat> formats_;  ///< By the name of the style.
  NumberFormat general_;
  std::string style_;  ///< Being defined, or of the cell.

  bool in_sheet_ = false;
  int comments_ = 0;  ///< Open ones: their words are not the cell's.
  Taking taking_ = Taking::Nothing;
  std::string text_;
  std::string type_;
  std::uint32_t row_ = 0;     ///< Behind the last, from 0.
  std::uint32_t column_ = 0;  ///< Of the next cell.
  std::uint32_t column_definition_ = 0;
  std::uint32_t cell_row_ = 0;
  std::uint32_t cell_column_ = 0;
};

}  // namespace jx
