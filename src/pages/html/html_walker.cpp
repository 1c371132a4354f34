// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/html/html_walker.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "pages/html/inline_style.h"

namespace jx {
namespace {

/// Tables further inside one another are read as the lines of their cells.
constexpr std::size_t kMostTables = 64;
constexpr std::size_t kMostFrames = 20;

struct NamedKind {
  std::string_view name;
  ElementKind kind;
};

/// Sorted by name. What is not here is inline.
constexpr NamedKind kKinds[] = {
    {"address", ElementKind::Paragraph},
    {"article", ElementKind::Paragraph},
    {"aside", ElementKind::Paragraph},
    {"blockquote", ElementKind::Paragraph},
    {"body", ElementKind::Paragraph},
    {"br", ElementKind::LineBreak},
    {"caption", ElementKind::Caption},
    {"center", ElementKind::Paragraph},
    {"dd", ElementKind::Paragraph},
    {"details", ElementKind::Paragraph},
    {"dir", ElementKind::Paragraph},
    {"div", ElementKind::Paragraph},
    {"dl", ElementKind::Paragraph},
    {"dt", ElementKind::Paragraph},
    {"embed", ElementKind::Picture},
    {"fieldset", ElementKind::Paragraph},
    {"figcaption", ElementKind::Paragraph},
    {"figure", ElementKind::Paragraph},
    {"footer", ElementKind::Paragraph},
    {"form", ElementKind::Paragraph},
    {"frame", ElementKind::Frame},
    {"h1", ElementKind::Paragraph},
    {"h2", ElementKind::Paragraph},
    {"h3", ElementKind::Paragraph},
    {"h4", ElementKind::Paragraph},
    {"h5", ElementKind::Paragraph},
    {"h6", ElementKind::Paragraph},
    {"header", ElementKind::Paragraph},
    {"hr", ElementKind::LineBreak},
    {"iframe", ElementKind::Frame},
    {"img", ElementKind::Picture},
    {"input", ElementKind::Input},
    {"legend", ElementKind::Paragraph},
    {"li", ElementKind::Paragraph},
    {"main", ElementKind::Paragraph},
    {"menu", ElementKind::Paragraph},
    {"nav", ElementKind::Paragraph},
    {"noscript", ElementKind::Ignored},
    {"ol", ElementKind::Paragraph},
    {"option", ElementKind::Option},
    {"p", ElementKind::Paragraph},
    {"pre", ElementKind::Preformatted},
    {"script", ElementKind::Ignored},
    {"section", ElementKind::Paragraph},
    {"select", ElementKind::Select},
    {"style", ElementKind::Ignored},
    {"summary", ElementKind::Paragraph},
    {"table", ElementKind::Table},
    {"tbody", ElementKind::Group},
    {"td", ElementKind::Cell},
    {"template", ElementKind::Ignored},
    {"tfoot", ElementKind::Group},
    {"th", ElementKind::Cell},
    {"thead", ElementKind::Group},
    {"title", ElementKind::Ignored},
    {"tr", ElementKind::Row},
    {"ul", ElementKind::Paragraph},
    {"xml", ElementKind::Ignored},
};

std::uint32_t read_span(const HtmlAttributes& attributes, std::string_view name) {
  const auto words = attributes.find(name);
  if (!words) return 1;
  const std::string_view digits = trimmed(*words);
  std::uint32_t span = 1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), span);
  if (error == std::errc::result_out_of_range) return 65534;
  return error == std::errc{} && end != digits.data() ? span : 1;
}

RowGroup find_group(std::string_view name) noexcept {
  if (name == "thead") return RowGroup::Head;
  return name == "tfoot" ? RowGroup::Foot : RowGroup::Body;
}

}  // namespace

ElementKind find_element_kind(std::string_view name) noexcept {
  const auto* const found = std::lower_bound(
      std::begin(kKinds), std::end(kKinds), name,
      [](const NamedKind& entry, std::string_view wanted) { return entry.name < wanted; });
  const bool known = found != std::end(kKinds) && found->name == name;
  return known ? found->kind : ElementKind::Inline;
}

Result<void> HtmlWalker::start(std::string_view name, const HtmlAttributes& attributes,
                               std::uint32_t line) {
  if (skipping_ > 0) {
    ++skipping_;
    return {};
  }
  const auto words = attributes.find("style");
  const InlineStyle style = words ? parse_inline_style(*words) : InlineStyle{};
  const ElementKind kind = find_element_kind(name);
  if (kind == ElementKind::Option && attributes.find("selected")) {
    option_chosen_ = true;
  } else if (skips(kind, style.hidden || attributes.find("hidden").has_value(), line)) {
    return {};
  }
  Element element{.kind = kind,
                  .page_after = style.page_after,
                  .keeps_spaces = style.keeps_spaces || kind == ElementKind::Preformatted};
  if (element.keeps_spaces) ++keeping_spaces_;
  JX_TRY_VOID(enter(element, name, attributes, line));
  if (style.page_before && tables_.empty()) {
    JX_TRY_VOID(end_line());
    pages_.break_page();
  }
  elements_.push_back(element);
  return {};
}

Result<void> HtmlWalker::end(std::string_view /*name*/) {
  if (skipping_ > 0) {
    if (--skipping_ == 0 && skip_ == Skip::Hidden && skipped_words_) {
      if (hidden_++ == 0) hidden_line_ = skip_line_;
    }
    return {};
  }
  if (elements_.empty()) return {};
  const Element element = elements_.back();
  elements_.pop_back();
  if (element.keeps_spaces) --keeping_spaces_;
  JX_TRY_VOID(leave(element));
  if (element.page_after && tables_.empty()) {
    JX_TRY_VOID(end_line());
    pages_.break_page();
  }
  return {};
}

Result<void> HtmlWalker::text(std::string_view text, std::uint32_t line) {
  if (skipping_ > 0) {
    skip_text(text);
    return {};
  }
  if (keeping_spaces_ == 0) {
    flow().add(text, line, Spaces::Collapse);
    return {};
  }
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    flow().add(text.substr(0, end), line, Spaces::Keep);
    if (end == text.size()) return {};
    JX_TRY_VOID(end_line());
    text.remove_prefix(end + 1);
  }
}

/// True when the element begins something that is left out.
bool HtmlWalker::skips(ElementKind kind, bool hidden, std::uint32_t line) {
  if (kind == ElementKind::Ignored) {
    skip_ = Skip::Ignored;
  } else if (hidden) {
    skip_ = Skip::Hidden;
  } else if (kind == ElementKind::Option) {
    skip_ = Skip::Option;
  } else {
    return false;
  }
  skipping_ = 1;
  skipped_words_ = false;
  skip_line_ = line;
  // Only the first option stands for a list in which nothing is chosen.
  if (skip_ == Skip::Option && (option_chosen_ || !first_option_.empty())) skip_ = Skip::Ignored;
  return true;
}

void HtmlWalker::skip_text(std::string_view text) {
  if (skip_ == Skip::Option) first_option_ += text;
  skipped_words_ = skipped_words_ || !trimmed(text).empty();
}

Result<void> HtmlWalker::enter(Element& element, std::string_view name,
                               const HtmlAttributes& attributes, std::uint32_t line) {
  switch (element.kind) {
    case ElementKind::Inline:
    case ElementKind::Option:
    case ElementKind::Ignored: return {};
    case ElementKind::Paragraph:
    case ElementKind::Preformatted:
    case ElementKind::LineBreak: return end_line();
    case ElementKind::Table: return enter_table(element, line);
    case ElementKind::Group:
    case ElementKind::Row:
    case ElementKind::Cell:
    case ElementKind::Caption:
      if (tables_.empty() || flat_tables_ > 0) return end_line();
      enter_table_part(element, name, attributes, line);
      return {};
    case ElementKind::Select:
      first_option_.clear();
      option_chosen_ = false;
      return {};
    case ElementKind::Input: add_input(attributes, line); return {};
    case ElementKind::Picture: ++pictures_; return {};
    case ElementKind::Frame: note_frame(attributes); return {};
  }
  return {};
}

Result<void> HtmlWalker::leave(const Element& element) {
  switch (element.kind) {
    case ElementKind::Paragraph:
    case ElementKind::Preformatted: return end_line();
    case ElementKind::Table:
      if (element.opened) return leave_table();
      --flat_tables_;
      return end_line();
    case ElementKind::Group:
    case ElementKind::Row:
    case ElementKind::Cell:
    case ElementKind::Caption:
      if (!element.opened) return end_line();
      leave_table_part(element);
      return {};
    case ElementKind::Select: end_select(); return {};
    case ElementKind::Inline:
    case ElementKind::LineBreak:
    case ElementKind::Ignored:
    case ElementKind::Option:
    case ElementKind::Input:
    case ElementKind::Picture:
    case ElementKind::Frame: return {};
  }
  return {};
}

void HtmlWalker::enter_table_part(Element& element, std::string_view name,
                                  const HtmlAttributes& attributes, std::uint32_t line) {
  HtmlTable& table = tables_.back();
  element.opened = true;
  element.table = tables_.size();
  element.number = ++parts_;
  open_parts_.back() = element.number;
  if (element.kind == ElementKind::Group) table.begin_group(find_group(name));
  if (element.kind == ElementKind::Row) table.begin_row();
  if (element.kind == ElementKind::Caption) table.begin_caption();
  if (element.kind != ElementKind::Cell) return;
  table.begin_cell(
      {.rows = read_span(attributes, "rowspan"), .columns = read_span(attributes, "colspan")},
      line);
}

/// Ends the part that the element began, unless a later one has ended it already: "<td>甲<b>乙<td>"
/// closes the first cell only with its row.
void HtmlWalker::leave_table_part(const Element& element) {
  if (element.table != tables_.size()) return;
  HtmlTable& table = tables_.back();
  switch (element.kind) {
    case ElementKind::Cell:
      if (open_parts_.back() == element.number) table.end_cell();
      break;
    case ElementKind::Caption: table.end_caption(); break;
    case ElementKind::Group: table.end_group(); break;
    default: table.end_row(); break;
  }
}

Result<void> HtmlWalker::enter_table(Element& element, std::uint32_t line) {
  JX_TRY_VOID(end_line());
  if (flat_tables_ > 0 || tables_.size() >= kMostTables) {
    if (flat_line_ == 0) flat_line_ = line;
    ++flat_tables_;
    return {};
  }
  element.opened = true;
  tables_.emplace_back();
  open_parts_.push_back(0);
  return {};
}

Result<void> HtmlWalker::leave_table() {
  HtmlTable table = std::move(tables_.back());
  tables_.pop_back();
  open_parts_.pop_back();
  JX_TRY(std::vector<Block> blocks, std::move(table).take(limits_));
  if (tables_.empty()) return pages_.add(std::move(blocks));
  tables_.back().add_nested(std::move(blocks));
  return {};
}

/// What a form shows in its fields is what it says.
void HtmlWalker::add_input(const HtmlAttributes& attributes, std::uint32_t line) {
  const std::string_view type = trimmed(attributes.find("type").value_or("text"));
  if (type == "checkbox" || type == "radio") {
    const bool checked = attributes.find("checked").has_value();
    flow().add(checked ? "\u2611" : "\u25a1", line, Spaces::Keep);
  } else if (type == "text" || type == "number" || type == "date" || type.empty()) {
    flow().add(attributes.find("value").value_or(""), line, Spaces::Collapse);
  }
}

void HtmlWalker::end_select() {
  if (!option_chosen_) flow().add(first_option_, skip_line_, Spaces::Collapse);
  first_option_.clear();
}

void HtmlWalker::note_frame(const HtmlAttributes& attributes) {
  const std::string_view source = trimmed(attributes.find("src").value_or(""));
  if (!source.empty() && frames_.size() < kMostFrames) frames_.emplace_back(source.substr(0, 200));
}

Result<void> HtmlWalker::end_line() {
  if (!tables_.empty()) {
    tables_.back().end_line();
    return {};
  }
  std::optional<FlowLine> line = flow_.end_line();
  if (!line) return {};
  return pages_.add_line({.text = std::move(line->text), .origin = {.line = line->line}});
}

Result<void> HtmlWalker::finish() {
  while (!tables_.empty()) JX_TRY_VOID(leave_table());
  JX_TRY_VOID(end_line());
  report();
  return {};
}

void HtmlWalker::report() {
  Diagnostics& diagnostics = pages_.diagnostics();
  if (hidden_ > 0) {
    diagnostics.note("hidden-content",
                     fmt::format("网页里有 {} 处隐藏的内容，没有读入，首处在第 {} 行。"
                                 "如需要，请在浏览器中显示后另存再读。",
                                 hidden_, hidden_line_),
                     Origin{.line = hidden_line_});
  }
  if (flat_line_ > 0) {
    diagnostics.warn("nested-tables",
                     fmt::format("第 {} 行起表格嵌套超过 {} 层，更深的表按文字行读入。请核对。",
                                 flat_line_, kMostTables),
                     Origin{.line = flat_line_});
  }
  if (pictures_ > 0) {
    diagnostics.note("picture-skipped",
                     fmt::format("网页里有 {} 张图片，其中的文字没有读入。", pictures_));
  }
  for (const std::string& frame : frames_) {
    diagnostics.warn(
        "other-file",
        fmt::format("网页的一部分在另一个文件“{}”里，没有读入。请直接读那个文件。", frame));
  }
}

}  // namespace jx
