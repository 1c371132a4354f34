// SPDX-License-Identifier: AGPL-3.0-or-later
#include "marking/mark.h"

#include <fmt/core.h>

#include "marking/mark_docx.h"
#include "marking/mark_xlsx.h"

namespace jx {

bool can_be_marked(Format format) noexcept {
  return format == Format::Xlsx || format == Format::Docx;
}

Result<MarkedDocument> mark_document(const Document& document, const std::vector<FileMark>& marks) {
  if (document.format == Format::Xlsx) return mark_xlsx(document.bytes, marks);
  if (document.format == Format::Docx) return mark_docx(document.bytes, marks);
  return Error{ErrorCode::Unsupported,
               fmt::format("“{}”是 {} 格式，不能在原文件上标注；能标注的是 .xlsx 和 .docx。"
                           "请改用 --format html 得到审核表，或另存为 .xlsx、.docx 再试。",
                           document.name, to_string(document.format))};
}

}  // namespace jx
