// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "marking/mark.h"
#include "marking/sheet_facts.h"
#include "marking/style_editor.h"

namespace jx {

/// What becomes of a cell.
struct WantedCell {
  MarkTone tone = MarkTone::Info;
  std::string_view sign = {};  ///< Words for a blank cell; empty to leave the content as it is.
};

/// Row → column → what is wanted there.
using WantedCells = std::map<std::uint32_t, std::map<std::uint32_t, WantedCell>>;

/// Fills the wanted cells of a sheet and makes those that the file does not have; the facts are
/// those of `xml`. Nothing but their tags, and the size that the sheet states, changes.
Result<std::string> fill_cells(std::string_view xml, const SheetFacts& facts,
                               const WantedCells& wanted, StyleEditor& styles, XmlEdits edits);

}  // namespace jx
