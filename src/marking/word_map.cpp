// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/word_map.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>

#include "base/origin.h"
#include "base/text.h"
#include "pages/docx/word_pages.h"
#include "pages/docx/word_part.h"

namespace jx {
namespace {

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Properties of a cell that stand before its shade, and of a table before its indent, by the order
/// that the format demands.
bool is_before_shade(std::string_view name) {
  return is_one_of(name, {"cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders"});
}
bool is_before_indent(std::string_view name) {
  return is_one_of(name, {"tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize",
                          "tblStyleColBandSize", "tblW", "jc", "tblCellSpacing"});
}

std::uint32_t read_value(const XmlAttributes& attributes) {
  std::uint32_t value = 0;
  const std::string_view words = attributes.find("val").value_or("");
  std::from_chars(words.data(), words.data() + words.size(), value);
  return value;
}

class WordMapper : public TagVisitor {
 public:
  WordMapper(std::string_view xml, WordNumbering& numbering)
      : xml_(xml), reader_(WordPart::Body, numbering, pages_) {}

  WordPartMap map;

  Result<void> open(std::string_view name, const XmlAttributes& attributes, const TagPlace& tag,
                    std::size_t depth) override {
    const std::uint32_t before = pages_.line();
    JX_TRY_VOID(reader_.start(name, attributes));
    const std::uint32_t line = pages_.line() > before ? pages_.line() : 0;
    if (depth == 1) map.prefix = prefix_of(xml_.substr(tag.begin, tag.end - tag.begin));
    open_property(name, attributes, tag, depth);
    open_structure(name, tag, depth, line);
    return {};
  }

  Result<void> close(std::string_view name, const TagPlace& tag, std::size_t depth) override {
    JX_TRY_VOID(reader_.end(name));
    close_property(name, tag, depth);
    if (!open_.empty() && open_.back().depth == depth) {
      if (open_.back().kind == Kind::Paragraph)
        map.paragraphs[open_.back().index].close = tag.begin;
      if (open_.back().kind == Kind::Cell) end_cell();
      open_.pop_back();
    }
    if (name == "instrText") in_code_ = false;
    return {};
  }

  Result<void> words(std::string_view text) override {
    // "=SUM(LEFT)" counts cells.
    if (in_code_ && contains(text, "=")) fix_columns();
    return reader_.text(text);
  }

 private:
  enum class Kind : std::uint8_t { Table, Row, Cell, Paragraph, Box };
  struct Open {
    Kind kind;
    std::size_t depth;
    std::size_t index;
    std::uint32_t column = 0;  ///< Of a row: where its next cell stands.
  };

  Open* innermost(Kind kind) {
    return !open_.empty() && open_.back().kind == kind ? &open_.back() : nullptr;
  }

  void open_structure(std::string_view name, const TagPlace& tag, std::size_t depth,
                      std::uint32_t line) {
    if (name == "tbl") {
      const bool nested = std::any_of(open_.begin(), open_.end(),
                                      [](const Open& one) { return one.kind == Kind::Table; });
      map.tables.emplace_back().fixed_columns = nested;
      open_.push_back({Kind::Table, depth, map.tables.size() - 1});
    } else if (name == "tr") {
      if (const Open* const table = innermost(Kind::Table)) {
        map.rows.push_back({.table = table->index, .begin = tag.end, .cells = {}});
        map.tables[table->index].rows.push_back(map.rows.size() - 1);
        // A row in one tag has no inside.
        if (tag.empty) map.tables[table->index].fixed_columns = true;
        open_.push_back({Kind::Row, depth, map.rows.size() - 1});
      }
    } else if (name == "tc") {
      if (Open* const row = innermost(Kind::Row)) open_cell(*row, tag, depth, line);
    } else if (name == "p") {
      open_paragraph(tag, depth, line);
    } else if (name == "txbxContent") {
      open_.push_back({Kind::Box, depth, 0});
    } else if (name == "instrText") {
      in_code_ = true;
    }
  }

  void open_cell(Open& row, const TagPlace& tag, std::size_t depth, std::uint32_t line) {
    map.cells.push_back({.row = row.index,
                         .column = row.column,
                         .tag = tag,
                         .properties = {},
                         .shade = {},
                         .shade_place = 0,
                         .paragraph = std::nullopt});
    map.rows[row.index].cells.push_back(map.cells.size() - 1);
    if (line != 0) map.cell_of_line.emplace(line, map.cells.size() - 1);
    open_.push_back({Kind::Cell, depth, map.cells.size() - 1});
  }

  void end_cell() {
    const WordCellPlaceInPart& cell = map.cells[open_.back().index];
    if (open_.size() >= 2) open_[open_.size() - 2].column += cell.span;
  }

  void open_paragraph(const TagPlace& tag, std::size_t depth, std::uint32_t line) {
    map.paragraphs.push_back({.tag = tag, .begin = tag.end, .close = tag.end});
    const std::size_t index = map.paragraphs.size() - 1;
    if (line != 0) map.paragraph_of_line.emplace(line, index);
    if (const Open* const cell = innermost(Kind::Cell)) {
      auto& first = map.cells[cell->index].paragraph;
      if (!first) first = index;
    }
    open_.push_back({Kind::Paragraph, depth, index});
  }

  void open_property(std::string_view name, const XmlAttributes& attributes, const TagPlace& tag,
                     std::size_t depth) {
    if (name == "bookmarkStart" && attributes.find("colFirst")) fix_columns();
    if (name == "fldSimple" && contains(attributes.find("instr").value_or(""), "=")) fix_columns();
    if (open_.empty()) return;
    const Open& in = open_.back();
    if (in.kind == Kind::Cell && depth <= in.depth + 2) {
      WordCellPlaceInPart& cell = map.cells[in.index];
      if (depth == in.depth + 1 && name == "tcPr") {
        cell.properties = tag;
        cell.shade_place = tag.end;
      }
      if (depth == in.depth + 2 && cell.properties.end != 0) {
        if (name == "gridSpan") cell.span = std::max(read_value(attributes), 1U);
        if (name == "shd") cell.shade = tag;
      }
    }
    if (in.kind == Kind::Row && name == "gridBefore" && depth == in.depth + 2) fix_columns();
    if (in.kind == Kind::Table) open_table_property(name, attributes, tag, depth - in.depth);
  }

  void open_table_property(std::string_view name, const XmlAttributes& attributes,
                           const TagPlace& tag, std::size_t below) {
    WordTablePlace& table = map.tables[open_.back().index];
    if (below == 1 && name == "tblPr" && !tag.empty) table.indent_place = tag.end;
    if (below == 1 && name == "tblGrid" && !tag.empty) table.grid_begin = tag.end;
    if (below != 2) return;
    if (name == "tblpPr" || name == "bidiVisual") table.fixed_columns = true;
    if (name == "tblInd") {
      table.indent = tag;
      int twips = 0;
      const std::string_view words = attributes.find("w").value_or("");
      const auto read = std::from_chars(words.data(), words.data() + words.size(), twips);
      const bool in_twips = attributes.find("type").value_or("dxa") == "dxa";
      if (in_twips && read.ec == std::errc{}) table.indent_twips = twips;
    }
  }

  void close_property(std::string_view name, const TagPlace& tag, std::size_t depth) {
    if (open_.empty()) return;
    const Open& in = open_.back();
    if (in.kind == Kind::Paragraph && depth == in.depth + 1 && name == "pPr") {
      map.paragraphs[in.index].begin = tag.end;
    }
    if (in.kind == Kind::Cell && depth == in.depth + 2) {
      WordCellPlaceInPart& cell = map.cells[in.index];
      if (is_before_shade(name)) cell.shade_place = tag.end;
      if (name == "shd") cell.shade.end = tag.end;
    }
    if (in.kind == Kind::Row && depth == in.depth + 1 && is_one_of(name, {"trPr", "tblPrEx"})) {
      map.rows[in.index].begin = tag.end;
    }
    if (in.kind == Kind::Table && depth == in.depth + 2) {
      WordTablePlace& table = map.tables[in.index];
      if (is_before_indent(name) && table.indent_place != 0) table.indent_place = tag.end;
      if (name == "tblInd") table.indent.end = tag.end;
    }
  }

  /// Of every table around this place.
  void fix_columns() {
    for (const Open& one : open_) {
      if (one.kind == Kind::Table) map.tables[one.index].fixed_columns = true;
    }
  }

  std::string_view xml_;
  ReadLimits limits_;
  WordPages pages_{limits_};
  WordPartReader reader_;
  std::vector<Open> open_;
  bool in_code_ = false;
};

}  // namespace

std::optional<std::size_t> WordPartMap::find_cell(std::uint32_t line, std::uint32_t column) const {
  const auto found = cell_of_line.find(line);
  if (found == cell_of_line.end()) return std::nullopt;
  const auto covers = [&](std::size_t index) {
    const WordCellPlaceInPart& cell = cells[index];
    return cell.column <= column && column - cell.column < cell.span;
  };
  if (column == Origin::kNone || covers(found->second)) return found->second;
  for (const std::size_t index : rows[cells[found->second].row].cells) {
    if (covers(index)) return index;
  }
  return found->second;
}

Result<WordPartMap> map_word_part(std::string_view xml, WordNumbering& numbering) {
  WordMapper mapper(xml, numbering);
  JX_TRY_VOID(walk_xml(xml, mapper));
  return std::move(mapper.map);
}

}  // namespace jx
