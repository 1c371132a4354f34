// SPDX-License-Identifier: AGPL-3.0-or-later
#include "conversion/conversion.h"

#include <fmt/core.h>

#include <utility>

namespace jx {
namespace {

constexpr std::string_view kToWord = "MS Word 2007 XML";
constexpr std::string_view kToExcel = "Calc MS Excel 2007 XML";

constexpr Conversion to_docx(std::string_view kind, std::string_view ending) noexcept {
  return {kind, ending, Format::Docx, "docx", kToWord};
}

constexpr Conversion to_xlsx(std::string_view kind, std::string_view ending) noexcept {
  return {kind, ending, Format::Xlsx, "xlsx", kToExcel};
}

}  // namespace

std::optional<Conversion> find_conversion(Format format) noexcept {
  switch (format) {
    case Format::Doc: return to_docx("旧版 Word 文档（DOC、WPS）", "doc");
    case Format::Rtf: return to_docx("RTF 文档", "rtf");
    case Format::Odt: return to_docx("OpenDocument 文字文档（ODT）", "odt");
    case Format::Ods: return to_xlsx("OpenDocument 电子表格（ODS）", "ods");
    case Format::Xlsb: return to_xlsx("XLSB 二进制工作簿", "xlsb");
    case Format::OldXls: return to_xlsx("Excel 4 或更早的工作表", "xls");
    case Format::Text:
    case Format::Delimited:
    case Format::Markdown:
    case Format::Json:
    case Format::Pdf:
    case Format::Ofd:
    case Format::Html:
    case Format::Xlsx:
    case Format::Xls:
    case Format::SpreadsheetXml:
    case Format::Zip:
    case Format::Docx:
    case Format::Image: break;
  }
  return std::nullopt;
}

std::string_view to_save_as(const Conversion& conversion) noexcept {
  return conversion.target == Format::Docx ? "DOCX" : "XLSX";
}

std::string describe_conversion(const Conversion& conversion, std::string_view version) {
  const std::string_view differs = conversion.target == Format::Docx
                                       ? "自动编号、域和文本框的位置可能与原软件显示的不同"
                                       : "数字格式、日期和公式的结果可能与原软件显示的不同";
  return fmt::format(
      "原件（{}）由 {} 转换成 {} 后读入：{}；宏没有运行，外部链接没有更新。要紧的数字请与原件核对，"
      "或用 Word、Excel、WPS 另存为 {} 再读。",
      conversion.kind, version, to_save_as(conversion), differs, to_save_as(conversion));
}

Result<Document> take_converted(const Document& original, const Conversion& conversion,
                                std::string bytes) {
  Result<Document> made = make_document(original.name, std::move(bytes));
  if (!made.ok() || made->format != conversion.target) {
    return Error{ErrorCode::Malformed,
                 fmt::format("LibreOffice 把“{}”转换出来的不是 {}，没有读入。请用原软件打开，"
                             "另存为 {}，再试一次。",
                             original.name, to_save_as(conversion), to_save_as(conversion))};
  }
  made->sha256 = original.sha256;
  return made;
}

}  // namespace jx
