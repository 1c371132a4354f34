// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "codecs/xml.h"

/// Rows of a sheet without the XML parser, which is where most of the time of a large workbook
/// would go. Nearly all bytes of nearly all sheets are rows that programs write in one plain form:
///
///     <row r="2" spans="1:3"><c r="A2" t="s"><v>5</v></c><c r="C2" s="1"><v>0.5</v></c></row>
///
/// Just that form is read here, byte by byte and strictly: whatever else may stand in XML
/// (references, comments, prefixes, attributes that no cell has, broken characters, …) is left to
/// the parser, with everything that only it can judge. Both ways give the same cells; the fuzz
/// target of the reader compares them.
namespace jx {

/// Views into the bytes of the row.
struct PlainCell {
  std::string_view place;       ///< "B7"; empty where the cell does not say.
  std::string_view style;       ///< As written; empty where there is none.
  std::string_view type = "n";  ///< As written, or what the format says without it.
  std::string_view value;       ///< Of <v>.
  std::string_view words;       ///< Of <is><t>.
  bool has_formula = false;
};

struct PlainRow {
  std::string_view number;  ///< As written; empty where the row does not say.
  std::string_view hidden;
  std::vector<PlainCell> cells;
  std::size_t bytes = 0;  ///< How long the row is.
};

enum class PlainForm : std::uint8_t {
  Plain,    ///< `row` says what it holds.
  CutOff,   ///< So far it might be: more bytes are needed.
  Foreign,  ///< Not for this reader.
};

/// Reads the row at the beginning of `bytes`.
PlainForm read_plain_row(std::string_view bytes, PlainRow& row);

/// Takes the bytes of a sheet in pieces, reads plain rows and hands all the rest to the parser.
class PlainRowFeed {
 public:
  /// `between_rows` tells whether the parser stands in <sheetData> and in nothing inside it.
  PlainRowFeed(std::function<bool()> between_rows,
               std::function<Result<void>(const PlainRow&)> add_row)
      : between_rows_(std::move(between_rows)), add_row_(std::move(add_row)) {}

  /// The last piece comes with `last`; it may be empty.
  Result<void> feed(XmlReader& parser, std::string_view piece, bool last);

 private:
  enum class State : std::uint8_t { BeforeRows, InRows, ByParser };

  Result<void> enter_rows(XmlReader& parser);
  Result<void> read_rows(XmlReader& parser);
  Result<bool> hand_row_over(XmlReader& parser);
  Result<void> leave_to_parser(XmlReader& parser);

  std::function<bool()> between_rows_;
  std::function<Result<void>(const PlainRow&)> add_row_;
  State state_ = State::BeforeRows;
  std::string waiting_;  ///< Bytes that nobody has read yet.
  std::size_t at_ = 0;   ///< Of waiting_: what stands before is done.
  PlainRow row_;
};

}  // namespace jx
