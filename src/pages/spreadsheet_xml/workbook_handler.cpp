// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/spreadsheet_xml/workbook_handler.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "base/text.h"

namespace jx {
namespace {

struct NamedFormat {
  std::string_view name;
  std::string_view code;
};

/// Formats that these files call by name.
constexpr NamedFormat kNamedFormats[] = {
    {"General Date", "yyyy/m/d h:mm"},
    {"Long Date", "yyyy\"年\"m\"月\"d\"日\""},
    {"Medium Date", "d-mmm-yy"},
    {"Short Date", "yyyy/m/d"},
    {"Long Time", "h:mm:ss"},
    {"Medium Time", "h:mm AM/PM"},
    {"Short Time", "h:mm"},
    {"Currency", "\"¥\"#,##0.00"},
    {"Euro Currency", "[$€]#,##0.00"},
    {"Fixed", "0.00"},
    {"Standard", "#,##0.00"},
    {"Percent", "0.00%"},
    {"Scientific", "0.00E+00"},
    {"General Number", "General"},
};

std::string_view code_of(std::string_view format) {
  for (const NamedFormat& named : kNamedFormats) {
    if (named.name == format) return named.code;
  }
  return format;
}

/// A count or a place; nothing when it is not stated or nonsense.
std::optional<std::uint32_t> find_number(const XmlAttributes& attributes, std::string_view name) {
  const auto words = attributes.find(name);
  if (!words) return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(words->data(), words->data() + words->size(), number);
  const bool whole = error == std::errc{} && end == words->data() + words->size();
  return whole ? std::optional(number) : std::nullopt;
}

/// From 0. Places only go forward: one that goes back is nonsense.
std::uint32_t find_place(const XmlAttributes& attributes, std::uint32_t next) {
  const std::uint32_t index = find_number(attributes, "Index").value_or(0);
  return index > next ? index - 1 : next;
}

bool is_hidden(const XmlAttributes& attributes) { return attributes.find("Hidden") == "1"; }

Error make_place_error(std::uint32_t row) {
  return {ErrorCode::LimitExceeded,
          fmt::format("第 {} 行起的单元格超出 Excel 的行列上限，没有读入。请检查文件是否损坏。",
                      row + 1),
          Origin{.line = row + 1}};
}

std::optional<double> parse_double(std::string_view text) {
  text = trimmed(text);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// Days from 1 January 1970 to a date of the Gregorian calendar.
int days_from_epoch(int year, int month, int day) noexcept {
  year -= month <= 2 ? 1 : 0;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

/// "2021-12-31T08:30:00.000" as the number that Excel keeps for it.
std::optional<double> parse_date(std::string_view text, bool from_1904) {
  text = trimmed(text);
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:dd";
  if (text.size() < kShape.size()) return std::nullopt;
  int parts[6] = {};
  std::size_t part = 0;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == 'd' ? !digit : text[i] != kShape[i]) return std::nullopt;
    if (digit) {
      parts[part] = parts[part] * 10 + (text[i] - '0');
    } else {
      ++part;
    }
  }
  const auto seconds = parse_double(text.substr(17)).value_or(parts[5]);
  const double time = (parts[3] * 60 + parts[4]) * 60 + seconds;
  const int epoch = from_1904 ? 24107 : 25569;  // Days that Excel counts to 1 January 1970.
  return days_from_epoch(parts[0], parts[1], parts[2]) + epoch + time / 86400;
}

}  // namespace

Result<void> WorkbookHandler::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "Style") {
    start_style(attributes);
  } else if (name == "NumberFormat") {
    formats_[style_] = NumberFormat(code_of(attributes.find("Format").value_or("")), options_);
  } else if (name == "Worksheet") {
    pages_.begin_sheet(attributes.find("Name").value_or(""));
    in_sheet_ = true;
    row_ = 0;
    column_definition_ = 0;
  } else if (name == "Visible") {
    taking_ = Taking::Visible;
    text_.clear();
  } else if (in_sheet_) {
    return start_in_table(name, attributes);
  }
  return {};
}

Result<void> WorkbookHandler::start_in_table(std::string_view name,
                                             const XmlAttributes& attributes) {
  if (name == "Comment") {
    ++comments_;
  } else if (name == "Column") {
    start_column(attributes);
  } else if (name == "Row") {
    return start_row(attributes);
  } else if (name == "Cell") {
    return start_cell(attributes);
  } else if (name == "Data" && comments_ == 0) {
    taking_ = Taking::Data;
    type_ = attributes.find("Type").value_or("String");
    text_.clear();
  }
  return {};
}

/// A style shows numbers as the one it builds on, until it says otherwise.
void WorkbookHandler::start_style(const XmlAttributes& attributes) {
  style_ = attributes.find("ID").value_or("");
  const auto parent = formats_.find(std::string(attributes.find("Parent").value_or("Default")));
  formats_[style_] = parent == formats_.end() ? general_ : parent->second;
}

void WorkbookHandler::start_column(const XmlAttributes& attributes) {
  const std::uint32_t first = find_place(attributes, column_definition_);
  const std::uint32_t span = find_number(attributes, "Span").value_or(0);
  if (first >= SheetPages::kMostColumns) return;
  const std::uint32_t last = std::min(span, SheetPages::kMostColumns - 1 - first) + first;
  column_definition_ = last + 1;
  if (is_hidden(attributes)) pages_.hide_columns(first, last);
}

Result<void> WorkbookHandler::start_row(const XmlAttributes& attributes) {
  row_ = find_place(attributes, row_);
  if (row_ >= SheetPages::kMostRows) return make_place_error(row_);
  cell_row_ = row_;
  column_ = 0;
  const std::uint32_t span =
      std::min(find_number(attributes, "Span").value_or(0), SheetPages::kMostRows - 1 - row_);
  for (std::uint32_t i = 0; is_hidden(attributes) && i <= span; ++i) pages_.hide_row(row_ + i);
  row_ += span + 1;
  return {};
}

Result<void> WorkbookHandler::start_cell(const XmlAttributes& attributes) {
  style_ = attributes.find("StyleID").value_or("Default");
  cell_column_ = find_place(attributes, column_);
  if (cell_column_ >= SheetPages::kMostColumns) return make_place_error(cell_row_);
  const std::uint32_t across = std::min(find_number(attributes, "MergeAcross").value_or(0),
                                        SheetPages::kMostColumns - 1 - cell_column_);
  const std::uint32_t down = std::min(find_number(attributes, "MergeDown").value_or(0),
                                      SheetPages::kMostRows - 1 - cell_row_);
  column_ = cell_column_ + across + 1;
  if (across + down > 0) {
    pages_.add_merged({.first_row = cell_row_,
                       .first_column = cell_column_,
                       .last_row = cell_row_ + down,
                       .last_column = cell_column_ + across});
  }
  return {};
}

Result<void> WorkbookHandler::end(std::string_view name) {
  if (name == "Worksheet" && in_sheet_) {
    JX_TRY_VOID(pages_.end_sheet());
    in_sheet_ = false;
  } else if (name == "Comment" && comments_ > 0) {
    --comments_;
  } else if (name == "Visible" && taking_ == Taking::Visible) {
    taking_ = Taking::Nothing;
    if (in_sheet_ && contains(text_, "Hidden")) pages_.mark_hidden_sheet();
  } else if (name == "Data" && taking_ == Taking::Data && comments_ == 0) {
    taking_ = Taking::Nothing;
    return end_data();
  }
  return {};
}

Result<void> WorkbookHandler::text(std::string_view text) {
  if (taking_ != Taking::Nothing) text_ += text;
  return {};
}

Result<void> WorkbookHandler::end_data() {
  std::string shown(trimmed(show()));
  if (shown.empty()) {
    if (!trimmed(text_).empty()) pages_.note_unshown(cell_row_, cell_column_);
    return {};
  }
  return pages_.add_cell(cell_row_, cell_column_, std::move(shown));
}

/// What Excel displays for the data.
std::string WorkbookHandler::show() const {
  const NumberFormat& format = format_of(style_);
  if (type_ == "Number") {
    if (const auto value = parse_double(text_)) return format.show(*value);
  } else if (type_ == "DateTime") {
    if (const auto value = parse_date(text_, options_.from_1904)) {
      return format.is_general() ? NumberFormat::built_in(14, options_).show(*value)
                                 : format.show(*value);
    }
  } else if (type_ == "Boolean") {
    return trimmed(text_) == "0" ? "FALSE" : "TRUE";
  } else if (type_ == "String") {
    return format.show(std::string_view(text_));
  }
  return text_;
}

const NumberFormat& WorkbookHandler::format_of(const std::string& style) const {
  const auto found = formats_.find(style);
  return found == formats_.end() ? general_ : found->second;
}

}  // namespace jx
