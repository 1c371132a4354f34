// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pages/text/text_reader.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "pages/decoded_document.h"
#include "pages/text/delimited.h"
#include "pages/text/markdown.h"
#include "pages/text/page_builder.h"
#include "pages/text/tabbed.h"

namespace jx {
namespace {

/// One pass before anything is built: a line beyond the limit is neither a row nor a sentence.
Result<void> check_line_lengths(std::string_view text, const ReadLimits& limits) {
  std::uint32_t number = 1;
  LineScanner scanner(text);
  while (const std::optional<FileLine> line = scanner.next()) {
    number = line->number;
    if (line->text.size() <= limits.line_bytes) continue;
    return Error{ErrorCode::LimitExceeded,
                 fmt::format("第 {} 行超过 {} MB，不像表格也不像文字，没有读入。"
                             "请检查文件是否缺少换行，或者不是文本文件。",
                             number, std::max<std::uint64_t>(limits.line_bytes >> 20, 1)),
                 Origin{.line = number}};
  }
  return {};
}

Result<void> read_by_format(Format format, std::string_view text, PageBuilder& pages) {
  if (format == Format::Delimited) return read_delimited(text, pages);
  if (format == Format::Markdown) return read_markdown(text, pages);
  return read_tabbed(text, pages);
}

}  // namespace

Result<Pages> read_text_pages(const Document& document, const ReadLimits& limits) {
  PageBuilder pages(limits);
  JX_TRY(const DecodedDocument decoded, DecodedDocument::decode(document, pages.diagnostics()));
  JX_TRY_VOID(check_line_lengths(decoded.text(), limits));
  JX_TRY_VOID(read_by_format(document.format, decoded.text(), pages));
  return std::move(pages).take();
}

}  // namespace jx
