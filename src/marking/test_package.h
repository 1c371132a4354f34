// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "codecs/zip.h"
#include "marking/mark.h"

namespace jx {

/// A part of a package, or words that no part has.
inline std::string part_of(const std::string& bytes, std::string_view name) {
  Diagnostics ignored;
  auto archive = ZipArchive::open(bytes, {}, ignored);
  if (!archive.ok() || archive->find(name) == nullptr) return "(none)";
  return archive->read(*archive->find(name)).value_or("(damaged)");
}

inline FileMark mark_at(std::uint32_t line, std::uint32_t column, MarkTone tone,
                        std::string note = "有误") {
  FileMark mark{.origin = {}, .tone = tone, .note = std::move(note)};
  mark.origin.page = 1;
  mark.origin.line = line;
  mark.origin.column = column;
  return mark;
}

}  // namespace jx
