// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pages/html/html_pages.h"
#include "pages/html/html_parser.h"
#include "pages/html/html_table.h"
#include "pages/html/text_flow.h"

namespace jx {

/// How an element changes the way of the words through it.
enum class ElementKind : std::uint8_t {
  Inline,
  Paragraph,  ///< Its words stand on lines of their own.
  LineBreak,
  Table,
  Group,
  Row,
  Cell,
  Caption,
  Preformatted,
  Ignored,  ///< Holds no words for a reader.
  Select,
  Option,
  Input,
  Picture,
  Frame,
};

ElementKind find_element_kind(std::string_view name) noexcept;

/// Takes the elements one by one and puts their words on pages.
class HtmlWalker : public HtmlHandler {
 public:
  HtmlWalker(HtmlPages& pages, const ReadLimits& limits) : pages_(pages), limits_(limits) {}

  Result<void> start(std::string_view name, const HtmlAttributes& attributes,
                     std::uint32_t line) override;
  Result<void> end(std::string_view name) override;
  Result<void> text(std::string_view text, std::uint32_t line) override;

  /// Behind the last element: gives out what is left, and says what was left out.
  Result<void> finish();

 private:
  struct Element {
    ElementKind kind = ElementKind::Inline;
    bool opened = false;  ///< Began a table, or a part of the one that was open then.
    bool page_after = false;
    bool keeps_spaces = false;
    std::size_t table = 0;     ///< How many tables were open.
    std::uint64_t number = 0;  ///< Of the row, cell or caption it began.
  };

  Result<void> enter(Element& element, std::string_view name, const HtmlAttributes& attributes,
                     std::uint32_t line);
  Result<void> leave(const Element& element);
  void enter_table_part(Element& element, std::string_view name, const HtmlAttributes& attributes,
                        std::uint32_t line);
  void leave_table_part(const Element& element);
  Result<void> enter_table(Element& element, std::uint32_t line);
  Result<void> leave_table();
  bool skips(ElementKind kind, bool hidden, std::uint32_t line);
  void skip_text(std::string_view text);
  void add_input(const HtmlAttributes& attributes, std::uint32_t line);
  void end_select();
  void note_frame(const HtmlAttributes& attributes);
  TextFlow& flow() noexcept { return tables_.empty() ? flow_ : tables_.back().flow(); }
  Result<void> end_line();
  void report();

  HtmlPages& pages_;
  const ReadLimits& limits_;
  TextFlow flow_;
  std::vector<HtmlTable> tables_;  ///< Open ones, the innermost last.
  std::vector<Element> elements_;
  std::uint64_t parts_ = 0;                ///< Rows, cells and captions begun so far.
  std::vector<std::uint64_t> open_parts_;  ///< By table: the part begun last.
  std::size_t flat_tables_ = 0;            ///< Open ones too deep to be tables.
  std::size_t keeping_spaces_ = 0;

  enum class Skip : std::uint8_t { Ignored, Hidden, Option };
  std::size_t skipping_ = 0;  ///< How many elements are open in what is being left out.
  Skip skip_ = Skip::Ignored;
  bool skipped_words_ = false;
  std::size_t hidden_ = 0;
  std::uint32_t hidden_line_ = 0;
  std::uint32_t skip_line_ = 0;
  std::size_t pictures_ = 0;
  std::uint32_t flat_line_ = 0;
  std::vector<std::string> frames_;
  std::string first_option_;
  bool option_chosen_ = false;
};

}  // namespace jx
