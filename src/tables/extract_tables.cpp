// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <span>
#include <system_error>
#include <utility>
#include <variant>

#include "base/text.h"
#include "pages/page_number.h"
#include "tables/caption_queue.h"
#include "tables/grid_cutter.h"
#include "tables/header_row.h"
#include "tables/tables.h"

namespace jx {
namespace {}  // namespace

/// Walks through the pages once, in reading order, and builds the tables as it goes.
class TableStream::Extractor {
 public:
  explicit Extractor(const Lexicon& lexicon)
      : lexicon_(lexicon), captions_(lexicon, rest_.lines, next_index_) {}

  void add_page(Page& page) {
    page_ = page.number;
    first_unnumbered_ = next_index_;
    number_at_top_.clear();
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
      if (auto* const line = std::get_if<TextLine>(&page.blocks[i])) {
        add_line(std::move(*line), i == 0);
      } else {
        add_grid(std::get<NativeGrid>(std::move(page.blocks[i])));
      }
    }
  }

  /// The tables of the page that was added last.
  std::vector<Table> take_tables() { return std::exchange(open_, {}); }

  Tables take_rest() {
    captions_.flush();
    return std::move(rest_);
  }

 private:
  /// What the next table is compared with.
  struct Previous {
    std::string header;
    std::string title;
    std::string label;
    std::string unit_words;
    std::uint32_t columns = 0;
    std::optional<int> last_number;  ///< In its first column.
  };

  void add_line(TextLine line, bool at_top) {
    auto number = find_page_number(line.text);
    if (!number && line.is_footer) number = find_bare_number(line.text);
    Caption words{.text = std::move(line.text),
                  .origin = line.origin,
                  .confidence = line.confidence,
                  .other_readings = std::move(line.other_readings)};
    if (!number) return captions_.add(std::move(words), CaptionQueue::From::Text);
    if (at_top && !line.is_footer) {
      number_at_top_ = *number;
    } else {
      number_tables(*number);
    }
    captions_.add_page_number(std::move(words), *std::move(number));
  }

  /// A footer's number belongs to the tables since the page began.
  void number_tables(std::string_view number) {
    for (Table& table : open_) {
      if (table.index >= first_unnumbered_) table.printed_page = number;
    }
    first_unnumbered_ = next_index_;
  }

  void add_grid(NativeGrid grid) {
    if (!grid.title.empty()) {
      captions_.add_title({std::move(grid.title), Origin{.page = page_}});
    }
    const bool open = previous_ && captions_.only_page_numbers();
    const CutContext context{
        .lexicon = lexicon_,
        .titles = captions_.titles(),
        .open_columns = open ? std::optional(previous_->columns) : std::nullopt};
    GridCutter cutter(grid, context);
    for (const GridPart& part : cutter.cut()) {
      if (part.kind == GridPart::Kind::Table) {
        add_table(grid, cutter, part);
      } else {
        for (std::size_t row = part.begin; row < part.end; ++row) add_line_row(grid, cutter, row);
      }
    }
  }

  /// A row outside the tables: captions side by side, or one line cut by its tabs.
  void add_line_row(NativeGrid& grid, const GridCutter& cutter, std::size_t row) {
    const std::size_t count = cutter.row(row).size();
    GridCell* const cells = grid.cells.data() + cutter.first_cell(row);
    const bool has_caption = std::any_of(cells, cells + count, [&](const GridCell& cell) {
      const LineRole role = look_at(cell.text, lexicon_).role;
      return role != LineRole::Heading && role != LineRole::Statement && role != LineRole::Title;
    });
    if (count == 1 || has_caption) {
      for (std::size_t i = 0; i < count; ++i) add_line_cell(take_line(grid, cells[i]));
      return;
    }
    Caption line = take_line(grid, cells[0]);
    for (std::size_t i = 1; i < count; ++i) {
      Caption part = take_line(grid, cells[i]);
      line.text += '\t' + part.text;
      line.confidence = std::min(line.confidence, part.confidence);
      std::move(part.other_readings.begin(), part.other_readings.end(),
                std::back_inserter(line.other_readings));
    }
    line.origin.last_column = cells[count - 1].origin.last_column;
    captions_.add(std::move(line), CaptionQueue::From::Text);
  }

  void add_line_cell(Caption&& line) {
    auto number = find_page_number(line.text);
    if (!number) return captions_.add(std::move(line), CaptionQueue::From::Grid);
    number_tables(*number);
    captions_.add_page_number(std::move(line), *std::move(number));
  }

  /// A cell that turned out to be a line outside the table, with its other readings.
  static Caption take_line(const NativeGrid& grid, GridCell& cell) {
    Caption line{
        .text = std::move(cell.text), .origin = cell.origin, .confidence = cell.confidence};
    for (const CellReading& reading : readings_at(grid.other_readings, cell.row, cell.column)) {
      line.other_readings.push_back(reading.text);
    }
    return line;
  }

  void add_table(NativeGrid& grid, const GridCutter& cutter, const GridPart& part) {
    Captions captions = captions_.take_captions();
    const bool interrupted = captions_.interrupted();
    Table table;
    table.index = next_index_;
    table.page = page_;
    table.printed_page = number_at_top_;
    table.title = std::move(captions.title);
    table.label = std::move(captions.label);
    table.unit = std::move(captions.unit);
    table.unit_words = std::move(captions.unit_words);
    table.header_rows = part.header_rows;
    const std::string header = header_of(grid, cutter, part);
    measure(grid, cutter, part, table);
    // Blank columns at the right edge do not make a part without a header narrower.
    if (part.header_rows == 0) table.columns = std::max(table.columns, grid.columns);
    const auto body = cells_of(grid, cutter, part.begin + part.header_rows, part.end);
    if (!interrupted && continues_previous(table, header, numbers_go_on(body))) {
      table.continues = table.index - 1;
    }
    const std::optional<int> last_number = last_row_number(body);
    report_cell_counts(grid, cutter, part, table);
    move_cells(grid, cutter, part, table);
    // The same header again is a new sheet of paper: a footer further down is not the number of
    // the tables above it.
    if (table.continues && part.header_rows > 0) first_unnumbered_ = table.index;
    remember(table, header, last_number);
    open_.push_back(std::move(table));
    ++next_index_;
    captions_.close_table();
  }

  static std::span<const GridCell> cells_of(const NativeGrid& grid, const GridCutter& cutter,
                                            std::size_t begin, std::size_t end) {
    if (begin >= end) return {};
    const std::size_t first = cutter.first_cell(begin);
    const std::size_t last = end < cutter.rows() ? cutter.first_cell(end) : grid.cells.size();
    return std::span(grid.cells).subspan(first, last - first);
  }

  static std::string header_of(const NativeGrid& grid, const GridCutter& cutter,
                               const GridPart& part) {
    if (part.header_rows == 0) return {};
    return header_key(cells_of(grid, cutter, part.begin, part.begin + part.header_rows));
  }

  static void measure(const NativeGrid& grid, const GridCutter& cutter, const GridPart& part,
                      Table& table) {
    const std::uint32_t first_row = cutter.row_number(part.begin);
    for (const GridCell& cell : cells_of(grid, cutter, part.begin, part.end)) {
      table.rows = std::max(table.rows, cell.row - first_row + cell.rowspan);
      table.columns = std::max(table.columns, cell.column + cell.colspan);
    }
    for (std::size_t i = part.begin; i < part.end; ++i) {
      const std::uint32_t row = cutter.row_number(i);
      if (row < grid.row_widths.size()) {
        table.columns = std::max(table.columns, grid.row_widths[row]);
      }
    }
  }

  /// The number in the first column of a row, "8".
  static std::optional<int> row_number_of(const GridCell& cell) {
    int number = 0;
    const char* const end = cell.text.data() + cell.text.size();
    const auto read = std::from_chars(cell.text.data(), end, number);
    if (cell.column != 0 || read.ec != std::errc() || read.ptr != end) return std::nullopt;
    return number;
  }

  static std::optional<int> last_row_number(std::span<const GridCell> body) {
    std::optional<int> last;
    for (const GridCell& cell : body) {
      if (const auto number = row_number_of(cell)) last = number;
    }
    return last;
  }

  /// The rows are numbered on from where the table before ended.
  bool numbers_go_on(std::span<const GridCell> body) const {
    if (body.empty() || !previous_ || !previous_->last_number) return false;
    return row_number_of(body.front()) == *previous_->last_number + 1;
  }

  bool continues_previous(const Table& table, const std::string& header, bool goes_on) const {
    if (!previous_) return false;
    // A part without a header goes on where the one before ended, if it is as wide.
    const bool fits =
        table.header_rows == 0 ? table.columns == previous_->columns : header == previous_->header;
    if (!fits) return false;
    const std::string title = fold(table.title.text);
    // A title printed only now cannot contradict a table that has none.
    const bool same_title =
        title.empty() || title == previous_->title || (previous_->title.empty() && goes_on);
    const std::string label = plain_label(table.label.text);
    const bool same_label = label.empty() || previous_->label.empty() || label == previous_->label;
    const bool same_unit = table.unit_words.empty() || previous_->unit_words.empty() ||
                           table.unit_words == previous_->unit_words;
    return same_title && same_label && same_unit;
  }

  /// A label without the words that say that it is printed again: "续表15", "表15（续）" → "15".
  static std::string plain_label(std::string_view label) {
    std::string words = fold(label);
    for (const std::string_view word : {"续表", "(续)", "续", "接上表", "表"}) {
      words = replaced(words, word, "");
    }
    return words == "()" ? std::string() : words;
  }

  /// Title, label and unit of the whole, when this part does not repeat them.
  void remember(const Table& table, const std::string& header, std::optional<int> last_number) {
    Previous next{.header = header,
                  .title = fold(table.title.text),
                  .label = plain_label(table.label.text),
                  .unit_words = table.unit_words,
                  .columns = table.columns,
                  .last_number = last_number};
    if (table.continues) {
      if (next.header.empty()) next.header = previous_->header;
      if (next.title.empty()) next.title = previous_->title;
      if (next.label.empty()) next.label = previous_->label;
      if (next.unit_words.empty()) next.unit_words = previous_->unit_words;
    }
    previous_ = std::move(next);
  }

  /// Rows that were written with more or fewer cells than the header has.
  void report_cell_counts(const NativeGrid& grid, const GridCutter& cutter, const GridPart& part,
                          const Table& table) {
    if (grid.row_widths.size() != grid.rows) return;
    const std::uint32_t expected = grid.row_widths[cutter.row_number(part.begin)];
    for (std::size_t i = part.begin; i < part.end; ++i) {
      const std::uint32_t width = grid.row_widths[cutter.row_number(i)];
      if (width != expected) report_cell_count(cutter, i, {width, expected, part.begin, &table});
    }
  }

  struct CellCount {
    std::uint32_t width = 0;
    std::uint32_t expected = 0;
    std::size_t first_row = 0;
    const Table* table = nullptr;
  };

  void report_cell_count(const GridCutter& cutter, std::size_t row, const CellCount& count) {
    Diagnostics& diagnostics = rest_.diagnostics;
    if (diagnostics.count("cell-count") >= Diagnostics::kMostOfOneCode) {
      return diagnostics.warn("cell-count", {});  // Only counted.
    }
    Origin origin = cutter.row(row).front().origin;
    origin.table = count.table->index;
    origin.row = cutter.row_number(row) - cutter.row_number(count.first_row);
    origin.first_column = 0;
    origin.last_column = 0;
    const std::string_view done =
        count.width < count.expected ? "缺的格已按空白处理" : "多出的格已保留在表头之外";
    diagnostics.warn(
        "cell-count",
        fmt::format("第 {} 行有 {} 格，而{}有 {} 格；{}。请核对该行是否漏写、"
                    "多写了分隔符。",
                    origin.line, count.width, count.table->header_rows > 0 ? "表头" : "该表首行",
                    count.expected, done),
        origin);
  }

  /// Gives the table its cells. The last part of a grid takes them all at once; nothing looks at
  /// the grid behind it.
  static void move_cells(NativeGrid& grid, const GridCutter& cutter, const GridPart& part,
                         Table& table) {
    const std::uint32_t first_row = cutter.row_number(part.begin);
    const auto begin =
        grid.cells.begin() + static_cast<std::ptrdiff_t>(cutter.first_cell(part.begin));
    const auto count =
        static_cast<std::ptrdiff_t>(cells_of(grid, cutter, part.begin, part.end).size());
    if (part.end == cutter.rows()) {
      grid.cells.erase(grid.cells.begin(), begin);
      table.cells = std::move(grid.cells);
    } else {
      table.cells.assign(std::make_move_iterator(begin), std::make_move_iterator(begin + count));
    }
    const std::uint32_t last_row = cutter.row_number(part.end - 1);
    for (const CellReading& reading : grid.other_readings) {
      if (reading.row < first_row || reading.row > last_row) continue;
      table.other_readings.push_back(reading);
      table.other_readings.back().row -= first_row;
    }
    for (Cell& cell : table.cells) {
      cell.row -= first_row;
      cell.origin.table = table.index;
      cell.origin.row = cell.row;
      cell.origin.column = cell.column;
      table.box = united(table.box, cell.origin.box);
    }
  }

  const Lexicon& lexicon_;
  Tables rest_;              ///< Everything but tables.
  std::vector<Table> open_;  ///< Of this page: they await its footer.
  std::uint32_t next_index_ = 0;
  CaptionQueue captions_;
  std::optional<Previous> previous_;
  std::uint32_t page_ = 1;
  std::uint32_t first_unnumbered_ = 0;  ///< Tables from here on await the footer of their page.
  std::string number_at_top_;           ///< Printed at the top of this page.
};

TableStream::TableStream(const Lexicon& lexicon, Sink sink)
    : extractor_(std::make_unique<Extractor>(lexicon)), sink_(std::move(sink)) {}

TableStream::~TableStream() = default;

Result<void> TableStream::add(Page&& page) {
  extractor_->add_page(page);
  for (Table& table : extractor_->take_tables()) JX_TRY_VOID(sink_(std::move(table)));
  return {};
}

Tables TableStream::finish() && { return extractor_->take_rest(); }

Tables extract_tables(Pages&& pages, const Lexicon& lexicon) {
  std::vector<Table> tables;
  TableStream stream(lexicon, [&](Table&& table) -> Result<void> {
    tables.push_back(std::move(table));
    return {};
  });
  for (Page& page : pages.pages) (void)stream.add(std::move(page)).ok();
  Tables all = std::move(stream).finish();
  all.tables = std::move(tables);
  pages.diagnostics.append(all.diagnostics);
  all.diagnostics = std::move(pages.diagnostics);
  return all;
}

Tables extract_tables(const Pages& pages, const Lexicon& lexicon) {
  return extract_tables(Pages(pages), lexicon);
}

}  // namespace jx
