// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/docx/word_part.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "pages/docx/symbols.h"
#include "pages/office/review_sign.h"

namespace jx {
namespace {

std::uint32_t read_count(const XmlAttributes& attributes) {
  std::uint32_t number = 0;
  const std::string_view words = attributes.find("val").value_or("");
  std::from_chars(words.data(), words.data() + words.size(), number);
  return number;
}

/// A switch of Word is on unless it says otherwise.
bool is_on(const XmlAttributes& attributes) {
  const std::string_view value = attributes.find("val").value_or("1");
  return value != "0" && value != "false" && value != "off";
}

WordCell::Merge read_merge(const XmlAttributes& attributes) {
  return attributes.find("val") == "restart" ? WordCell::Merge::Begins : WordCell::Merge::GoesOn;
}

bool is_page_number_code(std::string_view code) {
  code = trimmed(code);
  const std::string_view word = code.substr(0, code.find_first_of(" \t\\"));
  return word == "PAGE" || word == "NUMPAGES" || word == "SECTIONPAGES";
}

}  // namespace

Result<void> WordPartReader::start(std::string_view name, const XmlAttributes& attributes) {
  const WordElement element = find_word_element(name);
  if (skipped_ > 0) {
    ++skipped_;
    return {};
  }
  if (element == WordElement::Skipped) {
    skipped_ = 1;
    return {};
  }
  if (element == WordElement::Deleted && !in_row_properties_ && !in_paragraph_properties_) {
    skipped_ = 1;
    ++pages_.deletions;
    return {};
  }
  start_property(element, attributes);
  if (in_paragraph_properties_) return {};
  start_content(element, attributes);
  note_element(element);
  return start_structure(element, attributes);
}

/// Properties of paragraphs, rows, cells and runs.
void WordPartReader::start_property(WordElement element, const XmlAttributes& attributes) {
  switch (element) {
    case WordElement::ParagraphProperties: in_paragraph_properties_ = true; break;
    case WordElement::RowProperties: in_row_properties_ = true; break;
    case WordElement::CellProperties: in_cell_properties_ = !tables_.empty(); break;
    case WordElement::Style:
      if (!paragraphs_.empty()) paragraphs_.back().style = attributes.find("val").value_or("");
      break;
    case WordElement::Numbering:
      if (!paragraphs_.empty()) paragraphs_.back().list.list = read_count(attributes);
      break;
    case WordElement::NumberingLevel:
      if (!paragraphs_.empty()) paragraphs_.back().list.level = read_count(attributes);
      break;
    case WordElement::Deleted:
      if (in_row_properties_ && !tables_.empty()) tables_.back().row_deleted = true;
      break;
    case WordElement::GridBefore:
      if (in_row_properties_ && !tables_.empty()) {
        tables_.back().table.skip_columns(
            std::min(read_count(attributes), pages_.limits().columns));
      }
      break;
    case WordElement::GridSpan:
      if (in_cell_properties_) tables_.back().cell.span = read_count(attributes);
      break;
    case WordElement::VerticalMerge:
      if (in_cell_properties_) tables_.back().cell.vertical = read_merge(attributes);
      break;
    case WordElement::HorizontalMerge:
      if (in_cell_properties_) tables_.back().cell.horizontal = read_merge(attributes);
      break;
    case WordElement::Hidden:
      if (!runs_.empty() && !in_paragraph_properties_) runs_.back() = is_on(attributes);
      break;
    case WordElement::Prompt:
      if (!controls_.empty()) controls_.back() = is_on(attributes);
      break;
    default: break;
  }
}

/// What a run holds.
void WordPartReader::start_content(WordElement element, const XmlAttributes& attributes) {
  switch (element) {
    case WordElement::Text: in_text_ = true; break;
    case WordElement::FieldCode: in_code_ = true; break;
    case WordElement::Tab:
      if (!runs_.empty()) append("\t");
      break;
    case WordElement::Break:
      if (attributes.find("type") == "page") pages_.break_page();
      append("\n");
      break;
    case WordElement::LineEnd: append("\n"); break;
    case WordElement::Hyphen: append("-"); break;
    case WordElement::Symbol: {
      const std::string_view words = attributes.find("char").value_or("");
      std::uint32_t code = 0;
      std::from_chars(words.data(), words.data() + words.size(), code, 16);
      const char32_t shown = find_symbol(attributes.find("font").value_or(""), code);
      if (shown == kReplacementCharacter) ++pages_.unknown_symbols;
      std::string symbol;
      append_character(symbol, shown);
      append(symbol);
      break;
    }
    case WordElement::FieldMark: mark_field(attributes); break;
    default: break;
  }
}

void WordPartReader::note_element(WordElement element) {
  if (element == WordElement::Inserted && !in_row_properties_) ++pages_.insertions;
  if (element == WordElement::Picture) pages_.has_pictures = true;
  if (element == WordElement::Object) pages_.has_objects = true;
  if (element == WordElement::Comment) pages_.has_comments = true;
  if (element == WordElement::RenderedBreak && part_ == WordPart::Body) begin_rendered_page();
}

/// What has no words yet stands on the new page.
void WordPartReader::begin_rendered_page() {
  pages_.note_rendered_break();
  if (paragraphs_.empty() || !trimmed(paragraphs_.back().text).empty()) return;
  paragraphs_.back().origin.page = pages_.page();
  const bool in_cell = !holders_.empty() && holders_.back().is_cell && !tables_.empty();
  if (in_cell && holders_.back().text.empty()) tables_.back().cell.origin.page = pages_.page();
}

Result<void> WordPartReader::start_structure(WordElement element, const XmlAttributes& attributes) {
  switch (element) {
    case WordElement::Paragraph: start_paragraph(); break;
    case WordElement::Run: runs_.push_back(false); break;
    case WordElement::Table: tables_.emplace_back(); break;
    case WordElement::Row:
      if (!tables_.empty()) {
        tables_.back().table.begin_row();
        tables_.back().row_deleted = false;
      }
      break;
    case WordElement::Cell:
      if (!tables_.empty()) start_cell();
      break;
    case WordElement::TextBox: holders_.emplace_back(); break;
    case WordElement::SimpleField:
      fields_.push_back({.code = std::string(attributes.find("instr").value_or(""))});
      begin_field_result(fields_.back());
      break;
    case WordElement::Control: controls_.push_back(false); break;
    case WordElement::Note:
      // The lines that part notes from the text are no notes.
      if (attributes.find("type").value_or("normal") != "normal") skipped_ = 1;
      break;
    default: break;
  }
  return {};
}

Result<void> WordPartReader::end(std::string_view name) {
  if (skipped_ > 0) {
    --skipped_;
    return {};
  }
  switch (find_word_element(name)) {
    case WordElement::Paragraph: return end_paragraph();
    case WordElement::ParagraphProperties: in_paragraph_properties_ = false; break;
    case WordElement::RowProperties: in_row_properties_ = false; break;
    case WordElement::CellProperties: in_cell_properties_ = false; break;
    case WordElement::Text: in_text_ = false; break;
    case WordElement::FieldCode: in_code_ = false; break;
    case WordElement::Run:
      if (!runs_.empty()) runs_.pop_back();
      break;
    case WordElement::Cell:
      if (!tables_.empty()) return end_cell();
      break;
    case WordElement::Row:
      if (!tables_.empty()) end_row();
      break;
    case WordElement::Table:
      if (!tables_.empty()) end_table();
      break;
    case WordElement::TextBox: end_box(); break;
    case WordElement::SimpleField:
      if (!fields_.empty()) fields_.pop_back();
      break;
    case WordElement::Control:
      if (!controls_.empty()) controls_.pop_back();
      break;
    default: break;
  }
  return {};
}

Result<void> WordPartReader::text(std::string_view text) {
  if (skipped_ > 0) return {};
  if (in_code_ && !fields_.empty()) fields_.back().code += text;
  if (in_text_) append(text);
  return {};
}

void WordPartReader::append(std::string_view words) {
  if (!paragraphs_.empty() && !is_silent()) paragraphs_.back().text += words;
}

/// Words that Word does not show where they stand, or that say nothing of the document.
bool WordPartReader::is_silent() {
  if (!runs_.empty() && runs_.back()) {
    ++pages_.hidden_texts;
    return true;
  }
  if (std::find(controls_.begin(), controls_.end(), true) != controls_.end()) {
    ++pages_.prompts;
    return true;
  }
  return std::any_of(fields_.begin(), fields_.end(), [this](const Field& field) {
    return !field.shows || (field.is_page_number && part_ == WordPart::Margins);
  });
}

void WordPartReader::mark_field(const XmlAttributes& attributes) {
  const std::string_view type = attributes.find("fldCharType").value_or("");
  if (type == "begin") {
    fields_.emplace_back();
  } else if (type == "separate" && !fields_.empty()) {
    begin_field_result(fields_.back());
  } else if (type == "end" && !fields_.empty()) {
    fields_.pop_back();
  }
}

void WordPartReader::begin_field_result(Field& field) {
  field.shows = true;
  field.is_page_number = is_page_number_code(field.code);
}

void WordPartReader::start_paragraph() {
  Paragraph& paragraph = paragraphs_.emplace_back();
  paragraph.origin = pages_.next_place();
}

Result<void> WordPartReader::end_paragraph() {
  if (paragraphs_.empty()) return {};
  // A field whose code never ends must not swallow the rest of the document.
  for (Field& field : fields_) {
    if (!field.shows) begin_field_result(field);
  }
  Paragraph paragraph = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  const std::string number = numbering_.next_number(paragraph.list, paragraph.style);
  if (!number.empty()) paragraph.text.insert(0, number);
  // Before the paragraph, which may be the caption of the table that follows it.
  for (const std::string& box : paragraph.boxes) JX_TRY_VOID(deliver(box, paragraph.origin));
  return deliver(paragraph.text, paragraph.origin);
}

Result<void> WordPartReader::deliver(std::string_view text, const Origin& origin) {
  if (!holders_.empty()) {
    std::string& held = holders_.back().text;
    if (trimmed(text).empty()) return {};
    if (!held.empty()) held += '\n';
    held += text;
    return {};
  }
  if (part_ != WordPart::Margins) return pages_.add_lines(text, origin);
  for (const std::string_view line : split(text, "\n")) pages_.add_footer(line);
  return {};
}

void WordPartReader::start_cell() {
  TableFrame& frame = tables_.back();
  frame.cell = {.origin = pages_.next_place()};
  holders_.push_back({.is_cell = true, .text = {}});
}

Result<void> WordPartReader::end_cell() {
  if (holders_.empty() || !holders_.back().is_cell) return {};
  TableFrame& frame = tables_.back();
  frame.cell.text = std::move(holders_.back().text);
  holders_.pop_back();
  if (frame.cell.text == kReviewSign) {
    frame.cell.text.clear();
    pages_.has_review_signs = true;
  }
  JX_TRY_VOID(pages_.count_cell(frame.table.column() + std::max(frame.cell.span, 1U)));
  frame.table.add_cell(std::move(frame.cell));
  frame.cell = {};
  return {};
}

void WordPartReader::end_row() {
  TableFrame& frame = tables_.back();
  if (!std::exchange(frame.row_deleted, false)) return frame.table.end_row();
  frame.table.drop_row();
  ++pages_.deletions;
}

/// The tables inside a table's cells follow it, each as a grid of its own.
void WordPartReader::end_table() {
  TableFrame frame = std::move(tables_.back());
  tables_.pop_back();
  std::vector<NativeGrid> nested = std::move(frame.table.nested);
  NativeGrid grid = std::move(frame.table).take();
  const std::uint32_t page = grid.cells.empty() ? 1 : grid.cells.front().origin.page;
  deliver_grid(std::move(grid), page);
  for (NativeGrid& inner : nested) deliver_grid(std::move(inner), page);
}

void WordPartReader::deliver_grid(NativeGrid grid, std::uint32_t page) {
  if (!tables_.empty()) {
    tables_.back().table.nested.push_back(std::move(grid));
  } else if (part_ == WordPart::Margins) {
    for (const GridCell& cell : grid.cells) pages_.add_footer(cell.text);
  } else {
    pages_.add_grid(std::move(grid), page);
  }
}

void WordPartReader::end_box() {
  if (holders_.empty() || holders_.back().is_cell) return;
  std::string text = std::move(holders_.back().text);
  holders_.pop_back();
  if (!paragraphs_.empty()) paragraphs_.back().boxes.push_back(std::move(text));
}

}  // namespace jx
