// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "documents/document.h"
#include "pages/html/text_flow.h"
#include "pages/page.h"

namespace jx {

/// Where a row stands among the others, whatever the order of the file.
enum class RowGroup : std::uint8_t { Head, Body, Foot };

/// Spans as the file writes them; 0 rows mean "to the end of the group".
struct CellSpans {
  std::uint32_t rows = 1;
  std::uint32_t columns = 1;
};

/// One table while it is read, and what becomes of it: a grid with the tables that stood in its
/// cells behind it; or, when it only arranges other tables and lines on the page, these.
class HtmlTable {
 public:
  void begin_group(RowGroup group);
  void end_group();
  void begin_row();
  void end_row();
  void begin_cell(CellSpans spans, std::uint32_t line);
  void end_cell();
  void begin_caption();
  void end_caption();

  /// Running text goes where the reading is: into the open cell, the caption, or in front of the
  /// table where words stand between its rows.
  TextFlow& flow() noexcept { return flow_; }
  void end_line();
  /// What a table inside of this one became.
  void add_nested(std::vector<Block> blocks);

  /// LimitExceeded for too many columns.
  Result<std::vector<Block>> take(const ReadLimits& limits) &&;

 private:
  struct Nested {
    std::size_t after_line = 0;
    std::vector<Block> blocks;
  };
  struct Cell {
    CellSpans spans;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::vector<FlowLine> lines;
    std::vector<Nested> nested;
  };
  struct Row {
    std::uint32_t group = 0;
    std::uint32_t line = 0;
    std::vector<Cell> cells;
  };

  class Placement;

  bool is_layout() const;
  void order_rows();
  Result<NativeGrid> make_grid(const ReadLimits& limits);
  std::vector<Block> flow_out();

  TextFlow flow_;
  std::vector<Row> rows_;
  std::vector<RowGroup> groups_;  ///< In the order of the file.
  std::vector<FlowLine> caption_;
  std::vector<Block> stray_;  ///< Words and tables between the rows.
  bool has_nested_ = false;
  bool cell_open_ = false;
  bool row_open_ = false;
  bool group_open_ = false;
  bool caption_open_ = false;
};

}  // namespace jx
