// SPDX-License-Identifier: AGPL-3.0-or-later
#include "reports/docx.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>

#include "base/check.h"
#include "base/text.h"
#include "codecs/html_writer.h"
#include "codecs/zip.h"

namespace jx {
namespace {

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
                                  "\n";
constexpr std::string_view kTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">)"
    R"(<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>)"
    R"(<Default Extension="xml" ContentType="application/xml"/>)"
    R"(<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>)"
    R"(<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>)"
    R"(</Types>)";
constexpr std::string_view kPackageParts =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>)"
    R"(</Relationships>)";
constexpr std::string_view kDocumentParts =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
    R"(<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>)"
    R"(</Relationships>)";
constexpr std::string_view kNamespace =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")";

/// Of A4 with the margins of official papers (GB/T 9704), in twentieths of a point.
constexpr int kLineWidth = 8844;
constexpr std::string_view kSection =
    R"(<w:pgSz w:w="11906" w:h="16838"/>)"
    R"(<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>)";
/// The same sheet turned, with narrow margins: for tables of many columns.
constexpr int kWideLineWidth = 14838;
constexpr std::string_view kWideSection =
    R"(<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>)"
    R"(<w:pgMar w:top="1200" w:right="1000" w:bottom="1000" w:left="1000" w:header="600" w:footer="600" w:gutter="0"/>)";

/// 第 1 页 共 3 页, counted by the program that shows it.
constexpr std::string_view kFooterType =
    R"(<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>)";
constexpr std::string_view kFooterRelation =
    R"(<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>)";
constexpr std::string_view kFooterReference =
    R"(<w:footerReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" w:type="default" r:id="rId2"/>)";

std::string footer_part() {
  const auto field = [](std::string_view name) {
    return fmt::format(R"(<w:fldSimple w:instr="{}"><w:r><w:t>1</w:t></w:r></w:fldSimple>)", name);
  };
  return fmt::format(
      R"({}<w:ftr {}><w:p><w:pPr><w:pStyle w:val="Cell"/><w:jc w:val="center"/></w:pPr>{}{}{}{}{}</w:p></w:ftr>)",
      kXml, kNamespace, docx_runs("第 "), field("PAGE"), docx_runs(" 页　共 "), field("NUMPAGES"),
      docx_runs(" 页"));
}

/// `more` stands before the end of `part`, whose root it is.
std::string before_end(std::string_view part, std::string_view more) {
  const std::size_t end = part.rfind("</");
  return std::string(part.substr(0, end)).append(more).append(part.substr(end));
}

struct Style {
  std::string_view id;
  std::string_view name;
  std::string_view font;
  int half_points = 0;
  std::string_view paragraph;  ///< Properties of the paragraph.
};

constexpr Style kStyles[] = {
    {"Title", "Title", "黑体", 36,
     R"(<w:keepNext/><w:spacing w:before="120" w:after="240"/><w:jc w:val="center"/>)"},
    {"Heading1", "heading 1", "黑体", 32,
     R"(<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="0"/>)"},
    {"Heading2", "heading 2", "楷体", 32,
     R"(<w:keepNext/><w:spacing w:before="200" w:after="100"/><w:outlineLvl w:val="1"/>)"},
    {"Heading3", "heading 3", "仿宋", 30,
     R"(<w:keepNext/><w:spacing w:before="120" w:after="60"/><w:outlineLvl w:val="2"/>)"},
    {"Body", "Body Text", "仿宋", 28,
     R"(<w:spacing w:line="340" w:lineRule="auto"/><w:ind w:firstLineChars="200" w:firstLine="560"/>)"},
    {"Item", "List Paragraph", "仿宋", 26,
     R"(<w:spacing w:before="60" w:line="300" w:lineRule="auto"/><w:ind w:left="420"/>)"},
    {"Note", "Note Text", "宋体", 21,
     R"(<w:spacing w:line="270" w:lineRule="auto"/><w:ind w:left="840"/>)"},
    {"Cell", "Table Text", "宋体", 21, R"(<w:spacing w:before="20" w:after="20"/>)"}};

std::string styles_part() {
  std::string out = fmt::format(
      R"({}<w:styles {}><w:docDefaults><w:rPrDefault><w:rPr>)"
      R"(<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/>)"
      R"(<w:sz w:val="28"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>)",
      kXml, kNamespace);
  for (const Style& style : kStyles) {
    fmt::format_to(
        std::back_inserter(out),
        R"(<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/><w:pPr>{}</w:pPr><w:rPr>)"
        R"(<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{}"/>)"
        R"(<w:sz w:val="{}"/></w:rPr></w:style>)",
        style.id, style.name, style.paragraph, style.font, style.half_points);
  }
  return out + "</w:styles>";
}

constexpr std::string_view kEmptyZip("PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);

/// What XML cannot hold is left out; a document never has it on purpose.
std::string escaped(std::string_view text) {
  std::string kept;
  for (const char letter : text) {
    if (static_cast<unsigned char>(letter) >= 0x20 || letter == '\t') kept += letter;
  }
  return html_escaped(kept);
}

}  // namespace

std::string docx_runs(std::string_view text, std::string_view properties) {
  std::string out;
  bool first = true;
  for (const std::string_view line : split(text, "\n")) {
    if (!std::exchange(first, false)) out += fmt::format("<w:r>{}<w:br/></w:r>", properties);
    out += fmt::format(R"(<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>)", properties,
                       escaped(line));
  }
  return out;
}

int DocxWriter::line_width() const noexcept {
  return page_ == Page::Portrait ? kLineWidth : kWideLineWidth;
}

void DocxWriter::add_paragraph(std::string_view style, std::string_view text) {
  fmt::format_to(std::back_inserter(body_), R"(<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>{}</w:p>)",
                 style, docx_runs(text));
}

void DocxWriter::title(std::string_view text) {
  add_paragraph("Title", text);
  numbered_ = true;
}

void DocxWriter::heading(int level, std::string_view text) {
  JX_CHECK(level >= 1 && level <= 3, "headings have three levels");
  add_paragraph(fmt::format("Heading{}", level), text);
}

void DocxWriter::paragraph(std::string_view text) { add_paragraph("Body", text); }
void DocxWriter::item(std::string_view text) { add_paragraph("Item", text); }
void DocxWriter::note(std::string_view text) { add_paragraph("Note", text); }

void DocxWriter::add_cell(int width, std::string_view text, bool is_head) {
  fmt::format_to(std::back_inserter(body_),
                 R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}</w:tcPr>)", width,
                 is_head ? R"(<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>)" : "");
  add_paragraph("Cell", text);
  body_ += "</w:tc>";
}

void DocxWriter::table(std::span<const int> widths,
                       std::span<const std::vector<std::string>> rows) {
  const int all = std::accumulate(widths.begin(), widths.end(), 0);
  JX_CHECK(all > 0, "a table has columns");
  body_ += R"(<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>)";
  for (const std::string_view side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
    fmt::format_to(std::back_inserter(body_),
                   R"(<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>)", side);
  }
  body_ += R"(</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>)";
  for (const int width : widths) {
    fmt::format_to(std::back_inserter(body_), R"(<w:gridCol w:w="{}"/>)",
                   line_width() * width / all);
  }
  body_ += "</w:tblGrid>";
  bool is_head = true;
  for (const std::vector<std::string>& row : rows) {
    JX_CHECK(row.size() == widths.size(), "every row has a cell for each column");
    body_ += is_head ? "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
                     : "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      add_cell(line_width() * widths[i] / all, row[i], is_head);
    }
    body_ += "</w:tr>";
    is_head = false;
  }
  body_ += "</w:tbl>";
  add_paragraph("Cell", "");  // Word wants a paragraph between two tables.
}

Result<std::string> DocxWriter::finish() && {
  const std::string document =
      fmt::format("{}<w:document {}><w:body>{}<w:sectPr>{}{}</w:sectPr></w:body></w:document>",
                  kXml, kNamespace, body_, numbered_ ? kFooterReference : "",
                  page_ == Page::Portrait ? kSection : kWideSection);
  const auto part = [&](std::string_view usual, std::string_view numbered) {
    return std::string(kXml).append(numbered_ ? before_end(usual, numbered) : std::string(usual));
  };
  std::vector<ZipChange> parts = {
      {"[Content_Types].xml", part(kTypes, kFooterType)},
      {"_rels/.rels", std::string(kXml).append(kPackageParts)},
      {"word/document.xml", document},
      {"word/_rels/document.xml.rels", part(kDocumentParts, kFooterRelation)},
      {"word/styles.xml", styles_part()}};
  if (numbered_) parts.push_back({"word/footer1.xml", footer_part()});
  return change_zip(kEmptyZip, parts);
}

}  // namespace jx
