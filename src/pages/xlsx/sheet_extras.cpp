// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/xlsx/sheet_extras.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "pages/xlsx/numbers.h"
#include "pages/xlsx/shared_strings.h"

namespace jx {
namespace {

/// A part of drawings: shapes with the cells under their corners (ECMA-376 part 1, 20.5).
class DrawingReader : public XmlHandler {
 public:
  explicit DrawingReader(SheetPages& pages) : pages_(pages) {}

  Result<void> start(std::string_view name, const XmlAttributes&) override {
    if (name == "Fallback") ++fallbacks_;
    if (fallbacks_ > 0) return {};  // The same shape once more, for older programs.
    if (name == "from") in_corner_ = true;
    if (name == "row" || name == "col" || name == "t") number_.clear();
    if (name == "txBody") in_text_ = true;
    if (name == "t") in_run_ = true;
    if (name == "br") text_ += '\n';
    if (name == "pic") pages_.note_unread("图片");
    if (name == "graphicFrame") pages_.note_unread("图表或智能图形");
    if (name == "cxnSp") pages_.note_unread("图形");
    return {};
  }

  Result<void> end(std::string_view name) override {
    if (name == "Fallback") --fallbacks_;
    if (fallbacks_ > 0) return {};
    if (name == "from") in_corner_ = false;
    if (in_corner_ && name == "row") place_.row = read_index(trimmed(number_)).value_or(0);
    if (in_corner_ && name == "col") place_.column = read_index(trimmed(number_)).value_or(0);
    if (name == "t") in_run_ = false;
    if (name == "p" && in_text_) text_ += '\n';
    if (name == "txBody") in_text_ = false;
    if (name == "sp") end_shape();
    return {};
  }

  Result<void> text(std::string_view text) override {
    if (fallbacks_ > 0) return {};
    if (in_text_ && in_run_) text_ += text;
    if (in_corner_) number_ += text;
    return {};
  }

 private:
  void end_shape() {
    const std::string words = decode_rich_words(std::exchange(text_, {}));
    if (trimmed(words).empty()) pages_.note_unread("图形");
    pages_.add_text_box(place_.row, place_.column, words);
  }

  SheetPages& pages_;
  CellPlace place_;
  std::string number_;
  std::string text_;
  int fallbacks_ = 0;
  bool in_corner_ = false;
  bool in_text_ = false;
  bool in_run_ = false;
};

/// The older form of drawings (VML): controls, and the boxes in which comments are shown.
class ControlReader : public XmlHandler {
 public:
  explicit ControlReader(SheetPages& pages) : pages_(pages) {}

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "textbox") in_text_ = true;
    if (name == "Anchor") in_anchor_ = true;
    if (name == "ClientData") is_comment_ = attributes.find("ObjectType") == "Note";
    if (name == "shape") has_data_ = false;
    has_data_ = has_data_ || name == "ClientData";
    if (in_text_ && (name == "br" || name == "div")) text_ += '\n';
    return {};
  }

  Result<void> end(std::string_view name) override {
    if (name == "textbox") in_text_ = false;
    if (name == "Anchor") in_anchor_ = false;
    if (name == "shape") end_shape();
    return {};
  }

  Result<void> text(std::string_view text) override {
    if (in_text_) text_ += text;
    if (in_anchor_) anchor_ += text;
    return {};
  }

 private:
  /// The anchor: column, how far in it, row, how far in it, and the same for the other corner.
  void end_shape() {
    const std::string anchor = std::exchange(anchor_, {});
    const std::string words = std::exchange(text_, {});
    if (is_comment_ || !has_data_) return;
    pages_.note_unread("控件（选项是否勾选等）");
    const std::vector<std::string_view> numbers = split(anchor, ",");
    const auto number = [&numbers](std::size_t index) {
      return index < numbers.size() ? read_index(trimmed(numbers[index])).value_or(0) : 0U;
    };
    pages_.add_text_box(number(2), number(0), words);
  }

  SheetPages& pages_;
  std::string text_;
  std::string anchor_;
  bool in_text_ = false;
  bool in_anchor_ = false;
  bool is_comment_ = false;
  bool has_data_ = false;
};

/// Comments, and the threads that newer programs make of them.
class CommentReader : public XmlHandler {
 public:
  /// `threads` are the cells that have a thread: their comment only repeats it.
  CommentReader(SheetPages& pages, std::set<std::string>& threads)
      : pages_(pages), threads_(threads) {}

  Result<void> start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "author") in_author_ = true;
    in_thread_ = in_thread_ || name == "threadedComment";
    if (name == "comment" || name == "threadedComment") {
      cell_ = attributes.find("ref").value_or("");
      author_ = read_index(attributes.find("authorId")).value_or(0);
    }
    if (name == "text") in_text_ = true;
    if (in_text_) words_.start(name);
    return {};
  }

  Result<void> end(std::string_view name) override {
    if (name == "author") {
      in_author_ = false;
      if (authors_.size() < kMostAuthors) authors_.push_back(std::exchange(name_, {}));
    }
    if (in_text_) words_.end(name);
    if (name == "text") in_text_ = false;
    if (name == "comment") end_comment(words_.take());
    if (name == "threadedComment") end_thread(std::exchange(thread_, {}));
    return {};
  }

  Result<void> text(std::string_view text) override {
    if (in_author_) name_ += text;
    if (in_text_ && in_thread_) thread_ += text;
    if (in_text_) words_.text(text);
    return {};
  }

 private:
  static constexpr std::size_t kMostAuthors = 10'000;

  void end_comment(const std::string& words) {
    const auto place = read_cell_name(cell_);
    if (!place || threads_.count(cell_) != 0) return;
    // Not `? authors_[author_] : ""`, which is a string of its own that ends with the line.
    const std::string_view author =
        author_ < authors_.size() ? std::string_view(authors_[author_]) : std::string_view();
    pages_.add_comment(place->row, place->column, author, words);
  }

  void end_thread(const std::string& words) {
    const auto place = read_cell_name(cell_);
    if (!place) return;
    threads_.insert(cell_);
    pages_.add_comment(place->row, place->column, "", words);
  }

  SheetPages& pages_;
  std::set<std::string>& threads_;
  std::vector<std::string> authors_;
  std::string name_;
  std::string cell_;
  std::uint32_t author_ = 0;
  RichText words_;
  std::string thread_;
  bool in_author_ = false;
  bool in_text_ = false;
  bool in_thread_ = false;
};

void read_part(OfficePackage& package, const Relationship& item, XmlHandler& reader,
               std::string_view what, SheetPages& pages) {
  const bool read =
      !item.external && package.has(item.target) && package.read(item.target, reader).ok();
  if (!read) pages.note_unread(what);
}

}  // namespace

void read_sheet_extras(OfficePackage& package, std::string_view sheet_part, SheetPages& pages) {
  auto relationships = package.relationships(sheet_part);
  if (!relationships.ok()) return pages.note_unread("图形、文本框或批注");
  const auto read_all = [&](std::string_view kind, std::string_view what, auto make_reader) {
    for (const Relationship& item : *relationships) {
      if (item.kind != kind) continue;
      auto reader = make_reader();
      read_part(package, item, reader, what, pages);
    }
  };
  std::set<std::string> threads;
  const auto read_comments = [&] { return CommentReader(pages, threads); };
  read_all("drawing", "图形、图片或文本框", [&] { return DrawingReader(pages); });
  read_all("vmlDrawing", "控件", [&] { return ControlReader(pages); });
  read_all("threadedComment", "批注", read_comments);
  read_all("comments", "批注", read_comments);
}

}  // namespace jx
