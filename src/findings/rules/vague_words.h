// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "findings/rules/prose.h"
#include "lexicon/lexicon.h"

namespace jx {

/// A promise that nobody can check, and the words that make it so: "带动更多", "元素化、时尚化",
/// "预计将".
struct VaguePart {
  TextRange clause;
  std::vector<TextRange> words;
};

/// The vague clauses of a passage: those with a vague word and no number, and those that only
/// forecast a number (预计).
std::vector<VaguePart> find_vague_parts(const Passage& passage, const Lexicon& lexicon);

}  // namespace jx
