// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

/// The notes of a sheet: their words, and the old drawing without which Excel shows none of them.
namespace jx {

struct SheetNote {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::string words;
};

struct EditedNotes {
  std::string xml;
  std::vector<const SheetNote*> added;  ///< Those that had no note before: they need a box.
};

/// Adds notes to the comments part; a cell that has one keeps its words, ours follow them. `xml` is
/// empty for a sheet without notes. `notes` must outlive the result.
Result<EditedNotes> add_notes(const std::string& xml, const std::vector<SheetNote>& notes);

/// Adds a box for each note to the drawing, which is no XML in the strict sense and is not parsed.
/// `drawing` is empty for a sheet without one. Malformed when it has no end.
Result<std::string> add_note_boxes(const std::string& drawing,
                                   const std::vector<const SheetNote*>& notes);

}  // namespace jx
