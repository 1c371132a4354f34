// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/mark_xlsx.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "marking/note_editor.h"
#include "marking/package_editor.h"
#include "marking/sheet_facts.h"
#include "marking/sheet_marker.h"
#include "marking/style_editor.h"
#include "pages/office/review_sign.h"
#include "pages/xlsx/workbook.h"

namespace jx {
namespace {

constexpr std::string_view kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view kSheetTypes =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.";
/// How far behind the table a blank column is looked for.
constexpr std::uint32_t kMostColumnsBehind = 16;

using Place = std::pair<std::uint32_t, std::uint32_t>;

struct PlacedMark {
  MarkTone tone = MarkTone::Doubt;
  std::string words;
  std::vector<std::size_t> marks;  ///< Indexes.
};
using PlacedMarks = std::map<Place, PlacedMark>;

class WorkbookMarker {
 public:
  WorkbookMarker(PackageEditor package, const std::vector<FileMark>& marks)
      : package_(std::move(package)), marks_(marks) {}

  Result<MarkedDocument> mark() {
    JX_TRY(const Workbook workbook, read_workbook(package_.package()));
    std::string styles_xml;
    if (package_.has(workbook.styles_part)) {
      JX_TRY(styles_xml, package_.text_of(workbook.styles_part));
    }
    JX_TRY(StyleEditor styles, StyleEditor::open(std::move(styles_xml)));
    for (const auto& [sheet, indexes] : by_sheet()) {
      if (sheet == 0 || sheet > workbook.sheets.size() ||
          !package_.has(workbook.sheets[sheet - 1].part)) {
        out_.unplaced.insert(out_.unplaced.end(), indexes.begin(), indexes.end());
        continue;
      }
      JX_TRY_VOID(mark_sheet(workbook.sheets[sheet - 1], indexes, styles));
    }
    if (styles.changed()) {
      JX_TRY(std::string changed, styles.finish());
      JX_TRY_VOID(put_styles(workbook.styles_part, std::move(changed)));
    }
    std::sort(out_.unplaced.begin(), out_.unplaced.end());
    JX_TRY(out_.bytes, package_.finish());
    return std::move(out_);
  }

 private:
  std::map<std::uint32_t, std::vector<std::size_t>> by_sheet() const {
    std::map<std::uint32_t, std::vector<std::size_t>> sheets;
    for (std::size_t i = 0; i < marks_.size(); ++i) sheets[marks_[i].origin.page].push_back(i);
    return sheets;
  }

  Result<void> put_styles(const std::string& part, std::string xml) {
    if (package_.has(part)) {
      package_.put(part, std::move(xml));
      return {};
    }
    const std::string made = package_.free_name("xl/styles", ".xml");
    package_.put(made, std::move(xml));
    JX_TRY_VOID(package_.add_content_type(made, std::string(kSheetTypes) + "styles+xml"));
    JX_TRY(const std::string ignored,
           package_.add_relationship(package_.main_part(), std::string(kOffice) + "/styles", made));
    return {};
  }

  Result<void> mark_sheet(const WorkbookSheet& sheet, const std::vector<std::size_t>& indexes,
                          StyleEditor& styles) {
    std::set<std::uint32_t> rows;
    for (const std::size_t index : indexes) {
      const std::uint32_t line = marks_[index].origin.line;
      if (line > 0 && line <= SheetPages::kMostRows) rows.insert(line - 1);
    }
    JX_TRY(const std::string xml, package_.text_of(sheet.part));
    JX_TRY(const SheetFacts facts, gather_sheet_facts(xml, rows));
    const PlacedMarks placed = place_marks(indexes, facts);
    if (placed.empty()) return {};
    WantedCells wanted;
    for (const auto& [place, mark] : placed) {
      wanted[place.first][place.second] = {.tone = mark.tone};
    }
    add_signs(sheet, facts, wanted);
    XmlEdits edits;
    JX_TRY_VOID(add_sheet_notes(sheet, facts, placed, edits));
    JX_TRY(std::string filled, fill_cells(xml, facts, wanted, styles, std::move(edits)));
    package_.put(sheet.part, std::move(filled));
    out_.places += placed.size();
    return {};
  }

  /// Marks by the cell that is shown at their place.
  PlacedMarks place_marks(const std::vector<std::size_t>& indexes, const SheetFacts& facts) {
    PlacedMarks placed;
    for (const std::size_t index : indexes) {
      const auto place = find_place(marks_[index].origin, facts);
      if (!place) {
        out_.unplaced.push_back(index);
        continue;
      }
      PlacedMark& at = placed[*place];
      at.tone = std::max(at.tone, marks_[index].tone);
      if (!at.words.empty()) at.words += "\n\n";
      at.words += marks_[index].note;
      at.marks.push_back(index);
    }
    return placed;
  }

  static std::optional<Place> find_place(const Origin& origin, const SheetFacts& facts) {
    if (origin.line == 0 || origin.line > SheetPages::kMostRows) return std::nullopt;
    const std::uint32_t row = origin.line - 1;
    std::uint32_t column = origin.column;
    if (column == Origin::kNone) {
      const auto first = facts.first_in_row.find(row);
      if (first == facts.first_in_row.end()) return std::nullopt;
      column = first->second;
    }
    if (column >= SheetPages::kMostColumns) return std::nullopt;
    if (const CellRange* const range = facts.merged_over(row, column)) {
      return Place{range->first_row, range->first_column};
    }
    return Place{row, column};
  }

  /// A sign for each marked row in a column where nothing stands.
  void add_signs(const WorkbookSheet& sheet, const SheetFacts& facts, WantedCells& wanted) {
    const auto column = find_sign_column(facts, wanted);
    if (!column) {
      out_.remarks.push_back(
          fmt::format("工作表“{}”的表格旁边没有空列，没有加“{}”列。", sheet.name, kReviewSign));
      return;
    }
    for (auto& [row, cells] : wanted) {
      MarkTone tone = MarkTone::Doubt;
      for (const auto& [at, cell] : cells) tone = std::max(tone, cell.tone);
      cells[*column] = {.tone = tone, .sign = kReviewSign};
    }
  }

  static std::optional<std::uint32_t> find_sign_column(const SheetFacts& facts,
                                                       const WantedCells& wanted) {
    std::uint32_t first = facts.first_column;
    std::uint32_t last = facts.has_content() ? facts.last_column : 0;
    for (const auto& [row, cells] : wanted) {
      first = std::min(first, cells.begin()->first);
      last = std::max(last, cells.rbegin()->first);
    }
    const auto is_free = [&](std::uint32_t column) {
      return column < SheetPages::kMostColumns && !facts.is_hidden(column) &&
             std::none_of(wanted.begin(), wanted.end(), [&](const auto& row) {
               return facts.merged_over(row.first, column) != nullptr;
             });
    };
    if (first > 0 && first < SheetPages::kMostColumns && is_free(first - 1)) return first - 1;
    for (std::uint32_t column = last + 1; column <= last + kMostColumnsBehind; ++column) {
      if (is_free(column)) return column;
    }
    return std::nullopt;
  }

  struct NoteParts {
    std::string notes;
    std::string drawing;
    bool has_threads = false;
  };

  Result<NoteParts> find_note_parts(const std::string& part, const SheetFacts& facts) {
    NoteParts parts;
    JX_TRY(const std::vector<Relationship> all, package_.package().relationships(part));
    for (const Relationship& item : all) {
      if (item.external || !package_.has(item.target)) continue;
      if (item.kind == "comments") parts.notes = item.target;
      if (item.kind == "vmlDrawing" && item.id == facts.drawing_id) parts.drawing = item.target;
      if (item.kind == "threadedComment") parts.has_threads = true;
    }
    return parts;
  }

  Result<void> add_sheet_notes(const WorkbookSheet& sheet, const SheetFacts& facts,
                               const PlacedMarks& placed, XmlEdits& edits) {
    JX_TRY(const NoteParts parts, find_note_parts(sheet.part, facts));
    if (parts.has_threads) {
      out_.remarks.push_back(
          fmt::format("工作表“{}”有新式（可回复的）批注：Excel 在有这种批注的单元格上只显示原批注，"
                      "意见请看审核表。",
                      sheet.name));
    }
    std::vector<SheetNote> notes;
    notes.reserve(placed.size());
    for (const auto& [place, mark] : placed)
      notes.push_back({place.first, place.second, mark.words});
    std::string notes_xml;
    if (!parts.notes.empty()) {
      JX_TRY(notes_xml, package_.text_of(parts.notes));
    }
    JX_TRY(EditedNotes edited, add_notes(notes_xml, notes));
    JX_TRY_VOID(put_notes(sheet.part, parts.notes, std::move(edited.xml)));
    if (edited.added.empty()) return {};
    std::string drawing;
    if (!parts.drawing.empty()) {
      JX_TRY(drawing, package_.text_of(parts.drawing));
    }
    JX_TRY(std::string boxes, add_note_boxes(drawing, edited.added));
    return put_drawing(sheet.part, parts.drawing, std::move(boxes), facts, edits);
  }

  Result<void> put_notes(const std::string& sheet, const std::string& part, std::string xml) {
    if (!part.empty()) {
      package_.put(part, std::move(xml));
      return {};
    }
    const std::string made = package_.free_name("xl/comments", ".xml");
    package_.put(made, std::move(xml));
    JX_TRY_VOID(package_.add_content_type(made, std::string(kSheetTypes) + "comments+xml"));
    JX_TRY(const std::string ignored,
           package_.add_relationship(sheet, std::string(kOffice) + "/comments", made));
    return {};
  }

  Result<void> put_drawing(const std::string& sheet, const std::string& part, std::string xml,
                           const SheetFacts& facts, XmlEdits& edits) {
    if (!part.empty()) {
      package_.put(part, std::move(xml));
      return {};
    }
    if (!facts.drawing_id.empty()) {
      return Error{ErrorCode::Malformed,
                   "工作表所指的批注图形在文件里找不到，不能加批注。请用 Excel 或 WPS "
                   "打开、另存一份再试。"};
    }
    const std::string made = package_.free_name("xl/drawings/vmlDrawing", ".vml");
    package_.put(made, std::move(xml));
    JX_TRY_VOID(package_.add_content_type(
        made, "application/vnd.openxmlformats-officedocument.vmlDrawing"));
    JX_TRY(const std::string id,
           package_.add_relationship(sheet, std::string(kOffice) + "/vmlDrawing", made));
    edits.insert(facts.drawing_place, fmt::format("<{}legacyDrawing xmlns:r=\"{}\" r:id=\"{}\"/>",
                                                  facts.prefix, kOffice, id));
    return {};
  }

  PackageEditor package_;
  const std::vector<FileMark>& marks_;
  MarkedDocument out_;
};

}  // namespace

Result<MarkedDocument> mark_xlsx(std::string_view bytes, const std::vector<FileMark>& marks) {
  JX_TRY(PackageEditor package, PackageEditor::open(bytes, "xl/workbook.xml"));
  return WorkbookMarker(std::move(package), marks).mark();
}

}  // namespace jx
