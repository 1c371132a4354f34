// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "base/result.h"
#include "forms/notes.h"

namespace jx {

/// A form on a sheet of its own.
struct FormSheet {
  std::string name;  ///< Of the sheet; shortened, freed of what Excel forbids, made unique.
  FormGrid grid;
};

/// Writes forms as an Excel workbook, a sheet each, laid out for A4 with a print area, and a sheet
/// 计分说明 behind them. Totals are formulas over the cells of the form, so that who corrects a
/// score sees the new total, and one with a gap in it gives none; everything else is a value: a
/// score's rule is not one that a formula of a cell could hold. The same forms give the same bytes.
Result<void> write_forms_xlsx(const std::filesystem::path& path, std::span<const FormSheet> sheets,
                              const FormNotes& notes);

/// The same as a Word document: a section a form, the notes behind the last.
Result<std::string> render_forms_docx(std::span<const FormSheet> sheets, const FormNotes& notes);

}  // namespace jx
