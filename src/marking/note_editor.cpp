// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/note_editor.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "marking/xml_walk.h"
#include "pages/office/sheet_pages.h"
#include "pages/xlsx/numbers.h"

namespace jx {
namespace {

constexpr std::string_view kAuthor = "绩效审核";
constexpr std::string_view kNoNotes =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    "<authors></authors><commentList></commentList></comments>";
/// Excel takes 32,767 characters in a note; what is longer is of no use to anybody.
constexpr std::size_t kMostNoteBytes = 24'000;
constexpr std::string_view kCutOff = "……（后面的意见放不下，请看审核表）";

using Place = std::pair<std::uint32_t, std::uint32_t>;

class NotesVisitor : public TagVisitor {
 public:
  struct Note {
    std::size_t words_end = 0;  ///< Where runs may be added.
    /// A text that stands alone, without a run around it.
    std::optional<std::pair<std::size_t, std::size_t>> bare;
    std::optional<TagPlace> hollow;  ///< <text/>, where nothing can be added.
  };
  TagPlace authors;
  std::size_t authors_close = 0;
  std::size_t author_count = 0;
  TagPlace list;
  std::size_t list_close = 0;
  std::map<Place, Note> notes;

  Result<void> open(std::string_view name, const XmlAttributes& attributes, const TagPlace& tag,
                    std::size_t depth) override {
    if (depth == 2 && name == "authors") authors = tag;
    if (depth == 2 && name == "commentList") list = tag;
    if (depth == 3 && name == "author") ++author_count;
    if (depth == 3 && name == "comment") {
      const auto place = read_cell_name(attributes.find("ref").value_or(""));
      note_ = place ? &notes[{place->row, place->column}] : nullptr;
    }
    if (note_ == nullptr) return {};
    if (depth == 4 && name == "text") {
      note_->words_end = tag.end;
      if (tag.empty) note_->hollow = tag;
    }
    if (depth == 5 && name == "t") note_->bare = {tag.begin, tag.end};
    return {};
  }

  Result<void> close(std::string_view name, const TagPlace& tag, std::size_t depth) override {
    if (depth == 2 && name == "authors") authors_close = tag.begin;
    if (depth == 2 && name == "commentList") list_close = tag.begin;
    if (depth == 3) note_ = nullptr;
    if (note_ == nullptr || depth != 5) return {};
    if (name == "t" && note_->bare) note_->bare->second = tag.end;
    if (name == "t" || name == "r") note_->words_end = tag.end;
    return {};
  }

 private:
  Note* note_ = nullptr;
};

std::string cut(std::string_view words) {
  if (words.size() <= kMostNoteBytes) return std::string(words);
  std::size_t end = kMostNoteBytes;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xc0U) == 0x80U) --end;
  return std::string(words.substr(0, end)).append(kCutOff);
}

std::string run_of(std::string_view prefix, std::string_view words) {
  return fmt::format(
      "<{0}r><{0}rPr><{0}sz val=\"9\"/><{0}color indexed=\"81\"/><{0}rFont val=\"宋体\"/></{0}rPr>"
      "<{0}t xml:space=\"preserve\">{1}</{0}t></{0}r>",
      prefix, excel_escaped(words));
}

std::size_t longest_line(std::string_view words) {
  std::size_t longest = 0;
  for (const std::string_view line : split(words, "\n")) {
    longest = std::max(longest, display_width(line));
  }
  return longest;
}

/// How many lines the box of a note should be high.
std::size_t lines_of(std::string_view words, std::size_t width) {
  std::size_t lines = 0;
  for (const std::string_view line : split(words, "\n")) lines += 1 + display_width(line) / width;
  return lines;
}

std::string box_of(const SheetNote& note, std::size_t number) {
  constexpr std::size_t kLineWidth = 44;  // Columns of text in a box four cells wide.
  constexpr std::size_t kPointsPerLine = 12;
  const std::size_t lines = std::clamp<std::size_t>(lines_of(note.words, kLineWidth) + 1, 5, 40);
  const std::size_t columns = longest_line(note.words) > kLineWidth / 2 ? 4 : 2;
  return fmt::format(
      "<v:shape id=\"_x0000_s{0}\" type=\"#_x0000_t202\" style=\"position:absolute;"
      "margin-left:80pt;margin-top:2pt;width:{1}pt;height:{2}pt;z-index:{0};visibility:hidden\" "
      "fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>"
      "<v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>"
      "<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div>"
      "</v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>"
      "<x:Anchor>{3}, 15, {4}, 2, {5}, 15, {6}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
      "<x:Row>{7}</x:Row><x:Column>{8}</x:Column></x:ClientData></v:shape>",
      number, columns * 64, lines * kPointsPerLine, note.column + 1,
      note.row == 0 ? 0 : note.row - 1, note.column + 1 + columns, note.row + lines, note.row,
      note.column);
}

/// One past the highest number of a shape in the drawing.
std::size_t next_shape_number(std::string_view drawing) {
  constexpr std::string_view kMark = "_x0000_s";
  std::size_t next = 1025;
  for (std::size_t at = drawing.find(kMark); at != std::string_view::npos;
       at = drawing.find(kMark, at + 1)) {
    std::uint32_t number = 0;
    const char* const begin = drawing.data() + at + kMark.size();
    const auto read = std::from_chars(begin, drawing.data() + drawing.size(), number);
    if (read.ec == std::errc{}) next = std::max<std::size_t>(next, std::size_t{number} + 1);
  }
  return next;
}

constexpr std::string_view kNoDrawing =
    "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
    "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\">"
    "<o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout></xml>";
constexpr std::string_view kBoxType =
    "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" "
    "path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
    "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

}  // namespace

Result<EditedNotes> add_notes(const std::string& xml, const std::vector<SheetNote>& notes) {
  const std::string text = xml.empty() ? std::string(kNoNotes) : xml;
  NotesVisitor found;
  JX_TRY_VOID(walk_xml(text, found));
  if (found.authors.end == 0 || found.list.end == 0 || found.authors.empty || found.list.empty) {
    return Error{ErrorCode::Unsupported,
                 "原有批注的结构不完整，不能加批注。请用 Excel 或 WPS 打开、另存一份再试。"};
  }
  const std::string prefix(
      prefix_of(std::string_view(text).substr(found.list.begin, found.list.end)));
  XmlEdits edits;
  EditedNotes edited;
  std::string added;
  for (const SheetNote& note : notes) {
    const auto known = found.notes.find({note.row, note.column});
    if (known == found.notes.end()) {
      added += fmt::format(
          "<{0}comment ref=\"{1}\" authorId=\"{2}\"><{0}text>{3}</{0}text>"
          "</{0}comment>",
          prefix, cell_name(note.row, note.column), found.author_count,
          run_of(prefix, cut(note.words)));
      edited.added.push_back(&note);
      continue;
    }
    if (const auto& hollow = known->second.hollow) {
      edits.replace(hollow->begin, hollow->end,
                    fmt::format("<{0}text>{1}</{0}text>", prefix, run_of(prefix, cut(note.words))));
      continue;
    }
    if (const auto& bare = known->second.bare) {
      edits.insert(bare->first, fmt::format("<{}r>", prefix));
      edits.insert(bare->second, fmt::format("</{}r>", prefix));
    }
    edits.insert(known->second.words_end,
                 run_of(prefix, fmt::format("\n——{}——\n{}", kAuthor, cut(note.words))));
  }
  edits.insert(found.authors_close, fmt::format("<{0}author>{1}</{0}author>", prefix, kAuthor));
  edits.insert(found.list_close, added);
  JX_TRY(edited.xml, edits.apply(text));
  return edited;
}

Result<std::string> add_note_boxes(const std::string& drawing,
                                   const std::vector<const SheetNote*>& notes) {
  std::string changed = drawing.empty() ? std::string(kNoDrawing) : drawing;
  const std::size_t end = changed.rfind("</xml>");
  if (end == std::string::npos) {
    return Error{ErrorCode::Unsupported,
                 "原有批注的图形不完整，不能加批注。请用 Excel 或 WPS 打开、另存一份再试。"};
  }
  std::string boxes;
  if (!contains(changed, "id=\"_x0000_t202\"")) boxes = kBoxType;
  std::size_t number = next_shape_number(changed);
  for (const SheetNote* note : notes) boxes += box_of(*note, number++);
  return changed.insert(end, boxes);
}

}  // namespace jx
