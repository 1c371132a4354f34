// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "reports/docx.h"
#include "reports/forms.h"

namespace jx {

Result<std::string> render_forms_docx(std::span<const FormSheet> sheets, const FormNotes& notes) {
  DocxWriter out;
  for (const FormSheet& sheet : sheets) {
    out.form(sheet.grid);
    out.end_section(sheet.grid.page);
  }
  out.heading(2, notes.title);
  for (const auto& [name, words] : notes.lines) out.note(fmt::format("{}　{}", name, words));
  return std::move(out).finish();
}

}  // namespace jx
