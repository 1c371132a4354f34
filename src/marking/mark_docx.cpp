// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/mark_docx.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "base/text.h"
#include "marking/package_editor.h"
#include "marking/style_editor.h"
#include "marking/word_map.h"
#include "marking/xml_walk.h"
#include "pages/office/review_sign.h"

namespace jx {
namespace {

constexpr std::string_view kAuthor = "绩效审核";
constexpr std::string_view kNoComments =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments "
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"></w:comments>";
constexpr std::string_view kCommentsKind =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
constexpr std::string_view kCommentsType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
/// Of the column with the sign, in twentieths of a point.
constexpr int kSignWidth = 400;

/// The highest number of a comment.
class CommentNumbers : public TagVisitor {
 public:
  std::int64_t last = -1;

  Result<void> open(std::string_view name, const XmlAttributes& attributes, const TagPlace& /*tag*/,
                    std::size_t /*depth*/) override {
    // Also what refers to comments that are not there.
    if (!name.starts_with("comment")) return {};
    const std::string_view words = attributes.find("id").value_or("");
    std::int64_t number = 0;
    const auto read = std::from_chars(words.data(), words.data() + words.size(), number);
    if (read.ec == std::errc{} && number < (std::int64_t{1} << 31)) last = std::max(last, number);
    return {};
  }
  Result<void> close(std::string_view, const TagPlace&, std::size_t) override { return {}; }
};

struct PlacedMark {
  MarkTone tone = MarkTone::Doubt;
  std::string words;
};

class DocumentMarker {
 public:
  DocumentMarker(PackageEditor package, const std::vector<FileMark>& marks)
      : package_(std::move(package)), marks_(marks) {}

  Result<MarkedDocument> mark() {
    JX_TRY(const std::vector<Relationship> parts,
           package_.package().relationships(package_.main_part()));
    JX_TRY(WordNumbering numbering, WordNumbering::read(package_.package(), parts));
    JX_TRY(xml_, package_.text_of(package_.main_part()));
    JX_TRY(map_, map_word_part(xml_, numbering));
    if (map_.prefix.empty()) {
      return Error{ErrorCode::Unsupported,
                   "文档内容的写法少见，不能原样标注。请用 Word 或 WPS 打开、另存一份再试。"};
    }
    place_marks();
    if (cells_.empty() && paragraphs_.empty()) return finish();
    JX_TRY_VOID(open_comments(parts));
    for (const auto& [cell, mark] : cells_) mark_cell(cell, mark);
    for (const auto& [paragraph, mark] : paragraphs_) add_comment(paragraph, mark.words);
    add_sign_columns();
    JX_TRY(std::string changed, edits_.apply(xml_));
    package_.put(package_.main_part(), std::move(changed));
    JX_TRY_VOID(put_comments());
    return finish();
  }

 private:
  Result<MarkedDocument> finish() {
    out_.places = cells_.size() + paragraphs_.size();
    std::sort(out_.unplaced.begin(), out_.unplaced.end());
    JX_TRY(out_.bytes, package_.finish());
    return std::move(out_);
  }

  static void add_words(PlacedMark& at, const FileMark& mark) {
    at.tone = std::max(at.tone, mark.tone);
    if (!at.words.empty()) at.words += "\n\n";
    at.words += mark.note;
  }

  void place_marks() {
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      const Origin& origin = marks_[i].origin;
      const auto paragraph = map_.paragraph_of_line.find(origin.line);
      if (const auto cell = map_.find_cell(origin.line, origin.column)) {
        // A cell without a paragraph is against the format: it has no place for a comment.
        if (!map_.cells[*cell].paragraph) {
          out_.unplaced.push_back(i);
        } else {
          add_words(cells_[*cell], marks_[i]);
        }
      } else if (paragraph != map_.paragraph_of_line.end()) {
        add_words(paragraphs_[paragraph->second], marks_[i]);
      } else {
        out_.unplaced.push_back(i);
      }
    }
  }

  Result<void> open_comments(const std::vector<Relationship>& parts) {
    for (const Relationship& item : parts) {
      if (item.kind == "comments" && !item.external && package_.has(item.target)) {
        comments_part_ = item.target;
      }
    }
    comments_xml_ = kNoComments;
    if (!comments_part_.empty()) {
      JX_TRY(comments_xml_, package_.text_of(comments_part_));
    }
    CommentNumbers numbers;
    JX_TRY_VOID(walk_xml(comments_xml_, numbers));
    JX_TRY_VOID(walk_xml(xml_, numbers));
    next_comment_ = numbers.last + 1;
    return {};
  }

  Result<void> put_comments() {
    JX_TRY(std::string changed, append_to_root(comments_xml_, [&](std::string_view prefix) {
             return write_comments(prefix);
           }));
    if (!comments_part_.empty()) {
      package_.put(comments_part_, std::move(changed));
      return {};
    }
    const std::string folder = package_.main_part().substr(0, package_.main_part().rfind('/') + 1);
    const std::string custom = folder + "comments.xml";
    const std::string made =
        package_.has(custom) ? package_.free_name(folder + "comments", ".xml") : custom;
    package_.put(made, std::move(changed));
    JX_TRY_VOID(package_.add_content_type(made, kCommentsType));
    JX_TRY(const std::string ignored,
           package_.add_relationship(package_.main_part(), kCommentsKind, made));
    return {};
  }

  std::string shade_of(MarkTone tone) const {
    return fmt::format("<{0}shd {0}val=\"clear\" {0}color=\"auto\" {0}fill=\"{1}\"/>", map_.prefix,
                       colour_of(tone));
  }

  void mark_cell(std::size_t index, const PlacedMark& mark) {
    const WordCellPlaceInPart& cell = map_.cells[index];
    const std::string shade = shade_of(mark.tone);
    const std::string with_properties = fmt::format("<{0}tcPr>{1}</{0}tcPr>", map_.prefix, shade);
    if (cell.properties.end == 0) {
      edits_.insert(cell.tag.end, with_properties);
    } else if (cell.properties.empty) {
      edits_.replace(cell.properties.begin, cell.properties.end, with_properties);
    } else if (cell.shade.end != 0) {
      edits_.replace(cell.shade.begin, cell.shade.end, shade);
    } else {
      edits_.insert(cell.shade_place, shade);
    }
    add_comment(*cell.paragraph, mark.words);
  }

  void add_comment(std::size_t index, std::string_view words) {
    const std::int64_t number = next_comment_++;
    const WordParagraphPlace& paragraph = map_.paragraphs[index];
    const std::string begin =
        fmt::format("<{0}commentRangeStart {0}id=\"{1}\"/>", map_.prefix, number);
    const std::string end = fmt::format(
        "<{0}commentRangeEnd {0}id=\"{1}\"/><{0}r><{0}commentReference {0}id=\"{1}\"/></{0}r>",
        map_.prefix, number);
    if (paragraph.tag.empty) {
      std::string opened =
          xml_.substr(paragraph.tag.begin, paragraph.tag.end - paragraph.tag.begin);
      opened.erase(opened.size() - 2, 1);  // The slash.
      edits_.replace(paragraph.tag.begin, paragraph.tag.end,
                     fmt::format("{}{}{}</{}p>", opened, begin, end, map_.prefix));
    } else {
      edits_.insert(paragraph.begin, begin);
      edits_.insert(paragraph.close, end);
    }
    comments_.emplace_back(number, words);
  }

  std::string write_comments(std::string_view prefix) const {
    std::string xml;
    for (const auto& [number, words] : comments_) {
      xml += fmt::format("<{0}comment {0}id=\"{1}\" {0}author=\"{2}\" {0}initials=\"审\">", prefix,
                         number, kAuthor);
      for (const std::string_view line : split(words, "\n")) {
        xml += fmt::format("<{0}p><{0}r><{0}t xml:space=\"preserve\">{1}</{0}t></{0}r></{0}p>",
                           prefix, xml_escaped(line));
      }
      xml += fmt::format("</{}comment>", prefix);
    }
    return xml;
  }

  /// Each table with a marked cell gets a narrow column in front, which hangs into the margin: all
  /// other columns stay where they are on the paper.
  void add_sign_columns() {
    std::map<std::size_t, std::map<std::size_t, MarkTone>> rows_of;
    for (const auto& [cell, mark] : cells_) {
      const std::size_t row = map_.cells[cell].row;
      MarkTone& tone =
          rows_of[map_.rows[row].table].try_emplace(row, MarkTone::Doubt).first->second;
      tone = std::max(tone, mark.tone);
    }
    std::size_t left_out = 0;
    for (const auto& [table, rows] : rows_of) {
      if (map_.tables[table].fixed_columns || map_.tables[table].grid_begin == 0) {
        ++left_out;
        continue;
      }
      add_sign_column(map_.tables[table], rows);
    }
    if (left_out > 0) {
      out_.remarks.push_back(fmt::format(
          "有 {} 张表格嵌套、浮动或带有按列计算的公式，没有加“⚠”列，只有底色和批注。", left_out));
    }
  }

  void add_sign_column(const WordTablePlace& table, const std::map<std::size_t, MarkTone>& marked) {
    edits_.insert(table.grid_begin,
                  fmt::format("<{0}gridCol {0}w=\"{1}\"/>", map_.prefix, kSignWidth));
    const std::string indent = fmt::format("<{0}tblInd {0}w=\"{1}\" {0}type=\"dxa\"/>", map_.prefix,
                                           table.indent_twips.value_or(0) - kSignWidth);
    if (table.indent_twips) {
      edits_.replace(table.indent.begin, table.indent.end, indent);
    } else if (table.indent.end == 0 && table.indent_place != 0) {
      edits_.insert(table.indent_place, indent);
    }
    for (const std::size_t row : table.rows) {
      const auto found = marked.find(row);
      const std::string shade = found == marked.end() ? "" : shade_of(found->second);
      const std::string sign = found == marked.end() ? ""
                                                     : fmt::format("<{0}r><{0}t>{1}</{0}t></{0}r>",
                                                                   map_.prefix, kReviewSign);
      edits_.insert(map_.rows[row].begin,
                    fmt::format("<{0}tc><{0}tcPr><{0}tcW {0}w=\"{1}\" {0}type=\"dxa\"/>{2}"
                                "</{0}tcPr><{0}p>{3}</{0}p></{0}tc>",
                                map_.prefix, kSignWidth, shade, sign));
    }
  }

  PackageEditor package_;
  const std::vector<FileMark>& marks_;
  std::string xml_;
  WordPartMap map_;
  std::map<std::size_t, PlacedMark> cells_;
  std::map<std::size_t, PlacedMark> paragraphs_;
  std::string comments_part_;
  std::string comments_xml_;
  std::vector<std::pair<std::int64_t, std::string>> comments_;  ///< By number.
  std::int64_t next_comment_ = 0;
  XmlEdits edits_;
  MarkedDocument out_;
};

}  // namespace

Result<MarkedDocument> mark_docx(std::string_view bytes, const std::vector<FileMark>& marks) {
  JX_TRY(PackageEditor package, PackageEditor::open(bytes, "word/document.xml"));
  return DocumentMarker(std::move(package), marks).mark();
}

}  // namespace jx
