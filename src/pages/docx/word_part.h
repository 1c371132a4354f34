// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "codecs/xml.h"
#include "pages/docx/numbering.h"
#include "pages/docx/table_builder.h"
#include "pages/docx/word_elements.h"
#include "pages/docx/word_pages.h"

namespace jx {

/// What a part of a Word document is for.
enum class WordPart : std::uint8_t {
  Body,
  Notes,
  Margins,  ///< A header or footer: its lines go apart, without the numbers of pages.
};

/// Reads a part from its first element to its last. What contains what is kept in stacks, because
/// all of it nests: a table in a cell, a text box in a run of a cell.
class WordPartReader : public XmlHandler {
 public:
  WordPartReader(WordPart part, WordNumbering& numbering, WordPages& pages)
      : part_(part), numbering_(numbering), pages_(pages) {}

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override;
  Result<void> end(std::string_view name) override;
  Result<void> text(std::string_view text) override;

 private:
  struct Paragraph {
    std::string text;
    std::string style;
    WordListPlace list;
    std::vector<std::string> boxes;  ///< What stands in text boxes that hang on it.
    Origin origin;
  };
  /// What paragraphs fill: a cell or a text box. The body fills no holder.
  struct Holder {
    bool is_cell = false;
    std::string text;
  };
  struct TableFrame {
    WordTableBuilder table;
    WordCell cell;
    std::uint32_t page = 1;
    bool row_deleted = false;
  };
  struct Field {
    std::string code;
    bool shows = false;  ///< Behind its code: the words that stand for it.
    bool is_page_number = false;
  };

  Result<void> start_structure(WordElement element, const XmlAttributes& attributes);
  void start_property(WordElement element, const XmlAttributes& attributes);
  void start_content(WordElement element, const XmlAttributes& attributes);
  void note_element(WordElement element);
  void begin_rendered_page();
  void start_paragraph();
  Result<void> end_paragraph();
  Result<void> deliver(std::string_view text, const Origin& origin);
  void start_cell();
  Result<void> end_cell();
  void end_row();
  void end_table();
  void deliver_grid(NativeGrid grid, std::uint32_t page);
  void end_box();
  void mark_field(const XmlAttributes& attributes);
  static void begin_field_result(Field& field);
  void append(std::string_view words);
  bool is_silent();

  WordPart part_;
  WordNumbering& numbering_;
  WordPages& pages_;

  std::vector<Paragraph> paragraphs_;
  std::vector<Holder> holders_;
  std::vector<TableFrame> tables_;
  std::vector<Field> fields_;
  std::vector<bool> runs_;      ///< Each says whether it is hidden.
  std::vector<bool> controls_;  ///< Each says whether it shows its prompt.
  std::uint32_t skipped_ = 0;   ///< How deep in something that is not read.
  bool in_paragraph_properties_ = false;
  bool in_row_properties_ = false;
  bool in_cell_properties_ = false;
  bool in_text_ = false;
  bool in_code_ = false;
};

}  // namespace jx
